/**
 * Line ends of a message that is declared binary: in its headers, boundaries and
 * text they are made CRLF, for that has lines (RFC 2045 2.7, 2.8); the body of a
 * part that is declared binary keeps its octets (RFC 2045 6.2, RFC 3030 3).
 */
import { CR, concat, LF, NOTHING } from "../octets.ts";
import { findDelimiter, matchDelimiter } from "./boundary.ts";
import { encodingOf, splitFields } from "./fields.ts";
import { treatmentOf } from "./treatment.ts";

/** Takes text in pieces of any length, and makes its line ends CRLF. */
export interface Lines {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** An open multipart. */
interface Frame {
  readonly boundary: Uint8Array;
  readonly digest: boolean;
}

/** Takes a message from its first octet on, in pieces of any length. */
export class BinaryParts implements Lines {
  readonly #text: Lines;
  readonly #frames: Frame[] = [];
  #rest: Uint8Array = NOTHING;
  #out: Uint8Array[] = [];
  /** Lines of the header that is being read; its body follows when `#body` is there. */
  #header: Uint8Array[] = [];
  #body: "lines" | "octets" | undefined;
  /** The header is that of a message, not of one of its parts. */
  #whole = true;
  #usual = "text/plain";
  /** A line of the body begins at the next octet. */
  #lineStart = false;

  /** @param text makes the line ends of what is no binary part */
  constructor(text: Lines) {
    this.#text = text;
  }

  /** What was seen last keeps its octets, so that no line end is missing after it. */
  get inOctets(): boolean {
    return this.#body === "octets";
  }

  /** What of the message can go on by now. */
  push(piece: Uint8Array): Uint8Array {
    this.#rest = this.#rest.length === 0 ? piece : concat([this.#rest, piece]);
    return this.#work(false);
  }

  /** What still goes on when the message ends. */
  end(): Uint8Array {
    const out = this.#work(true);
    return concat([out, this.#text.end()]);
  }

  #work(final: boolean): Uint8Array {
    const bytes = this.#rest;
    let at: number | undefined = 0;
    while (at !== undefined) {
      at = this.#body ? this.#readBody(bytes, at, final) : this.#readHeader(bytes, at, final);
    }
    const out = concat(this.#out);
    this.#out = [];
    return out;
  }

  /** One line of a header. Returns where the next begins, or nothing when it is not all there. */
  #readHeader(bytes: Uint8Array, at: number, final: boolean): number | undefined {
    const lineEnd = bytes.indexOf(LF, at);
    if (at === bytes.length || (lineEnd === -1 && !final)) {
      this.#rest = bytes.subarray(at);
      return undefined;
    }
    const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
    const line = bytes.subarray(at, end);
    this.#emitLines(line);
    const match = matchDelimiter(line, this.#boundaries);
    if (match) this.#enter(match.of, match.closes);
    else if (line[0] === LF || (line[0] === CR && line[1] === LF)) this.#begin();
    else this.#header.push(line);
    return end;
  }

  /** Content up to the next boundary. Returns where to go on, or nothing when more must come first. */
  #readBody(bytes: Uint8Array, at: number, final: boolean): number | undefined {
    const found =
      this.#frames.length > 0
        ? findDelimiter(bytes, at, this.#boundaries, this.#lineStart, final)
        : { contentEnd: bytes.length };
    if (found.contentEnd > at) {
      const content = bytes.subarray(at, found.contentEnd);
      if (this.#body === "octets") this.#out.push(content);
      else this.#emitLines(content);
      this.#lineStart = false;
    }
    if (found.start === undefined) {
      this.#rest = bytes.subarray(found.contentEnd);
      return undefined;
    }
    this.#emitLines(bytes.subarray(found.contentEnd, found.end));
    this.#enter(found.of, found.closes);
    return found.end;
  }

  get #boundaries(): readonly Uint8Array[] {
    return this.#frames.map(({ boundary }) => boundary);
  }

  /** After a delimiter: the next part of a multipart, or what follows its last. */
  #enter(of: number, closes: boolean): void {
    this.#frames.length = closes ? of : of + 1;
    this.#header = [];
    this.#body = closes ? "lines" : undefined;
    this.#lineStart = true;
    this.#whole = false;
    this.#usual = this.#frames.at(-1)?.digest ? "message/rfc822" : "text/plain";
  }

  /** A header is complete. */
  #begin(): void {
    const fields = splitFields(concat(this.#header));
    const treatment = treatmentOf(fields, "always", this.#whole, this.#usual);
    this.#header = [];
    this.#lineStart = true;
    if (treatment.as === "message") {
      this.#whole = true;
      this.#usual = "text/plain";
      return;
    }
    const isParts = treatment.as === "parts";
    this.#body = !isParts && encodingOf(fields) === "binary" ? "octets" : "lines";
    if (!isParts) return;
    const { boundary, digest } = treatment;
    this.#frames.push({ boundary: new TextEncoder().encode(boundary), digest });
  }

  #emitLines(octets: Uint8Array): void {
    this.#out.push(this.#text.push(octets));
  }
}
