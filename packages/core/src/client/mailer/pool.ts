/**
 * Lends the connections to one server, one message at a time. Connections open and close themselves
 * (`connection/session-keeper.ts`); the pool decides which call is next, and how many connections there are.
 */
import type { SmtpError } from "../../protocol/errors/errors.ts";
import type { Connection } from "../connection/connection.ts";
import { WaitQueue } from "../connection/wait-queue.ts";
import { type ConnectionLimit, LearnedLimit, mayBeSurplus } from "./connection-limit.ts";
import type { PoolSettings } from "./pool-options.ts";
import { RateLimit } from "./rate.ts";

/**
 * A pool of connections to one server. A connection opens when it is first used, sends QUIT and closes after its idle
 * time, age or number of messages, and opens again when needed.
 *
 * If the server refuses a connection while others work, the pool stops using that one, and for a while uses no more
 * connections than work.
 */
export class Pool {
  readonly #make: () => Connection;
  /** The most connections. */
  readonly size: number;
  /** Waits until the rate limit allows the next message; absent if there is no limit. */
  readonly waitForRate: ((signal?: AbortSignal) => Promise<void>) | undefined;
  readonly #all = new Set<Connection>();
  /**
   * Free connections. The one used last is on top, so that connections which are not needed become idle and close.
   */
  readonly #free: Connection[] = [];
  readonly #waiting = new WaitQueue<Connection>();
  /** Calls whose connection was refused are served before the others. */
  readonly #waitingAgain = new WaitQueue<Connection>();
  readonly #limit = new LearnedLimit();
  /** Connections in use that the server refused. Other connections take over their work. */
  readonly #refused = new Set<Connection>();

  /** @param make creates a connection, which opens nothing yet */
  constructor(make: () => Connection, { size, rate }: PoolSettings) {
    this.#make = make;
    this.size = size;
    const limit = rate && new RateLimit(rate);
    this.waitForRate = limit && ((signal) => limit.turn(signal));
  }

  /** Whether a call waits for a connection. */
  get hasWaiters(): boolean {
    return this.#waiting.length + this.#waitingAgain.length > 0;
  }

  /** Running and waiting messages per possible connection. */
  get load(): number {
    const waiting = this.#waiting.length + this.#waitingAgain.length;
    return (this.#all.size - this.#free.length + waiting) / this.size;
  }

  /** Sends QUIT on every connection. No call may be running. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.close()));
  }

  /**
   * Lends a connection, which `release` must return.
   *
   * @param again whether the work was already begun on a connection that the server refused
   * @returns a promise if no connection is free
   * @throws the signal's reason if the signal fires before a connection is free
   */
  acquire(signal: AbortSignal | undefined, again = false): Connection | Promise<Connection> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return this.#next() ?? (again ? this.#waitingAgain : this.#waiting).wait(signal);
  }

  /** Takes a connection back. */
  release(connection: Connection): void {
    this.#refused.delete(connection);
    if (this.#all.has(connection)) {
      this.#free.push(connection);
      this.#limit.observe(this.#countOpen);
    }
    this.#serve();
  }

  /**
   * Stops using a connection that the server refused while others work.
   *
   * @returns undefined if the failure does not mean a limit, or no other connection works
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
   * Returns whether other connections work, for a connection that the server refused. If so, that connection is no
   * longer used. If several are refused at the same time, the last one gets false.
   */
  othersWork(connection: Connection): boolean {
    if (this.#othersBeside(connection) === 0) return false;
    this.#refused.add(connection);
    return true;
  }

  /** Counts the other connections that work, or are being opened and decide for those that wait for them. */
  #othersBeside(connection: Connection): number {
    let others = 0;
    for (const other of this.#all) {
      if (other === connection || this.#refused.has(other)) continue;
      if (other.isOpen || !this.#free.includes(other)) others += 1;
    }
    return others;
  }

  // Created once, not for each message.
  readonly #countOpen = (): number => {
    let open = 0;
    for (const { isOpen } of this.#all) if (isOpen) open += 1;
    return open;
  };

  /** Returns a free connection, preferably an open one, or a new one if the limit allows it. */
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

  /** Serves waiting calls, as long as connections are free. */
  #serve(): void {
    while (this.hasWaiters) {
      const connection = this.#next();
      if (!connection) return;
      if (!this.#waitingAgain.serve(connection)) this.#waiting.serve(connection);
    }
  }

  #remove(connection: Connection): void {
    this.#all.delete(connection);
    this.#free.splice(this.#free.indexOf(connection), 1);
    connection.close().catch(() => {});
  }
}
