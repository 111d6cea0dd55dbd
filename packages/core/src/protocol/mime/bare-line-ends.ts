/**
 * Finds a CR or LF that is not part of a CRLF: text content has no such octet (RFC 2045 2.7, 2.8). Only detects; the
 * line ends are corrected in `protocol/content`.
 */
import { CR, LF } from "../bytes/octets.ts";

/** Checks content in pieces of any length. */
export class BareLineEndDetector {
  #afterCr = false;

  /** Whether the content ends with a CR, if no more pieces follow. */
  get open(): boolean {
    return this.#afterCr;
  }

  /** Returns whether a bare CR or LF is in this piece, or was at the end of the previous one. */
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

/** Returns whether complete content has a bare CR or LF, or does not end with a line end. */
export function hasLoneEnds(content: Uint8Array): boolean {
  return new BareLineEndDetector().push(content) || (content.length > 0 && content.at(-1) !== LF);
}
