/**
 * Compares a sent message with a stored one.
 *
 * A server may add trace headers at the top (RFC 5321 4.4) and store lines with LF. Only these two changes are
 * undone.
 */

import { createHash } from "node:crypto";

/** Fields that the lab's servers add at the top of a message. */
const TRACE_FIELDS: ReadonlySet<string> = new Set([
  "received",
  "return-path",
  "delivered-to",
  "x-original-to", // Postfix
  "envelope-to", // Exim
  "delivery-date", // Exim
  "received-spf", // chasquid
  "x-lab-turn", // chasquid, by the laboratory's hook
  "authentication-results", // qpsmtpd
  "x-client-addr", // smtp-sink
  "x-client-proto",
  "x-client-name",
  "x-helo-args",
  "x-mail-args",
  "x-rcpt-args",
]);

const [LF, CR] = [10, 13];

/** The result of `compareStored`. */
export interface Comparison {
  readonly equal: boolean;
  /** SHA-256 of the message as sent, in hexadecimal digits. */
  readonly sentSha256: string;
  /** SHA-256 of the stored message without these fields. */
  readonly storedSha256: string;
  /** The names of the header fields that were removed, from the top. */
  readonly removedHeaders: readonly string[];
}

/**
 * Compares a sent message, with CRLF line ends, with the octets that a server stored.
 *
 * Line ends of `stored` become CRLF. Trace fields are then removed from its top as long as it is longer than `sent`,
 * so that trace fields that were sent stay.
 *
 * @example
 * compareStored(sent, message.raw).equal;
 */
export function compareStored(sent: Uint8Array, stored: Uint8Array): Comparison {
  let rest: Uint8Array = withCrlf(stored);
  const removedHeaders: string[] = [];
  while (rest.length > sent.length) {
    const field = firstField(rest);
    if (field === undefined || !TRACE_FIELDS.has(field.name.toLowerCase())) break;
    removedHeaders.push(field.name);
    rest = rest.subarray(field.length);
  }
  const [sentSha256, storedSha256] = [sha256(sent), sha256(rest)];
  return { equal: sentSha256 === storedSha256, sentSha256, storedSha256, removedHeaders };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Returns the first field with its folded lines, or `undefined` if there is none. */
function firstField(bytes: Uint8Array): { name: string; length: number } | undefined {
  let length = 0;
  do {
    const end = bytes.indexOf(LF, length);
    if (end < 0) return undefined;
    length = end + 1;
  } while (bytes[length] === 0x20 || bytes[length] === 0x09);
  const name = /^[!-9;-~]+(?=:)/.exec(
    Buffer.from(bytes.subarray(0, length)).toString("latin1"),
  )?.[0];
  return name === undefined ? undefined : { name, length };
}

function withCrlf(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(2 * bytes.length);
  let length = 0;
  let previous: number | undefined;
  for (const byte of bytes) {
    if (byte === LF && previous !== CR) result[length++] = CR;
    result[length++] = byte;
    previous = byte;
  }
  return result.subarray(0, length);
}
