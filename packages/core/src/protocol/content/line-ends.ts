/**
 * Line ends made CRLF (RFC 5321 2.3.8), and dots doubled for DATA (RFC 5321 4.5.2).
 *
 * Most pieces of most messages need neither. They are looked at once, and the piece itself is returned.
 */

import { CR, DOT, EMPTY_BYTES, LF } from "../bytes/octets.ts";
import { scanLines } from "./line-scan.ts";

/** Pieces in which no line begins with a dot, save perhaps the first: they need no second look for dots. */
const WITHOUT_DOTS: WeakSet<Uint8Array> = new WeakSet();

/** Where a piece is changed in more than one of so many places, it is made anew byte by byte. */
const DENSE = 16;

/** Makes bare CR and bare LF into CRLF, across the borders of pieces. */
export class LineEndNormalizer {
  /** Octets that were added. */
  inserted = 0;
  /** A NUL has come. */
  nul = false;
  #afterCr = false;

  /** The piece with every line end made CRLF; a last CR is held back until what follows is known. */
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

  /** What is still held back when the message ends. */
  end(): Uint8Array {
    if (!this.#afterCr) return EMPTY_BYTES;
    this.#afterCr = false;
    this.inserted += 1;
    return Uint8Array.of(CR, LF);
  }
}

/** Doubles the dot that begins a line (RFC 5321 4.5.2). Takes canonical line ends. */
export class DotStuffing {
  /** Dots that were added. */
  doubled = 0;
  #atLineStart = true;

  /** The piece with leading dots doubled. */
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
