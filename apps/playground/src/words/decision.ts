/** A decision as a line of the conversation says it: shortly, until the core's sentences have come. */
import type { Decision } from "@parley-smtp/core";
import { signal } from "@preact/signals";
import { words } from "../store.ts";
import { fetchMore, moreWords } from "./more.ts";

const explaining = signal<typeof import("./explain.ts") | undefined>(undefined);

/** Fetches the sentences; again and again is no harm. */
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
