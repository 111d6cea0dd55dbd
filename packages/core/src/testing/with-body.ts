/** Answers a script's requests for one message, so that its driver need not handle messages. */
import type { Script } from "../protocol/session/effects.ts";
import { type Answering, answering } from "./answering.ts";

/** A message's content in the pieces that are pulled. */
export interface TestBody {
  /** In order; a piece may end anywhere in a line. */
  readonly pieces: readonly Uint8Array[];
  /** Whether it can be read more than once; default `true`. */
  readonly replayable?: boolean;
}

/**
 * Answers the script's `pull` and `rewind` effects, and passes on all others.
 *
 * @param script the script
 * @param body the message's content
 */
export function withBody<T>(script: Script<T>, body: TestBody): Script<T> {
  return answering(script, contentOf(body));
}

/** Answers `pull` and `rewind` with one message's content. */
export function contentOf({ pieces, replayable = true }: TestBody): Answering {
  let pulled = 0;
  return (effect) => {
    if (effect.do === "pull") return { result: pieces[pulled++] ?? null };
    if (effect.do !== "rewind") return undefined;
    if (replayable) pulled = 0;
    return { result: pulled === 0 };
  };
}
