/**
 * Decides how long a connection is used, by idle time, age and number of messages. The timers are in `call-wait.ts`.
 */

/** Milliseconds of idle time after which a connection may be closed without notice. */
const STALE_AFTER_MS = 1_000;

/** Limits for the use of a connection. */
export interface ConnectionLimits {
  /** Milliseconds without data from the server after which the client sends QUIT; absent: never. */
  readonly idle?: number;
  /** Milliseconds after opening from which the connection sends no further message. */
  readonly age?: number;
  /** Number of messages that one connection sends. */
  readonly messages?: number;
}

/** The age of the current connection. Times are in milliseconds since 1970. */
export class Lifetime {
  readonly #idle: number;
  readonly #age: number;
  readonly #messages: number;
  #openedAt = 0;
  /** When data last arrived from the server. Writing proves nothing: the connection may be dead. */
  #lastUsedAt = 0;

  constructor({ idle, age, messages }: ConnectionLimits) {
    this.#idle = idle ?? Number.POSITIVE_INFINITY;
    this.#age = age ?? Number.POSITIVE_INFINITY;
    this.#messages = messages ?? Number.POSITIVE_INFINITY;
  }

  /** Starts a new connection. */
  start(): void {
    this.#openedAt = Date.now();
    this.#lastUsedAt = this.#openedAt;
  }

  /** Records that data arrived from the server. */
  recordUse(now: number): void {
    this.#lastUsedAt = now;
  }

  /** Milliseconds until the connection is closed for being idle. */
  idleLeft(now: number): number {
    // A clock that was set back must not make the time longer.
    return this.#idle - Math.max(0, now - this.#lastUsedAt);
  }

  /** Whether the connection was idle for so long that it may have been closed without notice. */
  get wasIdle(): boolean {
    return Date.now() - this.#lastUsedAt > STALE_AFTER_MS;
  }

  /**
   * Returns whether the timer that closes an idle connection did not fire in time, as on a suspended machine or in a
   * frozen function. It is then unknown whether the connection still exists, and the client would wait for the reply
   * to QUIT in vain.
   */
  isStale(now: number = Date.now()): boolean {
    const idleFor = now - this.#lastUsedAt;
    // A busy connection that is old enough is closed after QUIT, as usual.
    const frozen = now - this.#openedAt >= this.#age && idleFor > STALE_AFTER_MS;
    return idleFor > this.#idle || frozen;
  }

  /** Returns whether a connection has carried enough messages, or is old enough, to be replaced. */
  isOver(carried: number, now: number = Date.now()): boolean {
    return carried >= this.#messages || now - this.#openedAt >= this.#age;
  }
}
