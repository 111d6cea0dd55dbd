/** Reads a message once: line ends become CRLF, and the header section is set apart from the body. */
import { DkimError } from "./dkim-error.ts";

export const CARRIAGE_RETURN = 13;
export const LINE_FEED = 10;

/** Of a header section: more than any server accepts. */
const MAX_HEADER_BYTES = 1_048_576;

/** What is done with the parts of a message. */
export interface ContentParts {
  /** The whole header section, in characters of one byte each; called once, before the body. */
  header(section: string): void;
  /** A piece of the body. */
  body(piece: Uint8Array): void;
}

/** Scans a message in pieces of any length. */
export class ContentScan {
  readonly #parts: ContentParts;
  /** Pieces of the header section, until it is complete. */
  #held: Uint8Array[] | undefined = [];
  #heldBytes = 0;
  /** Bytes of CRLF CRLF seen so far. The message begins at the start of a line. */
  #matched = 2;
  /** The last byte was a CR, whose line end is written already. */
  #afterCr = false;

  constructor(parts: ContentParts) {
    this.#parts = parts;
  }

  /** Takes a piece. Returns a copy whose line ends are CRLF: the source may reuse its memory. */
  push(piece: Uint8Array): Uint8Array {
    const lines = this.#withCrlf(piece);
    this.#pass(lines);
    return lines;
  }

  /** Ends the message. */
  end(): void {
    if (this.#held) this.#endHeader(new Uint8Array());
  }

  #withCrlf(piece: Uint8Array): Uint8Array {
    let bare = 0;
    let before = this.#afterCr ? CARRIAGE_RETURN : 0;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (byte === LINE_FEED ? before !== CARRIAGE_RETURN : before === CARRIAGE_RETURN) bare += 1;
      before = byte;
    }
    const first = this.#afterCr && piece[0] === LINE_FEED ? 1 : 0;
    const last = before === CARRIAGE_RETURN && piece.length > 0;
    if (piece.length > 0) this.#afterCr = last;
    if (bare === 0 && first === 0 && !last) return new Uint8Array(piece);
    // Every CR becomes a whole line end at once, so that no piece has to wait for the next one.
    const lines = new Uint8Array(piece.length + bare + 1);
    let length = 0;
    for (let at = first; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (byte === CARRIAGE_RETURN) {
        lines[length++] = CARRIAGE_RETURN;
        lines[length++] = LINE_FEED;
        if (piece[at + 1] === LINE_FEED) at += 1;
      } else if (byte === LINE_FEED) {
        lines[length++] = CARRIAGE_RETURN;
        lines[length++] = LINE_FEED;
      } else lines[length++] = byte;
    }
    return lines.subarray(0, length);
  }

  #pass(lines: Uint8Array): void {
    if (!this.#held) {
      this.#parts.body(lines);
      return;
    }
    for (let at = 0; at < lines.length; at += 1) {
      const byte = lines[at];
      const expected = this.#matched % 2 === 0 ? CARRIAGE_RETURN : LINE_FEED;
      this.#matched = byte === expected ? this.#matched + 1 : byte === CARRIAGE_RETURN ? 1 : 0;
      if (this.#matched < 4) continue;
      this.#hold(lines.subarray(0, at + 1));
      this.#endHeader(lines.subarray(at + 1));
      return;
    }
    this.#hold(lines);
  }

  #hold(lines: Uint8Array): void {
    this.#heldBytes += lines.length;
    if (this.#heldBytes > MAX_HEADER_BYTES) {
      throw new DkimError(
        `The header section is longer than ${MAX_HEADER_BYTES} bytes and cannot be signed. Check whether an empty line follows the header.`,
        "NOT_SIGNABLE",
      );
    }
    this.#held?.push(lines);
  }

  #endHeader(rest: Uint8Array): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#parts.header(held.map(toCharacters).join(""));
    this.#parts.body(rest);
  }
}

/** A character for each byte. */
function toCharacters(bytes: Uint8Array): string {
  let text = "";
  // A call takes a limited number of arguments.
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return text;
}

/** A byte for each character. */
export function toBytes(characters: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
