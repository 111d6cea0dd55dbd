/**
 * Opening a session: greeting, EHLO, STARTTLS, AUTH, as RFC 5321 3.1 and 4.1.4
 * order them. A way that fails permanently on this connection is left, and the
 * whole is begun anew on the next one with what was learned.
 */

import { SmtpError } from "../errors/errors.ts";
import { createUnmetError } from "../errors/failure.ts";
import { findUnmetRequirements } from "../plan/session-plan.ts";
import { closedTooOften } from "../session/behind-refusal.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { closeConnection, Reopen } from "../session/wire.ts";
import { authenticate } from "./auth.ts";
import { reconnectCost } from "./fallback.ts";
import { quitAndClose } from "./quit.ts";
import { reach } from "./reach.ts";
import { establishTls } from "./secure.ts";

/** More connections than any fallback order can ask for; a session that wants more is going in circles. */
const MAX_CONNECTION_ATTEMPTS = 8;

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
      yield* establishTls(session);
      yield* authenticate(session);
      const missing = findUnmetRequirements(session);
      if (missing.length > 0) throw createUnmetError(session, missing, "ready");
      session.roundTripsToOpen = reconnectCost(session);
      return;
    } catch (error) {
      const again = error instanceof Reopen && connections < MAX_CONNECTION_ATTEMPTS;
      if (again) yield* closeConnection(session, "another way needs a new connection");
      else yield* quitAndClose(session, "it cannot go on");
      if (!again) throw toOpenError(session, error);
    }
  }
}

/** Going in circles is a fault of the peer, and reported as one. */
function toOpenError(session: Session, error: unknown): unknown {
  if (!(error instanceof Reopen)) return error;
  const closed = closedTooOften(session);
  if (closed) return closed;
  return new SmtpError(
    "The server refuses a different thing on every new connection. No mail was sent.",
    { code: "PROTOCOL_VIOLATION", phase: "ready", retry: "later" },
  );
}
