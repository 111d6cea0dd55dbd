/**
 * Opening a session: greeting, EHLO, STARTTLS, AUTH, as RFC 5321 3.1 and 4.1.4
 * order them. A way that fails permanently on this connection is left, and the
 * whole is begun anew on the next one with what was learned.
 */

import { closedTooOften } from "../behind-refusal.ts";
import type { Script } from "../effects.ts";
import { SmtpError } from "../errors.ts";
import { unmet } from "../failure.ts";
import type { Session } from "../session.ts";
import { unmetOf } from "../view.ts";
import { close, Reopen } from "../wire.ts";
import { authenticate } from "./auth.ts";
import { costOfReopening } from "./fallback.ts";
import { leave } from "./leave.ts";
import { reach } from "./reach.ts";
import { secure } from "./secure.ts";

/** More connections than any fallback order can ask for; a session that wants more is going in circles. */
const MOST_CONNECTIONS = 8;

/**
 * Opens the session, or opens it anew.
 *
 * @param session its state, from createSession
 * @throws {SmtpError} when no way leads to a session that meets every requirement
 */
export function* open(session: Session): Script<void> {
  for (let connections = 1; ; connections += 1) {
    try {
      yield* reach(session);
      yield* secure(session);
      yield* authenticate(session);
      const missing = unmetOf(session);
      if (missing.length > 0) throw unmet(session, missing, "ready");
      session.roundTripsToOpen = costOfReopening(session);
      return;
    } catch (error) {
      const again = error instanceof Reopen && connections < MOST_CONNECTIONS;
      if (again) yield* close(session, "another way needs a new connection");
      else yield* leave(session, "it cannot go on");
      if (!again) throw told(session, error);
    }
  }
}

/** Going in circles is a fault of the peer, and reported as one. */
function told(session: Session, error: unknown): unknown {
  if (!(error instanceof Reopen)) return error;
  const closed = closedTooOften(session);
  if (closed) return closed;
  return new SmtpError(
    "The server refuses a different thing on every new connection. No mail was sent.",
    { code: "PROTOCOL_VIOLATION", phase: "ready", retry: "later" },
  );
}
