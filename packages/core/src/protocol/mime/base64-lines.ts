/**
 * Encodes a stream as base64 in lines of 76 characters (RFC 2045 6.8). Base64 of single values is in
 * `protocol/bytes`.
 */
import { ALPHABET_BYTES } from "../bytes/base64.ts";
import { CR, concat, EMPTY_BYTES, LF } from "../bytes/octets.ts";

/** Octets encoded in one line. */
const OCTETS = 57;
const CHARACTERS = 76;

const BASE64_CODES = new TextEncoder().encode(ALPHABET_BYTES);
const PADDING = 61;

/** Encodes the body of one part. Every line but the last ends with CRLF. */
export class Base64Lines {
  #rest: Uint8Array = EMPTY_BYTES;
  #begun = false;

  /** Encodes the next octets. */
  push(octets: Uint8Array): Uint8Array {
    const all = this.#rest.length === 0 ? octets : concat([this.#rest, octets]);
    const whole = all.length - (all.length % OCTETS);
    this.#rest = all.slice(whole);
    return this.#lines(all.subarray(0, whole));
  }

  /** Returns the last line, if there is one. */
  end(): Uint8Array {
    return this.#lines(this.#rest);
  }

  #lines(octets: Uint8Array): Uint8Array {
    const { length } = octets;
    const lines = Math.ceil(length / OCTETS);
    const out = new Uint8Array(lines * (CHARACTERS + 2));
    let to = 0;
    for (let from = 0; from < length; from += OCTETS) {
      if (this.#begun) {
        out[to++] = CR;
        out[to++] = LF;
      }
      this.#begun = true;
      const until = Math.min(length, from + OCTETS);
      for (let at = from; at < until; at += 3) {
        // Missing octets at the end count as zero.
        const group =
          ((octets[at] as number) << 16) |
          ((octets[at + 1] as number) << 8) |
          (octets[at + 2] as number);
        out[to++] = BASE64_CODES[group >> 18] as number;
        out[to++] = BASE64_CODES[(group >> 12) & 63] as number;
        out[to++] = BASE64_CODES[(group >> 6) & 63] as number;
        out[to++] = BASE64_CODES[group & 63] as number;
      }
    }
    const missing = length % 3 === 0 ? 0 : 3 - (length % 3);
    out.fill(PADDING, to - missing, to);
    return out.subarray(0, to);
  }
}
