/** Plays transcripts instead of a server, and creates them from played scenes. Loaded when needed. */
import {
  type Json,
  type Performed,
  parseTranscript,
  playSession,
  printTranscript,
  recordTranscript,
  replayTranscript,
  type Script,
  type TranscriptHead,
} from "@parley-smtp/core/testing";
import { hider } from "./hide.ts";
import { checkWeight, playedHow, stopAtLimit } from "./limits.ts";
import { orProblem } from "./problem.ts";
import { expectationOf, type Run, told, type Unplayable } from "./run.ts";

/**
 * Plays a transcript in place of a server.
 *
 * @param text the transcript
 * @param roundTripTime milliseconds of a round trip
 * @returns the result, or why the transcript cannot be played
 */
export function playTranscript(text: string, roundTripTime: number): Run | Unplayable {
  return orProblem(() => replayed(text, roundTripTime));
}

function replayed(text: string, roundTripTime: number): Run {
  const { head, steps } = parseTranscript(text);
  checkWeight(head);
  const all: Performed[] = [];
  const count = stopAtLimit();
  const first: { results?: readonly unknown[] } = {};
  // The transcript is played twice, the second time octet by octet; the first time is shown.
  const watched = function* (): Script<readonly unknown[]> {
    const results = yield* playSession(head);
    first.results ??= results;
    return results;
  };
  const { difference } = replayTranscript({ head: playedHow(head, text), steps }, watched, {
    delay: roundTripTime / 2,
    onPerformed: (performed) => {
      count();
      all.push(performed);
    },
  });
  return {
    ...told(all, first.results ?? [], hider(head.options["auth"])),
    history: [],
    head,
    ...(difference ? { difference } : {}),
  };
}

/** Returns a run as a transcript that replays the same way, with placeholders for credentials. */
export function transcriptOf(run: Run, title: string): string {
  const { history, head, outcomes } = run;
  return printTranscript({
    head: {
      title,
      shows: [],
      notes: [],
      options: withoutSecrets(head.options),
      messages: head.messages,
      expectations: outcomes.map((outcome) => ({ line: 0, value: expectationOf(outcome) })),
      play: "any",
    },
    steps: recordTranscript(history),
  });
}

function withoutSecrets(options: TranscriptHead["options"]): TranscriptHead["options"] {
  const { auth, ...others } = options;
  if (typeof auth !== "object" || auth === null) return others;
  const hidden = Object.entries(auth).map(([key, value]) => [
    key,
    key === "pass" || key === "token" ? "a secret" : value,
  ]);
  return { ...others, auth: Object.fromEntries(hidden) as Json };
}
