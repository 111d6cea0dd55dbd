/**
 * Divides the recipients into transactions: as many per transaction as the server announced (RFC 9422) or has
 * accepted so far (RFC 5321 4.5.3.1.10).
 */

import { SmtpError } from "../errors/errors.ts";
import { choiceOf, decisionsUntil } from "../plan/session-plan.ts";
import { acceptedCount, type Delivery, recipientOutcomes } from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { isUsable } from "../session/wire.ts";
import type { EnvelopeCommand, EnvelopeProgress } from "./envelope-state.ts";
import { fallBack, recordMethodInUse } from "./fallback.ts";

/**
 * Starts a try. Results of earlier tries are cleared, except for recipients whose outcome is known. Recipients beyond
 * the limit wait for the next transaction.
 *
 * @throws {SmtpError} FEATURE_UNMET if there is no room for all recipients and the message must reach all or none
 */
export function assignRecipients(session: Session, delivery: Delivery): void {
  const { recipients, message } = delivery;
  const { rcptMax = Infinity, rcptDomainMax = Infinity } = getSessionLimits(session);
  const domains = rcptDomainMax < Infinity ? new Set<string>() : undefined;
  let places = rcptMax;
  for (const recipient of recipients) {
    if (recipient.isSettled) continue;
    const domain = domains ? recipient.mailbox.domain.toLowerCase() : "";
    const fits = places > 0 && (!domains || domains.has(domain) || domains.size < rcptDomainMax);
    if (!fits) {
      recipient.wait();
      continue;
    }
    recipient.include();
    places -= 1;
    domains?.add(domain);
  }
  delivery.handover.restart();
  if (!recipients.some(({ outcome }) => outcome === "waiting")) return;
  recordMethodInUse(session, "LIMITS");
  if (message.partial === "refuse") throw notAllAtOnce(session, delivery);
}

/** Returns the limits that the server announced, and those learned from its replies. */
function getSessionLimits(session: Session): { rcptMax?: number; rcptDomainMax?: number } {
  if (choiceOf(session, "LIMITS").method === undefined) return {};
  const { rcptMax = Infinity, rcptDomainMax = Infinity } =
    session.connection.capabilities.limits ?? {};
  return {
    rcptMax: Math.min(rcptMax, session.connection.knowledge.maxRecipients ?? Infinity),
    rcptDomainMax,
  };
}

/** Returns whether the connection has begun as many transactions as the server allows (RFC 9422 4). */
export function hasReachedMailLimit(session: Session): boolean {
  if (!isUsable(session) || mayBegin(session, 1)) return false;
  recordMethodInUse(session, "LIMITS");
  return true;
}

/** Returns whether the server allows this many more transactions on the connection (RFC 9422 4). */
export function mayBegin(session: Session, more: number): boolean {
  const { mailMax = Infinity } = session.connection.capabilities.limits ?? {};
  if (session.connection.transactions + more <= mailMax) return true;
  return choiceOf(session, "LIMITS").method !== "as announced";
}

/** Returns whether a recipient for whom there was no room may go into another transaction. */
export function maySplit(session: Session, { message }: Delivery): boolean {
  return message.partial !== "refuse" && choiceOf(session, "LIMITS").method !== undefined;
}

/** Returns whether the server refused a recipient because of their number, and has accepted none since. */
export function isCrowded({ recipientLimitReply, accepted }: EnvelopeProgress): boolean {
  return (
    recipientLimitReply?.reaction.reason === "too-many-recipients" &&
    accepted <= recipientLimitReply.after
  );
}

/** Defers the remaining recipients after the server refused one because of their number. */
export function deferRecipients(steps: readonly EnvelopeCommand[]): readonly EnvelopeCommand[] {
  return steps.filter(({ recipient }) => {
    recipient?.wait();
    return !recipient;
  });
}

/** Learns how many recipients the server accepts per transaction, and reports that. */
export function* learnRecipientLimit(
  session: Session,
  delivery: Delivery,
  { recipientLimitReply, objection }: EnvelopeProgress,
): Script<void> {
  if (!recipientLimitReply || objection || !maySplit(session, delivery)) return;
  const { command, reply, reaction, after } = recipientLimitReply;
  const { reason } = reaction;
  const accepted = acceptedCount(delivery);
  // If later recipients were accepted, their number was not the cause.
  if (reason === "too-many-recipients" && accepted === after)
    session.connection.knowledge.maxRecipients = accepted;
  if (session.connection.knowledge.excludedMethods.some(({ feature }) => feature === "LIMITS"))
    return recordMethodInUse(session, "LIMITS");
  const leaving = { reason, command, reply, cost: 0, phase: "envelope" } as const;
  yield* fallBack(session, { ...leaving, feature: "LIMITS", method: "as announced" });
}

/**
 * Creates the error for a message that needs several transactions and must reach all recipients or none: each
 * transaction can be refused alone.
 */
function notAllAtOnce(session: Session, delivery: Delivery): SmtpError {
  const { host } = session.config;
  return new SmtpError(
    `${host} takes fewer recipients at a time than the message has, and \`partial: "refuse"\` asks for all or none, which several transactions cannot promise. No mail was sent. Send to fewer at a time, or leave \`partial\` out.`,
    {
      code: "FEATURE_UNMET",
      phase: "envelope",
      retry: "never",
      recipients: recipientOutcomes(delivery, { outcome: "not-sent", temporary: false }),
      decisions: decisionsUntil(session, "envelope"),
    },
  );
}
