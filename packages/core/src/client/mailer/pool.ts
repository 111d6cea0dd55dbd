/**
 * Lends the connections to one server, one message at a time. A connection opens and closes itself; the pool decides
 * whose turn it is, and how many connections there are.
 */
import type { SmtpError } from "../../protocol/errors/errors.ts";
import type { Connection } from "../connection/connection.ts";
import { WaitQueue } from "../connection/wait-queue.ts";
import { type ConnectionLimit, LearnedLimit, mayBeSurplus } from "./connection-limit.ts";
import type { PoolSettings } from "./pool-options.ts";
import { RateLimit } from "./rate.ts";

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
  readonly waitForRate: ((signal?: AbortSignal) => Promise<void>) | undefined;
  readonly #all = new Set<Connection>();
  /** The one used last is on top, so that those not needed come to rest and close. */
  readonly #free: Connection[] = [];
  readonly #waiting = new WaitQueue<Connection>();
  /** Those whose connection was refused are served before the others. */
  readonly #waitingAgain = new WaitQueue<Connection>();
  readonly #limit = new LearnedLimit();
  /** Those in use that the server refused, and that leave their work to others. */
  readonly #refused = new Set<Connection>();

  /** @param make makes a connection, which opens nothing yet */
  constructor(make: () => Connection, { size, rate }: PoolSettings) {
    this.#make = make;
    this.size = size;
    const limit = rate && new RateLimit(rate);
    this.waitForRate = limit && ((signal) => limit.turn(signal));
  }

  /** Somebody waits for a connection. */
  get hasWaiters(): boolean {
    return this.#waiting.length + this.#waitingAgain.length > 0;
  }

  /** Messages under way and waiting, for each connection that there may be. */
  get load(): number {
    const waiting = this.#waiting.length + this.#waitingAgain.length;
    return (this.#all.size - this.#free.length + waiting) / this.size;
  }

  /** Sends QUIT on every connection. No work may be under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.close()));
  }

  /**
   * Lends a connection, which must come back by `give`.
   *
   * @param again the work was begun before on a connection that the server refused
   * @returns a promise where none is free
   * @throws the signal's reason when it is aborted before one is free
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

  // Made once, and not for each message.
  readonly #countOpen = (): number => {
    let open = 0;
    for (const { isOpen } of this.#all) if (isOpen) open += 1;
    return open;
  };

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
