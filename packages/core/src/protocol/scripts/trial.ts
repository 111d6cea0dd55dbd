/**
 * Excludes methods on trial. A refusal does not always show its cause: `501` to MAIL may be about a parameter or
 * about the address. A method counts as the cause only if the server accepts the same command without it. Fallbacks
 * with a known cause are in `fallback.ts`.
 */

import type { CommandName } from "../reply/situation.ts";
import type { Delivery } from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { excludeMethods, reportDecision } from "./fallback.ts";

/** Excludes methods until the command is answered again. */
export function* onTrial(
  session: Session,
  delivery: Delivery,
  commandName: CommandName,
  leaving: Script<void>,
): Script<void> {
  const { knowledge } = session.connection;
  const before = knowledge.excludedMethods.length;
  yield* leaving;
  const entries = knowledge.excludedMethods.slice(before);
  if (entries.length > 0) delivery.trials = [...delivery.trials, { command: commandName, entries }];
}

/** Confirms the trials: the command was accepted without the methods, so they were the cause. */
export function confirmTrials(delivery: Delivery, commandName: CommandName): void {
  if (delivery.trials.length === 0) return;
  delivery.trials = delivery.trials.filter((trial) => trial.command !== commandName);
}

/** Withdraws the trials: the command was refused again, so nothing was learned. Only the repetition is recorded. */
export function* withdrawTrials(session: Session, delivery: Delivery): Script<void> {
  const { trials } = delivery;
  delivery.trials = [];
  for (const { command, entries } of trials) {
    const replies = entries.map(({ reply }) => reply);
    session.serverKnowledge.updateExcludedMethods((excluded) =>
      excluded.filter((exclusion) => !entries.includes(exclusion)),
    );
    session.unsupported = session.unsupported.filter(({ reply }) => !replies.includes(reply));
    for (const feature of new Set(entries.map((entry) => entry.feature))) {
      yield* reportDecision(session, feature);
    }
    const [first] = entries;
    // RCPT is repeated in the same transaction.
    if (!first || (command === "RCPT" && first.feature !== "PIPELINING")) continue;
    const cost = entries.reduce((sum, { extraRoundTrips }) => sum + extraRoundTrips, 0);
    session.meter.once -= cost;
    yield* excludeMethods(session, { ...first, feature: "TRANSACTION", method: "sent once", cost });
  }
}
