/**
 * Sends MAIL, RCPT and the command that opens the content, in as few flights as the plan allows (RFC 5321 3.3, RFC
 * 2920 3.1). Reads all replies of a flight before acting on them. The first reply that asks for another method is the
 * objection; refusals that result from it are cascades. `envelope-result.ts` decides what follows, and
 * `retry-envelope.ts` prepares another try.
 */

import { type Command, createData, createMail, createRcpt, rset } from "../command/command.ts";
import { addressOnWire, droppable, mailParameters, rcptParameters } from "../command/parameters.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import { toClosedAfterRefusalError } from "../session/closed-after-refusal.ts";
import { acceptedCount, countOf, type Delivery, violatesAllOrNone } from "../session/delivery.ts";
import type { Script, TimeoutName } from "../session/effects.ts";
import { firstFlight, MAX_COMMANDS } from "../session/legality.ts";
import type { RecipientState } from "../session/recipient-state.ts";
import type { Session } from "../session/session.ts";
import {
  answerAtHand,
  assertInSync,
  canPipeline,
  lossReason,
  reactToReply,
  receiveReplyTo,
  send,
  write,
} from "../session/wire.ts";
import { prepareFirstChunk } from "./bdat.ts";
import { isRecodable } from "./body-encoding.ts";
import { dropParameters } from "./drop-parameters.ts";
import { contentStep, decideEnvelopeStep, type EnvelopeStep } from "./envelope-result.ts";
import type {
  Chunk,
  EnvelopeCommand,
  EnvelopePosition,
  EnvelopeProgress,
  PreparedEnvelope,
} from "./envelope-state.ts";
import {
  assignRecipients,
  deferRecipients,
  isCrowded,
  learnRecipientLimit,
  maySplit,
} from "./limits.ts";
import { handleLostFlight, provesChunking } from "./lost-flight.ts";
import { isRetry, type NextStep } from "./next-step.ts";
import { wasRetriedFor } from "./retry-envelope.ts";
import { confirmTrials, onTrial, withdrawTrials } from "./trial.ts";

/**
 * Sends the envelope and opens the content.
 *
 * @param posted the envelope, if its first flight was written with the end of the previous message
 * @returns the next step, or where to try the message again
 * @throws {SmtpError} if the sender, all recipients or the message were refused
 */
export function* sendEnvelope(
  session: Session,
  delivery: Delivery,
  posted?: PreparedEnvelope,
): Script<NextStep<EnvelopeStep>> {
  const resets = choiceOf(session, "RSET").method === "RSET";
  if (!posted && session.connection.phase !== "ready" && !resets) return "on a new connection";
  const prepared =
    posted ?? prepareForData(session, delivery) ?? (yield* prepare(session, delivery));
  if (isRetry(prepared)) return prepared;
  const { progress } = prepared;
  const { contentCommand } = progress;
  let { steps, firstFlight: flight } = prepared;
  let sent = 0;
  for (let wasWritten = posted !== undefined; ; wasWritten = false) {
    if (flight[0] === contentCommand && hasNoRecipients(delivery)) break;
    const next = yield* runFlight(session, delivery, flight, progress, wasWritten);
    if (next !== "done") return next;
    if (progress.objection || flight.at(-1) === contentCommand) break;
    sent += flight.length;
    if (isCrowded(progress)) [steps, sent] = [deferRecipients(steps.slice(sent)), 0];
    if (progress.recipientsToRetry.length > 0) {
      [steps, sent] = [retryRecipients(session, delivery, progress, steps.slice(sent)), 0];
    }
    flight = nextFlight(session, delivery, steps, sent, contentCommand);
  }
  // Handling the objection may need a connection without unanswered commands.
  if (progress.objection && session.connection.pendingReplies > 0 && !session.connection.unusable)
    yield* session.pipelinedCommands.finishPending();
  if (progress.recipientLimitReply) yield* learnRecipientLimit(session, delivery, progress);
  // No command is to be repeated.
  const answered = !progress.objection && countOf(delivery, "waiting") === 0;
  if (delivery.trials.length > 0 && answered) yield* withdrawTrials(session, delivery);
  return (
    contentStep(session, delivery, progress) ??
    (yield* decideEnvelopeStep(session, delivery, progress))
  );
}

/** Builds the commands of the envelope. */
export function* prepare(
  session: Session,
  delivery: Delivery,
  place: EnvelopePosition = "alone",
): Script<NextStep<PreparedEnvelope>> {
  assignRecipients(session, delivery);
  const byData = choiceOf(session, "CHUNKING").method === "DATA";
  const chunk = byData ? undefined : yield* prepareFirstChunk(session, delivery, place);
  if (isRetry(chunk)) return chunk;
  return preparedWith(session, delivery, place, chunk);
}

/** Like `prepare`, but not a script: before DATA nothing of the content has to be read. */
function prepareForData(session: Session, delivery: Delivery): PreparedEnvelope | undefined {
  if (choiceOf(session, "CHUNKING").method !== "DATA") return undefined;
  assignRecipients(session, delivery);
  return preparedWith(session, delivery, "alone", undefined);
}

