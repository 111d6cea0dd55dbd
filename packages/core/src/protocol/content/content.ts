/**
 * Message content on its way to the wire, and what was pulled kept for a while,
 * so that a refused way costs no second reading of the message.
 */

import { CR, concat, EMPTY_BYTES, LF } from "../bytes/octets.ts";
import { type PullEffect, perform, type Script } from "../session/effects.ts";
import { LineEndFilter } from "./content-lines.ts";
import { LineEndNormalizer } from "./line-ends.ts";
import { LineLengths } from "./line-lengths.ts";
import { type LocalField, LocalFields, type LocalFieldsWish } from "./local-fields.ts";

/** The caller's message could not be read to its end. Thrown into the script by the driver, and by Source. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  /** It would have to be read again, and its source can be read only once. */
  readonly isSpent: boolean;

  constructor(message: string, options: { cause?: unknown; spent?: boolean } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.isSpent = options.spent ?? false;
  }
}

/** Thrown by a source that is watched when the server speaks or closes before the next piece is there. */
export class ServerSpoke extends Error {
  override readonly name = "ServerSpoke";
}

/** Pieces that may be put back are kept up to this many octets; beyond, only a replayable message can start over. */
export const PUT_BACK_BYTES = 524_288;

/** Makes other octets of a message on its way; `changed` once its content is no more what it was. */
export interface Recoding {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
  readonly changed: boolean;
  /** Names of header fields that were encoded though their character set is unknown. */
  readonly unknown?: ReadonlySet<string>;
}

/** Octets that are taken on at a time. */
const SLICE_BYTES = 65_536;
/** Of a piece that is larger than this the rest waits, so that the window does not overflow at once. */
const LARGE = 131_072;

/**
 * The message as a script reads it: canonical pieces, with a bounded put-back.
 * What is kept is the message as it came; re-encoded it is anew at every reading.
 */
export class ContentReader {
  readonly #wish: LocalFieldsWish;
  readonly #found = new Set<LocalField>();
  #ends = new LineEndNormalizer();
  #lines = new LineEndFilter(this.#ends);
  #fields: LocalFields;
  #kept: Uint8Array[] = [];
  #keptOctets = 0;
  /** Pieces handed out as they were pulled, of which nothing is kept; and those of them that were written since. */
  #lent: WeakSet<Uint8Array> | undefined;
  #written: Uint8Array[] = [];
  /** The kept pieces are everything that was pulled so far. */
  #complete = true;
  #at = 0;
  /** Of a large piece, what was not taken on yet. */
  #pending: Uint8Array = EMPTY_BYTES;
  #ended = false;
  #lastOctet = LF;
  #make: (() => Recoding) | undefined;
  #recoder: Recoding | undefined;
  /** What the recoder gets next, and whether it has got the end. */
  #slices: Uint8Array = EMPTY_BYTES;
  #recoded = false;
  #lead: Uint8Array = EMPTY_BYTES;
  /** Octets that were pulled, and that were added to end the last line. */
  #pulled = 0;
  #closed = 0;
  /** Octets handed on since the last restart: before re-encoding, and behind it. */
  #passed = 0;
  #recodedOctets = 0;
  #lengths: LineLengths | undefined;
  #late = false;

  /** @param localFields what is done about header fields that are not for the wire */
  constructor(localFields: LocalFieldsWish = "report") {
    this.#wish = localFields;
    this.#fields = new LocalFields(localFields, this.#found);
  }

  /** While content is sent: a source that stalls must not keep the server from being heard. */
  watch = false;

  /** Octets handed out since the last restart. `checkWritten` compares them with what was written. */
  get given(): number {
    return this.#recoder ? this.#recodedOctets : this.#passed;
  }

  /**
   * Takes pieces back that the connection has taken: their memory may hold the next ones.
   *
   * @param pieces what was written; those that did not come from here, or are kept, are left alone
   */
  takeBack(pieces: readonly Uint8Array[]): void {
    this.#written = pieces.filter((piece) => this.#lent?.delete(piece));
  }

  /** From now on `turnsBinary` reports NUL and overlong lines. */
  watchLines(): void {
    this.#lengths = new LineLengths();
    this.#ends.nul = false;
  }

