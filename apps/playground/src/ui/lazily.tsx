/** Creates parts of the page that are loaded when they are needed. */
import { signal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../store.ts";
import { fetchMore, moreWords } from "../words/more.ts";

/**
 * Creates a component that is loaded when it is first drawn, with the words outside the first screen.
 *
 * @param fetch imports the component
 * @param meanwhile what is drawn until it is loaded; absent: a notice
 */
export function lazily<P extends object>(
  fetch: () => Promise<FunctionComponent<P>>,
  meanwhile: () => JSX.Element | null = Coming,
): FunctionComponent<P> {
  const come = signal<FunctionComponent<P> | undefined>(undefined);
  let asked = false;
  return function Lazy(props: P): JSX.Element | null {
    if (!asked) {
      asked = true;
      void fetch().then((component) => {
        come.value = component;
      });
    }
    if (!moreWords.value) void fetchMore(words.value);
    const Component = come.value;
    return Component && moreWords.value ? <Component {...props} /> : meanwhile();
  };
}

function Coming(): JSX.Element {
  return <p class="hint">{words.value.loading}</p>;
}

/**
 * Creates a component that is drawn when it is near the visible part of the page.
 *
 * @param Component the component
 * @param heading a heading in its place until then, for screen readers
 */
export function onceSeen<P extends object>(
  Component: FunctionComponent<P>,
  heading: () => string,
): FunctionComponent<P> {
  const seen = signal(false);
  return function Seen(props: P): JSX.Element {
    const place = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
      const watch = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) seen.value = true;
        },
        { rootMargin: "100px" },
      );
      if (place.current) watch.observe(place.current);
      return () => watch.disconnect();
    }, []);
    return seen.value ? <Component {...props} /> : <h2 ref={place}>{heading()}</h2>;
  };
}
