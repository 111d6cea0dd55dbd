/**
 * Explains a bare reply: what its codes say, why servers send it, what people
 * can do, and what Parley does.
 *
 * The enhanced status code is the more exact one, so that it leads where its
 * sentences say more than the class; else the reply code does.
 */
import { escapeControls } from "../protocol/escape.ts";
import { react } from "../protocol/react.ts";
import { formatReply, type Reply, replyClass } from "../protocol/reply.ts";
import type { Asked, Reaction } from "../protocol/situation.ts";
import { enhancedCode } from "../protocol/tables/enhanced-codes.ts";
import { replyCode } from "../protocol/tables/reply-codes.ts";
import type { Catalogue, ReplySentences } from "./catalogue.ts";
import type { Advice, ExplainedReaction, Part, Prose, ReplyExplanation } from "./explanation.ts";
import { enhancedMeans, enhancedProse } from "./gist.ts";
import { readCommand, situationsOf, type Told } from "./usual.ts";

/** What the sentences of replies are made of. */
export type ReplyLanguage = Pick<Catalogue, "grammar" | "replies">;

/**
 * Explains a reply.
 *
 * @param reply the reply
 * @param language whose sentences
 * @param command the command that it answers, if that is known
 */
export function explainReply(
  reply: Reply,
  language: ReplyLanguage,
  command?: string,
): ReplyExplanation {
  const { grammar, replies } = language;
  const about = command === undefined ? undefined : readCommand(command);
  const code = codePart(reply.code, replies);
  const enhanced = enhancedPart(reply.enhanced, replies);
  const { sender, developer, administrator, ...prose } = proseOf(reply, replies);
  const causes = [...causesByCommand(reply, about, replies), ...prose.causes];
  const digits = digitsOf(reply, replies);
  const { type } = replies.firstDigits[replyClass(reply.code)];
  const { category } = secondDigit(reply.code, replies);
  const reactions = about ? reactionsTo(reply, about, replies) : [];
  const advice = Object.freeze({ sender, developer, administrator });
  const inLine = ({ part, means, rfc }: Part): string => `${part}: ${grammar.cited(means, rfc)}`;
  const lines = [
    grammar.replyHead(formatReply({ ...reply, lines: [""] }), type, category),
    ...[code, ...(enhanced ? [enhanced] : [])].map(inLine),
    ...(about && isUnlisted(reply, about.asked) ? [grammar.unlisted(reply.code, about.asked)] : []),
    grammar.causes(reply.code < 400, causes.join(" ")),
    ...adviceLines(advice, language),
    ...reactions.map(({ when, does }) =>
      when === undefined ? does : grammar.otherwise(when, does),
    ),
    ...digits.map(inLine),
  ];
  return Object.freeze({
    explains: "reply",
    reply,
    type,
    category,
    code,
    ...(enhanced ? { enhanced } : {}),
    digits: Object.freeze(digits),
    causes: Object.freeze(causes),
    advice,
    ...(about ? { asked: about.asked } : {}),
    reactions: Object.freeze(reactions),
    text: lines.map(escapeControls).join("\n"),
  });
}

/** What each of the three can do, a line for each. */
export function adviceLines(advice: Advice, { grammar }: ReplyLanguage): string[] {
  return (["sender", "developer", "administrator"] as const).map((who) =>
    grammar.advice(who, advice[who]),
  );
}

/** A refusal about syntax is mostly about the command, whatever the code. */
function causesByCommand(
  { code }: Reply,
  about: Told | undefined,
  replies: ReplySentences,
): string[] {
  const cause = about && replies.commandCauses[about.asked];
  const syntax = code >= 500 && secondDigit(code, replies).category === "syntax";
  return cause !== undefined && syntax ? [cause] : [];
}

/** Whose causes and advice are told: of the enhanced code, else of the reply code, else of subject or class. */
function proseOf({ code, enhanced }: Reply, replies: ReplySentences): Prose {
  const exact = enhancedProse(enhanced, replies);
  const [digit, subject = ""] = enhanced?.split(".") ?? [];
  const known = replies.codes[code];
  if (exact?.causes !== undefined && digit !== "2") {
    const { classes = [4] } = enhancedCode(enhanced ?? "") ?? {};
    // The advice about an address, or of a code that is listed for permanent refusals alone, is for those.
    if (digit !== "4" || (subject !== "1" && classes.includes(4))) return exact;
    const { sender, developer, administrator } = known ?? replies.firstDigits[replyClass(code)];
    return { ...exact, sender, developer, administrator };
  }
  if (known) return known;
  const bySubject = digit === "2" || subject === "0" ? undefined : replies.subjects[subject];
  return bySubject ?? replies.firstDigits[replyClass(code)];
}

function codePart(code: number, { codes, unknown }: ReplySentences): Part {
  const means = codes[code]?.means ?? unknown.code;
  return Object.freeze({
    part: String(code),
    means,
    rfc: replyCode(code)?.rfc ?? "RFC 5321 4.2",
  });
}

function enhancedPart(enhanced: string | undefined, replies: ReplySentences): Part | undefined {
  if (enhanced === undefined) return undefined;
  return Object.freeze({
    part: enhanced,
    means: enhancedMeans(enhanced, replies),
    rfc: enhancedCode(enhanced)?.rfc ?? "RFC 3463 2",
  });
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

/** Commands that Parley does not send, so that it has nothing to do about their replies. */
const NOT_SENT: readonly Asked[] = ["NOOP", "ETRN", "TURN", "OTHER"];

function reactionsTo(reply: Reply, about: Told, replies: ReplySentences): ExplainedReaction[] {
  if (NOT_SENT.includes(about.asked)) return [];
  const { usual, others } = situationsOf(about);
  const reaction = react(usual, reply);
  const usually = Object.freeze({ does: doing(usual.asked, reaction, replies), reaction });
  const otherwise = others.map(([when, situation]) => {
    const other = react(situation, reply);
    return Object.freeze({
      when: replies.when[when],
      does: doing(situation.asked, other, replies),
      reaction: other,
    });
  });
  return [usually, ...otherwise.filter(({ does }) => does !== usually.does)];
}

function doing(
  asked: Asked,
  { action, feature, scope, retry }: Reaction,
  replies: ReplySentences,
): string {
  const does = replies.does[action];
  const ofRecipient = asked === "RCPT" && scope === "recipient" ? does.recipient : undefined;
  const ofFeature = action === "next-way" && feature ? replies.nextWays[feature] : undefined;
  const later = retry === "later" ? does.later : undefined;
  return ofRecipient ?? does[asked] ?? ofFeature ?? later ?? does.usual;
}

/** The RFCs do not list the code as an answer to this. */
function isUnlisted({ code }: Reply, asked: Asked): boolean {
  const row = replyCode(code);
  return row !== undefined && !row.asked.includes(asked) && asked !== "OTHER";
}
