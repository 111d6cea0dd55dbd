/** Explains a receipt and an error: what became of the message, of each recipient, of each wish. */
import type { Decision } from "../protocol/decision.ts";
import type { SmtpError } from "../protocol/errors.ts";
import type { Receipt, RecipientOutcome } from "../protocol/outcome.ts";
import { formatReply } from "../protocol/reply.ts";
import { explainDecision } from "./decision.ts";
import type { DecisionExplanation, ErrorExplanation, ReceiptExplanation } from "./explanation.ts";
import { explainReply, gistOf } from "./reply.ts";
import { ERRORS, RETRY } from "./sentences-errors.ts";
import { cited, count, list } from "./wording.ts";

/**
 * Explains a receipt.
 *
 * @param receipt what `send` returned
 */
export function explainReceipt(receipt: Receipt): ReceiptExplanation {
  const { accepted, octets, roundTrips, server } = receipt;
  const all = receipt.recipients.length;
  const whom =
    accepted.length === all
      ? count(all, "recipient")
      : `${accepted.length} of ${count(all, "recipient")}`;
  const outcome = `The server ${server.host}:${server.port} took the message for ${whom}: ${octets} octets in ${count(roundTrips, "round trip")}, ${server.tls ? "under TLS" : "in clear text"}.`;
  const recipients = recipientsOf(receipt.recipients);
  const decisions = decisionsOf(receipt.decisions);
  return Object.freeze({
    kind: "receipt",
    outcome,
    recipients: Object.freeze(recipients),
    decisions: Object.freeze(decisions),
    text: [outcome, ...recipients, ...decisions.map(({ text }) => text)].join("\n"),
  });
}

/**
 * Explains an error.
 *
 * @param error what `send`, `connect` or `verify` threw
 */
export function explainError(error: SmtpError): ErrorExplanation {
  const { code, message, retry } = error;
  const { means, advice } = ERRORS[code];
  // Without the command: what was done about the reply stands in the decisions.
  const reply = error.reply && explainReply(error.reply);
  const recipients = recipientsOf(error.recipients);
  const decisions = decisionsOf(error.decisions);
  const lines = [
    `${code}: ${message}`,
    means,
    RETRY[retry],
    advice,
    ...(reply
      ? [
          ...[reply.code, ...(reply.enhanced ? [reply.enhanced] : [])].map(
            (part) => `${part.part}: ${cited(part.means, part.rfc)}`,
          ),
          `Likely causes: ${reply.causes.join(" ")}`,
          `Sender: ${reply.advice.sender}`,
          `Developer: ${reply.advice.developer}`,
          `Administrator: ${reply.advice.administrator}`,
        ]
      : []),
    ...recipients,
    ...decisions.map(({ text }) => text),
  ];
  return Object.freeze({
    kind: "error",
    code,
    means,
    retry: RETRY[retry],
    advice,
    ...(reply ? { reply } : {}),
    recipients: Object.freeze(recipients),
    decisions: Object.freeze(decisions),
    text: lines.join("\n"),
  });
}

/** Fallbacks and what is unmet first: the rest went as wished. */
function decisionsOf(decisions: readonly Decision[]): DecisionExplanation[] {
  const asWished = decisions.filter(({ outcome }) => outcome === "used");
  const others = decisions.filter(({ outcome }) => outcome !== "used");
  return [...others, ...asWished].map(explainDecision);
}

/** Recipients with the same end in one sentence, in the order of the first of them. */
function recipientsOf(recipients: readonly RecipientOutcome[]): string[] {
  const groups = new Map<string, string[]>();
  for (const recipient of recipients) {
    const end = endOf(recipient);
    groups.set(end, [...(groups.get(end) ?? []), recipient.address]);
  }
  return [...groups].map(([end, addresses]) => end.replace("{who}", () => list(addresses)));
}

function endOf({ outcome, temporary, reply }: RecipientOutcome): string {
  const answer = reply ? `, answered "${formatReply(reply)}"` : "";
  const gist = reply ? ` ${gistOf(reply)}` : "";
  switch (outcome) {
    case "accepted":
      return `Accepted for {who}${answer}.`;
    case "rejected":
      return `Rejected ${temporary ? "for now" : "for good"} for {who}${answer}.${gist}`;
    case "unknown":
      return "Unknown for {who}: the connection ended before the server's answer to the message.";
    case "not-sent":
      return `Not sent to {who}${temporary ? "; it may succeed later" : ""}.`;
  }
}
