/**
 * Records that a method is no longer used, reports the decision, and plans again. Every fallback goes through
 * `fallBack`. Which replies lead to a fallback is in the reaction table.
 */

import type { Phase } from "../errors/errors.ts";
import { commandAnswered, createUnmetError, type ErrorContext } from "../errors/failure.ts";
import type { Feature } from "../plan/feature.ts";
import { type Choice, type MethodName, methodsProviding } from "../plan/plan.ts";
import { choiceOf, decisionOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import { perform, type Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";

/** What made a session leave a way. */
export interface FallbackCause<F extends Feature = Feature> {
  readonly feature: F;
  /** The way to leave, or several; absent: every way that gives the feature. */
  readonly method?: MethodName<F> | readonly MethodName<F>[];
  readonly reason: Reason;
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
  leaving: FallbackCause<F>,
  particulars: ErrorContext = {},
): Script<void> {
  const choice = yield* excludeMethods(session, leaving);
  if (choice.outcome === "unmet")
    throw createUnmetError(session, [choice], leaving.phase, particulars);
}

/** Records that the same transaction is begun once more. */
export function repeat(
  session: Session,
  leaving: Omit<FallbackCause, "feature" | "method">,
): Script<void> {
  return fallBack(session, { ...leaving, feature: "TRANSACTION" });
}

/** Leaves ways for the rest of the session and reports the decision, whatever is required. */
export function* excludeMethods<F extends Feature>(
  session: Session,
  leaving: Omit<FallbackCause<F>, "phase">,
): Script<Choice> {
  const { feature, reason, reply, parameters, cost } = leaving;
  const { command } = reply ? { ...commandAnswered(session, reply), ...leaving } : leaving;
  const methods =
    leaving.method === undefined
      ? methodsProviding(feature, session.tables.fallbackOrders)
      : [leaving.method].flat();
  const entries = methods.map((method, index) => ({
    feature,
    method,
    reason,
    extraRoundTrips: index === 0 ? cost : 0,
    // How TLS is come by is always learned before it.
    ...(feature === "TLS" ? {} : { tls: session.tls }),
    ...(reply ? { reply } : {}),
    ...(command === undefined ? {} : { command }),
    ...(parameters ? { parameters } : {}),
  }));
  session.excludedMethods = [...session.excludedMethods, ...entries];
  session.meter.once += cost;
  return yield* reportDecision(session, feature);
}

/** Settles on the way that a feature takes now, and reports it. */
export function* reportDecision(session: Session, feature: Feature): Script<Choice> {
  recordMethodInUse(session, feature);
  const choice = choiceOf(session, feature);
  if (session.observed) {
    const event = { type: "decision", decision: decisionOf(session, choice) } as const;
    yield* perform({ do: "emit", event });
  }
  return choice;
}

/** Remembers the way that a feature takes now, so that receipts and errors include it. */
export function recordMethodInUse(session: Session, feature: Feature): void {
  const { method = "nothing" } = choiceOf(session, feature);
  if (session.methodsInUse[feature] === method) return;
  session.methodsInUse = { ...session.methodsInUse, [feature]: method };
}
