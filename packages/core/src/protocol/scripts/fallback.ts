/** The one function through which every "no" goes. */

import { perform, type Script } from "../effects.ts";
import type { Phase } from "../errors.ts";
import { commandAnswered, type Particulars, unmet } from "../failure.ts";
import type { Feature } from "../feature.ts";
import { fulfillingWays } from "../plan.ts";
import type { Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import type { Because } from "../situation.ts";
import { choiceOf, decisionOf } from "../view.ts";

/** What made a session leave a way. */
export interface Leaving {
  readonly feature: Feature;
  /** The way to leave, or several; absent: every way that gives the feature. */
  readonly way?: string | readonly string[];
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
 * Leaves a way for the rest of the session, tells so, and plans anew: a required
 * feature without a way left becomes an error, any other a recorded fallback.
 *
 * @throws {SmtpError} FEATURE_UNMET or AUTH_UNAVAILABLE
 */
export function* fallBack(
  session: Session,
  leaving: Leaving,
  particulars: Particulars = {},
): Script<void> {
  const { feature, because, reply, parameters, cost, phase } = leaving;
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
  settle(session, feature);
  const choice = choiceOf(session, feature);
  const event = { type: "decision", decision: decisionOf(session, choice) } as const;
  yield* perform({ do: "tell", event });
  if (choice.outcome === "unmet") throw unmet(session, [choice], phase, particulars);
}

/** Remembers the way that a feature takes now, so that receipts and errors tell of it. */
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
