/**
 * Retries messages that were refused temporarily, in its own subpath because the waiting uses a library (p-retry).
 *
 * Meant for minutes: a deadline ends the tries, and nothing outlives the process. Messages that must survive for
 * hours or days belong in a queue, such as Cloudflare Queues or BullMQ.
 *
 * @module
 */
import pRetry from "p-retry";
import type { CallOptions } from "./client/connection/call-clock.ts";
import { checkSignal } from "./client/connection/call-clock.ts";
import { getClosingSignals, registerClosing } from "./client/connection/closing.ts";
import { notifyObserver } from "./client/connection/events.ts";
import { delay } from "./client/connection/wait.ts";
import { delegateToMailer } from "./client/mailer/forwarded.ts";
import type { Mailer } from "./client/mailer/mailer-api.ts";
import { checkMaxUnacknowledged } from "./client/mailer/pipelined-feed.ts";
import { sendEach } from "./client/mailer/send-many.ts";
import { discard, keepErrorsOf } from "./client/message/body.ts";
import type { Message } from "./client/message/message.ts";
import { checkFunction } from "./client/options/classifier.ts";
import type { ReplyMeaning, WithReply } from "./meaning/mod.ts";
import { bare, ownProperties } from "./protocol/errors/own-properties.ts";
import type { Receipt } from "./protocol/session/outcome.ts";
import { type FirstTry, firstTriesTogether } from "./retry/first-tries.ts";
import { messageWithId } from "./retry/message-id.ts";
import { RetryProgress, Unfinished } from "./retry/progress.ts";

/** How often and how long a message is retried. */
export interface RetryOptions {
  /** Milliseconds after the first try within which the last one may begin. Default 900 000, a quarter of an hour. */
  readonly deadline?: number;
  /** The total number of tries. Default 5. */
  readonly tries?: number;
  /**
   * Milliseconds before the second try. Each later wait is twice as long, plus up to the same amount at random.
   * Default 5 000.
   */
  readonly first?: number;
  /** The longest wait in milliseconds. Default 300 000. */
  readonly longest?: number;
  /** The shortest wait in milliseconds after greylisting (450, or 451 4.7.x, to RCPT). Default 300 000. */
  readonly greylisted?: number;
  /**
   * How a message without a Message-ID is sent. With `add`, the same Message-ID is added at every try, unless the
   * message is signed. With `keep`, the message is sent unchanged, and every server on its path may add a different
   * Message-ID. Default `add`.
   */
  readonly messageId?: "add" | "keep";
  /**
   * The most messages of `sendMany` that may be running or waiting at the same time. Default 100. With
   * `maxUnacknowledged`, first tries are pipelined, and later tries are sent one by one.
   */
  readonly atOnce?: number;
  /**
   * Returns the meaning of a refusal: `classifyReply` of the subpath `meaning`. If the server's text asks for a
   * longer wait, that wait is used, within `deadline` and up to a day. Greylisting is then recognized by the text.
   * Errors of the function are ignored.
   */
  readonly classify?: (subject: WithReply) => Pick<ReplyMeaning, "kind" | "wait"> | undefined;
  /** Called before each wait. Its errors and rejections are ignored. */
  readonly onRetry?: (retry: Retry) => void;
}

/** A wait before the next try. */
export interface Retry {
  /** The number of the try that failed, from 1. */
  readonly tried: number;
  /** Milliseconds until the next try. */
  readonly wait: number;
  /** Recipients of the next try. */
  readonly recipients: readonly string[];
  /** Whether a server refused the first attempt by greylisting. */
  readonly greylisted: boolean;
}

const RETRY_DEFAULTS = {
  deadline: 15 * 60_000,
  tries: 5,
  first: 5_000,
  longest: 5 * 60_000,
  greylisted: 5 * 60_000,
  messageId: "add",
  atOnce: 100,
} as const;

/**
 * Returns a mailer that tries again for each recipient that was refused temporarily or not reached. No recipient gets
 * a message twice: accepted recipients are left out, and an unknown outcome ends the tries at once.
 *
 * A message is tried again if it can be read again: a string, bytes, or a function that returns the same stream each
 * time.
 *
 * @param mailer sends each try. Close the returned mailer, which closes this one too. Closing either one ends the
 * sends that wait for their next try, with the results of their tries
 * @param options how often and how long, in milliseconds
 * @returns the mailer with other `send` and `sendMany`. Their receipts and errors include every recipient with the
 * outcome of its last try; decisions are those of the last try
 * @throws {TypeError} if `mailer` is not a mailer, for an unknown option, or for an option that must be a function
 * @throws {RangeError} for an invalid number
 * @example
 * import { createMailer } from "@parley-smtp/node-socket";
 * import { withRetry } from "@parley-smtp/node-socket/retry";
 *
 * await using mailer = withRetry(createMailer({ host: "smtp.example.com" }), { deadline: 600_000 });
 * const receipt = await mailer.send({ from: "a@example.com", to: "b@example.net", raw });
 */
