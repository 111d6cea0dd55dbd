/**
 * Explains a bare reply: what its codes say, why servers send it, what people
 * can do, and what Parley does.
 *
 * The enhanced status code is the more exact one, so that it leads where its
 * sentences say more than the class; else the reply code does.
 */
import { react } from "../protocol/react.ts";
import { formatReply, type Reply, replyClass } from "../protocol/reply.ts";
import type { Asked, Reaction } from "../protocol/situation.ts";
import { enhancedCode } from "../protocol/tables/enhanced-codes.ts";
import { replyCode } from "../protocol/tables/reply-codes.ts";
import type {
  EnhancedProse,
  ExplainedReaction,
  Part,
  Prose,
  ReplyExplanation,
} from "./explanation.ts";
import {
  CLASSES,
  FIRST_DIGITS,
  OTHER_SECOND_DIGIT,
  SECOND_DIGITS,
  SUBJECTS,
} from "./sentences-digits.ts";
import { ADDRESS_CODES } from "./sentences-enhanced-address.ts";
import { CONTENT_CODES } from "./sentences-enhanced-content.ts";
import { POLICY_CODES } from "./sentences-enhanced-policy.ts";
import { SECURITY_CODES } from "./sentences-enhanced-security.ts";
import { SYSTEM_CODES } from "./sentences-enhanced-system.ts";
import { COMMAND_CAUSES, DOES, NEXT_WAYS } from "./sentences-reactions.ts";
import { SUCCESS_REPLIES } from "./sentences-replies-2.ts";
import { TRANSIENT_REPLIES } from "./sentences-replies-4.ts";
import { SYNTAX_REPLIES } from "./sentences-replies-50.ts";
import { AUTHENTICATION_REPLIES } from "./sentences-replies-53.ts";
import { MAILBOX_REPLIES } from "./sentences-replies-55.ts";
import { readCommand, situationsOf, type Told } from "./usual.ts";
import { cited } from "./wording.ts";

/**
 * Explains a reply.
 *
 * @param reply the reply
 * @param command the command that it answers, if that is known
 */
export function explainReply(reply: Reply, command?: string): ReplyExplanation {
  const about = command === undefined ? undefined : readCommand(command);
  const code = codePart(reply.code);
  const enhanced = enhancedPart(reply.enhanced);
  const { sender, developer, administrator, ...prose } = proseOf(reply);
  const causes = [...causesByCommand(reply, about), ...prose.causes];
  const digits = digitsOf(reply);
  const { type } = FIRST_DIGITS[replyClass(reply.code)];
  const { category } = secondDigit(reply.code);
  const reactions = about ? reactionsTo(reply, about) : [];
  const lines = [
    `${formatReply({ ...reply, lines: [""] })}: ${type}, category ${category}.`,
    ...[code, ...(enhanced ? [enhanced] : [])].map(inLine),
    ...(about ? unlisted(reply, about.asked) : []),
    `${reply.code < 400 ? "Reason" : "Likely causes"}: ${causes.join(" ")}`,
    `Sender: ${sender}`,
    `Developer: ${developer}`,
    `Administrator: ${administrator}`,
    ...reactions.map(({ when, does }) => (when === undefined ? does : `${when}: ${does}`)),
    ...digits.map(inLine),
  ];
  return Object.freeze({
    kind: "reply",
    reply,
    type,
    category,
    code,
    ...(enhanced ? { enhanced } : {}),
    digits: Object.freeze(digits),
    causes: Object.freeze(causes),
    advice: Object.freeze({ sender, developer, administrator }),
    ...(about ? { asked: about.asked } : {}),
    reactions: Object.freeze(reactions),
    text: lines.join("\n"),
  });
}

/**
 * The shortest that can be told of a reply: the meaning of its more exact code.
 *
 * @param reply the reply
 * @returns one sentence
 */
export function gistOf({ code, enhanced }: Reply): string {
  const exact = enhancedProse(enhanced);
  if (exact?.causes !== undefined && enhanced !== undefined)
    return enhancedPart(enhanced)?.means ?? "";
  return codePart(code).means;
}

function codeProse(code: number): Prose | undefined {
  return (
    SUCCESS_REPLIES[code] ??
    TRANSIENT_REPLIES[code] ??
    SYNTAX_REPLIES[code] ??
    AUTHENTICATION_REPLIES[code] ??
    MAILBOX_REPLIES[code]
  );
}

