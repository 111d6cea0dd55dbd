/**
 * Extracts the text of a reply from the lines around its code: literals, folded and wrapped lines, lines of one
 * reply.
 */
import { findCommand, undecorate } from "./dialogs.ts";
import { ENHANCED_BEHIND } from "./evidence.ts";
import type { TextLine } from "./lines.ts";
import { cutTail, decodeEscapes, findEndOfLiteral, splitReplyLines } from "./reply-text.ts";

/** The characters between a code and its text in fields, tuples or arguments. */
const JOINER =
  /^["'`)\]}]{0,2}\s{0,2}(?:[,;:]|=>)?\s{0,2}(?:with\s)?(?:["']?(?:msg|message|text|response|reply|description|detail|details|reason)["']?\s{0,2}[:=]?\s{0,2})?>?\s{0,2}b?(\\{0,3}["'`])/i;

/** A mark or the name of a field between the code and a literal. */
const MARK_BEFORE_LITERAL =
  /^["'`)\]}\s]{0,3}[,;:=w]|^["'`)\]}]|^ (?:msg|message|text|response|reply|description|details?|reason) ?[:=]/i;

/** Characters that belong to the code and not to the text: "535: 5.7.0", "(550): 5.1.1", "550, text". */
const AFTER_CODE =
  /^(?:\s?,\s?ERROR_CODE\s?:\s?|[)\]}>"'`]{1,2}\s{0,2}[:;,-]?\s{0,2}|\s?[:;,]\s{0,2}|\s-\s|\.\s)(?:(?:with )?(?:response|message|msg|text|details?|description|reason)\s?[:=]\s?)?/i;

/** A webmail program writes the server's reply in parentheses, with or without a sentence of its own before it. */
const AFTER_OWN_WORDS =
  /^ (?:\p{Lu}[\p{L} ]{3,60}["'“„][^"'“”„()]{1,320}["'”“][\p{L} ]{0,40} ?)?\(([^()].{2,2000})\)\.?$/u;

/** How far characters are looked at for a mark that is open, and lines for one that closes. */
export const LITERAL_LEFT = 600;
const LITERAL_LINES = 30;
const TEXT = 16_000;

/** A line that cannot continue a reply that a mail program wrapped. */
export const NO_REST: RegExp =
  /^(?:at\s|from\s\S*[/:]\S|File "|\.\.\.|[-=_*#]{3,}|Giving up|[<>{}[\]|()]|[\w-]{2,40}:(?:\s|$)|[^\s<>@:]{1,64}@[^\s<>@:]{1,255}:?$|Remote (?:system|server|host):|[2-5]\d\d[- ]|exit status|Caused by)/i;

/** A paragraph about one recipient, as Exim writes them. */
const ABOUT_RECIPIENT = /^[^\s<>@:]{1,64}@[^\s<>@:]{1,255}(?::|\s|$)/;

/** The length of a line that a mail program has wrapped. */
export const WRAPPED = 56;

/** A reply extracted from a line. */
export interface Taken {
  readonly lines: string[];
  /** Where the reply ends in the line. */
  readonly end: number;
  /** The next line. */
  readonly next: number;
  /** The text after the reply. */
  readonly tail: string;
}

/** A code in a line. */
export interface CodePosition {
  readonly lines: readonly TextLine[];
  /** The index of the line. */
  readonly at: number;
  /** The line without the text that a log put before it. */
  readonly text: string;
  /** Start and end of the code. */
  readonly from: number;
  readonly to: number;
  readonly code: string;
  /** Whether the previous line announces this one. */
  readonly announced: boolean;
}

/** Returns the text after a code; `undefined` if the code is alone. */
export function takeReply(place: CodePosition): Taken | undefined {
  const { at, text, from: index, to: start, code } = place;
  const behind = text.slice(start, start + TEXT);
  if (isEndOfLiteral(text.slice(0, index), behind)) return undefined;
  // Stalwart quotes the text after both codes.
  const quote = /^ \(([245]\.\d{1,3}\.\d{1,3})\) '([^']{3,1000})'/.exec(behind);
  if (quote) {
    const lines = [`${quote[1]} ${quote[2]}`];
    return { lines, end: start + quote[0].length, next: at + 1, tail: "" };
  }
  const joiner = JOINER.exec(behind);
  if (joiner && MARK_BEFORE_LITERAL.test(behind)) {
    const mark = joiner[1] as string;
    const from = joiner[0].length;
    const end = findEndOfLiteral(behind, mark, from);
    const inside = decodeEscapes(end < 0 ? behind.slice(from) : behind.slice(from, end));
    // The text contains the code again: that is the better find.
    if (inside.trim().startsWith(code)) return undefined;
    // The name of the next field.
    if (end > from && /^\\{0,3}["'`]\s{0,2}(?::|=)/.test(behind.slice(end))) return undefined;
    if (inside.trim() !== "" && end > from) {
      const { lines } = splitReplyLines(code, ` ${inside}`);
      const kept = lines.filter((line, position) => position === 0 || line !== "");
      return { lines: kept, end: start + end, next: at + 1, tail: behind.slice(end, end + 200) };
    }
  }
  const mark = openMark(text.slice(Math.max(0, index - LITERAL_LEFT), index));
  let raw = behind;
  let end = start + behind.length;
  let next = at + 1;
  if (mark !== undefined) {
    const opened = BRACKETS.get(mark);
    const close =
      opened === undefined ? findEndOfLiteral(behind, mark) : endOfBracket(behind, mark, opened);
    if (close > 0 && behind.slice(0, close).trim() === "" && behind.lastIndexOf(mark) > close) {
      // The text has quotes of its own, which the program did not escape.
      raw = behind.slice(0, behind.lastIndexOf(mark));
      end = start + raw.length;
    } else if (close === 0) {
      // The code is alone in its brackets: (550): text.
      ({ raw, next } = unfolded(place, behind));
    } else if (close > 0) {
      raw = behind.slice(0, close);
      end = start + close;
    } else if (opened === undefined) {
      ({ raw, next } = untilMark(place, behind, mark));
    } else {
      ({ raw, next } = unfolded(place, behind));
    }
  } else {
    ({ raw, next } = unfolded(place, behind));
  }
  if (isPrelude(code, raw)) return undefined;
  const after = AFTER_CODE.exec(raw);
  let said = decodeEscapes(raw);
  if (after) said = decodeEscapes(` ${raw.slice(after[0].length)}`);
  const quoted = AFTER_OWN_WORDS.exec(said)?.[1];
  if (after && quoted !== undefined) said = ` ${quoted}`;
  // "535: 535 5.7.8 text": the code twice.
  if (after && said.trim().startsWith(`${code} `)) said = said.trim().slice(3);
  const { lines } = splitReplyLines(code, said);
  const last = lines.length - 1;
  if (last >= 0) lines[last] = cutTail(lines[last] as string);
  if (lines.every((line) => line.replace(/[\s.,;:)\]}"'`>]/g, "") === "")) return undefined;
  const shown = lines.at(-1)?.slice(-30) ?? "";
  const tail =
    raw.slice(raw.lastIndexOf(shown) + shown.length).slice(0, 200) + text.slice(end, end + 200);
  return { lines, end, next, tail };
}

/** Returns the rest of a literal whose closing quote is in a later line. */
function untilMark(place: CodePosition, text: string, mark: string): { raw: string; next: number } {
  const { at, code, lines } = place;
  let raw = text;
  let goesOn = text[0] === "-";
  for (let next = at + 1; next < lines.length && next <= at + LITERAL_LINES; next += 1) {
    const body = lines[next]?.text.trim() ?? "";
    if (body === "") break;
    const close = findEndOfLiteral(body, mark);
    const isLine = body.startsWith(code);
    const piece = close < 0 ? body : body.slice(0, close);
    raw += (isLine ? "\n" : " ") + piece;
    if (close >= 0) return { raw, next: next + 1 };
    if (isLine) goesOn = body[3] === "-";
  }
  // No closing mark: the literal was cut, or it is no literal.
  return goesOn || text[0] === "-" ? unfolded(place, text) : { raw: text, next: at + 1 };
}

/** Returns the lines of a reply in plain text: those with its code, and continuations that a mail program wrapped. */
function unfolded(
  { at, code, lines, announced }: CodePosition,
  text: string,
): { raw: string; next: number } {
  const joined = splitReplyLines(code, text);
  const parts = [text];
  let goesOn = !joined.finished;
  let next = at + 1;
  const first = lines[at] as TextLine;
  let before = first.text.length + first.indent;
  const enhanced = /^[ -]([245]\.\d{1,3}\.\d{1,3}) /.exec(text)?.[1];
  // Postfix wraps reported replies; a mail program may have removed the indentation.
  const isReported = /^<[^<>\s]{1,320}>: host /.test(first.text);
  const isParagraph = ABOUT_RECIPIENT.test(first.text);
  const wraps = announced || isReported || first.indent >= 2;
  const closing = isReported ? lines.slice(next, next + 12).findIndex(isClosing) + next : -1;
  for (; next < lines.length && next < at + 200; next += 1) {
    const line = lines[next] as TextLine;
    const body = undecorate(line.text).rest.trim();
    if (body === "" || (isParagraph && ABOUT_RECIPIENT.test(body))) break;
    if (body.startsWith(code) && /^[ -]|^$/.test(body.slice(3, 4))) {
      if (!goesOn) break;
      parts.push(`\n${body}`);
      goesOn = body[3] === "-";
    } else if (enhanced !== undefined && body.startsWith(`${enhanced} `)) {
      // Go and Python omit the code in all lines except the first.
      parts.push(`\n${body}`);
    } else if (
      next <= closing ||
      (parts.at(-1)?.endsWith(":") && line.indent > 0 && !NO_REST.test(body)) ||
      ((goesOn || wraps) &&
        before >= (first.indent >= 2 && line.indent >= first.indent ? 24 : WRAPPED) &&
        line.indent >= Math.min(first.indent, 2) &&
        !NO_REST.test(body) &&
        findCommand(body) === undefined)
    ) {
      parts.push(` ${body}`);
    } else break;
    before = line.text.length + line.indent;
  }
  return { raw: parts.join(""), next };
}

/** Returns whether Postfix's report of a reply ends in the line. */
function isClosing({ text }: TextLine): boolean {
  return /\bcommand\)$/.test(text.trim());
}

/** Returns the text of a reply with its further lines, which begin with its code. */
export function joinLines(
  lines: readonly TextLine[],
  at: number,
  code: string,
  text: string,
): { text: string; next: number } {
  const parts = [text];
  let next = at + 1;
  let goesOn = text[0] === "-";
  while (goesOn && next < lines.length) {
    const { rest, side } = undecorate(lines[next]?.text ?? "");
    const body = rest.trim();
    if (!body.startsWith(code) || side === "client") break;
    parts.push(body);
    goesOn = body[3] === "-";
    next += 1;
  }
  return { text: parts.join("\n"), next };
}

/** Returns whether the text after a code leads to the same code again: `status=550 message='550 ...'`. */
function isPrelude(code: string, text: string): boolean {
  // Exchange quotes the next server's reply in its own words.
  if (/ responded with: ["'][2-5]\d\d[ -]/.test(text.slice(0, 200))) return true;
  if (text[0] === "-" || ENHANCED_BEHIND.test(text)) return false;
  return new RegExp(`^.{0,80}?["'=:(>|,]\\s{0,2}${code}[ -]\\S`).test(text.slice(0, 100));
}

/** Returns the quote or parenthesis that is open at the end of a text. */
export function openMark(left: string): string | undefined {
  const last = left.at(-1) ?? "";
  // In a literal inside a literal, the quotes are escaped.
  if (last === '"' || last === "'" || last === "`") return /\\{0,7}.$/.exec(left)?.[0] ?? last;
  if (BRACKETS.has(last)) return last;
  const double = left.split('"').length - 1 - (left.split('\\"').length - 1);
  if (double % 2 === 1) return '"';
  const single = /[=:({[,b]\s{0,2}'(?:[^'\\\n]|\\.){0,400}$/.exec(left);
  if (single) return "'";
  return undefined;
}

/**
 * Returns whether the marks after a code in parentheses end a literal, so that the following text is not the reply's.
 */
function isEndOfLiteral(left: string, behind: string): boolean {
  if (!left.endsWith("(") || behind[0] !== ")") return false;
  const outer = openMark(left.slice(0, -1).slice(-LITERAL_LEFT));
  return outer !== undefined && !BRACKETS.has(outer) && behind.slice(1).startsWith(outer);
}

/** Brackets that programs put around a reply, with what closes them. */
const BRACKETS: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
]);

/** Where the bracket ends that is open before a text. */
function endOfBracket(text: string, opens: string, closes: string): number {
  let depth = 1;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === opens) depth += 1;
    else if (text[at] === closes) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
