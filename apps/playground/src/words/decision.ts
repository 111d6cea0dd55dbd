/** Describes a decision in a line of the dialogue: briefly, until the core's sentences are loaded. */
import type { Decision } from "@parley-smtp/core";
import { signal } from "@preact/signals";
import { words } from "../store.ts";
import { fetchMore, moreWords } from "./more.ts";

const explaining = signal<typeof import("./explain.ts") | undefined>(undefined);

/** Loads the sentences; may be called repeatedly. */
export function fetchSentences(): void {
  void fetchMore(words.value);
  void import("./explain.ts").then((come) => {
    explaining.value = come;
  });
}

/** Returns the sentence for a decision; its readers are drawn again when it is loaded. */
export function sentenceOf(decision: Decision): string {
  if (explaining.value && moreWords.value) return explaining.value.explainDecision(decision).text;
  fetchSentences();
  const { feature, method } = decision;
  return `${feature} → ${words.value.explore.methods[method] ?? method}`;
}
