/** Reads a stream of content, or streams that a function creates. Kinds of streams are handled in `streams.ts`. */
import { BodyError } from "../../protocol/content/content.ts";
import { describeError } from "../../protocol/errors/safe-cause.ts";
import { Pace } from "../connection/pace.ts";
import type { BodyReader } from "./body-reader.ts";
import { copyBytes, MAX_PIECE_BYTES } from "./pieces.ts";
import {
  type BodyStream,
  closeStream,
  isUnread,
  SPENT,
  type StreamReading,
  startReading,
} from "./streams.ts";

export class StreamReader implements BodyReader {
  readonly replayable: boolean;
  taken = 0;
  readonly #make: () => BodyStream | Promise<BodyStream>;
  /** The stream that can be read only once, until it is closed. */
  #bare: BodyStream | undefined;
  #reading: StreamReading | undefined;
  /** Data from the source that was not returned yet, and the first half of a character at the end of a string. */
  #rest: Uint8Array | undefined;
  #half = "";
  readonly #pace = new Pace();
  #releases = 0;
  #ended = false;

  constructor(
    make: () => BodyStream | Promise<BodyStream>,
    replayable: boolean,
    bare?: BodyStream,
  ) {
    this.#make = make;
    this.replayable = replayable;
    this.#bare = bare;
  }

  async pull(reuse?: Uint8Array): Promise<Uint8Array | null> {
    for (;;) {
      if (this.#rest && this.#rest.length > 0) return this.#piece(this.#rest, reuse);
      if (this.#ended) return null;
      const { done, value } = await this.#next();
      if (done) {
        this.#ended = true;
        if (this.#half !== "") this.#take(new TextEncoder().encode(this.#half));
        else if (this.taken === 0 && !this.replayable) throw new BodyError(SPENT, { spent: true });
      } else this.#take(typeof value === "string" ? this.#encoded(value) : value);
    }
  }

  async rewind(): Promise<boolean> {
    if (!this.replayable) return false;
    this.release();
    this.taken = 0;
    this.#half = "";
    this.#ended = false;
    return true;
  }

  release(): void {
    this.#releases += 1;
    const reading = this.#reading;
    const bare = this.#bare;
    this.#reading = undefined;
    this.#bare = undefined;
    this.#rest = undefined;
    // An error of a source while it is closed does not matter for the message.
    try {
      if (reading) reading.close();
      else if (bare && isUnread(bare)) closeStream(bare);
    } catch {}
  }

  /** Returns the next data of the source. A source that has ended or failed is already closed. */
  async #next(): Promise<IteratorResult<Uint8Array | string>> {
    const before = this.#releases;
    let given: IteratorResult<unknown>;
    try {
      this.#reading ??= startReading(await this.#open());
      given = await this.#reading.next();
      if (given.done) this.#reading = undefined;
      const pause = this.#pace.pauseIfEmpty(given.value);
      if (pause) await pause;
    } catch (cause) {
      if (this.#releases === before) this.#reading = undefined;
      throw toSourceError(cause);
    }
    // The end of a stream that was closed meanwhile is not the end of the message.
    if (this.#releases !== before) throw new BodyError("its source was closed while it was read.");
    const { done, value } = given;
    if (done || typeof value === "string" || value instanceof Uint8Array) {
      return given as IteratorResult<Uint8Array | string>;
    }
    throw new BodyError("its source gave something that is neither bytes nor a string.");
  }

  /** Opens the stream. A stream that arrives after it was no longer needed is closed. */
  async #open(): Promise<BodyStream> {
    const before = this.#releases;
    const stream = await this.#make();
    if (this.#releases === before) return stream;
    closeStream(stream);
    throw new BodyError("its source was closed before it was there.");
  }

  #take(bytes: Uint8Array): void {
    this.taken += bytes.length;
    this.#rest = bytes;
  }

  /** Copies the beginning of the source's data: the source may reuse its buffer for the next read. */
  #piece(rest: Uint8Array, reuse: Uint8Array | undefined): Uint8Array {
    const piece = copyBytes(rest.subarray(0, MAX_PIECE_BYTES), reuse);
    this.#rest = rest.subarray(piece.length);
    return piece;
  }

  /** Encodes a string. If the string ends within a character, its first half is kept for the next one. */
  #encoded(text: string): Uint8Array {
    const whole = this.#half + text;
    const last = whole.charCodeAt(whole.length - 1);
    const cut = last >= 0xd800 && last < 0xdc00 ? whole.length - 1 : whole.length;
    this.#half = whole.slice(cut);
    return new TextEncoder().encode(whole.slice(0, cut));
  }
}

/** Converts the error of a source. `outside-errors.ts` removes secrets. */
export function toSourceError(cause: unknown): BodyError {
  if (cause instanceof BodyError) return cause;
  const why = describeError(cause, (text) => text);
  return new BodyError(`its source failed (${why}).`, { cause });
}
