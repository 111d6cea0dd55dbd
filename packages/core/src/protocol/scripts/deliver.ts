/**
 * Sends one message: envelope, content, and the outcome of every recipient. Repeats the mail transaction, on a new
 * connection if needed, as long as the server cannot have the whole message. The final reply decides, and nothing
 * alters it later (RFC 5321 4.2.5, 6.1). The parts are in `open.ts`, `envelope.ts`, `data.ts`, `bdat.ts` and
 * `final.ts`.
 */

import { constraintsOf } from "../command/parameters.ts";
import { BodyError } from "../content/content.ts";
import { findMessageId } from "../content/message-id.ts";
import { copyErrorWithRecipients, type Phase, SmtpError } from "../errors/errors.ts";
import { toConnectionError } from "../errors/failure.ts";
import type { Feature } from "../plan/feature.ts";
import type { ExcludedMethod } from "../plan/plan.ts";
import {
  allDecisions,
  decisionsUntil,
  isFallback,
  isMessageFeature,
} from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import { closedTooOften } from "../session/closed-after-refusal.ts";
import {
  createDelivery,
  type Delivery,
  emitNotices,
  hasNews,
  inspectMessage,
  markDelivered,
  recipientOutcomes,
} from "../session/delivery.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Receipt } from "../session/outcome.ts";
import type { OutgoingMessage } from "../session/outgoing-message.ts";
import { NO_CONSTRAINTS, type Session } from "../session/session.ts";
import { closeConnection, isUsable } from "../session/wire.ts";
import { askForContent } from "./ask-for-content.ts";
import { bdatContent } from "./bdat.ts";
import { dataContent } from "./data.ts";
import { sendEnvelope } from "./envelope.ts";
import type { PreparedEnvelope } from "./envelope-state.ts";
import { repeat } from "./fallback.ts";
import { hasReachedMailLimit } from "./limits.ts";
import { isRetry, type NextStep, tryUntilDone } from "./next-step.ts";
import { open } from "./open.ts";
import { planMessage } from "./plan-message.ts";
import { quitAndClose } from "./quit.ts";
import { withdrawTrials } from "./trial.ts";

/**
 * Sends one message over an open session. Reconnects if a fallback order requires that.
 *
 * @param session an opened session
 * @param message the envelope, and the known facts about the content; the content is pulled
 * @returns the receipt, if at least one recipient was accepted
 * @throws {SmtpError} otherwise; `recipients` has the outcome of each
 */
export function deliver(session: Session, message: OutgoingMessage): Script<Receipt> {
  return deliverToAll(session, createDelivery(message));
}

/**
 * Delivers to all recipients, by any method that the fallback orders have.
 *
 * @param posted the envelope, if its first flight was written with the end of the previous message
 */
export function* deliverToAll(
  session: Session,
  delivery: Delivery,
  posted?: PreparedEnvelope,
): Script<Receipt> {
  const startedAt = session.messages === 0 ? 0 : session.meter.total;
  // The cost of fallbacks is reported once, with the message that paid for it. The first message pays for opening.
  if (session.messages > 0) forgetCosts(session);
  session.messages += 1;
  session.closedAfterRefusals = [];
  // An address that failed for an earlier message may work for this one.
  if (session.messages > 1) session.avoid = [];
  let last: CompletedTransaction | undefined;
  if (!posted) startMessage(session, delivery);
  try {
    if (!delivery.message.adaptive) yield* inspectMessage(delivery);
    let written = posted;
    do {
      const reply = yield* transactWithRetries(session, delivery, written);
      if (isRetry(reply)) throw yield* createCirclesError(session, delivery);
      session.connection.messagesSent += 1;
      markDelivered(delivery, reply);
      last = createCompletedTransaction(session, delivery, reply);
      written = undefined;
    } while (isWaiting(delivery) && (yield* delivery.source.tryRestart()));
    if (hasNews(delivery)) yield* emitNotices(delivery);
    if (delivery.trials.length > 0) yield* withdrawTrials(session, delivery);
    const recipients = recipientOutcomes(delivery, { outcome: "not-sent", temporary: true });
    return receipt(session, delivery, last, recipients, session.meter.total - startedAt);
  } catch (error) {
    yield* withdrawTrials(session, delivery);
    const failure = yield* toDeliveryError(session, delivery, error);
    if (!last || !SmtpError.is(failure) || !isPartial(failure)) throw failure;
    return receipt(session, delivery, last, failure.recipients, session.meter.total - startedAt);
  } finally {
    session.constraints = NO_CONSTRAINTS;
    forgetCosts(session);
  }
}

