/** What reads the content of one message, whatever shape the caller gave it in. */

/** Reads one body for one delivery. */
export interface BodyReader {
  /** Bytes, when known beforehand. */
  readonly size?: number;
  /** Whether there are bytes over 127, when known beforehand. */
  readonly eightBit?: boolean;
  /** The body can be read more than once. */
  readonly replayable: boolean;
  /** Bytes taken from the source since it was last started, as UTF-8 where it gives strings. */
  readonly taken: number;
  /**
   * The next piece, or `null` at the end. Throws BodyError when the source fails.
   *
   * @param reuse an earlier piece that nobody needs any more: a piece as long may be read into its memory
   */
  pull(reuse?: Uint8Array): Promise<Uint8Array | null>;
  /** The same without waiting, for a message in memory, which can always start over. */
  readonly pullNow?: (reuse?: Uint8Array) => Uint8Array | null;
  /** Starts over. False when the source can be read only once. */
  rewind(): Promise<boolean>;
  /** Closes the source, also when it was not read to its end. Never throws, and never waits. */
  release(): void;
}
