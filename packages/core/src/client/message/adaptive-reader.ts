/** Reads content that a function makes for what the plan of a server allows. */
import {
  type AllowedContent,
  allowsSame,
  type ContentFacts,
} from "../../protocol/content/allowed-content.ts";
import { BodyError } from "../../protocol/content/content.ts";
import type { BodyReader } from "./body-reader.ts";
import { StreamReader, toSourceError } from "./body-stream.ts";
import { type BodyStream, closeStream, isStream, unread } from "./streams.ts";

/** A message in one piece, or a stream of it. */
export type MadeBody = string | Uint8Array | BodyStream;

/** Nothing is allowed: 7-bit lines, which every server takes. */
export const SEVEN_BIT: AllowedContent = Object.freeze({
  eightBit: false,
  binary: false,
  utf8: false,
});

const CLOSED = "its source was closed before it was there.";

export class AdaptiveReader implements BodyReader {
  readonly replayable = true;
  readonly #make: (allowed: AllowedContent) => MadeBody | Promise<MadeBody>;
  readonly #readMade: (made: string | Uint8Array) => BodyReader;
  #reader: BodyReader | undefined;
  #allowed: AllowedContent = SEVEN_BIT;
  /** What `open` returned for the content that nobody has begun to read. */
  #opened: ContentFacts | Promise<ContentFacts> | undefined;
  #releases = 0;

  /**
   * @param make the caller's function
   * @param readMade reads a message in one piece
   */
  constructor(
    make: (allowed: AllowedContent) => MadeBody | Promise<MadeBody>,
    readMade: (made: string | Uint8Array) => BodyReader,
  ) {
    this.#make = make;
    this.#readMade = readMade;
  }

  get taken(): number {
    return this.#reader?.taken ?? 0;
  }

  get pullNow(): BodyReader["pullNow"] {
    return this.#reader?.pullNow;
  }

  readonly open = (allowed: AllowedContent): ContentFacts | Promise<ContentFacts> => {
    if (this.#opened && this.taken === 0 && allowsSame(this.#allowed, allowed)) return this.#opened;
    this.release();
    this.#allowed = allowed;
    this.#opened = this.#begin();
    return this.#opened;
  };

  async pull(reuse?: Uint8Array): Promise<Uint8Array | null> {
    if (!this.#reader) await this.open(this.#allowed);
    if (!this.#reader) throw new BodyError(CLOSED);
    return this.#reader.pull(reuse);
  }

  async rewind(): Promise<boolean> {
    // A stream is made anew, even if nobody has read it yet.
    if (this.#reader?.pullNow) return this.#reader.rewind();
    this.release();
    return true;
  }

  release(): void {
    this.#releases += 1;
    this.#reader?.release();
    this.#reader = undefined;
    this.#opened = undefined;
  }

  #begin(): ContentFacts | Promise<ContentFacts> {
    const before = this.#releases;
    let made: MadeBody | Promise<MadeBody>;
    try {
      made = this.#make(this.#allowed);
    } catch (cause) {
      throw toSourceError(cause);
    }
    if (typeof made === "string" || made instanceof Uint8Array || isStream(made))
      return this.#take(made);
    return this.#arrive(made, before);
  }

  /** A stream that comes when nobody wants it any more is closed. */
  async #arrive(coming: Promise<MadeBody>, before: number): Promise<ContentFacts> {
    let made: MadeBody;
    try {
      made = await coming;
    } catch (cause) {
      if (this.#releases === before) this.#opened = undefined;
      throw toSourceError(cause);
    }
    if (this.#releases === before) return this.#take(made);
    if (isStream(made)) closeStream(made);
    throw new BodyError(CLOSED);
  }

  #take(made: MadeBody): ContentFacts {
    if (isStream(made)) {
      this.#reader = new StreamReader(() => unread(made), true, made);
      return {};
    }
    checkMade(made);
    this.#reader = this.#readMade(made);
    const { size, eightBit } = this.#reader;
    return { ...(size !== undefined && { size }), ...(eightBit !== undefined && { eightBit }) };
  }
}

function checkMade(made: unknown): void {
  if (typeof made === "string" || made instanceof Uint8Array) return;
  throw new BodyError("its source gave neither bytes nor a string nor a stream.");
}

/** A message in one piece as a stream. */
export function asStream(made: MadeBody): BodyStream {
  if (isStream(made)) return made;
  checkMade(made);
  return (async function* () {
    yield made;
  })();
}
