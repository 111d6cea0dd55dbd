/**
 * Keeps the session of a connection: opens it, runs calls one after the other, watches it while idle, and ends it.
 * `driver.ts` runs the scripts; `lifetime.ts` decides how long a connection is used.
 */

import { toConnectionError } from "../../protocol/errors/failure.ts";
import { quitAndClose } from "../../protocol/scripts/quit.ts";
import type { Script } from "../../protocol/session/effects.ts";
import {
  createSession,
  hideSecrets,
  type Session,
  type SessionConfig,
} from "../../protocol/session/session.ts";
import { closeConnection } from "../../protocol/session/wire.ts";
import type { BodyReader } from "../message/body-reader.ts";
import { CallClock, type RunningCall, toAbortError } from "./call-clock.ts";
import { withCallers } from "./callers.ts";
import { Driver, type DriverOptions } from "./driver.ts";
import type { Lessons } from "./lessons.ts";
import type { Lifetime } from "./lifetime.ts";
import type { Feed, Run } from "./run.ts";
import { Mutex } from "./wait-queue.ts";

/** The work of a call. */
export interface Work<T> {
  readonly script: (session: Session) => Script<T>;
  readonly body?: BodyReader;
  readonly feed?: Feed;
  /** Called when the call's turn comes. */
  readonly onStart?: () => void;
  readonly onResult?: (result: T) => void;
  /** Returns the error that the call fails with. */
  readonly toError?: (error: unknown) => unknown;
}

/** The options of a keeper. */
export interface KeeperOptions {
  readonly config: SessionConfig;
  readonly driver: Omit<DriverOptions, "hide" | "onUnaskedData">;
  readonly lifetime: Lifetime;
  readonly lessons: Lessons;
  /** Creates the error of a call after `close`. */
  readonly toClosedError: () => Error;
}

