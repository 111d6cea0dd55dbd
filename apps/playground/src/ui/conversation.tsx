/** The dialogue: an ordered list in the form of a sequence diagram. */
import type { JSX } from "preact";
import { type Flight, flightsOf } from "../play/flights.ts";
import type { Line } from "../play/line.ts";
import type { Run } from "../play/run.ts";
import { chosen, step, words } from "../store.ts";
import { moodOf, sideOf, textOfLine } from "./line-text.ts";

const signs = { plain: "", good: "✓", wait: "…", bad: "✕", fallback: "↘", secure: "TLS" } as const;

/** All flights of a run; later ones are grey. */
export function Conversation({
  run,
  fresh = new Set(),
}: {
  readonly run: Run;
  /** Lines that the previous run did not have. */
  readonly fresh?: ReadonlySet<number>;
}): JSX.Element {
  const w = words.value.explore;
  return (
    <section class="talk" aria-labelledby="talk-title">
      <h2 id="talk-title">{w.conversation}</h2>
      <p class="ends" aria-hidden="true">
        <span>{w.me}</span>
        <span>{w.it}</span>
      </p>
      <ol class="flights">
        {flightsOf(run.lines).map((flight) => (
          <FlightItem key={flight.key} flight={flight} fresh={fresh} />
        ))}
      </ol>
    </section>
  );
}

function FlightItem({
  flight,
  fresh,
}: {
  readonly flight: Flight;
  readonly fresh: ReadonlySet<number>;
}): JSX.Element {
  const w = words.value.explore;
  const { connection, flight: number, lines, roundTrips, clock } = flight;
  return (
    <li class={number === 0 ? "opening" : "flight"}>
      <p class="bracket">
        <span>{number === 0 ? w.connection(connection) : w.flight(number)}</span>{" "}
        <span class="price">{w.cost(roundTrips, Math.round(clock))}</span>
      </p>
      <ol>
        {lines.map((line) => (
          <LineItem key={line.at} line={line} fresh={fresh.has(line.at)} />
        ))}
      </ol>
    </li>
  );
}

function LineItem({ line, fresh }: { readonly line: Line; readonly fresh: boolean }): JSX.Element {
  const w = words.value;
  const side = sideOf(line);
  const mood = moodOf(line);
  const later = step.value !== undefined && line.at >= step.value;
  const current = chosen.value === line.at;
  return (
    <li class={`line ${side} ${mood}${later ? " later" : ""}${line.tls ? " tls" : ""}`}>
      <button
        type="button"
        id={`line-${line.at}`}
        aria-current={current ? "step" : undefined}
        onClick={() => {
          chosen.value = line.at;
        }}
      >
        {side !== "event" && <span class="unseen">{w.line.says[side]} </span>}
        {line.tls && side !== "event" && <span class="lock">TLS</span>}
        {signs[mood] !== "" && (
          <span class="sign" aria-hidden="true">
            {signs[mood]}
          </span>
        )}
        {line.kind === "decision" && (
          <strong>{line.decision.outcome === "unmet" ? w.line.unmet : w.line.fallback} </strong>
        )}
        <span class="said">
          <Said line={line} />
        </span>
        {fresh && <span class="fresh">{w.explore.isNew}</span>}
        {later && <span class="unseen">({w.explore.notYet})</span>}
      </button>
    </li>
  );
}

function Said({ line }: { readonly line: Line }): JSX.Element {
  if (line.kind !== "reply") return <>{textOfLine(line, words.value)}</>;
  const { code, lines } = line.reply;
  return (
    <>
      <b>{code}</b> {lines.join(" · ")}
    </>
  );
}
