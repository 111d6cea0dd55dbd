/** Canonical forms of a message's body (RFC 6376 3.4.3 and 3.4.4), piece by piece. Line ends are CRLF already. */

import { CARRIAGE_RETURN, LINE_FEED } from "./content-scan.ts";

/** How a header or a body is prepared for hashing. */
export type Canonicalization = "relaxed" | "simple";

const SPACE = 32;
const TAB = 9;
const LINE_END: Uint8Array = /* @__PURE__ */ Uint8Array.of(CARRIAGE_RETURN, LINE_FEED);

/** Where canonical bytes go, such as a hash. They are valid only during the call. */
export type Sink = (bytes: Uint8Array) => void;

/** Creates the canonical form of a body. */
export class CanonicalBody {
  readonly #relaxed: boolean;
  readonly #sink: Sink;
  /** Line ends that count only if something follows. */
  #lineEnds = 0;
  /** A space that counts only if its line goes on. */
  #space = false;
  #empty = true;
  /** The last byte was a CR, which belongs to a line end if LF follows. */
  #cr = false;
  #memory = new Uint8Array(0);
  #length = 0;

  /** @param sink gets the canonical form */
  constructor(form: Canonicalization, sink: Sink) {
    this.#relaxed = form === "relaxed";
    this.#sink = sink;
  }

  push(piece: Uint8Array): void {
    // A CR and a space of the piece before may be added; held line ends do not go through this memory.
    const room = piece.length + 2;
    if (this.#memory.length < room) this.#memory = new Uint8Array(room);
    for (let at = 0; at < piece.length; ) {
      const end = this.#cr ? at : this.#endOfRun(piece, at);
      if (end > at) this.#writeRun(piece.subarray(at, end));
      if (end < piece.length) this.#take(piece[end] as number);
      at = end + 1;
    }
    this.#flush();
  }

  /** Ends the body: a body that is not empty ends with one line end. */
  end(): void {
    this.#memory = new Uint8Array(4);
    if (this.#cr) this.#write(CARRIAGE_RETURN);
    this.#flush();
    // RFC 6376 3.4.3: an empty body in the simple form is one line end.
    if (!this.#empty || !this.#relaxed) this.#sink(LINE_END);
  }

  /** Where the next byte stands that may need a change. */
  #endOfRun(piece: Uint8Array, from: number): number {
    let at = from;
    for (; at < piece.length; at += 1) {
      const byte = piece[at];
      if (byte === CARRIAGE_RETURN) break;
      if (this.#relaxed && (byte === SPACE || byte === TAB)) break;
    }
    return at;
  }

  #take(byte: number): void {
    if (this.#cr) {
      this.#cr = false;
      if (byte === LINE_FEED) {
        this.#space = false;
        this.#lineEnds += 1;
        return;
      }
      this.#write(CARRIAGE_RETURN);
    }
    if (byte === CARRIAGE_RETURN) this.#cr = true;
    else if (this.#relaxed && (byte === SPACE || byte === TAB)) this.#space = true;
    else this.#write(byte);
  }

  #write(byte: number): void {
    this.#writeHeld();
    this.#memory[this.#length++] = byte;
  }

  #writeRun(run: Uint8Array): void {
    this.#writeHeld();
    this.#memory.set(run, this.#length);
    this.#length += run.length;
  }

  /** Something follows, so what was held counts. */
  #writeHeld(): void {
    if (this.#lineEnds > 0) {
      this.#flush();
      for (; this.#lineEnds > 0; this.#lineEnds -= 1) this.#sink(LINE_END);
    }
    if (this.#space) {
      this.#memory[this.#length++] = SPACE;
      this.#space = false;
    }
    this.#empty = false;
  }

  #flush(): void {
    if (this.#length > 0) this.#sink(this.#memory.subarray(0, this.#length));
    this.#length = 0;
  }
}
