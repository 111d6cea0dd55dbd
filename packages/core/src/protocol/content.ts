/**
 * Message content on its way to the wire: line ends made CRLF (RFC 5321 2.3.8),
 * dots doubled for DATA (RFC 5321 4.5.2), and what was pulled kept for a while,
 * so that a refused way costs no second reading of the message.
 *
 * Everything searches for the octet in question instead of walking over all of
 * them, and returns the piece itself where nothing has to change.
 */
import { perform, type Script } from "./effects.ts";

/** The caller's message could not be read to its end. Thrown into the script by the driver. */
export class BodyError extends Error {
  override readonly name = "BodyError";
}

const CR = 13;
const LF = 10;
const DOT = 46;

/** Pieces that may be put back are kept up to this many octets; beyond, only a replayable message can start over. */
const WINDOW = 524_288;

/** Makes bare CR and bare LF into CRLF, across the borders of pieces. */
export class LineEnds {
  #afterCr = false;

  /** The piece with every line end made CRLF; a last CR is held back until what follows is known. */
  push(piece: Uint8Array): Uint8Array {
    if (piece.length === 0) return piece;
    const heldCr = this.#afterCr;
    this.#afterCr = piece[piece.length - 1] === CR;
    const body = this.#afterCr ? piece.subarray(0, -1) : piece;
    const faults = bareEnds(body, heldCr);
    if (faults.length === 0 && !heldCr) return body;
    const out = new Uint8Array(body.length + faults.length + (heldCr ? 2 : 0));
    let to = 0;
    let from = 0;
    if (heldCr) {
      out[to++] = CR;
      out[to++] = LF;
      if (body[0] === LF) from = 1;
    }
    for (const at of faults) {
      out.set(body.subarray(from, at), to);
      to += at - from;
      out[to++] = CR;
      out[to++] = LF;
      from = at + 1;
    }
    out.set(body.subarray(from), to);
    return out.subarray(0, to + body.length - from);
  }

  /** What is still held back when the message ends. */
  end(): Uint8Array {
    const held = this.#afterCr;
    this.#afterCr = false;
    return held ? Uint8Array.of(CR, LF) : new Uint8Array(0);
  }
}

/** Where CR or LF stand alone; an LF at the start belongs to a CR that was held back. */
function bareEnds(bytes: Uint8Array, heldCr: boolean): number[] {
  const faults: number[] = [];
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) {
    if (bytes[at + 1] !== LF) faults.push(at);
  }
  const crOnly = faults.length;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (at === 0 ? !heldCr : bytes[at - 1] !== CR) faults.push(at);
  }
  return crOnly > 0 && faults.length > crOnly ? faults.sort((a, b) => a - b) : faults;
}

/** Doubles the dot that begins a line (RFC 5321 4.5.2). Takes canonical line ends. */
export class DotStuffing {
  #atLineStart = true;

  /** The piece with leading dots doubled. */
  push(piece: Uint8Array): Uint8Array {
    if (piece.length === 0) return piece;
    const dots: number[] = [];
    for (let at = piece.indexOf(DOT); at !== -1; at = piece.indexOf(DOT, at + 1)) {
      if (at === 0 ? this.#atLineStart : piece[at - 1] === LF) dots.push(at);
    }
    this.#atLineStart = piece[piece.length - 1] === LF;
    if (dots.length === 0) return piece;
    const out = new Uint8Array(piece.length + dots.length);
    let from = 0;
    dots.forEach((at, doubled) => {
      out.set(piece.subarray(from, at), from + doubled);
      out[at + doubled] = DOT;
      from = at;
    });
    out.set(piece.subarray(from), from + dots.length);
    return out;
  }
}

/** The message as a script reads it: canonical pieces, with a bounded put-back. */
export class Source {
  #lineEnds = new LineEnds();
  #kept: Uint8Array[] = [];
  #keptOctets = 0;
  /** The kept pieces are everything that was pulled so far. */
  #complete = true;
  #at = 0;
  #ended = false;
  #lastOctet = LF;
  #lead: Uint8Array = new Uint8Array(0);

  /** Octets that were put before the message. */
  get leadOctets(): number {
    return this.#lead.length;
  }

  /** Puts lines before the message, once; nothing of it may have been handed out since it was last started over. */
  startWith(lines: Uint8Array): void {
    this.#lead = lines;
    if (!this.#complete) return;
    this.#kept.unshift(lines);
    this.#keptOctets += lines.length;
  }

  /** The whole message has been pulled and is still kept. */
  get whole(): boolean {
    return this.#ended && this.#complete;
  }

  /** Octets that are kept, as they go out (before dots are doubled). */
  get keptOctets(): number {
    return this.#keptOctets;
  }

  /** The kept pieces, in order. */
  get kept(): readonly Uint8Array[] {
    return this.#kept;
  }

  /** The next piece with canonical line ends, or `null` at the end; a missing last CRLF is added. */
  *next(): Script<Uint8Array | null> {
    const again = this.#kept[this.#at];
    if (again !== undefined && this.#complete) {
      this.#at += 1;
      return again;
    }
    for (;;) {
      if (this.#ended) return null;
      const piece = yield* perform({ do: "pull" });
      this.#ended = piece === null;
      const out = piece === null ? this.#closing() : this.#lineEnds.push(piece);
      if (out.length === 0) continue;
      this.#lastOctet = out[out.length - 1] ?? LF;
      this.#keep(out);
      return out;
    }
  }

  /** Back to the first octet. Returns false when the message can be read only once and too much is gone. */
  *restart(): Script<boolean> {
    this.#at = 0;
    if (this.#complete) return true;
    if (!(yield* perform({ do: "rewind" }))) return false;
    this.#lineEnds = new LineEnds();
    this.#kept = [];
    this.#keptOctets = 0;
    this.#complete = true;
    this.#ended = false;
    this.#lastOctet = LF;
    if (this.#lead.length > 0) this.#keep(this.#lead);
    this.#at = 0;
    return true;
  }

  #closing(): Uint8Array {
    const held = this.#lineEnds.end();
    if (held.length > 0) return held;
    return this.#lastOctet === LF ? held : Uint8Array.of(CR, LF);
  }

  #keep(piece: Uint8Array): void {
    if (!this.#complete) return;
    if (this.#keptOctets + piece.length > WINDOW && this.#kept.length > 0) {
      this.#complete = false;
      this.#kept = [];
      return;
    }
    this.#kept.push(piece);
    this.#keptOctets += piece.length;
    this.#at = this.#kept.length;
  }
}

/** Whether any octet has its high bit set. */
export function hasEightBit(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) > 127) return true;
  }
  return false;
}

/** Where the header section ends (after its empty line), or -1 (RFC 5322 2.1). */
export function headerEnd(bytes: Uint8Array): number {
  if (bytes[0] === CR && bytes[1] === LF) return 2;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}
