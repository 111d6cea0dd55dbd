/** Finds the lines that part a multipart (RFC 2046 5.1.1). */
import { CR, LF } from "../octets.ts";

const DASH = 45;
const SPACE = 32;
const TAB = 9;
/** A boundary has 70 octets at most, but what pads its line is not counted: no line is longer than this. */
const LONGEST = 1000;

/** A line that is a delimiter: where it stands, whose it is, and whether it ends the multipart. */
export interface Delimiter {
  /** Where the content before it ends: the line end before a delimiter belongs to it. */
  readonly contentEnd: number;
  readonly start: number;
  readonly end: number;
  /** Index of the boundary among those that were looked for. */
  readonly of: number;
  readonly closes: boolean;
}

/** What a search came to: a delimiter, or how far the octets are content for certain. */
export type Found = Delimiter | { readonly contentEnd: number; readonly start?: undefined };

/**
 * Looks for the first delimiter.
 *
 * @param bytes content, from `from` on
 * @param boundaries those of the multiparts that are open, innermost last
 * @param lineStart a line begins at `from`
 * @param final nothing comes after these octets
 */
export function findDelimiter(
  bytes: Uint8Array,
  from: number,
  boundaries: readonly Uint8Array[],
  lineStart: boolean,
  final: boolean,
): Found {
  for (let at = bytes.indexOf(DASH, from); at !== -1; at = bytes.indexOf(DASH, at + 1)) {
    if (at === from ? !lineStart : bytes[at - 1] !== LF) continue;
    if (at + 1 < bytes.length && bytes[at + 1] !== DASH) continue;
    const lineEnd = bytes.subarray(at, at + LONGEST).indexOf(LF);
    const complete = lineEnd !== -1 || final;
    if (!complete && bytes.length - at < LONGEST) return { contentEnd: before(bytes, from, at) };
    if (!complete) continue;
    const end = lineEnd === -1 ? bytes.length : at + lineEnd + 1;
    const match = matchDelimiter(bytes.subarray(at, end), boundaries);
    if (match) return { contentEnd: before(bytes, from, at), start: at, end, ...match };
  }
  return { contentEnd: final ? bytes.length : before(bytes, from, bytes.length) };
}

/** Whose delimiter a line is, if it is one. */
export function matchDelimiter(
  line: Uint8Array,
  boundaries: readonly Uint8Array[],
): Pick<Delimiter, "of" | "closes"> | undefined {
  if (line[0] !== DASH || line[1] !== DASH) return undefined;
  let length = line.length;
  while (length > 2 && isPadding(line[length - 1])) length -= 1;
  for (let of = boundaries.length - 1; of >= 0; of -= 1) {
    const boundary = boundaries[of] ?? line;
    const more = length - 2 - boundary.length;
    if (more !== 0 && more !== 2) continue;
    if (more === 2 && (line[length - 1] !== DASH || line[length - 2] !== DASH)) continue;
    if (boundary.every((octet, at) => line[at + 2] === octet)) return { of, closes: more === 2 };
  }
  return undefined;
}

function isPadding(octet: number | undefined): boolean {
  return octet === CR || octet === LF || octet === SPACE || octet === TAB;
}

/** Leaves out a line end, or the beginning of one, that stands before a place. */
function before(bytes: Uint8Array, from: number, place: number): number {
  let end = place;
  if (end > from && bytes[end - 1] === LF) end -= 1;
  if (end > from && bytes[end - 1] === CR) end -= 1;
  return end;
}
