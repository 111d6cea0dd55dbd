/**
 * Reads message content while it is sent, and keeps some of it, so that a refused method does not require reading the
 * message again. Line ends, header forms and local fields are handled by the other files of this folder.
 */

import { CR, concat, EMPTY_BYTES, LF } from "../bytes/octets.ts";
import { type PullEffect, perform, type Script } from "../session/effects.ts";
import type { AllowedContent, ContentFacts } from "./allowed-content.ts";
import { LineEndFilter } from "./content-lines.ts";
import { LineEndNormalizer } from "./line-ends.ts";
import { LineLengths } from "./line-lengths.ts";
import { type LocalField, LocalFields, type LocalFieldsWish } from "./local-fields.ts";

/**
 * The caller's message could not be read to its end. Thrown into the script by the driver, and by `ContentReader`.
 */
export class BodyError extends Error {
  override readonly name = "BodyError";
  /** The message would have to be read again, but its source can be read only once. */
  readonly isSpent: boolean;

  constructor(message: string, options: { cause?: unknown; spent?: boolean } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.isSpent = options.spent ?? false;
  }
}

/** Thrown by a watched source if the server sends data or closes before the next piece is available. */
export class ServerSpoke extends Error {
  override readonly name = "ServerSpoke";
}

/** Pieces are kept up to this many octets. After that, only a replayable message can start again. */
export const PUT_BACK_BYTES = 524_288;

/** Re-encodes a message while it is sent; `changed` is true once the content differs from the original. */
export interface Recoding {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
  readonly changed: boolean;
  /** Names of header fields that were encoded with an unknown character set. */
  readonly unknown?: ReadonlySet<string>;
}

/** Octets that are processed at a time. */
const SLICE_BYTES = 65_536;
/** The rest of a piece larger than this waits, so that the kept content does not overflow at once. */
const LARGE = 131_072;

/**
 * Reads the message for a script: pieces with canonical line ends, of which a limited amount is kept. The original
 * message is kept; re-encoding runs again for every reading.
 */
export class ContentReader {
  readonly #wish: LocalFieldsWish;
  readonly #found = new Set<LocalField>();
  #ends = new LineEndNormalizer();
  #lines = new LineEndFilter(this.#ends);
  #fields: LocalFields;
  #kept: Uint8Array[] = [];
  #keptOctets = 0;
  /** Pieces returned uncopied and not kept, and those that were written since. */
  #lent: WeakSet<Uint8Array> | undefined;
  #written: Uint8Array[] = [];
  /** The kept pieces are the whole message so far. */
  #complete = true;
  #at = 0;
  /** The part of a large piece that was not processed yet. */
  #pending: Uint8Array = EMPTY_BYTES;
  #ended = false;
  #lastOctet = LF;
  #make: (() => Recoding) | undefined;
  #recoder: Recoding | undefined;
  /** The next input of the recoder, and whether the recoder has got the end. */
  #slices: Uint8Array = EMPTY_BYTES;
  #recoded = false;
  #lead: Uint8Array = EMPTY_BYTES;
  /** Octets that were pulled, and octets added to end the last line. */
  #pulled = 0;
  #closed = 0;
  /** Octets passed on since the last restart: before re-encoding and after it. */
  #passed = 0;
  #recodedOctets = 0;
  #lengths: LineLengths | undefined;
  #late = false;

  /** @param localFields how header fields that should not leave the sender's system are handled */
  constructor(localFields: LocalFieldsWish = "report") {
    this.#wish = localFields;
    this.#fields = new LocalFields(localFields, this.#found);
  }

  /** Set while content is sent, so that the server's replies are read even if the source stalls. */
  watch = false;

  /** Octets returned since the last restart. `checkWritten` compares them with what was written. */
  get given(): number {
    return this.#recoder ? this.#recodedOctets : this.#passed;
  }

  /**
   * Reuses the memory of pieces that the connection has written.
   *
   * @param pieces the written pieces; pieces from elsewhere and kept pieces are ignored
   */
  takeBack(pieces: readonly Uint8Array[]): void {
    this.#written = pieces.filter((piece) => this.#lent?.delete(piece));
  }

  /** Makes `turnsBinary` report NUL and long lines from now on. */
  watchLines(): void {
    this.#lengths = new LineLengths();
    this.#ends.nul = false;
  }

  /** Whether NUL or a long line came after the message was inspected (RFC 2045 2.7). */
  get turnsBinary(): boolean {
    return this.#late;
  }

  /** Header fields that should not leave the sender's system, as far as the message was read. */
  get localFields(): ReadonlySet<LocalField> {
    return this.#found;
  }

  /** Octets of such fields that were removed. */
  get strippedOctets(): number {
    return this.#fields.dropped;
  }

  /** Octets that were put before the message. */
  get leadOctets(): number {
    return this.#lead.length;
  }

