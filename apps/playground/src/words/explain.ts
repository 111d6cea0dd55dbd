/**
 * The core's explanations, in the language of the page. The sentences about decisions
 * and receipts are at hand; those about replies and errors are fetched the first time
 * that they are asked for, since most of the page's weight is in them.
 */
import { type Decision, type Plan, type Receipt, type Reply, SmtpError } from "@parley-smtp/core";
import {
  type DecisionExplanation,
  explainDecision,
  explainPlan,
  explainReceipt,
  type PlanExplanation,
  type ReplyExplanation,
} from "@parley-smtp/core/explain";
import { signal } from "@preact/signals";
import type { Words } from "./en.ts";

type Replies = Awaited<ReturnType<Words["replies"]>>;

const fetched = signal<{ readonly [language: string]: Replies }>({});
const asked = new Set<string>();

/** The sentences about replies, once they are there; whoever reads them is drawn again then. */
function repliesIn({ code, replies }: Words): Replies | undefined {
  const here = fetched.value[code];
  if (!here && !asked.has(code)) {
    asked.add(code);
    void replies().then((come) => {
      fetched.value = { ...fetched.value, [code]: come };
    });
  }
  return here;
}

/** One decision in one sentence. */
export function explainIn(words: Words, decision: Decision): DecisionExplanation {
  return explainDecision(decision, words.sentences);
}

/** A plan, a sentence for each feature. */
export function explainPlanIn(words: Words, plan: Plan): PlanExplanation {
  return explainPlan(plan, words.sentences);
}

/** A reply; nothing until its sentences have come. */
export function explainReplyIn(
  words: Words,
  reply: Reply,
  command?: string,
): ReplyExplanation | undefined {
  const come = repliesIn(words);
  return come?.explainReply(
    reply,
    { grammar: words.sentences.grammar, replies: come.replies },
    command,
  );
}

/** What became of a message, line by line; nothing until its sentences have come. */
export function explainOutcomeIn(words: Words, outcome: Receipt | SmtpError): string | undefined {
  if (!SmtpError.is(outcome) && outcome.rejected.length === 0)
    return explainReceipt(outcome, words.sentences).text;
  const come = repliesIn(words);
  if (!come) return undefined;
  const language = { ...words.sentences, ...come.errors, replies: come.replies };
  return SmtpError.is(outcome)
    ? come.explainError(outcome, language).text
    : explainReceipt(outcome, language).text;
}
