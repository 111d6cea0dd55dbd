/**
 * Reads structured header field values byte by byte (RFC 2045 5.1, RFC 5322 3.2). Every byte is read once, without
 * backtracking. What the values mean is decided in `media-type.ts`.
 */
import { CR, LF, QUOTE, SPACE, TAB } from "../bytes/octets.ts";

const OPEN = 40;
const CLOSE = 41;
const BACKSLASH = 92;

/** Bytes converted per call of `String.fromCharCode`, which takes a limited number of arguments. */
const MAX_CHARACTER_CODES = 4096;

/** Returns a string with one character per byte. */
export function binaryString(bytes: Uint8Array): string {
  if (bytes.length <= MAX_CHARACTER_CODES) return String.fromCharCode(...bytes);
  const chunks: string[] = [];
  for (let from = 0; from < bytes.length; from += MAX_CHARACTER_CODES) {
    chunks.push(String.fromCharCode(...bytes.subarray(from, from + MAX_CHARACTER_CODES)));
  }
  return chunks.join("");
}

/** Reads one field value from its beginning to its end. Strings have one character per byte. */
export class ValueScanner {
  readonly #value: Uint8Array;
  #at = 0;

  /** @param value the text after the colon of the field, including folding */
  constructor(value: Uint8Array) {
    this.#value = value;
  }

  /** Whether the value has been read to its end. */
  get atEnd(): boolean {
    return this.#at >= this.#value.length;
  }

  /** Skips blanks, line ends and comments, which may be nested (RFC 5322 3.2.2). */
  skipComments(): void {
    let depth = 0;
    for (; !this.atEnd; this.#at += 1) {
      const byte = this.#value[this.#at];
      if (byte === OPEN) depth += 1;
      else if (depth === 0) {
        if (!isLinearSpace(byte)) return;
      } else if (byte === BACKSLASH) this.#at += 1;
      else if (byte === CLOSE) depth -= 1;
    }
  }

  /** Skips this byte if it comes next, after blanks and comments; returns whether it did. */
  skip(byte: number): boolean {
    this.skipComments();
    if (this.#value[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }

  /** Skips to the next of this byte outside comments and quoted strings, and past it; returns false at the end. */
  skipPast(byte: number): boolean {
    while (!this.skip(byte)) {
      if (this.atEnd) return false;
      if (this.#value[this.#at] === QUOTE) this.#takeQuoted();
      else this.#at += 1;
    }
    return true;
  }

  /**
   * Reads bytes up to a blank, a comment, or one of `stops`. Accepts more bytes than RFC 2045 5.1 allows in a token,
   * because real messages contain them, such as `boundary=a=b`.
   */
  takeToken(stops: readonly number[]): string {
    this.skipComments();
    const from = this.#at;
    for (; !this.atEnd; this.#at += 1) {
      const byte = this.#value[this.#at] as number;
      if (byte === OPEN || isLinearSpace(byte) || stops.includes(byte)) break;
    }
    return binaryString(this.#value.subarray(from, this.#at));
  }

  /** Reads a quoted string or a token. */
  takeValue(stops: readonly number[]): string {
    this.skipComments();
    return this.#value[this.#at] === QUOTE ? this.#takeQuoted() : this.takeToken(stops);
  }

  /** Reads a quoted string, up to the end of the value if the closing quote is missing. */
  #takeQuoted(): string {
    const from = this.#at + 1;
    let to = from;
    while (to < this.#value.length && this.#value[to] !== QUOTE) {
      to += this.#value[to] === BACKSLASH ? 2 : 1;
    }
    this.#at = to + 1;
    const quoted = this.#value.slice(from, to);
    let length = 0;
    for (let at = 0; at < quoted.length; at += 1) {
      if (quoted[at] === BACKSLASH && at + 1 < quoted.length) at += 1;
      // A folded value is unfolded: the line end is not part of it (RFC 5322 2.2.3).
      else if (quoted[at] === CR || quoted[at] === LF) continue;
      quoted[length++] = quoted[at] as number;
    }
    return binaryString(quoted.subarray(0, length));
  }
}

function isLinearSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === CR || byte === LF;
}
