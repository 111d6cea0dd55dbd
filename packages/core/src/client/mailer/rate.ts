/** Limits how many messages begin in a period. `pool.ts` applies the limit. */
import { unlessAborted } from "../connection/call-clock.ts";
import { delay } from "../connection/wait.ts";

/** A number of messages in a number of milliseconds. */
export interface Rate {
  /** The number of messages. */
  readonly messages: number;
  /** The period in milliseconds. */
  readonly per: number;
}

/**
 * Admits at most `messages` in any period of `per` milliseconds, in the order of the calls.
 */
export class RateLimit {
  readonly #rate: Rate;
  /** When the last messages were admitted. */
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
