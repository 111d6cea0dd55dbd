/** Content that is read piece by piece, as a stream of Node for the library. */
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { ContentStream } from "./draft.ts";

/** What is not in memory. */
export type Source = Blob | ContentStream | (() => ContentStream | Promise<ContentStream>);

/** A source that is being read. */
interface Reading {
  next(): Promise<IteratorResult<Uint8Array | string, unknown>>;
  close(): void;
}

/**
 * Reads a source. Nothing is asked of the source before it is its turn. Destroying the reader closes the source
 * at once, also when nobody began to read it, and also while a piece is awaited; a generator does neither.
 */
export class SourceReader extends Readable {
  readonly #source: Source;
  #reading: Reading | undefined;
  #ended = false;

  constructor(source: Source) {
    super({ objectMode: false });
    this.#source = source;
    if (!(source instanceof Blob) && typeof source !== "function") keepErrors(source);
  }

  override _read(): void {
    this.#next().then(
      (piece) => this.destroyed || this.push(piece),
      (error: unknown) => {
        this.#ended = true;
        this.destroy(error as Error);
      },
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const source = this.#source;
    if (this.#reading) {
      if (!this.#ended) this.#reading.close();
    } else if (!(source instanceof Blob) && typeof source !== "function") close(source);
    callback(error);
  }

  /** The next piece that is not empty, or `null` at the end. */
  async #next(): Promise<Buffer | null> {
    this.#reading ??= startReading(await this.#open());
    for (;;) {
      const { done, value } = await this.#reading.next();
      this.#ended = done === true;
      if (done) return null;
      const piece = typeof value === "string" ? Buffer.from(value) : viewOf(value);
      if (piece.length > 0) return piece;
      // A source of nothing but empty pieces must not keep the event loop from running.
      await setImmediate();
      if (this.destroyed) return null;
    }
  }

  /** A stream that comes when nobody wants it any more is closed. */
  async #open(): Promise<ContentStream> {
    const source = this.#source;
    if (source instanceof Blob) return source.stream();
    if (typeof source !== "function") return source;
    const stream = await source();
    if (!this.destroyed) return stream;
    close(stream);
    throw new Error("The stream was closed before it was there.");
  }
}

/** Streams that are, or were, the content of some message. They have nothing left for another. */
const CLAIMED: WeakSet<object> = new WeakSet();

/** A stream has nothing left for this message. It may belong to another one, and is not closed for this one's sake. */
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
 * Takes a stream for one message. An empty part would otherwise stand for it in the next one.
 *
 * @param what the option it was given as, for the error
 * @throws {SpentError} when it was read before, as far as the runtime says, or is the content of another message
 */
export function claim(stream: ContentStream, what: string): void {
  if (CLAIMED.has(stream) || isRead(stream)) throw new SpentError(what, stream);
  CLAIMED.add(stream);
}

function isRead(stream: ContentStream): boolean {
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
  // One that failed is read, so that its error is what the caller sees.
  return readableEnded === true || (destroyed === true && !errored);
}

/** Closes a stream that nobody reads. Never throws, and never waits. */
export function close(stream: ContentStream): void {
  try {
    keepErrors(stream);
    if ("getReader" in stream) void stream.cancel().catch(() => {});
    else if (!destroy(stream)) end(stream[Symbol.asyncIterator]());
  } catch {
    // What cannot be closed has nothing to say about the message.
  }
}

function startReading(stream: ContentStream): Reading {
  if ("getReader" in stream) {
    const reader = stream.getReader();
    return { next: () => reader.read(), close: () => void reader.cancel().catch(() => {}) };
  }
  keepErrors(stream);
  const iterator = stream[Symbol.asyncIterator]();
  return { next: () => iterator.next(), close: () => destroy(stream) || end(iterator) };
}

/** A stream of Node that fails while nobody reads it would otherwise end the process. */
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
    // The same.
  }
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
