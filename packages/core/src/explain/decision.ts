/** Explains a decision, and a plan: what was wanted, found and done instead. */
import type { Decision } from "../protocol/decision.ts";
import { escapeControls } from "../protocol/escape.ts";
import type { Feature } from "../protocol/feature.ts";
import type { Choice, Plan } from "../protocol/plan.ts";
import type { Reply } from "../protocol/reply.ts";
import type { Because } from "../protocol/situation.ts";
import { LADDERS, type Ladder } from "../protocol/tables/ladders.ts";
import type { Catalogue } from "./catalogue.ts";
import type { DecisionExplanation, PlanExplanation } from "./explanation.ts";

/** What the sentences of decisions and plans are made of. */
export type DecisionSentences = Pick<
  Catalogue,
  "grammar" | "features" | "withoutReply" | "neverOpen" | "meant"
>;

/**
 * Explains one decision in one sentence.
 *
 * @param decision of a receipt, an error or an event
 * @param language whose sentences
 */
export function explainDecision(
  decision: Decision,
  language: DecisionSentences,
): DecisionExplanation {
  return explainDecisionBy(LADDERS, decision, language);
}

/** The same for other ladders than this version's. */
export function explainDecisionBy(
  ladders: readonly Ladder[],
  decision: Decision,
  language: DecisionSentences,
): DecisionExplanation {
  const { feature, wanted, outcome, instead, because, reply, extraRoundTrips } = decision;
  const ladder = ladderOf(feature, ladders);
  const reason = language.features[feature].reasons?.[instead];
  const { offered, why } =
    reason === undefined
      ? foundOut(ladder, because, reply, language)
      : { offered: false, why: reason };
  const text = language.grammar.decision({
    feature,
    wanted,
    outcome,
    offered,
    why,
    // With another way open, nothing was done only because an error struck first.
    done:
      instead === "nothing" && ladder.ways.length > 1
        ? language.grammar.notUsed
        : doneBy(feature, instead, language),
    avoided: because === "avoided",
    anew: reason === undefined && needsNewConnection(feature, because, reply, language),
    roundTrips: extraRoundTrips,
  });
  return Object.freeze({ explains: "decision", feature, text: escapeControls(text) });
}

function ladderOf(feature: Feature, ladders: readonly Ladder[]): Ladder {
  const found = ladders.find((ladder) => ladder.feature === feature);
  if (!found) throw new RangeError(`There is no ladder for ${feature}.`);
  return found;
}

/** What was done, by the ladder's name for it; a mechanism that the user brought has no words of ours. */
function doneBy(feature: Feature, way: string, { features, grammar }: DecisionSentences): string {
  const { ways, without = grammar.notUsed } = features[feature];
  return way === "nothing" ? without : (ways[way] ?? grammar.unknownWay(feature, way));
}

/** Why a way was left, and whether the server had offered it. */
function foundOut(
  ladder: Ladder,
  because: Because | undefined,
  reply: Reply | undefined,
  { grammar, features, withoutReply, neverOpen, meant }: DecisionSentences,
): { readonly offered: boolean; readonly why: string } {
  const { asked, unanswered = asked } = features[ladder.feature];
  if (reply) {
    const why = grammar.answered(asked, reply.code, because && meant[because]);
    return { offered: isListed(ladder, features), why };
  }
  const never = because && neverOpen[because];
  if (never !== undefined) return { offered: false, why: never };
  const reason = because && withoutReply[because];
  return {
    offered: asked === unanswered && isListed(ladder, features),
    why: reason === undefined ? grammar.noWayLeft : grammar.about(reason, unanswered),
  };
}

/** Whether what was asked is asked only where the server lists it. */
function isListed({ feature, ways }: Ladder, features: DecisionSentences["features"]): boolean {
  if (features[feature].unlisted) return false;
  return ways.some(({ needs }) => needs?.offered !== undefined || needs?.mechanism !== undefined);
}

const LOST: readonly Because[] = ["disconnected", "silence", "garbage", "handshake-failed"];

function needsNewConnection(
  feature: Feature,
  because: Because | undefined,
  reply: Reply | undefined,
  { features }: DecisionSentences,
): boolean {
  if (because === undefined) return false;
  return LOST.includes(because) || (reply !== undefined && features[feature].reconnects === true);
}

/**
 * Explains a plan: one sentence for every feature.
 *
 * @param plan from `plan`, `verify` or `connection.plan`
 * @param language whose sentences
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

/** No script acts on what the feature is for, and nobody required it. */
function isPlanned({ feature, outcome }: Choice): boolean {
  const { ways } = ladderOf(feature, LADDERS);
  return outcome !== "unmet" && ways.every(({ fulfils, state }) => !fulfils || state === "planned");
}

function planned(
  { feature, wanted, outcome, way, passedOver }: Choice,
  language: DecisionSentences,
): string {
  const ladder = ladderOf(feature, LADDERS);
  const reasons = [...new Set(passedOver.map(({ because }) => because))].map((because) => {
    const passed = passedOver.filter((entry) => entry.because === because);
    const found = foundOut(ladder, because, passed[0]?.reply, language);
    return { ways: passed.map((entry) => entry.way), ...found };
  });
  const then =
    outcome === "unmet"
      ? "unmet"
      : way === undefined
        ? { without: language.features[feature].without }
        : { done: doneBy(feature, way, language) };
  return language.grammar.planned({ feature, wanted, reasons, then });
}
