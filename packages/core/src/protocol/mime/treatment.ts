/** What is done with a part, by its header alone: the body is not seen before its encoding must be named. */
import { ENCODING, encodingOf, fieldValue, type HeaderField } from "./fields.ts";
import { type MediaType, parseMediaType } from "./media-type.ts";
import type { ObstacleReason, Reencode } from "./obstacle.ts";
import { binaryString } from "./value-scanner.ts";

/**
 * - `parts`: a multipart, whose parts are looked at one by one.
 * - `message`: another message, header section and all.
 * - `encode`: encoded where it must be.
 * - `encoded`: encoded already.
 * - `untouched`: goes as it is or not at all.
 */
export type PartHandling = { readonly type: string } & (
  | { readonly as: "parts"; readonly boundary: string; readonly digest: boolean }
  | { readonly as: "message" }
  | { readonly as: "encode"; readonly into: "quoted-printable" | "base64" }
  | { readonly as: "encoded"; readonly encoding: "quoted-printable" | "base64" }
  | { readonly as: "untouched"; readonly reason: ObstacleReason; readonly value?: string }
);

/** Types that a signature or encryption covers, or that are one (RFC 1847, RFC 8551 3.2, RFC 3156). */
const SEALED: Readonly<Record<string, ObstacleReason>> = {
  "multipart/signed": "signed",
  "application/pkcs7-signature": "signed",
  "application/x-pkcs7-signature": "signed",
  "application/pgp-signature": "signed",
  "multipart/encrypted": "encrypted",
  "application/pkcs7-mime": "encrypted",
  "application/x-pkcs7-mime": "encrypted",
  "application/pgp-encrypted": "encrypted",
};

/** Of these message types a body is data like any other (RFC 6532 3.7). */
const LIKE_DATA = ["message/global", "message/global-headers", "message/global-delivery-status"];

/** Character sets in which a line end is not CR and LF, so that lines mean nothing. */
const WIDE = /^(?:utf-?(?:16|32)|ucs-?[24]|iso-10646-ucs)/i;

/** Header fields of a message whose content is signed as a whole (RFC 6376 3.5, RFC 8617 4.1). */
const SEALS = ["dkim-signature", "arc-seal", "arc-message-signature", "arc-authentication-results"];

/** What a part is that does not say, or not in a valid way (RFC 2045 5.2). */
const DEFAULT_MEDIA_TYPE: MediaType = { type: "text/plain", parameters: new Map() };

/** Encodings that leave the octets as they are (RFC 2045 6.2). */
export const IDENTITY: readonly string[] = ["7bit", "8bit", "binary"];

/**
 * Decides what is done with a part.
 *
 * @param fields its header
 * @param level how much may be re-encoded
 * @param whole it is a message, not one of its parts
 * @param usual its type when it names none (RFC 2046 5.1.5)
 */
export function decidePartHandling(
  fields: readonly HeaderField[],
  level: Reencode,
  whole: boolean,
  usual: string,
): PartHandling {
  const value = fieldValue(fields, "content-type");
  const { type, parameters } = value
    ? (parseMediaType(value) ?? DEFAULT_MEDIA_TYPE)
    : { ...DEFAULT_MEDIA_TYPE, type: usual };
  const untouched = (reason: ObstacleReason): PartHandling => ({ type, as: "untouched", reason });
  if (level === "never") return untouched("wish");
  if (level !== "always") {
    const sealed = SEALED[type];
    if (sealed) return untouched(sealed);
    if (whole && fields.some(({ name }) => SEALS.includes(name))) return untouched("signed");
  }
  const twice = ["content-type", ENCODING].find((name) => hasDifferentValues(fields, name));
  if (twice) return { type, as: "untouched", reason: "unencodable", value: twice };
  if (type.startsWith("multipart/")) {
    const boundary = (parameters.get("boundary") ?? "").replace(/[ \t]+$/, "");
    if (boundary === "") return untouched("unencodable");
    return { type, as: "parts", boundary, digest: type === "multipart/digest" };
  }
  const encoding = encodingOf(fields);
  if (encoding === "quoted-printable" || encoding === "base64") {
    return { type, as: "encoded", encoding };
  }
  if (!IDENTITY.includes(encoding)) {
    return { type, as: "untouched", reason: "unknown-encoding", value: encoding };
  }
  if (type === "message/rfc822") {
    const allowed = level === "attached" || level === "always";
    return allowed ? { type, as: "message" } : untouched("attached");
  }
  if (type.startsWith("message/") && !LIKE_DATA.includes(type)) return untouched("unencodable");
  const lines = type.startsWith("text/") && !WIDE.test(parameters.get("charset") ?? "");
  return { type, as: "encode", into: lines ? "quoted-printable" : "base64" };
}

/** Whether a field is there several times with different values, of which readers take either. */
function hasDifferentValues(fields: readonly HeaderField[], name: string): boolean {
  const values = fields.filter((field) => field.name === name).map(({ octets }) => octets);
  if (values.length < 2) return false;
  const texts = values.map((octets) => binaryString(octets).replaceAll(/\s+/g, "").toLowerCase());
  return texts.some((text) => text !== texts[0]);
}
