/** Explains a decision, and a plan: what was wanted, found and done instead. */
import type { Decision } from "../protocol/decision.ts";
import type { Feature, Wish } from "../protocol/feature.ts";
import type { Choice, Plan } from "../protocol/plan.ts";
import type { Reply } from "../protocol/reply.ts";
import type { Because } from "../protocol/situation.ts";
import { LADDERS } from "../protocol/tables/ladders.ts";
import type { DecisionExplanation, PlanExplanation } from "./explanation.ts";
import { FEATURES, MEANT, NEVER_OPEN, WITHOUT_REPLY } from "./sentences-features.ts";
import { count, list } from "./wording.ts";

/**
 * Explains one decision in one sentence.
 *
 * @param decision of a receipt, an error or an event
 */
export function explainDecision(decision: Decision): DecisionExplanation {
  return Object.freeze({
    kind: "decision",
    feature: decision.feature,
    text: `${decision.feature}: ${told(decision)}.`,
  });
}

function told(decision: Decision): string {
  const { feature, wanted, outcome, instead, because, reply, extraRoundTrips } = decision;
  const done = doneBy(feature, instead);
  const { offered, why } = foundOut(feature, because, reply);
  if (outcome === "unmet") {
    return `${offered ? "required and offered" : "required"}, but ${why}; no mail was sent`;
  }
  if (wanted === "avoid") return because === "avoided" ? `avoided as wished; ${done}` : done;
  if (outcome === "used") return done;
  const anew = needsNewConnection(feature, because, reply) ? " on a new connection" : "";
  const cost = extraRoundTrips === 0 ? "" : `, ${count(extraRoundTrips, "more round trip")}`;
  return `${offered ? "offered, but " : ""}${why}; ${done}${anew}${cost}`;
}

/** What was done, by the ladder's name for it; a mechanism that the user brought has no words of ours. */
function doneBy(feature: Feature, way: string): string {
  const { ways, without = "not used" } = FEATURES[feature];
  if (way === "nothing") return without;
  return ways[way] ?? (feature === "AUTH" ? `authenticated by ${way}` : `done by ${way}`);
}

/** Why a way was left, and whether the server had offered it. */
function foundOut(
  feature: Feature,
  because: Because | undefined,
  reply: Reply | undefined,
): { readonly offered: boolean; readonly why: string } {
  const { asked, unanswered = asked } = FEATURES[feature];
  const never = because && NEVER_OPEN[because];
  if (reply) {
    const meant = because && MEANT[because];
    const why = `${asked} was answered ${reply.code}${meant ? ` (${meant})` : ""}`;
    return { offered: mustBeOffered(feature), why };
  }
  if (never !== undefined) return { offered: false, why: never };
  const why = because && WITHOUT_REPLY[because]?.replace("{asked}", unanswered);
  return {
    offered: asked === unanswered && mustBeOffered(feature),
    why: why ?? "no way is left",
  };
}

/** Whether what was asked is asked only where the server lists it. */
function mustBeOffered(feature: Feature): boolean {
  const { ways = [] } = LADDERS.find((ladder) => ladder.feature === feature) ?? {};
  if (FEATURES[feature].unlisted) return false;
  return ways.some(({ needs }) => needs?.offered !== undefined || needs?.mechanism !== undefined);
}

const LOST: readonly Because[] = ["disconnected", "silence", "garbage", "handshake-failed"];

function needsNewConnection(
  feature: Feature,
  because: Because | undefined,
  reply: Reply | undefined,
): boolean {
  if (because === undefined) return false;
  return LOST.includes(because) || (reply !== undefined && FEATURES[feature].reconnects === true);
}

const WANTED: Readonly<Record<Wish, string>> = {
  require: "required",
  prefer: "preferred",
  avoid: "not wished",
};

/**
 * Explains a plan: one sentence for every feature.
 *
 * @param plan from `plan`, `verify` or `connection.plan`
 */
export function explainPlan({ choices, unmet }: Plan): PlanExplanation {
  const all = Object.values(choices);
  const later = all.filter(isPlanned);
  const told = all
    .filter((choice) => !later.includes(choice))
    .map((choice) => Object.freeze({ feature: choice.feature, text: planned(choice) }));
  const whole =
    unmet.length === 0
      ? "Everything that is required can be had."
      : `What is required cannot be had: ${list(unmet.map(({ feature }) => feature))}.`;
  const rest = `Not done by this version: ${list(later.map(({ feature }) => feature))}.`;
  const lines = [whole, ...told.map(({ text }) => text), ...(later.length > 0 ? [rest] : [])];
  return Object.freeze({ kind: "plan", choices: Object.freeze(told), text: lines.join("\n") });
}

/** No script acts on what the feature is for, and nobody required it. */
function isPlanned({ feature, outcome }: Choice): boolean {
  const { ways = [] } = LADDERS.find((ladder) => ladder.feature === feature) ?? {};
  return outcome !== "unmet" && ways.every(({ fulfils, state }) => !fulfils || state === "planned");
}

function planned({ feature, wanted, outcome, way, passedOver }: Choice): string {
  const reasons = [...new Set(passedOver.map(({ because }) => because))].map((because) => {
    const ways = passedOver.filter((passed) => passed.because === because);
    return `${list(ways.map((passed) => passed.way))}: ${reasonOf(feature, because, ways[0]?.reply)}`;
  });
  const { without = "nothing is done about it" } = FEATURES[feature];
  const then =
    outcome === "unmet"
      ? "no way is left, so no mail will be sent"
      : way === undefined
        ? without
        : `will be ${doneBy(feature, way)}`;
  return `${feature} (${WANTED[wanted]}): ${[...reasons, then].join("; ")}.`;
}

function reasonOf(feature: Feature, because: Because, reply: Reply | undefined): string {
  const { offered, why } = foundOut(feature, because, reply);
  return offered ? `offered, but ${why}` : why;
}
