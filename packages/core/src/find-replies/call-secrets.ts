/** Masks passwords that are literals in function calls: `server.login("ann", "secret")`. */
import { MASK } from "./named-secrets.ts";

/** Functions whose second and later arguments may be credentials, and those with one argument. */
const CALL =
  /\b(?:(login|log_in|sign_?in|auth|authenticate(?:async)?|plainauth|crammd5auth|loginauth|(?:network|ps)credential|passwordauthentication|usernamepasswordcredentials|simpleauth|credentials(?:::new)?|new(?:plain)?dialer|transport\.connect|smtp\.start|set_?authentication|set_?credentials|set_?auth|basic_?auth)|((?:set|with)?_?(?:smtp)?_?(?:password|passwd|pass)))[ \t]{0,2}\(/gi;

/** The most characters of a call's arguments. */
const ARGUMENTS = 1_000;

/** The most characters of a literal. */
const LITERAL = 16_000;

/**
 * Masks literals in calls that log in.
 *
 * @param text any text
 * @returns the text with a mask in place of these literals
 */
export function maskCalls(text: string): string {
  const parts: string[] = [];
  let done = 0;
  const search = new RegExp(CALL);
  for (let found = search.exec(text); found; found = search.exec(text)) {
    const from = found.index + found[0].length;
    const first = found[1] === undefined ? 0 : 1;
    const { spans, end } = literalsIn(text, from, first);
    for (const span of spans) {
      parts.push(text.slice(done, span.from), MASK);
      done = span.to;
    }
    search.lastIndex = Math.max(end, done);
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(done);
}

/** Finds the literals in the arguments, without their quotes, and the end of the call. */
function literalsIn(
  text: string,
  from: number,
  first: number,
): { spans: { from: number; to: number }[]; end: number } {
  const spans: { from: number; to: number }[] = [];
  const last = Math.min(text.length, from + ARGUMENTS);
  let depth = 1;
  let argument = 0;
  for (let at = from; at < last; at += 1) {
    const mark = text[at] as string;
    if (mark === "(") depth += 1;
    else if (mark === ")") depth -= 1;
    else if (mark === "," && depth === 1) argument += 1;
    else if (mark === '"' || mark === "'" || mark === "`") {
      const close = findEndOfArgument(text, at, Math.min(text.length, at + LITERAL));
      // A literal that was cut: the rest of it is masked.
      if (argument >= first && close > at + 1) spans.push({ from: at + 1, to: close });
      at = text[close] === "\\" ? close + 1 : close;
    }
    if (depth === 0) return { spans, end: at };
  }
  // A call that was cut: the next lines may contain anything.
  const line = text.slice(from, last).indexOf("\n");
  const kept = line < 0 ? spans : spans.filter((span) => span.from < from + line);
  return { spans: kept, end: kept.at(-1)?.to ?? from };
}

/** Returns where the literal that begins at `at` ends: at its quote, or at the end of the line. */
function findEndOfArgument(text: string, at: number, last: number): number {
  // The whole call is escaped if it is inside a literal.
  const isEscaped = text[at - 1] === "\\";
  for (let end = at + 1; end < last; end += 1) {
    if (text[end] === "\n") return end;
    if (text[end] === text[at]) return isEscaped && text[end - 1] === "\\" ? end - 1 : end;
    if (text[end] === "\\" && !isEscaped) end += 1;
  }
  return last;
}
