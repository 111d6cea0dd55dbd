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
import { discard } from "../message/body.ts";
import type { Message } from "../message/message.ts";
import { closeIterator } from "../message/streams.ts";
import { delegateToMailer } from "./forwarded.ts";
import type { Mailer } from "./mailer-api.ts";
import type { SendManyResult } from "./send-many.ts";
import { iteratorOf } from "./send-many.ts";

/**
 * Makes a message of a draft, such as `compose` of `@parley-smtp/mime`. The core
 * carries no composer: a user who gives none has none in the bundle.
 */
export type Compose<Draft> = (draft: Draft, call: ComposeCall) => Message | Promise<Message>;

/** The call that a draft is composed for. */
export interface ComposeCall {
  /** Fires when the call was aborted, or `timeouts.total` is over: nobody waits for the message any more. */
  readonly signal?: AbortSignal;
}

/** The option that makes a mailer take drafts. */
export interface ComposeOption<Draft> {
  /** Makes a message of whatever has no `raw`. */
  readonly compose: Compose<Draft>;
}

/** A draft, and beside it what a message may ask of the server. */
export type DraftMessage<Draft> = Draft & Omit<Message, "from" | "to" | "raw" | "envelope">;

/** A mailer whose messages may be drafts: whatever has no `raw` is composed. */
export type ComposingMailer<Draft> = Omit<Mailer, "send" | "sendMany"> & {
  /** As `send` of a mailer; what the composer throws is thrown before anything is opened. */
  send(message: Message | DraftMessage<Draft>, options?: CallOptions): Promise<Receipt>;
  /** As `sendMany` of a mailer; a draft is composed when it is its turn. */
  sendMany(
    messages:
      | Iterable<Message | DraftMessage<Draft>>
      | AsyncIterable<Message | DraftMessage<Draft>>,
    options?: SendManyOptions,
  ): AsyncGenerator<SendManyResult, void, undefined>;
} & AsyncDisposable;

/**
 * Lets a mailer take drafts.
 *
 * @param mailer what sends
 * @param compose what makes a message of a draft
 * @param total milliseconds that a call may take, composing included; absent: as long as it takes
 * @returns a mailer that is closed by closing it
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
    return { ...given, ...(await compose(given, call)) };
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
  const sendDraft = async (
    given: DraftMessage<Draft>,
    options: CallOptions | undefined,
  ): Promise<Receipt> => {
    try {
      checkSignal(options?.signal);
    } catch (error) {
      discardLate(message(given, { signal: AbortSignal.abort() }));
      throw error;
    }
    // The mailer's own clock begins later, so this one ends the call.
    const clock = new CallClock(total, options?.signal);
    const { signal } = clock;
    try {
      return await mailer.send(
        await inTime(given, clock),
        signal ? { ...options, signal } : options,
      );
    } finally {
      clock.stop();
    }
  };
  const made: ComposingMailer<Draft> = {
    ...delegateToMailer(mailer),
    send: async (given, options) =>
      isDraft(given) ? sendDraft(given, options) : mailer.send(given, options),
    sendMany: (given, options) => {
      const one = async (each: Given): Promise<Message> => {
        const clock = new CallClock(total, options?.signal);
        try {
          return isDraft(each) ? await inTime(each, clock) : each;
        } catch (error) {
          return createFailingMessage(error);
        } finally {
          clock.stop();
        }
      };
      return mailer.sendMany(composed(given, one), options);
    },
  };
  registerClosing(made, getClosingSignals(mailer));
  return made;
}

/** Closes the stream of a message that nobody waits for any more, once it is there. */
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

/** The messages of drafts. An object and not a generator: ending it ends the list at once, also while one is awaited. */
function composed<Given>(
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

/** Stands for a message that could not be composed: the mailer reports the error in its place, and goes on. */
function createFailingMessage(error: unknown): Message {
  const problem =
    error instanceof TypeError || error instanceof RangeError || SmtpError.is(error)
      ? error
      : new TypeError("The message could not be composed; `cause` tells why.", { cause: error });
  return {
    from: null,
    to: [],
    raw: "",
    get envelope(): never {
      throw problem;
    },
  };
}
