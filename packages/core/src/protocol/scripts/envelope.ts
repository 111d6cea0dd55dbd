/**
 * The envelope: MAIL, RCPT, and the command that opens the content, in as few
 * flights as the plan allows (RFC 5321 3.3, RFC 2920 3.1).
 *
 * Every reply of a flight is read before anything is made of it. The first one
 * that asks for something to be done differently is the objection; what follows
 * from it are cascades.
 */
import { closedBehind } from "../behind-refusal.ts";
import { type Command, data, mail, rcpt, rset } from "../command.ts";
import type { Script, Wait } from "../effects.ts";
import { firstFlight, MAX_COMMANDS } from "../legality.ts";
import { OutOfStep } from "../out-of-step.ts";
import { droppable, mailParameters, rcptParameters, written } from "../parameters.ts";
import type { Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import {
  acceptedCount,
  countOf,
  type RecipientState,
  refusesPartly,
  type Transaction,
} from "../transaction.ts";
import { choiceOf } from "../view.ts";
import {
  answer,
  answerAtHand,
  checkInStep,
  judge,
  pipelines,
  Reopen,
  send,
  whyLost,
  write,
} from "../wire.ts";
import { openingChunk } from "./bdat.ts";
import { isRecodable } from "./carriage.ts";
import { conclude, contentStep, type EnvelopeStep } from "./conclude.ts";
import type { Chunk, Place, Prepared, Progress, Step } from "./envelope-state.ts";
import { leaveOut } from "./leave-out.ts";
import { begin, isCrowded, isFull, leaveRoom, maySplit } from "./limits.ts";
import { lostInFlight, provesChunking, wasTried } from "./redo.ts";
import { confirmTrials, onTrial, withdrawTrials } from "./trial.ts";

/**
 * Sends the envelope and opens the content.
 *
 * @param posted the envelope, where its first flight was written with the end of the message before
 * @throws {Reopen} when another way needs a new connection
 * @throws {SmtpError} when sender, all recipients or the message were refused
 */
export function* envelope(
  session: Session,
  transaction: Transaction,
  posted?: Prepared,
): Script<EnvelopeStep> {
  const resets = choiceOf(session, "RSET").way === "RSET";
  if (!posted && session.phase !== "ready" && !resets) throw new Reopen();
  const prepared =
    posted ?? prepareForData(session, transaction) ?? (yield* prepare(session, transaction));
  const { progress } = prepared;
  const { opener } = progress;
  let { steps, firstFlight: flight } = prepared;
  let sent = 0;
  for (let wasWritten = posted !== undefined; ; wasWritten = false) {
    if (flight[0] === opener && isForNobody(transaction)) break;
    yield* exchange(session, transaction, flight, progress, wasWritten);
    if (progress.objection || flight.at(-1) === opener) break;
    sent += flight.length;
    if (isCrowded(progress)) [steps, sent] = [leaveRoom(steps.slice(sent)), 0];
    if (progress.again.length > 0) {
      [steps, sent] = [askAgain(session, transaction, progress, steps.slice(sent)), 0];
    }
    flight = nextFlight(session, transaction, steps, sent, opener);
  }
  // What is done about it may need the connection for itself.
  if (progress.objection && session.due > 0 && !session.ending) yield* session.ahead.drain();
  if (progress.full) yield* isFull(session, transaction, progress);
  // Whatever was to be asked again has been answered.
  const answered = !progress.objection && countOf(transaction, "waiting") === 0;
  if (transaction.trials.length > 0 && answered) yield* withdrawTrials(session, transaction);
  return (
    contentStep(session, transaction, progress) ?? (yield* conclude(session, transaction, progress))
  );
}

/** Makes the commands of the envelope. */
export function* prepare(
  session: Session,
  transaction: Transaction,
  place: Place = "alone",
): Script<Prepared> {
  begin(session, transaction);
  const byData = choiceOf(session, "CHUNKING").way === "DATA";
  const chunk = byData ? undefined : yield* openingChunk(session, transaction, place);
  return preparedWith(session, transaction, place, chunk);
}

/** As `prepare`, without a script: where DATA opens the content, nothing of it has to be read. */
function prepareForData(session: Session, transaction: Transaction): Prepared | undefined {
  if (choiceOf(session, "CHUNKING").way !== "DATA") return undefined;
  begin(session, transaction);
  return preparedWith(session, transaction, "alone", undefined);
}

function preparedWith(
  session: Session,
  transaction: Transaction,
  place: Place,
  chunk: Chunk | undefined,
): Prepared {
  const opener: Step = chunk
    ? { command: chunk.command, wait: chunk.last ? "final" : "data", chunk }
    : { command: data(), wait: "data" };
  const steps = stepsOf(session, transaction, place);
  const firstFlight = nextFlight(session, transaction, steps, 0, opener);
  const progress = { opener, behind: place === "behind", accepted: 0, again: [] };
  return { steps, firstFlight, progress };
}

/** The commands before the one that opens the content; none when there is nobody to send to. */
function stepsOf(session: Session, transaction: Transaction, place: Place): Step[] {
  const { message, recipients } = transaction;
  const { extensions } = session.tables;
  const pending = recipients.filter(({ outcome }) => outcome === "pending");
  if (pending.length === 0) return [];
  const from = message.from && written(session, transaction, message.from);
  const begun = place === "alone" ? session.phase !== "ready" : place === "behind";
  return [
    // What an earlier transaction left open, or in doubt, is undone first.
    ...(begun ? [{ command: rset(), wait: "command" } as const] : []),
    { command: mail(from, mailParameters(session, transaction), extensions), wait: "mail" },
    ...pending.map((recipient) => rcptStep(session, transaction, recipient)),
  ];
}

function rcptStep(session: Session, transaction: Transaction, recipient: RecipientState): Step {
  const mailbox = written(session, transaction, recipient.mailbox);
  const command = rcpt(mailbox, rcptParameters(session, mailbox), session.tables.extensions);
  return { command, wait: "rcpt", recipient };
}

function isForNobody(transaction: Transaction): boolean {
  return acceptedCount(transaction) === 0 || refusesPartly(transaction);
}

/**
 * As long as the content is not opened, a recipient may be asked for again in the
 * same transaction; those who come later are asked for without the parameters at once.
 */
function askAgain(
  session: Session,
  transaction: Transaction,
  progress: Progress,
  rest: readonly Step[],
): readonly Step[] {
  const recipients = [...progress.again, ...rest].flatMap(({ recipient }) => recipient ?? []);
  progress.again = [];
  return recipients.map((recipient) => {
    recipient.outcome = "pending";
    return rcptStep(session, transaction, recipient);
  });
}

/** The next flight; `sent`: so many of the steps have been in a flight before. */
function nextFlight(
  session: Session,
  { message }: Transaction,
  steps: readonly Step[],
  sent: number,
  opener: Step,
): readonly Step[] {
  // No more than a flight can have: copies of all that is left would add up to a cost that is quadratic.
  const next = steps.slice(sent, sent + MAX_COMMANDS);
  // All or none: the content must not be under way before every recipient has answered.
  const apart = message.partial === "refuse" && next.length > 0;
  if (!apart && next.length < MAX_COMMANDS) next.push(opener);
  const pipelining = pipelines(session);
  const length = firstFlight(commandsOf(next), { pipelining }, session.tables.legality);
  return length === next.length ? next : next.slice(0, length);
}

function* exchange(
  session: Session,
  transaction: Transaction,
  flight: readonly Step[],
  progress: Progress,
  wasWritten: boolean,
): Script<void> {
  let answered = 0;
  let closed = false;
  try {
    checkInStep(session);
    if (wasWritten) session.due -= flight.length;
    if (wasWritten) yield* writeBehind(session, flight);
    else {
      const chunk = flight.at(-1)?.chunk;
      handOver(transaction, flight);
      yield* send(session, commandsOf(flight), waitFor(flight), chunk?.octets, chunk?.last);
    }
    for (const step of flight) {
      // A server that waits for the end of a line may answer nothing that stands before the proof either.
      const mayHang = step === flight[0] || step.chunk !== undefined;
      if (mayHang && provesChunking(session, flight)) session.brief = true;
      const reply =
        answerAtHand(session, step.command) ?? (yield* answer(session, step.command, step.wait));
      answered += 1;
      if (step.command.asked === "MAIL") session.transactions += 1;
      note(session, transaction, step, reply, progress, flight.length > 1);
    }
    checkInStep(session);
  } catch (error) {
    closed =
      session.refusal !== undefined &&
      whyLost(error) === "disconnected" &&
      cannotBeTaken(transaction, progress, flight.length - answered);
    if (!closed) {
      yield* lostInFlight(session, transaction, flight, answered, error, wasWritten);
    }
    transaction.handedOver = false;
  }
  if (progress.again.length > 0) {
    yield* onTrial(session, transaction, "RCPT", leaveOut(session, progress.again));
  }
  if (closed && !progress.objection && !isSettled(transaction)) throw closedBehind(session);
}

/**
 * The server cannot have taken the message: not all of it was written, MAIL was refused, or only BDAT is
 * unanswered and no recipient was accepted (docs/decisions/known-outcome.md).
 */
function cannotBeTaken(
  { handedOver }: Transaction,
  { objection, accepted }: Progress,
  unanswered: number,
): boolean {
  if (!handedOver || objection?.command.asked === "MAIL") return true;
  return accepted === 0 && unanswered <= 1;
}

/** Nobody is left whom the message could be sent to. */
function isSettled(transaction: Transaction): boolean {
  const rejected = countOf(transaction, "rejected") + countOf(transaction, "delivered");
  return rejected === transaction.recipients.length || refusesPartly(transaction);
}

/** Writes what may follow a flight that was written before, where a whole message ends it. */
function* writeBehind(session: Session, flight: readonly Step[]): Script<void> {
  if (!flight.at(-1)?.chunk?.last) return;
  const more = yield* session.ahead.fill(commandsOf(flight));
  if (more.length > 0) yield* write(session, [more], waitFor(flight));
}

function commandsOf(flight: readonly Step[]): readonly Command[] {
  return flight.map(({ command }) => command);
}

function waitFor(flight: readonly Step[]): Wait {
  return flight[0]?.wait ?? "command";
}

/** Notes what a flight hands over of the content. */
export function handOver(transaction: Transaction, flight: readonly Step[]): void {
  const chunk = flight.at(-1)?.chunk;
  if (!chunk) return;
  transaction.handedOver = chunk.last;
  transaction.contentOctets = chunk.octets.length;
}

/** Codes by which servers end a connection that has carried messages. */
const GOODBYES: readonly number[] = [421, 451];

/** MAIL, or a goodbye, on a connection that has carried a message, or a command that is tried once more. */
function triedBefore(
  session: Session,
  { causes }: Transaction,
  { asked }: Command,
  { code }: Reply,
): boolean {
  if (session.carried > 0 && (asked === "MAIL" || GOODBYES.includes(code))) return true;
  return causes.some((cause) => cause.startsWith(`${asked} `));
}

/** What one reply of the envelope changes. */
function note(
  session: Session,
  transaction: Transaction,
  { command, recipient, chunk }: Step,
  reply: Reply,
  progress: Progress,
  grouped: boolean,
): void {
  // After a refused RSET or MAIL there is no transaction of ours: what is said of a recipient is void.
  if (recipient && (progress.objection?.command.asked ?? "RCPT") !== "RCPT") {
    // Nor can it be good: whose reply it is matters where a whole message is under way.
    if (transaction.handedOver && !session.refusal) throw new OutOfStep(SENSELESS);
    return;
  }
  const reaction = judge(session, reply, command.asked, () => {
    const { accepted } = progress;
    return {
      parameters: command.parameters,
      droppable:
        reply.code < 400 ? [] : droppable(session, command, () => isRecodable(transaction)),
      grouped,
      again: triedBefore(session, transaction, command, reply),
      earlierRefused:
        progress.objection !== undefined ||
        (recipient === undefined && command.asked !== "MAIL" && accepted === 0),
      recipientsAccepted: accepted,
      contentOctets: transaction.contentOctets,
    };
  });
  const { action, scope } = reaction;
  if (recipient) recipient.reply = reply;
  const forNobody = action === "proceed" && chunk?.last === true && progress.accepted === 0;
  if (action === "abort" || forNobody) throw new OutOfStep(SENSELESS);
  if (action === "cascade") return;
  if (action === "proceed" || action === "end-without-content") {
    confirmTrials(transaction, command.asked);
    if (recipient) {
      recipient.outcome = "accepted";
      progress.accepted += 1;
    } else if (command === progress.opener.command) progress.opened = reply;
    return;
  }
  const objection = { command, reply, reaction, behind: progress.behind };
  if (recipient && action === "without-parameters") {
    recipient.outcome = "waiting";
    progress.again.push({ ...objection, recipient });
    return;
  }
  if (recipient && action === "split") {
    progress.full ??= { command: command.shown, reply, reaction, after: progress.accepted };
    if (maySplit(session, transaction)) {
      recipient.outcome = "waiting";
      return;
    }
  }
  const alone = scope === "recipient";
  if (recipient && !session.ending && (alone || wasTried(transaction, objection))) {
    recipient.outcome = "rejected";
    recipient.command = command.shown;
    recipient.because = reaction.because;
    // Another transaction may take it, though old servers say 552 (RFC 5321 4.5.3.1.10).
    recipient.temporary = reply.code < 500 || action === "split";
  } else {
    progress.objection ??= objection;
  }
}

const SENSELESS = "Its reply is none to what it was asked.";
