/** The type of a message, and its checks before anything is opened. The body is read in `body.ts`. */
import {
  parseRecipient,
  parseReversePath,
  uniqueRecipients,
} from "../../protocol/address/address.ts";
import { createMail, createRcpt, type Parameter } from "../../protocol/command/command.ts";
import type { LocalFieldsWish } from "../../protocol/content/local-fields.ts";
import { bare, ownProperties } from "../../protocol/errors/own-properties.ts";
import type { Reencode } from "../../protocol/mime/obstacle.ts";
import type { OutgoingMessage, Recipient } from "../../protocol/session/outgoing-message.ts";
import { checkObject, closestName } from "../options/check-names.ts";
import { type Body, discard, readBody } from "./body.ts";
import type { BodyReader } from "./body-reader.ts";
import {
  checkKnownFields,
  type Dsn,
  type MessageOptions,
  mailOptionParameters,
  type RecipientOptions,
  recipientOptionParameters,
} from "./message-options.ts";

/** One or many recipients: addresses, each alone or with its options. */
export type Recipients = string | RecipientOptions | readonly (string | RecipientOptions)[];

/**
 * One message: its recipients, its content with the header, and its message options. Message options are required: a
 * server that does not support one does not get the message, unless `features` says `prefer` or `avoid`.
 */
export interface Message extends MessageOptions {
  /** The reverse-path, to which bounces are sent; `null` for none. An address without a display name. */
  readonly from: string | null;
  /** One or many recipients: addresses, each alone or with its options. */
  readonly to: Recipients;
  /**
   * The message in the format of RFC 5322: header section, empty line, body. Every line end becomes CRLF, except in
   * parts that are declared binary (RFC 2045 6.4: the message's own header must declare that too).
   */
  readonly raw: Body;
  /** Replaces `from` and `to`, for messages from a composer. */
  readonly envelope?: { readonly from: string | null; readonly to: Recipients };
  /**
   * How much may be re-encoded for a server that does not accept the message unchanged, and whether UTF-8 text in the
   * header may be written in ASCII (RFC 2047, RFC 2231). Default `unsigned`: no signed or encrypted part, no attached
   * message, and nothing under a DKIM-Signature or ARC header field.
   */
  readonly reencode?: Reencode;
  /**
   * How Bcc, Resent-Bcc and Return-Path in the header of `raw` are handled. No recipient should see who else got a
   * blind copy (RFC 5322 3.6.3), and only the last server writes Return-Path (RFC 5321 4.4). `report`: the fields are
   * sent, and reported in `receipt.notices`. `strip`: the fields are removed, also under a signature. Default
   * `report`. The envelope is not changed.
   */
  readonly localFields?: LocalFieldsWish;
  /**
   * What happens if NUL, or a line over 998 bytes, comes late in a stream that can be read only once: the message can
   * then be neither re-encoded nor sent again (RFC 2045 2.9 calls such data binary; many servers store it anyway).
   * `refuse`: the connection is closed before the end of the message, and the error is FEATURE_UNMET. `send`: the
   * message is sent unchanged, and `receipt.notices` reports that. Default `refuse`. A message that can be read again
   * is re-encoded in either case.
   */
  readonly lateBinary?: "refuse" | "send";
  /**
   * `refuse`: send to all recipients or to none. Default `accept`. With several transactions, "all or none" is
   * impossible, so a server that accepts fewer recipients at a time causes an error.
   */
  readonly partial?: "accept" | "refuse";
}

/** A message that passed the checks. */
export interface CheckedMessage {
  readonly outgoing: OutgoingMessage;
  readonly body: BodyReader;
}

/**
 * Checks a message and prepares it for sending.
 *
 * @throws {TypeError | RangeError} before anything is opened; a stream is closed then
 */
export function checkMessage(message: Message): CheckedMessage {
  try {
    return toCheckedMessage(message);
  } catch (error) {
    discard(message);
    throw error;
  }
}

