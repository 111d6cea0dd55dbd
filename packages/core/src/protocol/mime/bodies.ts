/** Writes the bodies of parts, unchanged or encoded. `treatment.ts` decides which; `recoder.ts` reads the message. */

import { hasEightBit } from "../bytes/octets.ts";
import { LineLengths } from "../content/line-lengths.ts";
import { BareLineEndDetector } from "./bare-line-ends.ts";
import { Base64Lines } from "./base64-lines.ts";
import { type Obstacle, ObstacleError } from "./obstacle.ts";
import { QuotedPrintable } from "./quoted-printable.ts";

/** Receives the body of a part piece by piece, and then its end. */
export interface BodySink {
  push(octets: Uint8Array): void;
  end(): void;
}

/** Receives the output. */
export type Emit = (octets: Uint8Array) => void;

/**
 * Octets of a body that are buffered until it is known whether it must be encoded. A longer body is encoded without
 * that knowledge, which is always correct.
 */
const HELD = 65_536;

const NUL_OCTET = 0;

/**
 * Detects content that can only be sent encoded: octets over 127, NUL, or long lines, or content without line ends
 * (RFC 2045 2.7).
 */
class SevenBitChecker {
  readonly #lengths = new LineLengths();
  readonly #ends = new BareLineEndDetector();

  fails(octets: Uint8Array): boolean {
    return (
      hasEightBit(octets) ||
      octets.includes(NUL_OCTET) ||
      this.#lengths.push(octets) ||
      this.#ends.push(octets)
    );
  }

  get failsAtEnd(): boolean {
    return this.#lengths.tooLong || this.#ends.open;
  }
}

/** Writes a body, encoded if needed. */
export class EncodedBody implements BodySink {
  readonly #emit: Emit;
  readonly #head: (encoded: boolean) => void;
  readonly #encoder: QuotedPrintable | Base64Lines;
  readonly #seven = new SevenBitChecker();
  /** The buffered octets; `undefined` once the body is encoded. */
  #held: Uint8Array[] | undefined = [];
  #octets = 0;

  /** @param head writes the header, which must name the encoding of the body */
  constructor(into: "quoted-printable" | "base64", head: (encoded: boolean) => void, emit: Emit) {
    this.#encoder = into === "base64" ? new Base64Lines() : new QuotedPrintable();
    this.#head = head;
    this.#emit = emit;
  }

  push(octets: Uint8Array): void {
    const held = this.#held;
    if (!held) {
      this.#emit(this.#encoder.push(octets));
      return;
    }
    held.push(octets);
    this.#octets += octets.length;
    if (this.#octets > HELD || this.#seven.fails(octets)) this.#encode(held);
  }

  end(): void {
    if (this.#held && this.#seven.failsAtEnd) this.#encode(this.#held);
    if (this.#held) {
      this.#head(false);
      this.#held.forEach(this.#emit);
    } else this.#emit(this.#encoder.end());
  }

  #encode(held: readonly Uint8Array[]): void {
    this.#held = undefined;
    this.#head(true);
    for (const octets of held) this.#emit(this.#encoder.push(octets));
  }
}

/** Writes a body unchanged, or throws if it would have to be encoded. */
export class UntouchedBody implements BodySink {
  readonly #emit: Emit;
  readonly #obstacle: Obstacle;
  readonly #seven = new SevenBitChecker();

  constructor(obstacle: Obstacle, emit: Emit) {
    this.#obstacle = obstacle;
    this.#emit = emit;
  }

  push(octets: Uint8Array): void {
    if (this.#seven.fails(octets)) throw new ObstacleError(this.#obstacle);
    this.#emit(octets);
  }

  end(): void {
    if (this.#seven.failsAtEnd) throw new ObstacleError(this.#obstacle);
  }
}