function preparedWith(
  session: Session,
  delivery: Delivery,
  place: EnvelopePosition,
  chunk: Chunk | undefined,
): PreparedEnvelope {
  const opener: EnvelopeCommand = chunk
    ? { command: chunk.command, wait: chunk.last ? "final" : "data", chunk }
    : { command: createData(), wait: "data" };
  const steps = stepsOf(session, delivery, place);
  const firstFlight = nextFlight(session, delivery, steps, 0, opener);
  const progress = {
    contentCommand: opener,
    pipelined: place === "pipelined",
    accepted: 0,
    recipientsToRetry: [],
  };
  return { steps, firstFlight, progress };
}

/** Builds the commands before the one that opens the content. Empty if no recipient is left. */
function stepsOf(session: Session, delivery: Delivery, place: EnvelopePosition): EnvelopeCommand[] {
  const { message, recipients } = delivery;
  const { extensions } = session.tables;
  const pending = recipients.filter(({ outcome }) => outcome === "pending");
  if (pending.length === 0) return [];
  const from = message.from && addressOnWire(session, delivery, message.from);
  const begun = place === "pipelined" || session.connection.phase !== "ready";
  return [
    // Resets what an earlier transaction left open or uncertain.
    ...(begun ? [{ command: rset(), wait: "command" } as const] : []),
    { command: createMail(from, mailParameters(session, delivery), extensions), wait: "mail" },
    ...pending.map((recipient) => rcptStep(session, delivery, recipient)),
  ];
}

function rcptStep(
  session: Session,
  delivery: Delivery,
  recipient: RecipientState,
): EnvelopeCommand {
  const mailbox = addressOnWire(session, delivery, recipient.mailbox);
  const command = createRcpt(mailbox, rcptParameters(session, mailbox), session.tables.extensions);
  return { command, wait: "rcpt", recipient };
}

function hasNoRecipients(delivery: Delivery): boolean {
  return acceptedCount(delivery) === 0 || violatesAllOrNone(delivery);
}

/**
 * Repeats RCPT in the same transaction, as long as the content is not opened. Later recipients are sent without the
 * refused parameters at once.
 */
function retryRecipients(
  session: Session,
  delivery: Delivery,
  progress: EnvelopeProgress,
  rest: readonly EnvelopeCommand[],
): readonly EnvelopeCommand[] {
  const recipients = [...progress.recipientsToRetry, ...rest].flatMap(
    ({ recipient }) => recipient ?? [],
  );
  progress.recipientsToRetry = [];
  return recipients.map((recipient) => {
    recipient.include();
    return rcptStep(session, delivery, recipient);
  });
}

/** Returns the next flight; `sent` is the number of steps that were written before. */
function nextFlight(
  session: Session,
  { message }: Delivery,
  steps: readonly EnvelopeCommand[],
  sent: number,
  opener: EnvelopeCommand,
): readonly EnvelopeCommand[] {
  // Take only as many steps as fit into a flight: copying all that are left would be quadratic.
  const next = steps.slice(sent, sent + MAX_COMMANDS);
  // With partial: "refuse", the content must not begin before every recipient was answered.
  const apart = message.partial === "refuse" && next.length > 0;
  if (!apart && next.length < MAX_COMMANDS) next.push(opener);
  const pipelining = canPipeline(session);
  const length = firstFlight(getCommands(next), { pipelining }, session.tables.legality);
  return length === next.length ? next : next.slice(0, length);
}

function* runFlight(
  session: Session,
  delivery: Delivery,
  flight: readonly EnvelopeCommand[],
  progress: EnvelopeProgress,
  wasWritten: boolean,
): Script<NextStep> {
  let answered = 0;
  let closed = false;
  try {
    assertInSync(session);
    if (wasWritten) session.connection.pendingReplies -= flight.length;
    if (wasWritten) yield* writePipelined(session, flight);
    else {
      const chunk = flight.at(-1)?.chunk;
      recordContentWritten(delivery, flight);
      yield* send(session, getCommands(flight), getFlightWait(flight), chunk?.octets, chunk?.last);
    }
    for (const step of flight) {
      // A server that waits for a line end may also leave the commands before the probe unanswered.
      const mayHang = step === flight[0] || step.chunk !== undefined;
      if (mayHang && provesChunking(session, flight)) session.connection.hasShortWait = true;
      const reply =
        answerAtHand(session, step.command) ??
        (yield* receiveReplyTo(session, step.command, step.wait));
      answered += 1;
      if (step.command.name === "MAIL") session.connection.transactions += 1;
      applyReply(session, delivery, step, reply, progress, flight.length > 1);
    }
    assertInSync(session);
  } catch (error) {
    closed =
      session.connection.refusal !== undefined &&
      lossReason(error) === "disconnected" &&
      cannotBeTaken(delivery, progress, flight.length - answered);
    if (!closed) {
      return yield* handleLostFlight(session, delivery, flight, answered, error, wasWritten);
    }
    delivery.handover.settle();
  }
  if (progress.recipientsToRetry.length > 0) {
    yield* onTrial(session, delivery, "RCPT", dropParameters(session, progress.recipientsToRetry));
  }
  if (closed && !progress.objection && !isSettled(delivery))
    throw toClosedAfterRefusalError(session);
  return "done";
}

