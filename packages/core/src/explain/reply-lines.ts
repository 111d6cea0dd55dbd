/** Builds the lines about a reply: the meaning and the advice first, the codes last. */
import type { Kind } from "../meaning/kind.ts";
import { formatReply, type Reply } from "../protocol/reply/reply.ts";
import type { CommandName } from "../protocol/reply/situation.ts";
import { replyCode } from "../protocol/tables/reply-codes.ts";
import type { Catalogue } from "./catalogue.ts";
import type {
  Advice,
  ExplainedLine,
  FoundMeaning,
  LineTopic,
  Part,
  ReplyExplanation,
} from "./explanation.ts";
import { fitsCode, fitsEnhanced, isFounded } from "./fit.ts";
import { lineOf } from "./line.ts";

type Language = Pick<Catalogue, "grammar" | "replies">;

/** Returns the lines about a reply. */
export function replyLines(
  facts: Omit<ReplyExplanation, "lines" | "text">,
  language: Language,
  showsReactions: boolean,
): ExplainedLine[] {
  const { grammar } = language;
  const { labels } = grammar;
  const { reply, meaning, code, enhanced, check, alternative, related, reactions } = facts;
  const line = (about: LineTopic, text: string): ExplainedLine =>
    lineOf(about, labels[about], text);
  const partLine = (about: LineTopic, { part, means, rfc }: Part): ExplainedLine =>
    lineOf(about, part, means.includes(rfc) ? means : grammar.cited(means, rfc));
  const hidden = unfitParts(facts);
  return [
    ...meaningLines(meaning, language),
    ...adviceLines(facts.advice, language, meaning.kind),
    ...detailLines(meaning, language),
    ...(showsReactions ? reactions : []).map(({ when, does }) =>
      line("reaction", when === undefined ? does : grammar.otherwise(when, does)),
    ),
    lineOf(
      "format",
      formatReply({ ...reply, lines: [""] }),
      grammar.format(facts.type, facts.category),
    ),
    ...facts.causes.map((cause) =>
      lineOf("cause", meaning.kind === "accepted" ? labels.reason : labels.cause, cause),
    ),
    ...(check === undefined ? [] : [line("check", check)]),
    ...(alternative === undefined ? [] : [line("alternative", alternative)]),
    ...[code, ...(enhanced ? [enhanced] : [])].map((part) => partLine("code", part)),
    ...(isUnlisted(reply, facts.command)
      ? [line("unlisted", grammar.unlisted(reply.code, facts.command))]
      : []),
    ...facts.digits
      .filter(({ part }) => !hidden.includes(part))
      .map((part) => partLine("digits", part)),
    ...related.map((part) =>
      lineOf("related", labels.related, `${part.part}: ${grammar.cited(part.means, part.rfc)}`),
    ),
  ];
}

/** Returns what happened, who has to act, and whether another try helps. */
export function meaningLines(
  { kind, responsible, retry, wait }: FoundMeaning,
  { grammar: { labels, span }, replies: { meanings } }: Language,
): ExplainedLine[] {
  const happened = lineOf("happened", labels.happened, meanings.happened[kind]);
  if (kind === "accepted") return [happened];
  return [
    happened,
    lineOf("responsible", labels.responsible, meanings.responsible[responsible]),
    ...(retry === undefined || retry === "not-needed"
      ? []
      : [lineOf("retry", labels.retry, meanings.retry[retry])]),
    ...(wait === undefined ? [] : [lineOf("wait", labels.wait, span(wait))]),
  ];
}

/** Kinds whose advice is only for the administrator of one side. */
const SIDES: readonly (readonly [side: "sending" | "receiving", kinds: readonly Kind[]])[] = [
  [
    "sending",
    [
      "sender-unknown",
      "spf",
      "dkim",
      "dmarc",
      "sender-unauthenticated",
      "domain-blocklisted",
      "ptr",
      "helo-name",
      "ip-blocklisted",
      "url-blocked",
      "reputation",
      "network-block",
      "rate-limited",
    ],
  ],
  [
    "receiving",
    [
      "mailbox-unknown",
      "mailbox-disabled",
      "mailbox-full",
      "domain-unknown",
      "recipient-restricted",
      "relay-denied",
      "connection-limit",
      "spam-content",
      "virus",
      "attachment-type",
      "message-too-large",
      "content-policy",
      "server-busy",
      "server-error",
    ],
  ],
];

/** Returns what a sender, a developer and an administrator can do, one line each. */
export function adviceLines(
  advice: Advice,
  { grammar: { labels, sides } }: Language,
  kind?: Kind,
): ExplainedLine[] {
  const side = kind && SIDES.find(([, kinds]) => kinds.includes(kind))?.[0];
  const { sender, developer, administrator } = advice;
  return [
    lineOf("sender", labels.sender, sender),
    lineOf("developer", labels.developer, developer),
    lineOf(
      "administrator",
      labels.administrator,
      side ? `${sides[side]} ${administrator}` : administrator,
    ),
  ];
}

/** The blocklist and the help page that the reply names, and how certain the meaning is. */
export function detailLines(
  meaning: FoundMeaning,
  { grammar: { labels, likely, guess } }: Language,
): ExplainedLine[] {
  const { list, link, kind, certainty } = meaning;
  const doubt = isFounded(meaning) ? (certainty === "likely" ? likely : undefined) : guess;
  return [
    ...(list === undefined ? [] : [lineOf("list", labels.list, list)]),
    ...(link === undefined ? [] : [lineOf("link", labels.link, link)]),
    ...(doubt === undefined || kind === "accepted"
      ? []
      : [lineOf("certainty", labels.certainty, doubt)]),
  ];
}

/**
 * Returns digits that contradict the meaning: the class of a refusal that is temporary after all, or the subject of a
 * code used differently.
 */
function unfitParts({
  reply,
  meaning,
  digits,
}: Pick<ReplyExplanation, "reply" | "meaning" | "digits">): readonly string[] {
  if (meaning.kind === "accepted") return [];
  const isKnown = isFounded(meaning);
  const unfit = [
    // The class.
    /^\d/,
    ...(!isKnown || fitsCode(reply.code, meaning) ? [] : [/^x\dz$/]),
    ...(!isKnown || fitsEnhanced(reply, meaning) ? [] : [/^x\..*x$/]),
  ];
  return digits.map(({ part }) => part).filter((part) => unfit.some((one) => one.test(part)));
}

/** Returns whether the RFCs do not list the code as a reply to this command. */
function isUnlisted({ code }: Reply, asked: CommandName | undefined): asked is CommandName {
  const row = replyCode(code);
  return (
    asked !== undefined && row !== undefined && !row.commands.includes(asked) && asked !== "OTHER"
  );
}
