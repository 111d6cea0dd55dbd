/**
 * Finds replies and errors in a text as a whole, sorts the finds, and removes duplicates. Lines are read in
 * `reader.ts`.
 */
import { parseReplyText } from "../protocol/reply/reply-parser.ts";
import type { Known } from "./around.ts";
import { maskCredentials } from "./credentials.ts";
import { isAboutFtp, isAboutMail, judge } from "./evidence.ts";
import type { Found, FoundReply } from "./found.ts";
import { fieldsOf, parseJson } from "./json.ts";
import { splitTextLines, type TextLine } from "./lines.ts";
import { httpStatus, Reader } from "./reader.ts";
import { normalizeReply, replyOf } from "./reply-text.ts";
import { isLog, originIn, recipientInReply } from "./surroundings.ts";
import { KNOWN_CODES } from "./words-behind.ts";

/** The number of characters that are searched for the program that wrote the text. */
const PROGRAM_SEARCH_CHARACTERS = 20_000;

/** An equal find within this many finds is a repetition by the same program. */
const AGAIN = 8;

/**
 * Finds SMTP replies, and errors that are not replies, in pasted text: log lines, bounces, exceptions, the
 * output of tools, events of sending services, or plain words, quoted, escaped, folded or cut.
 *
 * A number counts as a reply only if the text around it suggests that; an HTTP status is reported as such.
 * Credentials are masked first, see `maskCredentials`. Time and memory grow linearly with the size of the text.
 *
 * @param text the pasted text
 * @returns the finds, the worst first: permanent refusals, temporary ones, replies without a code, failed
 * connections, HTTP statuses, then positive replies; equal ones in the order of the text
 * @example
 * const [found] = findReplies("to=<ann@example.org>, status=bounced (host mx.example.org said: 550 5.1.1 No such user (in reply to RCPT TO command))");
 * if (found?.kind === "reply") {
 *   found.reply.enhanced; // "5.1.1"
 *   found.recipient; // "ann@example.org"
 *   explain(found.reply, found).text;
 * }
 */
export function findReplies(text: string): readonly Found[] {
  if (typeof text !== "string")
    throw new TypeError("findReplies() takes a text: give it what was pasted, as a string.");
  const masked = maskCredentials(text);
  const single = wholeReply(masked);
  if (single) return Object.freeze([single]);
  const origin = originIn(
    `${masked.slice(0, PROGRAM_SEARCH_CHARACTERS)}\n${masked.slice(PROGRAM_SEARCH_CHARACTERS).slice(-PROGRAM_SEARCH_CHARACTERS)}`,
  );
  const found = findAll(masked);
  const placed = found.map((one) =>
    one.origin === undefined && origin !== undefined ? Object.freeze({ ...one, origin }) : one,
  );
  return Object.freeze(inOrder(withoutDoubles(placed)));
}

/** Parses a text that is exactly one reply. */
function wholeReply(text: string): FoundReply | undefined {
  if (text.length > 20_000) return undefined;
  const trimmed = splitTextLines(text)
    .map((line) => line.text)
    .join("\n")
    .trim();
  if (!/^[2-5]\d\d(?:[ -]|$)/.test(trimmed) || isAboutFtp([trimmed])) return undefined;
  let reply: FoundReply["reply"];
  try {
    reply = parseReplyText(trimmed);
  } catch {
    return undefined;
  }
  const code = trimmed.slice(0, 3);
  const verdict = judge({
    code,
    left: "smtp error: ",
    right: trimmed.slice(3, 240),
    leads: true,
    mail: true,
  });
  const http = judge({ code, left: "", right: trimmed.slice(3, 240), leads: true, mail: false });
  // A number alone is a port, or something else.
  if (trimmed.length === 3 && !KNOWN_CODES.has(code)) return undefined;
  if (verdict !== "reply" || http === "http") return undefined;
  const recipient = recipientInReply(trimmed);
  return Object.freeze({ kind: "reply", reply, line: 1, ...(recipient && { recipient }) });
}

