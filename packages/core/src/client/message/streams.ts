/**
 * Streams as callers hand them over: web streams, streams of Node, and anything else that can be iterated.
 *
 * A generator queues `return()` behind a `next()` that does not come to its end. Closing must not wait for
 * that, so streams that can be destroyed or cancelled are.
 */
import { BodyError } from "../../protocol/content/content.ts";
import { Pace } from "../connection/pace.ts";

/** A stream of content, as a web stream or anything that can be iterated with `for await`. */
export type BodyStream = ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** Returns whether a value is a stream of content. */
export function isStream(raw: unknown): raw is BodyStream {
  return (
    typeof raw === "object" && raw !== null && (Symbol.asyncIterator in raw || "getReader" in raw)
  );
}

/** Bare streams that were read for a message. They have nothing left for another one. */
const READ: WeakSet<object> = new WeakSet();

export const SPENT =
  "its stream was read before and can be read only once. Hand it over as bytes, or as a function that makes a new stream.";

/** Returns whether nobody has read or closed a bare stream through this client. */
export function isUnread(stream: BodyStream): boolean {
  return !READ.has(stream);
}

/**
 * A bare stream that nobody has read.
 *
 * @throws {BodyError} `spent` when somebody has, as far as the runtime says
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

/** Streams whose errors are kept already: one listener is enough. */
const KEPT: WeakSet<object> = new WeakSet();

/** A stream of Node that fails before it is read would otherwise end the process; reading it throws the error. */
export function keepErrors(stream: BodyStream): void {
  const { on } = stream as { on?: unknown };
  if (typeof on !== "function" || KEPT.has(stream)) return;
  KEPT.add(stream);
  on.call(stream, "error", () => {});
}

/** Closes a stream that nobody began to read, and that nobody can read any more. */
export function closeStream(stream: BodyStream): void {
  READ.add(stream);
  if ("getReader" in stream) void stream.cancel().catch(() => {});
  else if (!destroyed(stream)) closeIterator(stream[Symbol.asyncIterator]());
}

/** A stream that is being read. */
export interface StreamReading {
  next(): Promise<IteratorResult<unknown>>;
  /** Closes the stream at once, also while `next` is under way. Never throws, and never waits. */
  close(): void;
}

/** Begins to read a stream. */
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
      // A pending read ends by this. The lock is given back only then, so that nobody reads on.
      reader
        .cancel()
        .catch(() => {})
        .finally(() => reader.releaseLock());
    },
  };
}

/** Destroys a stream of Node, and what looks like one. False for anything else. */
function destroyed(stream: BodyStream): boolean {
  const { destroy } = stream as { destroy?: unknown };
  if (typeof destroy !== "function") return false;
  try {
    destroy.call(stream);
  } catch {
    // What fails while it is closed has nothing more to say about the message.
  }
  return true;
}

/** Ends an iterator without waiting for it. */
export function closeIterator(iterator: { return?: (() => unknown) | undefined }): void {
  try {
    void Promise.resolve(iterator.return?.()).catch(() => {});
  } catch {
    // It has nothing to say about any message.
  }
}

type PieceStream = AsyncIterable<Uint8Array | string>;

/**
 * A stream that is made of another one. Closing it closes the other one at once: when nobody has begun to
 * read it, and also while a piece is awaited. A generator alone does neither.
 *
 * @param stream the other one
 * @param transform makes the pieces
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
        // A source that cannot be closed is asked for nothing more.
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
