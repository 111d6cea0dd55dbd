/**
 * Opens a session: greeting, EHLO, STARTTLS and AUTH, in the order of RFC 5321 3.1 and 4.1.4. If a method fails on
 * this connection, all steps are repeated on a new one with what was learned. Each step is a script of its own.
 */

import { SmtpError } from "../errors/errors.ts";
import { createUnmetError } from "../errors/failure.ts";
import { findUnmetRequirements } from "../plan/session-plan.ts";
import { closedTooOften } from "../session/closed-after-refusal.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { authenticate } from "./auth.ts";
import { type NextStep, tryUntilDone } from "./next-step.ts";
import { quitAndClose } from "./quit.ts";
import { reach } from "./reach.ts";
import { establishTls } from "./secure.ts";

/**
 * Opens the session, or opens it anew.
 *
 * @param session its state, from createSession
 * @throws {SmtpError} if no method leads to a session that meets every requirement
 */
export function* open(session: Session): Script<void> {
  let failure: unknown;
  try {
    if ((yield* tryUntilDone(session, () => openOnce(session))) === "done") return;
  } catch (error) {
    failure = error;
  }
  yield* quitAndClose(session, "it cannot go on");
  // If tries make no progress, the server is at fault, and the error says so.
  throw (
    failure ??
    closedTooOften(session) ??
    new SmtpError(
      "The server refuses a different thing on every new connection. No mail was sent.",
      { code: "PROTOCOL_VIOLATION", phase: "ready", retry: "later" },
    )
  );
}

/** Opens the session on one connection. */
function* openOnce(session: Session): Script<NextStep> {
  for (const script of [reach, establishTls, authenticate]) {
    const next = yield* script(session);
    if (next !== "done") return next;
  }
  const missing = findUnmetRequirements(session);
  if (missing.length > 0) throw createUnmetError(session, missing, "ready");
  session.meter.opened();
  return "done";
}
