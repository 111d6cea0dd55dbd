/**
 * Computes the evidence, the chosen methods and the reported decisions from the state of a session. A message needs
 * them dozens of times without any change, so results are cached until the state changes. The choice itself is in
 * `plan.ts`.
 */

import type { Phase } from "../errors/errors.ts";
import { bare } from "../errors/own-properties.ts";
import type { Reason } from "../reply/situation.ts";
import type { ConnectionInfo } from "../session/effects.ts";
import type { Hint, Knowledge } from "../session/server-knowledge.ts";
import type { CachedPlan, PlanInputs, Session } from "../session/session.ts";
import type { MethodOf } from "../tables/fallback-orders.ts";
import type { Decision } from "./decision.ts";
import type { Feature, Wishes } from "./feature.ts";
import {
  type Choice,
  type ChoiceOf,
  chooseMethod,
  type Evidence,
  type ExcludedMethod,
  type Plan,
  plan,
} from "./plan.ts";

function inputsOf(session: Session): PlanInputs {
  const { target, pipelineMessages, secondConnection } = session;
  const { capabilities, tls, connectionInfo, authenticated, knowledge } = session.connection;
  const { excludedMethods, proven, demandedKeywords } = knowledge;
  const { excludedTlsMethods } = session.serverKnowledge;
  return {
    capabilities,
    target,
    tls,
    connectionInfo,
    authenticated,
    pipelineMessages,
    secondConnection,
    excludedTlsMethods,
    excludedMethods,
    proven,
    demandedKeywords,
  };
}

/** Compares field by field, since it runs for every choice. */
function areInputsUnchanged(from: PlanInputs, session: Session): boolean {
  const { connection, serverKnowledge } = session;
  const { knowledge } = connection;
  return (
    from.capabilities === connection.capabilities &&
    from.target === session.target &&
    from.tls === connection.tls &&
    from.connectionInfo === connection.connectionInfo &&
    from.authenticated === connection.authenticated &&
    from.pipelineMessages === session.pipelineMessages &&
    from.secondConnection === session.secondConnection &&
    from.excludedTlsMethods === serverKnowledge.excludedTlsMethods &&
    from.excludedMethods === knowledge.excludedMethods &&
    from.proven === knowledge.proven &&
    from.demandedKeywords === knowledge.demandedKeywords
  );
}

function viewOf(session: Session): CachedPlan {
  const { constraints: terms, views } = session;
  const known = views.get(terms);
  if (known && areInputsUnchanged(known.from, session)) return known;
  const view: CachedPlan = {
    from: inputsOf(session),
    evidence: evidenceNow(session),
    wishes: Object.freeze(bare<Wishes>(session.wishes, terms.wishes)),
    choices: new Map(),
  };
  views.set(terms, view);
  return view;
}

/** Returns the current evidence in the form that `plan` takes. */
export function evidenceOf(session: Session): Evidence {
  return viewOf(session).evidence;
}

function evidenceNow(session: Session): Evidence {
  const { connection, config, constraints } = session;
  const { connectionInfo, authenticated, mechanism, knowledge } = connection;
  return Object.freeze({
    capabilities: connection.capabilities,
    endpoint: session.target.tls === "implicit" ? "implicit" : "clear",
    tls: connection.tls,
    verified: connectionInfo.verified,
    canStartTls: connectionInfo.canStartTls,
    ...(authenticated && mechanism !== undefined ? { authenticatedBy: mechanism } : {}),
    portFree: config.port === undefined && (config.tls ?? "auto") === "auto",
    overlap: session.pipelineMessages,
    silent: session.secondConnection === "taken",
    mechanisms: session.mechanisms
      .filter(({ bindsChannel }) => !bindsChannel || canBind(connectionInfo))
      .map(({ name }) => name),
    excluded: [...currentExclusions(session), ...constraints.closed],
    proven: knowledge.proven,
    demanded: knowledge.demandedKeywords,
    ...(constraints.inAscii ? { inAscii: constraints.inAscii } : {}),
    ...(config.hasOtherServers ? { hasOtherServers: true } : {}),
    ...(config.offeredBefore ? { offeredBefore: config.offeredBefore } : {}),
  });
}

function canBind({ channelBindings = {} }: ConnectionInfo): boolean {
  return Object.keys(channelBindings).length > 0;
}

/** Returns the exclusions of the current state of TLS, and those of the feature TLS itself. */
function currentExclusions({ connection, serverKnowledge }: Session): readonly ExcludedMethod[] {
  const { excludedMethods } = connection.knowledge;
  const { excludedTlsMethods } = serverKnowledge;
  return excludedTlsMethods.length > 0
    ? [...excludedTlsMethods, ...excludedMethods]
    : excludedMethods;
}

/** Returns the current plan. */
export function planOf(session: Session): Plan {
  const { evidence, wishes } = viewOf(session);
  return plan(evidence, wishes, session.tables.fallbackOrders);
}

/** Returns the current choice for one feature. */
export function choiceOf<F extends Feature>(session: Session, feature: F): ChoiceOf<F> {
  const { evidence, wishes, choices } = viewOf(session);
  let choice = choices.get(feature);
  if (!choice) {
    choice = chooseMethod(feature, evidence, wishes, session.tables.fallbackOrders);
    choices.set(feature, choice);
  }
  // The names of the methods are those of the fallback order.
  return choice as ChoiceOf<F>;
}

/** Returns the user's wishes, and those of the current message. */
export function effectiveWishes(session: Session): Wishes {
  return viewOf(session).wishes;
}

