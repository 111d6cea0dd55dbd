/**
 * Splits a message into header sections, content and delimiter lines (RFC 2046 5.1.1), in one pass over pieces of any
 * length. The result does not depend on the pieces. What a part means is decided in `part-walk.ts`.
 */
import { CR, DASH, EMPTY_BYTES, LF, SPACE, TAB } from "../bytes/octets.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { binaryString } from "./value-scanner.ts";

/** Bytes of the longest header section that is read. */
const MAX_HEADER_BYTES = 1_048_576;
/** Nested multiparts that can be open; real messages have a few. */
export const MAX_MULTIPART_DEPTH = 64;
/** Bytes of a delimiter line in addition to its boundary: dashes, line end, and the blanks that may pad it. */
const PADDING_OCTETS = 1000;

/**
 * - `header`: a header section; `emptyLine` is empty if a delimiter or the end of the message cuts the section off.
 *   Call `readHeader()` or `readContent()` for what follows.
 * - `long-header`: the beginning of a header section that is too long; its rest follows as content.
 * - `content`: some bytes of a body, a preamble or an epilogue.
 * - `delimiter`: a delimiter line, including the line end before it; `of` counts the open multiparts from the
 *   outermost. The multiparts within are closed. Unless the line `closes`, call `readHeader()` next.
 */
export type PartToken =
  | { readonly is: "header"; readonly octets: Uint8Array; readonly emptyLine: Uint8Array }
  | { readonly is: "long-header" | "content"; readonly octets: Uint8Array }
  | ({ readonly is: "delimiter"; readonly octets: Uint8Array } & Match);

interface Match {
  /** Index of the multipart among the open ones, outermost first. */
  readonly of: number;
  readonly closes: boolean;
}

/** An open multipart: its boundary, and the outer multipart with the same boundary. */
interface Open {
  readonly boundary: string;
  readonly shadowed: number | undefined;
}

/** Reads a message: `push` a piece, then call `next` until it returns `undefined`. */
export class PartReader {
  #piece: Uint8Array = EMPTY_BYTES;
  #at = 0;
  #inHeader = true;
  /** In a header: the section so far. In content: a line end, and the possible delimiter line after it. */
  readonly #held = new GrowingBytes();
  /** Where in `#held` the current line begins; or no line has begun and only a CR is buffered. */
  #line = 0;
  /** Whether a line of content begins at the next byte and nothing is buffered. */
  #atLineStart = false;
  #queued: PartToken | undefined;
  readonly #open: Open[] = [];
  readonly #indexOf = new Map<string, number>();
  #longestBoundary = 0;

  /** Takes the next piece. All tokens of the previous piece must have been read. */
  push(piece: Uint8Array): void {
    this.#piece = piece;
    this.#at = 0;
  }

  /** Reads a header section of a part or message next. */
  readHeader(): void {
    this.#inHeader = true;
    this.#line = 0;
  }

  /**
   * Reads content next.
   *
   * @param boundary the boundary if the content is a multipart, one character per byte; at most `MAX_MULTIPART_DEPTH`
   * are open
   */
  readContent(boundary?: string): void {
    this.#inHeader = false;
    this.#atLineStart = true;
    if (boundary === undefined) return;
    this.#longestBoundary = Math.max(this.#longestBoundary, boundary.length);
    const shadowed = this.#indexOf.get(boundary);
    this.#indexOf.set(boundary, this.#open.length);
    this.#open.push({ boundary, shadowed });
  }

  /** Number of open multiparts. */
  get depth(): number {
    return this.#open.length;
  }

