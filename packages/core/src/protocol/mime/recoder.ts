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
import { encodingOf, type Field, splitFields, withEncoding, written } from "./fields.ts";
import { encodeHeader, type HeaderMode } from "./header-text.ts";
import { type Encoded, Mended } from "./mended.ts";
import { type Obstacle, ObstacleError, type ObstacleReason, type Reencode } from "./obstacle.ts";
import { MAX_DEPTH, PartReader, type Token } from "./part-reader.ts";
import { IDENTITY, type Treatment, treatmentOf } from "./treatment.ts";

/** A boundary that can stand in a delimiter line of 7-bit content, dashes at both ends included. */
const SENDABLE_BOUNDARY = /^[ -~]{1,994}$/;

/** Everything in ASCII; domains of nested headers have no ASCII form that is known here. */
const ASCII: HeaderMode = { toAscii: () => undefined };
/** What keeps the header of a message from being altered, not only its body. */
const COVERED: readonly ObstacleReason[] = ["wish", "signed"];

/** An open multipart. */
interface Frame {
  readonly type: string;
  readonly boundary: string;
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
  readonly #reader = new PartReader();
  #out: Uint8Array[] = [];
  /** The last octet that went out. */
  #last = LF;
  #frames: Frame[] = [];
  /** The part that is being read; its number as a path. */
  #path: readonly number[] = [];
  #usual = "text/plain";
  /** Its header is that of a message. */
  #whole = true;
  #body: Body | undefined;

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
    return this.#read(piece, false);
  }

  /** The message ends: what still goes out. Throws as `push` does. */
  end(): Uint8Array {
    return this.#read(NOTHING, true);
  }

  #read(piece: Uint8Array, final: boolean): Uint8Array {
    this.#reader.push(piece);
    for (let token = this.#reader.next(final); token; token = this.#reader.next(final)) {
      this.#take(token);
    }
    if (final) {
      this.#body?.end();
      if (this.#last !== LF) {
        this.#changed = true;
        this.#emit(Uint8Array.of(CR, LF));
      }
    }
    const out = concat(this.#out);
    this.#out = [];
    return out;
  }

  #take(token: Token): void {
    const { octets } = token;
    switch (token.is) {
      case "content":
        this.#body?.push(octets);
        break;
      case "delimiter":
        this.#body?.end();
        this.#emit(octets);
        this.#enter(token.of, token.closes);
        break;
      case "header":
        if (token.emptyLine.length === 0) this.#emitHeader(splitFields(octets));
        else this.#begin(octets, token.emptyLine);
        break;
      default:
        throw this.#obstacle("header", "text/plain");
    }
  }

  /** After a delimiter: the next part of a multipart, or what follows its last. */
  #enter(of: number, closes: boolean): void {
    this.#frames.length = of + 1;
    const frame = this.#frames[of] as Frame;
    if (closes) {
      this.#frames.pop();
      this.#path = frame.path;
      this.#body = this.#outside(frame);
      return;
    }
    this.#body = undefined;
    frame.parts += 1;
    this.#path = [...frame.path, frame.parts];
    this.#usual = frame.digest ? "message/rfc822" : "text/plain";
    this.#whole = false;
  }

  /** A header is complete: its part goes out as its treatment says. */
  #begin(header: Uint8Array, emptyLine: Uint8Array): void {
    const fields = splitFields(header);
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
        this.#reader.readHeader();
        this.#whole = true;
        this.#usual = "text/plain";
        break;
      case "encoded":
        head(fields);
        this.#readBody(this.#mended(treatment.encoding));
        break;
      case "encode": {
        const { into } = treatment;
        const write = (encoded: boolean): void => {
          this.#changed ||= encoded;
          head(encoded ? withEncoding(fields, into, whole) : relabelled());
        };
        this.#readBody(new EncodedBody(into, write, emit));
        break;
      }
      default: {
        const { as: _, ...obstacle } = treatment;
        const body = this.#untouched(obstacle);
        // What covers a message covers its header; that of a part is its multipart's.
        if (whole && COVERED.includes(treatment.because)) body.push(concat([header, emptyLine]));
        else head(fields);
        this.#readBody(body);
      }
    }
  }

  #open({ type, boundary, digest }: Extract<Treatment, { as: "parts" }>): void {
    const frame: Frame = { type, boundary, path: this.#path, digest, parts: 0 };
    if (this.#frames.length === MAX_DEPTH) {
      this.#readBody(this.#untouched({ type, because: "unencodable" }));
    } else if (SENDABLE_BOUNDARY.test(boundary)) {
      this.#frames.push(frame);
      this.#body = this.#outside(frame);
      this.#reader.readContent(boundary);
    } else this.#readBody(this.#outside(frame));
  }

  #readBody(body: Body): void {
    this.#body = body;
    this.#reader.readContent();
  }

  /** Text before the first part or after the last: nothing says how it is encoded. */
  #outside({ type, boundary }: Frame): Body {
    return this.#untouched({ type, because: "outside-parts", value: boundary });
  }

  #untouched(obstacle: Omit<Obstacle, "part">): Body {
    return new UntouchedBody({ ...obstacle, part: this.#number }, (octets) => this.#emit(octets));
  }

  #mended(as: Encoded): Body {
    const mended = new Mended(as);
    return {
      push: (octets) => {
        this.#emit(mended.push(octets));
        this.#changed ||= mended.changed;
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
    if (this.#path.length > 0) {
      const length = fields.reduce((sum, field) => sum + field.octets.length, 0);
      this.#changed ||= octets.length !== length || fields.some((field, at) => field !== given[at]);
    }
    this.#emit(octets);
  }

  #emit(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.#out.push(octets);
    this.#last = octets[octets.length - 1] as number;
  }

  #obstacle(because: ObstacleReason, type: string, field?: string): ObstacleError {
    const obstacle = { part: this.#number, type, because };
    return new ObstacleError(field ? { ...obstacle, field } : obstacle);
  }

  get #number(): string {
    return this.#path.join(".");
  }
}
