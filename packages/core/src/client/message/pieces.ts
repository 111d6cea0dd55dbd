/** Bytes of a piece of a message at most. */
export const MAX_PIECE_BYTES = 131_072;

/** A copy in memory of our own: `slice` of a Node Buffer is a view of the caller's. */
export function copyBytes(bytes: Uint8Array, reuse?: Uint8Array): Uint8Array {
  if (reuse?.length === bytes.length) {
    // A new view, so that nothing that was noted about the earlier piece holds for this one.
    const piece = new Uint8Array(reuse.buffer, reuse.byteOffset, reuse.length);
    piece.set(bytes);
    return piece;
  }
  const { buffer, byteOffset, length } = bytes;
  // This memory is not cleared before it is written, which costs more than the copy.
  if (buffer instanceof ArrayBuffer)
    return new Uint8Array(buffer.slice(byteOffset, byteOffset + length));
  const copy = new Uint8Array(length);
  copy.set(bytes);
  return copy;
}
