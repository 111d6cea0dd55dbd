/**
 * Message content in every shape that a caller may have it, read piece by piece.
 *
 * The caller's memory is not ours: a source may reuse its buffer, and a caller may overwrite its bytes
 * while they are sent. So every piece is copied once, at most 64 KiB at a time, and everything that
 * follows (line ends, doubled dots, the write) works on that copy.
 */
import { BodyError } from "../protocol/content.ts";
import { wordsOf } from "../protocol/octets.ts";

/** A stream of content, as a web stream or anything that can be iterated with `for await`. */
export type BodyStream = ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/**
 * A message in the format of RFC 5322, headers and all.
 *
 * Strings, bytes and functions that make a stream can be read again, so that a
 * refused method or server costs nothing. A bare stream can be read only once.
 */
export type Body = string | Uint8Array | BodyStream | (() => BodyStream | Promise<BodyStream>);

/** Reads one body for one delivery. */
export interface BodyReader {
  /** Bytes, when known beforehand. */
  readonly size?: number;
  /** Whether there are bytes over 127, when known beforehand. */
  readonly eightBit?: boolean;
  /** The body can be read more than once. */
  readonly replayable: boolean;
  /** Bytes taken from the source since it was last started, as UTF-8 where it gives strings. */
  readonly taken: number;
  /** The next piece, or `null` at the end. Throws BodyError when the source fails. */
  pull(): Promise<Uint8Array | null>;
  /** The same without waiting, for a message in memory, which can always start over. */
  readonly pullNow?: () => Uint8Array | null;
  /** Starts over. False when the source can be read only once. */
  rewind(): Promise<boolean>;
  /** Closes the source, also when it was not read to its end. Never throws, and never waits. */
  release(): void;
}

/** Bytes of a piece at most. */
const PIECE = 65_536;

/**
 * Makes a reader for a body.
 *
 * @throws {TypeError} when `raw` is none of the shapes of a Body
 */
export function readBody(raw: Body): BodyReader {
  if (typeof raw === "string") return new TextReader(raw);
  if (raw instanceof Uint8Array) return new BytesReader(raw);
  if (typeof raw === "function") return new StreamReader(raw, true);
  if (isStream(raw)) {
    keepErrors(raw);
    return new StreamReader(() => unread(raw), false, raw);
  }
  throw new TypeError(
    "`raw` must be the message itself: a string, bytes (Uint8Array), a stream, an async iterable, or a function that returns a stream.",
  );
}

function isStream(raw: unknown): raw is BodyStream {
  return (
    typeof raw === "object" && raw !== null && (Symbol.asyncIterator in raw || "getReader" in raw)
  );
}

/** Reads a text, which nobody can change, from its UTF-8 form, which nobody else has. */
class TextReader implements BodyReader {
  readonly size: number;
  readonly eightBit: boolean;
  readonly replayable = true;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(text: string) {
    this.#bytes = new TextEncoder().encode(text);
    this.size = this.#bytes.length;
    // Exactly the characters beyond ASCII take more than one byte.
    this.eightBit = this.size > text.length;
  }

  get taken(): number {
    return this.#at;
  }

  readonly pullNow = (): Uint8Array | null => {
    if (this.#at === this.size) return null;
    const from = this.#at;
    this.#at = Math.min(this.size, from + PIECE);
    return this.#bytes.subarray(from, this.#at);
  };

  async pull(): Promise<Uint8Array | null> {
    return this.pullNow();
  }

  async rewind(): Promise<boolean> {
    this.#at = 0;
    return true;
  }

  release(): void {}
}

/** Reads the caller's bytes by copies, and notices when they are not what they were. */
class BytesReader implements BodyReader {
  readonly size: number;
  readonly eightBit: boolean;
  readonly replayable = true;
  readonly #bytes: Uint8Array;
  /** One for each piece, from when the message was handed over. */
  readonly #checksums: number[] = [];
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.size = bytes.length;
    let eightBit = false;
    for (let from = 0; from < bytes.length; from += PIECE) {
      const piece = bytes.subarray(from, from + PIECE);
      // The words that a checksum is made of begin where memory lets them, which in a copy is its first byte.
      const seen = inspect(piece.byteOffset % 4 === 0 ? piece : copyOf(piece));
      this.#checksums.push(seen.checksum);
      eightBit ||= seen.eightBit;
    }
    this.eightBit = eightBit;
  }

