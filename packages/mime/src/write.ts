/** Writes the parts of a message, each in the encoding that the server takes. */
import type { AllowedContent } from "@parley-smtp/core";
import { Base64Lines, LineEndNormalizer, QuotedPrintable } from "@parley-smtp/core/mime";
import { bytesOf } from "./content.ts";
import type { Content, TransferEncoding } from "./draft.ts";
import { type Source, SourceReader } from "./source.ts";
import { chooseEncoding, type Nature } from "./transfer-encoding.ts";

/** A part with content, or with parts. */
export type Part = Leaf | Multipart;

/** A part with content. */
export interface Leaf {
  /** The header fields of the part, except Content-Transfer-Encoding. */
  readonly fields: readonly Uint8Array[];
  readonly content: Content;
  readonly nature: Nature;
  readonly encoding?: TransferEncoding | undefined;
}

/** A part that holds parts (RFC 2046 5.1). */
export interface Multipart {
  readonly fields: readonly Uint8Array[];
  readonly boundary: string;
  readonly parts: readonly Part[];
}

/** Bytes, or what they will be read from. */
export type Segment = Uint8Array | { readonly source: Source; readonly encode: () => Encoder };

/** Changes content as it comes. */
interface Encoder {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** What parts need of the server, least first. */
const LEVELS = ["7bit", "8bit", "binary"] as const;

const CRLF = "\r\n";

/**
 * Writes a part with its fields.
 *
 * @returns what it needs of the server, and its bytes
 */
export function writePart(
  part: Part,
  allowed: AllowedContent,
): { readonly needs: (typeof LEVELS)[number]; readonly segments: readonly Segment[] } {
  if ("content" in part) return writeLeaf(part, allowed);
  const written = part.parts.map((each) => writePart(each, allowed));
  const levels = new Set(written.map((each) => each.needs));
  const needs = LEVELS.findLast((level) => levels.has(level)) ?? "7bit";
  const segments: Segment[] = [...part.fields];
  if (needs !== "7bit") segments.push(ascii(encodingField(needs)));
  for (const each of written) {
    segments.push(ascii(`${CRLF}--${part.boundary}${CRLF}`));
    // There can be more of them than a call has arguments.
    for (const segment of each.segments) segments.push(segment);
  }
  segments.push(ascii(`${CRLF}--${part.boundary}--${CRLF}`));
  return { needs, segments };
}

function writeLeaf(
  { fields, content, nature, encoding: asked }: Leaf,
  allowed: AllowedContent,
): ReturnType<typeof writePart> {
  const given = bytesOf(content);
  const bytes = given && nature !== "file" ? withLineEnds(given) : given;
  const encoding = chooseEncoding(bytes, nature, allowed, asked);
  const head = [...fields, ascii(encodingField(encoding) + CRLF)];
  const needs = encoding === "8bit" || encoding === "binary" ? encoding : "7bit";
  if (bytes) return { needs, segments: [...head, encoded(bytes, encoding)] };
  const encode = (): Encoder => encoderFor(encoding, nature);
  return { needs, segments: [...head, { source: content as Source, encode }] };
}

function encodingField(encoding: TransferEncoding): string {
  return `Content-Transfer-Encoding: ${encoding}${CRLF}`;
}

function encoded(bytes: Uint8Array, encoding: TransferEncoding): Uint8Array {
  const encoder = bareEncoder(encoding);
  if (!encoder) return bytes;
  const body = encoder.push(bytes);
  const end = encoder.end();
  return end.length === 0 ? body : concat([body, end]);
}

function bareEncoder(encoding: TransferEncoding): Encoder | undefined {
  if (encoding === "base64") return new Base64Lines();
  return encoding === "quoted-printable" ? new QuotedPrintable() : undefined;
}

/** An encoder for pieces of a stream; those of text get the line ends of mail first. */
function encoderFor(encoding: TransferEncoding, nature: Nature): Encoder {
  const encoder = bareEncoder(encoding);
  const ends = nature === "file" ? undefined : new LineEndNormalizer();
  return {
    push: (piece) => {
      const lines = ends ? ends.push(piece) : piece;
      return encoder ? encoder.push(lines) : lines;
    },
    end: () => {
      const last = ends?.end() ?? new Uint8Array();
      return encoder ? concat([encoder.push(last), encoder.end()]) : last;
    },
  };
}

function withLineEnds(bytes: Uint8Array): Uint8Array {
  const ends = new LineEndNormalizer();
  const lines = ends.push(bytes);
  const last = ends.end();
  return last.length === 0 ? lines : concat([lines, last]);
}

/** Joins bytes. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Text in ASCII as bytes. */
export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * Reads the segments of a message one after the other. Ending the iteration closes every source at once, also
 * while a piece is awaited.
 */
export function streamOf(segments: readonly Segment[]): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => new SegmentReader(segments) };
}

/** Bytes of small segments that are joined. */
const JOINED = 65_536;

class SegmentReader implements AsyncIterator<Uint8Array, undefined> {
  /** What is still to come, last first, with a reader for each source. Taking the first of many takes long. */
  readonly #left: (Uint8Array | { readonly reader: SourceReader; readonly encoder: Encoder })[];
  #ended = false;

  constructor(segments: readonly Segment[]) {
    this.#left = segments
      .toReversed()
      .map((segment) =>
        segment instanceof Uint8Array
          ? segment
          : { reader: new SourceReader(segment.source), encoder: segment.encode() },
      );
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const bytes = this.#takeBytes();
    if (bytes) return { done: false, value: bytes };
    const source = this.#left.at(-1);
    if (this.#ended || !source || source instanceof Uint8Array) return this.#end();
    let piece: Uint8Array | null;
    try {
      piece = await source.reader.next();
    } catch (error) {
      this.#end();
      throw error;
    }
    if (this.#ended) return this.#end();
    if (piece) return { done: false, value: source.encoder.push(piece) };
    this.#left.pop();
    return { done: false, value: source.encoder.end() };
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    return this.#end();
  }

  /** The segments in memory up to the next source, or a part of them. */
  #takeBytes(): Uint8Array | undefined {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for (let next = this.#left.at(-1); size < JOINED && next instanceof Uint8Array; ) {
      pieces.push(next);
      size += next.length;
      this.#left.pop();
      next = this.#left.at(-1);
    }
    return pieces.length > 1 ? concat(pieces) : pieces[0];
  }

  #end(): IteratorReturnResult<undefined> {
    this.#ended = true;
    for (const segment of this.#left.splice(0).reverse())
      if ("reader" in segment) segment.reader.close();
    return { done: true, value: undefined };
  }
}
