/** The part below the dialogue: every decision, the explanation, and the code. Loaded when the user scrolls there. */
import { type Decision, formatReply, offersKeyword } from "@parley-smtp/core";
import { FALLBACK_ORDERS } from "@parley-smtp/core/tables";
import type { JSX } from "preact";
import type { Run } from "../play/run.ts";
import { scene, words } from "../store.ts";
import { explainOutcome } from "../words/explain.ts";
import { more } from "../words/more.ts";
import { CodeTabs } from "./code-tabs.tsx";
import { Rfc } from "./fields.tsx";
import { signs } from "./outcome.tsx";
import "./below.css";

/** The whole part. */
export function Below({ run }: { readonly run: Run }): JSX.Element {
  return (
    <>
      <Decisions run={run} />
      <Sentences run={run} />
      {scene.value.transcript === undefined && <CodeTabs run={run} />}
    </>
  );
}

/** Returns whether the server listed a feature's keyword, in the last EHLO reply that shows it. */
function offeredIn({ offers: replies }: Run, feature: string): "yes" | "no" | "hidden" | "none" {
  const { methods = [] } = FALLBACK_ORDERS.find((order) => order.feature === feature) ?? {};
  const keywords = methods.flatMap(({ needs }) => needs?.offered ?? []);
  if (feature === "AUTH") keywords.push("AUTH");
  if (keywords.length === 0) return "none";
  // A keyword in any EHLO reply was offered: under TLS, STARTTLS disappears and AUTH is added.
  const listed = replies.some(({ capabilities }) =>
    keywords.some((keyword) => offersKeyword(capabilities, keyword)),
  );
  if (listed) return "yes";
  return replies.some(({ capabilities }) => capabilities.masked.length > 0) ? "hidden" : "no";
}

/** Every decision as a row. */
function Decisions({ run }: { readonly run: Run }): JSX.Element {
  const w = more.value.below;
  return (
    <div class="decisions">
      <h2 id="decisions-title">{words.value.explore.decisions}</h2>
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
  const { wish, methods } = words.value.explore;
  const { below: w, reason: reasons } = more.value;
  const { feature, wish: wanted, outcome, method, reason, reply, rfc, extraRoundTrips } = decision;
  const mood = { used: "good", fallback: "fallback", unmet: "bad" }[outcome] as
    | "good"
    | "fallback"
    | "bad";
  return (
    <tr class={mood}>
      <th scope="row">
        {feature} <Rfc of={rfc} />
      </th>
      <td>{wish[wanted]}</td>
      <td>{w.offers[offeredIn(run, feature)]}</td>
      <td>
        {reply ? formatReply(reply) : reason ? (reasons[reason] ?? reason) : w.observedNothing}
      </td>
      <td class="outcome">
        <span aria-hidden="true">{signs[mood]}</span> {w.outcomes[outcome]}
      </td>
      <td>{methods[method] ?? method}</td>
      <td>{extraRoundTrips === 0 ? "" : `+${extraRoundTrips}`}</td>
    </tr>
  );
}

/** The explanation of each message. */
function Sentences({ run }: { readonly run: Run }): JSX.Element | null {
  if (run.outcomes.length === 0) return null;
  return (
    <section class="sentences" aria-labelledby="sentences-title">
      <h2 id="sentences-title">{more.value.below.sentences}</h2>
      {run.outcomes.map((outcome, at) => {
        const lines = (explainOutcome(outcome) ?? words.value.loading).split("\n");
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
