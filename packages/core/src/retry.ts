/**
 * Tries again what was refused temporarily, in a subpath of its own because the
 * waiting is left to a library (p-retry).
 *
 * It is for minutes: a deadline ends it, and nothing outlives the process. What
 * must survive for hours or days belongs into a queue, such as Cloudflare Queues
 * or BullMQ.
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

/** How often and how long a message is tried again. */
export interface RetryOptions {
  /** Milliseconds after the first try within which the last one may begin. Default 900 000, a quarter of an hour. */
  readonly deadline?: number;
  /** Tries in all. Default 5. */
  readonly tries?: number;
  /** Milliseconds before the second try, each further time twice as long; up to as much again at random. Default 5 000. */
  readonly first?: number;
  /** The longest wait in milliseconds. Default 300 000. */
  readonly longest?: number;
  /** The shortest wait in milliseconds after greylisting (450, or 451 4.7.x, to RCPT). Default 300 000. */
  readonly greylisted?: number;
  /**
   * What happens to a message without a Message-ID, which each server on the
   * way may give another one. `add`: it gets one, the same at every try, unless
   * it is signed. `keep`: it goes as it is. Default `add`.
   */
  readonly messageId?: "add" | "keep";
  /**
   * Messages of `sendMany` that may be under way or waiting at the same time. Default 100.
   * With `maxUnacknowledged` first tries overlap, and further ones go one by one.
   */
  readonly atOnce?: number;
  /**
   * Reads what a refusal means: `classifyReply` of the subpath `meaning`. How long the server's text asks to
   * wait is then waited, but no less than without, and not beyond `deadline`; a longer time than a day is not
   * believed. Greylisting is then what the text calls so. What it throws is ignored.
   */
  readonly classify?: (subject: WithReply) => Pick<ReplyMeaning, "kind" | "wait"> | undefined;
  /** Called before each wait. What it throws is ignored, and what its promise rejects with. */
  readonly onRetry?: (retry: Retry) => void;
}

/** A wait that begins. */
export interface Retry {
  /** The number of the try that failed, from 1. */
  readonly tried: number;
  /** Milliseconds until the next one. */
  readonly wait: number;
  /** Recipients that are tried again. */
  readonly recipients: readonly string[];
  /** A server took this for a first attempt at delivery, and wants to see a second. */
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
 * A mailer that tries again, for each recipient that was refused temporarily or not
 * reached. Nobody gets a message twice by that: who was accepted is left out,
 * and an outcome that is unknown ends it at once.
 *
 * A message is tried again if it can be read again: a string, bytes, or a
 * function that makes the same stream each time.
 *
 * @param mailer sends each try. Close the one that is returned: that closes this one too. Closing either ends
 *   the sends that wait for their next try, with what their tries came to
 * @param options how often and how long, in milliseconds
 * @returns the same mailer with other `send` and `sendMany`. Their receipts and
 *   errors include every recipient, by its last try; decisions are those of the last try
 * @throws {TypeError} when `mailer` is no mailer, for an option that does not exist or is no function where one is needed
 * @throws {RangeError} for a number that makes no sense
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
  /** One fires when this mailer is closed, or the one that sends: nobody waits for a next try then. */
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
  // It may wait behind others for its first try.
  keepErrorsOf(message);
  const send: FirstTry = (each) => mailer.send(each, call);
  // It says that it was closed.
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
    // Whatever ended it, the tries say the outcome of each recipient.
    if (!(error instanceof Unfinished) && !signal.aborted) throw error;
  } finally {
    for (const each of [call.signal, ...closings]) each?.removeEventListener("abort", end);
    // Without a first try nobody has closed it.
    discard(message);
  }
  return progress.conclude(call.signal, closed());
}

/** Milliseconds until the next try: what the server asks for, as far as it fits into what is left. */
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
