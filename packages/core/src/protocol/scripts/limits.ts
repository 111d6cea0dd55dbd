/**
 * Recipients, a transaction's worth at a time: as many as the server said that it
 * takes (RFC 9422), or has shown to take (RFC 5321 4.5.3.1.10).
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
 * Begins a try: what an earlier one brought is void, but for the recipients that
 * are settled. Who has no place in this transaction waits for the next.
 *
 * @throws {SmtpError} FEATURE_UNMET when there is not room for all, and it is all or none
 */
export function assignRecipients(session: Session, delivery: Delivery): void {
  const { recipients, message } = delivery;
  const { rcptMax = Infinity, rcptDomainMax = Infinity } = getSessionLimits(session);
  const domains = rcptDomainMax < Infinity ? new Set<string>() : undefined;
  let places = rcptMax;
  for (const recipient of recipients) {
    if (recipient.outcome === "delivered" || recipient.outcome === "rejected") continue;
    const domain = domains ? recipient.mailbox.domain.toLowerCase() : "";
    const fits = places > 0 && (!domains || domains.has(domain) || domains.size < rcptDomainMax);
    recipient.outcome = fits ? "pending" : "waiting";
    if (!fits) continue;
    places -= 1;
    domains?.add(domain);
  }
  delivery.contentOctets = 0;
  delivery.contentFullyWritten = false;
  if (!recipients.some(({ outcome }) => outcome === "waiting")) return;
  recordMethodInUse(session, "LIMITS");
  if (message.partial === "refuse") throw notAllAtOnce(session, delivery);
}

/** What the server takes at a time, by its own words and by what it has shown. */
function getSessionLimits(session: Session): { rcptMax?: number; rcptDomainMax?: number } {
  if (choiceOf(session, "LIMITS").method === undefined) return {};
  const { rcptMax = Infinity, rcptDomainMax = Infinity } = session.capabilities.limits ?? {};
  return { rcptMax: Math.min(rcptMax, session.maxRecipients ?? Infinity), rcptDomainMax };
}

/** The connection has begun as many transactions as the server takes on one (RFC 9422 4). */
export function hasReachedMailLimit(session: Session): boolean {
  if (!isUsable(session) || mayBegin(session, 1)) return false;
  recordMethodInUse(session, "LIMITS");
  return true;
}

/** Whether the server takes so many transactions more on this connection (RFC 9422 4). */
export function mayBegin(session: Session, more: number): boolean {
  const { mailMax = Infinity } = session.capabilities.limits ?? {};
  if (session.transactions + more <= mailMax) return true;
  return choiceOf(session, "LIMITS").method !== "as announced";
}

/** Whether a recipient for whom there was no room may go into another transaction. */
export function maySplit(session: Session, { message }: Delivery): boolean {
  return message.partial !== "refuse" && choiceOf(session, "LIMITS").method !== undefined;
}

/** The server has said that it takes no more recipients, and has taken none since. */
export function isCrowded({ recipientLimitReply, accepted }: EnvelopeProgress): boolean {
  return (
    recipientLimitReply?.reaction.reason === "too-many-recipients" &&
    accepted <= recipientLimitReply.after
  );
}

/** Once the server has said that it is full, the rest need not hear it too. */
export function deferRecipients(steps: readonly EnvelopeCommand[]): readonly EnvelopeCommand[] {
  return steps.filter(({ recipient }) => {
    if (recipient) recipient.outcome = "waiting";
    return !recipient;
  });
}

/** Learns how many recipients the server takes at a time, and reports that. */
export function* learnRecipientLimit(
  session: Session,
  delivery: Delivery,
  { recipientLimitReply, objection }: EnvelopeProgress,
): Script<void> {
  if (!recipientLimitReply || objection || !maySplit(session, delivery)) return;
  const { command, reply, reaction, after } = recipientLimitReply;
  const { reason } = reaction;
  const accepted = acceptedCount(delivery);
  // Where others were accepted later, it was not their number.
  if (reason === "too-many-recipients" && accepted === after) session.maxRecipients = accepted;
  if (session.excludedMethods.some(({ feature }) => feature === "LIMITS"))
    return recordMethodInUse(session, "LIMITS");
  const leaving = { reason, command, reply, cost: 0, phase: "envelope" } as const;
  yield* fallBack(session, { ...leaving, feature: "LIMITS", method: "as announced" });
}

/** Several transactions can each be refused alone, so they cannot promise all or none. */
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