/** A mail transaction that the server accepted: the parts of the receipt that later transactions do not change. */
type CompletedTransaction = Pick<Receipt, "reply" | "octets" | "decisions" | "server">;

/** Starts the records of a message. Features that only a message uses are reported with that message alone. */
export function startMessage(session: Session, delivery: Delivery): void {
  session.constraints = constraintsOf(session, delivery);
  const { methodsInUse } = session;
  const features = Object.keys(methodsInUse) as Feature[];
  if (!features.some((feature) => isMessageFeature(session, feature))) return;
  const kept = features.filter((feature) => !isMessageFeature(session, feature));
  session.methodsInUse = Object.fromEntries(
    kept.map((feature) => [feature, methodsInUse[feature]]),
  );
}

/** Returns whether recipients wait for another transaction. */
function isWaiting({ recipients }: Delivery): boolean {
  return recipients.some(({ outcome }) => outcome === "waiting");
}

/**
 * Returns whether some recipients have the message and the outcome of the rest is known. After an abort, that outcome
 * is reported first.
 */
function isPartial({ code }: SmtpError): boolean {
  return code !== "OUTCOME_UNKNOWN" && code !== "ABORTED";
}

/** Forgets what the fallbacks of earlier messages have cost. */
function forgetCosts({ serverKnowledge }: Session): void {
  if (serverKnowledge.hasExclusions) serverKnowledge.updateExcludedMethods(withoutCosts);
}

function withoutCosts(excluded: readonly ExcludedMethod[]): readonly ExcludedMethod[] {
  if (excluded.every(({ extraRoundTrips }) => extraRoundTrips === 0)) return excluded;
  return (
    excluded
      // That one message needed a second attempt means nothing for the next message.
      .filter(({ feature }) => feature !== "TRANSACTION")
      .map((exclusion) => ({ ...exclusion, extraRoundTrips: 0 }))
  );
}

/** Runs one mail transaction, on as many connections as needed. */
function transactWithRetries(
  session: Session,
  delivery: Delivery,
  posted: PreparedEnvelope | undefined,
): Script<NextStep<Reply>> {
  let written = posted;
  let before: Reply | undefined;
  function once(): Script<NextStep<Reply>> {
    const envelope = written;
    written = undefined;
    before = session.connection.refusal?.reply;
    return transact(session, delivery, envelope);
  }
  function announce(reply: Reply): Script<void> {
    const reason = "disconnected";
    // The previous message was refused, so nothing of this message was answered.
    return reply === before
      ? perform({ do: "emit", event: { type: "reconnect", reason } })
      : repeat(session, { reason, reply, cost: session.meter.reconnectCost, phase: "envelope" });
  }
  return tryUntilDone(session, once, announce);
}

/** Creates the error of a message for which the server asks for another method every time. */
function* createCirclesError(session: Session, delivery: Delivery): Script<SmtpError> {
  yield* withdrawTrials(session, delivery);
  yield* closeConnection(session, "the session broke");
  const recipients = recipientOutcomes(delivery, { outcome: "not-sent", temporary: true });
  const closed = closedTooOften(session, recipients);
  if (closed) return closed;
  const phase: Phase = delivery.handover.octets > 0 ? "content" : "envelope";
  return new SmtpError("The server refuses a different thing at every try. No mail was sent.", {
    code: "PROTOCOL_VIOLATION",
    phase,
    retry: "later",
    recipients,
    decisions: decisionsUntil(session, phase),
  });
}

function* reopen(session: Session, delivery: Delivery): Script<void> {
  yield* closeConnection(session, "the connection is of no more use");
  yield* open(session);
  yield* delivery.source.restart();
}

/**
 * Tries the transaction, on a new connection if the current one is unusable. Returns the reply that accepted the
 * message.
 */
function* transact(
  session: Session,
  delivery: Delivery,
  posted: PreparedEnvelope | undefined,
): Script<NextStep<Reply>> {
  let written = posted;
  if (!written && hasReachedMailLimit(session))
    yield* quitAndClose(session, "it takes no more messages");
  if (!written && !isUsable(session)) yield* reopen(session, delivery);
  session.meter.beginTransaction();
  for (; ; written = undefined) {
    if (!written) {
      if (session.connection.pendingReplies > 0) yield* session.pipelinedCommands.finishPending();
      if (!isUsable(session)) return "on a new connection";
      if (delivery.message.adaptive) yield* askForContent(session, delivery);
      planMessage(session, delivery);
      if (hasNews(delivery)) yield* emitNotices(delivery);
    }
    // The first flight after an idle time never contains the end of a message.
    session.connection.wasIdle =
      delivery.message.idle === true && session.connection.messagesSent > 0 && !written;
    const step = yield* sendEnvelope(session, delivery, written);
    if (step === "on this connection") continue;
    if (isRetry(step)) return step;
    if (step.next === "done") return step.final;
    if (step.next === "data") return yield* dataContent(session, delivery);
    return yield* bdatContent(session, delivery, step.sent);
  }
}

