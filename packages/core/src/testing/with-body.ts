/** Gives a script the message that it asks for, so that whoever drives it need not know of messages. */
import { type Effect, perform, type Script } from "../protocol/effects.ts";

/** A message's content, in the pieces in which it will be pulled. */
export interface Body {
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
export function* withBody<T>(script: Script<T>, { pieces, replayable = true }: Body): Script<T> {
  let pulled = 0;
  const answer = (effect: Effect): { readonly result: unknown } | undefined => {
    if (effect.do === "pull") return { result: pieces[pulled++] ?? null };
    if (effect.do !== "rewind") return undefined;
    if (replayable) pulled = 0;
    return { result: pulled === 0 };
  };
  let step = script.next();
  while (!step.done) {
    const answered = answer(step.value);
    if (answered) {
      step = script.next(answered.result);
      continue;
    }
    let result: unknown;
    try {
      result = yield* perform(step.value);
    } catch (error) {
      step = script.throw(error);
      continue;
    }
    step = script.next(result);
  }
  return step.value;
}
