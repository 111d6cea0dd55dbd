/** Two scenes, played and aligned line by line. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { pack } from "../link/pack.ts";
import { sceneAt } from "../link/route.ts";
import { LinkTrouble } from "../link/trouble.ts";
import { align } from "../play/difference.ts";
import type { Line } from "../play/line.ts";
import { type PresetName, presets } from "../play/presets.ts";
import type { Run } from "../play/run.ts";
import type { Scene } from "../play/scene.ts";
import { go, playNow, refine, route, scene, trouble, words } from "../store.ts";
import { Choice } from "../ui/fields.tsx";
import { moodOf, sideOf, textOfLine } from "../ui/line-text.ts";
import { Verdict } from "../ui/outcome.tsx";
import { Problem } from "../ui/problem.tsx";
import { more } from "../words/more.ts";
import "./screens.css";

const policies = {
  same: {},
  serial: { features: { PIPELINING: "avoid" } },
  data: { features: { CHUNKING: "avoid" } },
  tls: { tls: "starttls" },
  none: { tls: "none" },
} as const;

const left = signal<Scene>(presets["bdat-502"]);
const right = signal<Scene>(presets.modern);
type Policy = keyof typeof policies;

/** The screen Compare. */
export function Compare(): JSX.Element {
  const w = more.value.compared;
  const { state = "preset/bdat-502", other = "preset/modern", policy = "same" } = route.value;
  const wish: Policy = Object.hasOwn(policies, policy) ? (policy as Policy) : "same";
  useEffect(() => {
    void Promise.all([sceneAt(state), sceneAt(other)]).then(
      ([one, two]) => {
        left.value = one;
        right.value = two;
      },
      (error: unknown) => {
        if (!(error instanceof LinkTrouble)) throw error;
        trouble.value = error;
      },
    );
  }, [state, other]);
  const changed = {
    ...right.value,
    client: { ...right.value.client, ...policies[wish] },
  };
  const [one, two] = [playNow(left.value), playNow(changed)];
  return (
    <div class="page">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <div class="choices">
        <Pick
          label={w.one}
          state={state}
          onPick={(next) => go({ ...route.value, state: next, other })}
        />
        <Pick
          label={w.other}
          state={other}
          onPick={(next) => go({ ...route.value, state, other: next })}
        />
        <Choice
          label={w.policy}
          value={wish}
          options={w.policies}
          onChange={(next) => refine({ policy: next })}
        />
        <button type="button" onClick={() => go({ ...route.value, state: other, other: state })}>
          {w.swap}
        </button>
      </div>
      {!one || !two ? (
        <p class="hint">{words.value.loading}</p>
      ) : "lines" in one && "lines" in two ? (
        <Aligned one={one} two={two} />
      ) : (
        <Problem sentence={"problem" in one ? one.problem : "problem" in two ? two.problem : ""} />
      )}
    </div>
  );
}

function Pick({
  label,
  state,
  onPick,
}: {
  readonly label: string;
  readonly state: string;
  readonly onPick: (state: string) => void;
}): JSX.Element {
  const w = words.value;
  const names = Object.keys(presets) as PresetName[];
  const options = {
    ...Object.fromEntries(names.map((name) => [`preset/${name}`, w.presets[name].title])),
    ...(state.startsWith("preset/") ? {} : { [state]: more.value.compared.link }),
    here: more.value.compared.here,
  } as Readonly<Record<string, string>>;
  return (
    <Choice
      label={label}
      value={state}
      options={options}
      onChange={(next) => {
        if (next === "here") void pack(scene.value).then(onPick);
        else onPick(next);
      }}
    />
  );
}

function Aligned({ one, two }: { readonly one: Run; readonly two: Run }): JSX.Element {
  const w = words.value;
  const rows = align(one.lines, two.lines);
  const differences = rows.filter((row) => !row.one || !row.other).length;
  return (
    <>
      <div class="pair">
        <Verdict run={one} />
        <Verdict run={two} />
      </div>
      <p role="status">
        {differences === 0
          ? more.value.compared.same
          : more.value.compared.differences(differences)}{" "}
        {w.explore.costOf(one.cost.roundTrips, Math.round(one.cost.clock))} |{" "}
        {w.explore.costOf(two.cost.roundTrips, Math.round(two.cost.clock))}
      </p>
      <ol class="aligned">
        {rows.map((row, at) => (
          <li
            key={`${at}-${row.one?.at}-${row.other?.at}`}
            class={row.one && row.other ? "pair same" : "pair differs"}
          >
            <Side line={row.one} only={row.other ? undefined : more.value.compared.only.one} />
            <Side line={row.other} only={row.one ? undefined : more.value.compared.only.other} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Side({
  line,
  only,
}: {
  readonly line: Line | undefined;
  readonly only: string | undefined;
}): JSX.Element {
  const w = words.value;
  if (!line) return <span class="nothing" />;
  const side = sideOf(line);
  return (
    <span class={`line ${side} ${moodOf(line)}`}>
      {only !== undefined && (
        <>
          <span class="unlike" title={only} aria-hidden="true">
            ≠
          </span>
          <span class="unseen">{only}: </span>
        </>
      )}
      <span class="unseen">{w.line.says[side]} </span>
      <span class="said">{textOfLine(line, w)}</span>
    </span>
  );
}
