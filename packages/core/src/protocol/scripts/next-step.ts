/**
 * How scripts ask for another try: they return where to try again, and throw only for failures. The loop that tries
 * again is here.
 */

import { ClosedAfterRefusalError } from "../errors/closed-after-refusal.ts";
import type { Reply } from "../reply/reply.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { closeConnection } from "../session/wire.ts";

/** Where to try again, with another method or with the same one. */
export type RetryPlace = "on this connection" | "on a new connection" | "in another transaction";

/** The result of a script, or where to try again. */
export type NextStep<T = "done"> = T | RetryPlace;

/** More tries than the fallback orders can need. A script that needs more is repeating itself without progress. */
const MAX_TRIES = 8;

/** Returns whether the script asks for another try. */
export function isRetry<T extends object | null | undefined>(
  next: NextStep<T>,
): next is RetryPlace {
  return typeof next === "string";
}

/**
 * Repeats a script until it is done, on as many connections as needed.
 *
 * @param once one try
 * @param announce reports that the server closed the connection after a refusal, before the next try
 * @returns what the last try returned: a RetryPlace if the tries make no progress
 */
export function* tryUntilDone<T>(
  session: Session,
  once: () => Script<NextStep<T>>,
  announce?: (refusal: Reply) => Script<void>,
): Script<NextStep<T>> {
  for (let tries = 1; ; tries += 1) {
    let next: NextStep<T>;
    let refusal: Reply | undefined;
    try {
      next = yield* once();
    } catch (error) {
      if (!(error instanceof ClosedAfterRefusalError)) throw error;
      next = "on a new connection";
      refusal = error.reply;
    }
    const again = next === "on a new connection" || next === "in another transaction";
    if (!again || tries === MAX_TRIES) return next;
    if (refusal && announce) yield* announce(refusal);
    if (next === "on a new connection")
      yield* closeConnection(session, "another way needs a new connection");
  }
}
