/**
 * Re-encodes a message on its way, for a server that takes 7-bit content only
 * (RFC 2045 6, RFC 6152 3): quoted-printable for text, base64 for the rest, lines
 * over 998 octets too. What needs no encoding stays as it is, octet by octet.
 *
 * Held at any time: a header section, the line that may be a boundary, and of a
 * body whose encoding is not yet decided as much as `bodies.ts` says. The output
 * does not depend on how the message was cut into pieces.
 */
import { CR, concat, LF, NOTHING } from "../octets.ts";
import { type Body, EncodedBody, UntouchedBody } from "./bodies.ts";
import { findDelimiter, matchDelimiter } from "./boundary.ts";
import { encodingOf, type Field, splitFields, withEncoding, written } from "./fields.ts";
import { encodeHeader, type HeaderMode } from "./header-text.ts";
import { type Encoded, Mended } from "./mended.ts";
import { ObstacleError, type Reencode } from "./obstacle.ts";
import { IDENTITY, type Treatment, treatmentOf } from "./treatment.ts";

/** Octets of a header section that are held. */
const HEADER_OCTETS = 1_048_576;
/** Multiparts within multiparts; real messages have a few. */
const DEPTH = 64;

/** Everything in ASCII; domains of nested headers have no ASCII form that is known here. */
const ASCII: HeaderMode = { toAscii: () => undefined };
/** What keeps the header of a message from being altered, not only its body. */
const COVERED: readonly ObstacleError["because"][] = ["wish", "signed"];

/** An open multipart. */
interface Frame {
  readonly boundary: Uint8Array;
  readonly path: readonly number[];
  readonly digest: boolean;
  parts: number;
}

/** Takes a message with canonical line ends in pieces of any length. */
export class Recoder {
  readonly #level: Reencode;
  readonly #mode: HeaderMode;
  /** Names of header fields that were encoded without knowing what their octets mean. */
  readonly unknown: Set<string> = new Set<string>();
  #changed = false;
  /** What was not yet looked at. */
  #rest: Uint8Array = NOTHING;
  #out: Uint8Array[] = [];
  /** The last octet that went out. */
  #last = LF;
  #frames: Frame[] = [];
  /** The part that is being read; its number as a path. */
  #path: readonly number[] = [];
  #usual = "text/plain";
  /** Its header is that of a message. */
  #whole = true;
  /** Lines of the header; the body follows when `#body` is there. */
  #header: Uint8Array[] = [];
  #headerOctets = 0;
  #body: Body | undefined;
  /** A line of the body begins at the next octet. */
  #lineStart = false;

  /**
   * @param level how much may be re-encoded
   * @param mode what header fields may keep; absent: nothing beyond ASCII
   */
  constructor(level: Reencode, mode: HeaderMode = ASCII) {
    this.#level = level;
    this.#mode = mode;
  }

  /** Something went out otherwise than it came. */
  get changed(): boolean {
    return this.#changed;
  }

  /**
   * Takes the next piece.
   *
   * @returns what can go out by now; often nothing
   * @throws {ObstacleError} when something may not be re-encoded that must be
   */
  push(piece: Uint8Array): Uint8Array {
    this.#rest = this.#rest.length === 0 ? piece : concat([this.#rest, piece]);
    return this.#work(false);
  }

  /** The message ends: what still goes out. Throws as `push` does. */
  end(): Uint8Array {
    return this.#work(true);
  }

  #work(final: boolean): Uint8Array {
    const bytes = this.#rest;
    let at = 0;
    for (;;) {
      const next = this.#body
        ? this.#readBody(this.#body, bytes, at, final)
        : this.#readHeader(bytes, at, final);
      if (next === undefined) break;
      at = next;
    }
    if (final) {
      if (this.#body) this.#body.end();
      else this.#emitHeader(splitFields(concat(this.#header)));
      if (this.#last !== LF) this.#emit(Uint8Array.of(CR, LF));
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
      this.#checkHeaderLength(this.#rest.length);
      return undefined;
    }
    const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
    const line = bytes.subarray(at, end);
    const match = matchDelimiter(line, this.#boundaries);
    if (match) {
      this.#emitHeader(splitFields(concat(this.#header)));
      this.#emit(line);
      this.#enter(match.of, match.closes);
    } else if (line[0] === LF || (line[0] === CR && line[1] === LF)) {
      this.#begin(splitFields(concat(this.#header)), line);
    } else {
      this.#header.push(line);
      this.#headerOctets += line.length;
      this.#checkHeaderLength(this.#headerOctets);
    }
    return end;
  }

  #checkHeaderLength(octets: number): void {
    if (octets > HEADER_OCTETS) throw this.#obstacle("header", "text/plain");
  }

  /** Content up to the next boundary. Returns where to go on, or nothing when more must come first. */
  #readBody(body: Body, bytes: Uint8Array, at: number, final: boolean): number | undefined {
    const nested = this.#frames.length > 0;
    const found = nested
      ? findDelimiter(bytes, at, this.#boundaries, this.#lineStart, final)
      : { contentEnd: bytes.length };
    if (found.contentEnd > at) {
      body.push(bytes.subarray(at, found.contentEnd));
      this.#lineStart = false;
    }
    if (found.start === undefined) {
      this.#rest = bytes.subarray(found.contentEnd);
      return undefined;
    }
    body.end();
    this.#emit(bytes.subarray(found.contentEnd, found.end));
    this.#enter(found.of, found.closes);
    return found.end;
  }

  get #boundaries(): readonly Uint8Array[] {
    return this.#frames.map(({ boundary }) => boundary);
  }

