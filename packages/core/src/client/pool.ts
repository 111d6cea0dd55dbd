/** Connections to one server, lent out one message at a time. */
import type { SmtpError } from "../protocol/errors.ts";
import type { Connection } from "./connection.ts";
import {
  type ConnectionLimit,
  LearnedLimit,
  mayBeSurplus,
  SurplusConnection,
} from "./connection-limit.ts";
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
 *
 * When the server refuses a connection while others work, the pool gives that one up and
 * uses no more than the others for a while.
 */
export class Pool {
  readonly #make: () => Connection;
  /** Connections that there may be. */
  readonly size: number;
  /** Waits until the rate lets the next message begin; absent where there is no limit. */
  readonly turn: ((signal?: AbortSignal) => Promise<void>) | undefined;
  readonly #all = new Set<Connection>();
  /** The one used last is on top, so that those not needed come to rest and close. */
  readonly #free: Connection[] = [];
  readonly #waiting = new Set<Waiting>();
  /** Those whose connection was refused are served before the others. */
  readonly #waitingAgain = new Set<Waiting>();
  readonly #limit = new LearnedLimit();
  /** Those in use that the server refused, and that leave their work to others. */
  readonly #refused = new Set<Connection>();

  /** @param make makes a connection, which opens nothing yet */
  constructor(make: () => Connection, { size, rate }: PoolSettings) {
    this.#make = make;
    this.size = size;
    const limit = rate && new RateLimit(rate);
    this.turn = limit && ((signal) => limit.turn(signal));
  }

  /** Somebody waits for a connection. */
  get contended(): boolean {
    return this.#waiting.size + this.#waitingAgain.size > 0;
  }

  /** Messages under way and waiting, for each connection that there may be. */
  get load(): number {
    const waiting = this.#waiting.size + this.#waitingAgain.size;
    return (this.#all.size - this.#free.length + waiting) / this.size;
  }

  /**
   * Lends a connection for one piece of work, as soon as one is free and the rate allows. When the
   * server refuses the connection while others work, the work begins again on one of the others.
   *
   * @param rewind prepares the work for another connection; false when that is not possible
   * @throws the signal's reason when it is aborted before the work begins
   */
  async use<T>(
    work: (connection: Connection) => Promise<T>,
    signal?: AbortSignal,
    rewind: () => Promise<boolean> = async () => true,
  ): Promise<T> {
    for (let again = false; ; again = true) {
      const connection = await this.take(signal, again);
      try {
        if (!again) await this.turn?.(signal);
        return await work(connection);
      } catch (error) {
        if (!(error instanceof SurplusConnection)) throw error;
        if (!(await rewind())) throw error.error;
      } finally {
        this.give(connection);
      }
    }
  }

  /** Takes leave of the server on every connection. No work may be under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.close()));
  }

  /**
   * Lends a connection for several messages; it must come back by `give`.
   *
   * @param again the work was begun before on a connection that the server refused
   * @throws the signal's reason when it is aborted before one is free
   */
  take(signal: AbortSignal | undefined, again = false): Promise<Connection> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const connection = this.#next();
    if (connection) return Promise.resolve(connection);
    const line = again ? this.#waitingAgain : this.#waiting;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        line.delete(waiting);
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        give(connection) {
          signal?.removeEventListener("abort", abort);
          resolve(connection);
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      line.add(waiting);
    });
  }

  /** Takes a connection back. */
  give(connection: Connection): void {
    this.#refused.delete(connection);
    if (this.#all.has(connection)) {
      this.#free.push(connection);
      this.#limit.observe(this.#open);
    }
    this.#serve();
  }

  /**
   * Gives a connection up that the server refused while others work.
   *
   * @returns undefined where the failure says nothing of the kind, or no other connection works
   */
  giveUp(connection: Connection, error: SmtpError): ConnectionLimit | undefined {
    if (!mayBeSurplus(error)) return undefined;
    const others = this.#othersBeside(connection);
    if (others === 0) {
      this.#limit.lowerToNone();
      return undefined;
    }
    this.#all.delete(connection);
    for (const other of this.#free.filter(({ isOpen }) => !isOpen)) this.#remove(other);
    connection.close().catch(() => {});
    return this.#limit.lower(others);
  }

  /**
   * Returns whether other connections work, for one that the server refuses. If so, that one fails and is
   * given up; of several that are refused at the same time, the last one hears that no other works.
   */
  othersWork(connection: Connection): boolean {
    if (this.#othersBeside(connection) === 0) return false;
    this.#refused.add(connection);
    return true;
  }

  /** Connections beside this one that work, or are being opened and decide for those that wait for them. */
  #othersBeside(connection: Connection): number {
    let others = 0;
    for (const other of this.#all) {
      if (other === connection || this.#refused.has(other)) continue;
      if (other.isOpen || !this.#free.includes(other)) others += 1;
    }
    return others;
  }

  get #open(): number {
    let open = 0;
    for (const { isOpen } of this.#all) if (isOpen) open += 1;
    return open;
  }

  /** A free connection, best an open one, or another one where there may be more. */
  #next(): Connection | undefined {
    const open = this.#free.findLastIndex(({ isOpen }) => isOpen);
    if (open !== -1) return this.#free.splice(open, 1)[0];
    const room = Math.min(this.size, this.#limit.connections);
    const free = this.#free.pop();
    if (free) return free;
    if (this.#all.size >= room) return undefined;
    const made = this.#make();
    this.#all.add(made);
    return made;
  }

  /** Serves those who wait, as far as there are connections. */
  #serve(): void {
    while (this.contended) {
      const connection = this.#next();
      if (!connection) return;
      const line = this.#waitingAgain.size > 0 ? this.#waitingAgain : this.#waiting;
      const [first] = line;
      if (!first) return;
      line.delete(first);
      first.give(connection);
    }
  }

  #remove(connection: Connection): void {
    this.#all.delete(connection);
    this.#free.splice(this.#free.indexOf(connection), 1);
    connection.close().catch(() => {});
  }
}