  get taken(): number {
    return this.#at;
  }

  readonly pullNow = (): Uint8Array | null => {
    const from = this.#at;
    if (from === this.size) return null;
    const length = Math.min(PIECE, this.size - from);
    const piece = copyOf(this.#bytes.subarray(from, from + length));
    // A buffer that was transferred or resized has fewer bytes, or none.
    if (piece.length !== length || inspect(piece).checksum !== this.#checksums[from / PIECE]) {
      throw new BodyError(
        "its bytes were changed while it was being sent. Do not write to the Uint8Array before `send()` has settled, or hand over a copy.",
      );
    }
    this.#at = from + length;
    return piece;
  };

  async pull(): Promise<Uint8Array | null> {
    return this.pullNow();
  }

  async rewind(): Promise<boolean> {
    this.#at = 0;
    return true;
  }

  release(): void {}
}

/** A copy in memory of our own: `slice` of a Node Buffer is a view of the caller's. */
function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}

/** A checksum of bytes, and whether any is over 127. Looks at four bytes at a time. */
function inspect(bytes: Uint8Array): { readonly checksum: number; readonly eightBit: boolean } {
  const { first, four } = wordsOf(bytes);
  let checksum = 0;
  let bits = 0;
  for (let at = 0; at < four.length; at += 1) {
    const word = four[at] as number;
    bits |= word;
    checksum = ((checksum << 1) | (checksum >>> 31)) ^ word;
  }
  const add = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] as number;
      bits |= byte;
      checksum = ((checksum << 1) | (checksum >>> 31)) ^ byte;
    }
  };
  add(0, first);
  add(first + four.length * 4, bytes.length);
  return { checksum, eightBit: (bits & 0x80808080) !== 0 };
}

/** Bare streams that were read for a message. They have nothing left for another one. */
const READ: WeakSet<object> = new WeakSet();

const SPENT =
  "its stream was read before and can be read only once. Hand it over as bytes, or as a function that makes a new stream.";

/**
 * A bare stream that nobody has read.
 *
 * @throws {BodyError} `spent` when somebody has, as far as the runtime says
 */
function unread(stream: BodyStream): BodyStream {
  if (READ.has(stream) || isDisturbed(stream)) throw new BodyError(SPENT, { spent: true });
  READ.add(stream);
  return stream;
}

function isDisturbed(stream: BodyStream): boolean {
  if ("getReader" in stream) {
    if (stream.locked) return true;
    try {
      // The one thing in the web platform that says whether a stream was read.
      new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>);
      return false;
    } catch {
      return true;
    }
  }
  const { readableEnded, destroyed, errored } = stream as {
    readableEnded?: unknown;
    destroyed?: unknown;
    errored?: unknown;
  };
  // A stream of Node that failed is read, so that its error is what the caller sees.
  return readableEnded === true || (destroyed === true && !errored);
}

/** A stream of Node that fails before it is read would otherwise end the process; reading it throws the error. */
function keepErrors(stream: BodyStream): void {
  const { on } = stream as { on?: unknown };
  if (typeof on === "function") on.call(stream, "error", () => {});
}

/** Reads a stream, or one after the other that a function makes. */
class StreamReader implements BodyReader {
  readonly replayable: boolean;
  taken = 0;
  readonly #make: () => BodyStream | Promise<BodyStream>;
  /** The one that can be read only once, until it is closed. */
  #bare: BodyStream | undefined;
  #iterator: AsyncIterator<Uint8Array | string> | undefined;
  /** What the source gave and was not handed on yet, and the first half of a character that ended a string. */
  #rest: Uint8Array | undefined;
  #half = "";
  #releases = 0;
  #ended = false;

