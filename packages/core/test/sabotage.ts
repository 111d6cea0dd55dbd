/** Effects that fail, whatever the server does. */
import { BodyError } from "../src/protocol/content/content.ts";
import type { TransportErrorKind } from "../src/protocol/errors/transport-error.ts";
import type { Effect, Script } from "../src/protocol/session/effects.ts";
import { failure } from "../src/testing/network.ts";

/** One effect on the connection that fails instead of being done. */
export interface Sabotage {
  /** Counted over all effects that can fail, from 1. */
  readonly nth: number;
  readonly kind: TransportErrorKind;
}

/** How each effect can fail. */
const WAYS: Readonly<Partial<Record<Effect["do"], readonly TransportErrorKind[]>>> = {
  connect: [
    "refused",
    "unresolved",
    "unreachable",
    "not-permitted",
    "certificate",
    "handshake",
    "timeout",
    "aborted",
  ],
  starttls: ["certificate", "handshake", "timeout", "aborted"],
  read: ["reset", "timeout", "aborted"],
  write: ["reset", "timeout", "aborted"],
};

/** Returns the script with one failing effect; `done` is called when it fails. */
export function sabotaged<T>(
  script: Script<T>,
  { nth, kind }: Sabotage,
  done: () => void,
): Script<T> {
  let effects = 0;
  return failing(script, (effect) => {
    // QUIT may fail in any way, because all messages are done.
    const methods = "wait" in effect && effect.wait === "quit" ? undefined : WAYS[effect.do];
    if (methods) effects += 1;
    if (effects !== nth || !methods?.includes(kind)) return undefined;
    done();
    return failure(kind);
  });
}

/** The same script, whose message cannot be read any more once it was asked for so many pieces. */
export function breaking<T>(script: Script<T>, after: number): Script<T> {
  let pulled = 0;
  return failing(script, (effect) => {
    if (effect.do === "pull") pulled += 1;
    return effect.do === "pull" && pulled > after ? new BodyError("its source failed.") : undefined;
  });
}

function* failing<T>(script: Script<T>, why: (effect: Effect) => Error | undefined): Script<T> {
  let step = script.next();
  while (!step.done) {
    const error = why(step.value);
    if (error) {
      step = script.throw(error);
      continue;
    }
    let result: unknown;
    try {
      result = yield step.value;
    } catch (thrown) {
      step = script.throw(thrown);
      continue;
    }
    step = script.next(result);
  }
  return step.value;
}
