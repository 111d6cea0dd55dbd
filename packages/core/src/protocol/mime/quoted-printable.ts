/** Encodes a stream as quoted-printable (RFC 2045 6.7). Base64 is in `base64-lines.ts`. */
import { CR, concat, DASH, DOT, EMPTY_BYTES, EQUALS, LF, SPACE, TAB } from "../bytes/octets.ts";

/** Octets of a line before its soft break. With the "=" a line never has more than 76 characters. */
const SOFT_LINE_BYTES = 75;

const HEX = new TextEncoder().encode("0123456789ABCDEF");

/** How each octet is written: 0 unchanged, 1 encoded, 2 depends on the octets after it. */
const KIND: Uint8Array = Uint8Array.from({ length: 256 }, (_, octet) => {
  if (octet === TAB || octet === SPACE || octet === CR) return 2;
  return octet < SPACE || octet > 126 || octet === EQUALS ? 1 : 0;
});

/** Encodes the body of one part. Line ends stay line ends; a bare CR or LF is data. */
export class QuotedPrintable {
  #column = 0;
  /** A blank and a CR that wait for the octet after them. */
  #held: Uint8Array = EMPTY_BYTES;

  /** Encodes the next octets. */
  push(piece: Uint8Array): Uint8Array {
    const octets = this.#held.length === 0 ? piece : concat([this.#held, piece]);
    let known = octets.length;
    if (known > 0 && octets[known - 1] === CR) known -= 1;
    if (known > 0 && isTrailingBlank(octets[known - 1])) known -= 1;
    this.#held = octets.slice(known);
    return this.#encode(octets, known);
  }

  /** Returns the rest. A blank at the end of the body is encoded. */
  end(): Uint8Array {
    const held = this.#held;
    this.#held = EMPTY_BYTES;
    return this.#encode(held, held.length);
  }

  /** Encodes the first octets of these; the later ones are only read. */
  #encode(octets: Uint8Array, until: number): Uint8Array {
    // Room for every octet as an escape, and a soft break after every 72 octets of escapes.
    const out = new Uint8Array(3 * until + 3 * Math.ceil(until / 24) + 3);
    let to = 0;
    let column = this.#column;
    for (let at = 0; at < until; at += 1) {
      const octet = octets[at] as number;
      let kind = KIND[octet] as number;
      if (kind === 2) {
        const next = octets[at + 1];
        if (octet === CR && next === LF) {
          out[to++] = CR;
          out[to++] = LF;
          column = 0;
          at += 1;
          continue;
        }
        kind = octet === CR || next === CR || next === undefined ? 1 : 0;
      }
      if (column + (kind === 0 ? 1 : 3) > SOFT_LINE_BYTES) {
        out[to++] = EQUALS;
        out[to++] = CR;
        out[to++] = LF;
        column = 0;
      }
      // A "-" at the beginning of a line could look like a boundary, and a "." like the end of the content.
      if (kind === 0 && (column > 0 || (octet !== DASH && octet !== DOT))) {
        out[to++] = octet;
        column += 1;
      } else {
        out[to++] = EQUALS;
        out[to++] = HEX[octet >> 4] as number;
        out[to++] = HEX[octet & 15] as number;
        column += 3;
      }
    }
    this.#column = column;
    return out.subarray(0, to);
  }
}

function isTrailingBlank(octet: number | undefined): boolean {
  return octet === SPACE || octet === TAB;
}