/** Keeps one session. The next call opens a session again that was lost or has been used long enough. */
export class SessionKeeper {
  /** The current session, once it is needed. */
  #session: Session | undefined;
  readonly #options: KeeperOptions;
  readonly #driver: Driver;
  readonly #lifetime: Lifetime;
  readonly #lessons: Lessons;
  readonly #mutex = new Mutex();
  #roundTripsBefore = 0;
  #isIdle = false;
  /** Limits the wait for a running QUIT, for a call behind it. */
  #limitQuit: (() => void) | undefined;
  #closed = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#driver = new Driver({
      ...options.driver,
      hide: (line) => hideSecrets(this.session, line),
      onUnaskedData: () => this.#onUnaskedData(),
    });
    this.#lifetime = options.lifetime;
    this.#lessons = options.lessons;
  }

  /** The current session; before the first call, a new one without any knowledge. */
  get session(): Session {
    this.#session ??= createSession(this.#options.config);
    return this.#session;
  }

  /** Whether the next call can use the connection. */
  get isOpen(): boolean {
    const session = this.#session;
    return (
      session?.connection.open === true &&
      !session.connection.unusable &&
      !this.#driver.hasUnexpectedData
    );
  }

  /** Round trips of the last call, whatever its outcome. */
  get lastRoundTrips(): number {
    return this.session.meter.total - this.#roundTripsBefore;
  }

  /** Waits for running calls, sends QUIT and closes. May be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#isIdle = false;
    const turn = this.#mutex.acquire();
    if (turn) await turn;
    await this.#driver.drive(quitAndClose(this.session), { isLast: true });
    await this.#lessons.waitForWrites();
  }

  /** Runs one call at a time, because a session is one dialogue. A call may end while it waits for its turn. */
  async call<T>(running: RunningCall, work: Work<T>): Promise<T> {
    if (this.#closed) throw this.#options.toClosedError();
    this.#limitQuit?.();
    const { total } = this.#options.driver.timeouts;
    const clock = running.timed ? undefined : new CallClock(total, running.signal);
    const { signal } = clock ?? running;
    let hasTurn = false;
    try {
      if (signal?.aborted) throw toConnectionError(this.session, toAbortError(signal), "ready");
      const turn = this.#mutex.acquire(signal);
      if (turn)
        await turn.catch(() =>
          Promise.reject(toConnectionError(this.session, toAbortError(signal), "ready")),
        );
      hasTurn = true;
      work.onStart?.();
      const preparing = this.#prepare(signal);
      if (preparing) await preparing;
      this.#roundTripsBefore = this.session.meter.total;
      const { body, feed } = work;
      const result = await this.#driver.drive(work.script(this.session), { body, feed, signal });
      this.#finishCall();
      work.onResult?.(result);
      return result;
    } catch (error) {
      if (hasTurn) this.#finishCall();
      throw withCallers(hasTurn && work.toError ? work.toError(error) : error);
    } finally {
      if (hasTurn) this.#mutex.release();
      clock?.stop();
    }
  }

  /** Makes sure that the session can be used, or creates a new one. Returns a promise if that takes time. */
  #prepare(signal: AbortSignal | undefined): Promise<void> | undefined {
    this.#isIdle = false;
    const session = this.#session;
    if (!session) return this.#replaceSession(undefined, signal);
    if (this.#driver.hasUnexpectedData) session.connection.unusable = true;
    const usable = session.connection.open ? this.#driver.isUsable(signal) : undefined;
    const now = Date.now();
    const isFresh =
      !this.#lifetime.isStale(now) && !this.#lifetime.isOver(session.connection.messagesSent, now);
    if (session.connection.open && !usable && isFresh) return undefined;
    return this.#replaceSession(usable, signal);
  }

  async #replaceSession(
    usable: Promise<boolean> | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (usable && !(await usable)) {
      this.session.connection.unusable = true;
      await this.#driver.drive(closeConnection(this.session, "it belongs to another request"));
    }
    if (this.#session?.connection.open && this.#lifetime.isStale())
      await this.#driver.drive(closeConnection(this.session, "it rested for too long"));
    if (this.#isOver)
      await this.#driver.drive(quitAndClose(this.session, "it has served long enough"));
    if (!this.#session?.connection.open) {
      const recalled = await this.#lessons.recall(signal);
      this.#session = createSession({ ...this.#options.config, ...recalled });
      this.#lifetime.start();
    }
  }

  /**
   * Finishes a call after its script. Does not throw, so the call's outcome stays valid whatever the transport does
   * now.
   */
  #finishCall(): void {
    const now = Date.now();
    // A call without data from the server proves nothing about the connection.
    if (this.#driver.takeHasReceived()) this.#lifetime.recordUse(now);
    this.#lessons.learn(this.session, now);
    if (!this.session.connection.open) return;
    try {
      this.#watchIdle(now);
    } catch {
      this.session.connection.unusable = true;
    }
  }

  /** Closes an idle connection automatically, which does not keep the process alive meanwhile. */
  #watchIdle(now: number): void {
    this.#isIdle = true;
    this.#driver.watchIdle(this.#closed ? undefined : this.#lifetime.idleLeft(now), this.#onIdle);
  }

  readonly #onIdle = (): void => {
    if (this.#isIdle) void this.#quit(() => this.#isIdle);
  };

  /**
   * Sends QUIT when its turn comes, with no call behind it. A call that begins meanwhile waits no longer than it
   * would for its own QUIT.
   *
   * @param isDue whether QUIT is still wanted when its turn comes
   */
  async #quit(isDue: () => boolean, why?: string): Promise<void> {
    if (this.#closed) return;
    const turn = this.#mutex.acquire();
    if (turn) await turn;
    const hurry = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.#limitQuit = () => {
      timer ??= setTimeout(() => hurry.abort(), this.#driver.quitTimeout);
    };
    try {
      const run: Run = { isLast: true, signal: hurry.signal };
      if (isDue()) await this.#driver.drive(quitAndClose(this.session, why), run);
    } catch {
      // Nobody waits for the result.
    } finally {
      this.#limitQuit = undefined;
      clearTimeout(timer);
      this.#mutex.release();
    }
  }

  /**
   * Closes the connection if the server sends unexpected data, usually 421 and a close. The next call connects again.
   */
  #onUnaskedData(): void {
    if (!this.#isIdle || !this.#driver.hasUnexpectedData) return;
    const isDue = (): boolean => {
      if (!this.session.connection.open || !this.#driver.hasUnexpectedData) return false;
      this.session.connection.unusable = true;
      return true;
    };
    void this.#quit(isDue, "the server ended it");
  }

  get #isOver(): boolean {
    const session = this.#session;
    return (
      session?.connection.open === true && this.#lifetime.isOver(session.connection.messagesSent)
    );
  }
}
