/** The most bytes of a piece of a message. */
export const MAX_PIECE_BYTES = 131_072;

/** Copies bytes into memory of this library: `slice` of a Node Buffer only returns a view. */
export function copyBytes(bytes: Uint8Array, reuse?: Uint8Array): Uint8Array {
  if (reuse?.length === bytes.length) {
    // A new view, because facts recorded about the earlier piece must not apply to this one.
    const piece = new Uint8Array(reuse.buffer, reuse.byteOffset, reuse.length);
    piece.set(bytes);
    return piece;
  }
  const { buffer, byteOffset, length } = bytes;
  // This memory is not zeroed first, which would cost more than the copy.
  if (buffer instanceof ArrayBuffer)
    return new Uint8Array(buffer.slice(byteOffset, byteOffset + length));
  const copy = new Uint8Array(length);
  copy.set(bytes);
  return copy;
}
