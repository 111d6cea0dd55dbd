/** Writes header fields: encoded words where text is beyond ASCII, quotes where names need them, folded lines. */
import {
  encodeUnits,
  encodeWords,
  extendedParameter,
  foldedField,
  type WordToken,
  wordUnits,
} from "@parley-smtp/core/mime";
import type { Group, Mailbox } from "./mailboxes.ts";

/** A word longer than this could make a line over 998 bytes (RFC 5322 2.1.1). */
const MAX_WORD = 900;

const EIGHT_BIT = /[\x80-\xff]/;
/** Atoms between single blanks (RFC 5322 3.2.3). */
const ATOMS = /^[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** A value that needs no quotes (RFC 2045 5.1), and that nobody takes for an encoded one (RFC 2231). */
const TOKEN = /^[\w!#$&+.^`{|}~-]+$/;

/** Text as a string with one character for each byte of its UTF-8 form. */
function octetText(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let made = "";
  for (let at = 0; at < bytes.length; at += 4096)
    made += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return made;
}

/**
 * Writes a field of text, such as Subject.
 *
 * @param utf8 whether text beyond ASCII stays as it is (RFC 6532)
 */
export function textField(name: string, value: string, utf8: boolean): Uint8Array {
  const text = octetText(value);
  return foldedField(name, text === "" ? [{ blanks: " ", text }] : textTokens(text, utf8));
}

function textTokens(text: string, utf8: boolean): readonly WordToken[] {
  const words = wordUnits(text);
  if (needsEncoding(text, words)) return asWords(text);
  return utf8 ? words : encodeUnits(words, "utf-8");
}

/** Blanks at the ends would be lost, a long word cannot be folded, and "=?" would be taken for an encoded word. */
function needsEncoding(text: string, words: readonly WordToken[]): boolean {
  return (
    text.includes("=?") ||
    /^[ \t]|[ \t]$/.test(text) ||
    words.some((word) => word.text.length > MAX_WORD)
  );
}

function asWords(text: string): readonly WordToken[] {
  return encodeWords(text, "utf-8").map((word) => ({ blanks: " ", text: word }));
}

/** Writes a field of mailboxes and groups. */
export function addressField(
  name: string,
  list: readonly (Mailbox | Group)[],
  utf8: boolean,
): Uint8Array {
  return foldedField(name, joined(list.map((entry) => addressTokens(entry, utf8))));
}

function addressTokens(entry: Mailbox | Group, utf8: boolean): readonly WordToken[] {
  if (!("group" in entry)) return mailboxTokens(entry, utf8);
  const members = joined(entry.members.map((member) => mailboxTokens(member, utf8)));
  return endedBy([...endedBy(phraseTokens(entry.group, utf8), ":"), ...members], ";");
}

function mailboxTokens({ name, address }: Mailbox, utf8: boolean): readonly WordToken[] {
  const text = octetText(address);
  if (name.trim() === "") return [{ blanks: " ", text }];
  return [...phraseTokens(name, utf8), { blanks: " ", text: `<${text}>` }];
}

/** A display name. In quotes some readers decode encoded words, so a name that holds one is encoded itself. */
function phraseTokens(name: string, utf8: boolean): readonly WordToken[] {
  const text = octetText(name);
  const words = wordUnits(text);
  if (needsEncoding(text, words) || (EIGHT_BIT.test(text) && !utf8)) return asWords(text);
  const [first, ...rest] = ATOMS.test(text) ? words : wordUnits(quoted(text));
  return first ? [{ ...first, blanks: " " }, ...rest] : [];
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** Lists of tokens with commas between them. */
function joined(lists: readonly (readonly WordToken[])[]): readonly WordToken[] {
  return lists.flatMap((tokens, at) => (at === lists.length - 1 ? tokens : endedBy(tokens, ",")));
}

function endedBy(tokens: readonly WordToken[], end: string): readonly WordToken[] {
  const last = tokens.at(-1);
  return last ? [...tokens.slice(0, -1), { ...last, text: last.text + end }] : tokens;
}

/** Writes a field of words that are not encoded, such as Message-IDs. */
export function plainField(name: string, value: string): Uint8Array {
  return foldedField(name, wordUnits(octetText(value)));
}

/**
 * Writes a field of MIME with parameters.
 *
 * @param value the type or disposition, with parameters that it has already
 * @param parameters further ones, any text
 */
export function parameterField(
  name: string,
  value: string,
  parameters: Readonly<Record<string, string | undefined>>,
): Uint8Array {
  const texts = [value];
  for (const [key, given] of Object.entries(parameters)) {
    if (given === undefined) continue;
    const text = octetText(given);
    // In quotes some readers decode encoded words.
    if (EIGHT_BIT.test(text) || text.length > 60 || text.includes("=?"))
      for (const piece of extendedParameter(key, text, "utf-8")) texts.push(piece);
    else texts.push(`${key}=${TOKEN.test(text) ? text : quoted(text)}`);
  }
  return foldedField(name, wordUnits(texts.join("; ")));
}
