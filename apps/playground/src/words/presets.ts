/** The words of a preset: those of the language for situations, otherwise the server's own name. */
import type { PresetName } from "../play/presets.ts";
import type { PresetWords, Words } from "./en.ts";

/** Title and description of a preset. */
export function presetWords(words: Words, name: PresetName): PresetWords {
  return words.presets[name];
}
