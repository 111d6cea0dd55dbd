/** The header fields of a message, and their canonical forms (RFC 6376 3.4.1 and 3.4.2). */
import type { Canonicalization } from "./canonical-body.ts";

/** One field, in characters of one byte each. */
export interface HeaderField {
  /** In lower case. */
  readonly name: string;
  /** The whole field without its last line end. */
  readonly text: string;
}

/**
 * Splits a header section into its fields.
 *
 * @param section bytes with CRLF line ends, in characters of one byte each
 */
export function splitHeader(section: string): HeaderField[] {
  const fields: HeaderField[] = [];
  // Each line end is looked at once, whatever the lines are.
  let start = 0;
  while (start < section.length) {
    let end = section.indexOf("\r\n", start);
    while (end !== -1 && (section[end + 2] === " " || section[end + 2] === "\t"))
      end = section.indexOf("\r\n", end + 2);
    if (end === -1) end = section.length;
    const text = section.slice(start, end);
    const colon = text.indexOf(":");
    // A line without a name is no field; a verifier sees none there either.
    const name = text.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase();
    if (/^[!-9;-~]+$/.test(name)) fields.push({ name, text });
    start = end + 2;
  }
  return fields;
}

/**
 * Returns the canonical form of a field, without a line end.
 *
 * @param form relaxed: the name in lower case, the value in one line with single spaces; simple: unchanged
 */
export function canonicalField({ name, text }: HeaderField, form: Canonicalization): string {
  if (form === "simple") return text;
  const words: string[] = [];
  // Splitting by single characters takes time linear in the text, whatever stands in it.
  for (const word of text.slice(text.indexOf(":") + 1).split(/[ \t\r\n]/)) {
    if (word !== "") words.push(word);
  }
  return `${name}:${words.join(" ")}`;
}

/**
 * Chooses the fields of a signature (RFC 6376 5.4.2): several of one name from the last to the first.
 *
 * @param names in lower case; a name counts as often as it is listed
 * @returns the fields in the order of the names; where there is none left, nothing
 */
export function chooseFields(
  fields: readonly HeaderField[],
  names: readonly string[],
): HeaderField[] {
  const left = new Map<string, HeaderField[]>();
  for (const field of fields) {
    const same = left.get(field.name);
    if (same) same.push(field);
    else left.set(field.name, [field]);
  }
  return names.flatMap((name) => left.get(name)?.pop() ?? []);
}
