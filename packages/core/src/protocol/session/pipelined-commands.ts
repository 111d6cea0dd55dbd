/**
 * The interface by which a script appends the next message to the flight of the present one (RFC 2920 3.1), or an
 * envelope to EHLO. `deliver-many.ts` and `early-envelope.ts` of `protocol/scripts` implement the interface.
 */

import { EMPTY_BYTES } from "../bytes/octets.ts";
import type { Command } from "../command/command.ts";
import type { Script } from "./effects.ts";

/** The messages behind the present one. */
export interface PipelinedCommands {
  /**
   * Takes what may be written behind the last octets of the present message.
   *
   * @param present commands of the present message that are unanswered or in the same write
   * @returns the octets, for the same write; none when nothing may follow
   */
  appendToFlight(present: readonly Command[]): Script<Uint8Array>;
  /** Brings what was written ahead to its end, before anything else is written. */
  finishPending(): Script<void>;
}

/** A message at a time: nothing follows before the answer. */
export const NO_PIPELINED_COMMANDS: PipelinedCommands = {
  appendToFlight: () => returning(EMPTY_BYTES),
  finishPending: () => returning(undefined),
};

function* returning<T>(value: T): Script<T> {
  yield* [];
  return value;
}
