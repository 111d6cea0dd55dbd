/** What became of it: in one sentence, as a table of decisions, in sentences, and what it cost. */
import { type Decision, formatReply, offers, SmtpError } from "@parley-smtp/core";
import { LADDERS } from "@parley-smtp/core/tables";
import type { JSX } from "preact";
import type { Cost, Run } from "../play/run.ts";
import { words } from "../store.ts";
import type { Words } from "../words/en.ts";
import { explainOutcomeIn } from "../words/explain.ts";
import { Rfc } from "./fields.tsx";

/** What became of the message, and how that looks. */
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
    .map(({ feature, instead }) => `${feature} → ${words.explore.ways[instead] ?? instead}`)
    .join(", ");
  return { mood: "fallback", text: w.sentFallback(who, features) };
}

const signs = { good: "✓", fallback: "↘", bad: "✕" } as const;

/** The verdict, first of all. */
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

/** What the session took, beside the least that it could. */
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

/** Whether the server listed what a feature asks for, in its last EHLO reply that tells. */
function offeredIn({ offers: replies }: Run, feature: string): "yes" | "no" | "hidden" | "none" {
  const { ways = [] } = LADDERS.find((ladder) => ladder.feature === feature) ?? {};
  const keywords = ways.flatMap(({ needs }) => needs?.offered ?? []);
  if (feature === "AUTH") keywords.push("AUTH");
  if (keywords.length === 0) return "none";
  // What stood in any reply was offered: under TLS STARTTLS goes, and AUTH comes.
  const listed = replies.some(({ capabilities }) =>
    keywords.some((keyword) => offers(capabilities, keyword)),
  );
  if (listed) return "yes";
  return replies.some(({ capabilities }) => capabilities.masked.length > 0) ? "hidden" : "no";
}

/** Every decision as a row. */
export function Decisions({ run }: { readonly run: Run }): JSX.Element {
  const w = words.value.explore;
  return (
    <div class="decisions">
      <h2 id="decisions-title">{w.decisions}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that keys must reach it */}
      <section class="scroll" tabIndex={0} aria-labelledby="decisions-title">
        <table>
          <thead>
            <tr>
              {Object.entries(w.columns).map(([key, title]) => (
                <th key={key} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.decisions.map((decision) => (
              <DecisionRow key={decision.feature} run={run} decision={decision} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function DecisionRow({
  run,
  decision,
}: {
  readonly run: Run;
  readonly decision: Decision;
}): JSX.Element {
  const w = words.value;
  const { feature, wanted, outcome, instead, because, reply, rfc, extraRoundTrips } = decision;
  const mood = { used: "good", fallback: "fallback", unmet: "bad" }[outcome] as
    | "good"
    | "fallback"
    | "bad";
  return (
    <tr class={mood}>
      <th scope="row">
        {feature} <Rfc of={rfc} />
      </th>
      <td>{w.explore.wish[wanted]}</td>
      <td>{w.explore.offers[offeredIn(run, feature)]}</td>
      <td>
        {reply
          ? formatReply(reply)
          : because
            ? (w.because[because] ?? because)
            : w.explore.observedNothing}
      </td>
      <td class="outcome">
        <span aria-hidden="true">{signs[mood]}</span> {w.explore.outcomes[outcome]}
      </td>
      <td>{w.explore.ways[instead] ?? instead}</td>
      <td>{extraRoundTrips === 0 ? "" : `+${extraRoundTrips}`}</td>
    </tr>
  );
}

/** What `explain` says of each message. */
export function Sentences({ run }: { readonly run: Run }): JSX.Element | null {
  const w = words.value;
  if (run.outcomes.length === 0) return null;
  return (
    <section class="sentences" aria-labelledby="sentences-title">
      <h2 id="sentences-title">{w.explore.sentences}</h2>
      {run.outcomes.map((outcome, at) => {
        const lines = (explainOutcomeIn(w, outcome) ?? w.loading).split("\n");
        return (
          <ul key={at}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        );
      })}
    </section>
  );
}