function enhancedProse(enhanced = ""): EnhancedProse | undefined {
  const code = `X${enhanced.slice(1)}`;
  return (
    ADDRESS_CODES[code] ??
    SYSTEM_CODES[code] ??
    CONTENT_CODES[code] ??
    SECURITY_CODES[code] ??
    POLICY_CODES[code]
  );
}

function inLine({ part, means, rfc }: Part): string {
  return `${part}: ${cited(means, rfc)}`;
}

/** A refusal about syntax is mostly about the command, whatever the code. */
function causesByCommand({ code }: Reply, about: Told | undefined): string[] {
  const cause = about && COMMAND_CAUSES[about.asked];
  const syntax = code >= 500 && secondDigit(code).category === "syntax";
  return cause !== undefined && syntax ? [cause] : [];
}

/** Whose causes and advice are told: of the enhanced code, else of the reply code, else of subject or class. */
function proseOf({ code, enhanced }: Reply): Prose {
  const exact = enhancedProse(enhanced);
  const [digit, subject = ""] = enhanced?.split(".") ?? [];
  if (exact?.causes !== undefined && digit !== "2") return exact;
  const known = codeProse(code);
  if (known) return known;
  const bySubject = digit === "2" || subject === "0" ? undefined : SUBJECTS[subject];
  return bySubject ?? FIRST_DIGITS[replyClass(code)];
}

function codePart(code: number): Part {
  const means =
    codeProse(code)?.means ?? "The code is not registered, so that its first digit decides.";
  return Object.freeze({
    part: String(code),
    means,
    rfc: replyCode(code)?.rfc ?? "RFC 5321 4.2",
  });
}

function enhancedPart(enhanced: string | undefined): Part | undefined {
  if (enhanced === undefined) return undefined;
  const known = enhancedProse(enhanced);
  const means = known && (enhanced.startsWith("2") ? known.done : known.means);
  return Object.freeze({
    part: enhanced,
    means: means ?? "The code is not registered here, so that its class and subject decide.",
    rfc: enhancedCode(enhanced)?.rfc ?? "RFC 3463 2",
  });
}

function secondDigit(code: number): typeof OTHER_SECOND_DIGIT {
  return SECOND_DIGITS[Math.floor(code / 10) % 10] ?? OTHER_SECOND_DIGIT;
}

function digitsOf({ code, enhanced }: Reply): Part[] {
  const [first, second] = String(code);
  const [digit = "", subject = ""] = enhanced?.split(".") ?? [];
  const parts: Part[] = [
    { part: `${first}yz`, means: FIRST_DIGITS[replyClass(code)].means, rfc: "RFC 5321 4.2.1" },
    { part: `x${second}z`, means: secondDigit(code).means, rfc: "RFC 5321 4.2.1" },
  ];
  if (enhanced !== undefined) {
    const about = SUBJECTS[subject]?.means ?? "The subject is not registered.";
    parts.push(
      {
        part: `${digit}.x.x`,
        means: CLASSES[digit] ?? "The class is not registered.",
        rfc: "RFC 3463 2",
      },
      { part: `x.${subject}.x`, means: about, rfc: "RFC 3463 3" },
    );
  }
  return parts.map((part) => Object.freeze(part));
}

/** Commands that Parley does not send, so that it has nothing to do about their replies. */
const NOT_SENT: readonly Asked[] = ["NOOP", "ETRN", "TURN", "OTHER"];

function reactionsTo(reply: Reply, about: Told): ExplainedReaction[] {
  if (NOT_SENT.includes(about.asked)) return [];
  const { usual, others } = situationsOf(about);
  const reaction = react(usual, reply);
  const usually = Object.freeze({ does: doing(usual.asked, reaction), reaction });
  const otherwise = others.map(([when, situation]) => {
    const other = react(situation, reply);
    return Object.freeze({ when, does: doing(situation.asked, other), reaction: other });
  });
  return [usually, ...otherwise.filter(({ does }) => does !== usually.does)];
}

function doing(asked: Asked, { action, feature, scope, retry }: Reaction): string {
  const does = DOES[action];
  const ofRecipient = asked === "RCPT" && scope === "recipient" ? does.recipient : undefined;
  const ofFeature = action === "next-way" && feature ? NEXT_WAYS[feature] : undefined;
  const later = retry === "later" ? does.later : undefined;
  return ofRecipient ?? does[asked] ?? ofFeature ?? later ?? does.usual;
}

function unlisted({ code }: Reply, asked: Asked): string[] {
  const row = replyCode(code);
  if (row === undefined || row.asked.includes(asked) || asked === "OTHER") return [];
  return [`The RFCs do not list ${code} as an answer to ${asked}.`];
}
