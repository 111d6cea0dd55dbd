/**
 * Splits, reads and rewrites header fields for re-encoding (RFC 5322 2.2, RFC 2045 5). Text in fields is encoded in
 * `header-text.ts`.
 */

import { COLON, CR, concat, EMPTY_BYTES, hasEightBit, LF, SPACE, TAB } from "../bytes/octets.ts";
import { hasLongLine, MAX_TEXT_LINE_BYTES } from "../content/line-lengths.ts";
import { parseEncoding } from "./media-type.ts";
import { binaryString } from "./value-scanner.ts";

/** One field: its name in lower case and its octets unchanged, including folding and line end. */
export interface HeaderField {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** Octets of a field name that are read; no relevant name is as long. */
const NAME_OCTETS = 1000;

const CRLF_BYTES = Uint8Array.of(CR, LF);

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Splits a header section into fields, without the empty line at the end. */
export function splitFields(header: Uint8Array): readonly HeaderField[] {
  const starts: number[] = [];
  for (let at = 0; at < header.length; ) {
    if (at === 0 || !isBlankByte(header[at])) starts.push(at);
    const end = header.indexOf(LF, at);
    at = end === -1 ? header.length : end + 1;
  }
  return starts.map((start, index) => {
    const octets = header.subarray(start, starts[index + 1] ?? header.length);
    return { name: readFieldName(octets), octets };
  });
}

function readFieldName(field: Uint8Array): string {
  const start = field.subarray(0, NAME_OCTETS);
  return binaryString(start.subarray(0, Math.max(0, start.indexOf(COLON))))
    .trim()
    .toLowerCase();
}

function isBlankByte(octet: number | undefined): boolean {
  return octet === SPACE || octet === TAB;
}

/**
 * Returns the text after the colon of the first field with this name (lower case), including folding and comments.
 */
export function fieldValue(fields: readonly HeaderField[], name: string): Uint8Array | undefined {
  const field = fields.find((candidate) => candidate.name === name);
  return field?.octets.subarray(field.octets.indexOf(COLON) + 1);
}

/** The name of the field with the encoding of a body, in lower case. */
export const ENCODING = "content-transfer-encoding";

/** Returns the encoding of a part's body in lower case; `7bit` if the part names none (RFC 2045 6.1). */
export function encodingOf(fields: readonly HeaderField[]): string {
  return parseEncoding(fieldValue(fields, ENCODING) ?? EMPTY_BYTES) || "7bit";
}

/**
 * Returns the fields with another encoding, in the place of the old one or at the end.
 *
 * @param versioned adds MIME-Version, which a message needs to be decoded (RFC 2045 4)
 */
export function withEncoding(
  fields: readonly HeaderField[],
  encoding: string,
  versioned: boolean,
): readonly HeaderField[] {
  const made: HeaderField = {
    name: ENCODING,
    octets: ascii(`Content-Transfer-Encoding: ${encoding}\r\n`),
  };
  const at = fields.findIndex(({ name }) => name === ENCODING);
  const others = fields.filter(({ name }) => name !== ENCODING);
  if (versioned && !fields.some(({ name }) => name === "mime-version")) {
    others.push({ name: "mime-version", octets: ascii("MIME-Version: 1.0\r\n") });
  }
  return at === -1 ? [...others, made] : [...others.slice(0, at), made, ...others.slice(at)];
}

/**
 * Returns the fields as octets that any server accepts: long lines are folded at a blank (RFC 5322 2.2.3).
 *
 * @param eightBit octets over 127 may stay
 * @returns the octets; `undefined` if a line cannot be folded
 */
export function foldHeader(
  fields: readonly HeaderField[],
  eightBit = false,
): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  for (const { octets } of fields) {
    if ((!eightBit && hasEightBit(octets)) || octets.includes(0)) return undefined;
    const folded = hasLongLine(octets) ? foldField(octets) : octets;
    if (!folded) return undefined;
    pieces.push(folded);
  }
  return pieces.length === 0 ? EMPTY_BYTES : concat(pieces);
}

/**
 * Folds long lines at their blanks; returns `undefined` if that is impossible. Never makes a line that has only
 * blanks, because some readers take such a line for the end of the header (RFC 5322 3.2.2).
 */
function foldField(field: Uint8Array): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < field.length; ) {
    const lineEnd = field.indexOf(LF, from);
    const end = lineEnd === -1 ? field.length : lineEnd + 1;
    if (!foldLine(field.subarray(from, end), pieces)) return undefined;
    from = end;
  }
  return concat(pieces);
}

/** Folds one line, including its line end. Returns false if that is impossible. */
function foldLine(line: Uint8Array, pieces: Uint8Array[]): boolean {
  let end = line.length;
  if (line[end - 1] === LF) end -= 1;
  if (line[end - 1] === CR) end -= 1;
  let last = end - 1;
  while (last > 0 && isBlankByte(line[last])) last -= 1;
  let from = 0;
  while (end - from > MAX_TEXT_LINE_BYTES) {
    let first = from;
    while (first < last && isBlankByte(line[first])) first += 1;
    let blank = Math.min(from + MAX_TEXT_LINE_BYTES, last);
    while (blank > first && !isBlankByte(line[blank])) blank -= 1;
    if (blank <= first) return false;
    pieces.push(line.subarray(from, blank), CRLF_BYTES);
    from = blank;
  }
  pieces.push(line.subarray(from));
  return true;
}
