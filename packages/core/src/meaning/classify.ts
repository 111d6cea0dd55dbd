/**
 * Determines the meaning of a reply: its kind, who has to act, and what helps. The rows are in `rows.ts` and the
 * files that it lists; the sentences are in `sentences.ts`.
 */

import { stripEnhanced } from "../protocol/reply/enhanced.ts";
import type { Reply } from "../protocol/reply/reply.ts";
import { parseReplyText } from "../protocol/reply/reply-parser.ts";
import { linksOf, listOf, waitOf, withoutLinks } from "./details.ts";
import { KINDS, type Kind, LESS_EXACT, type Responsible, type RetryAdvice } from "./kind.ts";
import { type Provider, providerOf } from "./providers.ts";
import type { Certainty, MeaningRow } from "./row.ts";
import { type Basis, MEANING_ROWS } from "./rows.ts";
import { isPossible, type Stage, stageOf } from "./stage.ts";

/** The number of characters of a text that are read: eight full lines of RFC 5321 4.5.3.1.5. */
const MAX_CLASSIFIED_CHARACTERS = 4096;
const READ_SERVER = 300;

/** Facts about a reply besides its code and text. */
export interface ReplyContext {
  /** The command that was answered, or `(greeting)` or `(message content)`. */
  readonly command?: string;
  /** The phase of an SmtpError. */
  readonly phase?: string;
  /** The keywords that EHLO listed. */
  readonly advertised?: readonly string[];
  /** The host name of the server, or its greeting. */
  readonly server?: string;
}

/** Any object with a reply: an SmtpError, a recipient's outcome, an event of type `reply`. */
export interface WithReply {
  /** The reply, if there is one. */
  readonly reply?: Reply | undefined;
  /** The answered command, of an SmtpError. */
  readonly command?: string | undefined;
  /** The answered command, of an event. */
  readonly answers?: string | undefined;
  /** The part of the session, of an SmtpError. */
  readonly phase?: string | undefined;
  /** The outcome, of a recipient. */
  readonly outcome?: string | undefined;
}

/** The row that decided, so that a person can check it. */
export interface MeaningEvidence {
  /** The id of the row, such as `mailbox-full/text`. The page `docs/meanings.md` has its pattern and its source. */
  readonly row: string;
  /** The part of the reply that the row matched. */
  readonly basis: Basis;
  /** The command or moment that the reply was assigned to. */
  readonly stage: Stage;
  /** Why `temporary` differs from the class of the code. */
  readonly why?: string;
}

/** The meaning of a reply. Plain frozen data. */
export interface ReplyMeaning {
  /** The kind of the reply, from a closed list. */
  readonly kind: Kind;
  /** Who has to act. */
  readonly responsible: Responsible;
  /** Whether the same message may succeed later. */
  readonly temporary: boolean;
  /** What helps. */
  readonly retry: RetryAdvice;
  /** Seconds to wait, if the text says so. */
  readonly wait?: number;
  /** The provider that sent the reply, if the text or the server's name shows it. */
  readonly provider?: Provider;
  /** The blocklist. */
  readonly list?: string;
  /** The help page that the text links to. */
  readonly link?: string;
  /** How certain the meaning is. */
  readonly certainty: Certainty;
  /** The row that decided. */
  readonly evidence: MeaningEvidence;
}

const BASES = ["provider", "text", "enhanced", "vague-text", "code"] as const;
const DEFAULT_CERTAINTY: Readonly<Record<Basis, Certainty>> = {
  provider: "sure",
  text: "sure",
  enhanced: "likely",
  "vague-text": "likely",
  code: "guess",
};

/** The kinds that can name a blocklist. */
const OF_LISTS: readonly Kind[] = [
  "ip-blocklisted",
  "domain-blocklisted",
  "url-blocked",
  "network-block",
  "reputation",
];