  /** After a delimiter: the next part of a multipart, or what follows its last. */
  #enter(of: number, closes: boolean): void {
    this.#frames.length = of + 1;
    const frame = this.#frames[of] as Frame;
    this.#header = [];
    this.#headerOctets = 0;
    this.#body = undefined;
    if (closes) {
      this.#frames.pop();
      this.#read(this.#mended("ignored"));
      return;
    }
    frame.parts += 1;
    this.#path = [...frame.path, frame.parts];
    this.#usual = frame.digest ? "message/rfc822" : "text/plain";
    this.#whole = false;
  }

  /** A header is complete: its part goes out as its treatment says. */
  #begin(fields: readonly Field[], emptyLine: Uint8Array): void {
    const whole = this.#whole;
    const treatment = treatmentOf(fields, this.#level, whole, this.#usual);
    const head = (made: readonly Field[]): void => {
      this.#emitHeader(made, treatment.type);
      this.#emit(emptyLine);
    };
    const relabelled = (): readonly Field[] => {
      const encoding = encodingOf(fields);
      if (encoding === "7bit" || !IDENTITY.includes(encoding)) return fields;
      this.#changed = true;
      return withEncoding(fields, "7bit", false);
    };
    const emit = (octets: Uint8Array): void => this.#emit(octets);
    switch (treatment.as) {
      case "parts":
        head(relabelled());
        this.#open(treatment);
        break;
      case "message":
        head(relabelled());
        this.#header = [];
        this.#headerOctets = 0;
        this.#whole = true;
        this.#usual = "text/plain";
        break;
      case "encoded":
        head(fields);
        this.#read(this.#mended(treatment.encoding));
        break;
      case "encode": {
        const { into } = treatment;
        const write = (encoded: boolean): void => {
          this.#changed ||= encoded;
          head(encoded ? withEncoding(fields, into, whole) : relabelled());
        };
        this.#read(new EncodedBody(into, write, emit));
        break;
      }
      default: {
        const { because, type } = treatment;
        const body = new UntouchedBody({ part: this.#number, type, because }, emit);
        // What covers a message covers its header; that of a part is its multipart's.
        if (whole && COVERED.includes(because)) body.push(concat([...this.#header, emptyLine]));
        else head(fields);
        this.#read(body);
      }
    }
  }

  #open({ type, boundary, digest }: Extract<Treatment, { as: "parts" }>): void {
    if (this.#frames.length === DEPTH) throw this.#obstacle("unencodable", type);
    const octets = new TextEncoder().encode(boundary);
    this.#frames.push({ boundary: octets, path: this.#path, digest, parts: 0 });
    this.#read(this.#mended("ignored"));
  }

  #read(body: Body): void {
    this.#body = body;
    this.#lineStart = true;
  }

  #mended(as: Encoded): Body {
    const mended = new Mended(as);
    return {
      push: (octets) => {
        const out = mended.push(octets);
        this.#changed ||= out !== octets;
        this.#emit(out);
      },
      end: () => {},
    };
  }

  #emitHeader(given: readonly Field[], type = "text/plain"): void {
    const { fields, unknown, stuck } = encodeHeader(given, this.#mode);
    if (stuck.length > 0) throw this.#obstacle("header", type, stuck[0]);
    const octets = written(fields, this.#mode.utf8);
    if (!octets) throw this.#obstacle("header", type);
    for (const name of unknown) this.unknown.add(name);
    // What becomes of the message's own header is told by itself.
    if (this.#path.length > 0) this.#changed ||= fields.some((field, at) => field !== given[at]);
    this.#emit(octets);
  }

  #emit(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.#out.push(octets);
    this.#last = octets[octets.length - 1] as number;
  }

  #obstacle(because: ObstacleError["because"], type: string, field?: string): ObstacleError {
    const obstacle = { part: this.#number, type, because };
    return new ObstacleError(field ? { ...obstacle, field } : obstacle);
  }

  get #number(): string {
    return this.#path.join(".");
  }
}
