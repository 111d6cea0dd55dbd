/**
 * The interface with which a script appends the next message to the flight of the current one (RFC 2920 3.1).
 * `protocol/scripts/deliver-many.ts` implements it.
 */

import { EMPTY_BYTES } from "../bytes/octets.ts";
import type { Command } from "../command/command.ts";
import type { Script } from "./effects.ts";

/** The messages behind the current one. */
export interface PipelinedCommands {
  /**
   * Returns the octets that may be written behind the last octets of the current message.
   *
   * @param present commands of the current message that are unanswered or in the same write
   * @returns the octets for the same write; empty if nothing may follow
   */
  appendToFlight(present: readonly Command[]): Script<Uint8Array>;
  /** Finishes the messages that were written ahead, before anything else is written. */
  finishPending(): Script<void>;
}

/** One message at a time: nothing is written ahead. */
export const NO_PIPELINED_COMMANDS: PipelinedCommands = {
  appendToFlight: () => returning(EMPTY_BYTES),
  finishPending: () => returning(undefined),
};

function* returning<T>(value: T): Script<T> {
  yield* [];
  return value;
}
