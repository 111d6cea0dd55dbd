/** Connections to one server, lent out one message at a time. */
import type { Connection } from "./connection.ts";
import type { PoolSettings } from "./pool-options.ts";
import { RateLimit } from "./rate.ts";

/** Someone who waits for a connection. */
interface Waiting {
  give(connection: Connection): void;
}

/**
 * A pool of connections. Each opens itself when it is first used, takes leave
 * when it has rested, carried or lived long enough, and opens itself again; so a
 * pool only says whose turn it is.
 */
export class Pool {
  readonly #make: () => Connection;
  /** Connections that there may be. */
  readonly size: number;
  /** Waits until the rate lets the next message begin; absent where there is no limit. */
  readonly turn: ((signal?: AbortSignal) => Promise<void>) | undefined;
  readonly #all: Connection[] = [];
  /** The one used last is on top, so that those not needed come to rest and close. */
  readonly #free: Connection[] = [];
  readonly #waiting = new Set<Waiting>();

  /** @param make makes a connection, which opens nothing yet */
  constructor(make: () => Connection, { size, rate }: PoolSettings) {
    this.#make = make;
    this.size = size;
    const limit = rate && new RateLimit(rate);
    this.turn = limit && ((signal) => limit.turn(signal));
  }

  /** Somebody waits for a connection. */
  get contended(): boolean {
    return this.#waiting.size > 0;
  }

  /** Messages under way and waiting, for each connection that there may be. */
  get load(): number {
    return (this.#all.length - this.#free.length + this.#waiting.size) / this.size;
  }

  /**
   * Lends a connection for one piece of work, as soon as one is free and the rate allows.
   *
   * @throws the signal's reason when it is aborted before the work begins
   */
  async use<T>(work: (connection: Connection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const connection = await this.take(signal);
    try {
      await this.turn?.(signal);
      return await work(connection);
    } finally {
      this.give(connection);
    }
  }

  /** Takes leave of the server on every connection. No work may be under way. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((connection) => connection.close()));
  }

  /**
   * Lends a connection for several messages; it must come back by `give`.
   *
   * @throws the signal's reason when it is aborted before one is free
   */
  take(signal: AbortSignal | undefined): Promise<Connection> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const free = this.#free.pop();
    if (free) return Promise.resolve(free);
    if (this.#all.length < this.size) {
      const made = this.#make();
      this.#all.push(made);
      return Promise.resolve(made);
    }
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#waiting.delete(waiting);
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        give(connection) {
          signal?.removeEventListener("abort", abort);
          resolve(connection);
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting.add(waiting);
    });
  }

  /** Takes a connection back. */
  give(connection: Connection): void {
    const [first] = this.#waiting;
    if (!first) {
      this.#free.push(connection);
      return;
    }
    this.#waiting.delete(first);
    first.give(connection);
  }
}
