/** The current wait of a script: for one thing, until it arrives, its deadline is over, or the signal fires. */

import { TransportError } from "../../protocol/errors/transport-error.ts";
import type { TimeoutName } from "../../protocol/session/effects.ts";
import { DeadlineTimer } from "./alarm.ts";
import { expired, toAbortError } from "./call-clock.ts";

const WAITING: Readonly<Record<TimeoutName, string>> = {
  connect: "the connection",
  silence: "the first byte of the greeting",
  greeting: "the greeting",
  ehlo: "the answer to EHLO",
  tls: "the TLS handshake",
  auth: "authentication",
  mail: "the answer to MAIL",
  rcpt: "the answer to RCPT",
  data: "the answer to DATA or BDAT",
  content: "more of the message, or room for it",
  final: "the answer to the message",
  command: "the answer",
  quit: "the answer to QUIT",
};

/** The waits of a connection. All waits of a call share one timer and one listener. */
export class CallWait {
  readonly #alarm = new DeadlineTimer();
  readonly #total: number | undefined;
  #signal: AbortSignal | undefined;
  /** The deadline of the current message, if each of many messages has its own. */
  #deadline = Number.POSITIVE_INFINITY;
  #wait: TimeoutName = "command";
  #startedAt = 0;
  #due = 0;
  #fail: ((error: TransportError) => void) | undefined;

  /** @param total milliseconds that one of many messages may take; absent: no limit */
  constructor(total: number | undefined) {
    this.#total = total;
  }

  /** Begins a call, which the signal can end. */
  startCall(signal: AbortSignal | undefined): void {
    this.#alarm.cancel();
    this.#alarm.setIdle(false);
    this.#deadline = Number.POSITIVE_INFINITY;
    this.#signal = signal;
    signal?.addEventListener("abort", this.#onAbort);
  }

  /** Begins one of many messages, each of which may take the whole time. */
  startMessage(): void {
    if (this.#total !== undefined) this.#deadline = performance.now() + this.#total;
  }

  /** Ends the call. Its timer stays for the next call, without keeping the process alive. */
  endCall(): void {
    this.endWait();
    this.#alarm.setIdle(true);
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#signal = undefined;
  }

  /** Calls a function after this many idle milliseconds, unless a call begins before. */
  setIdleTimer(milliseconds: number, then: () => void): void {
    this.#alarm.set(performance.now() + milliseconds, then);
  }

  /** Removes the timer. */
  stop(): void {
    this.#alarm.stop();
  }

  /**
   * Begins a wait, which replaces the previous one.
   *
   * @param from when the wait began; `ends`: its deadline; both by `performance.now()`
   * @param fail called when the deadline is over or the signal fires
   * @throws {TransportError} if the signal has fired
   */
  startWait(
    wait: TimeoutName,
    from: number,
    ends: number,
    fail: (error: TransportError) => void,
  ): void {
    if (this.#signal?.aborted) throw toAbortError(this.#signal);
    this.#wait = wait;
    this.#startedAt = from;
    this.#due = ends;
    this.#fail = fail;
    this.#alarm.set(Math.min(ends, this.#deadline), this.#onDeadline);
  }

  /** Ends the wait: its result has arrived. */
  endWait(): void {
    this.#fail = undefined;
    this.#alarm.cancel();
  }

  /** Waits for work. The work itself continues after a failure. */
  race<T>(work: Promise<T>, wait: TimeoutName, from: number, ends: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const over = (): void => {
        if (this.#fail === reject) this.endWait();
      };
      work.then(
        (value) => {
          over();
          resolve(value);
        },
        (error: unknown) => {
          over();
          reject(error);
        },
      );
      this.startWait(wait, from, ends, reject);
    });
  }

  readonly #onAbort = (): void => this.#failWait(() => toAbortError(this.#signal));
  readonly #onDeadline = (): void => this.#failWait(() => this.#toTimeoutError());

  #failWait(why: () => TransportError): void {
    const fail = this.#fail;
    if (!fail) return;
    this.endWait();
    fail(why());
  }

  #toTimeoutError(): TransportError {
    if (this.#deadline < this.#due && this.#total !== undefined) return expired(this.#total);
    const waited = Math.round(this.#due - this.#startedAt);
    return new TransportError("timeout", `Waited ${waited} ms for ${WAITING[this.#wait]}.`);
  }
}
