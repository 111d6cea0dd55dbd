/**
 * Line ends of a message that is declared binary: in its headers, boundaries and
 * text they are made CRLF, for that has lines (RFC 2045 2.7, 2.8); the body of a
 * part that is declared binary keeps its octets (RFC 2045 6.2, RFC 3030 3).
 */
import { concat, EMPTY_BYTES } from "../bytes/octets.ts";
import { encodingOf } from "./fields.ts";
import { type Multipart, type PartHeader, type PartVisitor, PartWalk } from "./part-walk.ts";

/** Takes text in pieces of any length, and makes its line ends CRLF. */
export interface Lines {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** Takes a message from its first octet on, in pieces of any length. */
export class BinaryParts implements Lines {
  readonly #text: Lines;
  readonly #walk = new PartWalk("always", this.#visitor());
  #out: Uint8Array[] = [];
  /** What was seen last keeps its octets. */
  #inOctets = false;

  /** @param text makes the line ends of what is no binary part */
  constructor(text: Lines) {
    this.#text = text;
  }

  /** What was seen last keeps its octets, so that no line end is missing after it. */
  get inOctets(): boolean {
    return this.#inOctets;
  }

  /** What of the message can go on by now. */
  push(piece: Uint8Array): Uint8Array {
    return this.#read(piece, false);
  }

  /** What still goes on when the message ends. */
  end(): Uint8Array {
    const out = this.#read(EMPTY_BYTES, true);
    return concat([out, this.#text.end()]);
  }

  #read(piece: Uint8Array, final: boolean): Uint8Array {
    this.#walk.push(piece, final);
    const out = concat(this.#out);
    this.#out = [];
    return out;
  }

  #visitor(): PartVisitor {
    const emitLines = (octets: Uint8Array): void => {
      this.#out.push(this.#text.push(octets));
    };
    return {
      content: (octets) => {
        if (this.#inOctets) this.#out.push(octets);
        else emitLines(octets);
      },
      delimiter: emitLines,
      enter: () => {
        this.#inOctets = false;
      },
      begin: (header, multipart) => {
        emitLines(header.octets);
        emitLines(header.emptyLine);
        this.#inOctets = keepsOctets(header, multipart);
        return true;
      },
      cutHeader: emitLines,
      longHeader: (octets) => {
        // How the body is encoded is unknown, so that nothing of it may change.
        this.#inOctets = true;
        this.#out.push(octets);
      },
    };
  }
}

function keepsOctets({ treatment, fields }: PartHeader, multipart: Multipart | undefined): boolean {
  if (treatment.as === "message" || multipart) return false;
  // Multiparts that are nested too deep are not read either.
  return treatment.as === "parts" || encodingOf(fields) === "binary";
}
