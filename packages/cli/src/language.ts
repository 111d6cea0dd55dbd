/** The language of explanations: `--lang`, otherwise that of the environment. */
import type { Catalogue } from "@parley-smtp/node-socket";

/** The values of `--lang`. */
export const LANGUAGES = ["en", "de"] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/**
 * Reads the language of the environment, like POSIX programs: `LC_ALL` before `LC_MESSAGES` before `LANG`.
 *
 * @param env the environment variables
 * @returns English if no language is set, or one without sentences
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(Boolean) ?? "";
  const tag = /^[a-z]+/.exec(locale.toLowerCase())?.[0];
  return LANGUAGES.find((language) => language === tag) ?? "en";
}

/**
 * Loads the sentences of a language.
 *
 * @param language one of `LANGUAGES`
 * @returns the catalogue; `undefined` for English, the default of `explain`
 */
export async function loadCatalogue(language: Language): Promise<Catalogue | undefined> {
  if (language === "en") return undefined;
  return (await import("@parley-smtp/node-socket/explain-de")).german;
}