/**
 * Returns the meaning of a reply.
 *
 * The command and the phase limit the possible kinds. Within that, a provider's own codes come before the text, the
 * text before the enhanced code, and the enhanced code before the reply code (RFC 5321 4.2 leaves the text to people,
 * and servers say most in it).
 *
 * @param reply the reply, or its text with any line ends
 * @param context the command, the EHLO keywords and the server, as far as they are known
 * @returns frozen data; `evidence` names the row that decided
 * @throws {TypeError} for a text that is not one complete reply
 * @example
 * import { classifyReply } from "@parley-smtp/core/meaning";
 *
 * classifyReply("535 5.7.3 Authentication unsuccessful", { command: "AUTH LOGIN" }).kind; // "auth-failed"
 * classifyReply("451 4.7.1 Greylisted for 5 minutes", { command: "RCPT" }).wait; // 300
 */
export function classifyReply(reply: string | Reply, context?: ReplyContext): ReplyMeaning;
/**
 * Returns the meaning of the reply of an error, a recipient or an event.
 *
 * @param subject an SmtpError, an entry of `receipt.rejected`, an event of type `reply`, or any other object with a
 * `reply`; its `command`, `answers` and `phase` say what was answered
 * @param context further facts, which take precedence over those of `subject`
 * @returns the meaning; `undefined` if the subject has no reply, such as a network error
 * @example
 * import { classifyReply } from "@parley-smtp/core/meaning";
 *
 * const rejected = { address: "b@example.net", outcome: "rejected", reply: { code: 550, lines: ["No such user"] } };
 * classifyReply(rejected)?.kind; // "mailbox-unknown"
 */
export function classifyReply(subject: WithReply, context?: ReplyContext): ReplyMeaning | undefined;
export function classifyReply(
  subject: string | Reply | WithReply,
  context: ReplyContext = {},
  rows = MEANING_ROWS,
): ReplyMeaning | undefined {
  if (typeof subject === "string") return meaningOf(parseReplyText(subject), context, rows);
  if (typeof subject !== "object" || subject === null)
    throw new TypeError(
      `\`classifyReply\` was given ${subject === null ? "null" : typeof subject}. Give it a reply, its text, an SmtpError, a recipient or an event.`,
    );
  if ("lines" in subject) return meaningOf(subject, context, rows);
  const { reply, outcome, command = subject.answers } = subject;
  if (reply === undefined) return undefined;
  // A refusal of a recipient answers some command of the transaction.
  const phase = subject.phase ?? (outcome === "rejected" ? "envelope" : undefined);
  return meaningOf(
    reply,
    {
      ...(command === undefined ? {} : { command }),
      ...(phase === undefined ? {} : { phase }),
      ...context,
    },
    rows,
  );
}

/** The inputs of the rows. */
interface Looked {
  readonly code: number;
  readonly enhanced: string;
  readonly raw: string;
  readonly words: string;
  readonly stage: Stage;
  readonly provider: Provider | undefined;
  readonly advertised: readonly string[] | undefined;
}

function meaningOf(reply: Reply, context: ReplyContext, rows: typeof MEANING_ROWS): ReplyMeaning {
  const looked = look(reply, context);
  for (const basis of BASES) {
    if (basis === "enhanced" && NAMES_A_POLICY.test(looked.words)) continue;
    const row = rows[basis].find((candidate) => holds(candidate, looked));
    if (row) return toMeaning(row, basis, looked, certaintyOf(row, basis, looked, rows));
  }
  throw new Error(`No row of the meaning table covers ${reply.code}.`);
}

/** A text with the words of several kinds leaves room for another reason than the one of the first row. */
function certaintyOf(
  row: MeaningRow,
  basis: Basis,
  looked: Looked,
  rows: typeof MEANING_ROWS,
): Certainty {
  const certainty = row.certainty ?? DEFAULT_CERTAINTY[basis];
  if (basis !== "text" || certainty !== "sure") return certainty;
  const same = [row.kind, ...(LESS_EXACT[row.kind] ?? [])];
  const isAlone = rows.text.every((other) => same.includes(other.kind) || !holds(other, looked));
  return isAlone ? "sure" : "likely";
}

/** Servers send any enhanced code with a refusal by policy, so the code has no meaning of its own there. */
const NAMES_A_POLICY = /\b(?:polic(?:y|ies)|richtlinien?|politique)\b/i;

