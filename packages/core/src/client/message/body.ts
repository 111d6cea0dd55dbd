/**
 * Message content in every shape that a caller may have it, read piece by piece.
 *
 * The caller's memory is not ours: a source may reuse its buffer, and a caller may overwrite its bytes
 * while they are sent. So every piece is copied once, at most 128 KiB at a time, and everything that
 * follows (line ends, doubled dots, the write) works on that copy.
 */

import { viewAsWords } from "../../protocol/bytes/octets.ts";
import { BodyError } from "../../protocol/content/content.ts";
import type { BodyReader } from "./body-reader.ts";
import { StreamReader } from "./body-stream.ts";
import { copyBytes, MAX_PIECE_BYTES } from "./pieces.ts";
import { type BodyStream, closeStream, isStream, isUnread, keepErrors, unread } from "./streams.ts";

export type { BodyStream } from "./streams.ts";

/**
 * A message in the format of RFC 5322, headers and all.
 *
 * Strings, bytes and functions that make a stream can be read again, so that a
 * refused method or server costs nothing. A bare stream can be read only once.
 */
export type Body = string | Uint8Array | BodyStream | (() => BodyStream | Promise<BodyStream>);

/**
 * Makes a reader for a body.
 *
 * @throws {TypeError} when `raw` has none of the shapes of a Body
 */
export function readBody(raw: Body): BodyReader {
  if (typeof raw === "string") return new TextReader(raw);
  if (raw instanceof Uint8Array) return new BytesReader(raw);
  if (typeof raw === "function") return new StreamReader(raw, true);
  if (isStream(raw)) {
    keepErrors(raw);
    return new StreamReader(() => unread(raw), false, raw);
  }
  if (raw === undefined)
    throw new TypeError(
      "The message has no `raw`. Give the finished message as `raw`, or create the mailer with `compose` of @parley-smtp/mime to send subject, text and attachments.",
    );
  throw new TypeError(
    "`raw` must be the message itself: a string, bytes (Uint8Array), a stream, an async iterable, or a function that returns a stream.",
  );
}

/**
 * Gives a text, which nobody can change, in its UTF-8 form. A long one is encoded piece by piece, so that its
 * first piece goes out at once and it is never in memory twice.
 */
class TextReader implements BodyReader {
  readonly size: number;
  readonly eightBit: boolean;
  readonly replayable = true;
  readonly #text: string;
  readonly #encoder = new TextEncoder();
  /** All of a short text, encoded. Nobody else has it. */
  readonly #whole: Uint8Array | undefined;
  /** Characters that were encoded, and the bytes that they became. */
  #at = 0;
  taken = 0;

  constructor(text: string) {
    this.#text = text;
    this.#whole = text.length > MAX_PIECE_BYTES ? undefined : this.#encoder.encode(text);
    this.size = this.#whole?.length ?? this.#measure();
    // Exactly the characters beyond ASCII take more than one byte.
    this.eightBit = this.size > text.length;
  }

  readonly pullNow = (reuse?: Uint8Array): Uint8Array | null => {
    if (this.taken === this.size) return null;
    if (this.#whole) {
      this.taken = this.size;
      return this.#whole;
    }
    // A piece ends with a whole character, so it may be some bytes shorter than the one before.
    const fits = reuse && reuse.length > MAX_PIECE_BYTES / 2;
    return this.#encode(
      fits ? reuse : new Uint8Array(Math.min(MAX_PIECE_BYTES, this.size - this.taken)),
    );
  };

  async pull(reuse?: Uint8Array): Promise<Uint8Array | null> {
    return this.pullNow(reuse);
  }

  async rewind(): Promise<boolean> {
    this.#restart();
    return true;
  }

  release(): void {}

  #restart(): void {
    this.#at = 0;
    this.taken = 0;
  }

  #measure(): number {
    const memory = new Uint8Array(MAX_PIECE_BYTES);
    while (this.#at < this.#text.length) this.#encode(memory);
    const size = this.taken;
    this.#restart();
    return size;
  }

  /**
   * The next characters, as many as there is room for. One that does not fit whole waits for the next piece: as
   * many characters are looked at as there are bytes of room, so a surrogate that was cut from its pair never fits.
   */
  #encode(room: Uint8Array): Uint8Array {
    const text = this.#text.slice(this.#at, this.#at + room.length);
    const { read, written } = this.#encoder.encodeInto(text, room);
    this.#at += read;
    this.taken += written;
    // A new view, so that nothing that was noted about the earlier piece holds for this one.
    return new Uint8Array(room.buffer, room.byteOffset, written);
  }
}

