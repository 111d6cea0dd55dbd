/** Local misuse, such as an address that is none, is the user's to read. */
import type { Unplayable } from "./run.ts";

/** Plays, or says in a sentence why that cannot be. */
export function orProblem<T>(playing: () => T): T | Unplayable {
  try {
    return playing();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
      return { problem: error.message };
    throw error;
  }
}
