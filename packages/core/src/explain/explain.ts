/**
 * Says in sentences what a reply, a decision, a plan, a receipt or an error means.
 *
 * Pure, and apart from all that decides: nothing outside this folder imports from
 * it but the entry, so that a bundle that never explains carries no sentence.
 */
import type { Decision } from "../protocol/decision.ts";
import { SmtpError } from "../protocol/errors.ts";
import type { Receipt } from "../protocol/outcome.ts";
import type { Plan } from "../protocol/plan.ts";
import type { Reply } from "../protocol/reply.ts";
import { parseReplyText } from "../protocol/reply-parser.ts";
import type { Catalogue } from "./catalogue.ts";
import { explainDecision, explainPlan } from "./decision.ts";
import { english } from "./english.ts";
import type {
  DecisionExplanation,
  ErrorExplanation,
  Explanation,
  PlanExplanation,
  ReceiptExplanation,
  ReplyExplanation,
} from "./explanation.ts";
import { explainError } from "./outcome.ts";
import { explainReceipt } from "./receipt.ts";
import { explainReply } from "./reply.ts";

/** In which language to explain. */
export interface ExplainLanguage {
  /** Absent: English. German is `german` of the subpath `explain-de`. */
  readonly locale?: Catalogue;
}

/** What a reply answers, as far as it is known, and in which language to explain it. */
export interface ExplainOptions extends ExplainLanguage {
  /** The command, such as `AUTH PLAIN`, `MAIL` or `RCPT TO:<a@example.org>`; secrets in it are not kept. */
  readonly command?: string;
}

/**
 * Explains a reply: type and category, each digit, both codes, likely causes, what a
 * sender, a developer and an administrator can do, and with a command what Parley does.
 *
 * @param reply the reply, or its text with any line ends
 * @param options the command that it answers, and the language
 * @returns fields for programs, and `text` for people, one sentence or more in each line
 * @throws {TypeError} for a text that is not one complete reply
 * @example
 * explain("502 5.5.1 Command not implemented", { command: "BDAT" }).text;
 */
export function explain(reply: string | Reply, options?: ExplainOptions): ReplyExplanation;
/**
 * Explains what became of a message, of each recipient and of each wish.
 *
 * @param receipt what `send` returned
 * @param options the language
 * @example
 * const receipt = await mailer.send(message);
 * console.log(explain(receipt).text);
 */
export function explain(receipt: Receipt, options?: ExplainLanguage): ReceiptExplanation;
/**
 * Explains an error: what it means, whether trying again helps, what to do, and what
 * became of each recipient and each wish.
 *
 * @param error what `send`, `connect` or `verify` threw
 * @param options the language
 * @example
 * try { await mailer.send(message); } catch (error) {
 *   if (SmtpError.is(error)) console.error(explain(error).text);
 * }
 */
export function explain(error: SmtpError, options?: ExplainLanguage): ErrorExplanation;
/**
 * Explains a plan: for every feature what is wanted, what is passed over and why, and what will be done.
 *
 * @param plan from `plan`, `verify` or `connection.plan`
 * @param options the language
 * @example
 * console.log(explain(await mailer.verify()).text);
 */
export function explain(plan: Plan, options?: ExplainLanguage): PlanExplanation;
/**
 * Explains one decision.
 *
 * @param decision of a receipt, an error or an event
 * @param options the language
 * @example
 * const { fallbacks } = await mailer.send(message);
 * for (const fallback of fallbacks) console.log(explain(fallback).text);
 */
export function explain(decision: Decision, options?: ExplainLanguage): DecisionExplanation;
export function explain(
  subject: string | Reply | Receipt | SmtpError | Plan | Decision,
  { command, locale = english }: ExplainOptions = {},
): Explanation {
  if (typeof subject === "string") return explainReply(parseReplyText(subject), locale, command);
  if (SmtpError.is(subject)) return explainError(subject, locale);
  if (typeof subject === "object" && subject !== null) {
    if ("lines" in subject) return explainReply(subject, locale, command);
    if ("octets" in subject) return explainReceipt(subject, locale);
    if ("choices" in subject) return explainPlan(subject, locale);
    if ("instead" in subject) return explainDecision(subject, locale);
  }
  throw new TypeError(
    "There is nothing to explain here: give a reply, its text, a receipt, a plan, a decision or an SmtpError.",
  );
}
