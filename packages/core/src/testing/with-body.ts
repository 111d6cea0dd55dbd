/** Gives a script the message that it asks for, so that its driver need not know of messages. */
import type { Script } from "../protocol/session/effects.ts";
import { type Answering, answering } from "./answering.ts";

/** A message's content, in the pieces in which it will be pulled. */
export interface TestBody {
  /** In order; a piece need not end where a line does. */
  readonly pieces: readonly Uint8Array[];
  /** It can be read more than once; default `true`. */
  readonly replayable?: boolean;
}

/**
 * Answers the script's `pull` and `rewind` effects, and passes on all others.
 *
 * @param script what asks
 * @param body what it gets
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
