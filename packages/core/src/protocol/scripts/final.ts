/**
 * The final reply to the content: it alone decides (RFC 5321 4.2.5). In LMTP
 * there is one for each accepted recipient, in their order (RFC 2033 4.2).
 */
import { formatMailbox } from "../address.ts";
import type { Script } from "../effects.ts";
import type { SmtpErrorCode } from "../errors.ts";
import { refused } from "../failure.ts";
import { OutOfStep } from "../out-of-step.ts";
import { announcesClose, type Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import type { Because, Reaction } from "../situation.ts";
import { outcomes, type RecipientState, type Transaction } from "../transaction.ts";
import { choiceOf } from "../view.ts";
import { Again, advance, checkInStep, close, judge, receive } from "../wire.ts";
import { bodyFeature, mayGoRecoded } from "./carriage.ts";
import { costOfReopening, fallBack } from "./fallback.ts";

/** Waits for the reply to content that was sent, or that the server would not wait for. */
export function* answerToContent(session: Session): Script<Reply> {
  const reply = yield* receive(session, "final", "(message content)");
  advance(session, "CONTENT", reply);
  return reply;
}

/** Whether the message was taken, so that `decide` has nothing more to find out. In LMTP it always has. */
export function isTaken(session: Session, transaction: Transaction, reply: Reply): boolean {
  if (session.config.lmtp || sensible(reply).code >= 300) return false;
  transaction.handedOver = false;
  return true;
}

/**
 * The reply to the whole content: a refusal is an error that rejects every accepted recipient.
 *
 * @param first in LMTP those for the other recipients are still to come
 * @param early it came before the message had ended: what is behind it may answer lines that were taken for commands
 */
export function* decide(
  session: Session,
  transaction: Transaction,
  first: Reply,
  early = false,
): Script<Reply> {
  const accepted = transaction.recipients.filter(({ outcome }) => outcome === "accepted");
  const each = session.config.lmtp && transaction.handedOver;
  const reply = each ? yield* replyToEach(session, accepted, first) : sensible(first);
  // What came behind a refusal, and nobody asked for, may be the true answer: then nobody knows.
  if (reply.code >= 400 && !early) checkInStep(session);
  transaction.handedOver = false;
  if (reply.code < 300 && !each) return reply;
  const reactionTo = (said: Reply): Reaction =>
    judge(session, said, "CONTENT", () => ({
      recipientsAccepted: accepted.length,
      contentOctets: transaction.contentOctets,
    }));
  if (each) yield* recodedForSome(session, transaction, accepted, reactionTo);
  if (reply.code < 300) return reply;
  const reaction = reactionTo(reply);
  const mayHelp = reaction.action === "re-encode" && !each;
  if (mayHelp && (yield* recoded(session, transaction, reply))) throw new Again();
  if (accepted.some(({ outcome }) => outcome === "waiting")) throw new Again();
  const temporary = reply.code < 500;
  const rejected = { outcome: "rejected", temporary, reply } as const;
  const recipients = outcomes(transaction, { outcome: "not-sent", temporary }, rejected);
  if (reaction.scope === "connection" || session.ending)
    yield* close(session, "the server is closing");
  const code = CODES[reaction.because] ?? "MESSAGE_REFUSED";
  const what = `The message was not accepted for ${listed(accepted)}`;
  throw refused(session, code, "final", what, reply, reaction, {
    ...contentAnswered(session),
    recipients,
  });
}

/** Returns the command for an error about the answer to the content: what was sent by DATA is answered as a part of it (RFC 5321 4.3.2). */
export function contentAnswered(session: Session): { readonly command: string } {
  return { command: choiceOf(session, "CHUNKING").way === "DATA" ? "DATA" : "BDAT" };
}

/** A goodbye says nothing about the message. */
const CODES: Partial<Record<Because, SmtpErrorCode>> = {
  "too-large": "MESSAGE_TOO_LARGE",
  closing: "SERVER_UNAVAILABLE",
};

/** Goes back to re-encoding where a message that was refused may be sent again so. */
function* recoded(session: Session, transaction: Transaction, reply: Reply): Script<boolean> {
  if (!(yield* mayGoRecoded(session, transaction))) return false;
  const spent = session.roundTrips - session.roundTripsAtTransaction - session.roundTripsOnce;
  const cost = session.open ? spent : costOfReopening(session);
  // What went along with it comes to its own end first.
  if (session.due > 0) yield* session.ahead.drain();
  const because = "content-unacceptable";
  const feature = bodyFeature(transaction);
  const answered = { reply, ...contentAnswered(session) };
  yield* fallBack(session, { feature, because, ...answered, cost, phase: "final" });
  return true;
}

/** In LMTP those to whom the message may go re-encoded wait for another transaction; who has it has it. */
function* recodedForSome(
  session: Session,
  transaction: Transaction,
  accepted: readonly RecipientState[],
  reactionTo: (reply: Reply) => Reaction,
): Script<void> {
  const refusedAs = accepted.filter(
    ({ outcome, reply }) =>
      outcome === "rejected" && reply && reactionTo(reply).action === "re-encode",
  );
  const [reply] = refusedAs.flatMap((recipient) => recipient.reply ?? []);
  if (!reply || !(yield* recoded(session, transaction, reply))) return;
  for (const recipient of refusedAs) recipient.outcome = "waiting";
}

/**
 * Gives every accepted recipient the reply that is its own.
 *
 * @returns the first one that accepts, or the first of all where none does
 */
function* replyToEach(
  session: Session,
  accepted: readonly RecipientState[],
  first: Reply,
): Script<Reply> {
  let good: Reply | undefined;
  for (const [at, recipient] of accepted.entries()) {
    const next = at === 0 ? first : yield* receive(session, "final", "(message content)");
    const reply = sensible(next);
    recipient.reply = reply;
    recipient.outcome = reply.code < 300 ? "delivered" : "rejected";
    recipient.temporary = reply.code >= 400 && reply.code < 500;
    if (reply.code < 300) good ??= reply;
  }
  return good ?? first;
}

/** @throws {OutOfStep} when it can be no answer to a message that has ended */
export function sensible(reply: Reply): Reply {
  if (announcesClose(reply) && reply.code < 300) {
    throw new OutOfStep("It said goodbye where it should have said whether it took the message.");
  }
  if (reply.code < 300 || reply.code >= 400) return reply;
  throw new OutOfStep("It asked for more where the message had ended.");
}

function listed(recipients: readonly RecipientState[]): string {
  const addresses = recipients.map(({ mailbox }) => formatMailbox(mailbox));
  return addresses.length > 3
    ? `${addresses.slice(0, 3).join(", ")} and ${addresses.length - 3} more`
    : addresses.join(", ");
}