  /** Puts lines before the message, once. Nothing of the message may have been returned since the last restart. */
  prepend(lines: Uint8Array): void {
    this.#lead = lines;
    if (!this.#complete) return;
    this.#kept.unshift(lines);
    this.#keptOctets += lines.length;
  }

  /**
   * Returns the message re-encoded from the next restart on.
   *
   * @param make creates the recoder for each reading; `undefined`: the message is returned unchanged
   */
  recode(make: (() => Recoding) | undefined): void {
    this.#make = make;
  }

  /** Whether re-encoding has changed anything since the last restart. */
  get changed(): boolean {
    return this.#recoder?.changed ?? false;
  }

  /** Names of header fields that were encoded since the last restart with an unknown character set. */
  get unknown(): Iterable<string> {
    return this.#recoder?.unknown ?? [];
  }

  /** Whether the message is declared binary, as far as it was read (RFC 2045 6.4). */
  get declaredBinary(): boolean {
    return this.#lines.binary;
  }

  /** Whether the whole message was pulled and is still kept. */
  get whole(): boolean {
    return this.#ended && this.#complete;
  }

  /** Whether everything that was pulled is kept, so that it can be returned again. */
  get isKept(): boolean {
    return this.#complete;
  }

  /** Octets that are kept, before dots are doubled. */
  get keptOctets(): number {
    return this.#keptOctets;
  }

  /** The kept pieces, in order. */
  get kept(): readonly Uint8Array[] {
    return this.#kept;
  }

  /**
   * Returns the next piece with canonical line ends, or `null` at the end. A missing last CRLF is added. Content that
   * is declared binary keeps its octets.
   *
   * @throws {ObstacleError} if the content must be re-encoded and must not be
   */
  next(): Script<Uint8Array | null> {
    return this.#recoder ? this.#nextRecoded(this.#recoder) : this.#next();
  }

  /** Like `next`, but not a script; `undefined` if the piece has to be pulled, re-encoded or inspected. */
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

  /** Returns the next kept piece, if the kept pieces are being returned again. */
  #again(): Uint8Array | undefined {
    const again = this.#complete ? this.#kept[this.#at] : undefined;
    if (!again) return undefined;
    this.#at += 1;
    this.#passed += again.length;
    return again;
  }

  /** Returns the next octets of a large piece; the rest waits. */
  #slice(): Uint8Array | undefined {
    if (this.#pending.length === 0) return undefined;
    const slice = this.#pending.subarray(0, SLICE_BYTES);
    this.#pending = this.#pending.subarray(SLICE_BYTES);
    return slice;
  }

  /** Returns the pulled piece, or the beginning of a large one. */
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
   * Checks that no octet of the message is missing before the message counts as complete.
   *
   * @returns the end of the message
   * @throws {BodyError} if more or fewer octets were passed on than were pulled
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
   * Starts again at the first octet.
   *
   * @throws {BodyError} `spent` if the message can be read only once and too much of it is gone
   */
  *restart(): Script<void> {
    if (yield* this.tryRestart()) return;
    throw new BodyError(
      "it would have to be sent again from its start, but its stream can be read only once. Hand it over as bytes, or as a function that makes a stream.",
      { spent: true },
    );
  }

  /**
   * Starts again at the first octet. Returns false if the message can be read only once and too much of it is gone.
   */
  *tryRestart(): Script<boolean> {
    if (this.restartKept()) return true;
    if (!(yield* perform({ do: "rewind" }))) return false;
    this.#forget();
    if (this.#lead.length > 0) this.#keep(this.#lead);
    return this.restartKept();
  }

  /**
   * Asks for content that is made for a plan, in place of what was read.
   *
   * @param atHand only if nothing has to be waited for
   * @returns what is known of it; `undefined` where it is not at hand
   */
  *open(allowed: AllowedContent, atHand: boolean): Script<ContentFacts | undefined> {
    const facts = yield* perform({ do: "open", allowed, ...(atHand && { atHand }) });
    if (!facts) return undefined;
    this.#forget();
    this.#lead = EMPTY_BYTES;
    this.#make = undefined;
    this.#lengths = undefined;
    this.#late = false;
    this.restartKept();
    return facts;
  }

  /** Forgets what was read. */
  #forget(): void {
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
  }

  /** Starts again at the first octet, not as a script: false if not everything that was pulled is kept. */
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
 * Compares the octets that a script wrote with those it was given, before the script ends the message.
 *
 * @param written octets of the message that were written, without doubled dots
 * @throws {BodyError} if a piece was lost or written twice
 */
export function checkWritten(source: ContentReader, written: number): void {
  if (written === source.given) return;
  throw new BodyError(
    `of ${source.given} bytes that should be sent, ${written} were written. This is a fault of the library: please report it.`,
  );
}
