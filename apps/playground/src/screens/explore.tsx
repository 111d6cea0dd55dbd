/** The first screen: a server, a client, and their dialogue. */
import type { PersonalityEntry } from "@parley-smtp/core/testing";
import type { JSX } from "preact";
import { align } from "../play/difference.ts";
import { plainText } from "../play/plain.ts";
import { type PresetName, presets } from "../play/presets.ts";
import type { Run } from "../play/run.ts";
import { before, change, chosen, go, named, run, scene, words } from "../store.ts";
import { ClientPane, WirePane } from "../ui/client-pane.tsx";
import { Conversation } from "../ui/conversation.tsx";
import { Details } from "../ui/details-lazily.tsx";
import { fetchServers, servers } from "../ui/known-servers.ts";
import { lazily, onceSeen } from "../ui/lazily.tsx";
import { textOfLine } from "../ui/line-text.ts";
import { Costs, Verdict } from "../ui/outcome.tsx";
import { Problem } from "../ui/problem.tsx";
import { ServerPane } from "../ui/server-pane.tsx";
import { Stepper } from "../ui/stepper.tsx";
import { copyEmbed, copyLink, packed, save } from "../ui/take-away.ts";
import { fetchSentences } from "../words/decision.ts";
import { presetWords } from "../words/presets.ts";

const Below = onceSeen<{ readonly run: Run }>(
  lazily(async () => (await import("../ui/below.tsx")).Below),
  () => words.value.explore.decisions,
);

/** The screen Explore. */
export function Explore(): JSX.Element {
  const w = words.value.explore;
  const played = run.value;
  const scripted = scene.value.transcript !== undefined;
  return (
    <>
      <h1 class="unseen">{w.title}</h1>
      <Begin />
      <div class="sides">
        {scripted ? (
          <TranscriptPane />
        ) : (
          <>
            <ServerPane />
            <ClientPane />
          </>
        )}
        <WirePane />
      </div>
      {!played ? (
        <p class="hint">{words.value.loading}</p>
      ) : "lines" in played ? (
        <Played run={played} />
      ) : (
        <Problem sentence={played.problem} />
      )}
    </>
  );
}

function Played({ run: played }: { readonly run: Run }): JSX.Element {
  const w = words.value.explore;
  const rows = before.value ? align(before.value.lines, played.lines) : [];
  const fresh = new Set(rows.flatMap(({ one, other }) => (other && !one ? [other.at] : [])));
  const gone = rows.filter(({ one, other }) => one && !other).length;
  return (
    <div class="played">
      <Verdict run={played} />
      {played.difference && (
        <p class="trouble" role="alert">
          {w.parts(played.difference.line, played.difference.expected, played.difference.got)}
        </p>
      )}
      <Actions run={played} />
      <Stepper run={played} />
      {before.value && (
        <p class="since">
          <strong>{w.since}:</strong>{" "}
          {fresh.size + gone === 0 ? w.sinceNone : w.sinceLines(fresh.size, gone)}
          {before.value.cost.roundTrips !== played.cost.roundTrips &&
            `; ${w.sinceCost(before.value.cost.roundTrips, played.cost.roundTrips)}`}
        </p>
      )}
      <div class="side-by-side">
        <Conversation run={played} fresh={fresh} />
        <div class="beside">
          <Details line={played.lines.find(({ at }) => at === chosen.value)} />
          <Costs run={played} />
        </div>
      </div>
      <pre class="printed">{plainText(played.lines, (line) => textOfLine(line, words.value))}</pre>
      <Below run={played} />
    </div>
  );
}

/** The sources of a server's data. */
function Source({ entry }: { readonly entry: PersonalityEntry }): JSX.Element {
  const w = words.value.explore;
  const { source } = entry;
  if ("recorded" in source)
    return <p>{w.recorded(`${source.server} ${source.version}`, source.recorded)}</p>;
  return (
    <p>
      {w.reported}{" "}
      {source.reported.map((address) => (
        <a key={address} href={address} target="_blank" rel="noreferrer">
          {new URL(address).host}{" "}
        </a>
      ))}
    </p>
  );
}

/** Loads the sentences of decisions when the user is about to choose a server. */
function fetchWhatIsChosen(): void {
  fetchServers();
  fetchSentences();
}

/** The choice of a server. */
function Begin(): JSX.Element {
  const w = words.value;
  if (named.value?.startsWith("known/") && !servers.value) fetchServers();
  const entry = servers.value?.known.find(({ name }) => named.value === `known/${name}`);
  const name = named.value?.replace("preset/", "");
  const title = /^# title: (.*)$/m.exec(scene.value.transcript ?? "")?.[1];
  const known =
    name !== undefined && Object.hasOwn(presets, name) ? (name as PresetName) : undefined;
  return (
    <section class="begin">
      <label class="field">
        <span>{w.explore.begin}</span>
        <select
          id="preset"
          onFocus={fetchWhatIsChosen}
          onPointerEnter={fetchWhatIsChosen}
          value={known ?? (entry ? `known/${entry.name}` : "")}
          onChange={(event) => {
            const next = event.currentTarget.value;
            if (Object.hasOwn(presets, next)) {
              change(presets[next as PresetName], `preset/${next}`);
            } else {
              const there = servers.value?.knownScene(next.slice("known/".length));
              if (there) change(there, next);
            }
          }}
        >
          {!known && !entry && <option value="">{name ?? w.explore.changed}</option>}
          <optgroup label={w.explore.groups.trouble}>
            {(Object.keys(presets) as PresetName[]).map((preset) => (
              <option key={preset} value={preset}>
                {presetWords(w, preset).title}
              </option>
            ))}
          </optgroup>
          <optgroup label={w.explore.groups.known}>
            {servers.value?.known.map((server) => (
              <option key={server.name} value={`known/${server.name}`} lang="en">
                {server.title}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      {known && <p>{presetWords(w, known).shows}</p>}
      {entry && <Source entry={entry} />}
      {title !== undefined && <p lang="en">{title}</p>}
    </section>
  );
}

function TranscriptPane(): JSX.Element {
  const w = words.value.explore;
  return (
    <section class="pane" aria-labelledby="transcript-title">
      <h2 id="transcript-title">{w.transcript}</h2>
      <p class="hint">{w.scripted}</p>
      <textarea
        class="script"
        aria-labelledby="transcript-title"
        rows={24}
        spellcheck={false}
        wrap="off"
        value={scene.value.transcript ?? ""}
        onChange={(event) => change({ ...scene.value, transcript: event.currentTarget.value })}
      />
    </section>
  );
}

function Actions({ run: played }: { readonly run: Run }): JSX.Element {
  const w = words.value.explore;
  return (
    <div class="actions">
      <button type="button" onClick={() => void copyLink()}>
        {w.share}
      </button>
      <button type="button" onClick={() => void save(played)}>
        {w.save}
      </button>
      <button type="button" onClick={() => void copyEmbed()}>
        {w.embed}
      </button>
      <button
        type="button"
        onClick={() =>
          void packed().then((state) => go({ screen: "compare", state, other: "preset/modern" }))
        }
      >
        {w.compare}
      </button>
      <button type="button" onClick={() => print()}>
        {w.print}
      </button>
    </div>
  );
}
