/** Repairs a body that is already encoded, but not validly. Such a body must not be encoded again (RFC 2045 6.4). */

import { CR, DASH, EMPTY_BYTES, EQUALS, hasEightBit, LF } from "../bytes/octets.ts";
import { MAX_TEXT_LINE_BYTES } from "../content/line-lengths.ts";

/** How the body is encoded. */
export type Encoded = "quoted-printable" | "base64";

/** A multiple of four, so that base64 is cut between groups, with room for an escape and "=". */
const FIXED_LINE_BYTES = MAX_TEXT_LINE_BYTES - 6;

const hexEncoder = new TextEncoder();

/**
 * The replacement for an octet over 127 or NUL (RFC 2045 2.7): base64 decoders ignore it (RFC 2045 6.8),
 * quoted-printable decoders return the octet.
 */
const INSTEAD: Readonly<Record<Encoded, (octet: number) => Uint8Array>> = {
  "quoted-printable": (octet) =>
    hexEncoder.encode(`=${octet.toString(16).toUpperCase().padStart(2, "0")}`),
  base64: () => EMPTY_BYTES,
};

const BREAK = Uint8Array.of(CR, LF);
const SOFT_BREAK = Uint8Array.of(EQUALS, CR, LF);

/** Replaces octets over 127 and NUL, and breaks long lines. The decoded body stays the same. */
export class EncodedTextRepair {
  readonly #as: Encoded;
  readonly #break: Uint8Array;
  #column = 0;
  /** Octets of an escape that are still to come. An escape must not be broken. */
  #escape = 0;
  #changed = false;

  constructor(as: Encoded) {
    this.#as = as;
    this.#break = as === "quoted-printable" ? SOFT_BREAK : BREAK;
  }

  /** Whether anything was replaced or broken. */
  get changed(): boolean {
    return this.#changed;
  }

  /** Repairs the next octets. Returns the same octets if they are valid. */
  push(octets: Uint8Array): Uint8Array {
    return this.#sound(octets) ? octets : this.#mend(octets);
  }

  /** Returns whether these octets are valid; updates the position in the line. */
  #sound(octets: Uint8Array): boolean {
    if (this.#escape > 0 || hasEightBit(octets) || octets.includes(0)) return false;
    let start = -this.#column;
    while (start + FIXED_LINE_BYTES < octets.length) {
      const end =
        start + FIXED_LINE_BYTES < 0 ? -1 : octets.lastIndexOf(LF, start + FIXED_LINE_BYTES);
      if (end === -1 || end < start) return false;
      start = end + 1;
    }
    const last = octets.lastIndexOf(LF);
    this.#column = octets.length - (last === -1 ? start : Math.max(start, last + 1));
    if (octets.at(-1) === EQUALS) this.#escape = 2;
    else if (octets.at(-2) === EQUALS) this.#escape = 1;
    return true;
  }

  #mend(octets: Uint8Array): Uint8Array {
    const out: number[] = [];
    for (const octet of octets) {
      if (octet === LF || octet === CR) {
        out.push(octet);
        if (octet === LF) this.#column = 0;
        this.#escape = Math.max(0, this.#escape - 1);
        continue;
      }
      // Anything longer than an escape is not an escape, such as a row of "=".
      const broken = this.#column >= FIXED_LINE_BYTES + (this.#escape === 0 ? 0 : 2);
      if (broken) {
        out.push(...this.#break);
        this.#column = 0;
      }
      this.#escape = octet === EQUALS ? 2 : Math.max(0, this.#escape - 1);
      // A line that begins here because this class broke the line must not look like a boundary.
      const unfit = octet > 127 || octet === 0 || (broken && octet === DASH);
      this.#changed ||= broken || unfit;
      const made = unfit ? INSTEAD[this.#as](octet) : [octet];
      out.push(...made);
      this.#column += made.length;
    }
    return Uint8Array.from(out);
  }
}
