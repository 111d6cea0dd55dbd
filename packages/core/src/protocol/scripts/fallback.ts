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

/** Why a session stops using a method. */
export interface FallbackCause<F extends Feature = Feature> {
  readonly feature: F;
  /** The excluded method, or several. Absent: every method that provides the feature. */
  readonly method?: MethodName<F> | readonly MethodName<F>[];
  readonly reason: Reason;
  readonly reply?: Reply;
  /** The command that was refused, if it is not the last one. */
  readonly command?: string;
  /** Keywords of the refused parameters, if the others are still sent. */
  readonly parameters?: readonly string[];
  /** Extra round trips that the failed method took. */
  readonly cost: number;
  readonly phase: Phase;
}

/**
 * Excludes a method for the rest of the session, reports the decision, and plans again. A required feature without
 * another method becomes an error.
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

/** Records that the same transaction is repeated. */
export function repeat(
  session: Session,
  leaving: Omit<FallbackCause, "feature" | "method">,
): Script<void> {
  return fallBack(session, { ...leaving, feature: "TRANSACTION" });
}

/** Excludes methods for the rest of the session and reports the decision, even if the feature is required. */
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
    ...(reply ? { reply } : {}),
    ...(command === undefined ? {} : { command }),
    ...(parameters ? { parameters } : {}),
  }));
  session.serverKnowledge.exclude(session.connection.knowledge, entries);
  session.meter.once += cost;
  return yield* reportDecision(session, feature);
}

/** Chooses the method that a feature uses now, and reports the decision. */
export function* reportDecision(session: Session, feature: Feature): Script<Choice> {
  recordMethodInUse(session, feature);
  const choice = choiceOf(session, feature);
  if (session.observed) {
    const event = { type: "decision", decision: decisionOf(session, choice) } as const;
    yield* perform({ do: "emit", event });
  }
  return choice;
}

/** Records the method that a feature uses now, so that receipts and errors include the decision. */
export function recordMethodInUse(session: Session, feature: Feature): void {
  const { method = "nothing" } = choiceOf(session, feature);
  if (session.methodsInUse[feature] === method) return;
  session.methodsInUse = { ...session.methodsInUse, [feature]: method };
}
