/**
 * Parses Content-Type (RFC 2045 5.1) with its parameters, also split or percent-encoded ones (RFC 2231), and
 * Content-Transfer-Encoding.
 */
import { EQUALS } from "../bytes/octets.ts";
import { binaryString, ValueScanner } from "./value-scanner.ts";

const SLASH = 47;
const SEMICOLON = 59;

/** Parameters that are read; real messages have a few. */
const MAX_PARAMETERS = 1000;

/** A media type and its parameters, names in lower case; strings have one character per byte. */
export interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** One numbered piece of a parameter (RFC 2231 3). */
interface Section {
  readonly value: string;
  readonly encoded: boolean;
}

/** Parses a Content-Type. Returns `undefined` for an invalid one; the part is then plain text (RFC 2045 5.2). */
export function parseMediaType(value: Uint8Array): MediaType | undefined {
  const scanner = new ValueScanner(value);
  const type = scanner.takeToken([SLASH, SEMICOLON]);
  if (type === "" || !scanner.skip(SLASH)) return undefined;
  const subtype = scanner.takeToken([SLASH, SEMICOLON]);
  if (subtype === "") return undefined;
  return { type: `${type}/${subtype}`.toLowerCase(), parameters: parseParameters(scanner) };
}

function parseParameters(scanner: ValueScanner): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const sections = new Map<string, Map<number, Section>>();
  for (let read = 0; read < MAX_PARAMETERS && scanner.skipPast(SEMICOLON); read += 1) {
    const name = scanner.takeToken([EQUALS, SEMICOLON]).toLowerCase();
    if (name === "" || !scanner.skip(EQUALS)) continue;
    const value = scanner.takeValue([SEMICOLON]);
    const [, base, number, encoded] = /^([^*]+)\*(?:(\d{1,4})(\*?))?$/.exec(name) ?? [];
    if (base === undefined) {
      if (!parameters.has(name)) parameters.set(name, value);
      continue;
    }
    const known = sections.get(base) ?? new Map<number, Section>();
    const at = Number(number ?? 0);
    if (!known.has(at)) known.set(at, { value, encoded: number === undefined || encoded === "*" });
    sections.set(base, known);
  }
  for (const [name, known] of sections) {
    const value = joinSections(known);
    if (value !== undefined) parameters.set(name, value);
  }
  return parameters;
}

/** Joins pieces 0, 1, 2 and so on up to the first gap; returns `undefined` without piece 0. */
function joinSections(sections: ReadonlyMap<number, Section>): string | undefined {
  const values: string[] = [];
  for (let at = 0; ; at += 1) {
    const section = sections.get(at);
    if (!section) return at === 0 ? undefined : values.join("");
    const { value, encoded } = section;
    values.push(encoded ? decodePercent(at === 0 ? withoutCharset(value) : value) : value);
  }
}

/** Removes the character set and language before an encoded value (RFC 2231 4). */
function withoutCharset(value: string): string {
  const first = value.indexOf("'");
  const second = first === -1 ? -1 : value.indexOf("'", first + 1);
  return value.slice(second + 1);
}

function decodePercent(value: string): string {
  return value.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * Parses a Content-Transfer-Encoding (RFC 2045 6.1) to lower case. A value that does not begin with a token is
 * returned unchanged.
 */
export function parseEncoding(value: Uint8Array): string {
  const token = new ValueScanner(value).takeToken([SEMICOLON]);
  return (token === "" ? binaryString(value).trim() : token).toLowerCase();
}
