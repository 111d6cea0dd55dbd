/** Collects bytes that arrive in pieces of any length; each byte is copied a constant number of times on average. */
import { EMPTY_BYTES } from "../bytes/octets.ts";

const FIRST_ROOM = 256;

/** A buffer that doubles when it is full. */
export class GrowingBytes {
  #room: Uint8Array = EMPTY_BYTES;
  #length = 0;

  /** Number of bytes collected. */
  get length(): number {
    return this.#length;
  }

  /** Adds a copy of these bytes. */
  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const length = this.#length + bytes.length;
    if (length > this.#room.length) {
      const room = new Uint8Array(Math.max(length, 2 * this.#room.length, FIRST_ROOM));
      room.set(this.#room.subarray(0, this.#length));
      this.#room = room;
    }
    this.#room.set(bytes, this.#length);
    this.#length = length;
  }

  /** Returns the bytes from `from` on, uncopied; valid until the next `append`. */
  view(from = 0): Uint8Array {
    return this.#room.subarray(from, this.#length);
  }

  /** Returns all bytes and starts over with none. */
  take(): Uint8Array {
    const all = this.view();
    this.#room = EMPTY_BYTES;
    this.#length = 0;
    return all;
  }
}
