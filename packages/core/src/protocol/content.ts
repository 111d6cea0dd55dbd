/**
 * Message content on its way to the wire: line ends made CRLF (RFC 5321 2.3.8),
 * dots doubled for DATA (RFC 5321 4.5.2), and what was pulled kept for a while,
 * so that a refused way costs no second reading of the message.
 *
 * Everything searches for the octet in question instead of walking over all of
 * them, and returns the piece itself where nothing has to change.
 */
import { ContentLines } from "./content-lines.ts";
import { perform, type Script } from "./effects.ts";
import { type LocalField, LocalFields, type LocalFieldsWish } from "./local-fields.ts";
import { CR, concat, LF, NOTHING, wordsOf } from "./octets.ts";

/** The caller's message could not be read to its end. Thrown into the script by the driver. */
export class BodyError extends Error {
  override readonly name = "BodyError";
}

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
    return held ? Uint8Array.of(CR, LF) : NOTHING;
  }
}

/** Where CR or LF stand alone; an LF at the start belongs to a CR that was held back. */
function bareEnds(bytes: Uint8Array, heldCr: boolean): number[] {
  const faults: number[] = [];
  const look = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) {
      const octet = bytes[at];
      if (octet === CR ? bytes[at + 1] !== LF : octet === LF && isBare(bytes, at, heldCr)) {
        faults.push(at);
      }
    }
  };
  const { first, four } = wordsOf(bytes);
  look(0, first);
  for (let word = 0; word < four.length; word += 1) {
    const octets = four[word] as number;
    // Only where one of the four may be below 14 is there anything to look at.
    if (((octets - 0x0e0e0e0e) & ~octets & 0x80808080) === 0) continue;
    look(first + word * 4, first + word * 4 + 4);
  }
  look(first + four.length * 4, bytes.length);
  return faults;
}

function isBare(bytes: Uint8Array, lineFeed: number, heldCr: boolean): boolean {
  return lineFeed === 0 ? !heldCr : bytes[lineFeed - 1] !== CR;
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

/** Makes other octets of a message on its way; `changed` once its content is no more what it was. */
export interface Recoding {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
  readonly changed: boolean;
  /** Names of header fields that were encoded though their character set is unknown. */
  readonly unknown?: ReadonlySet<string>;
}

/** What is re-encoded at a time. */
const SLICE = 65_536;

/**
 * The message as a script reads it: canonical pieces, with a bounded put-back.
 * What is kept is the message as it came; re-encoded it is anew at every reading.
 */
export class Source {
  readonly #wish: LocalFieldsWish;
  readonly #found = new Set<LocalField>();
  #lines = new ContentLines(new LineEnds());
  #fields: LocalFields;
  #kept: Uint8Array[] = [];
  #keptOctets = 0;
  /** The kept pieces are everything that was pulled so far. */
  #complete = true;
  #at = 0;
  #ended = false;
  #lastOctet = LF;
  #make: (() => Recoding) | undefined;
  #recoder: Recoding | undefined;
  /** What the recoder gets next, and whether it has got the end. */
  #slices: Uint8Array = NOTHING;
  #recoded = false;
  #lead: Uint8Array = NOTHING;

  /** @param localFields what is done about header fields that are not for the wire */
  constructor(localFields: LocalFieldsWish = "tell") {
    this.#wish = localFields;
    this.#fields = new LocalFields(localFields, this.#found);
  }

  /** Header fields that are not for the wire, as far as the message was read. */
  get localFields(): ReadonlySet<LocalField> {
    return this.#found;
  }

  /** Octets of them that were taken out. */
  get strippedOctets(): number {
    return this.#fields.dropped;
  }

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

  /**
   * From the next restart on the message is given out re-encoded.
   *
   * @param make what does it, anew for each reading; `undefined`: the message is given out as it is
   */
  recode(make: (() => Recoding) | undefined): void {
    this.#make = make;
  }

  /** Re-encoding has changed something since the last restart. */
  get changed(): boolean {
    return this.#recoder?.changed ?? false;
  }

  /** Names of header fields that were encoded since the last restart though their character set is unknown. */
  get unknown(): Iterable<string> {
    return this.#recoder?.unknown ?? [];
  }

  /** The message is declared binary, as far as it was read (RFC 2045 6.4). */
  get declaredBinary(): boolean {
    return this.#lines.binary;
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

  /**
   * The next piece with canonical line ends, or `null` at the end; a missing last CRLF is added.
   * What is declared binary keeps its octets.
   *
   * @throws {ObstacleError} when it must be re-encoded and may not be
   */
  *next(): Script<Uint8Array | null> {
    const recoder = this.#recoder;
    if (!recoder) return yield* this.#next();
    while (!this.#recoded) {
      if (this.#slices.length === 0) {
        const piece = yield* this.#next();
        this.#recoded = piece === null;
        this.#slices = piece ?? NOTHING;
      }
      const slice = this.#slices.subarray(0, SLICE);
      this.#slices = this.#slices.subarray(SLICE);
      const out = this.#recoded ? recoder.end() : recoder.push(slice);
      if (out.length > 0) return out;
    }
    return null;
  }

  *#next(): Script<Uint8Array | null> {
    const again = this.#kept[this.#at];
    if (again !== undefined && this.#complete) {
      this.#at += 1;
      return again;
    }
    for (;;) {
      if (this.#ended) return null;
      const piece = yield* perform({ do: "pull" });
      this.#ended = piece === null;
      const canonical = piece === null ? this.#closing() : this.#lines.push(piece);
      this.#lastOctet = canonical[canonical.length - 1] ?? this.#lastOctet;
      const out = this.#fields.push(canonical);
      if (out.length === 0) continue;
      this.#keep(out);
      return out;
    }
  }

  /** Back to the first octet. Returns false when the message can be read only once and too much is gone. */
  *restart(): Script<boolean> {
    this.#recoder = this.#make?.();
    this.#slices = NOTHING;
    this.#recoded = false;
    this.#at = 0;
    if (this.#complete) return true;
    if (!(yield* perform({ do: "rewind" }))) return false;
    this.#lines = new ContentLines(new LineEnds());
    this.#fields = new LocalFields(this.#wish, this.#found);
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
    const held = this.#lines.end();
    const last = held[held.length - 1] ?? this.#lastOctet;
    return last === LF || this.#lines.endsInOctets ? held : concat([held, Uint8Array.of(CR, LF)]);
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
