/** Reads what the server says, to the last word before it closes the connection. */

import { cutText, escapeControls } from "../errors/escape.ts";
import { TransportError } from "../errors/transport-error.ts";
import { perform, type ReadEffect, type Script, type TimeoutName } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { formatReply, type Reply } from "./reply.ts";
import { ReplyParser } from "./reply-parser.ts";

/** Waits for a reply that has not arrived entirely. Where the connection ends, a refusal may lack its end. */
export function* readReply(session: Session, wait: TimeoutName): Script<Reply> {
  for (let more = false; ; more = true) {
    let bytes: Uint8Array | null = null;
    let failure: TransportError | undefined;
    try {
      // Whatever a transport has behind the end of a connection answers nothing.
      if (!session.hasEnded) bytes = yield* perform(readOf(session, wait, more));
    } catch (error) {
      if (!(error instanceof TransportError) || error.kind !== "reset") throw error;
      failure = error;
    }
    if (bytes === null) return lastWords(session, wait, failure);
    session.parser.push(bytes);
    const reply = session.parser.next();
    if (reply) return reply;
  }
}

/** @param more the reply has begun */
function readOf(session: Session, wait: TimeoutName, more: boolean): ReadEffect {
  session.meter.waits();
  const rested = session.rested || session.hasShortWait;
  return { do: "read", wait, ...(more && { more }), ...(rested && { rested }) };
}

/**
 * A refusal of which at least the code came before the connection ended.
 *
 * @throws {TransportError} kind `reset`, where no such refusal came
 */
function lastWords(
  session: Session,
  wait: TimeoutName,
  failure: TransportError | undefined,
): Reply {
  const rest = session.parser.rest();
  // Made only now: an error collects its stack, which costs more than reading a reply.
  if (!rest) throw failure ?? new TransportError("reset", "The server closed the connection.");
  session.parser = new ReplyParser();
  // In answer to a whole message it decides nothing: only a complete reply does.
  if ("text" in rest) throw cutShort(session, rest.text);
  if (wait === "final") throw cutShort(session, formatReply(rest.reply));
  session.unusable = true;
  session.hasEnded = true;
  return rest.reply;
}

/** The text of a reply that never ended is no reply, but may say why the server closed. */
function cutShort({ mask }: Session, text: string): TransportError {
  const quoted = escapeControls(cutText(mask(text), MAX_QUOTED_REPLY));
  return new TransportError(
    "reset",
    `The server closed the connection in the middle of its reply: "${quoted}".`,
  );
}

/** So much of a reply that never ended is quoted. */
const MAX_QUOTED_REPLY = 200;
