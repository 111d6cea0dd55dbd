/**
 * Limits the size of replies that receipts, errors, decisions and events keep. The limits of the parser are in
 * `reply-parser.ts`.
 */

import { lengthOf } from "../bytes/octets.ts";
import { cutText } from "../errors/escape.ts";
import type { Reply } from "./reply.ts";

/**
 * The most lines of a kept reply. Ordinary refusals have one to ten lines. Without a limit, a message to 200
 * recipients could keep 200 MiB of replies.
 */
const MAX_KEPT_LINES = 32;
const MAX_KEPT_CHARACTERS = 4_096;

/** Replies that are kept completely: capabilities, and answers to queries. */
const READ_WHOLE = /^(?:EHLO|LHLO|VRFY|EXPN|HELP)\b/;

/**
 * Limits a reply to 32 lines and 4,096 characters, not counting the marks. A cut line ends with `... (cut: 900 more
 * characters)`, and a line `... (cut: 68 more lines)` replaces missing lines. Code and enhanced status code stay.
 *
 * @param reply the reply, with secrets already masked
 * @param answers the command that the reply answers, as shown to users
 * @returns the same reply if it is short, or if it is a positive answer to a query
 */
export function boundReply(reply: Reply, answers: string): Reply {
  const { lines } = reply;
  if (lines.length <= MAX_KEPT_LINES && lengthOf(lines) <= MAX_KEPT_CHARACTERS) return reply;
  if (reply.code < 300 && READ_WHOLE.test(answers)) return reply;
  const kept: string[] = [];
  let remaining = MAX_KEPT_CHARACTERS;
  for (const line of lines) {
    if (kept.length === MAX_KEPT_LINES || remaining <= 0) break;
    kept.push(line.length > remaining ? detached(cutText(line, remaining)) : line);
    remaining -= line.length;
  }
  const missing = lines.length - kept.length;
  if (missing > 0) kept.push(`... (cut: ${missing} more lines)`);
  return Object.freeze({ ...reply, lines: Object.freeze(kept) });
}

/** Copies a text: a part of a longer text would keep the whole text in memory. */
function detached(text: string): string {
  return JSON.parse(JSON.stringify(text));
}
