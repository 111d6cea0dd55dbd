/**
 * Pipelines the first tries of many messages on one connection, while each message is retried separately
 * (`progress.ts`).
 */

import type { SendManyResult } from "../client/mailer/send-many.ts";
import type { Message } from "../client/message/message.ts";
import type { Receipt } from "../protocol/session/outcome.ts";

/** Sends a message for the first time. */
export type FirstTry = (message: Message) => Promise<Receipt>;

interface WaitingTry {
  readonly message: Message;
  readonly resolve: (receipt: Receipt | Promise<Receipt>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Combines the first tries of many messages in one call.
 *
 * @param together sends all messages, and reports each result by its index
 * @param each handles one message; its first try is the function that it receives
 * @param alone sends a message for which the call ended too early, such as by an abort
 * @returns what `each` returns
 */
export async function* firstTriesTogether(
  together: (messages: AsyncIterable<Message>) => AsyncIterable<SendManyResult>,
  each: (first: FirstTry) => AsyncGenerator<SendManyResult, void, undefined>,
  alone: FirstTry,
): AsyncGenerator<SendManyResult, void, undefined> {
  /** First tries that were not requested yet, and those whose result is missing, by index. */
  const queue: WaitingTry[] = [];
  const sent = new Map<number, WaitingTry>();
  let ended = false;
  let wake = (): void => {};
  async function* messages(): AsyncGenerator<Message, void, undefined> {
    for (let index = 0; ; ) {
      const next = queue.shift();
      if (next) {
        sent.set(index, next);
        index += 1;
        yield next.message;
      } else if (ended) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  let broken: { readonly error: unknown } | undefined;
  let over = false;
  const first: FirstTry = (message) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken.error);
      if (over) return resolve(alone(message));
      queue.push({ message, resolve, reject });
      wake();
    });
  const work = async (): Promise<void> => {
    try {
      for await (const { index, receipt, error } of together(messages())) {
        const waiting = sent.get(index);
        sent.delete(index);
        if (receipt) waiting?.resolve(receipt);
        else waiting?.reject(error);
      }
      over = true;
      for (const { message, resolve } of [...sent.values(), ...queue.splice(0)]) {
        resolve(alone(message));
      }
    } catch (error) {
      // The function that sends them together is faulty: no message may wait for it.
      broken = { error };
      for (const { reject } of [...sent.values(), ...queue.splice(0)]) reject(error);
    }
  };
  const working = work();
  try {
    yield* each(first);
  } finally {
    ended = true;
    wake();
    await working;
  }
}
