/**
 * Converts line ends to CRLF (RFC 5321 2.3.8), and doubles dots for DATA (RFC 5321 4.5.2). Which line ends are
 * converted is decided in `content-lines.ts`.
 *
 * Most pieces need neither: they are scanned once and returned uncopied.
 */

import { CR, DOT, EMPTY_BYTES, LF } from "../bytes/octets.ts";
import { scanLines } from "./line-scan.ts";

/** Pieces in which no line except perhaps the first begins with a dot. They need no second scan. */
const WITHOUT_DOTS: WeakSet<Uint8Array> = new WeakSet();

/** A piece with more than one change per this many octets is rebuilt byte by byte. */
const DENSE = 16;

/** Converts bare CR and bare LF to CRLF in pieces of any length. */
export class LineEndNormalizer {
  /** Octets that were added. */
  inserted = 0;
  /** Whether a NUL was seen. */
  nul = false;
  #afterCr = false;

  /** Returns the piece with every line end as CRLF. A CR at the end is buffered until the next octet is known. */
  push(piece: Uint8Array): Uint8Array {
    if (piece.length === 0) return piece;
    const heldCr = this.#afterCr;
    this.#afterCr = piece[piece.length - 1] === CR;
    const body = this.#afterCr ? piece.subarray(0, -1) : piece;
    const { faults, dots, nul } = scanLines(body, heldCr);
    this.nul ||= nul;
    if (faults.length === 0 && !heldCr) {
      if (!dots) WITHOUT_DOTS.add(body);
      return body;
    }
    this.inserted += faults.length + (heldCr && body[0] !== LF ? 1 : 0);
    const out = new Uint8Array(body.length + faults.length + (heldCr ? 2 : 0));
    let to = 0;
    let from = 0;
    if (heldCr) {
      out[to++] = CR;
      out[to++] = LF;
      if (body[0] === LF) from = 1;
    }
    const dense = faults.length * DENSE > body.length;
    for (const at of faults) {
      if (dense) for (let each = from; each < at; each += 1) out[to++] = body[each] as number;
      else {
        out.set(body.subarray(from, at), to);
        to += at - from;
      }
      out[to++] = CR;
      out[to++] = LF;
      from = at + 1;
    }
    out.set(body.subarray(from), to);
    return out.subarray(0, to + body.length - from);
  }

  /** Returns the buffered octets at the end of the message. */
  end(): Uint8Array {
    if (!this.#afterCr) return EMPTY_BYTES;
    this.#afterCr = false;
    this.inserted += 1;
    return Uint8Array.of(CR, LF);
  }
}

/** Doubles the dot at the beginning of a line (RFC 5321 4.5.2). The input needs canonical line ends. */
export class DotStuffing {
  /** Dots that were added. */
  doubled = 0;
  #atLineStart = true;

  /** Returns the piece with leading dots doubled. */
  push(piece: Uint8Array): Uint8Array {
    if (piece.length === 0) return piece;
    const atLineStart = this.#atLineStart;
    if (WITHOUT_DOTS.has(piece) && !(atLineStart && piece[0] === DOT)) {
      this.#atLineStart = piece[piece.length - 1] === LF;
      return piece;
    }
    const dots: number[] = [];
    for (let at = piece.indexOf(DOT); at !== -1; at = piece.indexOf(DOT, at + 1)) {
      if (at === 0 ? atLineStart : piece[at - 1] === LF) dots.push(at);
    }
    this.#atLineStart = piece[piece.length - 1] === LF;
    if (dots.length === 0) return piece;
    this.doubled += dots.length;
    const out = new Uint8Array(piece.length + dots.length);
    const dense = dots.length * DENSE > piece.length;
    let from = 0;
    dots.forEach((at, doubled) => {
      if (dense) {
        for (let each = from; each < at; each += 1) out[each + doubled] = piece[each] as number;
      } else out.set(piece.subarray(from, at), from + doubled);
      out[at + doubled] = DOT;
      from = at;
    });
    out.set(piece.subarray(from), from + dots.length);
    return out;
  }
}
