/**
 * Reads message content of every type that a caller may pass, piece by piece. Streams are in `body-stream.ts`.
 *
 * The caller's memory may change: a source may reuse its buffer, and a caller may overwrite its bytes while they are
 * sent. So every piece is copied once, at most 128 KiB at a time, and all later steps (line ends, doubled dots, the
 * write) use that copy.
 */

import { viewAsWords } from "../../protocol/bytes/octets.ts";
import type { AllowedContent } from "../../protocol/content/allowed-content.ts";
import { BodyError } from "../../protocol/content/content.ts";
import { AdaptiveReader, asStream, type MadeBody, SEVEN_BIT } from "./adaptive-reader.ts";
import type { BodyReader } from "./body-reader.ts";
import { StreamReader } from "./body-stream.ts";
import { copyBytes, MAX_PIECE_BYTES } from "./pieces.ts";
import { type BodyStream, closeStream, isStream, isUnread, keepErrors, unread } from "./streams.ts";

export type { AllowedContent } from "../../protocol/content/allowed-content.ts";
export type { MadeBody } from "./adaptive-reader.ts";
export type { BodyStream } from "./streams.ts";

/**
 * A message in the format of RFC 5322, including the header.
 *
 * Strings, bytes and functions that return a stream can be read again, so that another method or server can be tried.
 * A stream itself can be read only once.
 *
 * A function that takes a parameter gets what the plan for the server allows. It is called again when a fallback, or
 * another server, changes the plan, and then makes the same message in other encodings.
 *
 * @example
 * const header = "Subject: Hi\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
 * const raw = ({ eightBit }: AllowedContent) =>
 *   eightBit
 *     ? `${header}Content-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n`
 *     : `${header}Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n`;
 */
export type Body = string | Uint8Array | BodyStream | BodySource;

/** Makes a message, anew each time. */
export type BodySource = (allowed: AllowedContent) => MadeBody | Promise<MadeBody>;

/**
 * Creates a reader for a body.
 *
 * @throws {TypeError} if `raw` is not a Body
 */
export function readBody(raw: Body): BodyReader {
  if (typeof raw === "string") return new TextReader(raw);
  if (raw instanceof Uint8Array) return new BytesReader(raw);
  if (typeof raw === "function") {
    if (raw.length > 0) return new AdaptiveReader(raw, readBody);
    return new StreamReader(() => {
      const made = raw(SEVEN_BIT);
      return made instanceof Promise ? made.then(asStream) : asStream(made);
    }, true);
  }
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
 * Reads a text as UTF-8. A long text is encoded piece by piece, so that its first piece is sent at once and the text
 * is never in memory twice.
 */
class TextReader implements BodyReader {
  readonly size: number;
  readonly eightBit: boolean;
  readonly replayable = true;
  readonly #text: string;
  readonly #encoder = new TextEncoder();
  /** All of a short text, encoded. Not shared with other code. */
  readonly #whole: Uint8Array | undefined;
  /** Number of characters encoded, and the bytes they became. */
  #at = 0;
  taken = 0;

  constructor(text: string) {
    this.#text = text;
    this.#whole = text.length > MAX_PIECE_BYTES ? undefined : this.#encoder.encode(text);
    this.size = this.#whole?.length ?? this.#measure();
    // Only characters outside ASCII take more than one byte.
    this.eightBit = this.size > text.length;
  }

  readonly pullNow = (reuse?: Uint8Array): Uint8Array | null => {
    if (this.taken === this.size) return null;
    if (this.#whole) {
      this.taken = this.size;
      return this.#whole;
    }
    // A piece ends with a whole character, so it may be a few bytes shorter than the previous one.
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
   * Encodes the next characters, as many as fit. A character that does not fit waits for the next piece: only as many
   * characters are read as there are bytes of room, so half of a surrogate pair never fits.
   */
  #encode(room: Uint8Array): Uint8Array {
    const text = this.#text.slice(this.#at, this.#at + room.length);
    const { read, written } = this.#encoder.encodeInto(text, room);
    this.#at += read;
    this.taken += written;
    // A new view, because facts recorded about the earlier piece must not apply to this one.
    return new Uint8Array(room.buffer, room.byteOffset, written);
  }
}

/** Reads the caller's bytes as copies, and notices if they changed. */
class BytesReader implements BodyReader {
  readonly size: number;
  readonly eightBit: boolean;
  readonly replayable = true;
  readonly #bytes: Uint8Array;
  /** One for each piece, from the time when the message was passed. */
  readonly #checksums: number[];
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.size = bytes.length;
    this.#checksums = new Array<number>(Math.ceil(bytes.length / MAX_PIECE_BYTES));
    let eightBit = false;
    for (let from = 0; from < bytes.length; from += MAX_PIECE_BYTES) {
      const piece = part(bytes, from, from + MAX_PIECE_BYTES);
      // The words of a checksum need aligned memory, which a copy has.
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

/** Returns a part of bytes; the same object if that is everything. */
function part(bytes: Uint8Array, from: number, end: number): Uint8Array {
  return from === 0 && end >= bytes.length ? bytes : bytes.subarray(from, end);
}

/**
 * Returns a checksum of bytes, and whether any is over 127. Reads sixteen bytes at a time, in four independent sums.
 *
 * @param bytes their offset in memory must be a multiple of four
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

/** Catches the errors of a message's stream that is read later. Never throws. */
export function keepErrorsOf(message: unknown): void {
  try {
    const { raw } = message as { readonly raw?: unknown };
    if (isStream(raw)) keepErrors(raw);
  } catch {
    // Checking the message reports that it cannot be read.
  }
}

/** Closes the stream of a message that is never begun, unless it was already read or closed. Never throws. */
export function discard(message: unknown): void {
  try {
    const { raw } = message as { readonly raw?: unknown };
    if (!isStream(raw) || !isUnread(raw)) return;
    keepErrors(raw);
    closeStream(raw);
  } catch {
    // A message that cannot be read cannot be closed.
  }
}
