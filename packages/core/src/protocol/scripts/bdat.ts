/**
 * Sends the content by BDAT (RFC 3030 2) in chunks whose length is announced. No dots are doubled. DATA is in
 * `data.ts`.
 *
 * A server that advertises CHUNKING but does not know BDAT would run the content as commands. A server that has not
 * shown that it knows BDAT therefore gets a probe first: a chunk of a few bytes without a line end, which cannot be a
 * command. In LMTP the probe is empty, because a server without accepted recipients must refuse the chunk (RFC 2033
 * 4.2), and with content in the chunk that refusal would cost the connection.
 */

import { CR, concat, EMPTY_BYTES, lengthOf } from "../bytes/octets.ts";
import { type Command, createBdat, encodeFlight } from "../command/command.ts";
import { checkWritten, ServerSpoke } from "../content/content.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import { acceptedCount, type Delivery } from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import {
  canPipeline,
  closeConnection,
  emitCommandEvent,
  lossReason,
  reactToReply,
  receiveReplyTo,
  write,
} from "../session/wire.ts";
import { nextPiece, recordReencoding } from "./body-encoding.ts";
import { emitContentProgress, handleEarlyReply } from "./data.ts";
import type { Chunk, EnvelopePosition } from "./envelope-state.ts";
import { fallBack } from "./fallback.ts";
import { handleFinalReply, isTaken } from "./final.ts";
import { isRetry, type NextStep } from "./next-step.ts";

/** Octets of the probe: enough to be a chunk, too few to be a useful command. */
const PROBE_CHUNK_BYTES = 4;
/** The most content that is sent with the envelope to a server that knows BDAT. */
const MAX_FIRST_FLIGHT_BYTES = 65_536;
/** Octets of each chunk of a long message. */
const CHUNK_BYTES = 262_144;
/** The most chunks that may be unanswered at a time. */
const MAX_UNANSWERED_CHUNKS = 4;

/**
 * Prepares the chunk for the envelope's flight: the whole content if the message is small and the server knows BDAT,
 * otherwise the probe.
 *
 * @param place whether the envelope is sent alone or behind other commands
 * @returns the chunk, or the place to retry the whole message. The probe is empty in LMTP, and if the message begins
 * with a line end
 */
export function* prepareFirstChunk(
  session: Session,
  delivery: Delivery,
  place: EnvelopePosition,
): Script<NextStep<Chunk>> {
  const { source, message } = delivery;
  if (!source.restartKept()) yield* source.restart();
  const atOnce = choiceOf(session, "CHUNKING").method === "BDAT at once";
  const fresh = canSendWholeMessage(session, place) && !message.idle;
  // An LMTP server answers the last chunk once for each recipient, so the accepted recipients must be known first.
  const answeredOnce = !session.config.lmtp;
  const most = atOnce && fresh && answeredOnce && source.whole ? MAX_FIRST_FLIGHT_BYTES : 0;
  const begun = yield* beginning(session, delivery, most);
  if (isRetry(begun)) return begun;
  const { content, whole } = begun;
  if (most > 0 && whole) {
    recordReencoding(session, delivery);
    checkWritten(source, content.length);
    return chunk(content, true);
  }
  if (session.config.lmtp) return chunk(EMPTY_BYTES, false);
  const lineEnd = content.indexOf(CR);
  const proof = content.subarray(
    0,
    Math.min(PROBE_CHUNK_BYTES, lineEnd === -1 ? PROBE_CHUNK_BYTES : lineEnd),
  );
  return chunk(proof, false);
}

/** Reads the message up to this many octets and one piece more. */
function* beginning(
  session: Session,
  delivery: Delivery,
  most: number,
): Script<NextStep<{ readonly content: Uint8Array; readonly whole: boolean }>> {
  const pieces: Uint8Array[] = [];
  for (let octets = 0; octets <= most; ) {
    const kept = delivery.source.nextKept();
    const piece = kept === undefined ? yield* nextPiece(session, delivery) : kept;
    if (isRetry(piece)) return piece;
    if (piece === null) return { content: concat(pieces), whole: true };
    pieces.push(piece);
    octets += piece.length;
  }
  return { content: concat(pieces), whole: false };
}

/** If the server refuses the message before, content behind a RSET could reach that message's recipients. */
function canSendWholeMessage(session: Session, place: EnvelopePosition): boolean {
  return place === "pipelined"
    ? session.connection.rsetSucceeded
    : session.connection.phase === "ready";
}

function chunk(octets: Uint8Array, last: boolean): Chunk {
  return { command: createBdat(octets.length, last), octets, last };
}

/**
 * Sends the rest of the content after the first chunk, and waits for the final reply.
 *
 * @param sent octets of the content that were sent with the envelope
 */
