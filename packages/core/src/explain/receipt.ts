/** Explains a receipt: the outcome of the message, of each recipient, of each wish. */

import { escapeControls } from "../protocol/errors/escape.ts";
import type { Decision } from "../protocol/plan/decision.ts";
import { formatReply } from "../protocol/reply/reply.ts";
import type { Receipt, RecipientOutcome } from "../protocol/session/outcome.ts";
import type { Catalogue } from "./catalogue.ts";
import { explainDecision } from "./decision.ts";
import type { DecisionExplanation, ReceiptExplanation } from "./explanation.ts";
import { textOf } from "./line.ts";
import type { ExplainRefusals } from "./refusals.ts";

/** The parts of a catalogue that sentences about receipts need. */
export type OutcomeLanguage = Omit<Catalogue, "replies" | "errors" | "retry" | "texts">;

/**
 * Explains a receipt.
 *
 * @param receipt the result of `send`
 * @param language the catalogue
 * @param explainRefused explains the refused recipients, see `explainRefusals`; without it their replies are only quoted
 */
export function explainReceipt(
  receipt: Receipt,
  language: OutcomeLanguage,
  explainRefused: ExplainRefusals = () => [],
): ReceiptExplanation {
  const { accepted, octets, roundTrips, server } = receipt;
  const all = receipt.recipients.length;
  const outcome = escapeControls(
    language.grammar.taken({ ...server, octets, roundTrips, accepted: accepted.length, all }),
  );
  const recipients = describeRecipients(receipt.recipients, language);
  const refusals = explainRefused(receipt.recipients);
  const notices = receipt.notices.map((notice) => escapeControls(language.grammar.notice(notice)));
  const decisions = decisionsOf(receipt.decisions, language);
  return Object.freeze({
    explains: "receipt",
    outcome,
    recipients: Object.freeze(recipients),
    refusals,
    notices: Object.freeze(notices),
    decisions: Object.freeze(decisions),
    text: [
      outcome,
      ...recipients,
      ...refusals.map(({ lines }) => textOf(lines)),
      ...notices,
      ...decisions.map(({ text }) => text),
    ].join("\n"),
  });
}

/** Sorts decisions: fallbacks and unmet features first. */
export function decisionsOf(
  decisions: readonly Decision[],
  language: OutcomeLanguage,
): DecisionExplanation[] {
  const asWished = decisions.filter(({ outcome }) => outcome === "used");
  const others = decisions.filter(({ outcome }) => outcome !== "used");
  return [...others, ...asWished].map((decision) => explainDecision(decision, language));
}

/** Describes the recipients: those with the same outcome in one sentence, in the order of the first of them. */
export function describeRecipients(
  recipients: readonly RecipientOutcome[],
  language: OutcomeLanguage,
): string[] {
  const groups = new Map<string, string[]>();
  for (const recipient of recipients) {
    const end = endOf(recipient, language);
    const group = groups.get(end);
    if (group) group.push(recipient.address);
    else groups.set(end, [recipient.address]);
  }
  return [...groups].map(([end, addresses]) =>
    escapeControls(end.replace("{who}", () => language.grammar.list(addresses))),
  );
}

function endOf(
  { outcome, temporary, reply }: RecipientOutcome,
  { grammar }: OutcomeLanguage,
): string {
  const answer = reply ? grammar.quoted(formatReply(reply)) : "";
  return grammar.end(outcome, temporary ?? false, answer);
}
