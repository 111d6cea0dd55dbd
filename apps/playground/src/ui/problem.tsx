/** Why something cannot be played, where the library says so itself. */
import type { JSX } from "preact";
import { words } from "../store.ts";

/** An alert with the library's own sentence, which is in English whatever the page speaks. */
export function Problem({ sentence }: { readonly sentence: string }): JSX.Element {
  return (
    <p class="trouble" role="alert">
      {words.value.explore.problem} <span lang="en">{sentence}</span>
    </p>
  );
}
