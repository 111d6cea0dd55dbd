/** Creates the event `outcome` from a receipt or an error: numbers for an observer. */
import { SmtpError } from "../../protocol/errors/errors.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import type { Receipt, RecipientOutcome } from "../../protocol/session/outcome.ts";

/** Creates the event from a receipt. */
export function outcomeOfReceipt({ recipients, octets, roundTrips }: Receipt): ClientEvent {
  return { type: "outcome", ...counted(recipients), octets, roundTrips };
}

/** Creates the event from an error. An error without recipients means that nothing was sent to any of them. */
export function outcomeOfError(error: unknown, recipients: number): ClientEvent {
  const told = SmtpError.is(error) && error.recipients.length > 0 ? error.recipients : undefined;
  const none = { accepted: 0, rejected: 0, unknown: 0, notSent: recipients };
  return {
    type: "outcome",
    ...(told ? counted(told) : none),
    octets: 0,
    roundTrips: 0,
    ...(SmtpError.is(error) ? { code: error.code } : {}),
  };
}

function counted(recipients: readonly RecipientOutcome[]) {
  const of = (outcome: RecipientOutcome["outcome"]): number =>
    recipients.filter((recipient) => recipient.outcome === outcome).length;
  return {
    accepted: of("accepted"),
    rejected: of("rejected"),
    unknown: of("unknown"),
    notSent: of("not-sent"),
  };
}
