/** The outcome in one sentence, and its cost. */
import { SmtpError } from "@parley-smtp/core";
import type { JSX } from "preact";
import type { Cost, Run } from "../play/run.ts";
import { words } from "../store.ts";
import type { Words } from "../words/en.ts";

/** Returns the outcome of the message, and its appearance. */
function verdictOf(
  { outcomes, difference }: Run,
  words: Words,
): { readonly mood: "good" | "fallback" | "bad"; readonly text: string } {
  const w = words.verdict;
  const last = outcomes.at(-1);
  if (difference) return { mood: "bad", text: w.cut };
  if (!last) return { mood: "good", text: w.asked };
  if (SmtpError.is(last)) {
    const unknown = last.code === "OUTCOME_UNKNOWN";
    return { mood: "bad", text: unknown ? w.unknown : w.failed(last.code) };
  }
  const { accepted, recipients, fallbacks } = last;
  if (accepted.length < recipients.length)
    return { mood: "fallback", text: w.partly(accepted.length, recipients.length) };
  const who = accepted.map(({ address }) => address).join(", ");
  if (fallbacks.length === 0) return { mood: "good", text: w.sent(who) };
  const features = fallbacks
    .map(({ feature, method }) => `${feature} → ${words.explore.methods[method] ?? method}`)
    .join(", ");
  return { mood: "fallback", text: w.sentFallback(who, features) };
}

/** A symbol for each result, for users who do not see the colours. */
export const signs = { good: "✓", fallback: "↘", bad: "✕" } as const;

/** The outcome in one sentence. */
export function Verdict({ run }: { readonly run: Run }): JSX.Element {
  const { mood, text } = verdictOf(run, words.value);
  return (
    <p class={`verdict ${mood}`} id="verdict">
      <span class="sign" aria-hidden="true">
        {signs[mood]}
      </span>{" "}
      {text}
    </p>
  );
}

/** The cost of the session, compared with the minimum. */
export function Costs({ run }: { readonly run: Run }): JSX.Element {
  const w = words.value.explore;
  const { cost, floor, accepted } = run;
  const most = Math.max(cost.roundTrips, floor?.roundTrips ?? 0, 1);
  return (
    <section class="costs" aria-labelledby="cost-title">
      <h2 id="cost-title">{w.costTitle}</h2>
      <Bar label={w.thisSession} cost={cost} most={most} kind="spent" />
      {floor ? (
        <Bar label={w.floor} cost={floor} most={most} kind="floor" />
      ) : (
        !run.difference && accepted && <p class="hint">{w.noFloor}</p>
      )}
      {accepted && <p>{w.taken(accepted.length)}</p>}
    </section>
  );
}

function Bar({
  label,
  cost,
  most,
  kind,
}: {
  readonly label: string;
  readonly cost: Cost;
  readonly most: number;
  readonly kind: string;
}): JSX.Element {
  const w = words.value.explore;
  return (
    <p class="cost">
      <span>{label}</span>
      <meter class={kind} min={0} max={most} value={cost.roundTrips} aria-label={label} />
      <span>{w.costOf(cost.roundTrips, Math.round(cost.clock))}</span>
    </p>
  );
}
