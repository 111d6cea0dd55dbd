/** Leaving: QUIT, and whatever the server says to it (RFC 5321 4.1.1.10). */
import { quit } from "../command.ts";
import type { Script } from "../effects.ts";
import { checkLegal } from "../legality.ts";
import type { Session } from "../session.ts";
import { choiceOf } from "../session-plan.ts";
import { closeConnection, sendCommand } from "../wire.ts";

/** Says QUIT where that is still possible, then closes. Never throws: what was sent stays sent. */
export function* quitAndClose(session: Session, why = "done"): Script<void> {
  if (!session.open) return;
  const command = quit();
  const polite =
    choiceOf(session, "QUIT").method === "QUIT" &&
    !session.unusable &&
    session.pendingReplies === 0;
  if (polite && !checkLegal(session.phase, command, session.tables.legality)) {
    try {
      yield* sendCommand(session, command, "quit");
    } catch {
      // The work is done; the reply to QUIT changes nothing.
    }
  }
  yield* closeConnection(session, why);
}
