/** Finds a CR or LF that stands alone: content with lines has no such octet (RFC 2045 2.7, 2.8). */
import { CR, LF } from "../bytes/octets.ts";

/** Watches content, across the borders of pieces. */
export class BareLineEndDetector {
  #afterCr = false;

  /** What was seen so far ends in a CR, and nothing else comes. */
  get open(): boolean {
    return this.#afterCr;
  }

  /** Whether one stands alone in this piece, or at the end of the one before. */
  push(piece: Uint8Array): boolean {
    if (piece.length === 0) return false;
    if (this.#afterCr && piece[0] !== LF) return true;
    for (let at = piece.indexOf(LF); at !== -1; at = piece.indexOf(LF, at + 1)) {
      if (at === 0 ? !this.#afterCr : piece[at - 1] !== CR) return true;
    }
    this.#afterCr = piece[piece.length - 1] === CR;
    for (let at = piece.indexOf(CR); at !== -1; at = piece.indexOf(CR, at + 1)) {
      if (at + 1 < piece.length && piece[at + 1] !== LF) return true;
    }
    return false;
  }
}

/** Whether whole content has one, or does not end a line. */
export function hasLoneEnds(content: Uint8Array): boolean {
  return new BareLineEndDetector().push(content) || (content.length > 0 && content.at(-1) !== LF);
}
