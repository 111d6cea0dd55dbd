/** What keeps a scene from being played, such as an address that is none, is the user's to read. */
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
