/** The type of a reply, its class, and its text (RFC 5321 4.2). `reply-parser.ts` parses replies from bytes. */

import { escapeControls } from "../errors/escape.ts";
import { stripEnhanced } from "./enhanced.ts";

/** One reply of a server. Plain frozen data. */
export interface Reply {
  /** 200 to 599. */
  readonly code: number;
  /** The enhanced status code, such as `5.5.1`, if the server sent one that agrees with `code`. */
  readonly enhanced?: string;
  /** The text of each line as sent, after the code and its separator; at least one line. */
  readonly lines: readonly string[];
}

/** The code with which a server ends the session at any time. */
export const SERVICE_CLOSING_CODE = 421;

/**
 * Returns the first digit of a reply code, which decides for unknown codes (RFC 5321 4.2).
 *
 * @param code a reply code, 200 to 599
 * @returns 2 done, 3 go on, 4 temporary failure, 5 permanent failure
 * @throws {RangeError} for any other number
 * @example replyClass(571); // 5
 */
export function replyClass(code: number): 2 | 3 | 4 | 5 {
  const digit = Math.floor(code / 100);
  if (digit === 2 || digit === 3 || digit === 4 || digit === 5) return digit;
  throw new RangeError(`${code} is not a reply code: reply codes go from 200 to 599.`);
}

/** Returns whether the server closes the connection after this reply: 421 (RFC 5321 3.8), or 221 (RFC 5321 4.2.2). */
export function announcesClose({ code }: Reply): boolean {
  return code === SERVICE_CLOSING_CODE || code === 221;
}

/**
 * Returns the text of a reply without codes.
 *
 * @param reply the reply
 * @returns its lines joined by `\n`, each without a leading enhanced status code
 * @example replyText(parseReplyText("502 5.5.1 Command not implemented")); // "Command not implemented"
 */
export function replyText(reply: Reply): string {
  return reply.lines.map((line) => stripEnhanced(reply.code, line)).join("\n");
}

/**
 * Returns a reply as one line for people, with the server's control characters removed.
 *
 * @param reply the reply
 * @returns code, enhanced status code if any, and text
 * @example formatReply(parseReplyText("502 Unimplemented (#5.5.1)")); // "502 5.5.1 Unimplemented (#5.5.1)"
 */
export function formatReply(reply: Reply): string {
  const words = [reply.code, reply.enhanced ?? "", replyText(reply)].join(" ");
  return escapeControls(words.replace(/\s+/g, " ").trim());
}
