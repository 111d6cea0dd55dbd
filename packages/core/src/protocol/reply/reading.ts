/**
 * Reads replies from the connection, including the last one before the server closes. Parsing is in
 * `reply-parser.ts`; matching replies to commands is in `session/wire.ts`.
 */

import { cutText, escapeControls } from "../errors/escape.ts";
import { TransportError } from "../errors/transport-error.ts";
import { perform, type ReadEffect, type Script, type TimeoutName } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { formatReply, type Reply } from "./reply.ts";
import { ReplyParser } from "./reply-parser.ts";

/** Waits for a reply that has not arrived completely. If the connection ends, a refusal may be incomplete. */
export function* readReply(session: Session, wait: TimeoutName): Script<Reply> {
  const { connection } = session;
  for (let more = false; ; more = true) {
    let bytes: Uint8Array | null = null;
    let failure: TransportError | undefined;
    try {
      // Bytes after the end of a connection answer nothing.
      if (!connection.hasEnded) bytes = yield* perform(readOf(session, wait, more));
    } catch (error) {
      if (!(error instanceof TransportError) || error.kind !== "reset") throw error;
      failure = error;
    }
    if (bytes === null) return lastWords(session, wait, failure);
    connection.parser.push(bytes);
    const reply = connection.parser.next();
    if (reply) return reply;
  }
}

/** @param more part of the reply has arrived */
function readOf(session: Session, wait: TimeoutName, more: boolean): ReadEffect {
  session.meter.waits();
  const { wasIdle, hasShortWait } = session.connection;
  const isShort = wasIdle || hasShortWait;
  return { do: "read", wait, ...(more && { more }), ...(isShort && { isShort }) };
}

/**
 * Returns a refusal of which at least the code arrived before the connection ended.
 *
 * @throws {TransportError} kind `reset`, if there is no such refusal
 */
function lastWords(
  session: Session,
  wait: TimeoutName,
  failure: TransportError | undefined,
): Reply {
  const { connection } = session;
  const rest = connection.parser.rest();
  // Created only here: an error collects its stack, which costs more than reading a reply.
  if (!rest) throw failure ?? new TransportError("reset", "The server closed the connection.");
  connection.parser = new ReplyParser();
  // A partial reply does not decide about a whole message: only a complete reply does.
  if ("text" in rest) throw cutShort(session, rest.text);
  if (wait === "final") throw cutShort(session, formatReply(rest.reply));
  connection.unusable = true;
  connection.hasEnded = true;
  return rest.reply;
}

/** Creates the error for a partial reply. Its text is not a reply, but may say why the server closed. */
function cutShort({ mask }: Session, text: string): TransportError {
  const quoted = escapeControls(cutText(mask(text), MAX_QUOTED_REPLY));
  return new TransportError(
    "reset",
    `The server closed the connection in the middle of its reply: "${quoted}".`,
  );
}

/** Number of characters of a partial reply that are quoted. */
const MAX_QUOTED_REPLY = 200;
