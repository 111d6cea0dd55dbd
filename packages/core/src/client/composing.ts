/** A mailer that takes drafts too: what is no message yet goes through a composer first. */

import type { Receipt } from "../protocol/outcome.ts";
import { discard } from "./body.ts";
import { checkSignal } from "./call-clock.ts";
import type { CallOptions, SendManyOptions, SendManyResult } from "./connection.ts";
import { forwarded } from "./forwarded.ts";
import type { Mailer } from "./mailer.ts";
import type { Message } from "./message.ts";

/**
 * Makes a message of a draft, such as `compose` of `@parley-smtp/mime`. The core
 * carries no composer: a user who gives none has none in the bundle.
 */
export type Compose<Draft> = (draft: Draft) => Message | Promise<Message>;

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
 * @returns a mailer that is closed by closing it
 */
export function composing<Draft extends object>(
  mailer: Mailer,
  compose: Compose<Draft>,
): ComposingMailer<Draft> {
  if (typeof compose !== "function") {
    throw new TypeError("`compose` must be a function that makes a message of a draft.");
  }
  const message = async (given: Message | DraftMessage<Draft>): Promise<Message> => {
    if (typeof given !== "object" || given === null || "raw" in given) return given as Message;
    return { ...given, ...(await compose(given)) };
  };
  return {
    ...forwarded(mailer),
    send: async (given, options) => {
      try {
        checkSignal(options?.signal);
      } catch (error) {
        discard(given);
        throw error;
      }
      return mailer.send(await message(given), options);
    },
    sendMany: (given, options) => mailer.sendMany(composed(given, message), options),
  };
}

async function* composed<Given>(
  all: Iterable<Given> | AsyncIterable<Given>,
  message: (given: Given) => Promise<Message>,
): AsyncGenerator<Message> {
  for await (const given of all) {
    try {
      yield await message(given);
    } catch (error) {
      yield unreadable(error);
    }
  }
}

/** Stands for a message that cannot be had: the mailer tells why in its place, and goes on. */
function unreadable(error: unknown): Message {
  const trouble =
    error instanceof TypeError || error instanceof RangeError
      ? error
      : new TypeError("The message could not be composed; `cause` tells why.", { cause: error });
  return {
    from: null,
    to: [],
    raw: "",
    get envelope(): never {
      throw trouble;
    },
  };
}
