/** Limits how many messages begin in a period. */
import { unlessAborted } from "../connection/call-clock.ts";
import { delay } from "../connection/wait.ts";

/** So many messages in so many milliseconds. */
export interface Rate {
  /** How many. */
  readonly messages: number;
  /** Milliseconds. */
  readonly per: number;
}

/**
 * Lets through at most `messages` in any stretch of `per` milliseconds, in the
 * order in which they came.
 */
export class RateLimit {
  readonly #rate: Rate;
  /** When the last ones were let through. */
  #passed: number[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Resolves when the next message may begin; rejects with the signal's reason. */
  turn(signal?: AbortSignal): Promise<void> {
    const mine = this.#queue.then(() => this.#next(signal));
    this.#queue = mine.catch(() => {});
    return unlessAborted(mine, signal);
  }

  async #next(signal: AbortSignal | undefined): Promise<void> {
    const { messages, per } = this.#rate;
    signal?.throwIfAborted();
    if (this.#passed.length >= messages) {
      const oldest = this.#passed[0] ?? 0;
      await delay(oldest + per - Date.now(), signal);
      this.#passed.shift();
    }
    this.#passed.push(Date.now());
  }
}
