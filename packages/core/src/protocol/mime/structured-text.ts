/**
 * Parses structured fields with text (RFC 5322 3.2, 3.4): phrases and comments may be encoded (RFC 2047 5), and
 * domains of addresses may be written as A-labels (RFC 5890 2.3.2.1). The encoding is in `encoded-words.ts`.
 */
import { isEightBit, octetsOf, type TextUnit, wordUnits } from "./encoded-words.ts";

/** Returns the ASCII form of a domain; `undefined` if it has none or that is not known. */
export type ToAscii = (domain: string) => string | undefined;

interface Piece {
  readonly kind: "blank" | "comment" | "quoted" | "angle" | "separator" | "atom";
  readonly text: string;
}

/**
 * Splits a structured field into units for encoding.
 *
 * @param value the field's body, unfolded, one character for each octet
 * @param phrases whether the field has phrases and addresses; otherwise only its comments may be encoded
 * @returns the units; `undefined` if octets over 127 are in a position that must not be encoded
 */
export function structuredUnits(
  value: string,
  phrases: boolean,
  toAscii: ToAscii,
): readonly TextUnit[] | undefined {
  const pieces = splitPieces(value);
  if (!pieces) return undefined;
  const units: TextUnit[] = [];
  let words: Piece[] = [];
  for (const piece of [...pieces, { kind: "separator", text: "" } as const]) {
    if (piece.kind !== "separator" && piece.kind !== "angle") {
      words.push(piece);
      continue;
    }
    const isAddress = piece.text !== ":" && piece.kind !== "angle" && words.some(hasAt);
    const made = isAddress || !phrases ? fixedUnits(words, toAscii) : phraseUnits(words);
    const last = piece.kind === "angle" ? asciiAngle(piece.text, toAscii) : piece.text;
    if (!made || last === undefined) return undefined;
    const trailing = words.at(-1);
    units.push(...made);
    const blanks = trailing?.kind === "blank" ? trailing.text : "";
    if (last !== "") units.push({ blanks, text: last, meaning: last, fixed: "special" });
    words = [];
  }
  return units;
}

function hasAt({ kind, text }: Piece): boolean {
  return kind === "atom" && text.includes("@");
}

