/**
 * Decides which line ends of a message become CRLF: all, unless the message's header declares it binary. A message
 * with a binary part must declare that itself (RFC 2045 6.4). The conversion is in `line-ends.ts`.
 */

import { CR, concat, EMPTY_BYTES, LF } from "../bytes/octets.ts";
import { BinaryParts, type Lines } from "../mime/binary-parts.ts";
import { encodingOf, splitFields } from "../mime/fields.ts";

/** Octets that are buffered until the header section is complete. A longer header section declares nothing. */
const MAX_HELD_HEADER_BYTES = 65_536;

/** Letters of Content-Transfer-Encoding, with which most lines can be skipped quickly. */
const C = 99;
const R = 114;
const LOWER = 32;

/** Reads a message from its first octet, in pieces of any length. */
export class LineEndFilter {
  readonly #text: Lines;
  #lines: Lines | undefined;
  /** The header section so far. */
  #held: Uint8Array[] = [];
  #octets = 0;
  /** The current line: its length so far, and its last octet. */
  #column = 0;
  #last = LF;
  /** A line looks like the field that names the encoding. */
  #named = false;

  /** @param text converts line ends to CRLF */
  constructor(text: Lines) {
    this.#text = text;
  }

  /** Whether the message is declared binary. */
  get binary(): boolean {
    return this.#lines instanceof BinaryParts;
  }

  /** Whether the message could end here without a missing line end. */
  get endsInOctets(): boolean {
    return this.#lines instanceof BinaryParts && this.#lines.inOctets;
  }

  /** Returns the part of the message that can be sent now; the same piece if nothing has to change. */
  push(piece: Uint8Array): Uint8Array {
    if (this.#lines) return this.#lines.push(piece);
    const end = this.#headerEnd(piece);
    const before = this.#octets;
    this.#held.push(piece);
    this.#octets += piece.length;
    if (end === -1 && this.#octets < MAX_HELD_HEADER_BYTES) return EMPTY_BYTES;
    const held = concat(this.#held);
    const declared = this.#named && end !== -1 && declaresBinary(held.subarray(0, before + end));
    return this.#begin(declared ? new BinaryParts(this.#text) : this.#text, held);
  }

  /** Returns the rest at the end of the message. */
  end(): Uint8Array {
    if (this.#lines) return this.#lines.end();
    return concat([this.#begin(this.#text, concat(this.#held)), this.#text.end()]);
  }

  #begin(lines: Lines, held: Uint8Array): Uint8Array {
    this.#lines = lines;
    this.#held = [];
    return lines.push(held);
  }

  /** Returns where the header section ends in the piece, after its empty line; -1 if it does not. */
  #headerEnd(piece: Uint8Array): number {
    for (let from = 0; ; ) {
      if (this.#column === 0) this.#named ||= mayNameEncoding(piece, from);
      const lineFeed = piece.indexOf(LF, from);
      const until = lineFeed === -1 ? piece.length : lineFeed;
      this.#column += until - from;
      if (until > from) this.#last = piece[until - 1] as number;
      if (lineFeed === -1) return -1;
      if (this.#column === 0 || (this.#column === 1 && this.#last === CR)) return lineFeed + 1;
      this.#column = 0;
      from = lineFeed + 1;
    }
  }
}

function declaresBinary(header: Uint8Array): boolean {
  return encodingOf(splitFields(header)) === "binary";
}

function mayNameEncoding(bytes: Uint8Array, at: number): boolean {
  const [first, later] = [bytes[at] ?? 0, bytes[at + 9]];
  return (first | LOWER) === C && (later === undefined || (later | LOWER) === R);
}
