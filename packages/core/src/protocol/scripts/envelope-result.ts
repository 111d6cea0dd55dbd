/**
 * Decides what follows when all replies to an envelope are read: the content, another try, or an error (RFC 5321
 * 3.3). How another try is prepared is in `retry-envelope.ts`.
 */
import { formatMailbox } from "../address/address.ts";
import { rcptParameters } from "../command/parameters.ts";
import { SmtpError } from "../errors/errors.ts";
import { createUnmetError, quoteReply } from "../errors/failure.ts";
import type { Feature } from "../plan/feature.ts";
import type { Choice } from "../plan/plan.ts";
import { choiceOf, decisionsUntil } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import {
  acceptedCount,
  countOf,
  type Delivery,
  recipientOutcomes,
  violatesAllOrNone,
} from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { RecipientState } from "../session/recipient-state.ts";
import type { Session } from "../session/session.ts";
import { closeConnection, lossReason, write } from "../session/wire.ts";
import { CONTENT_END } from "./data.ts";
import type { EnvelopeProgress } from "./envelope-state.ts";
import { handleFinalReply, receiveFinalReply, requireFinalReply } from "./final.ts";
import { isRetry, type NextStep } from "./next-step.ts";
import { prepareRetry } from "./retry-envelope.ts";

/** What follows the envelope. */
export type EnvelopeStep =
  | { readonly next: "data" }
  | { readonly next: "bdat"; readonly sent: number }
  | { readonly next: "done"; readonly final: Reply };

/** Returns the content as the next step, if everything went as planned. */
export function contentStep(
  session: Session,
  delivery: Delivery,
  { contentCommand, opened, objection }: EnvelopeProgress,
): EnvelopeStep | undefined {
  const { chunk } = contentCommand;
  if (!opened) return undefined;
  const { knowledge } = session.connection;
  if (chunk && !knowledge.proven.includes("CHUNKING")) {
    knowledge.proven = [...knowledge.proven, "CHUNKING"];
  }
  if (objection || chunk?.last || acceptedCount(delivery) === 0) return undefined;
  return chunk ? { next: "bdat", sent: chunk.octets.length } : TO_DATA;
}

const TO_DATA: EnvelopeStep = { next: "data" };

/**
 * Decides the next step if that is not the content.
 *
 * @returns the step, or where to try the message again
 * @throws {SmtpError} if the sender, all recipients or the message were refused
 */
export function* decideEnvelopeStep(
  session: Session,
  delivery: Delivery,
  progress: EnvelopeProgress,
): Script<NextStep<EnvelopeStep>> {
  const { contentCommand, opened, objection } = progress;
  const { chunk } = contentCommand;
  if (opened && chunk?.last && acceptedCount(delivery) > 0) {
    rejectPending(delivery);
    const final = yield* handleFinalReply(session, delivery, opened);
    return isRetry(final) ? final : { next: "done", final };
  }
  // After an objection it is unclear which recipients were accepted. Only closing the connection takes 354 back.
  if (opened && !chunk && objection) session.connection.unusable = true;
  else if (opened && !chunk) yield* endWithoutContent(session);
  delivery.handover.settle();
  // After a refused chunk, RSET comes next (RFC 3030 2), unless the chunk's octets may have been run as commands.
  if (!opened && chunk && delivery.handover.octets > 0) {
    session.connection.unusable ||= !session.connection.knowledge.proven.includes("CHUNKING");
  }
  const closing = objection?.reaction.reason === "closing";
  if (closing && countOf(delivery, "rejected") === delivery.recipients.length) {
    throw createNoRecipientsError(session, delivery);
  }
  if (objection) {
    const next = yield* prepareRetry(session, delivery, objection);
    return session.connection.unusable ? "on a new connection" : next;
  }
  if (countOf(delivery, "waiting") === 0 || violatesAllOrNone(delivery)) {
    throw createNoRecipientsError(session, delivery);
  }
  return session.connection.unusable ? "on a new connection" : "on this connection";
}

/** Marks recipients as rejected that were refused and are not part of the transaction that was accepted. */
function rejectPending({ recipients }: Delivery): void {
  for (const recipient of recipients) {
    if (recipient.outcome !== "pending") continue;
    recipient.reject({ temporary: (recipient.reply?.code ?? 0) < 500 });
  }
}

/** Ends DATA with a single dot if the server accepted DATA without recipients (RFC 2920 3.1). */
function* endWithoutContent(session: Session): Script<void> {
  // LMTP answers once for each recipient, so without recipients it would never answer (RFC 2033 4.2).
  if (session.config.lmtp) {
    session.connection.unusable = true;
    return;
  }
  try {
    yield* write(session, [CONTENT_END], "final");
    requireFinalReply(yield* receiveFinalReply(session));
  } catch (error) {
    if (!lossReason(error)) throw error;
    yield* closeConnection(session, "the server closed the connection on an empty message");
  }
}

/** Returns the decisions about parameters that were requested for the recipients and refused for each of them. */
function unmetFor(session: Session, refusedOnes: readonly RecipientState[]): readonly Choice[] {
  const [first] = refusedOnes;
  const parameters = refusedOnes.flatMap(({ mailbox }) => rcptParameters(session, mailbox));
  const features = new Set(parameters.map(({ extension }) => extension as Feature));
  const reason = {
    reason: "parameter-unsupported",
    ...(first?.reply ? { reply: first.reply } : {}),
  } as const;
  return [...features].map((feature) => ({ ...choiceOf(session, feature), ...reason }));
}

/** Creates the error for a message without accepted recipients. An open transaction is reset before the next one. */
function createNoRecipientsError(session: Session, delivery: Delivery): SmtpError {
  const { recipients } = delivery;
  const refusedOnes = recipients.filter(({ outcome }) => outcome === "rejected");
  const [first] = refusedOnes;
  const notSent = recipientOutcomes(delivery, { outcome: "not-sent", temporary: true });
  const { command } = first?.refusal ?? {};
  const answered = command === undefined ? {} : { command };
  if (refusedOnes.every(({ refusal }) => refusal?.reason === "parameter-unsupported")) {
    return createUnmetError(session, unmetFor(session, refusedOnes), "envelope", {
      recipients: notSent,
      ...answered,
    });
  }
  const temporary = refusedOnes.some(({ refusal }) => refusal?.temporary);
  const who = `${refusedOnes.length} of ${recipients.length} recipients`;
  const example = first?.reply
    ? `: ${formatMailbox(first.mailbox)} was answered "${quoteReply(first.reply)}"`
    : "";
  const then = temporary ? "Some may be accepted later." : "Check the addresses.";
  return new SmtpError(`The server refused ${who}${example}. No mail was sent. ${then}`, {
    code: "RECIPIENTS_REFUSED",
    phase: "envelope",
    retry: temporary ? "later" : "never",
    recipients: recipientOutcomes(delivery, { outcome: "not-sent", temporary }),
    decisions: decisionsUntil(session, "envelope"),
    ...(first?.reply ? { reply: first.reply } : {}),
    ...answered,
  });
}
