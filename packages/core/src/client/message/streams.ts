/**
 * Opens and closes streams from callers: web streams, Node streams, and other iterables. `body-stream.ts` reads them.
 *
 * A generator queues `return()` behind a `next()` that may never end. Closing must not wait for that, so streams that
 * can be destroyed or cancelled are.
 */
import { BodyError } from "../../protocol/content/content.ts";
import { Pace } from "../connection/pace.ts";

/** A stream of content: a web stream or any object for `for await`. */
export type BodyStream = ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** Returns whether a value is a stream of content. */
export function isStream(raw: unknown): raw is BodyStream {
  return (
    typeof raw === "object" && raw !== null && (Symbol.asyncIterator in raw || "getReader" in raw)
  );
}

/** Streams that were read for a message. They are empty for another one. */
const READ: WeakSet<object> = new WeakSet();

export const SPENT =
  "its stream was read before and can be read only once. Hand it over as bytes, or as a function that makes a new stream.";

/** Returns whether this client has neither read nor closed a stream. */
export function isUnread(stream: BodyStream): boolean {
  return !READ.has(stream);
}

/**
 * Returns a stream that was not read yet.
 *
 * @throws {BodyError} `spent` if the stream was read, as far as the runtime reports that
 */
export function unread(stream: BodyStream): BodyStream {
  if (READ.has(stream) || isDisturbed(stream)) throw new BodyError(SPENT, { spent: true });
  READ.add(stream);
  return stream;
}

function isDisturbed(stream: BodyStream): boolean {
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
  // A failed Node stream is read, so that the caller sees its error.
  return readableEnded === true || (destroyed === true && !errored);
}

/** Streams whose errors are already caught: one listener is enough. */
const KEPT: WeakSet<object> = new WeakSet();

/**
 * Catches the error of a Node stream that fails before it is read, which would end the process. Reading the stream
 * throws the error.
 */
export function keepErrors(stream: BodyStream): void {
  const { on } = stream as { on?: unknown };
  if (typeof on !== "function" || KEPT.has(stream)) return;
  KEPT.add(stream);
  on.call(stream, "error", () => {});
}

/** Closes a stream that was never read and can no longer be read. */
export function closeStream(stream: BodyStream): void {
  READ.add(stream);
  if ("getReader" in stream) void stream.cancel().catch(() => {});
  else if (!destroyed(stream)) closeIterator(stream[Symbol.asyncIterator]());
}

/** A stream that is being read. */
export interface StreamReading {
  next(): Promise<IteratorResult<unknown>>;
  /** Closes the stream at once, also while `next` is running. Never throws, and never waits. */
  close(): void;
}

/** Starts to read a stream. */
export function startReading(stream: BodyStream): StreamReading {
  if ("getReader" in stream) return webReading(stream);
  keepErrors(stream);
  const iterator = stream[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    close: () => destroyed(stream) || closeIterator(iterator),
  };
}

function webReading(stream: ReadableStream<unknown>): StreamReading {
  const reader = stream.getReader();
  return {
    async next() {
      const { done, value } = await reader.read();
      if (done) reader.releaseLock();
      return done ? { done, value: undefined } : { done, value };
    },
    close: () => {
      // Cancelling ends a pending read. The lock is released only afterwards, so that no other code reads the stream.
      reader
        .cancel()
        .catch(() => {})
        .finally(() => reader.releaseLock());
    },
  };
}

/** Destroys a Node stream, or an object like one. Returns false for anything else. */
function destroyed(stream: BodyStream): boolean {
  const { destroy } = stream as { destroy?: unknown };
  if (typeof destroy !== "function") return false;
  try {
    destroy.call(stream);
  } catch {
    // An error during closing does not matter for the message.
  }
  return true;
}

/** Ends an iterator without waiting for it. */
export function closeIterator(iterator: { return?: (() => unknown) | undefined }): void {
  try {
    void Promise.resolve(iterator.return?.()).catch(() => {});
  } catch {
    // An error during closing does not matter for the message.
  }
}

type PieceStream = AsyncIterable<Uint8Array | string>;

/**
 * Creates a stream from another one. Closing it closes the other stream at once, also if it was never read, and while
 * a piece is awaited. A generator alone does neither.
 *
 * @param stream the source
 * @param transform creates the pieces
 */
export function derivedStream(
  stream: BodyStream,
  transform: (pieces: PieceStream) => AsyncGenerator<Uint8Array | string, void, undefined>,
): BodyStream {
  const ended = { done: true, value: undefined } as const;
  let reading: StreamReading | undefined;
  let closed = false;
  const closeSource = async () => {
    if (!closed) reading ? reading.close() : closeStream(stream);
    closed = true;
    return ended;
  };
  const pieces = {
    [Symbol.asyncIterator]() {
      const begun = startReading(stream);
      reading = begun;
      const pace = new Pace();
      const next = async () => {
        const given = await begun.next();
        const pause = pace.pauseIfEmpty(given.value);
        if (pause) await pause;
        // A source that cannot be closed is not read any more.
        if (closed) return ended;
        closed = given.done === true;
        return given as IteratorResult<Uint8Array | string>;
      };
      return { next, return: closeSource };
    },
  };
  const made = transform(pieces);
  const iterator = {
    next: () => made.next(),
    return: () => {
      void made.return();
      return closeSource();
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
