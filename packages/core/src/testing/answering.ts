/** Answers some effects of a script in a test and passes on the others. */
import { type Effect, perform, type Script } from "../protocol/session/effects.ts";

/** Returns the result of an effect, or nothing to pass the effect on. */
export type Answering = (effect: Effect) => { readonly result: unknown } | undefined;

/**
 * Runs a script, answers some of its effects and passes on all others.
 *
 * @param script the script whose effects are answered
 * @param answer returns the result of an effect, or nothing to pass it on
 */
export function* answering<T>(script: Script<T>, answer: Answering): Script<T> {
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
