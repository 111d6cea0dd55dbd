/**
 * Walks over the parts of a message in one pass: which multiparts are open, whose header it is, and how a part is
 * treated. What becomes of the octets is for its visitor to say.
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
  /** Its parts are messages where they do not say otherwise (RFC 2046 5.1.5). */
  readonly digest: boolean;
  /** Parts of it that have begun. */
  parts: number;
}

/** A complete header section. */
export interface PartHeader {
  readonly octets: Uint8Array;
  readonly emptyLine: Uint8Array;
  readonly fields: readonly HeaderField[];
  /** It is the header of a message, not of one of its parts. */
  readonly whole: boolean;
  readonly treatment: PartHandling;
}

/** What is done with a message, told in the order of its octets. */
export interface PartVisitor {
  /** Some octets of a body, a preamble or an epilogue. */
  content(octets: Uint8Array): void;
  /** A delimiter line ends what was before it. */
  delimiter(octets: Uint8Array): void;
  /** After a delimiter: the next part of a multipart, or what follows its last. */
  enter(multipart: Multipart, closes: boolean): void;
  /**
   * A header section is complete, and its body follows.
   *
   * @param multipart what the body opens; absent where it is no multipart, or nested too deep
   * @returns false where it is read as one body after all
   */
  begin(header: PartHeader, multipart: Multipart | undefined): boolean;
  /** A header section that a delimiter or the end of the message cuts off. */
  cutHeader(octets: Uint8Array): void;
  /** The beginning of a header section that is too long; its rest follows as content. */
  longHeader(octets: Uint8Array): void;
}

/** Takes a message from its first octet on, in pieces of any length. */
export class PartWalk {
  readonly #visitor: PartVisitor;
  readonly #level: Reencode;
  readonly #reader = new PartReader();
  /** Outermost first. */
  readonly #open: Multipart[] = [];
  #path: readonly number[] = [];
  #whole = true;
  #usual = "text/plain";

  /** @param level how much may be re-encoded, on which the treatment of a part depends */
  constructor(level: Reencode, visitor: PartVisitor) {
    this.#level = level;
    this.#visitor = visitor;
  }

  /** The part that is being read; its number as a path. */
  get path(): readonly number[] {
    return this.#path;
  }

  /** Takes the next piece; `final` once there is none. */
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
