/** Language and colours: what the browser wishes, unless the user said otherwise. */
import { signal } from "@preact/signals";
import { words } from "../store.ts";
import { en } from "../words/en.ts";
import { keepMore } from "../words/more.ts";

/** Colours that can be chosen. */
export const themes = ["system", "light", "dark"] as const;

/** One of them. */
export type Theme = (typeof themes)[number];

/** The colours that were chosen. */
export const theme = signal<Theme>("system");

const languages = ["en", "de"] as const;

/** A language of the page. */
export type Language = (typeof languages)[number];

/** Takes on what was chosen on an earlier visit, else what the browser wishes. */
export async function settle(): Promise<void> {
  const chosen =
    stored("language") ?? navigator.languages.map((tag) => tag.slice(0, 2)).find(known);
  await speak(known(chosen) ? chosen : "en");
  const colours = stored("theme");
  show(colours === "light" || colours === "dark" ? colours : "system");
}

/** Changes the language of the page. */
export async function speak(language: Language): Promise<void> {
  const next = language === "de" ? (await import("../words/de.ts")).de : en;
  await keepMore(next);
  words.value = next;
  document.documentElement.lang = language;
}

/** Changes the colours of the page. */
export function show(next: Theme): void {
  theme.value = next;
  if (next === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset["theme"] = next;
}

/** Remembers a choice for the next visit, where the browser lets it. */
export function remember(name: "language" | "theme", value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is switched off; the choice holds for this visit.
  }
}

function stored(name: "language" | "theme"): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function known(tag: string | undefined): tag is Language {
  return languages.some((language) => language === tag);
}
