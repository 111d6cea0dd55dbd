/** Content in the shapes that users have it: how often it can be read, and its bytes. */
import type { Content, ContentStream } from "./draft.ts";
import { claim, close } from "./source.ts";

/** How often a content can be read: it is in memory, can be read again, or only once. */
export type Kind = "memory" | "again" | "once";

/**
 * Returns how often a content can be read.
 *
 * @param what the name of the option, for the error
 * @throws {TypeError} if it is not content
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
 * Makes sure that content which can be read only once is used once, and only for this message.
 *
 * @param contents all content of the message, each with the name of its option, for the error
 * @throws {TypeError} for a value that is not content, or a stream that is used twice
 * @throws {SpentError} for a stream that was already read
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

/** The bytes of a content that is in memory; undefined for any other. */
export function bytesOf(content: Content): Uint8Array | undefined {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  return content instanceof ArrayBuffer ? new Uint8Array(content) : undefined;
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
