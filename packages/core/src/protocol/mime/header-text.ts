/**
 * Encodes header sections for servers that accept only ASCII there: text becomes encoded words (RFC 2047), parameters
 * are percent-encoded (RFC 2231), domains become A-labels. Octets that are not UTF-8 are encoded with an unknown
 * character set (RFC 1428 3). The encodings are in `encoded-words.ts` and `parameter-text.ts`.
 */
import { COLON, hasEightBit } from "../bytes/octets.ts";
import {
  type Charset,
  encodeUnits,
  foldedField,
  trimBlanks,
  type WordToken,
} from "./encoded-words.ts";
import type { HeaderField } from "./fields.ts";
import { parameterTokens } from "./parameter-text.ts";
import { structuredUnits, type ToAscii, unstructuredUnits } from "./structured-text.ts";
import { binaryString } from "./value-scanner.ts";

/** What a field may contain unencoded. */
export interface HeaderMode {
  /** Text in UTF-8, because the message is sent with SMTPUTF8. */
  readonly utf8?: boolean;
  /** Octets over 127 that are not UTF-8, sent as 8-bit content because no encoding is known for them. */
  readonly unknown?: boolean;
  /** Returns the ASCII form of domains in addresses. */
  readonly toAscii: ToAscii;
}

/** The result of encoding a header section. */
export interface HeaderText {
  readonly fields: readonly HeaderField[];
  /** Names of the fields with octets over 127 that are not UTF-8, as written in the message. */
  readonly unknown: readonly string[];
  /** Names of the fields whose octets over 127 can be neither kept nor encoded. */
  readonly stuck: readonly string[];
  /** Whether some field has UTF-8 text outside ASCII. */
  readonly utf8: boolean;
}

/** Characters of the longest field name that is read. Real names have at most half as many. */
const LONGEST_NAME = 75;

/** Fields with addresses and phrases (RFC 5322 3.6.2, 3.6.3, 3.6.5; RFC 2919 3; RFC 8098 2.1). */
const PHRASES: readonly string[] = [
  ...["from", "sender", "reply-to", "to", "cc", "bcc"].flatMap((name) => [name, `resent-${name}`]),
  "keywords",
  "list-id",
  "disposition-notification-to",
  "return-receipt-to",
  "errors-to",
  "mail-followup-to",
  "mail-reply-to",
];

/** Fields with parameters (RFC 2045 5, RFC 2183 2). */
const PARAMETERS: readonly string[] = ["content-type", "content-disposition"];

/** Fields in which only comments are text: traces, identifiers, dates, signatures, URLs. */
const COMMENTS =
  /^(?:received|x-received|received-spf|return-path|delivered-to|date|resent-date|(?:resent-)?message-id|in-reply-to|references|dkim-signature|domainkey-signature|x-google-dkim-signature|arc-.+|authentication-results|mime-version|content-id|content-transfer-encoding|content-language|content-location|content-md5|auto-submitted|original-message-id|list-(?!id$).+|autocrypt|bimi-.+)$/;

/**
 * Encodes what a header section may not contain. All other octets stay unchanged.
 *
 * @param fields the section's fields, from `splitFields`
 */
export function encodeHeader(fields: readonly HeaderField[], mode: HeaderMode): HeaderText {
  const unknown: string[] = [];
  const stuck: string[] = [];
  let utf8 = false;
  const made = fields.map((field) => {
    if (!hasEightBit(field.octets)) return field;
    const charset = charsetOf(field.octets);
    if (charset === "unknown-8bit") unknown.push(writtenName(field));
    else utf8 = true;
    if (charset === "utf-8" ? mode.utf8 : mode.unknown) return field;
    const encoded = encodeField(field, charset, mode.toAscii);
    if (!encoded) stuck.push(writtenName(field));
    return encoded ?? field;
  });
  return { fields: made, unknown, stuck, utf8 };
}

/**
 * Returns the character set of octets: UTF-8 if they are valid UTF-8 (RFC 3629 4), because other text is rarely valid
 * UTF-8 by chance.
 */
function charsetOf(octets: Uint8Array): Charset {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return "utf-8";
  } catch {
    return "unknown-8bit";
  }
}

function encodeField(
  field: HeaderField,
  charset: Charset,
  toAscii: ToAscii,
): HeaderField | undefined {
  const name = writtenName(field);
  if (!/^[!-9;-~]+$/.test(name) || field.octets.includes(0)) return undefined;
  if (field.octets.indexOf(COLON) > LONGEST_NAME) return undefined;
  const line = binaryString(field.octets);
  const value = trimBlanks(line.slice(line.indexOf(":") + 1).replace(/[\r\n]+/g, ""));
  const tokens = tokensOf(field.name, value, charset, toAscii);
  return tokens && { name: field.name, octets: foldedField(name, tokens) };
}

function tokensOf(
  name: string,
  value: string,
  charset: Charset,
  toAscii: ToAscii,
): readonly WordToken[] | undefined {
  if (PARAMETERS.includes(name)) return parameterTokens(value, charset);
  const phrases = PHRASES.includes(name);
  const units =
    phrases || COMMENTS.test(name)
      ? structuredUnits(value, phrases, phrases ? toAscii : () => undefined)
      : unstructuredUnits(value);
  return units && encodeUnits(units, charset);
}

/** Returns the name of a field as written in the message; empty if the line has none. */
export function writtenName({ octets }: HeaderField): string {
  const colon = octets.indexOf(COLON);
  return trimBlanks(binaryString(octets.subarray(0, Math.max(0, Math.min(colon, LONGEST_NAME)))));
}
