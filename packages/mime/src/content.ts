<<<<<<< HEAD
/** Content in the shapes that users have it: how often it can be read, and its bytes. */
=======
/** Converts the content of a draft to the form that the library needs. Streams are read in `source.ts`. */
import { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
>>>>>>> 08b127b (all: write the comments of mime, the adapters, the transport and the CLI in plain English)
import type { Content, ContentStream } from "./draft.ts";
import { claim, close } from "./source.ts";

/** How often a content can be read: it is in memory, can be read again, or only once. */
export type Kind = "memory" | "again" | "once";

/**
 * Returns how often a content can be read.
 *
<<<<<<< HEAD
 * @param what the option it was given as, for the error
 * @throws {TypeError} if it is not a content
=======
 * @param what the name of the option, for the error
 * @throws {TypeError} if it is not content
>>>>>>> 08b127b (all: write the comments of mime, the adapters, the transport and the CLI in plain English)
 */
export function kindOf(content: Content, what: string): Kind {
  if (typeof content === "string" || isBytes(content)) return "memory";
  if (typeof content === "function" || content instanceof Blob) return "again";
  if (isStream(content)) return "once";
  throw new TypeError(
    `${what} must be a string, bytes (Uint8Array or ArrayBuffer), a Blob, a stream, an async iterable, or a function that returns a stream.`,
  );
}

/**
<<<<<<< HEAD
 * Takes contents that can be read only once for this message alone.
 *
 * @param contents all of the message, each with the option it was given as, for the error
 * @throws {TypeError} for what is not a content, or a stream that stands in two places
 * @throws {SpentError} for a stream that was read before
=======
 * Makes sure that content which can be read only once is used once, and only for this message.
 *
 * @param contents all content of the message, each with the name of its option, for the error
 * @throws {TypeError} for a value that is not content, or a stream that is used twice
 * @throws {SpentError} for a stream that was already read
>>>>>>> 08b127b (all: write the comments of mime, the adapters, the transport and the CLI in plain English)
 */
export function claimAll(
  contents: readonly { readonly content: Content; readonly what: string }[],
): void {
  const streams = new Set<unknown>();
  for (const { content, what } of contents) {
    if (kindOf(content, what) !== "once") continue;
    if (streams.has(content)) {
      throw new TypeError(
        `${what} is a stream that stands in the draft before, and can be read only once. Give bytes, or a function that makes a stream.`,
      );
    }
    streams.add(content);
  }
  for (const { content, what } of contents) {
    if (streams.has(content)) claim(content as ContentStream, what);
  }
}

<<<<<<< HEAD
/** The bytes of a content that is in memory; undefined for any other. */
export function bytesOf(content: Content): Uint8Array | undefined {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  return content instanceof ArrayBuffer ? new Uint8Array(content) : undefined;
=======
/** Opens the content for one reading. */
export function opened(content: Content): string | Buffer | Readable {
  if (typeof content === "string") return content;
  if (content instanceof Uint8Array) {
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  }
  if (isBytes(content)) return Buffer.from(content);
  return new SourceReader(content);
>>>>>>> 08b127b (all: write the comments of mime, the adapters, the transport and the CLI in plain English)
}

function isBytes(content: unknown): content is Uint8Array | ArrayBuffer {
  return content instanceof Uint8Array || content instanceof ArrayBuffer;
}

function isStream(content: unknown): content is ContentStream {
  const may = typeof content === "object" && content !== null;
  return may && (Symbol.asyncIterator in content || "getReader" in content);
}

/**
 * Closes the streams of a draft that cannot be composed.
 *
 * @param spared a stream that may belong to another message
 */
export function discard(draft: unknown, spared?: ContentStream): void {
  if (typeof draft !== "object" || draft === null) return;
  const { text, html, calendar, alternatives, attachments } = draft as Record<string, unknown>;
  const parts = [calendar, alternatives, attachments].flat().map((part) => Object(part).content);
  for (const content of [text, html, ...parts])
    if (isStream(content) && content !== spared) close(content);
}
