/**
 * The function `explain`: explains a text, a reply, a decision, a plan, a receipt or an error in sentences.
 *
 * Pure, and without influence on sessions. Only the entry imports from this folder, so that a bundle without
 * `explain` contains no sentences.
 */
import type { Found } from "../find-replies/found.ts";
import type { ReplyContext } from "../meaning/classify.ts";
import { SmtpError } from "../protocol/errors/errors.ts";
import type { Decision } from "../protocol/plan/decision.ts";
import type { Plan } from "../protocol/plan/plan.ts";
import type { Reply } from "../protocol/reply/reply.ts";
import type { Receipt } from "../protocol/session/outcome.ts";
import type { Catalogue } from "./catalogue.ts";
import { explainDecision, explainPlan } from "./decision.ts";
import { english } from "./english.ts";
import { wordsOfError } from "./error-words.ts";
import type {
  DecisionExplanation,
  ErrorExplanation,
  Explanation,
  PlanExplanation,
  ReceiptExplanation,
  ReplyExplanation,
  TextExplanation,
} from "./explanation.ts";
import { explainError } from "./outcome.ts";
import { explainReceipt } from "./receipt.ts";
import { explainRefusals } from "./refusals.ts";
import { explainReply } from "./reply.ts";
import { explainFound, explainText } from "./text.ts";

/** The language of explanations. */
export interface ExplainLanguage {
  /** Absent: English. German is `german` of the subpath `explain-de`. */
  readonly locale?: Catalogue;
}

/**
 * What is known about the reply, and the language. Secrets in `command`, such as `AUTH PLAIN` with an initial
 * response, are not kept.
 */
export interface ExplainOptions extends ExplainLanguage, ReplyContext {}

/**
 * Explains a pasted text: a reply, a log, an exception, a bounce, a dialogue.
 *
 * @param text the text; credentials in it are masked
 * @param options the answered command, if the text does not show it, and the language
 * @returns the findings, the worst first; `findings` is empty if nothing was found
 * @throws {TypeError} for a `locale` that is not a catalogue
 * @example
 * explain("SMTP Error 502: Command Not Implemented").text;
 */
export function explain(text: string, options?: ExplainOptions): TextExplanation;
/**
 * Explains finds of `findReplies`, such as the relevant part of them.
 *
 * @param found the result of `findReplies`
 * @param options further facts, and the language
 * @example
 * explain(findReplies(pasted).filter(({ recipient }) => recipient === "ann@example.org")).text;
 */
export function explain(found: readonly Found[], options?: ExplainOptions): TextExplanation;
/**
 * Explains a reply: what happened, who has to act, what a sender, a developer and an administrator can do, likely
 * causes, how to check them, and the meaning of the codes; with a command, also what Parley does.
 *
 * @param reply the reply
 * @param options the answered command, and the language
 * @returns fields for programs, and `text` for people, with one or more sentences per line
 * @throws {TypeError} for a `locale` that is not a catalogue
 * @example
 * explain({ code: 502, enhanced: "5.5.1", lines: ["Command not implemented"] }, { command: "BDAT" }).text;
 */
export function explain(reply: Reply, options?: ExplainOptions): ReplyExplanation;
/**
 * Explains the outcome of a message, of each recipient and of each wish.
 *
 * @param receipt the result of `send`
 * @param options the language
 * @example
 * const receipt = await mailer.send(message);
 * console.log(explain(receipt).text);
 */
export function explain(receipt: Receipt, options?: ExplainLanguage): ReceiptExplanation;
/**
 * Explains an error of Parley: what happened, who has to act, whether another try helps, what to do, and the outcome
 * of each recipient and each wish.
 *
 * @param error an error of `send`, `connect` or `verify`
 * @param options the language
 * @example
 * try { await mailer.send(message); } catch (error) {
 *   if (SmtpError.is(error)) console.error(explain(error).text);
 * }
 */
export function explain(error: SmtpError, options?: ExplainLanguage): ErrorExplanation;
/**
 * Explains an error of another library by its text, `response`, `cause`, `errors` and `code`.
 *
 * @param error any thrown value; at most 20 errors in it are read
 * @param options further facts, and the language
 * @example
 * explain(new Error("Invalid login: 535 5.7.8 Username and Password not accepted")).text;
 */
export function explain(error: Error, options?: ExplainOptions): TextExplanation;
/**
 * Explains a plan: for every feature the wish, the skipped methods with their reasons, and the method that will be
 * used.
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
 * @param decision a decision of a receipt, an error or an event
 * @param options the language
 * @example
 * const { fallbacks } = await mailer.send(message);
 * for (const fallback of fallbacks) console.log(explain(fallback).text);
 */
export function explain(decision: Decision, options?: ExplainLanguage): DecisionExplanation;
export function explain(
  subject: string | readonly Found[] | Reply | Receipt | SmtpError | Error | Plan | Decision,
  options?: ExplainOptions,
): Explanation {
  const { locale = english, ...context } = options ?? {};
  checkLocale(locale);
  checkCommand(context.command);
  if (typeof subject === "string") return explainText(subject, locale, context);
  if (isThrown(subject))
    return explainOwnError(subject, locale) ?? explainOtherError(subject, locale, context);
  if (Array.isArray(subject)) return explainFound(subject as readonly Found[], locale, context);
  if (typeof subject === "object" && subject !== null) {
    if ("lines" in subject) return explainReply(subject, locale, context);
    if ("octets" in subject)
      return explainReceipt(subject, locale, (recipients) => explainRefusals(recipients, locale));
    if ("choices" in subject) return explainPlan(subject, locale);
    if ("extraRoundTrips" in subject) return explainDecision(subject, locale);
  }
  throw new TypeError(
    "There is nothing to explain here: give a text, a reply, a receipt, a plan, a decision or an error.",
  );
}

function checkCommand(command: unknown): void {
  if (command === undefined || typeof command === "string") return;
  throw new TypeError(
    `\`command\` is a value of type ${typeof command}, not the text of a command. Give a string such as "RCPT TO", or leave it out.`,
  );
}

function checkLocale(locale: unknown): void {
  const isCatalogue =
    typeof locale === "object" && locale !== null && "grammar" in locale && "texts" in locale;
  if (isCatalogue) return;
  const given = typeof locale === "string" ? `"${locale}"` : `a value of type ${typeof locale}`;
  throw new TypeError(
    `\`locale\` is ${given}, not the sentences of a language. Leave out \`locale\` for English, or import \`german\` from "@parley-smtp/core/explain-de" and pass \`locale: german\`.`,
  );
}

/** Returns whether a value was thrown: an error, also of another realm, or an object that cannot be read. */
function isThrown(subject: object): subject is Error {
  try {
    return (
      subject instanceof Error ||
      (typeof subject === "object" &&
        typeof (subject as Partial<Error> | null)?.message === "string")
    );
  } catch {
    return true;
  }
}

/** Explains an SmtpError; `undefined` for other errors, and for one of another version that has other fields. */
function explainOwnError(error: Error, locale: Catalogue): ErrorExplanation | undefined {
  try {
    const isKnown = SmtpError.is(error) && Object.hasOwn(locale.errors, error.code);
    return isKnown ? explainError(error, locale) : undefined;
  } catch {
    return undefined;
  }
}

/** Explains another library's error: if its words are not enough, its code may help. */
function explainOtherError(
  error: object,
  locale: Catalogue,
  context: ReplyContext,
): TextExplanation {
  const explained = explainText(wordsOfError(error, false), locale, context);
  if (explained.findings.length > 0) return explained;
  return explainText(wordsOfError(error, true), locale, context);
}
