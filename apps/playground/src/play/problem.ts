/** Returns why a scene cannot be played, such as an invalid address, as a sentence for the user. */
import { escapeControls } from "@parley-smtp/core";
import type { Unplayable } from "./run.ts";

/** Plays a scene, or returns a sentence that says why that is impossible. */
export function orProblem<T>(playing: () => T): T | Unplayable {
  try {
    return playing();
  } catch (error) {
    // A link can contain anything, and the page must survive any error.
    return { problem: escapeControls(error instanceof Error ? error.message : String(error)) };
  }
}