export function* bdatContent(
  session: Session,
  delivery: Delivery,
  sent: number,
): Script<NextStep<Reply>> {
  const { source } = delivery;
  const pipelining = canPipeline(session);
  if (!source.restartKept()) yield* source.restart();
  source.watch = true;
  let skip = sent;
  let gathered: Uint8Array[] = [];
  let octets = 0;
  let spoke = false;
  let written = sent;
  const unanswered: Command[] = [];
  for (;;) {
    const kept = source.nextKept();
    const piece = kept === undefined ? yield* nextOrReplies(session, delivery, unanswered) : kept;
    if (isRetry(piece)) return piece;
    if (piece === null) recordReencoding(session, delivery);
    const full = octets >= CHUNK_BYTES || piece === null;
    if (full) {
      const last = piece === null;
      written += lengthOf(gathered);
      if (last) checkWritten(source, written);
      const command = createBdat(octets, last);
      delivery.handover.add(octets, last);
      unanswered.push(command);
      if (session.observed) yield* emitCommandEvent(session, [command]);
      const more = last ? yield* session.pipelinedCommands.appendToFlight(unanswered) : EMPTY_BYTES;
      const flight = [encodeFlight([command]), ...gathered, more];
      spoke = yield* write(session, flight, "content", !last);
      if (!spoke) source.takeBack(gathered);
      if (session.observed) yield* emitContentProgress(delivery);
      gathered = [];
      octets = 0;
    }
    if (piece === null) break;
    // Replies that have already arrived are read before more is written: one of them may be a refusal.
    const quiet = (): boolean => !spoke && session.connection.parser.isDrained;
    while (unanswered.length > (pipelining && quiet() ? MAX_UNANSWERED_CHUNKS : 0)) {
      spoke = false;
      const next = yield* chunkAnswered(session, delivery, unanswered);
      if (next !== "done") return next;
    }
    const rest = skip > 0 ? piece.subarray(Math.min(skip, piece.length)) : piece;
    skip -= piece.length - rest.length;
    gathered.push(rest);
    octets += rest.length;
  }
  while (unanswered.length > 1) {
    const next = yield* chunkAnswered(session, delivery, unanswered);
    if (next !== "done") return next;
  }
  const [last] = unanswered as [Command];
  const reply = yield* receiveReplyTo(session, last, "final");
  return isTaken(session, delivery, reply)
    ? reply
    : yield* handleFinalReply(session, delivery, reply);
}

/**
 * Returns the next piece. Replies that arrive while the source has no data are processed; a refusal ends the message.
 */
function* nextOrReplies(
  session: Session,
  delivery: Delivery,
  unanswered: Command[],
): Script<NextStep<Uint8Array | null>> {
  for (;;) {
    try {
      return yield* nextPiece(session, delivery);
    } catch (error) {
      if (!(error instanceof ServerSpoke)) throw error;
      if (unanswered.length === 0) return yield* handleEarlyReply(session, delivery);
      const next = yield* chunkAnswered(session, delivery, unanswered);
      if (next !== "done") return next;
    }
  }
}

/** Handles the reply to a chunk that was not the last. A refusal ends the message. */
function* chunkAnswered(
  session: Session,
  delivery: Delivery,
  unanswered: Command[],
): Script<NextStep> {
  const command = unanswered.shift();
  if (!command) return "done";
  const reply = yield* receiveReplyTo(session, command, "data");
  const reaction = reactToReply(session, reply, "BDAT", () => ({
    contentOctets: delivery.handover.octets,
    recipientsAccepted: acceptedCount(delivery),
  }));
  if (reaction.action === "proceed") return "done";
  // No RFC says how many replies the last chunk has in LMTP in this case.
  const whole = delivery.handover.isComplete && !session.config.lmtp;
  if (whole) yield* verifyRemainingReplies(session, unanswered);
  delivery.handover.settle();
  const cost = session.meter.reconnectCost;
  // Only closing the connection keeps the rest of the content from being read as commands.
  if (!whole) yield* closeConnection(session, "the server refused a chunk");
  if (reaction.action === "next-method") {
    const { reason } = reaction;
    const answered = { reply, command: command.shown };
    yield* fallBack(session, {
      feature: "CHUNKING",
      reason,
      ...answered,
      cost,
      phase: "content",
    });
    return "on a new connection";
  }
  // The replies to the chunks that followed may come next.
  const next = yield* handleFinalReply(session, delivery, reply, !whole);
  return isRetry(next) ? next : "done";
}

/**
 * Reads the replies to the other chunks, if the whole message was written. They come before the replies to later
 * commands.
 *
 * @throws {OutOfSyncError} if the last of them is positive: then it is unclear which chunk was refused
 */
function* verifyRemainingReplies(session: Session, unanswered: readonly Command[]): Script<void> {
  for (const command of unanswered) {
    const last = command === unanswered.at(-1);
    let reply: Reply;
    try {
      reply = yield* receiveReplyTo(session, command, last ? "final" : "data");
    } catch (error) {
      // The server has refused the message and may close the connection instead of reading the rest.
      if (lossReason(error) === undefined) throw error;
      return;
    }
    if (last && reply.code < 400) {
      throw new OutOfSyncError("It took a message of which it had refused a part.");
    }
  }
}