  constructor(
    make: () => BodyStream | Promise<BodyStream>,
    replayable: boolean,
    bare?: BodyStream,
  ) {
    this.#make = make;
    this.replayable = replayable;
    this.#bare = bare;
  }

  async pull(): Promise<Uint8Array | null> {
    for (;;) {
      if (this.#rest && this.#rest.length > 0) return this.#piece(this.#rest);
      if (this.#ended) return null;
      const { done, value } = await this.#next();
      if (done) {
        this.#ended = true;
        if (this.#half !== "") this.#take(new TextEncoder().encode(this.#half));
        else if (this.taken === 0 && !this.replayable) throw new BodyError(SPENT, { spent: true });
      } else this.#take(typeof value === "string" ? this.#encoded(value) : value);
    }
  }

  async rewind(): Promise<boolean> {
    if (!this.replayable) return false;
    this.release();
    this.taken = 0;
    this.#rest = undefined;
    this.#half = "";
    this.#ended = false;
    return true;
  }

  release(): void {
    this.#releases += 1;
    const open = this.#iterator;
    const bare = this.#bare;
    this.#iterator = undefined;
    this.#bare = undefined;
    this.#rest = undefined;
    // A source that fails while it is closed has nothing more to say about the message.
    try {
      if (open) void Promise.resolve(open.return?.()).catch(() => {});
      else if (bare && !READ.has(bare)) close(bare);
    } catch {}
  }

  async #next(): Promise<IteratorResult<Uint8Array | string>> {
    let given: IteratorResult<unknown>;
    try {
      this.#iterator ??= iterate(await this.#open());
      given = await this.#iterator.next();
    } catch (cause) {
      if (cause instanceof BodyError) throw cause;
      throw new BodyError(`its source failed (${describe(cause)}).`, { cause });
    }
    const { done, value } = given;
    if (done || typeof value === "string" || value instanceof Uint8Array) {
      return given as IteratorResult<Uint8Array | string>;
    }
    throw new BodyError("its source gave something that is neither bytes nor a string.");
  }

  /** A stream that comes when nobody wants it any more is closed. */
  async #open(): Promise<BodyStream> {
    const before = this.#releases;
    const stream = await this.#make();
    if (this.#releases === before) return stream;
    close(stream);
    throw new BodyError("its source was closed before it was there.");
  }

  #take(bytes: Uint8Array): void {
    this.taken += bytes.length;
    this.#rest = bytes;
  }

  /** The beginning of what the source gave, by a copy: once asked for more it may reuse its buffer. */
  #piece(rest: Uint8Array): Uint8Array {
    const piece = copyOf(rest.subarray(0, PIECE));
    this.#rest = rest.subarray(piece.length);
    return piece;
  }

  /** A string that ends within a character leaves its first half to the next one. */
  #encoded(text: string): Uint8Array {
    const whole = this.#half + text;
    const last = whole.charCodeAt(whole.length - 1);
    const cut = last >= 0xd800 && last < 0xdc00 ? whole.length - 1 : whole.length;
    this.#half = whole.slice(cut);
    return new TextEncoder().encode(whole.slice(0, cut));
  }
}

/** Closes the stream of a message that is never begun, unless somebody read it or closed it. Never throws. */
export function discard(message: unknown): void {
  try {
    const { raw } = message as { readonly raw?: unknown };
    if (isStream(raw) && !READ.has(raw)) {
      keepErrors(raw);
      close(raw);
    }
  } catch {
    // What cannot even be looked at cannot be closed.
  }
}

/** Closes a stream that nobody began to read, and that nobody can read any more. */
function close(stream: BodyStream): void {
  READ.add(stream);
  const { destroy } = stream as { destroy?: unknown };
  if ("getReader" in stream) void stream.cancel().catch(() => {});
  else if (typeof destroy === "function") destroy.call(stream);
  else void Promise.resolve(stream[Symbol.asyncIterator]().return?.()).catch(() => {});
}

async function* readable(
  stream: ReadableStream<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}

function iterate(stream: BodyStream): AsyncIterator<Uint8Array | string> {
  if (Symbol.asyncIterator in stream) return stream[Symbol.asyncIterator]();
  return readable(stream);
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
