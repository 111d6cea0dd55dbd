/** The frame: menu, language, colours, the screen, and dialogs that are available everywhere. */
import type { FunctionComponent, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { fetchHashes } from "../hashes/later.ts";
import type { Screen } from "../link/route.ts";
import { Embed } from "../screens/embed.tsx";
import { Explore } from "../screens/explore.tsx";
import { announced, go, route, trouble, words } from "../store.ts";
import { lazily } from "./lazily.tsx";
import { remember, show, speak, type Theme, theme, themes } from "./preferences.ts";
import { open, showKeys, showPalette, useShortcuts } from "./shortcuts.ts";

const screens: Readonly<Record<Screen, FunctionComponent>> = {
  explore: Explore,
  server: lazily(async () => (await import("../screens/your-server.tsx")).YourServer),
  matrix: lazily(async () => {
    // Some of its sessions authenticate with hashes.
    await fetchHashes();
    return (await import("../screens/matrix.tsx")).Matrix;
  }),
  codes: lazily(async () => (await import("../screens/codes.tsx")).Codes),
  compare: lazily(async () => (await import("../screens/compare.tsx")).Compare),
  embed: Embed,
};

const Dialogs = lazily(
  async () => (await import("./dialogs.tsx")).Dialogs,
  () => null,
);

/** The page. */
export function App(): JSX.Element {
  useShortcuts();
  const { screen } = route.value;
  const Shown = screens[screen];
  const w = words.value;
  const bare = screen === "embed";
  const wanted = useRef(false);
  wanted.current ||= open.value !== "none";
  useEffect(() => {
    document.title = bare ? w.explore.conversation : `${w.screens[screen]} · Parley`;
  }, [w, screen, bare]);
  return (
    <>
      {!bare && (
        <button type="button" class="skip" onClick={skip}>
          {w.skip}
        </button>
      )}
      {!bare && <Bar />}
      <main id="main" tabIndex={-1} class={`screen ${screen}`}>
        {trouble.value && (
          <p class="trouble" role="alert">
            {w.badLink(w.linkTrouble[trouble.value.kind](trouble.value.what))}
            {/* What checks the shape of links says where it is wrong in English only. */}
            {trouble.value.kind === "shape" && <code lang="en"> ({trouble.value.what})</code>}
          </p>
        )}
        <Shown />
      </main>
      {!bare && <footer>{w.local}</footer>}
      <div class="unseen" role="status" aria-live="polite">
        {announced.value}
      </div>
      {wanted.current && <Dialogs />}
    </>
  );
}

/** Not a link: the address contains the scene, so it must not become #main. */
function skip(): void {
  document.getElementById("main")?.focus();
}

function Bar(): JSX.Element {
  const w = words.value;
  const { screen } = route.value;
  const shown = ["explore", "server", "matrix", "codes", "compare"] as const;
  return (
    <header class="bar">
      <p class="brand">
        <strong>Parley</strong> <span>{w.tagline}</span>
      </p>
      <nav aria-label={w.menu}>
        {shown.map((name) => (
          <a
            key={name}
            href={`#${name}`}
            aria-current={name === screen ? "page" : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              go({ screen: name });
            }}
          >
            {w.screens[name]}
          </a>
        ))}
      </nav>
      <div class="tools">
        <button type="button" onClick={showPalette}>
          {w.palette.open} <kbd>⌘K</kbd>
        </button>
        <button type="button" onClick={showKeys}>
          {w.keys.open} <kbd>?</kbd>
        </button>
        <select
          aria-label={w.language}
          value={w.code}
          onChange={(event) => {
            const language = event.currentTarget.value === "de" ? "de" : "en";
            remember("language", language);
            void speak(language);
          }}
        >
          <option value="en">English</option>
          <option value="de">Deutsch</option>
        </select>
        <select
          aria-label={w.theme.label}
          value={theme.value}
          onChange={(event) => {
            const colours = event.currentTarget.value as Theme;
            remember("theme", colours);
            show(colours);
          }}
        >
          {themes.map((name) => (
            <option key={name} value={name}>
              {w.theme[name]}
            </option>
          ))}
        </select>
      </div>
    </header>
  );
}
