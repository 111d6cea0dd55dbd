/**
 * Detects long lines (RFC 5321 4.5.3.1.6) by jumping: from each line end, it searches backwards from the last
 * position where the next line end must be.
 */
import { LF } from "../bytes/octets.ts";

/** Octets of the longest line that may be sent, without its CRLF (RFC 5321 4.5.3.1.6). */
export const MAX_TEXT_LINE_BYTES = 998;

/** Checks content in pieces of any length for a long line. */
export class LineLengths {
  /** Octets since the last line end. */
  #since = 0;

  /** Whether the content so far ends in a line that is already too long. */
  get tooLong(): boolean {
    return this.#since > MAX_TEXT_LINE_BYTES;
  }

  /**
   * Returns whether a line that ends in this piece, or should have, is too long. The input needs canonical line ends.
   */
  push(piece: Uint8Array): boolean {
    let start = -this.#since;
    for (let reach = start + MAX_TEXT_LINE_BYTES + 1; reach < piece.length; ) {
      const end = reach < 0 ? -1 : piece.lastIndexOf(LF, reach);
      if (end === -1 || end < start) return true;
      start = end + 1;
      reach = start + MAX_TEXT_LINE_BYTES + 1;
    }
    const last = piece.lastIndexOf(LF);
    if (last !== -1 && last >= start) start = last + 1;
    this.#since = piece.length - start;
    return false;
  }
}

/** Returns whether any line of complete content is too long. */
export function hasLongLine(content: Uint8Array): boolean {
  const lengths = new LineLengths();
  return lengths.push(content) || lengths.tooLong;
}