export function withRetry(mailer: Mailer, options: RetryOptions = {}): Mailer {
  if (typeof mailer?.send !== "function")
    throw new TypeError("`withRetry` needs a mailer: give it what `createMailer` returned.");
  const settings = settingsOf(options);
  const closing = new AbortController();
  /** One signal fires when this mailer or the inner one is closed: waiting sends end then. */
  const closings = [closing.signal, ...getClosingSignals(mailer)];
  const send = (message: Message, call: CallOptions = {}, first?: FirstTry): Promise<Receipt> =>
    sendWithRetry(mailer, settings, message, call, closings, first);
  const close = (): Promise<void> => {
    closing.abort();
    return mailer.close();
  };
  const made: Mailer = {
    ...delegateToMailer(mailer),
    close,
    [Symbol.asyncDispose]: close,
    send: (message, call) => send(message, call),
    sendMany(messages, { maxUnacknowledged, ...call } = {}) {
      const { atOnce } = settings;
      checkSignal(call.signal);
      const most = checkMaxUnacknowledged(maxUnacknowledged);
      const { signal } = call;
      if (most === 1) return sendEach(messages, atOnce, (message) => send(message, call), signal);
      return firstTriesTogether(
        (first) => mailer.sendMany(first, { ...call, maxUnacknowledged: most }),
        (first) => sendEach(messages, atOnce, (message) => send(message, call, first), signal),
        (message) => mailer.send(message, call),
      );
    },
  };
  registerClosing(made, closings);
  return made;
}

type Functions = "onRetry" | "classify";
type Settings = Required<Omit<RetryOptions, Functions>> & Pick<RetryOptions, Functions>;

function settingsOf(given: RetryOptions): Settings {
  const options = ownProperties(given);
  for (const [name, value] of Object.entries(options)) {
    if (name === "messageId") continue;
    if (name === "onRetry" || name === "classify") {
      checkFunction(name, value, "withRetry");
      continue;
    }
    if (!Object.hasOwn(RETRY_DEFAULTS, name))
      throw new TypeError(`There is no option \`${name}\` of withRetry.`);
    if (typeof value !== "number" || !(value >= 0)) {
      throw new RangeError(`\`${name}\` must be a number, 0 or more.`);
    }
  }
  const settings = bare<Settings>(RETRY_DEFAULTS, options);
  if (!Number.isInteger(settings.tries) || settings.tries < 1) {
    throw new RangeError("`tries` must be a whole number, 1 or more.");
  }
  if (!(settings.atOnce >= 1)) throw new RangeError("`atOnce` must be 1 or more.");
  return settings;
}

async function sendWithRetry(
  mailer: Mailer,
  settings: Settings,
  message: Message,
  call: CallOptions,
  closings: readonly AbortSignal[],
  firstTry: FirstTry = (first) => mailer.send(first, call),
): Promise<Receipt> {
  try {
    checkSignal(call.signal);
  } catch (error) {
    discard(message);
    throw error;
  }
  // The message may wait behind others for its first try.
  keepErrorsOf(message);
  const send: FirstTry = (each) => mailer.send(each, call);
  // Returns whether the mailer was closed.
  const closed = (): boolean => closings.some(({ aborted }) => aborted);
  if (closed()) return send(message);
  const { tries, first, longest, deadline, messageId, classify } = settings;
  const replayable =
    ["string", "function"].includes(typeof message.raw) || message.raw instanceof Uint8Array;
  const again = replayable ? tries - 1 : 0;
  const fixed = again > 0 && messageId === "add" ? messageWithId(message) : message;
  const progress = new RetryProgress(fixed, classify);
  const startedAt = performance.now();
  const over = new AbortController();
  const { signal } = over;
  const end = (): void => over.abort();
  if (call.signal?.aborted) end();
  for (const each of [call.signal, ...closings]) each?.addEventListener("abort", end);
  try {
    await pRetry((nth) => progress.attempt(nth === 1 ? firstTry : send), {
      retries: again,
      minTimeout: Math.min(first, longest),
      maxTimeout: longest,
      randomize: true,
      signal,
      shouldRetry: async ({ error, attemptNumber, retryDelay }) => {
        if (!(error instanceof Unfinished)) return false;
        const remaining = deadline - (performance.now() - startedAt);
        const total = getRetryDelay(error, retryDelay, remaining, settings);
        if (total > remaining) return false;
        reportRetry(settings, { tried: attemptNumber, wait: total, ...error.told });
        await delay(total - retryDelay, signal);
        return true;
      },
    });
  } catch (error) {
    // Whatever ended the tries, they know the outcome of each recipient.
    if (!(error instanceof Unfinished) && !signal.aborted) throw error;
  } finally {
    for (const each of [call.signal, ...closings]) each?.removeEventListener("abort", end);
    // Without a first try, nothing has closed the stream.
    discard(message);
  }
  return progress.conclude(call.signal, closed());
}

/** Returns the milliseconds until the next try: the server's wait, if the remaining time allows it. */
function getRetryDelay(
  { greylisted, wait: seconds }: Unfinished,
  retryDelay: number,
  remaining: number,
  settings: Settings,
): number {
  if (seconds !== undefined) return Math.max(retryDelay, Math.min(seconds, remaining));
  return greylisted ? Math.max(retryDelay, settings.greylisted) : retryDelay;
}

function reportRetry({ onRetry }: Settings, retry: Retry): void {
  if (onRetry) notifyObserver(onRetry, Object.freeze(retry));
}
