/** All transcripts, by feature and by what happens; each is played when the screen opens. */
import type { JSX } from "preact";
import { sceneAt } from "../link/route.ts";
import { matrixOf, type Shown } from "../play/shows.ts";
import { transcripts } from "../play/transcripts.ts";
import { change, go, refine, route, words } from "../store.ts";

const matrix = matrixOf(transcripts);
const all = Object.keys(transcripts).length;
const failed = [...matrix.values()]
  .flatMap((row) => [...row.values()].flat())
  .filter(({ held }) => !held).length;

/** The screen Matrix. */
export function Matrix(): JSX.Element {
  const w = words.value.matrix;
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
      <p role="status">{w.failed(failed)}</p>
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

function Cell({ entry }: { readonly entry: Shown }): JSX.Element {
  const w = words.value.matrix;
  const { name, title, held } = entry;
  const state = `transcript/${name}`;
  return (
    <a
      class={held ? "cell" : "cell bad"}
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
      <span aria-hidden="true">{held ? "✓" : "✕"}</span> <span lang="en">{title}</span>
      <span class="unseen"> ({held ? w.held : w.differs})</span>
    </a>
  );
}
