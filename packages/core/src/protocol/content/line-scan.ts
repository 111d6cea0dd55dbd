/**
 * Scans the lines of a piece in one pass over 32 octets at a time. Only CR, LF and NUL are handled one by one.
 * `line-ends.ts` uses the result.
 */
import { CR, DOT, LF, viewAsWords } from "../bytes/octets.ts";

/** The findings, each a bit. */
const DOTS = 1;
const NUL = 2;

/** Octets of a word are in reverse order in the memory of big-endian processors. */
const MIRRORED =
  /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ new Uint32Array([1]).buffer)[0] === 1 ? 0 : 3;

/** The findings about the lines of a piece. */
export interface LineScan {
  /** Positions of bare CR or LF, in order. An LF at the start belongs to a buffered CR. */
  readonly faults: readonly number[];
  /** Whether a line other than the first begins with a dot. */
  readonly dots: boolean;
  readonly nul: boolean;
}

/**
 * Scans the lines of a piece.
 *
 * @param bytes the piece
 * @param heldCr whether a buffered CR precedes the piece
 */
export function scanLines(bytes: Uint8Array, heldCr: boolean): LineScan {
  const faults: number[] = [];
  let seen = 0;
  const { first, four } = viewAsWords(bytes);
  const eights = four.length & ~7;
  for (let at = 0; at < first; at += 1) {
    seen |= lookAt(bytes, at, heldCr, faults);
  }
  for (let word = 0; word < eights; word += 8) {
    // Bit 8 * i + j represents octet i of word j.
    let low =
      (below14(four[word] as number) >>> 7) |
      (below14(four[word + 1] as number) >>> 6) |
      (below14(four[word + 2] as number) >>> 5) |
      (below14(four[word + 3] as number) >>> 4) |
      (below14(four[word + 4] as number) >>> 3) |
      (below14(four[word + 5] as number) >>> 2) |
      (below14(four[word + 6] as number) >>> 1) |
      below14(four[word + 7] as number);
    const known = faults.length;
    while (low !== 0) {
      const bit = 31 - Math.clz32(low & -low);
      low &= low - 1;
      const at = first + (word + (bit & 7)) * 4 + ((bit >> 3) ^ MIRRORED);
      seen |= lookAt(bytes, at, heldCr, faults);
    }
    if (faults.length > known + 1) sortFrom(faults, known);
  }
  for (let at = first + eights * 4; at < bytes.length; at += 1) {
    seen |= lookAt(bytes, at, heldCr, faults);
  }
  return { faults, dots: (seen & DOTS) !== 0, nul: (seen & NUL) !== 0 };
}

/** Sets the high bit of each of four octets that is below 14; sometimes also of an octet that is 14. */
function below14(octets: number): number {
  return (octets - 0x0e0e0e0e) & ~octets & 0x80808080;
}

/** Checks one octet: adds its position to the faults if it is one, and returns the other findings. */
function lookAt(bytes: Uint8Array, at: number, heldCr: boolean, faults: number[]): number {
  const octet = bytes[at] as number;
  if (octet > CR) return 0;
  if (octet === CR) {
    if (bytes[at + 1] !== LF) faults.push(at);
  } else if (octet === LF) {
    if (at === 0 ? !heldCr : bytes[at - 1] !== CR) faults.push(at);
    return bytes[at + 1] === DOT ? DOTS : 0;
  }
  return octet === 0 ? NUL : 0;
}

function sortFrom(faults: number[], from: number): void {
  const sorted = faults.slice(from).sort((one, other) => one - other);
  for (const [at, fault] of sorted.entries()) faults[from + at] = fault;
}
