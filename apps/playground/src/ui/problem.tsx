/** Shows why something cannot be played, in the library's words. */
import type { JSX } from "preact";
import { words } from "../store.ts";

/** An alert with the library's sentence, which is English in every language of the page. */
export function Problem({ sentence }: { readonly sentence: string }): JSX.Element {
  return (
    <p class="trouble" role="alert">
      {words.value.explore.problem} <span lang="en">{sentence}</span>
    </p>
  );
}
