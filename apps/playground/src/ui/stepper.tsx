/** Time travel: a slider, buttons and arrow keys that move through a dialogue line by line. */
import type { State } from "@parley-smtp/core/testing";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Run } from "../play/run.ts";
import { chosen, step, words } from "../store.ts";
import { spokenLine } from "./line-text.ts";
import { say } from "./take-away.ts";

/** Moves to a step: this many lines have happened. */
function goTo(run: Run, wanted: number): void {
  const all = run.lines.length;
  const next = Math.min(all, Math.max(0, wanted));
  step.value = next;
  chosen.value = next === 0 ? undefined : next - 1;
  const line = run.lines[next - 1];
  const w = words.value;
  say(line ? `${w.explore.step(next, all)}. ${spokenLine(line, w)}` : w.explore.before);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document
    .getElementById(`line-${Math.max(0, next - 1)}`)
    ?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

function now(run: Run): number {
  // A link may name a step of a dialogue that is now shorter.
  return Math.min(step.value ?? run.lines.length, run.lines.length);
}

/** The slider with its buttons. */
export function Stepper({ run }: { readonly run: Run }): JSX.Element {
  const w = words.value.explore;
  const all = run.lines.length;
  const at = now(run);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : undefined;
      // Fields, tabs and scrolling areas use these keys themselves.
      if (target?.closest("input, select, textarea, dialog, pre, .scroll, [role=tablist]")) return;
      const steps: Readonly<Record<string, number>> = {
        ArrowLeft: now(run) - 1,
        ArrowRight: now(run) + 1,
        Home: 0,
        End: run.lines.length,
      };
      const next = steps[event.key];
      if (next === undefined) return;
      event.preventDefault();
      goTo(run, next);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [run]);
  const line = run.lines[at - 1];
  return (
    <section class="stepper" aria-label={w.stepper}>
      <div class="buttons">
        <button type="button" disabled={at === 0} onClick={() => goTo(run, 0)} aria-label={w.first}>
          |◀
        </button>
        <button
          type="button"
          disabled={at === 0}
          onClick={() => goTo(run, at - 1)}
          aria-label={w.back}
        >
          ◀
        </button>
        <button
          type="button"
          disabled={at === all}
          onClick={() => goTo(run, at + 1)}
          aria-label={w.on}
        >
          ▶
        </button>
        <button
          type="button"
          disabled={at === all}
          onClick={() => goTo(run, all)}
          aria-label={w.last}
        >
          ▶|
        </button>
      </div>
      <input
        type="range"
        min={0}
        max={all}
        value={at}
        aria-label={w.stepper}
        aria-valuetext={w.step(at, all)}
        onInput={(event) => goTo(run, Number(event.currentTarget.value))}
      />
      <p class="clock">
        <span>{w.step(at, all)}</span>
        <span>{w.costOf(line?.roundTrips ?? 0, Math.round(line?.clock ?? 0))}</span>
      </p>
      {run.history.length > 0 && <Knows run={run} at={at} />}
    </section>
  );
}

/** Returns the server's state at the current step; every state is kept. */
function stateAt({ lines, history }: Run, at: number): State | undefined {
  const past = lines.slice(0, at);
  // A line may arrive after later events, so the last line that was sent counts.
  const heard = past.filter(({ kind }) => kind === "reply").length;
  let replies = 0;
  let state: State | undefined;
  for (const moment of history) {
    if (moment.what === "server") replies += countReplies(moment.bytes);
    if (replies > heard) break;
    state = moment.state;
  }
  return state;
}

function countReplies(bytes: Uint8Array | undefined): number {
  return new TextDecoder().decode(bytes).match(/^\d{3}(?!-)/gm)?.length ?? 0;
}

function Knows({ run, at }: { readonly run: Run; readonly at: number }): JSX.Element {
  const w = words.value.explore;
  const state = stateAt(run, at);
  const { greeted = "no", tls = false, user, transaction, octets = 0 } = state ?? {};
  const rows: readonly (readonly [string, string])[] = [
    [w.state.greeted, greeted === "no" ? w.nothing : greeted],
    [w.state.tls, tls ? w.yes : w.no],
    [w.state.user, user ?? w.no],
    [w.state.from, transaction ? `<${transaction.from}>` : w.nothing],
    [w.state.to, transaction?.recipients.map(({ address }) => address).join(", ") || w.nothing],
    [w.state.octets, String(octets)],
    [w.state.taken, String(state?.shared.mailbox.accepted.length ?? 0)],
  ];
  return (
    <details class="knows">
      <summary>{w.stateNow}</summary>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
