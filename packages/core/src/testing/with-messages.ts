/** Answers a script's requests for several messages, and keeps their outcomes. */
import type { ResultEffect, Script } from "../protocol/session/effects.ts";
import type { OutgoingMessage } from "../protocol/session/outgoing-message.ts";
import { type Answering, answering } from "./answering.ts";
import { contentOf, type TestBody } from "./with-body.ts";

/** A message with its content. */
export interface MessageWithBody {
  readonly message: OutgoingMessage;
  readonly body: TestBody;
}

/** The outcome of a message, and the message's number. */
export type Settled = Pick<ResultEffect, "index" | "outcome">;

/**
 * Answers the script's `next`, `settled`, `pull`, `open` and `rewind` effects, and passes on all others.
 *
 * @param script the script, such as `deliverMany`
 * @param messages the messages
 * @returns the outcome of each message, in the order of the reports
 */
export function* withMessages(
  script: Script<unknown>,
  messages: readonly MessageWithBody[],
): Script<readonly Settled[]> {
  const settled: Settled[] = [];
  const contents = messages.map(({ body }) => contentOf(body));
  let taken = 0;
  const answer: Answering = (effect) => {
    switch (effect.do) {
      case "next": {
        const index = taken++;
        const message = messages[index]?.message;
        return { result: message && { index, message } };
      }
      case "result":
        settled.push({ index: effect.index, outcome: effect.outcome });
        return { result: undefined };
      case "pull":
      case "open":
      case "rewind":
        return contents[effect.of ?? 0]?.(effect);
      default:
        return undefined;
    }
  };
  yield* answering(script, answer);
  return settled;
}
