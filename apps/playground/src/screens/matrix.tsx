/** All transcripts, by feature and by event; each is played after the screen is shown. */
import { signal, useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { sceneAt } from "../link/route.ts";
import { holds, matrixOf, type Shown } from "../play/shows.ts";
import { transcripts } from "../play/transcripts.ts";
import { change, go, refine, route } from "../store.ts";
import { more } from "../words/more.ts";
import "./screens.css";

const matrix = matrixOf(transcripts);
const all = Object.keys(transcripts).length;

/** The results so far. */
const held = signal<ReadonlyMap<string, boolean>>(new Map());

/** Milliseconds of playing after which the page can react. */
const slice = 30;

async function playAll(): Promise<void> {
  const played = new Map<string, boolean>();
  let until = performance.now() + slice;
  for (const [name, text] of Object.entries(transcripts)) {
    played.set(name, holds(text));
    if (performance.now() < until) continue;
    held.value = new Map(played);
    await new Promise((done) => setTimeout(done));
    until = performance.now() + slice;
  }
  held.value = played;
}
void playAll();

/** The screen Matrix. */
export function Matrix(): JSX.Element {
  const w = more.value.matrix;
  const { find = "" } = route.value;
  const letters = find.toLowerCase();
  const fits = (feature: string, how: string, { name, title }: Shown): boolean =>
    `${feature} ${how} ${name} ${title}`.toLowerCase().includes(letters);
  const rows = [...matrix].flatMap(([feature, cells]) => {
    const shown = [...cells].flatMap(([how, list]) => {
      const left = list.filter((entry) => fits(feature, how, entry));
      return left.length > 0 ? [[how, left] as const] : [];
    });
    return shown.length > 0 ? [[feature, shown] as const] : [];
  });
  return (
    <div class="page">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead(all)}</p>
      <p role="status">
        <Progress />
      </p>
      <label class="field find">
        <span>{w.find}</span>
        <input
          type="search"
          value={find}
          onInput={(event) => refine({ find: event.currentTarget.value })}
        />
      </label>
      {rows.length === 0 && <p class="hint">{w.none}</p>}
      {rows.map(([feature, cells]) => (
        <section key={feature} aria-label={feature}>
          <h2>{feature}</h2>
          <dl class="cells">
            {cells.map(([how, list]) => (
              <div key={how}>
                <dt>{how === "-" ? w.others : how}</dt>
                <dd>
                  {list.map((entry) => (
                    <Cell key={entry.name} entry={entry} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** A separate component, so that the cells are not drawn again for it. */
function Progress(): JSX.Element {
  const w = more.value.matrix;
  const { size } = held.value;
  const failed = [...held.value.values()].filter((well) => !well).length;
  return <>{size < all ? w.playing : w.failed(failed)}</>;
}

/** The result of one transcript; drawn again after it was played. */
function Went({ name }: { readonly name: string }): JSX.Element {
  const w = more.value.matrix;
  const went = useComputed(() => held.value.get(name)).value;
  if (went === undefined) return <span aria-hidden="true">…</span>;
  return (
    <>
      <span class={went ? "" : "bad"} aria-hidden="true">
        {went ? "✓" : "✕"}
      </span>
      <span class="unseen"> ({went ? w.held : w.differs})</span>
    </>
  );
}

function Cell({ entry }: { readonly entry: Shown }): JSX.Element {
  const { name, title } = entry;
  const state = `transcript/${name}`;
  return (
    <a
      class="cell"
      href={`#explore/${state}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void sceneAt(state).then((scene) => {
          change(scene, state);
          go({ screen: "explore", state });
        });
      }}
    >
      <Went name={name} /> <span lang="en">{title}</span>
    </a>
  );
}