  /** NUL, or a line that is too long, came after the message was looked at (RFC 2045 2.7). */
  get turnsBinary(): boolean {
    return this.#late;
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
  prepend(lines: Uint8Array): void {
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

  /** All that was pulled is kept, so that it can be given out once more. */
  get isKept(): boolean {
    return this.#complete;
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
  next(): Script<Uint8Array | null> {
    return this.#recoder ? this.#nextRecoded(this.#recoder) : this.#next();
  }

  /** As `next`, without a script; `undefined` where the piece has to be pulled, re-encoded or looked at. */
  nextKept(): Uint8Array | null | undefined {
    if (this.#recoder || this.#late) return undefined;
    return this.#again() ?? (this.#ended ? this.#checkWhole() : undefined);
  }

  *#nextRecoded(recoder: Recoding): Script<Uint8Array | null> {
    while (!this.#recoded) {
      if (this.#slices.length === 0) {
        const piece = yield* this.#next();
        this.#recoded = piece === null;
        this.#slices = piece ?? EMPTY_BYTES;
      }
      const slice = this.#slices.subarray(0, SLICE_BYTES);
      this.#slices = this.#slices.subarray(SLICE_BYTES);
      const out = this.#recoded ? recoder.end() : recoder.push(slice);
      this.#recodedOctets += out.length;
      if (out.length > 0) return out;
    }
    return null;
  }

  *#next(): Script<Uint8Array | null> {
    const again = this.#again();
    if (again) return again;
    while (!this.#ended) {
      const piece = this.#slice() ?? this.#arrived(yield* perform(this.#pullEffect()));
      this.#ended = piece === null;
      const canonical = piece === null ? this.#closing() : this.#lines.push(piece);
      this.#lastOctet = canonical[canonical.length - 1] ?? this.#lastOctet;
      const out = this.#fields.push(canonical);
      if (out.length === 0) continue;
      this.#keep(out);
      if (out === piece && !this.#complete && !this.#recoder && !this.declaredBinary) {
        this.#lent ??= new WeakSet();
        this.#lent.add(piece);
      }
      this.#watch(out);
      this.#passed += out.length;
      return out;
    }
    return this.#checkWhole();
  }

  /** The next of the pieces that are kept, where they are to be given out once more. */
  #again(): Uint8Array | undefined {
    const again = this.#complete ? this.#kept[this.#at] : undefined;
    if (!again) return undefined;
    this.#at += 1;
    this.#passed += again.length;
    return again;
  }

  /** The next octets of a large piece, of which the rest waits. */
  #slice(): Uint8Array | undefined {
    if (this.#pending.length === 0) return undefined;
    const slice = this.#pending.subarray(0, SLICE_BYTES);
    this.#pending = this.#pending.subarray(SLICE_BYTES);
    return slice;
  }

  /** What was pulled, or of a large piece the beginning. */
  #arrived(piece: Uint8Array | null | undefined): Uint8Array | null {
    if (piece === undefined) throw new ServerSpoke();
    if (piece === null) return null;
    this.#pulled += piece.length;
    if (piece.length <= LARGE) return piece;
    this.#pending = piece;
    return this.#slice() ?? piece;
  }

  #pullEffect(): PullEffect {
    const reuse = this.#written.pop();
    return {
      do: "pull",
      ...(this.watch && { watch: true }),
      ...(reuse && { reuse }),
    };
  }

  #watch(piece: Uint8Array): void {
    if (this.#late || !this.#lengths || this.declaredBinary) return;
    this.#late = this.#ends.nul || this.#lengths.push(piece) || this.#lengths.tooLong;
  }

  /**
   * Whatever happens on the way, no octet of a message may be missing from what is called whole.
   *
   * @returns the end of the message
   * @throws {BodyError} when more or fewer octets were handed on than were pulled
   */
  #checkWhole(): null {
    const added = this.#ends.inserted + this.#closed + this.#lead.length;
    const due = this.#pulled + added - this.#fields.dropped;
    if (this.#passed === due) return null;
    throw new BodyError(
      `of ${due} bytes that should be sent, ${this.#passed} came to the connection. This is a fault of the library: please report it.`,
    );
  }

  /**
   * Back to the first octet.
   *
   * @throws {BodyError} `spent` when the message can be read only once, and too much of it is gone
   */
  *restart(): Script<void> {
    if (yield* this.tryRestart()) return;
    throw new BodyError(
      "it would have to be sent again from its start, but its stream can be read only once. Hand it over as bytes, or as a function that makes a stream.",
      { spent: true },
    );
  }

  /** Back to the first octet. False when the message can be read only once, and too much of it is gone. */
  *tryRestart(): Script<boolean> {
    if (this.restartKept()) return true;
    if (!(yield* perform({ do: "rewind" }))) return false;
    this.#ends = new LineEndNormalizer();
    this.#lines = new LineEndFilter(this.#ends);
    this.#fields = new LocalFields(this.#wish, this.#found);
    this.#kept = [];
    this.#keptOctets = 0;
    this.#lent = undefined;
    this.#written = [];
    this.#complete = true;
    this.#pending = EMPTY_BYTES;
    this.#ended = false;
    this.#lastOctet = LF;
    this.#pulled = 0;
    this.#closed = 0;
    if (this.#lead.length > 0) this.#keep(this.#lead);
    return this.restartKept();
  }

  /** Back to the first octet, without a script: false where not all that was pulled is kept. */
  restartKept(): boolean {
    if (!this.#complete) return false;
    this.watch = false;
    this.#recoder = this.#make?.();
    this.#slices = EMPTY_BYTES;
    this.#recoded = false;
    this.#at = 0;
    this.#passed = 0;
    this.#recodedOctets = 0;
    return true;
  }

  #closing(): Uint8Array {
    const held = this.#lines.end();
    const last = held[held.length - 1] ?? this.#lastOctet;
    if (last === LF || this.#lines.endsInOctets) return held;
    this.#closed = 2;
    return concat([held, Uint8Array.of(CR, LF)]);
  }

  #keep(piece: Uint8Array): void {
    if (!this.#complete) return;
    if (this.#keptOctets + piece.length > PUT_BACK_BYTES && this.#kept.length > 0) {
      this.#complete = false;
      this.#kept = [];
      return;
    }
    this.#kept.push(piece);
    this.#keptOctets += piece.length;
    this.#at = this.#kept.length;
  }
}

/**
 * Compares what a script wrote with what it was given, before it writes the end of the message.
 *
 * @param written octets of the message that were written, without doubled dots
 * @throws {BodyError} when a piece was lost or written twice
 */
export function checkWritten(source: ContentReader, written: number): void {
  if (written === source.given) return;
  throw new BodyError(
    `of ${source.given} bytes that should be sent, ${written} were written. This is a fault of the library: please report it.`,
  );
}