const SPECIAL = /[ \t("<,:;]/;

/** Splits a value; `undefined` if a quote, comment or bracket never ends. */
function splitPieces(value: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < value.length; ) {
    const first = value[at] as string;
    let end: number;
    let kind: Piece["kind"] = "separator";
    if (first === " " || first === "\t") {
      kind = "blank";
      for (end = at + 1; value[end] === " " || value[end] === "\t"; ) end += 1;
    } else if (first === "(") {
      kind = "comment";
      end = commentEnd(value, at);
    } else if (first === '"') {
      kind = "quoted";
      end = quotedEnd(value, at);
    } else if (first === "<") {
      kind = "angle";
      end = angleEnd(value, at);
    } else if (SPECIAL.test(first)) {
      end = at + 1;
    } else {
      kind = "atom";
      end = atomEnd(value, at);
    }
    if (end === 0) return undefined;
    pieces.push({ kind, text: value.slice(at, end) });
    at = end;
  }
  return pieces;
}

function atomEnd(value: string, at: number): number {
  let end = at;
  while (end < value.length && !SPECIAL.test(value[end] as string)) {
    // An address literal contains colons (RFC 5321 4.1.3).
    const literal = value[end] === "[" ? value.indexOf("]", end) : -1;
    if (value[end] === "[" && literal === -1) return value.length;
    end = literal === -1 ? end + 1 : literal + 1;
  }
  return end;
}

/** Returns where the quoted string that begins here ends; 0 if it never ends. */
export function quotedEnd(value: string, at: number): number {
  for (let end = at + 1; end < value.length; end += 1) {
    if (value[end] === "\\") end += 1;
    else if (value[end] === '"') return end + 1;
  }
  return 0;
}

/** Returns where the comment that begins here ends, including nested ones; 0 if it never ends. */
export function commentEnd(value: string, at: number): number {
  let depth = 0;
  for (let end = at; end < value.length; end += 1) {
    if (value[end] === "\\") end += 1;
    else if (value[end] === "(") depth += 1;
    else if (value[end] === ")") {
      depth -= 1;
      if (depth === 0) return end + 1;
    }
  }
  return 0;
}

function angleEnd(value: string, at: number): number {
  for (let end = at + 1; end < value.length; end += 1) {
    if (value[end] === ">") return end + 1;
    if (value[end] !== '"') continue;
    const quoted = quotedEnd(value, end);
    if (quoted === 0) return 0;
    end = quoted - 1;
  }
  return 0;
}

/** Returns the meaning of quoted or commented text: without quotes and escaping backslashes. */
export function unquote(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** Returns the units of a comment: its brackets stay, its words may be encoded. */
export function commentUnits(comment: string, blanks: string): readonly TextUnit[] {
  const units: TextUnit[] = [];
  let before = blanks;
  for (const [text, blank] of comment.matchAll(/([ \t]+)|[()]|(?:\\.|[^\\() \t])+|\\/g)) {
    if (blank !== undefined) {
      before += text;
      continue;
    }
    const bracket = text === "(" || text === ")";
    const meaning = bracket ? text : unquote(text);
    units.push({ blanks: before, text, meaning, ...(bracket ? { fixed: "bracket" } : {}) });
    before = "";
  }
  return units;
}

/** Returns the words of a phrase; words without a blank between them are one word. */
function phraseUnits(words: readonly Piece[]): readonly TextUnit[] {
  const units: TextUnit[] = [];
  let blanks = "";
  let parted = true;
  for (const { kind, text } of words) {
    if (kind === "blank") {
      blanks += text;
      parted = true;
    } else if (kind === "comment") {
      units.push(...commentUnits(text, blanks));
      blanks = "";
      parted = true;
    } else {
      const meaning = kind === "quoted" ? unquote(text.slice(1, -1)) : text;
      const last = parted ? undefined : units.pop();
      units.push(
        last
          ? { blanks: last.blanks, text: last.text + text, meaning: last.meaning + meaning }
          : { blanks, text, meaning },
      );
      blanks = "";
      parted = false;
    }
  }
  return units;
}

/** Returns the units of an address, or of other text that must not be encoded, and its comments. */
function fixedUnits(words: readonly Piece[], toAscii: ToAscii): readonly TextUnit[] | undefined {
  const units: TextUnit[] = [];
  let blanks = "";
  for (const { kind, text } of words) {
    if (kind === "blank") {
      blanks += text;
      continue;
    }
    if (kind === "comment") units.push(...commentUnits(text, blanks));
    else {
      const ascii = kind === "atom" ? asciiAddress(text, toAscii) : text;
      if (ascii === undefined || isEightBit(ascii)) return undefined;
      units.push({ blanks, text: ascii, meaning: ascii, fixed: "special" });
    }
    blanks = "";
  }
  return units;
}

function asciiAngle(angle: string, toAscii: ToAscii): string | undefined {
  const inner = asciiAddress(angle.slice(1, -1), toAscii);
  return inner === undefined ? undefined : `<${inner}>`;
}

/** Returns the address with its domain in ASCII; `undefined` if its local part is not ASCII. */
function asciiAddress(address: string, toAscii: ToAscii): string | undefined {
  if (!isEightBit(address)) return address;
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at + 1);
  if (at === -1 || isEightBit(local)) return undefined;
  const [, domain = "", rest = ""] = /^([^ \t]*)(.*)$/.exec(address.slice(at + 1)) ?? [];
  const ascii = toAscii(new TextDecoder().decode(octetsOf(domain)));
  return ascii === undefined || isEightBit(rest) ? undefined : `${local}${ascii}${rest}`;
}

/** Splits an unstructured field into units. */
export const unstructuredUnits: (value: string) => readonly TextUnit[] = wordUnits;
