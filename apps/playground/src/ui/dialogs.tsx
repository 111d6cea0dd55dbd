/** The dialogs that are available everywhere: the palette and the list of keys. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PresetName } from "../play/presets.ts";
import { presets } from "../play/presets.ts";
import { change, go, route, run, words } from "../store.ts";
import { more } from "../words/more.ts";
import { presetWords } from "../words/presets.ts";
import { servers } from "./known-servers.ts";
import { type Language, remember, show, speak, themes } from "./preferences.ts";
import { open, showKeys } from "./shortcuts.ts";
import { copyEmbed, copyLink, save } from "./take-away.ts";
import "./dialogs.css";

function useModal(name: "palette" | "keys"): { current: HTMLDialogElement | null } {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = open.value === name;
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return dialog;
}

function closed(): void {
  open.value = "none";
}

/** The list of keys. */
function Keys(): JSX.Element {
  const w = more.value.keys;
  const dialog = useModal("keys");
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClose={closed}>
      <h2 id="keys-title">{w.title}</h2>
      <dl class="keys">
        {w.list.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={closed}>
        {w.close}
      </button>
    </dialog>
  );
}

interface Entry {
  readonly title: string;
  readonly go: () => void;
}

const typed = signal("");
const at = signal(0);

/** A list of everything that the user can open, filtered by letters. */
function Palette(): JSX.Element {
  const w = more.value.palette;
  const dialog = useModal("palette");
  const wanted = typed.value.toLowerCase().split(/\s+/);
  const found = entries().filter(({ title }) =>
    wanted.every((word) => title.toLowerCase().includes(word)),
  );
  const current = Math.min(at.value, Math.max(found.length - 1, 0));
  const take = (entry: Entry | undefined): void => {
    closed();
    entry?.go();
  };
  const keys = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      at.value = (current + by + found.length) % Math.max(found.length, 1);
      document.getElementById(`go-${at.value}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(found[current]);
    }
  };
  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={w.title}
      onClose={() => {
        closed();
        typed.value = "";
        at.value = 0;
      }}
    >
      <input
        type="text"
        role="combobox"
        aria-label={w.title}
        aria-expanded="true"
        aria-controls="go-list"
        aria-activedescendant={found.length > 0 ? `go-${current}` : undefined}
        placeholder={w.placeholder}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={keys}
      />
      <div id="go-list" role="listbox" aria-label={w.title}>
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox above
          <div
            key={entry.title}
            id={`go-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => take(entry)}
          >
            {entry.title}
          </div>
        ))}
      </div>
      <p role="status">{found.length === 0 ? w.none : w.results(found.length)}</p>
    </dialog>
  );
}

function entries(): Entry[] {
  const w = words.value;
  const screens = ["explore", "server", "matrix", "codes", "compare"] as const;
  return [
    ...screens.map((screen) => ({ title: w.screens[screen], go: () => go({ screen }) })),
    ...(Object.keys(presets) as PresetName[]).map((name) => ({
      title: `${w.screens.explore}: ${presetWords(w, name).title}`,
      go: () => {
        change(presets[name], `preset/${name}`);
        go({ screen: "explore", state: `preset/${name}` });
      },
    })),
    ...(servers.value?.known ?? []).map(({ name, title }) => ({
      title: `${w.screens.explore}: ${title}`,
      go: () => go({ screen: "explore", state: `known/${name}` }),
    })),
    ...actions(),
    { title: more.value.keys.title, go: showKeys },
    { title: "English", go: () => choose("en") },
    { title: "Deutsch", go: () => choose("de") },
    ...themes.map((name) => ({
      title: `${w.theme.label}: ${w.theme[name]}`,
      go: () => {
        remember("theme", name);
        show(name);
      },
    })),
  ];
}

/** The actions for the current scene. */
function actions(): Entry[] {
  const w = words.value.explore;
  const played = run.value;
  if (route.value.screen !== "explore" || !(played && "lines" in played)) return [];
  return [
    { title: w.share, go: () => void copyLink() },
    { title: w.save, go: () => void save(played) },
    { title: w.embed, go: () => void copyEmbed() },
    { title: w.print, go: () => print() },
  ];
}

function choose(language: Language): void {
  remember("language", language);
  void speak(language);
}

/** Both dialogs. */
export function Dialogs(): JSX.Element {
  return (
    <>
      <Palette />
      <Keys />
    </>
  );
}
