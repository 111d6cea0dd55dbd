/** Reads the text of a reply: where it ends in the pasted text, and its lines. */
import { findEnhanced } from "../protocol/reply/enhanced.ts";
import type { Reply } from "../protocol/reply/reply.ts";

/** The most lines and characters of one reply that are kept; servers send far less. */
const MAX_REPLY_LINES = 200;
const MAX_REPLY_CHARACTERS = 16_000;

/** Text that programs write after a reply, in lower case. */
const TAILS: readonly string[] = [
  " (in reply to",
  " (state ",
  "; from=<",
  "; to=<",
  "; proto=",
  ", ctladdr",
  "> #smtp#",
  " ##",
  "; nested exception",
  "; message exception",
  "; currentaction",
  " please check the message recipient",
  " please check your message recipient",
  " please verify that your email address",
  " please verify that your mail address",
  " bitte überprüfen sie die empfänger",
  " bitte prüfen sie die empfänger",
  " bitte überprüfen sie ihre ",
  " bitte kontrollieren sie",
  " veuillez vérifier le destinataire",
  " por favor, compruebe el destinatario",
  " controleer de ontvanger",
  " verificare il destinatario",
  " (smtp code:",
  " [smtp: ",
  " (code: ",
  " (net::",
  " smtp server: ",
  " smtp code: ",
  " additional smtp info",
  " smtp error code: ",
  " { code: '",
  " at system.net.mail",
  " at mailkit.",
  " responsecode:",
  " giving up on ",
  " | ",
  " ]]]",
  " ``",
  "};{",
  ' {"',
  "</",
  "<br",
  "\u000b",
];

/** The position where an exception was thrown. */
const FILE =
  / (?:in (?:[A-Z]:\\|\/)[^\s:()]{1,300}\.\w{1,4}(?::\d{1,6}|\(\d{1,6}\)| on line \d{1,6})?|at [^\s:()]{1,300} line \d{1,6}(?:, <\w{1,30}> (?:line|chunk) \d{1,9})?)\.?$/;

/** Finds the end of an open string literal: its quote, unless that is escaped or inside a word. */
export function findEndOfLiteral(text: string, mark: string, from = 0): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes += 1;
    // An apostrophe: the recipient's.
    if (slashes % 2 === 0 && !(mark === "'" && /\p{L}/u.test(text.charAt(at + 1)))) return at;
  }
  return -1;
}

/** Removes the text that a program wrote after the reply, and closing marks without an opening one. */
export function cutTail(whole: string): string {
  const text = whole.slice(0, MAX_REPLY_CHARACTERS);
  const lower = text.toLowerCase();
  let end = FILE.exec(text.slice(-400))?.index ?? -1;
  end = end < 0 ? text.length : Math.max(0, text.length - 400) + end;
  for (const tail of TAILS) {
    const at = lower.indexOf(tail);
    if (at >= 0 && at < end) end = at;
  }
  return text.slice(0, endOfBalanced(text, end));
}

/**
 * Finds where a text ends without unmatched closing marks. Counts the marks once, so that removing each one is cheap.
 */
function endOfBalanced(text: string, cut: number): number {
  let end = endOfWords(text, cut);
  const counts = new Map<string, number>();
  for (let at = 0; at < end; at += 1) {
    const mark = text.charAt(at);
    if (QUOTE_MARKS.has(mark)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  const count = (mark: string): number => counts.get(mark) ?? 0;
  const isLoose = (mark: string): boolean => {
    const opens = OPENS.get(mark);
    if (opens === undefined) return false;
    return opens === mark ? count(mark) % 2 === 1 : count(opens) < count(mark);
  };
  const takeOff = (characters: number): void => {
    for (let at = end - characters; at < end; at += 1) {
      const mark = text.charAt(at);
      if (QUOTE_MARKS.has(mark)) counts.set(mark, count(mark) - 1);
    }
    end = endOfWords(text, end - characters);
  };
  while (end > 0) {
    const last = text.charAt(end - 1);
    const before = text.charAt(end - 2);
    // A full stop after a bracket or a quote that was opened before.
    if (/[.;,]/.test(last) && before !== ">" && isLoose(before)) {
      takeOff(2);
      continue;
    }
    const isRest = last === "{" || last === "\\" || (last === "," && cut < text.length);
    if (!isRest && !isLoose(last)) return end;
    takeOff(1);
    // Long texts were cut by their length, not at their marks.
    if (text.length - end > 64) return end;
  }
  return end;
}

/** Closing marks and their opening marks. */
const OPENS: ReadonlyMap<string, string> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
  [">", "<"],
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
]);
const QUOTE_MARKS: ReadonlySet<string> = new Set([...OPENS].flat());

