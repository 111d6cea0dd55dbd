/** Answers a script's requests for one message, so that its driver need not handle messages. */
import type { AllowedContent } from "../protocol/content/allowed-content.ts";
import type { Script } from "../protocol/session/effects.ts";
import { type Answering, answering } from "./answering.ts";

/** A message's content in the pieces that are pulled. */
export interface TestBody {
  /** In order; a piece may end anywhere in a line. */
  readonly pieces: readonly Uint8Array[];
  /** Whether it can be read more than once; default `true`. */
  readonly replayable?: boolean;
  /** Pieces that are made instead where the plan allows more; `pieces` are what every server takes. */
  readonly forms?: Partial<Record<keyof AllowedContent, Uint8Array>>;
}

/**
 * Answers the script's `pull`, `open` and `rewind` effects, and passes on all others.
 *
 * @param script the script
 * @param body the message's content
 */
export function withBody<T>(script: Script<T>, body: TestBody): Script<T> {
  return answering(script, contentOf(body));
}

/** Answers `pull`, `open` and `rewind` with one message's content. */
export function contentOf({ pieces, replayable = true, forms = {} }: TestBody): Answering {
  let pulled = 0;
  let made = pieces;
  return (effect) => {
    if (effect.do === "pull") return { result: made[pulled++] ?? null };
    if (effect.do === "open") {
      const { utf8, binary, eightBit } = effect.allowed;
      const form = (utf8 && forms.utf8) || (binary && forms.binary) || (eightBit && forms.eightBit);
      made = form ? [form] : pieces;
      pulled = 0;
      return { result: { size: made.reduce((sum, { length }) => sum + length, 0) } };
    }
    if (effect.do !== "rewind") return undefined;
    if (replayable) pulled = 0;
    return { result: pulled === 0 };
  };
}
