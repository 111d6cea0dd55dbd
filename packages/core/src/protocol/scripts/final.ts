/**
 * Reads the final reply to the content, which alone decides whether the server accepted the message (RFC 5321 4.2.5).
 * In LMTP there is one final reply for each accepted recipient, in order (RFC 2033 4.2).
 */
import { formatMailbox } from "../address/address.ts";
import type { SmtpErrorCode } from "../errors/errors.ts";
import { createRefusalError } from "../errors/failure.ts";
import { OutOfSyncError } from "../errors/out-of-sync.ts";
import { choiceOf } from "../plan/session-plan.ts";
import { announcesClose, type Reply } from "../reply/reply.ts";
import type { Reaction, Reason } from "../reply/situation.ts";
import { type Delivery, recipientOutcomes } from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { RecipientState } from "../session/recipient-state.ts";
import type { Session } from "../session/session.ts";
import {
  advancePhase,
  assertInSync,
  closeConnection,
  reactToReply,
  receiveReply,
} from "../session/wire.ts";
import { bodyFeature, canResendReencoded } from "./body-encoding.ts";
import { fallBack } from "./fallback.ts";
import type { NextStep } from "./next-step.ts";

/** Waits for the reply to content that was sent, or that the server refused early. */
export function* receiveFinalReply(session: Session): Script<Reply> {
  const reply = yield* receiveReply(session, "final", "(message content)");
  advancePhase(session, "CONTENT", reply);
  return reply;
}

/**
 * Returns whether the message was accepted, so that nothing is left to decide. In LMTP the final replies always have
 * to be read.
 */
export function isTaken(session: Session, delivery: Delivery, reply: Reply): boolean {
  if (session.config.lmtp || requireFinalReply(reply).code >= 300) return false;
  delivery.handover.settle();
  return true;
}

/**
 * Handles the reply to the whole content. A refusal becomes an error for every accepted recipient.
 *
 * @param first the first final reply; in LMTP the replies for the other recipients follow
 * @param early the reply came before the end of the content: later replies may answer content that was run as
 * commands
 * @returns the reply that accepted the message, or where to try again
 */
export function* handleFinalReply(
  session: Session,
  delivery: Delivery,
  first: Reply,
  early = false,
): Script<NextStep<Reply>> {
  const accepted = delivery.recipients.filter(({ outcome }) => outcome === "accepted");
  const each = session.config.lmtp && delivery.handover.isComplete;
  const reply = each
    ? yield* receiveLmtpReplies(session, accepted, first)
    : requireFinalReply(first);
  // A second reply behind the refusal may be the true answer, so the outcome is unknown.
  if (reply.code >= 400 && !early) assertInSync(session);
  delivery.handover.settle();
  if (reply.code < 300 && !each) return reply;
  const reactionTo = (said: Reply): Reaction =>
    reactToReply(session, said, "CONTENT", () => ({
      recipientsAccepted: accepted.length,
      contentOctets: delivery.handover.octets,
    }));
  if (each) yield* recodedForSome(session, delivery, accepted, reactionTo);
  if (reply.code < 300) return reply;
  const reaction = reactionTo(reply);
  const mayHelp = reaction.action === "re-encode" && !each;
  if (mayHelp && (yield* fallBackToReencoding(session, delivery, reply)))
    return "in another transaction";
  if (accepted.some(({ outcome }) => outcome === "waiting")) return "in another transaction";
  const temporary = reply.code < 500;
  const rejected = { outcome: "rejected", temporary, reply } as const;
  const recipients = recipientOutcomes(delivery, { outcome: "not-sent", temporary }, rejected);
  if (reaction.scope === "connection" || session.connection.unusable)
    yield* closeConnection(session, "the server is closing");
  const code = FINAL_ERROR_CODES[reaction.reason] ?? "MESSAGE_REFUSED";
  const what = `The message was not accepted for ${listed(accepted)}`;
  throw createRefusalError(session, code, "final", what, reply, reaction, {
    ...contentAnswered(session),
    recipients,
  });
}

/**
 * Returns the command for an error about the final reply: after DATA, the content is a part of that command (RFC 5321
 * 4.3.2).
 */
export function contentAnswered(session: Session): { readonly command: string } {
  return { command: choiceOf(session, "CHUNKING").method === "DATA" ? "DATA" : "BDAT" };
}

/** A reply that closes the connection says nothing about the message. */
const FINAL_ERROR_CODES: Partial<Record<Reason, SmtpErrorCode>> = {
  "too-large": "MESSAGE_TOO_LARGE",
  closing: "SERVER_UNAVAILABLE",
};

/** Excludes sending unchanged content if a refused message can be sent again, re-encoded. */
function* fallBackToReencoding(
  session: Session,
  delivery: Delivery,
  reply: Reply,
): Script<boolean> {
  if (!(yield* canResendReencoded(session, delivery))) return false;
  const spent = session.meter.transactionCost;
  const cost = session.connection.open ? spent : session.meter.reconnectCost;
  // Messages that were pipelined behind this one are finished first.
  if (session.connection.pendingReplies > 0) yield* session.pipelinedCommands.finishPending();
  const reason = "content-unacceptable";
  const feature = bodyFeature(delivery);
  const answered = { reply, ...contentAnswered(session) };
  yield* fallBack(session, { feature, reason, ...answered, cost, phase: "final" });
  return true;
}

/**
 * In LMTP, recipients that may get the re-encoded message wait for another transaction. The others keep the message.
 */
function* recodedForSome(
  session: Session,
  delivery: Delivery,
  accepted: readonly RecipientState[],
  reactionTo: (reply: Reply) => Reaction,
): Script<void> {
  const refusedAs = accepted.filter(
    ({ outcome, reply }) =>
      outcome === "rejected" && reply && reactionTo(reply).action === "re-encode",
  );
  const [reply] = refusedAs.flatMap((recipient) => recipient.reply ?? []);
  if (!reply || !(yield* fallBackToReencoding(session, delivery, reply))) return;
  for (const recipient of refusedAs) recipient.wait();
}

/**
 * Gives every accepted recipient its own final reply.
 *
 * @returns the first positive reply, or the first reply if none is positive
 */
function* receiveLmtpReplies(
  session: Session,
  accepted: readonly RecipientState[],
  first: Reply,
): Script<Reply> {
  let good: Reply | undefined;
  for (const [at, recipient] of accepted.entries()) {
    const next = at === 0 ? first : yield* receiveReply(session, "final", "(message content)");
    const reply = requireFinalReply(next);
    if (reply.code < 300) {
      recipient.deliver(reply);
      good ??= reply;
    } else recipient.reject({ temporary: reply.code < 500 }, reply);
  }
  return good ?? first;
}

/** @throws {OutOfSyncError} if the reply cannot answer the end of a message */
export function requireFinalReply(reply: Reply): Reply {
  if (announcesClose(reply) && reply.code < 300) {
    throw new OutOfSyncError(
      "It said goodbye where it should have said whether it took the message.",
    );
  }
  if (reply.code < 300 || reply.code >= 400) return reply;
  throw new OutOfSyncError("It asked for more where the message had ended.");
}

function listed(recipients: readonly RecipientState[]): string {
  const addresses = recipients.map(({ mailbox }) => formatMailbox(mailbox));
  return addresses.length > 3
    ? `${addresses.slice(0, 3).join(", ")} and ${addresses.length - 3} more`
    : addresses.join(", ");
}
