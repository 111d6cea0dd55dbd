/** How the work goes on: scripts return it. What they throw are failures alone. */

import { ClosedBehindRefusalError } from "../errors/closed-behind-refusal.ts";
import type { Reply } from "../reply/reply.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { closeConnection } from "../session/wire.ts";

/** Where the work is tried once more, by another method or in the same way. */
export type RetryPlace = "on this connection" | "on a new connection" | "in another transaction";

/** What a script returns: what it was to bring about, or where it is tried once more. */
export type NextStep<T = "done"> = T | RetryPlace;

/** More tries than the fallback orders can ask for; work that wants more is going in circles. */
const MAX_TRIES = 8;

/** Returns whether there is no result yet. */
export function isRetry<T extends object | null | undefined>(
  next: NextStep<T>,
): next is RetryPlace {
  return typeof next === "string";
}

/**
 * Tries until the work is done, on as many connections as that takes.
 *
 * @param once one try
 * @param announce reports that the server closed behind a refusal, before the next try
 * @returns what the last try returned: a RetryPlace when the work is going in circles
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
      if (!(error instanceof ClosedBehindRefusalError)) throw error;
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
