/** Bytes of a piece of a message at most. */
export const PIECE = 65_536;

/** A copy in memory of our own: `slice` of a Node Buffer is a view of the caller's. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}