function findAll(text: string): Found[] {
  const whole = parseJson(text);
  if (whole !== undefined) return inFields(whole, 1);
  const found: Found[] = [];
  let plain: TextLine[] = [];
  const flush = (): void => {
    // A long list must not be spread into the arguments of a call, whose number is limited.
    for (const one of plain.length > 0 ? readLines(plain, {}) : []) found.push(one);
    plain = [];
  };
  for (const line of splitTextLines(text)) {
    const value = /^[{[]/.test(line.text) ? parseJson(line.text) : undefined;
    const fields = value === undefined ? inFieldsBehind(line) : inFields(value, line.number);
    if (fields === undefined) {
      plain.push(line);
      continue;
    }
    // One line, one event.
    flush();
    for (const one of fields) found.push(one);
  }
  flush();
  return found;
}

function readLines(lines: readonly TextLine[], known: Known): Found[] {
  const reader = new Reader(lines, known);
  reader.read();
  return reader.found;
}

/** Finds replies in the fields of an event. */
function inFields(value: object, line: number): Found[] {
  const found: Found[] = [];
  for (const { text, known, code, enhanced } of fieldsOf(value)) {
    const within = readLines(splitTextLines(text), known).map((one) =>
      Object.freeze({ ...one, line }),
    );
    const isReply = within.some(({ kind }) => kind === "reply");
    if (!isReply && code !== undefined && isSaid(code, text, known)) {
      const hasOwn = enhanced === undefined || /^\s{0,4}#?[245]\.\d{1,3}\.\d{1,3}\b/.test(text);
      const reply = replyOf(code, (hasOwn ? text : `${enhanced} ${text}`).split(/\r?\n/));
      found.push(Object.freeze({ kind: "reply", reply, line, ...known }));
    } else {
      for (const one of within) found.push(one);
      const isWeb = code !== undefined && within.length === 0 && isHttpStatus(code, text);
      if (isWeb) found.push(httpStatus(code, { line }));
    }
  }
  return found;
}

/** What is found in fields that a log line ends with, as maddy and Caddy write them: `event failed {"smtp_code":550}`. */
function inFieldsBehind({ text, number }: TextLine): Found[] | undefined {
  const from = text.endsWith("}") ? text.indexOf('{"') : -1;
  const value = from > 0 ? parseJson(text.slice(from)) : undefined;
  const found = value === undefined ? [] : inFields(value, number);
  return found.some(({ kind }) => kind === "reply") ? found : undefined;
}

function isHttpStatus(code: number, text: string): boolean {
  const right = ` ${text.slice(0, 240)}`;
  return judge({ code: `${code}`, left: "", right, leads: true, mail: false }) === "http";
}

/** Returns whether a text next to a code is what a server sent with that code. */
function isSaid(code: number, text: string, known: Known): boolean {
  const right = ` ${text.slice(0, 240)}`;
  const left = known.recipient === undefined ? "code: " : "smtp code: ";
  if (judge({ code: `${code}`, left: "", right, leads: true, mail: false }) === "http")
    return false;
  return judge({ code: `${code}`, left, right, leads: true, mail: isAboutMail(text) }) === "reply";
}

/** Removes repetitions of the same program, and codes whose text is elsewhere. */
function withoutDoubles(found: readonly Found[]): Found[] {
  const told = new Set<number>();
  for (const one of found) if (one.kind === "reply" && !isBare(one.reply)) told.add(one.reply.code);
  const kept: Found[] = [];
  const places = new Map<string, number>();
  for (const one of found) {
    if (one.kind === "reply" && isBare(one.reply) && told.has(one.reply.code)) continue;
    const key = keyOf(one);
    const place = places.get(key);
    const same = place === undefined ? undefined : kept[place];
    const isAgain =
      same !== undefined &&
      place !== undefined &&
      kept.length - place <= AGAIN &&
      !(isLog(one.origin) && one.line !== same.line && one.recipient !== undefined) &&
      (one.recipient === undefined ||
        same.recipient === undefined ||
        one.recipient === same.recipient);
    if (isAgain) {
      kept[place] = Object.freeze({ ...one, ...same });
      continue;
    }
    places.set(key, kept.length);
    kept.push(one);
  }
  return kept;
}

/** Returns whether a reply has only codes and no words. */
function isBare({ code, lines }: FoundReply["reply"]): boolean {
  return normalizeReply(code, lines) === "";
}

function keyOf(one: Found): string {
  if (one.kind === "reply")
    return `r${one.reply.code} ${normalizeReply(one.reply.code, one.reply.lines)}`;
  if (one.kind === "wording") return `w ${normalizeReply(undefined, one.lines)}`;
  return one.kind === "failure" ? `f ${one.failure}` : `h ${one.status}`;
}

/** Returns the rank of a find: the lower, the worse. */
function rank(one: Found): number {
  if (one.kind === "reply") {
    if (one.reply.code >= 500) return 0;
    return one.reply.code >= 400 ? 1 : 5;
  }
  return { wording: 2, failure: 3, http: 4 }[one.kind];
}

function inOrder(found: readonly Found[]): Found[] {
  return found.toSorted((one, other) => rank(one) - rank(other));
}
