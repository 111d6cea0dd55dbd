/**
 * Helpers for bytes: character codes, joining, allocating, searching. Nothing here knows SMTP; the end of a header
 * section is the only format.
 */

export const CR = 13;
export const LF = 10;
export const TAB = 9;
export const SPACE = 32;
export const QUOTE = 34;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const EQUALS = 61;

/** No octets. */
export const EMPTY_BYTES: Uint8Array = new Uint8Array(0);

/** Joins pieces of bytes; a single piece is returned uncopied. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const [first = EMPTY_BYTES] = pieces;
  if (pieces.length <= 1) return first;
  const joined = allocateBytes(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Returns the number of octets of all pieces, or of characters of all texts. */
export function lengthOf(pieces: readonly { readonly length: number }[]): number {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  return length;
}

/** Octets of a shared buffer for small pieces, because each allocation costs more than many copies. */
const SLAB = 65_536;
let slab = EMPTY_BYTES;
let taken = 0;

/** Returns this many zero octets that nothing else uses. */
export function allocateBytes(octets: number): Uint8Array {
  if (octets > SLAB / 8) return new Uint8Array(octets);
  if (taken + octets > slab.length) {
    slab = new Uint8Array(SLAB);
    taken = 0;
  }
  taken += octets;
  return slab.subarray(taken - octets, taken);
}

/** Up to this many octets, a copy costs less than a separate write. */
const JOINED = 65_536;

/**
 * Joins small pieces and leaves large ones uncopied, for writing one after the other.
 *
 * @returns the same octets in as few pieces as possible, none empty
 */
export function coalesceBuffers(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const total = lengthOf(pieces);
  if (pieces.length === 1 && total > 0) return pieces;
  if (total > 0 && total <= JOINED) return [concat(pieces)];
  const made: Uint8Array[] = [];
  let small: Uint8Array[] = [];
  let octets = 0;
  const seal = (): void => {
    if (octets > 0) made.push(concat(small));
    small = [];
    octets = 0;
  };
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    // A small piece is filled up with the beginning of a large one, so that no packet is half full.
    const fits = piece.length <= 2 * JOINED - octets ? piece.length : Math.max(0, JOINED - octets);
    if (octets > 0 || fits === piece.length) {
      octets += fits;
      if (fits === piece.length) {
        small.push(piece);
        continue;
      }
      small.push(piece.subarray(0, fits));
      seal();
      made.push(piece.subarray(fits));
    } else made.push(piece);
  }
  seal();
  return made;
}

/** Returns whether any octet has its high bit set. Reads four octets at a time. */
export function hasEightBit(bytes: Uint8Array): boolean {
  const { first, four } = viewAsWords(bytes);
  for (let at = 0; at < four.length; at += 1) {
    if (((four[at] as number) & 0x80808080) !== 0) return true;
  }
  const rest = first + four.length * 4;
  return anyEightBit(bytes, 0, first) || anyEightBit(bytes, rest, bytes.length);
}

/** Returns the octets as 32-bit words, and the number of octets before the first aligned word. */
export function viewAsWords({ buffer, byteOffset, length }: Uint8Array): {
  readonly first: number;
  readonly four: Uint32Array;
} {
  const first = Math.min(length, -byteOffset & 3);
  const words = (length - first) >> 2;
  return { first, four: words > 0 ? new Uint32Array(buffer, byteOffset + first, words) : NO_WORDS };
}

const NO_WORDS: Uint32Array = /* @__PURE__ */ new Uint32Array(0);

function anyEightBit(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ((bytes[at] as number) > 127) return true;
  return false;
}

/** Returns where the header section ends (after its empty line), or -1 (RFC 5322 2.1). */
export function headerEnd(bytes: Uint8Array): number {
  if (bytes[0] === CR && bytes[1] === LF) return 2;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}
