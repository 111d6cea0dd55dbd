/** Parts of the page that are fetched when they are wanted. */
import { signal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { words } from "../store.ts";

/**
 * A component that is fetched the first time that it is drawn.
 *
 * @param fetch imports it
 */
export function lazily<P extends object>(
  fetch: () => Promise<FunctionComponent<P>>,
): FunctionComponent<P> {
  const come = signal<FunctionComponent<P> | undefined>(undefined);
  let asked = false;
  return function Lazy(props: P): JSX.Element {
    if (!asked) {
      asked = true;
      void fetch().then((component) => {
        come.value = component;
      });
    }
    const Component = come.value;
    return Component ? <Component {...props} /> : <p class="hint">{words.value.loading}</p>;
  };
}