/**
 * The server cannot have taken the message: not all of it was written, MAIL was refused, or only BDAT is
 * unanswered and no recipient was accepted (docs/decisions/known-outcome.md).
 */
function cannotBeTaken(
  { handover }: Delivery,
  { objection, accepted }: EnvelopeProgress,
  unanswered: number,
): boolean {
  if (!handover.isComplete || objection?.command.name === "MAIL") return true;
  return accepted === 0 && unanswered <= 1;
}

/** Returns whether no recipient is left. */
function isSettled(delivery: Delivery): boolean {
  const rejected = countOf(delivery, "rejected") + countOf(delivery, "delivered");
  return rejected === delivery.recipients.length || violatesAllOrNone(delivery);
}

/** Writes the commands that may follow a flight that ends with a whole message. */
function* writePipelined(session: Session, flight: readonly EnvelopeCommand[]): Script<void> {
  if (!flight.at(-1)?.chunk?.last) return;
  const more = yield* session.pipelinedCommands.appendToFlight(getCommands(flight));
  if (more.length > 0) yield* write(session, [more], getFlightWait(flight));
}

function getCommands(flight: readonly EnvelopeCommand[]): readonly Command[] {
  return flight.map(({ command }) => command);
}

function getFlightWait(flight: readonly EnvelopeCommand[]): TimeoutName {
  return flight[0]?.wait ?? "command";
}

/** Records how much of the content a flight contains. */
export function recordContentWritten(delivery: Delivery, flight: readonly EnvelopeCommand[]): void {
  const chunk = flight.at(-1)?.chunk;
  if (chunk) delivery.handover.add(chunk.octets.length, chunk.last);
}

/** Codes with which servers end a connection that has carried messages. */
const GOODBYES: readonly number[] = [421, 451];

/**
 * Returns whether the command is MAIL, or the reply closes the connection, on a connection that has carried a
 * message, or the command is a repetition.
 */
function triedBefore(
  session: Session,
  { retriedCauses }: Delivery,
  { name }: Command,
  { code }: Reply,
): boolean {
  if (session.connection.messagesSent > 0 && (name === "MAIL" || GOODBYES.includes(code)))
    return true;
  return retriedCauses.some((cause) => cause.startsWith(`${name} `));
}

/** Applies one reply of the envelope to the state. */
function applyReply(
  session: Session,
  delivery: Delivery,
  { command, recipient, chunk }: EnvelopeCommand,
  reply: Reply,
  progress: EnvelopeProgress,
  grouped: boolean,
): void {
  // After a refused RSET or MAIL, no transaction is open, so the replies to RCPT have no meaning.
  if (recipient && (progress.objection?.command.name ?? "RCPT") !== "RCPT") {
    // A positive reply is out of sync as well: if a whole message was written, it matters whose reply this is.
    if (delivery.handover.isComplete && !session.connection.refusal)
      throw new OutOfSyncError(MISMATCHED_REPLY);
    return;
  }
  const reaction = reactToReply(session, reply, command.name, () => {
    const { accepted } = progress;
    return {
      parameters: command.parameters,
      droppable: reply.code < 400 ? [] : droppable(session, command, () => isRecodable(delivery)),
      grouped,
      repeated: triedBefore(session, delivery, command, reply),
      earlierRefused:
        progress.objection !== undefined ||
        (recipient === undefined && command.name !== "MAIL" && accepted === 0),
      recipientsAccepted: accepted,
      contentOctets: delivery.handover.octets,
    };
  });
  const { action, scope } = reaction;
  recipient?.noteReply(reply);
  const forNobody = action === "proceed" && chunk?.last === true && progress.accepted === 0;
  if (action === "abort" || forNobody) throw new OutOfSyncError(MISMATCHED_REPLY);
  if (action === "cascade") return;
  if (action === "proceed" || action === "end-without-content") {
    confirmTrials(delivery, command.name);
    if (recipient) {
      recipient.accept();
      progress.accepted += 1;
    } else if (command === progress.contentCommand.command) progress.opened = reply;
    return;
  }
  const objection = { command, reply, reaction, pipelined: progress.pipelined };
  if (recipient && action === "without-parameters") {
    recipient.wait();
    progress.recipientsToRetry.push({ ...objection, recipient });
    return;
  }
  if (recipient && action === "defer-recipient") {
    progress.recipientLimitReply ??= {
      command: command.shown,
      reply,
      reaction,
      after: progress.accepted,
    };
    if (maySplit(session, delivery)) {
      recipient.wait();
      return;
    }
  }
  const alone = scope === "recipient";
  if (recipient && !session.connection.unusable && (alone || wasRetriedFor(delivery, objection))) {
    // Another transaction may accept the recipient, although old servers send 552 (RFC 5321 4.5.3.1.10).
    const temporary = reply.code < 500 || action === "defer-recipient";
    recipient.reject({ temporary, command: command.shown, reason: reaction.reason });
  } else {
    progress.objection ??= objection;
  }
}

const MISMATCHED_REPLY = "The reply does not fit the command.";
