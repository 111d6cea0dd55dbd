/** Message content in every shape a user may have it, read piece by piece. */
import { BodyError } from "../protocol/content.ts";
import { hasEightBit } from "../protocol/octets.ts";

/** A stream of content, as a web stream or anything that can be iterated with `for await`. */
export type BodyStream = ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/**
 * A message in the format of RFC 5322, headers and all.
 *
 * Strings, bytes and functions that make a stream can be read again, so that a
 * refused way or server costs nothing. A bare stream can be read only once.
 */
export type Body = string | Uint8Array | BodyStream | (() => BodyStream | Promise<BodyStream>);

/** Reads one body for one delivery. */
export interface BodyReader {
  /** Octets, when known beforehand. */
  readonly size?: number;
  /** Whether there are octets over 127, when known beforehand. */
  readonly eightBit?: boolean;
  /** The next piece, or `null` at the end. Throws BodyError when the source fails. */
  pull(): Promise<Uint8Array | null>;
  /** The same without waiting, where the message is in memory; which can always start over. */
  readonly pullNow?: () => Uint8Array | null;
  /** Starts over. False when the source can be read only once. */
  rewind(): Promise<boolean>;
  /** Lets go of the source, also when it was not read to its end. */
  release(): Promise<void>;
}

/**
 * Makes a reader for a body.
 *
 * @throws {TypeError} when `raw` is none of the shapes of a Body
 */
export function readBody(raw: Body): BodyReader {
  if (typeof raw === "string") return inMemory(new TextEncoder().encode(raw));
  if (raw instanceof Uint8Array) return inMemory(raw);
  if (typeof raw === "function") return streamed(raw, true);
  if (isStream(raw)) return streamed(() => raw, false);
  throw new TypeError(
    "`raw` must be the message itself: a string, bytes (Uint8Array), a stream, an async iterable, or a function that returns a stream.",
  );
}

function isStream(raw: unknown): raw is BodyStream {
  return (
    typeof raw === "object" && raw !== null && (Symbol.asyncIterator in raw || "getReader" in raw)
  );
}

function inMemory(bytes: Uint8Array): BodyReader {
  let given = false;
  const pullNow = (): Uint8Array | null => {
    if (given) return null;
    given = true;
    return bytes;
  };
  return {
    size: bytes.length,
    eightBit: hasEightBit(bytes),
    pull: async () => pullNow(),
    pullNow,
    rewind: async () => {
      given = false;
      return true;
    },
    release: async () => {},
  };
}

function streamed(make: () => BodyStream | Promise<BodyStream>, again: boolean): BodyReader {
  let iterator: AsyncIterator<Uint8Array | string> | undefined;
  const encoder = new TextEncoder();
  const release = async (): Promise<void> => {
    const open = iterator;
    iterator = undefined;
    // A source that fails while it is let go has nothing more to say about the message.
    await open?.return?.().catch(() => {});
  };
  return {
    async pull() {
      try {
        iterator ??= iterate(await make());
        const { done, value } = await iterator.next();
        if (done) return null;
        if (typeof value === "string") return encoder.encode(value);
        if (value instanceof Uint8Array) return value;
      } catch (cause) {
        throw new BodyError(`its source failed (${describe(cause)}).`, { cause });
      }
      throw new BodyError("its source gave something that is neither bytes nor a string.");
    },
    async rewind() {
      if (!again) return false;
      await release();
      return true;
    },
    release,
  };
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
