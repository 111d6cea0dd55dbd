/**
 * Corrects the line ends of a message that is declared binary. Headers, delimiter lines and text get CRLF (RFC 2045
 * 2.7, 2.8); the body of a part that is declared binary keeps its octets (RFC 2045 6.2, RFC 3030 3).
 */
import { concat, EMPTY_BYTES } from "../bytes/octets.ts";
import { encodingOf } from "./fields.ts";
import { type Multipart, type PartHeader, type PartVisitor, PartWalk } from "./part-walk.ts";

/** Converts the line ends of text in pieces of any length to CRLF. */
export interface Lines {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** Reads a message from its first octet, in pieces of any length. */
export class BinaryParts implements Lines {
  readonly #text: Lines;
  readonly #walk = new PartWalk("always", this.#visitor());
  #out: Uint8Array[] = [];
  /** Whether the last octets belong to a binary body. */
  #inOctets = false;

  /** @param text converts the line ends outside binary parts */
  constructor(text: Lines) {
    this.#text = text;
  }

  /** Whether the last octets belong to a binary body, so that no line end is missing after them. */
  get inOctets(): boolean {
    return this.#inOctets;
  }

  /** Returns the part of the message that can be sent now. */
  push(piece: Uint8Array): Uint8Array {
    return this.#read(piece, false);
  }

  /** Returns the rest at the end of the message. */
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
        // The encoding of the body is unknown, so nothing of it may change.
        this.#inOctets = true;
        this.#out.push(octets);
      },
    };
  }
}

function keepsOctets({ treatment, fields }: PartHeader, multipart: Multipart | undefined): boolean {
  if (treatment.as === "message" || multipart) return false;
  // Multiparts that are nested too deep are not read.
  return treatment.as === "parts" || encodingOf(fields) === "binary";
}
