/** Returns why a scene cannot be played, such as an invalid address, as a sentence for the user. */
import { escapeControls } from "@parley-smtp/core";
import type { Unplayable } from "./run.ts";

/** Plays, or says in a sentence why that cannot be. */
export function orProblem<T>(playing: () => T): T | Unplayable {
  try {
    return playing();
  } catch (error) {
    // A link can hold anything: whatever it breaks, the page stays.
    return { problem: escapeControls(error instanceof Error ? error.message : String(error)) };
  }
}
