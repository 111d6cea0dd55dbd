/**
 * Sends the content by DATA: CRLF line ends, doubled dots, a line with a single dot at the end (RFC 5321 4.1.1.4,
 * 4.5.2). BDAT is in `bdat.ts`.
 */

import { EMPTY_BYTES, lengthOf } from "../bytes/octets.ts";
import { checkWritten, ServerSpoke } from "../content/content.ts";
import { DotStuffing } from "../content/line-ends.ts";
import { SmtpError } from "../errors/errors.ts";
import { decisionsUntil } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Delivery } from "../session/delivery.ts";
import { perform, type Script } from "../session/effects.ts";
import { NO_PIPELINED_COMMANDS } from "../session/pipelined-commands.ts";
import type { Session } from "../session/session.ts";
import { closeConnection, write } from "../session/wire.ts";
import { nextPiece, recordReencoding } from "./body-encoding.ts";
import { contentAnswered, handleFinalReply, isTaken, receiveFinalReply } from "./final.ts";
import { isRetry, type NextStep, type RetryPlace } from "./next-step.ts";

/** The line that ends the content. */
export const CONTENT_END: Uint8Array = new TextEncoder().encode(".\r\n");

/** Pieces are joined up to this many octets: small pieces share a packet, and large pieces are not copied. */
const GATHER = 65_536;

/**
 * Sends the content after 354 and waits for the final reply.
 *
 * @throws {SmtpError} MESSAGE_REFUSED, or the failure that ended the transfer
 */
export function* dataContent(session: Session, delivery: Delivery): Script<NextStep<Reply>> {
  const { source } = delivery;
  const stuffing = new DotStuffing();
  if (!source.restartKept()) yield* source.restart();
  source.watch = true;
  let gathered: Uint8Array[] = [];
  let octets = 0;
  let written = 0;
  for (;;) {
    const kept = source.nextKept();
    const piece = kept === undefined ? yield* pieceOrReply(session, delivery) : kept;
    if (isRetry(piece)) return piece;
    if (piece === null) break;
    delivery.handover.add(piece.length);
    octets += piece.length;
    gathered.push(stuffing.push(piece));
    if (octets < GATHER) continue;
    written += lengthOf(gathered);
    if (yield* write(session, gathered, "content", true))
      return yield* handleEarlyReply(session, delivery);
    source.takeBack(gathered);
    if (session.observed) yield* emitContentProgress(delivery);
    gathered = [];
    octets = 0;
  }
  recordReencoding(session, delivery);
  written += lengthOf(gathered);
  checkWritten(source, written - stuffing.doubled);
  delivery.handover.complete();
  const more =
    session.pipelinedCommands === NO_PIPELINED_COMMANDS
      ? EMPTY_BYTES
      : yield* session.pipelinedCommands.appendToFlight([]);
  yield* write(session, [...gathered, CONTENT_END, more], "content");
  if (session.observed) yield* emitContentProgress(delivery);
  const reply = yield* receiveFinalReply(session);
  return isTaken(session, delivery, reply)
    ? reply
    : yield* handleFinalReply(session, delivery, reply);
}

/** Returns the next piece, or a reply that arrives while the source has no data. */
function* pieceOrReply(session: Session, delivery: Delivery): Script<NextStep<Uint8Array | null>> {
  try {
    return yield* nextPiece(session, delivery);
  } catch (error) {
    if (!(error instanceof ServerSpoke)) throw error;
    return yield* handleEarlyReply(session, delivery);
  }
}

/** Reports to an observer how much of the content was sent. */
export function* emitContentProgress({ handover }: Delivery): Script<void> {
  yield* perform({ do: "emit", event: { type: "content", octets: handover.octets } });
}

/**
 * Handles a reply that comes before the end of the content. Only closing the connection without the final dot ends
 * the message.
 */
export function* handleEarlyReply(session: Session, delivery: Delivery): Script<RetryPlace> {
  const reply = yield* receiveFinalReply(session);
  yield* closeConnection(session, "the server answered before the message was complete");
  const next = reply.code >= 400 && (yield* handleFinalReply(session, delivery, reply, true));
  if (next && isRetry(next)) return next;
  throw new SmtpError(
    "The server answered before the message was complete, as if it had all of it. The connection was closed; no mail was sent.",
    {
      code: "PROTOCOL_VIOLATION",
      phase: "content",
      ...contentAnswered(session),
      reply,
      retry: "later",
      decisions: decisionsUntil(session, "content"),
    },
  );
}
