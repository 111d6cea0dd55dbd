/** How long a connection is used: idle time, age and number of messages. */

/** Milliseconds without use after which a connection may be dead without our knowing. */
const STALE_AFTER_MS = 1_000;

/** How long a connection is used. */
export interface ConnectionLimits {
  /** Milliseconds without a byte from the server after which the client sends QUIT; absent: never. */
  readonly idle?: number;
  /** Milliseconds since it was opened after which it carries no further message. */
  readonly age?: number;
  /** Messages that one connection carries. */
  readonly messages?: number;
}

/** The age of the present connection. Times are in milliseconds since 1970. */
export class Lifetime {
  readonly #idle: number;
  readonly #age: number;
  readonly #messages: number;
  #openedAt = 0;
  /** When the server was last heard. What is only written shows nothing: the connection may be dead. */
  #lastUsedAt = 0;

  constructor({ idle, age, messages }: ConnectionLimits) {
    this.#idle = idle ?? Number.POSITIVE_INFINITY;
    this.#age = age ?? Number.POSITIVE_INFINITY;
    this.#messages = messages ?? Number.POSITIVE_INFINITY;
  }

  /** A new connection begins. */
  start(): void {
    this.#openedAt = Date.now();
    this.#lastUsedAt = this.#openedAt;
  }

  /** The server was heard until now. */
  recordUse(now: number): void {
    this.#lastUsedAt = now;
  }

  /** Milliseconds of further rest after which the connection is closed. */
  idleLeft(now: number): number {
    // A clock that was set back must not lengthen it.
    return this.#idle - Math.max(0, now - this.#lastUsedAt);
  }

  /** It rested for so long that it may have been closed without our knowing. */
  get wasIdle(): boolean {
    return Date.now() - this.#lastUsedAt > STALE_AFTER_MS;
  }

  /**
   * The timer that ends a resting connection did not fire in time, such as on a suspended machine or in a
   * frozen function: nobody knows whether the connection still exists, and QUIT would only be waited for.
   */
  isStale(now: number = Date.now()): boolean {
    const rested = now - this.#lastUsedAt;
    // A busy connection that is old enough is closed after QUIT, as usual.
    const frozen = now - this.#openedAt >= this.#age && rested > STALE_AFTER_MS;
    return rested > this.#idle || frozen;
  }

  /** A connection that has carried so many messages, or is old enough, makes room for a fresh one. */
  isOver(carried: number, now: number = Date.now()): boolean {
    return carried >= this.#messages || now - this.#openedAt >= this.#age;
  }
}
