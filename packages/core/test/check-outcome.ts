/** Compares what a delivery reports with what the observed octets show. */
import { formatMailbox } from "../src/protocol/address/address.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Reply } from "../src/protocol/reply/reply.ts";
import type { Receipt, RecipientOutcome } from "../src/protocol/session/outcome.ts";
import type { OutgoingMessage } from "../src/protocol/session/outgoing-message.ts";
import { knownOutcome } from "./known-outcome.ts";
import { good, type ObservedTransaction, refuses } from "./observation.ts";

/** What came of one delivery. */
export type Result = { readonly receipt: Receipt } | { readonly error: unknown };

/** Returns the outcome of every recipient that a receipt or an error reports. */
export function recipientsOf(result: Result): readonly RecipientOutcome[] {
  if ("receipt" in result) return result.receipt.recipients;
  return SmtpError.is(result.error) ? result.error.recipients : [];
}

/**
 * What is wrong with the claims of one delivery.
 *
 * @param told the transactions of this delivery
 */
export function checkOutcome(
  told: readonly ObservedTransaction[],
  result: Result,
  message: OutgoingMessage,
): string[] {
  const faults: string[] = [];
  const fault = (what: string): void => void faults.push(what);
  if ("error" in result && !SmtpError.is(result.error)) {
    return [`threw what is no SmtpError: ${String(result.error)}`];
  }
  const recipients = recipientsOf(result);
  const wanted = message.to.map(formatMailbox);
  if (String(recipients.map(({ address }) => address)) !== String(wanted)) {
    fault(`told of ${recipients.map(({ address }) => address)} instead of ${wanted}`);
  }

  if (message.idle && told[0] && inOneFlight(told[0]))
    fault("a whole message on a connection that may be dead");
  if (message.partial === "refuse") {
    const some = recipients.some(({ outcome }) => outcome === "accepted");
    const each = recipients.every(({ outcome }) => outcome === "accepted");
    if (some && !each) fault("accepted for some, where all or none was asked for");
    if (told.some((one) => one.by && lastAsked(one).some(({ reply }) => !good(reply)))) {
      fault("began to send, where somebody had been refused");
    }
  }

  const complete = told.filter(({ handedOver }) => handedOver !== undefined);
  const last = complete.at(-1);
  const open = complete.some((one) => knownOutcome(one) === "unknown");
  const code = "error" in result && SmtpError.is(result.error) ? result.error.code : undefined;
  if (code === "OUTCOME_UNKNOWN") {
    if (!last || (knownOutcome(last) !== "unknown" && !last.unasked))
      fault("calls a known outcome unknown");
  } else if (open) fault(`does not know the outcome, but says ${code ?? "accepted"}`);

  for (const { address, outcome, temporary, reply } of recipients) {
    const asked = told.flatMap((one) =>
      one.recipients.filter((recipient) => recipient.address === address),
    );
    const carried = complete.filter((one) => mayCarry(one, address));
    if (carried.slice(0, -1).some((one) => knownOutcome(one) !== "refused")) {
      fault(`sent the message to ${address} again though it may have been accepted`);
    }
    const mine = carried.at(-1);
    const here = mine?.recipients.findLast((recipient) => recipient.address === address);
    const taken = good(here?.reply) && good(mine?.final);
    if (outcome === "accepted") {
      if (!taken) fault(`${address} was not accepted`);
      if (reply?.code !== mine?.final?.code) fault(`${address} has another reply`);
    } else if (taken && code !== "OUTCOME_UNKNOWN") fault(`${address} was accepted`);
    if (outcome === "unknown" && code !== "OUTCOME_UNKNOWN") fault(`${address} unknown`);
    if (outcome === "rejected" && !reply) fault(`${address} was rejected without a reply`);
    if (outcome === "rejected" && reply) {
      const replies = [
        ...asked.map((recipient) => recipient.reply),
        ...told.flatMap((one) => [one.mailReply, one.final]),
      ];
      const said = replies.some((one) => one?.code === reply.code);
      const yes = reply.code < 400 && reply.code !== 221;
      if (!said && message.to.length > 0 && yes) fault(`${address} by ${reply.code}`);
      const later = reply.code < 500 || (temporary === true && mayBeSplit(reply));
      if (temporary !== later) fault(`${address}: temporary is wrong`);
    }
    const settled = taken && mine !== last;
    if (code === "OUTCOME_UNKNOWN" && good(here?.reply) && outcome !== "unknown" && !settled) {
      fault(`${address} is ${outcome}, though nobody knows`);
    }
  }
  const accepting = told.findLast(({ final }) => good(final));
  if ("receipt" in result) checkReceipt(result.receipt, accepting, fault);
  return faults;
}

/** Each recipient as it was asked for last: after a refused parameter it may have been asked for again. */
function lastAsked({ recipients }: ObservedTransaction): ObservedTransaction["recipients"] {
  return recipients.filter(
    ({ address }, at) => !recipients.slice(at + 1).some((later) => later.address === address),
  );
}

/** The transaction may have brought the message to this recipient. */
function mayCarry({ recipients, mailReply }: ObservedTransaction, address: string): boolean {
  const asked = recipients.findLast((recipient) => recipient.address === address);
  return asked !== undefined && !refuses(mailReply) && !refuses(asked.reply);
}

/** All of it, to the last octet of the content, shared a write. */
function inOneFlight({ envelope, handedOver }: ObservedTransaction): boolean {
  return envelope.size === 1 && handedOver !== undefined && envelope.has(handedOver);
}

/** Another transaction may take the recipient, whatever the class of the code (RFC 5321 4.5.3.1.10). */
function mayBeSplit({ enhanced, lines }: Reply): boolean {
  return enhanced?.endsWith(".5.3") === true || /too many recipients/i.test(lines.join(" "));
}

function checkReceipt(
  receipt: Receipt,
  last: ObservedTransaction | undefined,
  fault: (what: string) => void,
): void {
  const { recipients, accepted, rejected, fallbacks, decisions } = receipt;
  if (accepted.length === 0) fault("a receipt for nobody");
  if (receipt.reply.code !== last?.final?.code) fault("a receipt with another reply");
  if (receipt.server.tls !== last?.tls) fault("a receipt that is wrong about TLS");
  if (accepted.length + rejected.length !== recipients.length) fault("a receipt that loses some");
  for (const one of accepted) if (!recipients.includes(one)) fault("accepted beside recipients");
  if (fallbacks.some(({ outcome }) => outcome !== "fallback")) fault("a fallback that is none");
  if (decisions.some(({ outcome }) => outcome === "unmet")) fault("a receipt in spite of unmet");
}
