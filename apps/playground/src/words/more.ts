/** What the page says behind its first screen: fetched with the first part that says it. */
import { computed, signal } from "@preact/signals";
import { words } from "../store.ts";
import type { Words } from "./en.ts";
import type { MoreWords } from "./en-more.ts";

const fetched = signal<Readonly<Record<string, MoreWords>>>({});

/** The rest of the words of the page's language, once they are here. */
export const moreWords = computed(() => fetched.value[words.value.code]);

/** The same for a part that is drawn only when they are here, as all that `lazily` draws is. */
export const more = computed(() => {
  if (!moreWords.value) throw new Error("These words are drawn before they were fetched.");
  return moreWords.value;
});

/** Fetches them for a language; again and again is no harm. */
export async function fetchMore({ code, more }: Words): Promise<void> {
  if (fetched.peek()[code]) return;
  const come = await more();
  fetched.value = { ...fetched.peek(), [code]: come };
}

/** Fetches them for another language where those of one are in use, so that none is missed. */
export async function keepMore(next: Words): Promise<void> {
  if (Object.keys(fetched.peek()).length > 0) await fetchMore(next);
}
