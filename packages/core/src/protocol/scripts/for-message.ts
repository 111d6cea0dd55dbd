/**
 * Adds the number of the message to effects that request content, for sessions with several messages at once. No
 * protocol logic.
 */
import { type Effect, perform, type Script } from "../session/effects.ts";

/**
 * Names the message in a script's requests for content.
 *
 * @param index the message's number; requests that already have a number keep it
 */
export function* withMessageIndex<T>(index: number, script: Script<T>): Script<T> {
  let step = script.next();
  while (!step.done) {
    let result: unknown;
    try {
      result = yield* perform(named(step.value, index));
    } catch (error) {
      step = script.throw(error);
      continue;
    }
    step = script.next(result);
  }
  return step.value;
}

function named(effect: Effect, index: number): Effect {
  const asks = effect.do === "pull" || effect.do === "open" || effect.do === "rewind";
  return asks && effect.of === undefined ? { ...effect, of: index } : effect;
}
