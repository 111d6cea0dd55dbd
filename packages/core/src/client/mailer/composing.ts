/**
 * A mailer that also takes drafts: a message without `raw` goes through the composer first. The composer is the
 * user's, or `@parley-smtp/mime`.
 */

import { SmtpError } from "../../protocol/errors/errors.ts";
import { TransportError } from "../../protocol/errors/transport-error.ts";
import type { Receipt } from "../../protocol/session/outcome.ts";
import {
  CallClock,
  type CallOptions,
  checkSignal,
  unlessAborted,
} from "../connection/call-clock.ts";
import { getClosingSignals, registerClosing } from "../connection/closing.ts";
import type { SendManyOptions } from "../connection/connection.ts";
import { mailerClosed } from "../connection/not-begun.ts";
import { RunningCalls } from "../connection/running-calls.ts";
import { discard } from "../message/body.ts";
import { type Message, withMessageOptions } from "../message/message.ts";
import { closeIterator } from "../message/streams.ts";
import { delegateToMailer } from "./forwarded.ts";
import type { Mailer } from "./mailer-api.ts";
import type { SendManyResult } from "./send-many.ts";
import { iteratorOf } from "./send-many.ts";

/**
 * Creates a message from a draft, such as `compose` of `@parley-smtp/mime`. The core contains no composer, so bundles
 * without `compose` have none.
 */
export type Compose<Draft> = (draft: Draft, call: ComposeCall) => Message | Promise<Message>;

/** The call that a draft is composed for. */
export interface ComposeCall {
  /** Fires if the call was aborted, or `timeouts.total` is over: the message is not needed any more. */
  readonly signal?: AbortSignal;
}

/** The option that makes a mailer accept drafts. */
export interface ComposeOption<Draft> {
  /** Creates a message from any object without `raw`. */
  readonly compose: Compose<Draft>;
}

/** A draft together with message options. */
export type DraftMessage<Draft> = Draft &
  Omit<Message, "from" | "to" | "raw" | "envelope" | keyof Draft>;

/** A mailer whose messages may be drafts: an object without `raw` is composed. */
export type ComposingMailer<Draft> = Omit<Mailer, "send" | "sendMany"> & {
  /** Like `send` of a mailer. An error of the composer is thrown before anything is opened. */
  send(message: Message | DraftMessage<Draft>, options?: CallOptions): Promise<Receipt>;
  /** Like `sendMany` of a mailer. A draft is composed when its turn comes. */
  sendMany(
    messages:
      | Iterable<Message | DraftMessage<Draft>>
      | AsyncIterable<Message | DraftMessage<Draft>>,
    options?: SendManyOptions,
  ): AsyncGenerator<SendManyResult, void, undefined>;
} & AsyncDisposable;

/**
 * Makes a mailer accept drafts.
 *
 * @param mailer sends the messages
 * @param compose creates a message from a draft
 * @param total milliseconds that a call may take, including composing; absent: no limit
 * @returns a mailer; closing it closes `mailer`
 */
export function withCompose<Draft extends object>(
  mailer: Mailer,
  compose: Compose<Draft>,
  total?: number,
): ComposingMailer<Draft> {
  if (typeof compose !== "function") {
    throw new TypeError("`compose` must be a function that makes a message of a draft.");
  }
  type Given = Message | DraftMessage<Draft>;
  const isDraft = (given: Given): given is DraftMessage<Draft> =>
    typeof given === "object" && given !== null && !("raw" in given);
  const message = async (given: DraftMessage<Draft>, call: ComposeCall): Promise<Message> => {
    return withMessageOptions(given, await compose(given, call));
  };
  const inTime = (given: DraftMessage<Draft>, clock: CallClock): Promise<Message> => {
    const { signal } = clock;
    const coming = message(given, signal ? { signal } : {});
    return unlessAborted(coming, signal).catch((error: unknown) => {
      if (!(error instanceof TransportError)) throw error;
      discardLate(coming);
      throw notComposed(error);
    });
  };
  // The mailer inside does not know a draft that is being composed, so its `close` does not wait for the draft.
  const running = new RunningCalls();
  const closed = new AbortController();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= running.waitForAll().then(() => mailer.close());
    closed.abort();
    return closing;
  };
  const discardGiven = (given: Given): void => {
    if (isDraft(given)) discardLate(message(given, { signal: AbortSignal.abort() }));
    else discard(given);
  };
  const checkOpen = (given: Given): void => {
    if (!closing) return;
    discardGiven(given);
    throw mailerClosed();
  };
  const sendDraft = async (
    given: DraftMessage<Draft>,
    options: CallOptions | undefined,
  ): Promise<Receipt> => {
    try {
      checkSignal(options?.signal);
    } catch (error) {
      discardGiven(given);
      throw error;
    }
    running.start();
    // The inner mailer's clock begins later, so this clock ends the call.
    const clock = new CallClock(total, options?.signal);
    const { signal } = clock;
    try {
      return await mailer.send(
        await inTime(given, clock),
        signal ? { ...options, signal } : options,
      );
    } finally {
      clock.stop();
      running.end();
    }
  };
  const made: ComposingMailer<Draft> = {
    ...delegateToMailer(mailer),
    close,
    [Symbol.asyncDispose]: close,
    send: async (given, options) => {
      checkOpen(given);
      return isDraft(given) ? sendDraft(given, options) : mailer.send(given, options);
    },
    sendMany: (given, options) => {
      const one = async (each: Given): Promise<Message> => {
        const clock = new CallClock(total, options?.signal);
        try {
          checkOpen(each);
          return isDraft(each) ? await inTime(each, clock) : each;
        } catch (error) {
          return createFailingMessage(error);
        } finally {
          clock.stop();
        }
      };
      return mailer.sendMany(mapMessages(given, one), options);
    },
  };
  registerClosing(made, [closed.signal, ...getClosingSignals(mailer)]);
  return made;
}

/** Closes the stream of a message that is not needed any more, as soon as the stream exists. */
function discardLate(coming: Promise<Message>): void {
  coming.then(discard, () => {});
}

function notComposed(reason: TransportError): SmtpError {
  const late = reason.kind === "expired";
  return new SmtpError(`${reason.message} The message was being composed; nothing was sent.`, {
    code: late ? "TIMEOUT" : "ABORTED",
    phase: "ready",
    retry: late ? "later" : "now",
    cause: late ? reason : reason.cause,
  });
}

/**
 * Changes each message of a list when its turn comes. An object instead of a generator: ending it ends the list at
 * once, also during an await.
 */
export function mapMessages<Given>(
  all: Iterable<Given> | AsyncIterable<Given>,
  message: (given: Given) => Promise<Message>,
): AsyncIterable<Message> {
  return {
    [Symbol.asyncIterator]() {
      const source = iteratorOf(all);
      return {
        async next() {
          const { done, value } = await source.next();
          return done ? { done, value: undefined } : { value: await message(value as Given) };
        },
        async return() {
          closeIterator(source);
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** Creates a message that cannot be sent: the mailer reports the composer's error for it, and continues. */
export function createFailingMessage(error: unknown): Message {
  const problem =
    error instanceof TypeError || error instanceof RangeError || SmtpError.is(error)
      ? error
      : new TypeError("The message could not be composed; see `cause`.", { cause: error });
  return {
    from: null,
    to: [],
    raw: "",
    get envelope(): never {
      throw problem;
    },
  };
}
