/** Keeps the beginning of a stream that can be read only once, so that the message can move to another server. */
import { BodyError, PUT_BACK_BYTES } from "../../protocol/content/content.ts";
import type { BodyReader } from "./body-reader.ts";

/** Returns the body; one that can be read only once keeps what was read, up to a limit. */
export function withPutBack(body: BodyReader): BodyReader {
  return body.replayable ? body : new PutBackReader(body);
}

class PutBackReader implements BodyReader {
  readonly replayable = false;
  readonly #body: BodyReader;
  readonly #kept: Uint8Array[] = [];
  #keptBytes = 0;
  /** Whether everything that was read is kept. */
  #complete = true;
  #at = 0;
  /** Data that arrived and was not returned yet. */
  #fresh: Uint8Array[] = [];
  #ended = false;
  /** The read of the next piece, for this caller or an earlier one. */
  #coming: Promise<void> | undefined;
  /** Bytes returned since the last start, and the number of starts. */
  #given = 0;
  #turn = 0;

  constructor(body: BodyReader) {
    this.#body = body;
  }

  get taken(): number {
    return this.#body.taken;
  }

  /** Returns the next piece. A piece requested before a new start is kept for the next caller. */
  async pull(reuse?: Uint8Array): Promise<Uint8Array | null> {
    const turn = this.#turn;
    for (;;) {
      const piece = this.#complete ? this.#kept[this.#at] : this.#fresh.shift();
      if (piece) {
        this.#at += 1;
        this.#given += piece.length;
        return piece;
      }
      if (this.#ended) return this.#atEnd();
      this.#coming ??= this.#arrive(reuse);
      await this.#coming;
      if (turn !== this.#turn) throw new BodyError("it was started over meanwhile.");
    }
  }

  async rewind(): Promise<boolean> {
    if (!this.#complete) return false;
    this.#at = 0;
    this.#given = 0;
    this.#turn += 1;
    return true;
  }

  release(): void {
    this.#body.release();
  }

  async #arrive(reuse: Uint8Array | undefined): Promise<void> {
    try {
      // Kept pieces may be returned again, so their memory must not be reused.
      const piece = await this.#body.pull(this.#complete ? undefined : reuse);
      if (!piece) this.#ended = true;
      else if (this.#complete) this.#keep(piece);
      else this.#fresh.push(piece);
    } finally {
      this.#coming = undefined;
    }
  }

  #atEnd(): null {
    if (this.#given === this.#body.taken) return null;
    throw new BodyError(
      `${this.#body.taken} bytes of it were read, and only ${this.#given} handed on. This is a fault of the library: please report it.`,
    );
  }

  #keep(piece: Uint8Array): void {
    this.#keptBytes += piece.length;
    this.#kept.push(piece);
    this.#complete = this.#keptBytes <= PUT_BACK_BYTES;
    if (this.#complete) return;
    // Nothing is fresh as long as everything is kept.
    this.#fresh = this.#kept.splice(this.#at);
    this.#kept.length = 0;
  }
}
