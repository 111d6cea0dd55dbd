/**
 * Walks over the parts of a message in one pass: which multiparts are open, whose header comes next, and how each
 * part is handled. A `PartVisitor` decides what to do with the octets.
 */
import { type HeaderField, splitFields } from "./fields.ts";
import type { Reencode } from "./obstacle.ts";
import { MAX_MULTIPART_DEPTH, PartReader, type PartToken } from "./part-reader.ts";
import { decidePartHandling, type PartHandling } from "./treatment.ts";

/** An open multipart. */
export interface Multipart {
  readonly type: string;
  readonly boundary: string;
  /** Its number as a path. */
  readonly path: readonly number[];
  /** Whether its parts are messages unless they name another type (RFC 2046 5.1.5). */
  readonly digest: boolean;
  /** Number of its parts that have begun. */
  parts: number;
}

/** A complete header section. */
export interface PartHeader {
  readonly octets: Uint8Array;
  readonly emptyLine: Uint8Array;
  readonly fields: readonly HeaderField[];
  /** Whether this is the header of a message, not of one of its parts. */
  readonly whole: boolean;
  readonly treatment: PartHandling;
}

/** Receives the pieces of a message in the order of their octets. */
export interface PartVisitor {
  /** Some octets of a body, a preamble or an epilogue. */
  content(octets: Uint8Array): void;
  /** A delimiter line; it ends the part before it. */
  delimiter(octets: Uint8Array): void;
  /** The position after a delimiter: the next part of a multipart, or the text after the last part. */
  enter(multipart: Multipart, closes: boolean): void;
  /**
   * A header section is complete, and its body follows.
   *
   * @param multipart the multipart that the body opens; absent if the body is no multipart, or nested too deep
   * @returns false to read the body as a whole
   */
  begin(header: PartHeader, multipart: Multipart | undefined): boolean;
  /** A header section that ends with a delimiter or the end of the message instead of an empty line. */
  cutHeader(octets: Uint8Array): void;
  /** The beginning of a header section that is too long. The rest follows as content. */
  longHeader(octets: Uint8Array): void;
}

/** Reads a message from its first octet, in pieces of any length. */
export class PartWalk {
  readonly #visitor: PartVisitor;
  readonly #level: Reencode;
  readonly #reader = new PartReader();
  /** Outermost first. */
  readonly #open: Multipart[] = [];
  #path: readonly number[] = [];
  #whole = true;
  #usual = "text/plain";

  /** @param level how much may be re-encoded; decides how parts are handled */
  constructor(level: Reencode, visitor: PartVisitor) {
    this.#level = level;
    this.#visitor = visitor;
  }

  /** The number of the current part, as a path. */
  get path(): readonly number[] {
    return this.#path;
  }

  /** Reads the next piece. `final` means that no piece follows. */
  push(piece: Uint8Array, final: boolean): void {
    this.#reader.push(piece);
    for (let token = this.#reader.next(final); token; token = this.#reader.next(final)) {
      this.#take(token);
    }
  }

  #take(token: PartToken): void {
    const { octets } = token;
    switch (token.is) {
      case "content":
        this.#visitor.content(octets);
        break;
      case "delimiter":
        this.#visitor.delimiter(octets);
        this.#enter(token.of, token.closes);
        break;
      case "header":
        if (token.emptyLine.length === 0) this.#visitor.cutHeader(octets);
        else this.#begin(octets, token.emptyLine);
        break;
      default:
        this.#visitor.longHeader(octets);
    }
  }

  #enter(of: number, closes: boolean): void {
    const multipart = this.#open[of] as Multipart;
    this.#open.length = closes ? of : of + 1;
    if (closes) this.#path = multipart.path;
    else {
      multipart.parts += 1;
      this.#path = [...multipart.path, multipart.parts];
      this.#usual = multipart.digest ? "message/rfc822" : "text/plain";
      this.#whole = false;
    }
    this.#visitor.enter(multipart, closes);
  }

  #begin(octets: Uint8Array, emptyLine: Uint8Array): void {
    const fields = splitFields(octets);
    const whole = this.#whole;
    const treatment = decidePartHandling(fields, this.#level, whole, this.#usual);
    const multipart = this.#multipartOf(treatment);
    const opens = this.#visitor.begin({ octets, emptyLine, fields, whole, treatment }, multipart);
    if (treatment.as === "message") {
      this.#whole = true;
      this.#usual = "text/plain";
      this.#reader.readHeader();
    } else if (multipart && opens) {
      this.#open.push(multipart);
      this.#reader.readContent(multipart.boundary);
    } else this.#reader.readContent();
  }

  #multipartOf(treatment: PartHandling): Multipart | undefined {
    if (treatment.as !== "parts" || this.#open.length === MAX_MULTIPART_DEPTH) return undefined;
    const { type, boundary, digest } = treatment;
    return { type, boundary, digest, path: this.#path, parts: 0 };
  }
}
