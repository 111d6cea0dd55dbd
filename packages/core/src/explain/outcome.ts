/** Explains an error: what happened, who has to act, what to do, the outcome of each recipient and of each wish. */
import type { ReplyContext } from "../meaning/classify.ts";
import type { Kind, Responsible } from "../meaning/kind.ts";
import type { SmtpError, SmtpErrorCode } from "../protocol/errors/errors.ts";
import { escapeControls } from "../protocol/errors/escape.ts";
import { TransportError } from "../protocol/errors/transport-error.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ErrorExplanation, LineTopic } from "./explanation.ts";
import { isFounded } from "./fit.ts";
import { textOf } from "./line.ts";
import { decisionsOf, describeRecipients } from "./receipt.ts";
import { createClassifier, explainRefusals } from "./refusals.ts";
import { explainReply } from "./reply.ts";
import { adviceLines } from "./reply-lines.ts";

/** The parts of a catalogue that sentences about errors need. */
export type ErrorLanguage = Omit<Catalogue, "texts">;

/** Who has to act, if no reply decides. */
const RESPONSIBLE: Readonly<Record<SmtpErrorCode, Responsible>> = {
  CONNECT_FAILED: "network",
  CONNECTION_LOST: "network",
  TIMEOUT: "network",
  ABORTED: "nobody",
  CLOSED: "developer",
  PROTOCOL_VIOLATION: "receiving-admin",
  SERVER_UNAVAILABLE: "receiving-admin",
  GREETING_REFUSED: "sending-host",
  CERTIFICATE_REFUSED: "receiving-admin",
  TLS_FAILED: "receiving-admin",
  FEATURE_UNMET: "developer",
  AUTH_REFUSED: "account",
  AUTH_UNAVAILABLE: "developer",
  AUTH_TEMPORARY: "receiving-admin",
  AUTH_REQUIRED: "developer",
  SENDER_REFUSED: "sender",
  RECIPIENTS_REFUSED: "sender",
  MESSAGE_REFUSED: "sender",
  MESSAGE_TOO_LARGE: "sender",
  BODY_FAILED: "developer",
  BODY_SPENT: "developer",
  OUTCOME_UNKNOWN: "sender",
};

/** Errors that are only about their reply, so that its meaning explains more than the code. */
const OF_REPLIES: readonly SmtpErrorCode[] = [
  "SERVER_UNAVAILABLE",
  "GREETING_REFUSED",
  "AUTH_REFUSED",
  "AUTH_TEMPORARY",
  "AUTH_REQUIRED",
  "SENDER_REFUSED",
  "RECIPIENTS_REFUSED",
  "MESSAGE_REFUSED",
  "MESSAGE_TOO_LARGE",
];

/**
 * The lines about the reply that follow the error's own sentences. Only these are shown if the error is about more
 * than its reply.
 */
const SELDOM: readonly LineTopic[] = ["happened", "sender", "developer", "administrator"];
const REST: readonly LineTopic[] = [
  "wait",
  "list",
  "link",
  "certainty",
  "cause",
  "check",
  "alternative",
  "format",
  "code",
];

/**
 * Explains an error.
 *
 * @param error an error of `send`, `connect` or `verify`
 * @param language the catalogue
 */
export function explainError(error: SmtpError, language: ErrorLanguage): ErrorExplanation {
  const { code } = error;
  const { grammar, replies } = language;
  const { meanings } = replies;
  const prose = language.errors[code];
  const { means } = prose;
  // The decisions already describe the reaction to the reply.
  const reply = error.reply && explainReply(error.reply, language, contextOf(error), false);
  const decides =
    reply !== undefined &&
    OF_REPLIES.includes(code) &&
    isFounded(reply.meaning) &&
    isMeantForAll(error, reply.meaning.kind)
      ? reply
      : undefined;
  const happened = decides?.happened ?? means;
  const whoActs = decides?.whoActs ?? meanings.responsible[responsibleFor(error)];
  const again = error.retry === "never" ? {} : prose.adviceAgain;
  const advice = decides?.advice ?? Object.freeze({ ...prose.advice, ...again });
  const retry = decides ? meanings.retry[decides.meaning.retry] : language.retry[error.retry];
  const recipients = describeRecipients(error.recipients, language);
  const refusals = explainRefusals(error.recipients, language, (recipient) =>
    recipient.reply === error.reply ? contextOf(error) : {},
  );
  const decisions = decisionsOf(error.decisions, language);
  const isExplained =
    decides !== undefined ||
    error.recipients.some((one) => one.outcome === "rejected" && one.reply === error.reply);
  const ofReply = (...topics: readonly LineTopic[]) =>
    reply ? reply.lines.filter(({ about }) => topics.includes(about)) : [];
  const lines = [
    happened,
    whoActs,
    retry,
    textOf(adviceLines(advice, language)),
    escapeControls(grammar.failed(error)),
    ...(decides ? [means] : []),
    ...recipients,
    // If one reply decided, its meaning is the meaning of the error.
    ...(decides ? [] : refusals.map((refusal) => textOf(refusal.lines))),
    ...decisions.map(({ text }) => text),
    ...(reply ? [textOf(ofReply(...(isExplained ? REST : [...SELDOM, ...REST])))] : []),
  ];
  return Object.freeze({
    explains: "error",
    code,
    happened,
    whoActs,
    means,
    retry,
    advice,
    ...(reply ? { reply } : {}),
    recipients: Object.freeze(recipients),
    refusals,
    decisions: Object.freeze(decisions),
    text: lines.join("\n"),
  });
}

/** Returns whether the meaning applies to all recipients: one recipient's reply means nothing for another one. */
function isMeantForAll({ recipients, reply }: SmtpError, kind: Kind): boolean {
  const classify = createClassifier();
  return recipients.every(
    (recipient) =>
      recipient.reply === undefined ||
      recipient.reply === reply ||
      classify(recipient, recipient.reply, {}).kind === kind,
  );
}

/** Returns who has to act if no reply says so: a wrong name or port is no fault of the network. */
function responsibleFor({ code, cause }: SmtpError): Responsible {
  const kind = cause instanceof TransportError ? cause.kind : undefined;
  const isWrong = kind === "unresolved" || kind === "refused" || kind === "not-permitted";
  return code === "CONNECT_FAILED" && isWrong ? "developer" : RESPONSIBLE[code];
}

function contextOf({ command, phase }: SmtpError): ReplyContext {
  return { phase, ...(command === undefined ? {} : { command }) };
}
