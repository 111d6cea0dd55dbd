/** A dialogue without the rest of the page, for embedding. */
import type { JSX } from "preact";
import { chosen, run, words } from "../store.ts";
import { Conversation } from "../ui/conversation.tsx";
import { Details } from "../ui/details-lazily.tsx";
import { Verdict } from "../ui/outcome.tsx";
import { Problem } from "../ui/problem.tsx";
import { Stepper } from "../ui/stepper.tsx";

/** The screen for iframes of other pages. */
export function Embed(): JSX.Element {
  const played = run.value;
  const w = words.value.explore;
  if (!played) return <p class="hint">{words.value.loading}</p>;
  if (!("lines" in played)) return <Problem sentence={played.problem} />;
  return (
    <>
      <h1 class="unseen">{w.conversation}</h1>
      <Verdict run={played} />
      <Stepper run={played} />
      <Conversation run={played} />
      {chosen.value !== undefined && (
        <Details line={played.lines.find(({ at }) => at === chosen.value)} />
      )}
    </>
  );
}
