/** Sends QUIT if the session still allows a command, and closes the connection (RFC 5321 4.1.1.10). Never throws. */
import { quit } from "../command/command.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Script } from "../session/effects.ts";
import { checkLegal } from "../session/legality.ts";
import type { Session } from "../session/session.ts";
import { closeConnection, sendCommand } from "../session/wire.ts";

/** Sends QUIT if that is still possible, then closes the connection. Never throws: sent messages stay sent. */
export function* quitAndClose(session: Session, why = "done"): Script<void> {
  if (!session.connection.open) return;
  const command = quit();
  const polite =
    choiceOf(session, "QUIT").method === "QUIT" &&
    !session.connection.unusable &&
    session.connection.pendingReplies === 0;
  if (polite && !checkLegal(session.connection.phase, command, session.tables.legality)) {
    try {
      yield* sendCommand(session, command, "quit");
    } catch {
      // All messages are done; the reply to QUIT changes nothing.
    }
  }
  yield* closeConnection(session, why);
}
