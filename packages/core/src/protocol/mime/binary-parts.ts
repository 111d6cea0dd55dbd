/**
 * Line ends of a message that is declared binary: in its headers, boundaries and
 * text they are made CRLF, for that has lines (RFC 2045 2.7, 2.8); the body of a
 * part that is declared binary keeps its octets (RFC 2045 6.2, RFC 3030 3).
 */
import { concat, NOTHING } from "../octets.ts";
import { encodingOf, splitFields } from "./fields.ts";
import { MAX_DEPTH, PartReader, type Token } from "./part-reader.ts";
import { treatmentOf } from "./treatment.ts";

/** Takes text in pieces of any length, and makes its line ends CRLF. */
export interface Lines {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** Takes a message from its first octet on, in pieces of any length. */
export class BinaryParts implements Lines {
  readonly #text: Lines;
  readonly #reader = new PartReader();
  /** For each open multipart, outermost first: it is a digest. */
  readonly #digests: boolean[] = [];
  #out: Uint8Array[] = [];
  #body: "lines" | "octets" | undefined;
  /** The header is that of a message, not of one of its parts. */
  #whole = true;
  #usual = "text/plain";

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
    return this.#read(piece, false);
  }

  /** What still goes on when the message ends. */
  end(): Uint8Array {
    const out = this.#read(NOTHING, true);
    return concat([out, this.#text.end()]);
  }

  #read(piece: Uint8Array, final: boolean): Uint8Array {
    this.#reader.push(piece);
    for (let token = this.#reader.next(final); token; token = this.#reader.next(final)) {
      this.#take(token);
    }
    const out = concat(this.#out);
    this.#out = [];
    return out;
  }

  #take(token: Token): void {
    const { octets } = token;
    switch (token.is) {
      case "content":
        if (this.#body === "octets") this.#out.push(octets);
        else this.#emitLines(octets);
        break;
      case "delimiter":
        this.#emitLines(octets);
        this.#enter(token.of, token.closes);
        break;
      case "header":
        this.#emitLines(octets);
        if (token.emptyLine.length === 0) break;
        this.#emitLines(token.emptyLine);
        this.#begin(octets);
        break;
      default:
        // How the body is encoded is unknown, so that nothing of it may change.
        this.#body = "octets";
        this.#out.push(octets);
    }
  }

  /** After a delimiter: the next part of a multipart, or what follows its last. */
  #enter(of: number, closes: boolean): void {
    this.#digests.length = closes ? of : of + 1;
    this.#body = closes ? "lines" : undefined;
    this.#whole = false;
    this.#usual = this.#digests.at(-1) ? "message/rfc822" : "text/plain";
  }

  /** A header is complete. */
  #begin(header: Uint8Array): void {
    const fields = splitFields(header);
    const treatment = treatmentOf(fields, "always", this.#whole, this.#usual);
    if (treatment.as === "message") {
      this.#whole = true;
      this.#usual = "text/plain";
      this.#reader.readHeader();
      return;
    }
    if (treatment.as === "parts" && this.#digests.length < MAX_DEPTH) {
      this.#body = "lines";
      this.#digests.push(treatment.digest);
      this.#reader.readContent(treatment.boundary);
      return;
    }
    // Multiparts that are nested too deep are not read either.
    const inOctets = treatment.as === "parts" || encodingOf(fields) === "binary";
    this.#body = inOctets ? "octets" : "lines";
    this.#reader.readContent();
  }

  #emitLines(octets: Uint8Array): void {
    this.#out.push(this.#text.push(octets));
  }
}
