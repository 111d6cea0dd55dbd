/** The rule of docs/decisions/known-outcome.md for one transaction whose whole content was written. */
import { bad, good, type ObservedTransaction, refuses } from "./observation.ts";

/** What the replies prove: that the server has the message, that it does not, or nothing. */
export type Known = "accepted" | "refused" | "unknown";

/** Returns what the replies to a transaction prove. */
export function knownOutcome(told: ObservedTransaction): Known {
  const { by, final, closed, spoiled } = told;
  // A lone dot ends a DATA that was let in for nobody: there was no content (RFC 2920 3.1).
  if (by === "DATA" && isForNobody(told)) return "refused";
  if (isSenseless(told)) return "unknown";
  if (bad(final)) return "refused";
  if (good(final)) return "accepted";
  // RFC 3030 2: what has lost a chunk must not be accepted.
  if (spoiled) return "refused";
  // A goodbye may take the place of any reply, and a close that of all that are missing.
  return (final || closed) && isForNobody(told) ? "refused" : "unknown";
}

/** MAIL was refused, or every recipient was (RFC 5321 3.3). */
function isForNobody({ mailReply, recipients }: ObservedTransaction): boolean {
  return refuses(mailReply) || recipients.every(({ reply }) => refuses(reply));
}

/** A reply cannot be the answer to the command in its place, so that none can be attributed (RFC 2920 3.1). */
function isSenseless({ mailReply, recipients, final }: ObservedTransaction): boolean {
  const replies = [mailReply, final, ...recipients.map(({ reply }) => reply)];
  if (replies.some((reply) => reply && !good(reply) && !refuses(reply))) return true;
  const accepted = recipients.some(({ reply }) => good(reply));
  return (accepted && refuses(mailReply)) || (good(final) && !accepted);
}
