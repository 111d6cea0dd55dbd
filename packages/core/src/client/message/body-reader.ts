/** The type that reads the content of one message, whatever the type of its body. No logic. */
import type { AllowedContent, ContentFacts } from "../../protocol/content/allowed-content.ts";

/** Reads one body for one delivery. */
export interface BodyReader {
  /** Bytes, if known before reading. */
  readonly size?: number;
  /** Whether there are bytes over 127, if known before reading. */
  readonly eightBit?: boolean;
  /** Whether the body can be read more than once. */
  readonly replayable: boolean;
  /**
   * Makes the content for what the plan allows, from its start; present if the body can. Throws BodyError if the
   * source fails. Content that was made for the same plan and was not read yet is used again.
   */
  readonly open?: (allowed: AllowedContent) => ContentFacts | Promise<ContentFacts>;
  /** Bytes taken from the source since its last start; strings count in UTF-8. */
  readonly taken: number;
  /**
   * Returns the next piece, or `null` at the end. Throws BodyError if the source fails.
   *
   * @param reuse an earlier piece that is no longer needed: its memory may be used for a piece of the same length
   */
  pull(reuse?: Uint8Array): Promise<Uint8Array | null>;
  /** Like `pull`, without waiting, for a message in memory, which can always start again. */
  readonly pullNow?: ((reuse?: Uint8Array) => Uint8Array | null) | undefined;
  /** Starts again. Returns false if the source can be read only once. */
  rewind(): Promise<boolean>;
  /** Closes the source, even if it was not read to its end. Never throws, and never waits. */
  release(): void;
}
