/** Reads the Message-ID of a header section, for the receipt (RFC 5322 3.6.4). */
import { COLON, LF, SPACE, TAB } from "../bytes/octets.ts";

const NAME: readonly number[] = [..."message-id"].map((letter) => letter.charCodeAt(0));
const LOWER_CASE = 0x20;
const LEFT_ANGLE = "<".charCodeAt(0);
const RIGHT_ANGLE = ">".charCodeAt(0);
const DELETE = 0x7f;
/** A longer field has no usable identifier; a line has at most 998 characters (RFC 5322 2.1.1). */
const MAX_FIELD_BYTES = 2_000;

/**
 * Returns the identifier of the first Message-ID field, with its angle brackets and without comments and folding.
 *
 * @param head the header section, with CRLF line ends
 * @returns undefined if the section has no such field, or the field has no identifier
 */
export function findMessageId(head: Uint8Array): string | undefined {
  for (let at = 0; at < head.length; at = endOfLine(head, at)) {
    const from = isMessageIdField(head, at) ? startOfValue(head, at + NAME.length) : -1;
    if (from !== -1) return identifierIn(head, from);
  }
  return undefined;
}

function isMessageIdField(head: Uint8Array, at: number): boolean {
  for (let index = 0; index < NAME.length; index += 1) {
    if (((head[at + index] ?? 0) | LOWER_CASE) !== NAME[index]) return false;
  }
  return true;
}

/** Returns where the value begins, or -1 if the name goes on. */
function startOfValue(head: Uint8Array, afterName: number): number {
  let at = afterName;
  while (isBlank(head[at])) at += 1;
  return head[at] === COLON ? at + 1 : -1;
}

function endOfLine(head: Uint8Array, from: number): number {
  const lineFeed = head.indexOf(LF, from);
  return lineFeed === -1 ? head.length : lineFeed + 1;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** Works on bytes: nearly all identifiers are ASCII in one line, and need one string and nothing else. */
function identifierIn(head: Uint8Array, from: number): string | undefined {
  const most = Math.min(head.length, from + MAX_FIELD_BYTES);
  let start = -1;
  let plain = true;
  for (let at = from; at < most; at += 1) {
    const byte = head[at] as number;
    if (byte === LF && !isBlank(head[at + 1])) return undefined;
    if (byte === LEFT_ANGLE) {
      start = at;
      plain = true;
    } else if (byte === RIGHT_ANGLE && start !== -1) {
      const identifier = head.subarray(start, at + 1);
      if (identifier.length === 2) return undefined;
      return plain
        ? String.fromCharCode.apply(null, identifier as never)
        : decodeIdentifier(identifier);
    } else if (byte <= SPACE || byte >= DELETE) plain = false;
  }
  return undefined;
}

/** Old messages fold identifiers (RFC 5322 4.5.4). Control characters belong to no identifier. */
function decodeIdentifier(identifier: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(identifier).replace(/[ \t\r\n]+/g, "");
  return /^<\P{Cc}+>$/u.test(text) ? text : undefined;
}
