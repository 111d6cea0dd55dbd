/** Language and colours: the browser's preference, unless the user chose others. */
import { signal } from "@preact/signals";
import { words } from "../store.ts";
import { en } from "../words/en.ts";
import { keepMore } from "../words/more.ts";

/** The possible colours. */
export const themes = ["system", "light", "dark"] as const;

/** One of the colours. */
export type Theme = (typeof themes)[number];

/** The chosen colours. */
export const theme = signal<Theme>("system");

const languages = ["en", "de"] as const;

/** A language of the page. */
export type Language = (typeof languages)[number];

/** Applies the choice of an earlier visit, otherwise the browser's preference. */
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

/** Stores a choice for the next visit, if the browser allows it. */
export function remember(name: "language" | "theme", value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is disabled, so the choice applies to this visit only.
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
