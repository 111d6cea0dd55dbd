/**
 * Content by BDAT (RFC 3030 2): octet-counted chunks, no dots doubled.
 *
 * A server that advertises CHUNKING and does not know BDAT would run the octets
 * as commands. So a server that has not proved itself gets a first chunk of a
 * few octets without a line end, which cannot be a command. In LMTP it gets one of
 * no octets at all: there the chunk must be refused where nobody is there to receive
 * (RFC 2033 4.2), and with octets behind it that would cost the connection.
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

/** Octets of the proof: enough to be a chunk, too few to be a command of any use. */
const PROBE_CHUNK_BYTES = 4;
/** What a proven server gets at once, in the envelope's flight. */
const MAX_FIRST_FLIGHT_BYTES = 65_536;
/** Octets of a chunk of a long message. */
const CHUNK_BYTES = 262_144;
/** Chunks that may be unanswered at a time. */
const MAX_UNANSWERED_CHUNKS = 4;

/**
 * The chunk for the envelope's flight: the whole of a small message for a server
 * that has proved to know BDAT, else the proof.
 *
 * @param place where the envelope stands
 * @returns where the message begins anew, or the chunk; a proof of no octets at all in LMTP, and when the message begins with a line end
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
  // In LMTP the whole of it is answered once for each recipient, so they must be known first.
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

/** The message if it has no more octets than this, else so much of it and a piece. */
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

/** Early pipelining is a bet; and what a RSET goes before may reach the recipients of the message before, if that is refused. */
function canSendWholeMessage(session: Session, place: EnvelopePosition): boolean {
  if (place === "early") return false;
  return place === "pipelined" ? session.rsetSucceeded : session.phase === "ready";
}

function chunk(octets: Uint8Array, last: boolean): Chunk {
  return { command: createBdat(octets.length, last), octets, last };
}

/**
 * Sends what comes after the opening chunk and waits for the server's word on the whole.
 *
 * @param sent octets of the message that went with the envelope
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
      delivery.contentOctets += octets;
      delivery.contentFullyWritten = last;
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
    // What the server has said already is read before more is written: it may be a refusal.
    const quiet = (): boolean => !spoke && session.parser.isDrained;
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

/** The next piece; replies that come while the source has none are taken in, and a refusal ends the message. */
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

/** The reply to a chunk that was not the last; a refusal ends the message. */
function* chunkAnswered(
  session: Session,
  delivery: Delivery,
  unanswered: Command[],
): Script<NextStep> {
  const command = unanswered.shift();
  if (!command) return "done";
  const reply = yield* receiveReplyTo(session, command, "data");
  const reaction = reactToReply(session, reply, "BDAT", () => ({
    contentOctets: delivery.contentOctets,
    recipientsAccepted: acceptedCount(delivery),
  }));
  if (reaction.action === "proceed") return "done";
  // How many replies the last chunk then has in LMTP is written nowhere.
  const whole = delivery.contentFullyWritten && !session.config.lmtp;
  if (whole) yield* verifyRemainingReplies(session, unanswered);
  delivery.contentFullyWritten = false;
  const cost = session.meter.reconnectCost;
  // The rest of it cannot be kept back in any other way.
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
  // Behind it may be the replies to the chunks that followed.
  const next = yield* handleFinalReply(session, delivery, reply, !whole);
  return isRetry(next) ? next : "done";
}

/**
 * With the whole message written, the replies to the other chunks come before those to whatever is behind it.
 *
 * @throws {OutOfSyncError} when the last of them is good all the same: then nobody knows what the refused one was about
 */
function* verifyRemainingReplies(session: Session, unanswered: readonly Command[]): Script<void> {
  for (const command of unanswered) {
    const last = command === unanswered.at(-1);
    let reply: Reply;
    try {
      reply = yield* receiveReplyTo(session, command, last ? "final" : "data");
    } catch (error) {
      // It has refused the message, and may well close the connection on the rest.
      if (lossReason(error) === undefined) throw error;
      return;
    }
    if (last && reply.code < 400) {
      throw new OutOfSyncError("It took a message of which it had refused a part.");
    }
  }
}
