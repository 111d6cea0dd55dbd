/** How much of a reply is kept, wherever a receipt, an error, a decision or an event holds it. */

import { lengthOf } from "../bytes/octets.ts";
import { cutText } from "../errors/escape.ts";
import type { Reply } from "./reply.ts";

/**
 * Lines and characters of a kept reply. Ordinary refusals have one line to ten; without a bound a message
 * to 200 recipients could hold 200 MiB of replies.
 */
const MAX_KEPT_LINES = 32;
const MAX_KEPT_CHARACTERS = 4_096;

/** Replies that are read for all that they say: what a server offers, and answers to questions. */
const READ_WHOLE = /^(?:EHLO|LHLO|VRFY|EXPN|HELP)\b/;

/**
 * Bounds a reply to 32 lines and 4,096 characters, without the marks of what was cut: a cut line ends with
 * `... (cut: 900 more characters)`, and a line of its own, `... (cut: 68 more lines)`, stands for lines
 * that are missing. Code and enhanced status code stay.
 *
 * @param reply the reply, already without secrets
 * @param answers the command that it answers, as it is shown
 * @returns the same reply where it is short, or where a positive reply is the answer to a question
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

/** A copy of a text of its own: a part of a longer text would keep the whole of it in memory. */
function detached(text: string): string {
  return JSON.parse(JSON.stringify(text));
}
