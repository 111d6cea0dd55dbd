/** Content that is read piece by piece. A stream belongs to one message, and is closed with it. */
import type { ContentStream } from "./draft.ts";

/** Content that is not in memory. */
export type Source = Blob | ContentStream | (() => ContentStream | Promise<ContentStream>);

/** A source that is being read. */
interface Reading {
  next(): Promise<IteratorResult<Uint8Array | string, unknown>>;
  close(): void;
}

/**
 * Reads a source. The source is not read before its turn. Destroying the reader closes the source at once, also
 * before the first read and while a piece is awaited; a generator does neither.
 */
export class SourceReader {
  readonly #source: Source;
  #reading: Reading | undefined;
  #state: "open" | "ended" | "closed" = "open";
  /** The first half of a surrogate pair that ended a string. */
  #half = "";

  constructor(source: Source) {
    this.#source = source;
    if (isBare(source)) keepErrors(source);
  }

  /** The next piece, which may be empty, or `null` at the end. */
  async next(): Promise<Uint8Array | null> {
    if (this.#state !== "open") return null;
    try {
      this.#reading ??= startReading(await this.#open());
      const { done, value } = await this.#reading.next();
      if (!done) return typeof value === "string" ? this.#encoded(value) : bytesIn(value);
    } catch (error) {
      if (this.#state === "open") this.#state = "ended";
      throw error;
    }
    if (this.#state === "open") this.#state = "ended";
    const rest = new TextEncoder().encode(this.#half);
    this.#half = "";
    return rest.length > 0 ? rest : null;
  }

  close(): void {
    if (this.#state !== "open") return;
    this.#state = "closed";
    if (this.#reading) this.#reading.close();
    else if (isBare(this.#source)) close(this.#source);
  }

  /** Opens the stream. A stream that arrives after it was no longer needed is closed. */
  async #open(): Promise<ContentStream> {
    const source = this.#source;
    if (source instanceof Blob) return source.stream();
    if (typeof source !== "function") return source;
    const stream = await source();
    if (this.#state === "open") return stream;
    close(stream);
    throw new Error("The stream was closed before it was there.");
  }

  #encoded(text: string): Uint8Array {
    const whole = this.#half + text;
    this.#half = /[\ud800-\udbff]$/.exec(whole)?.[0] ?? "";
    return new TextEncoder().encode(whole.slice(0, whole.length - this.#half.length));
  }
}

function isBare(source: Source): source is ContentStream {
  return !(source instanceof Blob) && typeof source !== "function";
}

function bytesIn(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw new TypeError("A stream of content gave something that is neither bytes nor a string.");
}

/** Streams that are, or were, the content of a message. They are empty for another message. */
const CLAIMED: WeakSet<object> = new WeakSet();

/**
 * The error for a stream that is empty for this message. The stream may belong to another message, so it is not
 * closed.
 */
export class SpentError extends Error {
  readonly stream: ContentStream;

  constructor(what: string, stream: ContentStream) {
    super(
      `${what} is a stream that was read before and can be read only once. Give bytes, or a function that makes a new stream.`,
    );
    this.stream = stream;
  }
}

/**
 * Reserves a stream for one message. Otherwise the stream would be an empty part in the next message.
 *
 * @param what the name of the option, for the error
 * @throws {SpentError} if it was already read, as far as the runtime reports that, or is the content of another
 * message
 */
export function claim(stream: ContentStream, what: string): void {
  if (CLAIMED.has(stream) || isRead(stream)) throw new SpentError(what, stream);
  CLAIMED.add(stream);
}

function isRead(stream: ContentStream): boolean {
  if ("getReader" in stream) {
    if (stream.locked) return true;
    try {
      // Only the Response constructor reports whether a web stream was read.
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
  // A failed stream is read, so that the caller sees its error.
  return readableEnded === true || (destroyed === true && !errored);
}

/** Closes an unread stream. Never throws, and never waits. */
export function close(stream: ContentStream): void {
  try {
    keepErrors(stream);
    if ("getReader" in stream) void stream.cancel().catch(() => {});
    else if (!destroy(stream)) end(stream[Symbol.asyncIterator]());
  } catch {
    // An error during closing does not matter for the message.
  }
}

function startReading(stream: ContentStream): Reading {
  if ("getReader" in stream) {
    const reader = stream.getReader();
    return { next: () => reader.read(), close: () => void reader.cancel().catch(() => {}) };
  }
  keepErrors(stream);
  const iterator = stream[Symbol.asyncIterator]();
  return { next: () => iterator.next(), close: () => void (destroy(stream) || end(iterator)) };
}

/** Catches the error of a Node stream that fails before it is read, which would end the process. */
function keepErrors(stream: ContentStream): void {
  const { on } = stream as { on?: unknown };
  if (typeof on === "function") on.call(stream, "error", () => {});
}

function destroy(stream: ContentStream): boolean {
  const { destroy } = stream as { destroy?: unknown };
  if (typeof destroy !== "function") return false;
  destroy.call(stream);
  return true;
}

function end(iterator: AsyncIterator<unknown>): void {
  try {
    void Promise.resolve(iterator.return?.()).catch(() => {});
  } catch {
    // An error during closing does not matter for the message.
  }
}
