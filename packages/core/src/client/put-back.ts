/** A one-shot stream that may go to another server, as long as little of it was read. */
import { BodyError } from "../protocol/content.ts";
import type { BodyReader } from "./body.ts";

/** So many bytes are kept, as within one session. */
const WINDOW = 524_288;

/** The same body; one that can be read only once keeps what was read, up to the window. */
export function withPutBack(body: BodyReader): BodyReader {
  return body.replayable ? body : new PutBackReader(body);
}

class PutBackReader implements BodyReader {
  readonly replayable = false;
  readonly #body: BodyReader;
  readonly #kept: Uint8Array[] = [];
  #keptBytes = 0;
  /** Everything that was read is kept. */
  #complete = true;
  #at = 0;
  /** Bytes handed on since it was last started over. */
  #given = 0;

  constructor(body: BodyReader) {
    this.#body = body;
  }

  get taken(): number {
    return this.#body.taken;
  }

  async pull(reuse?: Uint8Array): Promise<Uint8Array | null> {
    const again = this.#complete ? this.#kept[this.#at] : undefined;
    // What is kept here may be given out again, so that nothing may be read into its memory.
    const piece = again ?? (await this.#body.pull(this.#complete ? undefined : reuse));
    if (!piece) {
      if (this.#given === this.#body.taken) return null;
      throw new BodyError(
        `${this.#body.taken} bytes of it were read, and only ${this.#given} handed on. This is a fault of the library: please report it.`,
      );
    }
    if (!again && this.#complete) this.#keep(piece);
    this.#at += 1;
    this.#given += piece.length;
    return piece;
  }

  async rewind(): Promise<boolean> {
    if (!this.#complete) return false;
    this.#at = 0;
    this.#given = 0;
    return true;
  }

  release(): void {
    this.#body.release();
  }

  #keep(piece: Uint8Array): void {
    this.#keptBytes += piece.length;
    this.#complete = this.#keptBytes <= WINDOW;
    if (this.#complete) this.#kept.push(piece);
    else this.#kept.length = 0;
  }
}
