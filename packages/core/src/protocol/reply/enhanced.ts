/**
 * Finds enhanced status codes (RFC 3463) in the positions where real servers write them.
 *
 * RFC 2034 4 puts the code first in the text of every line. Servers also write `#5.5.1 text`, or `text (#5.5.1)` like
 * qmail, or only in one of several lines. A host address at the beginning of a greeting or EHLO reply is not a code.
 * The meanings are in `protocol/tables/enhanced-codes.ts`.
 */

// RFC 3463 2: subject and detail have one to three digits and no leading zeros.
const leading = /^\s*#?([245]\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2}))(?:[\s:]+|$)/;
const trailing = /\(#([245]\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2}))(?: [^()]*)?\)\s*$/;

/** Matches a code that agrees with the reply: the same class, and never with 3yz (RFC 2034 4). */
function match(code: number, line: string, place: RegExp): RegExpExecArray | undefined {
  const found = place.exec(line) ?? undefined;
  return found?.[1]?.[0] === String(code)[0] ? found : undefined;
}

/**
 * Finds the enhanced status code of a reply.
 *
 * @param code the reply code
 * @param lines the text of the reply, line by line
 * @returns the first code whose class agrees with the reply code, such as `5.5.1`
 * @example findEnhanced(502, ["Unimplemented (#5.5.1)"]); // "5.5.1"
 */
export function findEnhanced(code: number, lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const found = match(code, line, leading) ?? match(code, line, trailing);
    if (found) return found[1];
  }
  return undefined;
}

/**
 * Removes the enhanced status code at the beginning of a line.
 *
 * @param code the reply code
 * @param line one line of the reply's text
 * @returns the line without the code; the same line if it has no such code
 * @example stripEnhanced(502, "5.5.1 Command not implemented"); // "Command not implemented"
 */
export function stripEnhanced(code: number, line: string): string {
  return line.slice(match(code, line, leading)?.[0].length ?? 0);
}
