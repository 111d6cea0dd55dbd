/** The one function through which every "no" goes. */

import { perform, type Script } from "../effects.ts";
import type { Phase } from "../errors.ts";
import { commandAnswered, type Particulars, unmet } from "../failure.ts";
import type { Feature } from "../feature.ts";
import { type Choice, fulfillingWays, type WayName } from "../plan.ts";
import type { Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import type { Because } from "../situation.ts";
import { choiceOf, decisionOf } from "../view.ts";

/** What made a session leave a way. */
export interface Leaving<F extends Feature = Feature> {
  readonly feature: F;
  /** The way to leave, or several; absent: every way that gives the feature. */
  readonly way?: WayName<F> | readonly WayName<F>[];
  readonly because: Because;
  readonly reply?: Reply;
  /** The command that the reply answered, where it is not the last one. */
  readonly command?: string;
  /** Keywords of the parameters that were refused, where the others are still sent. */
  readonly parameters?: readonly string[];
  /** Round trips that finding out has cost. */
  readonly cost: number;
  readonly phase: Phase;
}

/**
 * Leaves a way for the rest of the session, reports that, and plans anew: a required
 * feature without a way left becomes an error, any other a recorded fallback.
 *
 * @throws {SmtpError} FEATURE_UNMET or AUTH_UNAVAILABLE
 */
export function* fallBack<F extends Feature>(
  session: Session,
  leaving: Leaving<F>,
  particulars: Particulars = {},
): Script<void> {
  const choice = yield* leaveWays(session, leaving);
  if (choice.outcome === "unmet") throw unmet(session, [choice], leaving.phase, particulars);
}

/** Records that the same transaction is begun once more. */
export function repeat(session: Session, leaving: Omit<Leaving, "feature" | "way">): Script<void> {
  return fallBack(session, { ...leaving, feature: "TRANSACTION" });
}

/** Leaves ways for the rest of the session and reports the decision, whatever is required. */
export function* leaveWays<F extends Feature>(
  session: Session,
  leaving: Omit<Leaving<F>, "phase">,
): Script<Choice> {
  const { feature, because, reply, parameters, cost } = leaving;
  const { command } = reply ? { ...commandAnswered(session, reply), ...leaving } : leaving;
  const ways =
    leaving.way === undefined
      ? fulfillingWays(feature, session.tables.ladders)
      : [leaving.way].flat();
  const entries = ways.map((way, index) => ({
    feature,
    way,
    because,
    extraRoundTrips: index === 0 ? cost : 0,
    // How TLS is come by is always learned before it.
    ...(feature === "TLS" ? {} : { tls: session.tls }),
    ...(reply ? { reply } : {}),
    ...(command === undefined ? {} : { command }),
    ...(parameters ? { parameters } : {}),
  }));
  session.left = [...session.left, ...entries];
  session.roundTripsOnce += cost;
  return yield* reportDecision(session, feature);
}

/** Settles on the way that a feature takes now, and reports it. */
export function* reportDecision(session: Session, feature: Feature): Script<Choice> {
  settle(session, feature);
  const choice = choiceOf(session, feature);
  if (session.observed) {
    const event = { type: "decision", decision: decisionOf(session, choice) } as const;
    yield* perform({ do: "tell", event });
  }
  return choice;
}

/** Remembers the way that a feature takes now, so that receipts and errors include it. */
export function settle(session: Session, feature: Feature): void {
  const { way = "nothing" } = choiceOf(session, feature);
  if (session.settled[feature] === way) return;
  session.settled = { ...session.settled, [feature]: way };
}

/** What a new connection costs, once the present one is given up. */
export function costOfReopening(session: Session): number {
  const { roundTrips, roundTripsToOpen, roundTripsOnce } = session;
  const opened = roundTripsToOpen > 0;
  const since = opened ? session.roundTripsAtTransaction : session.roundTripsAtConnect;
  return roundTripsToOpen + roundTrips - since - roundTripsOnce;
}
