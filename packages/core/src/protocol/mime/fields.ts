/** Header fields as far as re-encoding reads and rewrites them (RFC 5322 2.2, RFC 2045 5). */

import { hasLongLine, LONGEST_LINE } from "../line-lengths.ts";
import { concat, hasEightBit, LF, NOTHING } from "../octets.ts";

/** One field with its name in lower case and its octets as they stand, folding and line end included. */
export interface Field {
  readonly name: string;
  readonly octets: Uint8Array;
}

const SPACE = 32;
const TAB = 9;
const COLON = 58;
/** More of a value than this is not read: nothing that matters here is as long. */
const READ_OCTETS = 8192;

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (octets: Uint8Array): string =>
  String.fromCharCode(...octets.subarray(0, READ_OCTETS));

/** Takes a header section apart, without the empty line that ends it. */
export function splitFields(header: Uint8Array): readonly Field[] {
  const starts: number[] = [];
  for (let at = 0; at < header.length; ) {
    if (at === 0 || !isBlank(header[at])) starts.push(at);
    const end = header.indexOf(LF, at);
    at = end === -1 ? header.length : end + 1;
  }
  return starts.map((start, index) => {
    const octets = header.subarray(start, starts[index + 1] ?? header.length);
    const name = textOf(octets.subarray(0, Math.max(0, octets.indexOf(COLON))));
    return { name: name.trim().toLowerCase(), octets };
  });
}

function isBlank(octet: number | undefined): boolean {
  return octet === SPACE || octet === TAB;
}

/** The value of the first field of a name, unfolded, comments left out. */
export function fieldValue(fields: readonly Field[], name: string): string | undefined {
  const field = fields.find((candidate) => candidate.name === name);
  if (!field) return undefined;
  const value = textOf(field.octets.subarray(field.octets.indexOf(COLON) + 1));
  return value
    .replaceAll(/[\r\n]+/g, "")
    .replaceAll(/("(?:\\.|[^"\\])*")|\([^()]*\)/g, (_, quoted?: string) => quoted ?? "")
    .trim();
}

/** A media type and its parameters, names in lower case (RFC 2045 5.1). */
export interface MediaType {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads a Content-Type; `undefined` when it is none, which makes the part plain text (RFC 2045 5.2). */
export function parseMediaType(value: string): MediaType | undefined {
  const [, type, rest] = /^([^\s;/]+\/[^\s;/]+)(.*)$/.exec(value) ?? [];
  if (type === undefined || rest === undefined) return undefined;
  const parameters: Record<string, string> = Object.create(null);
  for (const [, name = "", given = ""] of rest.matchAll(
    /;\s*([^\s=;]+)\s*=\s*("(?:\\.|[^"\\])*"|[^\s;]*)/g,
  )) {
    const quoted = given.length > 1 && given.startsWith('"');
    parameters[name.toLowerCase()] ??= quoted
      ? given.slice(1, -1).replaceAll(/\\(.)/g, "$1")
      : given;
  }
  // A long value may come in numbered pieces (RFC 2231 3).
  for (const name of ["boundary", "charset"]) {
    for (let piece = 0; parameters[`${name}*${piece}`] !== undefined; piece += 1) {
      parameters[name] = `${piece === 0 ? "" : parameters[name]}${parameters[`${name}*${piece}`]}`;
    }
  }
  return { type: type.toLowerCase(), parameters };
}

const ENCODING = "content-transfer-encoding";

/** How a part says that its body is encoded, in lower case; nothing said is `7bit` (RFC 2045 6.1). */
export function encodingOf(fields: readonly Field[]): string {
  const [named] = /^[^\s;]+/.exec(fieldValue(fields, ENCODING) ?? "") ?? ["7bit"];
  return named.toLowerCase();
}

/**
 * The fields with another encoding named, in the place of the old one or at the end.
 *
 * @param versioned a message must say that it is MIME, or nobody would decode it (RFC 2045 4)
 */
export function withEncoding(
  fields: readonly Field[],
  encoding: string,
  versioned: boolean,
): readonly Field[] {
  const made: Field = {
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
 * The fields as octets that any server takes: lines that are too long are folded at a blank (RFC 5322 2.2.3).
 *
 * @param eightBit octets over 127 may stay
 * @returns `undefined` where that cannot be
 */
export function written(fields: readonly Field[], eightBit = false): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  for (const { octets } of fields) {
    if ((!eightBit && hasEightBit(octets)) || octets.includes(0)) return undefined;
    const folded = hasLongLine(octets) ? fold(octets) : octets;
    if (!folded) return undefined;
    pieces.push(folded);
  }
  return pieces.length === 0 ? NOTHING : concat(pieces);
}

function fold(field: Uint8Array): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let from = 0;
  while (from < field.length) {
    const lineEnd = field.indexOf(LF, from);
    const end = lineEnd === -1 ? field.length : lineEnd + 1;
    if (end - from <= LONGEST_LINE) {
      pieces.push(field.subarray(from, end));
      from = end;
      continue;
    }
    const blank = Math.max(
      field.lastIndexOf(SPACE, from + LONGEST_LINE),
      field.lastIndexOf(TAB, from + LONGEST_LINE),
    );
    // A line of nothing but blanks would end the field for some readers (RFC 5322 3.2.2).
    if (!field.subarray(from, Math.max(from, blank)).some((octet) => !isBlank(octet)))
      return undefined;
    pieces.push(field.subarray(from, blank), ascii("\r\n"));
    from = blank;
  }
  return concat(pieces);
}
