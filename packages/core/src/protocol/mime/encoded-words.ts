/**
 * Encodes text of header fields as encoded words (RFC 2047) and folds the fields (RFC 5322 2.2.3). Which text may be
 * encoded is decided in `structured-text.ts`.
 *
 * Text is a string with one character per octet, so text in an unknown character set is handled like any other and no
 * octet is lost.
 */
import { base64Encode } from "../bytes/base64.ts";

/** The character set of an encoded word. RFC 1428 3 has the second for octets of an unknown character set. */
export type Charset = "utf-8" | "unknown-8bit";

/** A piece of a field's body that is not folded, and the blanks before it. */
export interface WordToken {
  /** Blanks before the piece; the line may be folded there. */
  readonly blanks: string;
  /** The piece itself. */
  readonly text: string;
}

/** A token and its decoded text. A `bracket` of a comment needs no blank next to an encoded word. */
export interface TextUnit extends WordToken {
  /** The text to encode: without quotes and backslashes. */
  readonly meaning: string;
  /** Set in a position where RFC 2047 5 does not allow an encoded word. */
  readonly fixed?: "special" | "bracket";
}

/** Characters of the longest encoded word (RFC 2047 2). */
const LONGEST_WORD = 75;
/** Characters of the longest line with an encoded word (RFC 2047 2). */
const MAX_ENCODED_WORD_LINE = 76;

const EIGHT_BIT = /[\u0080-\u00ff]/;
/** Characters that need no encoding anywhere in an encoded word (RFC 2047 5 (3)). */
const LITERAL_IN_WORD = /[a-zA-Z0-9!*+/-]/;
const ENCODED_WORD = /^=\?[^?\s]+\?[bq]\?[^?\s]*\?=$/i;

/** Returns whether text has an octet over 127. */
export function isEightBit(text: string): boolean {
  return EIGHT_BIT.test(text);
}

/**
 * Encodes every run of units with octets over 127. Blanks between two encoded words have no meaning (RFC 2047 6.2),
 * so the blanks of the text are encoded with it.
 */
export function encodeUnits(units: readonly TextUnit[], charset: Charset): readonly WordToken[] {
  const tokens: WordToken[] = [];
  /** What precedes the next unit: an encoded word of this function or of the message, or neither. */
  let before: "start" | "bracket" | "made" | "encoded" | "other" = "start";
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] as TextUnit;
    if (unit.fixed || !isEightBit(unit.text)) {
      const parted = before === "made" && unit.blanks === "" && unit.fixed !== "bracket";
      tokens.push({ blanks: parted ? " " : unit.blanks, text: unit.text });
      before = unit.fixed === "bracket" ? "bracket" : "other";
      if (!unit.fixed && ENCODED_WORD.test(unit.text)) before = "encoded";
      continue;
    }
    const run = [before === "encoded" ? unit.blanks : "", unit.meaning];
    for (let next = units[at + 1]; next && !next.fixed; next = units[at + 1]) {
      const encoded = ENCODED_WORD.test(next.text);
      if (encoded) run.push(next.blanks);
      if (encoded || !isEightBit(next.text)) break;
      run.push(next.blanks, next.meaning);
      at += 1;
    }
    const [first = "", ...rest] = encodeWords(run.join(""), charset);
    const parted = unit.blanks === "" && before !== "start" && before !== "bracket";
    tokens.push({ blanks: parted ? " " : unit.blanks, text: first });
    for (const text of rest) tokens.push({ blanks: " ", text });
    before = "made";
  }
  return tokens;
}

/** Encodes a text as encoded words; no encoded word splits a character. */
export function encodeWords(text: string, charset: Charset): readonly string[] {
  const quoted = [...text].reduce((sum, octet) => sum + (standsForItself(octet) ? 1 : 3), 0);
  // Mostly ASCII text stays readable in Q encoding, so Q may be longer.
  const encoding = quoted <= Math.ceil(text.length / 3) * 8 ? "Q" : "B";
  const head = `=?${charset}?${encoding}?`;
  const room = LONGEST_WORD - head.length - 2;
  const most = encoding === "B" ? Math.floor(room / 4) * 3 : room;
  const words: string[] = [];
  let word = "";
  let size = 0;
  for (const character of countCharacters(text, charset)) {
    const made = encoding === "B" ? character : encodeQ(character);
    if (size + made.length > most) {
      words.push(word);
      word = "";
      size = 0;
    }
    word += made;
    size += made.length;
  }
  words.push(word);
  return words.map((made) => `${head}${encoding === "B" ? base64Encode(octetsOf(made)) : made}?=`);
}

function standsForItself(octet: string): boolean {
  return octet === " " || LITERAL_IN_WORD.test(octet);
}

function encodeQ(octets: string): string {
  let made = "";
  for (const octet of octets) {
    if (octet === " ") made += "_";
    else if (LITERAL_IN_WORD.test(octet)) made += octet;
    else made += `=${toHex(octet)}`;
  }
  return made;
}

/** Returns an octet as two hexadecimal digits in upper case. */
export function toHex(octet: string): string {
  return octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}

/** Yields the characters of a text, each of one or more octets. */
export function* countCharacters(text: string, charset: Charset): Generator<string> {
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    const octet = text.charCodeAt(at);
    if (charset === "utf-8" && octet >= 0x80 && octet < 0xc0) continue;
    yield text.slice(from, at);
    from = at;
  }
}

/** Converts a string with one character per octet to bytes. */
export function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(text, (octet) => octet.charCodeAt(0));
}

/** Removes blanks at both ends; `trim` would also remove octets of UTF-8. */
export function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlankCharacter(text[from])) from += 1;
  while (to > from && isBlankCharacter(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

function isBlankCharacter(octet: string | undefined): boolean {
  return octet === " " || octet === "\t";
}

/** Builds a field as octets, folded before tokens that would make a line too long. */
export function foldedField(name: string, tokens: readonly WordToken[]): Uint8Array {
  const pieces = [`${name}:`];
  let column = name.length + 1;
  for (let at = 0; at < tokens.length; ) {
    const blanks = at === 0 ? " " : (tokens[at] as WordToken).blanks;
    let text = (tokens[at] as WordToken).text;
    // Tokens without a blank between them stay on one line.
    for (at += 1; tokens[at]?.blanks === ""; at += 1) text += tokens[at]?.text;
    const folds = column + blanks.length + text.length > MAX_ENCODED_WORD_LINE;
    pieces.push(folds ? "\r\n" : "", blanks, text);
    column = (folds ? 0 : column) + blanks.length + text.length;
  }
  return octetsOf(`${pieces.join("")}\r\n`);
}

/** Splits text at blanks into words, all of which may be encoded. */
export function wordUnits(text: string): readonly TextUnit[] {
  return [...text.matchAll(/([ \t]*)([^ \t]+)/g)].map(([, blanks = "", word = ""]) => ({
    blanks,
    text: word,
    meaning: word,
  }));
}
