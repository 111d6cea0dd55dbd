/**
 * Explains a single reply: what happened, who has to act, what people can do, why servers send it, how to check, what
 * Parley does, and the meaning of its codes.
 *
 * The classifier's meaning comes first, from command, provider, text and codes. The registered meanings of the codes
 * come last, and only if they do not contradict it.
 */
import { classifyReply, type ReplyContext, type ReplyMeaning } from "../meaning/classify.ts";
import type { Kind } from "../meaning/kind.ts";
import { react } from "../protocol/reply/react.ts";
import { type Reply, replyClass } from "../protocol/reply/reply.ts";
import type { CommandName, Reaction } from "../protocol/reply/situation.ts";
import { enhancedCode } from "../protocol/tables/enhanced-codes.ts";
import { replyCode } from "../protocol/tables/reply-codes.ts";
import type { Catalogue, ReplySentences } from "./catalogue.ts";
import { enhancedMeans, enhancedProse } from "./enhanced.ts";
import type { ExplainedReaction, Part, Prose, ReplyExplanation } from "./explanation.ts";
import { fitsCode, fitsEnhanced, isFounded } from "./fit.ts";
import type { KindProse } from "./kinds.ts";
import { textOf } from "./line.ts";
import { relatedCodes } from "./related.ts";
import { replyLines } from "./reply-lines.ts";
import { type CommandFacts, readCommand, situationsOf } from "./usual.ts";

/** The parts of a catalogue that sentences about replies need. */
export type ReplyLanguage = Pick<Catalogue, "grammar" | "replies">;

/**
 * Explains a reply.
 *
 * @param reply the reply
 * @param language the catalogue
 * @param context the answered command and other facts about the session
 * @param showsReactions whether `text` says what Parley does; false for another program's session
 */
export function explainReply(
  reply: Reply,
  language: ReplyLanguage,
  context: ReplyContext = {},
  showsReactions = true,
): ReplyExplanation {
  const { replies } = language;
  const meaning = classifyReply(reply, context);
  const about = context.command === undefined ? undefined : readCommand(context.command);
  const prose = proseOf(reply, meaning, replies);
  const { type } = replies.firstDigits[replyClass(reply.code)];
  const { kind, responsible } = meaning;
  const alternative = alternativeTo(about, kind, replies);
  const facts = {
    explains: "reply",
    reply,
    meaning,
    happened: replies.meanings.happened[kind],
    whoActs: replies.meanings.responsible[responsible],
    type,
    category: secondDigit(reply.code, replies).category,
    code: codePart(reply.code, meaning, language),
    ...(reply.enhanced === undefined
      ? {}
      : { enhanced: enhancedPart(reply, reply.enhanced, meaning, language) }),
    digits: Object.freeze(digitsOf(reply, replies)),
    causes: Object.freeze([...causesByCommand(reply, about, kind, replies), ...prose.causes]),
    advice: Object.freeze({ ...prose.advice }),
    ...(kind === "accepted" ? {} : { check: replies.kinds[kind].check }),
    ...(alternative === undefined ? {} : { alternative }),
    related: Object.freeze(kind === "accepted" ? [] : relatedParts(reply.code, replies)),
    ...(about ? { command: about.command } : {}),
    reactions: Object.freeze(about ? reactionsTo(reply, about, replies) : []),
  } as const;
  const lines = Object.freeze(replyLines(facts, language, showsReactions));
  return Object.freeze({ ...facts, lines, text: textOf(lines) });
}

function relatedParts(code: number, replies: ReplySentences): Part[] {
  return relatedCodes(code).flatMap((other) => {
    const means = replies.codes[other]?.means;
    const rfc = replyCode(other)?.rfc;
    return means === undefined || rfc === undefined
      ? []
      : [Object.freeze({ part: String(other), means, rfc })];
  });
}

/** Kinds that are about a command itself. */
const ABOUT_COMMANDS: readonly Kind[] = [
  "command-not-implemented",
  "parameter-unsupported",
  "bad-sequence",
  "syntax",
  "auth-method-disabled",
  "tls-failed",
];

function alternativeTo(
  about: CommandFacts | undefined,
  kind: Kind,
  { alternatives }: ReplySentences,
): string | undefined {
  const known = about && ABOUT_COMMANDS.includes(kind) ? alternatives[about.command] : undefined;
  return known ?? (kind === "command-not-implemented" ? alternatives.OTHER : undefined);
}

/** Returns the causes by command. A refusal about syntax is usually about the command, whatever the code. */
function causesByCommand(
  { code }: Reply,
  about: CommandFacts | undefined,
  kind: Kind,
  replies: ReplySentences,
): string[] {
  const cause = about && replies.commandCauses[about.command];
  const syntax = code >= 500 && secondDigit(code, replies).category === "syntax";
  return cause !== undefined && syntax && ABOUT_COMMANDS.includes(kind) ? [cause] : [];
}

/**
 * Finds the causes and the advice. An enhanced code that decided the meaning is more exact than the kind. If the
 * meaning is a guess by the reply code, the other causes of the code follow.
 */
