/** The home of the page: a server, a client, and what they say to each other. */
import type { PersonalityEntry } from "@parley-smtp/core/testing";
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { align } from "../play/difference.ts";
import type { Run } from "../play/play.ts";
import { type PresetName, presets } from "../play/presets.ts";
import { before, change, chosen, go, named, run, scene, words } from "../store.ts";
import { ClientPane, WirePane } from "../ui/client-pane.tsx";
import { Conversation } from "../ui/conversation.tsx";
import { Details } from "../ui/details-lazily.ts";
import { lazily } from "../ui/lazily.tsx";
import { Costs, Decisions, Sentences, Verdict } from "../ui/outcome.tsx";
import { ServerPane } from "../ui/server-pane.tsx";
import { Stepper } from "../ui/stepper.tsx";
import { copyEmbed, copyLink, packed, save } from "../ui/take-away.ts";
import { presetWords } from "../words/presets.ts";

const CodeTabs = lazily(async () => (await import("../ui/code-tabs.tsx")).CodeTabs);

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
      {"lines" in played ? (
        <Played run={played} />
      ) : (
        <p class="trouble" role="alert">
          {w.problem}: {played.problem}
        </p>
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
      <Decisions run={played} />
      <Sentences run={played} />
      {scene.value.transcript === undefined && <CodeTabs run={played} />}
    </div>
  );
}

/** The servers of this world, fetched once the page stands: they weigh as much as a part of the core. */
const servers = signal<typeof import("../play/known.ts") | undefined>(undefined);

/** Where the knowledge of a server is from. */
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

/** Which server to begin with. */
function Begin(): JSX.Element {
  const w = words.value;
  useEffect(() => {
    void import("../play/known.ts").then((come) => {
      servers.value = come;
    });
  }, []);
  const entry = servers.value?.known.find(({ name }) => named.value === `known/${name}`);
  const name = named.value?.replace("preset/", "");
  const known =
    name !== undefined && Object.hasOwn(presets, name) ? (name as PresetName) : undefined;
  return (
    <section class="begin">
      <label class="field">
        <span>{w.explore.begin}</span>
        <select
          id="preset"
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
      <button type="button" onClick={() => save(played)}>
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