/** Returns where a text ends without the spaces before a position. */
function endOfWords(text: string, to: number): number {
  let end = to;
  while (end > 0 && text.charAt(end - 1).trim() === "") end -= 1;
  return end;
}

/** Decodes the escapes of string literals. */
export function decodeEscapes(text: string): string {
  if (!text.includes("\\") && !text.includes("#012")) return text;
  return text
    .replace(/#015#012|#012/g, "\n")
    .replace(/\\{1,4}r\\{1,4}n|\\{1,4}[rn](?![a-z]{2})|\\015\\012/g, "\n")
    .replace(/\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (_, wide?: string, narrow?: string) =>
      String.fromCharCode(Number.parseInt(wide ?? narrow ?? "20", 16)),
    )
    .replace(/\\t/g, " ")
    .replace(/\\(["'`/\\])/g, "$1");
}

/** The patterns of each code; there are at most four hundred. */
const PATTERNS = new Map<string, { readonly head: RegExp; readonly joined: RegExp }>();

function patternsOf(code: string): { readonly head: RegExp; readonly joined: RegExp } {
  let patterns = PATTERNS.get(code);
  if (patterns === undefined) {
    patterns = {
      head: new RegExp(`^${code}(?:([ -])|$|(?=\\d\\.\\d))`),
      joined: new RegExp(`\\s(?=${code}[ -])`),
    };
    PATTERNS.set(code, patterns);
  }
  return patterns;
}

/**
 * Splits the text of a reply into its lines.
 *
 * @param code the code before the text
 * @param text the text after the code: the separator, and lines that may have been joined
 * @returns the lines without code and separator, and whether the last one is present
 */
export function splitReplyLines(
  code: string,
  text: string,
): { lines: string[]; finished: boolean } {
  const lines: string[] = [];
  let finished = text[0] !== "-";
  const { head, joined } = patternsOf(code);
  for (const [index, piece] of text.split("\n").entries()) {
    // Lines were joined if the first one is not the last line of its reply.
    const parts = finished && index === 0 ? [piece] : piece.split(joined);
    for (const [part, whole] of parts.entries()) {
      const line = whole.trim();
      if (index === 0 && part === 0) {
        lines.push(line.replace(/^[-:]?\s*/, ""));
        continue;
      }
      const found = head.exec(line);
      if (found) {
        finished = found[1] !== "-";
        lines.push(line.slice(found[0].length).trim());
      } else if (line !== "") {
        lines.push(line);
      }
    }
  }
  while (lines.length > 1 && lines.at(-1) === "") lines.pop();
  return { lines, finished };
}

/** Creates a reply from a code and lines. */
export function replyOf(code: string | number, given: readonly string[]): Reply {
  const lines: string[] = [];
  let characters = 0;
  for (const line of given.slice(0, MAX_REPLY_LINES)) {
    if (characters > MAX_REPLY_CHARACTERS) break;
    lines.push(line.slice(0, MAX_REPLY_CHARACTERS - characters));
    characters += line.length + 1;
  }
  const number = Number(code);
  const kept = Object.freeze(lines.length === 0 ? [""] : lines);
  const enhanced = findEnhanced(number, kept);
  return Object.freeze(
    enhanced === undefined
      ? { code: number, lines: kept }
      : { code: number, enhanced, lines: kept },
  );
}

/** Returns the words of a text, for comparing replies that are folded differently. */
export function normalizeReply(code: number | undefined, lines: readonly string[]): string {
  const text = lines.join(" ").toLowerCase();
  return text
    .split(/\s+/)
    .filter(
      (word) => word !== "" && word !== String(code) && !/^#?[245]\.\d{1,3}\.\d{1,3}$/.test(word),
    )
    .map((word) => (code !== undefined && word.startsWith(`${code}-`) ? word.slice(4) : word))
    .filter((word) => !/^#?[245]\.\d{1,3}\.\d{1,3}$/.test(word))
    .join(" ");
}