/** Reads the caller's bytes by copies, and notices when they are not what they were. */
class BytesReader implements BodyReader {
  readonly size: number;
  readonly eightBit: boolean;
  readonly replayable = true;
  readonly #bytes: Uint8Array;
  /** One for each piece, from when the message was handed over. */
  readonly #checksums: number[];
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.size = bytes.length;
    this.#checksums = new Array<number>(Math.ceil(bytes.length / MAX_PIECE_BYTES));
    let eightBit = false;
    for (let from = 0; from < bytes.length; from += MAX_PIECE_BYTES) {
      const piece = part(bytes, from, from + MAX_PIECE_BYTES);
      // The words that a checksum is made of begin where memory lets them, which in a copy is its first byte.
      const seen = inspect(piece.byteOffset % 4 === 0 ? piece : copyBytes(piece));
      this.#checksums[from / MAX_PIECE_BYTES] = seen.checksum;
      eightBit ||= seen.eightBit;
    }
    this.eightBit = eightBit;
  }

  get taken(): number {
    return this.#at;
  }

  readonly pullNow = (reuse?: Uint8Array): Uint8Array | null => {
    const from = this.#at;
    if (from === this.size) return null;
    const length = Math.min(MAX_PIECE_BYTES, this.size - from);
    const piece = copyBytes(part(this.#bytes, from, from + length), reuse);
    // A buffer that was transferred or resized has fewer bytes, or none.
    if (
      piece.length !== length ||
      inspect(piece).checksum !== this.#checksums[from / MAX_PIECE_BYTES]
    ) {
      throw new BodyError(
        "its bytes were changed while it was being sent. Do not write to the Uint8Array before `send()` has settled, or hand over a copy.",
      );
    }
    this.#at = from + length;
    return piece;
  };

  async pull(reuse?: Uint8Array): Promise<Uint8Array | null> {
    return this.pullNow(reuse);
  }

  async rewind(): Promise<boolean> {
    this.#at = 0;
    return true;
  }

  release(): void {}
}

/** A part of bytes; they themselves where that is all of them. */
function part(bytes: Uint8Array, from: number, end: number): Uint8Array {
  return from === 0 && end >= bytes.length ? bytes : bytes.subarray(from, end);
}

/**
 * A checksum of bytes, and whether any is over 127. Looks at sixteen bytes at a time, in four independent sums.
 *
 * @param bytes they begin at a multiple of four bytes in their memory
 */
function inspect(bytes: Uint8Array): { readonly checksum: number; readonly eightBit: boolean } {
  const { four } = viewAsWords(bytes);
  let sum = 0;
  let [sum1, sum2, sum3] = [0, 0, 0];
  let bits = 0;
  const fours = four.length & ~3;
  for (let at = 0; at < fours; at += 4) {
    const word = four[at] as number;
    const word1 = four[at + 1] as number;
    const word2 = four[at + 2] as number;
    const word3 = four[at + 3] as number;
    bits |= word | word1 | word2 | word3;
    sum = turned(sum) ^ word;
    sum1 = turned(sum1) ^ word1;
    sum2 = turned(sum2) ^ word2;
    sum3 = turned(sum3) ^ word3;
  }
  sum = turned(turned(turned(sum) ^ sum1) ^ sum2) ^ sum3;
  for (let at = fours * 4; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    bits |= byte;
    sum = turned(sum) ^ byte;
  }
  return { checksum: sum, eightBit: (bits & 0x80808080) !== 0 };
}

function turned(sum: number): number {
  return (sum << 1) | (sum >>> 31);
}

/** Keeps the errors of the stream of a message that is looked at later. Never throws. */
export function keepErrorsOf(message: unknown): void {
  try {
    const { raw } = message as { readonly raw?: unknown };
    if (isStream(raw)) keepErrors(raw);
  } catch {
    // What cannot be looked at is found wanting when it is checked.
  }
}

/** Closes the stream of a message that is never begun, unless somebody read it or closed it. Never throws. */
export function discard(message: unknown): void {
  try {
    const { raw } = message as { readonly raw?: unknown };
    if (!isStream(raw) || !isUnread(raw)) return;
    keepErrors(raw);
    closeStream(raw);
  } catch {
    // What cannot even be looked at cannot be closed.
  }
}
