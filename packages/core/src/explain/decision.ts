/** Explains a decision or a plan: the wish, the reason and the result. The words are in the catalogue. */

import { escapeControls } from "../protocol/errors/escape.ts";
import type { Decision } from "../protocol/plan/decision.ts";
import type { Feature } from "../protocol/plan/feature.ts";
import type { Choice, Plan } from "../protocol/plan/plan.ts";
import type { Reply } from "../protocol/reply/reply.ts";
import type { Reason } from "../protocol/reply/situation.ts";
import { FALLBACK_ORDERS, type FallbackOrder } from "../protocol/tables/fallback-orders.ts";
import type { Catalogue } from "./catalogue.ts";
import type { DecisionExplanation, PlanExplanation } from "./explanation.ts";

/** The parts of a catalogue that sentences about decisions and plans need. */
export type DecisionSentences = Pick<
  Catalogue,
  "grammar" | "features" | "withoutReply" | "neverOpen" | "meant"
>;

/**
 * Explains one decision in one sentence.
 *
 * @param decision a decision of a receipt, an error or an event
 * @param language the catalogue
 */
export function explainDecision(
  decision: Decision,
  language: DecisionSentences,
): DecisionExplanation {
  return explainDecisionBy(FALLBACK_ORDERS, decision, language);
}

/** Like `explainDecision`, with other fallback orders than the default ones. */
export function explainDecisionBy(
  orders: readonly FallbackOrder[],
  decision: Decision,
  language: DecisionSentences,
): DecisionExplanation {
  const { feature, wish, outcome, method, reason: because, reply, extraRoundTrips } = decision;
  const order = ladderOf(feature, orders);
  const reason = language.features[feature].reasons?.[method];
  const { offered, why } =
    reason === undefined
      ? foundOut(order, because, reply, language)
      : { offered: false, why: reason };
  const text = language.grammar.decision({
    feature,
    wish,
    outcome,
    offered,
    why,
    // If another method was available, nothing was done only because an error happened first.
    done:
      method === "nothing" && order.methods.length > 1
        ? language.grammar.notUsed
        : doneBy(feature, method, language),
    avoided: because === "avoided",
    anew: reason === undefined && needsNewConnection(feature, because, reply, language),
    roundTrips: extraRoundTrips,
  });
  return Object.freeze({ explains: "decision", feature, text: escapeControls(text) });
}

function ladderOf(feature: Feature, orders: readonly FallbackOrder[]): FallbackOrder {
  const found = orders.find((order) => order.feature === feature);
  if (!found) throw new RangeError(`There is no fallback order for ${feature}.`);
  return found;
}

/** Describes the result by the method's name in the fallback order; the user's own mechanism has only its name. */
function doneBy(
  feature: Feature,
  method: string,
  { features, grammar }: DecisionSentences,
): string {
  const { methods, without = grammar.notUsed } = features[feature];
  return method === "nothing" ? without : (methods[method] ?? grammar.unknownWay(feature, method));
}

/** Describes why a method was not used, and whether the server had offered it. */
function foundOut(
  order: FallbackOrder,
  because: Reason | undefined,
  reply: Reply | undefined,
  { grammar, features, withoutReply, neverOpen, meant }: DecisionSentences,
): { readonly offered: boolean; readonly why: string } {
  const { asked, unanswered = asked } = features[order.feature];
  if (reply) {
    const why = grammar.answered(asked, reply.code, because && meant[because]);
    return { offered: isListed(order, features), why };
  }
  const never = because && neverOpen[because];
  if (never !== undefined) return { offered: false, why: never };
  const reason = because && withoutReply[because];
  return {
    offered: asked === unanswered && isListed(order, features),
    why: reason === undefined ? grammar.noWayLeft : grammar.about(reason, unanswered),
  };
}

/** Returns whether the feature is only requested if the server announces it. */
function isListed(
  { feature, methods }: FallbackOrder,
  features: DecisionSentences["features"],
): boolean {
  if (features[feature].unlisted) return false;
  return methods.some(
    ({ needs }) => needs?.offered !== undefined || needs?.mechanism !== undefined,
  );
}

const LOST: readonly Reason[] = ["disconnected", "silence", "garbage", "handshake-failed"];

function needsNewConnection(
  feature: Feature,
  reason: Reason | undefined,
  reply: Reply | undefined,
  { features }: DecisionSentences,
): boolean {
  if (reason === undefined) return false;
  return LOST.includes(reason) || (reply !== undefined && features[feature].reconnects === true);
}

/**
 * Explains a plan: one sentence for every feature.
 *
 * @param plan from `plan`, `verify` or `connection.plan`
 * @param language the catalogue
 */
export function explainPlan(
  { choices, unmet }: Plan,
  language: DecisionSentences,
): PlanExplanation {
  const { grammar } = language;
  const all = Object.values(choices);
  const later = all.filter(isPlanned);
  const told = all
    .filter((choice) => !later.includes(choice))
    .map((choice) =>
      Object.freeze({ feature: choice.feature, text: escapeControls(planned(choice, language)) }),
    );
  const lines = [
    grammar.planHead(unmet.map(({ feature }) => feature)),
    ...told.map(({ text }) => text),
    ...(later.length > 0 ? [grammar.planRest(later.map(({ feature }) => feature))] : []),
  ];
  return Object.freeze({ explains: "plan", choices: Object.freeze(told), text: lines.join("\n") });
}

/** Returns whether no script uses the feature yet and nobody required it. */
function isPlanned({ feature, outcome }: Choice): boolean {
  const { methods } = ladderOf(feature, FALLBACK_ORDERS);
  return (
    outcome !== "unmet" &&
    methods.every(({ providesFeature, state }) => !providesFeature || state === "planned")
  );
}

function planned(
  { feature, wish, outcome, method, skipped }: Choice,
  language: DecisionSentences,
): string {
  const order = ladderOf(feature, FALLBACK_ORDERS);
  const reasons = [...new Set(skipped.map(({ reason }) => reason))].map((reason) => {
    const passed = skipped.filter((entry) => entry.reason === reason);
    const found = foundOut(order, reason, passed[0]?.reply, language);
    return { methods: passed.map((entry) => entry.method), ...found };
  });
  const then =
    outcome === "unmet"
      ? "unmet"
      : method === undefined
        ? { without: language.features[feature].without }
        : { done: doneBy(feature, method, language) };
  return language.grammar.planned({ feature, wish, reasons, then });
}