function look(reply: Reply, { command, phase, advertised, server }: ReplyContext): Looked {
  const raw = toClassifiedText(reply);
  return {
    code: reply.code,
    enhanced: reply.enhanced ?? enhancedInText(raw, reply.code),
    raw,
    words: removeAccents(withoutLinks(raw)),
    stage: stageOf(command, phase, reply.code),
    provider: providerOf(raw, server?.slice(0, READ_SERVER)),
    advertised: advertised?.map((keyword) => keyword.toUpperCase()),
  };
}

/** qmail writes the code after its text, as `(#5.1.1)`; some filters write a word before it. */
const ENHANCED_IN_TEXT = /(?:\(#|^\S{1,20} #?|^#)([45]\.\d{1,3}\.\d{1,3})(?![\d.])/;

function enhancedInText(raw: string, code: number): string {
  const found = ENHANCED_IN_TEXT.exec(raw)?.[1] ?? "";
  return Number(found[0]) === Math.floor(code / 100) ? found : "";
}

/** Returns the text as one line, without the enhanced code of each of its lines. */
function toClassifiedText({ code, lines }: Reply): string {
  let text = "";
  for (const line of lines) {
    if (text.length >= MAX_CLASSIFIED_CHARACTERS) break;
    text += ` ${stripEnhanced(code, line.slice(0, MAX_CLASSIFIED_CHARACTERS))}`;
  }
  return text
    .slice(1, MAX_CLASSIFIED_CHARACTERS)
    .replace(/[ \t\r\n]{1,100}/g, " ")
    .trim();
}

/** Words around the reason without a meaning of their own: Postfix's, and those of GMX, WEB.DE and IONOS. */
const FRAMES =
  /\brecipient address rejected: |\brequested (?:mail )?action not taken: mailbox unavailable (?!for explanation)(?=[^ ]{1,60} [^ ]{1,60})|\bnemesis esmtp service not available (?:(?:no smtp service|service not available)\.? )?(?!for explanation)(?=[^ ])/i;

/** Removes accents, because servers write a language with or without them. */
function removeAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("\u2019", "'")
    .replace(/[\u0141\u0142]/g, "l")
    .replace(/ {2,100}/g, " ")
    .replace(FRAMES, "")
    .trim();
}

function holds(row: MeaningRow, looked: Looked): boolean {
  const { code, enhanced, raw, words, stage, provider, advertised } = looked;
  return (
    isPossible(stage, row.kind) &&
    (row.at === undefined || row.at.includes(stage)) &&
    (row.codes === undefined ||
      row.codes.includes(code) ||
      row.codes.includes(Math.floor(code / 100))) &&
    (code >= 400 || row.codes !== undefined) &&
    (row.enhanced === undefined || row.enhanced.test(enhanced)) &&
    (row.provider === undefined || (provider !== undefined && row.provider.includes(provider))) &&
    (row.advertised === undefined ||
      advertised?.includes(row.advertised[0]) === row.advertised[1]) &&
    (row.raw === undefined || row.raw.test(raw)) &&
    (row.text === undefined || row.text.test(words)) &&
    (row.not === undefined || !row.not.test(words))
  );
}

function toMeaning(
  row: MeaningRow,
  basis: Basis,
  looked: Looked,
  certainty: Certainty,
): ReplyMeaning {
  const { kind, why } = row;
  const usual = KINDS[kind];
  const { code, raw, words, provider } = looked;
  const usually = row.retry ?? usual.retry;
  // A refusal for now is asked again, even where the same words are mostly final.
  const retry = usually === "never" && code < 500 ? "later" : usually;
  const byCode = code < 500;
  const temporary = row.temporary ?? byCode;
  const wait = retry === "later" ? waitOf(words) : undefined;
  const list = OF_LISTS.includes(kind) ? (listOf(raw, words) ?? row.list) : undefined;
  const [link] = linksOf(raw);
  return Object.freeze({
    kind,
    responsible: row.responsible ?? usual.responsible,
    temporary,
    retry,
    ...(wait === undefined ? {} : { wait }),
    ...(provider === undefined ? {} : { provider }),
    ...(list === undefined ? {} : { list }),
    ...(link === undefined ? {} : { link }),
    certainty,
    evidence: Object.freeze({
      row: row.id,
      basis,
      stage: looked.stage,
      ...(temporary === byCode || why === undefined ? {} : { why }),
    }),
  });
}
