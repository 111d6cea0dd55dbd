/** Explains a pasted text: its finds, equal ones once, the worst first. `find-replies` searches the text. */
import { maskCredentials } from "../find-replies/credentials.ts";
import type { FailureKind } from "../find-replies/failures.ts";
import { findReplies } from "../find-replies/find-replies.ts";
import type { Found, FoundWording } from "../find-replies/found.ts";
import { classifyReply, type ReplyContext } from "../meaning/classify.ts";
import type { Responsible } from "../meaning/kind.ts";
import { escapeControls } from "../protocol/errors/escape.ts";
import { formatReply } from "../protocol/reply/reply.ts";
import { parseReplyText } from "../protocol/reply/reply-parser.ts";
import type { Catalogue } from "./catalogue.ts";
import type {
  ExplainedFinding,
  ExplainedLine,
  FoundMeaning,
  LineTopic,
  TextExplanation,
} from "./explanation.ts";
import { isFounded } from "./fit.ts";
import { lineOf, textOf } from "./line.ts";
import { explainReply } from "./reply.ts";
import { adviceLines, detailLines, meaningLines } from "./reply-lines.ts";

/** The parts of a catalogue that sentences about texts need. */
export type TextLanguage = Pick<Catalogue, "grammar" | "replies" | "texts">;

/** Number of findings that are explained in full; the others only get their meaning. */
const IN_FULL = 3;
/** The most finds that are kept for one finding. */
const MOST = 1_000;
/** The most recipients, servers and lines that are named; the rest is counted. */
const NAMED = 5;
/** The most characters of a text that may be one reply. */
const MAX_REPLY = 10_000;

/**
 * Explains a text.
 *
 * @param text the pasted text
 * @param language the catalogue
 * @param context facts besides the text
 */
export function explainText(
  text: string,
  language: TextLanguage,
  context?: ReplyContext,
): TextExplanation {
  return explainFound(findIn(text, context), language, context);
}

/** A text without known words is still a reply if the whole text has the format of one. */
function findIn(text: string, context: ReplyContext = {}): readonly Found[] {
  const found = findReplies(text);
  if (found.length > 0 || text.length > MAX_REPLY) return found;
  try {
    const reply = parseReplyText(maskCredentials(text.trim()));
    const isTold = reply.code >= 400 || context.command !== undefined;
    return isTold ? [{ kind: "reply", reply, line: 1 }] : [];
  } catch {
    return [];
  }
}

/**
 * Explains finds of a text.
 *
 * @param found the result of `findReplies`, or a part of it
 * @param language the catalogue
 * @param context further facts, which take precedence over those in the text
 */
export function explainFound(
  found: readonly Found[],
  language: TextLanguage,
  context: ReplyContext = {},
): TextExplanation {
  const groups = groupsOf(found);
  const findings = groups.map(({ count, finds }, index) =>
    toFinding(count, finds, language, context, index < IN_FULL),
  );
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const { nothingFound, foundMany } = language.texts;
  const summary =
    total === 0 ? nothingFound : total === 1 ? undefined : foundMany(total, findings.length);
  const worst = findings.find(({ found: one }) => one.kind === "reply" || one.kind === "wording");
  return Object.freeze({
    explains: "text",
    findings: Object.freeze(findings),
    ...(worst && { reply: replyIn(worst.found) }),
    ...(worst?.meaning && { meaning: worst.meaning }),
    ...(summary !== undefined && { summary }),
    text: [
      ...(summary === undefined ? [] : [summary]),
      ...findings.flatMap(({ count, title, lines }) => [
        ...(total === 1 ? [] : [`${count} x ${escapeControls(title)}`]),
        textOf(lines),
      ]),
    ].join("\n"),
  });
}

function replyIn(found: Found): NonNullable<TextExplanation["reply"]> {
  if (found.kind === "reply") return found.reply;
  if (found.kind !== "wording") throw new TypeError("Only a reply or its words have lines.");
  const { lines, enhanced } = found;
  return Object.freeze({ lines, ...(enhanced !== undefined && { enhanced }) });
}

interface Group {
  count: number;
  readonly finds: [Found, ...Found[]];
}