  /**
   * Returns the next token, or `undefined` if more of the message is needed.
   *
   * @param final no piece follows this one
   */
  next(final: boolean): PartToken | undefined {
    const queued = this.#queued;
    if (queued) {
      this.#queued = undefined;
      return queued;
    }
    if (this.#inHeader) return this.#nextOfHeader(final);
    const token = this.#nextOfContent(final);
    return token || !final || this.#held.length === 0 ? token : this.#nextOfContent(final);
  }

  #nextOfHeader(final: boolean): PartToken | undefined {
    const held = this.#held;
    while (this.#at < this.#piece.length) {
      const lineEnd = this.#piece.indexOf(LF, this.#at);
      const end = lineEnd === -1 ? this.#piece.length : lineEnd + 1;
      const until = Math.min(end, this.#at + MAX_HEADER_BYTES + 1 - held.length);
      held.append(this.#piece.subarray(this.#at, until));
      this.#at = until;
      if (held.length > MAX_HEADER_BYTES) {
        this.#inHeader = false;
        return this.#releaseToLineEnd("long-header");
      }
      if (lineEnd === -1) break;
      const token = this.#endHeader();
      if (token) return token;
      this.#line = held.length;
    }
    if (!final || held.length === 0) return undefined;
    return this.#endHeader() ?? { is: "header", octets: held.take(), emptyLine: EMPTY_BYTES };
  }

  /** Ends the header section if the buffered line does so. */
  #endHeader(): PartToken | undefined {
    const line = this.#held.view(this.#line);
    const empty = line[0] === LF || (line[0] === CR && line[1] === LF);
    const match = empty ? undefined : this.#match(line);
    if (!empty && !match) return undefined;
    const all = this.#held.take();
    const octets = all.subarray(0, this.#line);
    const last = all.subarray(this.#line);
    if (!match) return { is: "header", octets, emptyLine: last };
    this.#queued = this.#delimiter(last, match);
    return { is: "header", octets, emptyLine: EMPTY_BYTES };
  }

  #nextOfContent(final: boolean): PartToken | undefined {
    if (this.#held.length > 0) {
      const token = this.#nextOfHeld(final);
      if (token || this.#held.length > 0) return token;
    }
    const from = this.#at;
    const { length } = this.#piece;
    if (from === length) return undefined;
    this.#at = length;
    if (this.#open.length === 0) return this.#content(from, length);
    const longest = this.#longestBoundary + PADDING_OCTETS;
    const bytes = this.#piece;
    for (let at = bytes.indexOf(DASH, from); at !== -1; at = bytes.indexOf(DASH, at + 1)) {
      if (at === from ? !this.#atLineStart : bytes[at - 1] !== LF) continue;
      if (at + 1 < length && bytes[at + 1] !== DASH) continue;
      const lineEnd = bytes.subarray(at, at + longest).indexOf(LF);
      if (lineEnd === -1 && length - at >= longest) continue;
      const contentEnd = beforeLineEnd(bytes, from, at);
      if (lineEnd === -1) return this.#hold(from, contentEnd, at - contentEnd);
      const end = at + lineEnd + 1;
      const match = this.#match(bytes.subarray(at, end));
      if (!match) continue;
      const token = this.#delimiter(bytes.subarray(contentEnd, end), match);
      this.#at = end;
      if (contentEnd === from) return token;
      this.#queued = token;
      return { is: "content", octets: bytes.subarray(from, contentEnd) };
    }
    const contentEnd = beforeLineEnd(bytes, from, length);
    return this.#hold(from, contentEnd, bytes[length - 1] === LF ? length - contentEnd : -1);
  }

  /** Returns content, and buffers the rest of the piece until its meaning is known. */
  #hold(from: number, contentEnd: number, line: number): PartToken | undefined {
    const rest = this.#piece.subarray(contentEnd);
    if (rest.length > 0) this.#held.append(rest);
    this.#line = line;
    return this.#content(from, contentEnd);
  }

  #content(from: number, to: number): PartToken | undefined {
    if (to === from) return undefined;
    this.#atLineStart = false;
    return { is: "content", octets: this.#piece.subarray(from, to) };
  }

  /** Completes the buffered bytes. Afterwards nothing is buffered, or the piece has been read completely. */
  #nextOfHeld(final: boolean): PartToken | undefined {
    const held = this.#held;
    while (this.#at < this.#piece.length) {
      const byte = this.#piece[this.#at] as number;
      if (this.#line === -1) {
        if (byte !== LF) return this.#release(false);
        held.append(this.#piece.subarray(this.#at, this.#at + 1));
        this.#at += 1;
        this.#line = held.length;
        continue;
      }
      const column = held.length - this.#line;
      if (column < 2 && byte !== DASH) return this.#release(column === 0);
      if (column < 2) {
        held.append(this.#piece.subarray(this.#at, this.#at + 1));
        this.#at += 1;
        continue;
      }
      const longest = this.#longestBoundary + PADDING_OCTETS;
      const within = this.#piece.subarray(this.#at, this.#at + longest - column);
      const lineEnd = within.indexOf(LF);
      const more = lineEnd === -1 ? within : within.subarray(0, lineEnd + 1);
      if (lineEnd === -1 && column + more.length >= longest) return this.#release(false);
      held.append(more);
      this.#at += more.length;
      if (lineEnd === -1) continue;
      const match = this.#match(held.view(this.#line));
      return match ? this.#delimiter(held.take(), match) : this.#releaseToLineEnd("content");
    }
    if (!final) return undefined;
    const match = this.#line === -1 ? undefined : this.#match(held.view(this.#line));
    return match ? this.#delimiter(held.take(), match) : this.#release(false);
  }

  /** Returns the buffered bytes except for a line end at the end, which may belong to a delimiter. */
  #releaseToLineEnd(is: "long-header" | "content"): PartToken {
    const octets = this.#held.take();
    const end = beforeLineEnd(octets, 0, octets.length);
    this.#held.append(octets.subarray(end));
    this.#line = octets[octets.length - 1] === LF ? this.#held.length : -1;
    this.#atLineStart = false;
    return { is, octets: octets.subarray(0, end) };
  }

  /** Returns the buffered bytes as content. */
  #release(atLineStart: boolean): PartToken {
    const octets = this.#held.take();
    this.#atLineStart = atLineStart;
    return { is: "content", octets };
  }

  #delimiter(octets: Uint8Array, match: Match): PartToken {
    const open = match.closes ? match.of : match.of + 1;
    while (this.#open.length > open) {
      const { boundary, shadowed } = this.#open.pop() as Open;
      if (shadowed === undefined) this.#indexOf.delete(boundary);
      else this.#indexOf.set(boundary, shadowed);
    }
    if (match.closes) this.readContent();
    else this.readHeader();
    return { is: "delimiter", octets, ...match };
  }

  /** Finds the multipart whose delimiter this line is, innermost first. */
  #match(line: Uint8Array): Match | undefined {
    if (line[0] !== DASH || line[1] !== DASH || this.#open.length === 0) return undefined;
    let length = line.length;
    while (length > 2 && isPadding(line[length - 1])) length -= 1;
    if (length - 2 > this.#longestBoundary + 2) return undefined;
    const text = binaryString(line.subarray(2, length));
    const next = this.#indexOf.get(text) ?? -1;
    const last = text.endsWith("--") ? (this.#indexOf.get(text.slice(0, -2)) ?? -1) : -1;
    const of = Math.max(next, last);
    return of === -1 ? undefined : { of, closes: last > next };
  }
}

function isPadding(octet: number | undefined): boolean {
  return octet === CR || octet === LF || octet === SPACE || octet === TAB;
}

/** Returns `place`, or the beginning of the line end before it. */
function beforeLineEnd(bytes: Uint8Array, from: number, place: number): number {
  let end = place;
  if (end > from && bytes[end - 1] === LF) end -= 1;
  if (end > from && bytes[end - 1] === CR) end -= 1;
  return end;
}
