/**
 * The core's explanations in the page's language. Loaded when needed; the sentences about replies and errors, which
 * are the largest part, only when a reply or an error is explained.
 */
import { type Decision, type Plan, type Receipt, type Reply, SmtpError } from "@parley-smtp/core";
import {
  type DecisionExplanation,
  explainDecision as decisionIn,
  type PlanExplanation,
  explainPlan as planIn,
  type ReplyExplanation,
  explainReceipt as receiptIn,
} from "@parley-smtp/core/explain";
import { signal } from "@preact/signals";
import { words } from "../store.ts";
import type { Words } from "./en.ts";
import { more } from "./more.ts";

type Replies = Awaited<ReturnType<Words["replies"]>>;

const fetched = signal<{ readonly [language: string]: Replies }>({});
const asked = new Set<string>();

/** Returns the sentences about replies, if they are loaded; their readers are drawn again then. */
function repliesNow(): Replies | undefined {
  const { code, replies } = words.value;
  const here = fetched.value[code];
  if (!here && !asked.has(code)) {
    asked.add(code);
    void replies().then((come) => {
      fetched.value = { ...fetched.value, [code]: come };
    });
  }
  return here;
}

/** Returns one decision as a sentence. */
export function explainDecision(decision: Decision): DecisionExplanation {
  return decisionIn(decision, more.value.sentences);
}

/** Returns a plan, one sentence for each feature. */
export function explainPlan(plan: Plan): PlanExplanation {
  return planIn(plan, more.value.sentences);
}

/** Returns the explanation of a reply; nothing until its sentences are loaded. */
export function explainReply(reply: Reply, command?: string): ReplyExplanation | undefined {
  const come = repliesNow();
  const { grammar } = more.value.sentences;
  return come?.explainReply(
    reply,
    { grammar, replies: come.replies },
    command === undefined ? {} : { command },
  );
}

/** Returns the outcome of a message, line by line; nothing until its sentences are loaded. */
export function explainOutcome(outcome: Receipt | SmtpError): string | undefined {
  const { sentences } = more.value;
  if (!SmtpError.is(outcome) && outcome.rejected.length === 0)
    return receiptIn(outcome, sentences).text;
  const come = repliesNow();
  if (!come) return undefined;
  const language = { ...sentences, ...come.errors, replies: come.replies };
  return SmtpError.is(outcome)
    ? come.explainError(outcome, language).text
    : receiptIn(outcome, language, (recipients) => come.explainRefusals(recipients, language)).text;
}
