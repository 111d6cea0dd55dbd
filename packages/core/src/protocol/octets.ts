/** What is asked of octets everywhere: to be joined, and to be found out about. */

export const CR = 13;
export const LF = 10;

/** No octets. */
export const NOTHING: Uint8Array = new Uint8Array(0);

/** Joins pieces of bytes. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Whether any octet has its high bit set. Looks at four octets at a time. */
export function hasEightBit(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  const first = -byteOffset & 3;
  const words = Math.max(0, (length - first) >> 2);
  if (words === 0) return anyEightBit(bytes);
  const four = new Uint32Array(buffer, byteOffset + first, words);
  for (let at = 0; at < words; at += 1) {
    if (((four[at] as number) & 0x80808080) !== 0) return true;
  }
  return anyEightBit(bytes.subarray(0, first)) || anyEightBit(bytes.subarray(first + words * 4));
}

function anyEightBit(bytes: Uint8Array): boolean {
  return bytes.some((octet) => octet > 127);
}

/** Where the header section ends (after its empty line), or -1 (RFC 5322 2.1). */
export function headerEnd(bytes: Uint8Array): number {
  if (bytes[0] === CR && bytes[1] === LF) return 2;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}