function toCheckedMessage(given: Message): CheckedMessage {
  if (typeof given !== "object" || given === null) {
    throw new TypeError("A message must be an object { from, to, raw }.");
  }
  const message = ownProperties(given);
  // Without content, the message is a draft: errors about other fields would mislead.
  if (message.raw === undefined) readBody(message.raw);
  checkMessageFields(message);
  const { envelope } = message;
  if (envelope !== undefined && envelope !== null) {
    checkObject("envelope", envelope, '{ from: "ann@example.com", to: ["bob@example.net"] }');
    checkKnownFields("`envelope`", ownProperties(envelope), ["from", "to"]);
  }
  const { from, to } = envelope ? ownProperties(envelope) : message;
  if (from === undefined) {
    throw new TypeError("`from` is missing; for a message without a return address give null.");
  }
  const recipients = readRecipients(to, message.dsn);
  const sender = parseReversePath(from);
  const parameters = mailOptionParameters(message);
  // The length of these commands does not depend on the server.
  createMail(sender, parameters);
  for (const recipient of recipients) createRcpt(recipient, recipient.parameters);
  const { partial = "accept" } = message;
  if (partial !== "accept" && partial !== "refuse") {
    throw new TypeError('`partial` must be "accept" or "refuse".');
  }
  const { reencode = "unsigned" } = message;
  if (!LEVELS.includes(reencode)) {
    throw new TypeError(
      `\`reencode\` must be one of ${LEVELS.map((level) => `"${level}"`).join(", ")}.`,
    );
  }
  const { localFields = "report" } = message;
  if (localFields !== "report" && localFields !== "strip") {
    throw new TypeError('`localFields` must be "report" or "strip".');
  }
  const { lateBinary = "refuse" } = message;
  if (lateBinary !== "refuse" && lateBinary !== "send") {
    throw new TypeError('`lateBinary` must be "refuse" or "send".');
  }
  const body = readBody(message.raw);
  const { replayable, size, eightBit } = body;
  const outgoing: { -readonly [Name in keyof OutgoingMessage]: OutgoingMessage[Name] } = {
    from: sender,
    to: recipients,
    partial,
    reencode,
    localFields,
    lateBinary,
    replayable,
  };
  if (body.open) outgoing.adaptive = true;
  if (parameters.length > 0) outgoing.parameters = parameters;
  if (size !== undefined) outgoing.size = size;
  if (eightBit !== undefined) outgoing.eightBit = eightBit;
  return { outgoing, body };
}

/** The message options and their checks. */
const MESSAGE_OPTIONS: Readonly<
  Record<Exclude<keyof Message, "from" | "to" | "raw" | "envelope">, true>
> = {
  reencode: true,
  localFields: true,
  lateBinary: true,
  partial: true,
  dsn: true,
  requireTls: true,
  deliverBy: true,
  holdFor: true,
  holdUntil: true,
  priority: true,
};

const OTHER_NAMES: readonly string[] = ["from", "to", "raw", "envelope"];
const KNOWN_NAMES: readonly string[] = [...OTHER_NAMES, ...Object.keys(MESSAGE_OPTIONS)];

/**
 * Returns a composed message with the options of its draft. Fields that only the composer reads are left out.
 *
 * @param draft what the caller gave
 * @param composed the composer's result, whose options take precedence
 */
export function withMessageOptions(draft: object, composed: Message): Message {
  const options = Object.entries(ownProperties(draft)).filter(([name]) =>
    Object.hasOwn(MESSAGE_OPTIONS, name),
  );
  return { ...Object.fromEntries(options), ...composed };
}

/** Checks that no field of a finished message would be ignored, such as `cc`, and with it a recipient. */
function checkMessageFields(message: object): void {
  for (const name of Object.keys(message)) {
    // A composer may say what the header has.
    if (KNOWN_NAMES.includes(name) || name === "messageId") continue;
    const known = closestName(name, KNOWN_NAMES);
    const what = /^b?cc$/.test(name)
      ? "Put these recipients into `to`; the header is in `raw`."
      : known === undefined
        ? "`raw` has the whole content. Leave out `raw` to have a message composed."
        : `Write \`${known}\`.`;
    throw new TypeError(`A message with \`raw\` has no \`${name}\`. ${what}`);
  }
}

const LEVELS: readonly Reencode[] = ["never", "unsigned", "attached", "always"];

function readRecipients(to: unknown, dsn: Dsn | undefined): readonly Recipient[] {
  const list: unknown[] = Array.isArray(to) ? to : [to];
  if (list.length === 0) throw new TypeError("`to` is empty: a message needs a recipient.");
  return uniqueRecipients(list.map((entry) => recipientOf(entry, dsn)));
}

function recipientOf(entry: unknown, dsn: Dsn | undefined): Recipient {
  // Most entries are just an address, and need no copy of an object.
  if (typeof entry === "string")
    return findRequestedFeatures(entry, dsn ? recipientOptionParameters(bare({}), dsn) : []);
  const { address, ...rest } = (
    typeof entry === "object" && entry !== null ? ownProperties(entry) : { address: entry }
  ) as RecipientOptions;
  const parameters = bare<typeof rest>(rest);
  if (typeof address !== "string") {
    throw new TypeError(
      "`to` must be an address or a list of addresses, each a string or an object { address }.",
    );
  }
  checkKnownFields("A recipient in `to`", parameters, ["address", "notify", "orcpt", "rrvs"]);
  return findRequestedFeatures(address, recipientOptionParameters(parameters, dsn));
}

function findRequestedFeatures(address: string, parameters: readonly Parameter[]): Recipient {
  const mailbox = parseRecipient(address);
  return parameters.length === 0 ? mailbox : Object.freeze({ ...mailbox, parameters });
}
