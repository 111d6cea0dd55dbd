/** Reads the content of a message piece by piece, whatever its type, and closes it. */
import type { BodyStream, MadeBody } from "@parley-smtp/core";

/** Content that is being read. */
export interface ContentReading {
  /** The next piece; `undefined` at the end. The piece is valid until the next call. */
  next(): Promise<Uint8Array | undefined>;
  /** Closes the content at once, also while a piece is awaited. Never throws, and never waits. */
  close(): void;
}

/** After so many empty pieces in a row, other work has its turn. */
const EMPTY_PIECES_IN_A_ROW = 100;

/** Starts to read content. */
export function openContent(content: MadeBody): ContentReading {
  if (content instanceof Uint8Array) return inPieces(readOnce(content));
  return inPieces(typeof content === "string" ? encodeText(content) : readStream(content));
}

/** Bytes, or characters, of a piece at most: a piece is copied more than once. */
const MAX_PIECE_LENGTH = 65_536;

/** Splits long pieces. */
function inPieces(reading: ContentReading): ContentReading {
  let rest: Uint8Array | undefined;
  return {
    async next() {
      const bytes = rest ?? (await reading.next());
      const piece = bytes?.subarray(0, MAX_PIECE_LENGTH);
      rest =
        bytes && bytes.length > MAX_PIECE_LENGTH ? bytes.subarray(MAX_PIECE_LENGTH) : undefined;
      return piece;
    },
    close: () => reading.close(),
  };
}

/** Encodes a text piece by piece, each of whole characters. */
function encodeText(text: string): ContentReading {
  const encoder = new TextEncoder();
  let at = 0;
  return {
    async next() {
      if (at >= text.length) return undefined;
      const from = at;
      at += MAX_PIECE_LENGTH;
      // The two halves of a character stay together.
      const last = text.charCodeAt(at - 1);
      if (at < text.length && last >= 0xd800 && last < 0xdc00) at += 1;
      return encoder.encode(text.slice(from, at));
    },
    close() {},
  };
}

/** Reads bytes in one piece. */
export function readOnce(bytes: Uint8Array): ContentReading {
  let left: Uint8Array | undefined = bytes;
  return {
    async next() {
      const piece = left;
      left = undefined;
      return piece;
    },
    close() {},
  };
}

function readStream(stream: BodyStream): ContentReading {
  catchStreamErrors(stream);
  const { next, close } = "getReader" in stream ? readWebStream(stream) : readIterable(stream);
  /** The first half of a character at the end of a string. */
  let half = "";
  return {
    async next() {
      for (let empty = 1; ; empty += 1) {
        const { done, value } = await next();
        if (done && half === "") return undefined;
        const piece = typeof value === "string" || done ? encode(done ? "" : value) : value;
        if (!(piece instanceof Uint8Array)) {
          throw new TypeError("The source of the message gave neither bytes nor a string.");
        }
        if (piece.length > 0) return piece;
        if (empty % EMPTY_PIECES_IN_A_ROW === 0)
          await new Promise((resolve) => setTimeout(resolve));
      }
    },
    close,
  };

  function encode(text: unknown): Uint8Array {
    const whole = half + String(text);
    const last = whole.charCodeAt(whole.length - 1);
    const cut = text !== "" && last >= 0xd800 && last < 0xdc00 ? whole.length - 1 : whole.length;
    half = whole.slice(cut);
    return new TextEncoder().encode(whole.slice(0, cut));
  }
}

interface Steps {
  next(): Promise<IteratorResult<unknown>>;
  close(): void;
}

function readWebStream(stream: ReadableStream<unknown>): Steps {
  const reader = stream.getReader();
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? { done, value: undefined } : { done, value };
    },
    close() {
      reader.cancel().catch(() => {});
    },
  };
}

/** Keeps the error of a Node stream that fails while nobody reads it from ending the process. */
export function catchStreamErrors(stream: BodyStream): void {
  const { on } = stream as { readonly on?: unknown };
  if (typeof on === "function") on.call(stream, "error", () => {});
}

function readIterable(stream: AsyncIterable<unknown>): Steps {
  const iterator = stream[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    close() {
      // A generator queues `return` behind a `next` that may never end; a stream of Node can be destroyed.
      const { destroy } = stream as { readonly destroy?: unknown };
      try {
        if (typeof destroy === "function") destroy.call(stream);
        else void Promise.resolve(iterator.return?.()).catch(() => {});
      } catch {
        // An error during closing does not matter for the message.
      }
    },
  };
}

/** Keeps what was read, for content that turns out to go on as it is. */
export class KeepingReading implements ContentReading {
  readonly #reading: ContentReading;
  readonly #kept: Uint8Array[] = [];

  /** @param reading ends before there is too much to keep, or goes on from its start */
  constructor(reading: ContentReading) {
    this.#reading = reading;
  }

  async next(): Promise<Uint8Array | undefined> {
    const piece = await this.#reading.next();
    // The source may use its memory again.
    if (piece) this.#kept.push(new Uint8Array(piece));
    return piece;
  }

  close(): void {
    this.#reading.close();
  }

  /** What was kept, and then the rest. */
  fromStart(): ContentReading {
    const kept = this.#kept.values();
    return {
      next: async () => kept.next().value ?? (await this.#reading.next()),
      close: () => this.#reading.close(),
    };
  }
}

/** Notes a reading, so that it is closed with the stream that depends on it. */
type NoteReading = (reading: ContentReading) => ContentReading;

/**
 * Creates a stream. Closing it closes its sources at once, also while a piece is awaited; a generator would wait.
 *
 * @param begin called with the first piece; notes each source that it opens
 * @param unread a source that is closed if the stream is never read
 */
export function toStream(
  begin: (open: NoteReading) => Promise<ContentReading>,
  unread?: BodyStream,
): BodyStream {
  const end = { done: true, value: undefined } as const;
  let begun: Promise<ContentReading> | undefined;
  let opened: ContentReading | undefined;
  let ended = false;
  const open: NoteReading = (reading) => {
    opened = reading;
    if (ended) reading.close();
    return {
      async next() {
        const piece = await reading.next();
        // The end of a source that was closed is not the end of the message.
        if (ended) throw new Error("The source of the message was closed while it was read.");
        return piece;
      },
      close: () => reading.close(),
    };
  };
  const close = (): void => {
    if (ended) return;
    ended = true;
    if (opened) opened.close();
    else if (unread && !begun) openContent(unread).close();
  };
  const next = async () => {
    if (ended) return end;
    try {
      begun ??= begin(open);
      const value = await (await begun).next();
      if (value !== undefined && !ended) return { done: false, value } as const;
      ended = true;
      return end;
    } catch (error) {
      close();
      throw error;
    }
  };
  const iterator = {
    next,
    async return() {
      close();
      return end;
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