function proseOf(
  reply: Reply,
  meaning: ReplyMeaning,
  replies: ReplySentences,
): Omit<KindProse, "check"> {
  const { kind, evidence } = meaning;
  if (kind === "accepted") {
    const { causes, advice = replies.firstDigits[2].advice } = proseOfCodes(reply, replies);
    return { causes, advice };
  }
  const ofKind = replies.kinds[kind];
  if (evidence.basis === "code") {
    const { causes, advice = ofKind.advice } = proseOfCodes(reply, replies);
    return { advice, causes: [...new Set([...ofKind.causes.slice(0, 1), ...causes])] };
  }
  // In a temporary refusal, servers often send the enhanced code out of habit.
  if (evidence.basis !== "enhanced" || reply.code < 500) return ofKind;
  if (!isFounded(meaning) || !fitsEnhanced(reply, meaning)) return ofKind;
  const { causes = ofKind.causes, advice = ofKind.advice } =
    enhancedProse(reply.enhanced, replies) ?? ofKind;
  return { causes, advice };
}

/** Returns the sentences of the enhanced code, otherwise of the reply code, otherwise of subject or class. */
function proseOfCodes({ code, enhanced }: Reply, replies: ReplySentences): Prose {
  const exact = enhancedProse(enhanced, replies);
  const [digit, subject = ""] = enhanced?.split(".") ?? [];
  const known = replies.codes[code];
  if (exact?.causes !== undefined && digit !== "2") {
    const { classes = [4] } = enhancedCode(enhanced ?? "") ?? {};
    // Advice about an address, or about a code that is only registered for permanent failures, does not apply here.
    if (digit !== "4" || (subject !== "1" && classes.includes(4))) return exact;
    return {
      means: exact.means,
      causes: exact.causes,
      ...(known?.advice && { advice: known.advice }),
    };
  }
  if (known) return known;
  const bySubject = digit === "2" || subject === "0" ? undefined : replies.subjects[subject];
  return bySubject ?? replies.firstDigits[replyClass(code)];
}

function codePart(
  code: number,
  meaning: ReplyMeaning,
  { grammar, replies: { codes, unknown } }: ReplyLanguage,
): Part {
  const rfc = replyCode(code)?.rfc ?? "RFC 5321 4.2";
  const fits = meaning.kind === "accepted" || fitsCode(code, meaning);
  const means = fits ? (codes[code]?.means ?? unknown.code) : grammar.otherUse(rfc);
  return Object.freeze({ part: String(code), means, rfc });
}

function enhancedPart(
  reply: Reply,
  enhanced: string,
  meaning: ReplyMeaning,
  { grammar, replies }: ReplyLanguage,
): Part {
  const rfc = enhancedCode(enhanced)?.rfc ?? "RFC 3463 2";
  const fits = meaning.kind === "accepted" || fitsEnhanced(reply, meaning);
  const means = fits ? enhancedMeans(enhanced, replies) : grammar.otherUse(rfc);
  return Object.freeze({ part: enhanced, means, rfc });
}

function secondDigit(
  code: number,
  { secondDigits, otherSecondDigit }: ReplySentences,
): ReplySentences["otherSecondDigit"] {
  return secondDigits[Math.floor(code / 10) % 10] ?? otherSecondDigit;
}

function digitsOf({ code, enhanced }: Reply, replies: ReplySentences): Part[] {
  const { firstDigits, classes, subjects, unknown } = replies;
  const [first, second] = String(code);
  const [digit = "", subject = ""] = enhanced?.split(".") ?? [];
  const parts: Part[] = [
    { part: `${first}yz`, means: firstDigits[replyClass(code)].means, rfc: "RFC 5321 4.2.1" },
    { part: `x${second}z`, means: secondDigit(code, replies).means, rfc: "RFC 5321 4.2.1" },
  ];
  if (enhanced !== undefined) {
    parts.push(
      { part: `${digit}.x.x`, means: classes[digit] ?? unknown.class, rfc: "RFC 3463 2" },
      {
        part: `x.${subject}.x`,
        means: subjects[subject]?.means ?? unknown.subject,
        rfc: "RFC 3463 3",
      },
    );
  }
  return parts.map((part) => Object.freeze(part));
}

/** Commands that Parley does not send, so it has no reaction to their replies. */
const UNSENT_COMMANDS: readonly CommandName[] = ["NOOP", "ETRN", "TURN", "OTHER"];

function reactionsTo(
  reply: Reply,
  about: CommandFacts,
  replies: ReplySentences,
): ExplainedReaction[] {
  if (UNSENT_COMMANDS.includes(about.command)) return [];
  const { usual, others } = situationsOf(about);
  const reaction = react(usual, reply);
  const usually = Object.freeze({ does: doing(usual.command, reaction, replies), reaction });
  const otherwise = others.map(([when, situation]) => {
    const other = react(situation, reply);
    return Object.freeze({
      when: replies.when[when],
      does: doing(situation.command, other, replies),
      reaction: other,
    });
  });
  return [usually, ...otherwise.filter(({ does }) => does !== usually.does)];
}

function doing(
  asked: CommandName,
  { action, feature, scope, retry }: Reaction,
  replies: ReplySentences,
): string {
  const does = replies.does[action];
  const ofRecipient = asked === "RCPT" && scope === "recipient" ? does.recipient : undefined;
  const ofFeature = action === "next-method" && feature ? replies.nextWays[feature] : undefined;
  const later = retry === "later" ? does.later : undefined;
  return ofRecipient ?? does[asked] ?? ofFeature ?? later ?? does.usual;
}