/** Returns required features that currently have no method. */
export function findUnmetRequirements(session: Session): readonly Choice[] {
  const view = viewOf(session);
  view.unmet ??= (Object.keys(view.wishes) as Feature[])
    .filter((feature) => view.wishes[feature] === "require")
    .map((feature) => choiceOf(session, feature))
    .filter(({ outcome }) => outcome === "unmet");
  return view.unmet;
}

/** Returns whether an earlier session learned this reason, and not the current one. */
export function isOfHint(reason: Reason): boolean {
  return reason === "hint" || reason === "hint-unanswered";
}

/** Returns whether only a message uses the feature, so that it is reported with that message alone. */
export function isMessageFeature({ tables }: Session, feature: Feature): boolean {
  return tables.fallbackOrders.some((order) => order.feature === feature && order.ofMessages);
}

/**
 * Returns whether a receipt reports a decision as a fallback. A service extension of the transport that the server
 * never offered, and that nobody asked for, is not missing: such a server does all that it claimed.
 */
export function isFallback(session: Session, { feature, outcome, reason }: Decision): boolean {
  if (outcome !== "fallback") return false;
  if (reason !== "not-offered" || effectiveWishes(session)[feature] !== undefined) return true;
  const order = session.tables.fallbackOrders.find((each) => each.feature === feature);
  return order?.tier !== "transport";
}

/** Returns what this session learned for later sessions. Never about security features. */
export function hintsOf({ serverKnowledge, tables }: Session): readonly Hint[] {
  const { inClearText, underTls } = serverKnowledge;
  const hintable = (feature: Feature): boolean =>
    tables.fallbackOrders.some((order) => order.feature === feature && order.hints);
  const hintsFrom = ({ excludedMethods }: Knowledge, tls: boolean): readonly Hint[] =>
    excludedMethods
      .filter(({ feature }) => hintable(feature))
      .map(({ feature, method, reason, reply }) =>
        Object.freeze({ feature, method, reason, tls, ...(reply ? { reply } : {}) }),
      );
  return [...hintsFrom(inClearText, false), ...hintsFrom(underTls, true)];
}

/**
 * Returns every decision to report so far: features with an excluded method, and features that the session has used.
 */
export function allDecisions(session: Session): readonly Decision[] {
  const { methodsInUse, serverKnowledge } = session;
  const view = viewOf(session);
  if (view.reported?.methodsInUse === methodsInUse) return view.reported.decisions;
  const features = new Set(Object.keys(methodsInUse) as Feature[]);
  for (const { feature, reason } of serverKnowledge.allExcludedMethods) {
    if (!isOfHint(reason) && !isMessageFeature(session, feature)) features.add(feature);
  }
  const decisions = Object.freeze(
    [...features].map((feature) => decisionOf(session, choiceOf(session, feature))),
  );
  view.reported = { methodsInUse, decisions };
  return decisions;
}

/** The phases of a session, in order. */
const PHASES: readonly Phase[] = [
  "connect",
  "greeting",
  "ehlo",
  "tls",
  "auth",
  "ready",
  "envelope",
  "content",
  "final",
  "quit",
];

/**
 * Returns the decisions for an error: the methods used on the current connection so far, and the excluded ones. A
 * method that was only planned is not a decision.
 *
 * @param phase the phase of the error
 */
export function decisionsUntil(session: Session, phase: Phase): readonly Decision[] {
  const { allExcludedMethods } = session.serverKnowledge;
  const decisions = allDecisions(session).flatMap((decision) => {
    if (wasDone(session, decision, phase)) return [decision];
    const wasLeft = allExcludedMethods.some(
      ({ feature, reason }) => feature === decision.feature && !isOfHint(reason),
    );
    const nothing = { outcome: "fallback", method: "nothing" } as const;
    return wasLeft ? [Object.freeze({ ...decision, ...nothing })] : [];
  });
  return Object.freeze(decisions);
}

/** Returns whether a session in this phase has already used the method of a decision. */
function wasDone(
  { connection: { tls, authenticated } }: Session,
  { feature, method }: Decision,
  phase: Phase,
): boolean {
  const isBehind = (other: Phase): boolean => PHASES.indexOf(phase) > PHASES.indexOf(other);
  switch (feature) {
    case "ESMTP":
      return isBehind("ehlo");
    case "TLS":
      return method === ("clear text" satisfies MethodOf<"TLS">)
        ? isBehind("tls")
        : tls && isBehind("connect");
    case "AUTH":
      return method === ("no authentication" satisfies MethodOf<"AUTH">)
        ? isBehind("auth")
        : authenticated && isBehind("connect");
    case "RSET":
      return isBehind("connect");
    case "VRFY":
    case "EXPN":
    case "HELP":
    case "ETRN":
      return true;
    default:
      return isBehind("envelope");
  }
}

/** Returns one choice of the plan as a decision, with its cost. */
export function decisionOf(session: Session, choice: Choice): Decision {
  const excluded = currentExclusions(session).filter(({ feature }) => feature === choice.feature);
  const last = excluded.at(-1);
  const reason = last?.reason ?? choice.reason;
  const reply = last?.reply ?? choice.reply;
  return Object.freeze({
    feature: choice.feature,
    wish: choice.wish,
    outcome:
      last && choice.outcome === "used" && choice.wish !== "avoid" ? "fallback" : choice.outcome,
    method: session.methodsInUse[choice.feature] ?? choice.method ?? "nothing",
    ...(reason === undefined ? {} : { reason }),
    ...(reply === undefined ? {} : { reply }),
    rfc: choice.rfc,
    extraRoundTrips: excluded.reduce((sum, entry) => sum + entry.extraRoundTrips, 0),
  });
}
