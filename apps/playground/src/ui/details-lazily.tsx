/** The details of a line, loaded when the user selects one. */
import type { JSX } from "preact";
import type { Line } from "../play/line.ts";
import { words } from "../store.ts";
import { lazily } from "./lazily.tsx";

const About = lazily(async () => (await import("./details.tsx")).About);

/** The details of a line. */
export function Details({ line }: { readonly line: Line | undefined }): JSX.Element {
  const w = words.value.explore;
  return (
    <section class="details" aria-labelledby="details-title">
      <h2 id="details-title">{w.details}</h2>
      {line ? <About line={line} /> : <p class="hint">{w.choose}</p>}
    </section>
  );
}
