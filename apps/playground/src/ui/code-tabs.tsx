/** The code for the scene, in tabs. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { type CodeKind, codeFor } from "../play/code.ts";
import type { Run } from "../play/run.ts";
import { scene } from "../store.ts";
import { more } from "../words/more.ts";
import { copy } from "./take-away.ts";

const kinds: readonly CodeKind[] = ["node", "deno", "workers", "test"];
const kind = signal<CodeKind>("node");

/** Tabs with the code for each runtime, and a test. */
export function CodeTabs({ run }: { readonly run: Run }): JSX.Element {
  const w = more.value.below;
  const text = codeFor(scene.value, kind.value, run.outcomes[0]);
  const keys = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = (kinds.indexOf(kind.value) + by + kinds.length) % kinds.length;
    kind.value = kinds[at] ?? "node";
    document.getElementById(`tab-${kind.value}`)?.focus();
  };
  return (
    <section class="code" aria-labelledby="code-title">
      <h2 id="code-title">{w.code}</h2>
      <div role="tablist" aria-labelledby="code-title" onKeyDown={keys}>
        {kinds.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={kind.value === name}
            aria-controls="code-panel"
            tabIndex={kind.value === name ? 0 : -1}
            onClick={() => {
              kind.value = name;
            }}
          >
            {w.codeTabs[name]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="code-panel" aria-labelledby={`tab-${kind.value}`}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that keys must reach it */}
        <pre tabIndex={0}>{text}</pre>
        <button type="button" onClick={() => void copy(text)}>
          {w.copy}
        </button>
      </div>
    </section>
  );
}
