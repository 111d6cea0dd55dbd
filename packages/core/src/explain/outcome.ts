/** Explains an error: what it means, what to do, what became of each recipient, of each wish. */
import type { SmtpError } from "../protocol/errors.ts";
import { escapeControls } from "../protocol/escape.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ErrorExplanation } from "./explanation.ts";
import { decisionsOf, recipientsOf } from "./receipt.ts";
import { adviceLines, explainReply } from "./reply.ts";

/**
 * Explains an error.
 *
 * @param error what `send`, `connect` or `verify` threw
 * @param language whose sentences
 */
export function explainError(error: SmtpError, language: Catalogue): ErrorExplanation {
  const { code } = error;
  const { grammar } = language;
  const prose = language.errors[code];
  const { means } = prose;
  const advice = (error.retry === "never" ? undefined : prose.adviceAgain) ?? prose.advice;
  const retry = language.retry[error.retry];
  // Without the command: what was done about the reply stands in the decisions.
  const reply = error.reply && explainReply(error.reply, language);
  const recipients = recipientsOf(error.recipients, language);
  const decisions = decisionsOf(error.decisions, language);
  const lines = [
    escapeControls(grammar.failed(error)),
    means,
    retry,
    advice,
    ...(reply
      ? [
          ...[reply.code, ...(reply.enhanced ? [reply.enhanced] : [])].map(
            (part) => `${part.part}: ${grammar.cited(part.means, part.rfc)}`,
          ),
          grammar.causes(false, reply.causes.join(" ")),
          ...adviceLines(reply.advice, language),
        ]
      : []),
    ...recipients,
    ...decisions.map(({ text }) => text),
  ];
  return Object.freeze({
    explains: "error",
    code,
    means,
    retry,
    advice,
    ...(reply ? { reply } : {}),
    recipients: Object.freeze(recipients),
    decisions: Object.freeze(decisions),
    text: lines.join("\n"),
  });
}
