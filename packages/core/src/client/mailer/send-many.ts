/**
 * Sends many messages, several at once, and returns each result as soon as it exists. Pipelining is in
 * `pipelined-send.ts`.
 */

import { SmtpError } from "../../protocol/errors/errors.ts";
import type { Receipt } from "../../protocol/session/outcome.ts";
import { Pace } from "../connection/pace.ts";
import { discard } from "../message/body.ts";
import type { Message } from "../message/message.ts";
import { closeIterator } from "../message/streams.ts";

type Event =
  | { readonly next: IteratorResult<Message, unknown> }
  | { readonly failed: unknown }
  | { readonly result: SendManyResult };

/**
 * Sends messages, at most `width` at once, and never throws for one of them.
 *
 * @param messages read as fast as messages are sent, never more than `width` ahead
 * @param width the most messages at once
 * @param send sends one message
 * @param signal no further message is read after it has fired; running ones finish
 * @returns results as soon as they exist; with a width of 1, in the order of the messages
 */
export async function* sendEach(
  messages: Iterable<Message> | AsyncIterable<Message>,
  width: number,
  send: (message: Message) => Promise<Receipt>,
  signal?: AbortSignal,
): AsyncGenerator<SendManyResult, void, undefined> {
  const source = iteratorOf(messages);
  const events: Event[] = [];
  const pace = new Pace();
  let wake = (): void => {};
  const happened = (event: Event): void => {
    events.push(event);
    wake();
  };
  let index = 0;
  let running = 0;
  let asking = false;
  let ended = false;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const abort = (): void => wake();
  const stalled = (): void => {
    ended ||= asking && events.length === 0;
    wake();
  };
  signal?.addEventListener("abort", abort, { once: true });
  try {
    for (;;) {
      if (!ended && !asking && running < width) {
        asking = true;
        source.next().then(
          (next) => (over ? discard(next.value) : happened({ next })),
          (failed: unknown) => happened({ failed }),
        );
      }
      const event = events.shift();
      if (!event) {
        if (ended && running === 0) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
          // After an abort, available entries of the list still get their results; a list that stalls counts as
          // ended.
          clearTimeout(timer);
          if (signal?.aborted && asking) timer = setTimeout(stalled, 0);
        });
      } else if ("result" in event) {
        running -= 1;
        // Messages that cannot be sent have their results at once.
        await pace.pause();
        yield event.result;
      } else if ("failed" in event) {
        ended = true;
        throw event.failed;
      } else {
        asking = false;
        if (ended) {
          discard(event.next.value);
          continue;
        }
        ended = event.next.done === true;
        if (event.next.done) continue;
        running += 1;
        void sendAndCatch(index, event.next.value, send).then(
          (result) => happened({ result }),
          (failed: unknown) => happened({ failed }),
        );
        index += 1;
      }
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    clearTimeout(timer);
    over = true;
    for (const event of events) if ("next" in event) discard(event.next.value);
    // No further message is needed; running ones finish. The list may never respond.
    if (!ended || asking) closeIterator(source);
  }
}

async function sendAndCatch(
  index: number,
  message: Message,
  send: (message: Message) => Promise<Receipt>,
): Promise<SendManyResult> {
  try {
    return { index, receipt: await send(message) };
  } catch (error) {
    const isKnown =
      SmtpError.is(error) || error instanceof TypeError || error instanceof RangeError;
    if (!isKnown) throw error;
    return { index, error };
  }
}

/** Iterates over any kind of iterable. */
export function iteratorOf<Given>(
  messages: Iterable<Given> | AsyncIterable<Given>,
): AsyncIterator<Given, unknown> {
  if (Symbol.asyncIterator in messages) return messages[Symbol.asyncIterator]();
  const iterator = messages[Symbol.iterator]();
  return {
    next: async () => iterator.next(),
    return: async () => iterator.return?.() ?? { done: true, value: undefined },
  };
}

/** The result of one of many messages. */
export type SendManyResult =
  | { readonly index: number; readonly receipt: Receipt; readonly error?: undefined }
  | {
      readonly index: number;
      readonly receipt?: undefined;
      readonly error: SmtpError | TypeError | RangeError;
    };