/** Groups equal finds. Positive replies are only of interest if nothing was refused. */
function groupsOf(found: readonly Found[]): readonly Group[] {
  const isBad = found.some((one) => one.kind !== "reply" || one.reply.code >= 400);
  const groups = new Map<string, Group>();
  for (const one of found) {
    if (isBad && one.kind === "reply" && one.reply.code < 400) continue;
    const key = `${one.kind} ${titleOf(one)} ${one.command ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { count: 1, finds: [one] });
      continue;
    }
    group.count += 1;
    if (group.finds.length < MOST) group.finds.push(one);
  }
  return [...groups.values()];
}

/** Returns a find as one line. */
function titleOf(found: Found): string {
  if (found.kind === "reply") return formatReply(found.reply);
  if (found.kind === "wording") return found.lines.join(" ") || (found.enhanced ?? "");
  return found.kind === "failure" ? found.words : `HTTP ${found.status}`;
}

function toFinding(
  count: number,
  finds: Group["finds"],
  language: TextLanguage,
  given: ReplyContext,
  inFull: boolean,
): ExplainedFinding {
  const [found] = finds;
  const each = (pick: (one: Found) => string | undefined): readonly string[] =>
    Object.freeze([...new Set(finds.map(pick).filter((value) => value !== undefined))]);
  const origins = each(({ origin }) => origin);
  const context: ReplyContext = {
    ...(found.command !== undefined && { command: found.command }),
    ...(found.server !== undefined && { server: found.server }),
    ...given,
  };
  // A single reply with its command gets a line about what Parley does; a log of another program does not.
  const ofParley = given.command !== undefined && origins.length === 0;
  const explanation =
    found.kind === "reply" ? explainReply(found.reply, language, context, ofParley) : undefined;
  const meaning =
    explanation?.meaning ?? (found.kind === "wording" ? meaningOfWords(found, context) : undefined);
  const facts = {
    count,
    found,
    title: titleOf(found),
    foundIn: Object.freeze([...new Set(finds.map(({ line }) => line))]),
    recipients: each(({ recipient }) => recipient),
    servers: each(({ server }) => server),
    origins,
    ...(meaning !== undefined && { meaning }),
    ...(explanation !== undefined && { explanation }),
  };
  const all = [...linesOf(facts, language), ...contextLines(facts, language)];
  const advised = meaning && ADVISED[meaning.responsible];
  const lines = inFull
    ? all
    : all.filter(({ about }) => about === advised || IN_BRIEF.includes(about));
  return Object.freeze({ ...facts, lines: Object.freeze(lines) });
}

/** Whose advice helps, by who has to act. */
const ADVISED: Readonly<Record<Responsible, LineTopic>> = {
  sender: "sender",
  account: "sender",
  recipient: "sender",
  nobody: "sender",
  developer: "developer",
  network: "administrator",
  "sending-host": "administrator",
  "sending-domain": "administrator",
  "receiving-admin": "sender",
};

const IN_BRIEF: readonly LineTopic[] = [
  "happened",
  "responsible",
  "todo",
  "retry",
  "origin",
  "command",
  "recipient",
  "server",
  "line",
];

/**
 * Returns the meaning of words without a code. The classifier needs a code, so the most general one of a class is
 * used.
 */
function meaningOfWords(
  { lines, enhanced }: FoundWording,
  context: ReplyContext,
): FoundMeaning | undefined {
  const code = enhanced?.startsWith("4") ? 450 : 550;
  const meaning = classifyReply({ code, lines, ...(enhanced && { enhanced }) }, context);
  if (meaning.evidence.basis === "code") return undefined;
  if (enhanced !== undefined) return meaning;
  const { temporary, retry, ...known } = meaning;
  return Object.freeze(known);
}

/** Who has to act on an error without a reply. */
const RESPONSIBLE: Readonly<Record<FailureKind, Responsible>> = {
  "connection-refused": "developer",
  "connection-timeout": "network",
  "greeting-timeout": "developer",
  "host-not-found": "developer",
  "host-unreachable": "network",
  "connection-closed": "network",
  "tls-expected-plain-text": "developer",
  "certificate-untrusted": "receiving-admin",
  "certificate-expired": "receiving-admin",
  "certificate-name": "developer",
  "tls-handshake": "receiving-admin",
  "starttls-not-offered": "developer",
  "auth-not-offered": "developer",
  "login-refused": "account",
  "credentials-missing": "developer",
};

type Facts = Omit<ExplainedFinding, "lines">;

function linesOf({ found, meaning, explanation }: Facts, language: TextLanguage): ExplainedLine[] {
  const { grammar, replies, texts } = language;
  const { labels } = grammar;
  const line = (about: LineTopic, text: string): ExplainedLine =>
    lineOf(about, labels[about], text);
  if (found.kind === "reply") return [...(explanation?.lines ?? [])];
  if (found.kind === "http") return [line("happened", texts.http(found.status))];
  if (found.kind === "failure") {
    const { means, advice } = texts.failures[found.failure];
    const { responsible } = replies.meanings;
    return [
      line("happened", means),
      line("responsible", responsible[RESPONSIBLE[found.failure]]),
      line("todo", advice),
    ];
  }
  const { enhanced = "" } = found;
  const words = found.lines.join(" ") || texts.noReason(enhanced);
  return [
    ...(meaning === undefined ? [] : meaningLines(meaning, language)),
    ...(meaning === undefined || meaning.kind === "accepted"
      ? []
      : adviceLines(replies.kinds[meaning.kind].advice, language)),
    ...(meaning === undefined ? [] : detailLines(meaning, language)),
    line("reply", words),
    line("code", texts.noCode),
    ...(meaning === undefined || meaning.kind === "accepted" || !isFounded(meaning)
      ? []
      : replies.kinds[meaning.kind].causes.map((cause) => line("cause", cause))),
  ];
}

/** Returns the lines about the place of a find, and its recipients and servers. */
function contextLines(
  { origins, recipients, servers, foundIn, found }: Facts,
  { grammar: { labels }, texts }: TextLanguage,
): ExplainedLine[] {
  const rows: readonly (readonly [LineTopic, readonly (string | number)[]])[] = [
    ["origin", origins],
    ["command", found.command === undefined ? [] : [found.command]],
    ["recipient", recipients],
    ["server", servers],
    ["line", foundIn.length === 1 && foundIn[0] === 1 ? [] : foundIn],
  ];
  return rows.flatMap(([about, values]) => {
    if (values.length === 0) return [];
    const rest = values.length > NAMED ? texts.more(values.length - NAMED) : "";
    return [lineOf(about, labels[about], `${values.slice(0, NAMED).join(", ")}${rest}`)];
  });
}
