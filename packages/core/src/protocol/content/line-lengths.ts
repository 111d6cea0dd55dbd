/** How long the lines of content are, found by leaps: from each line end back from where the next must stand. */
import { LF } from "../bytes/octets.ts";

/** Octets of the longest line that may be sent, without its CRLF (RFC 5321 4.5.3.1.6). */
export const MAX_TEXT_LINE_BYTES = 998;

/** Watches content for a line that is too long, across the borders of pieces. */
export class LineLengths {
  /** Octets since the last line end. */
  #since = 0;

  /** What was seen so far ends in a line that is too long already. */
  get tooLong(): boolean {
    return this.#since > MAX_TEXT_LINE_BYTES;
  }

  /** Whether a line that ends in this piece, or must have, is too long. Takes canonical line ends. */
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

/** Whether any line of whole content is too long. */
export function hasLongLine(content: Uint8Array): boolean {
  const lengths = new LineLengths();
  return lengths.push(content) || lengths.tooLong;
}
