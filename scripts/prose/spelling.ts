/**
 * Checks the spelling of prose with cspell's dictionaries of English and software terms, and the project's own list
 * of words.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CSpellSettings, spellCheckDocument } from "cspell-lib";

/** A word that no dictionary has. */
export interface Misspelling {
  readonly word: string;
  /** Counted from 1. */
  readonly line: number;
}

const dictionary = join(import.meta.dirname, "words.txt");

/** The project's own words and names, one per line, sorted. */
export const ownWords: readonly string[] = readFileSync(dictionary, "utf8").trimEnd().split("\n");

const settings: CSpellSettings = {
  language: "en-US,en-GB",
  words: [...ownWords],
  dictionaries: ["softwareTerms", "typescript", "node", "npm", "fullstack", "companies"],
  allowCompoundWords: false,
  minWordLength: 4,
  ignoreRegExpList: ["/\\b[A-Z\\d]{2,}s?\\b/g", "/\\w*\\d\\w*/g", "/\\\\[a-z]/g"],
};

/**
 * Finds misspelled words.
 *
 * @param path the path of the text
 * @param prose a text from `extract.ts`
 */
export async function checkSpelling(path: string, prose: string): Promise<Misspelling[]> {
  const { issues } = await spellCheckDocument(
    { uri: `file:///${path}.txt`, text: prose, languageId: "plaintext", locale: "en-US,en-GB" },
    { generateSuggestions: false, noConfigSearch: true },
    settings,
  );
  return issues.map(({ text, offset }) => ({
    word: text,
    line: prose.slice(0, offset).split("\n").length,
  }));
}
