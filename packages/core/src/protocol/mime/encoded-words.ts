/**
 * Encoded words (RFC 2047) and the folding of the fields that hold them (RFC 5322 2.2.3).
 *
 * Text is a string with one character per octet here, so that text in an unknown
 * character set is treated like any other and no octet is lost.
 */
import { base64Encode } from "../bytes/base64.ts";

/** The character set that an encoded word names; RFC 1428 3 has the second for octets of an unknown one. */
export type Charset = "utf-8" | "unknown-8bit";

/** A piece of a field's body that is not broken, and the blanks before it. */
export interface WordToken {
  readonly blanks: string;
  readonly text: string;
}

/** A token with what its reader sees; a `bracket` of a comment needs no blank beside an encoded word. */
export interface TextUnit extends WordToken {
  /** What is encoded where the unit must be: without quotes and backslashes. */
  readonly meaning: string;
  /** It stands where RFC 2047 5 does not allow an encoded word. */
  readonly fixed?: "special" | "bracket";
}

/** Characters of the longest encoded word (RFC 2047 2). */
const LONGEST_WORD = 75;
/** Characters of the longest line that has an encoded word in it (RFC 2047 2). */
const MAX_ENCODED_WORD_LINE = 76;

const EIGHT_BIT = /[\u0080-\u00ff]/;
/** What stands for itself in every place where an encoded word may be (RFC 2047 5 (3)). */
const LITERAL_IN_WORD = /[a-zA-Z0-9!*+/-]/;
const ENCODED_WORD = /^=\?[^?\s]+\?[bq]\?[^?\s]*\?=$/i;

/** Whether text has an octet over 127. */
export function isEightBit(text: string): boolean {
  return EIGHT_BIT.test(text);
}

/**
 * Encodes every run of units that has octets over 127. Between two encoded words blanks mean nothing
 * (RFC 2047 6.2), so those of the text go into the word.
 */
export function encodeUnits(units: readonly TextUnit[], charset: Charset): readonly WordToken[] {
  const tokens: WordToken[] = [];
  /** What stands before the next unit: an encoded word of ours or another's, or neither. */
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

/** A text as encoded words, none of which splits a character. */
function encodeWords(text: string, charset: Charset): readonly string[] {
  const quoted = [...text].reduce((sum, octet) => sum + (standsForItself(octet) ? 1 : 3), 0);
  // Where most is ASCII it can be read without being decoded, for which it may be longer.
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

/** An octet as two digits in upper case. */
export function toHex(octet: string): string {
  return octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}

/** The characters of a text, each of one or more octets. */
export function* countCharacters(text: string, charset: Charset): Generator<string> {
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    const octet = text.charCodeAt(at);
    if (charset === "utf-8" && octet >= 0x80 && octet < 0xc0) continue;
    yield text.slice(from, at);
    from = at;
  }
}

/** A string of octets as octets. */
export function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(text, (octet) => octet.charCodeAt(0));
}

/** Text without the blanks around it; `trim` would take octets of UTF-8 for blanks. */
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

/** A field as octets, folded before tokens that would make a line too long. */
export function foldedField(name: string, tokens: readonly WordToken[]): Uint8Array {
  const pieces = [`${name}:`];
  let column = name.length + 1;
  for (let at = 0; at < tokens.length; ) {
    const blanks = at === 0 ? " " : (tokens[at] as WordToken).blanks;
    let text = (tokens[at] as WordToken).text;
    // What no blank parts from it stays on its line.
    for (at += 1; tokens[at]?.blanks === ""; at += 1) text += tokens[at]?.text;
    const folds = column + blanks.length + text.length > MAX_ENCODED_WORD_LINE;
    pieces.push(folds ? "\r\n" : "", blanks, text);
    column = (folds ? 0 : column) + blanks.length + text.length;
  }
  return octetsOf(`${pieces.join("")}\r\n`);
}

/** The words of text between blanks; nothing stands in the way of encoding any of them. */
export function wordUnits(text: string): readonly TextUnit[] {
  return [...text.matchAll(/([ \t]*)([^ \t]+)/g)].map(([, blanks = "", word = ""]) => ({
    blanks,
    text: word,
    meaning: word,
  }));
}
