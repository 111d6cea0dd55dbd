import type { Redis } from "ioredis";

/** The state of a recipient; a recipient that is not tried yet has none. */
export type State = "attempting" | "accepted" | "refused" | "unknown";

/** The outcomes of each message, in a hash of Redis: recipients and their states. */
export class Outcomes {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /**
   * Begins an attempt. Each recipient belongs to one attempt only, even if others run at the same time.
   *
   * @returns the recipients that the message may be sent to now
   */
  async begin(id: string, recipients: readonly string[]): Promise<string[]> {
    const claimed: string[] = [];
    for (const address of recipients) {
      if ((await this.#redis.hsetnx(key(id), address, "attempting")) === 1) claimed.push(address);
      else if ((await this.#redis.hget(key(id), address)) === "attempting") {
        // An attempt began here, and its process ended before the outcome was known.
        await this.settle(id, address, "unknown");
      }
    }
    return claimed;
  }

  /** Stores the outcome of a recipient; `null`: it is to be tried again. */
  async settle(id: string, address: string, state: State | null): Promise<void> {
    if (state === null) await this.#redis.hdel(key(id), address);
    else await this.#redis.hset(key(id), address, state);
  }

  /** Returns all outcomes of a message. */
  tell(id: string): Promise<Record<string, string>> {
    return this.#redis.hgetall(key(id));
  }
}

function key(id: string): string {
  return `parley:outcome:${id}`;
}