function createCompletedTransaction(
  session: Session,
  delivery: Delivery,
  reply: Reply,
): CompletedTransaction {
  const { handover, source } = delivery;
  return {
    reply,
    decisions: allDecisions(session),
    octets: handover.octets - source.leadOctets,
    server: serverOf(session),
  };
}

/** Returns the server's description for receipts: the same object for every message to that server. */
function serverOf(session: Session): Receipt["server"] {
  const { target, connection, server: before } = session;
  const { host, port } = target;
  const { tls } = connection;
  if (before?.host === host && before.port === port && before.tls === tls) return before;
  session.server = Object.freeze({ host, port, tls });
  return session.server;
}

/** Shared by receipts with empty lists. */
const EMPTY_LIST: readonly never[] = /* @__PURE__ */ Object.freeze([]);

function receipt(
  session: Session,
  { notices, head }: Delivery,
  { reply, decisions, octets, server }: CompletedTransaction,
  recipients: Receipt["recipients"],
  roundTrips: number,
): Receipt {
  const all = recipients.every(({ outcome }) => outcome === "accepted");
  const accepted = all ? recipients : recipients.filter(({ outcome }) => outcome === "accepted");
  const rejected = all ? EMPTY_LIST : recipients.filter(({ outcome }) => outcome !== "accepted");
  const fallbacks = decisions.filter((decision) => isFallback(session, decision));
  return Object.freeze({
    reply,
    recipients,
    accepted: Object.freeze(accepted),
    rejected: Object.freeze(rejected),
    decisions,
    fallbacks: fallbacks.length === 0 ? EMPTY_LIST : Object.freeze(fallbacks),
    notices: notices.size === 0 ? EMPTY_LIST : Object.freeze([...notices.values()]),
    messageId: findMessageId(head),
    octets,
    roundTrips,
    server,
  });
}

/** Converts any failure to an error with every recipient's outcome. Closes a connection whose state is unclear. */
function* toDeliveryError(session: Session, delivery: Delivery, error: unknown): Script<unknown> {
  if (delivery.handover.isComplete) {
    session.connection.unusable = true;
    yield* closeConnection(session, "the server's answer to the message never came");
    return createUnknownOutcomeError(session, delivery, error);
  }
  if (!isUsable(session)) yield* closeConnection(session, "the connection is of no more use");
  if (error instanceof SmtpError && error.recipients.length > 0) return error;
  const recipients = recipientOutcomes(delivery, {
    outcome: "not-sent",
    temporary: !(error instanceof SmtpError) || error.retry !== "never",
  });
  if (error instanceof SmtpError) return copyErrorWithRecipients(error, recipients);
  // If the body cannot be read and no transaction was begun, the connection stays usable.
  if (!(error instanceof BodyError) || session.connection.phase !== "ready") {
    yield* closeConnection(session, "the session broke");
  }
  const phase: Phase = delivery.handover.octets > 0 ? "content" : "envelope";
  if (error instanceof BodyError) {
    const { message, isSpent, cause } = error;
    return new SmtpError(`The message was not sent: ${message}`, {
      code: isSpent ? "BODY_SPENT" : "BODY_FAILED",
      phase,
      retry: "never",
      recipients: recipientOutcomes(delivery, { outcome: "not-sent", temporary: !isSpent }),
      decisions: decisionsUntil(session, phase),
      ...(cause === undefined ? {} : { cause }),
    });
  }
  return toConnectionError(session, error, phase, { recipients });
}

/** Creates the error of a message that was fully written and not answered. */
export function createUnknownOutcomeError(
  session: Session,
  delivery: Delivery,
  cause: unknown,
): SmtpError {
  return new SmtpError(
    "The whole message was handed over, but the server's answer never came. It may or may not have been accepted; sending it again may deliver it twice.",
    {
      code: "OUTCOME_UNKNOWN",
      phase: "final",
      retry: "never",
      recipients: recipientOutcomes(delivery, { outcome: "unknown" }),
      decisions: decisionsUntil(session, "final"),
      cause,
    },
  );
}
