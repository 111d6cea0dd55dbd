/** The words outside the first screen, loaded with the first part that needs them. */
import { computed, signal } from "@preact/signals";
import { words } from "../store.ts";
import type { Words } from "./en.ts";
import type { MoreWords } from "./en-more.ts";

const fetched = signal<Readonly<Record<string, MoreWords>>>({});

/** The rest of the words in the page's language, after they are loaded. */
export const moreWords = computed(() => fetched.value[words.value.code]);

/** The same for a part that is only drawn after they are loaded, as with `lazily`. */
export const more = computed(() => {
  if (!moreWords.value) throw new Error("These words are drawn before they were fetched.");
  return moreWords.value;
});

/** Loads them for a language; may be called repeatedly. */
export async function fetchMore({ code, more }: Words): Promise<void> {
  if (fetched.peek()[code]) return;
  const come = await more();
  fetched.value = { ...fetched.peek(), [code]: come };
}

/** Loads them for a new language if those of the old one are in use. */
export async function keepMore(next: Words): Promise<void> {
  if (Object.keys(fetched.peek()).length > 0) await fetchMore(next);
}
