/** Content in the shapes that users have it, as the library wants it. */
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import type { Content, ContentStream } from "./draft.ts";

/** How often a content can be read: it is there already, can be had again, or once only. */
export type Kind = "memory" | "again" | "once";

/**
 * Tells how often a content can be read.
 *
 * @param what the option it was given as, for the error
 * @throws {TypeError} when it is no content
 */
export function kindOf(content: Content, what: string): Kind {
  if (typeof content === "string" || isBytes(content)) return "memory";
  if (typeof content === "function" || content instanceof Blob) return "again";
  if (isStream(content)) return "once";
  throw new TypeError(
    `${what} must be a string, bytes (Uint8Array or ArrayBuffer), a Blob, a stream, an async iterable, or a function that returns a stream.`,
  );
}

/** The content for one reading. */
export function opened(content: Content): string | Buffer | Readable {
  if (typeof content === "string") return content;
  if (content instanceof Uint8Array) {
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  }
  if (isBytes(content)) return Buffer.from(content);
  return Readable.from(pieces(content), { objectMode: false });
}

function isBytes(content: unknown): content is Uint8Array | ArrayBuffer {
  return content instanceof Uint8Array || content instanceof ArrayBuffer;
}

function isStream(content: unknown): content is ContentStream {
  const may = typeof content === "object" && content !== null;
  return may && (Symbol.asyncIterator in content || "getReader" in content);
}

/** Nothing is asked of the source before it is its turn, and it is let go of when the reader stops. */
async function* pieces(
  content: Blob | ContentStream | (() => ContentStream | Promise<ContentStream>),
): AsyncGenerator<Buffer> {
  const stream = typeof content === "function" ? await content() : content;
  for await (const piece of iterable(stream instanceof Blob ? stream.stream() : stream)) {
    if (piece.length === 0) continue;
    yield typeof piece === "string"
      ? Buffer.from(piece)
      : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  }
}

function iterable(stream: ContentStream): AsyncIterable<Uint8Array | string> {
  return Symbol.asyncIterator in stream ? stream : read(stream);
}

/** For runtimes whose web streams cannot be iterated. */
async function* read(
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
  }
}
