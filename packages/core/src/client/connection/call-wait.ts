/** What a script waits for: one thing at a time, until it comes, its deadline is over or the signal fires. */

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

/** The present wait of a connection. One alarm and one listener serve all waits of a call. */
export class CallWait {
  readonly #alarm = new DeadlineTimer();
  readonly #total: number | undefined;
  #signal: AbortSignal | undefined;
  /** When the message of the moment must be done, where each of many has a time of its own. */
  #deadline = Number.POSITIVE_INFINITY;
  #wait: TimeoutName = "command";
  #startedAt = 0;
  #due = 0;
  #fail: ((error: TransportError) => void) | undefined;

  /** @param total milliseconds that one of many messages may take; absent: as long as it takes */
  constructor(total: number | undefined) {
    this.#total = total;
  }

  /** Begins a call, which the signal ends. */
  startCall(signal: AbortSignal | undefined): void {
    this.#alarm.cancel();
    this.#alarm.setIdle(false);
    this.#deadline = Number.POSITIVE_INFINITY;
    this.#signal = signal;
    signal?.addEventListener("abort", this.#onAbort);
  }

  /** Begins one of many messages, each of which has the whole time. */
  startMessage(): void {
    if (this.#total !== undefined) this.#deadline = performance.now() + this.#total;
  }

  /** Ends the call. Its timer stays for the next one, without keeping the process alive. */
  endCall(): void {
    this.endWait();
    this.#alarm.setIdle(true);
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#signal = undefined;
  }

  /** Calls a function when the connection has rested for so many milliseconds, unless a call begins before. */
  setIdleTimer(milliseconds: number, then: () => void): void {
    this.#alarm.set(performance.now() + milliseconds, then);
  }

  /** Leaves no timer behind. */
  stop(): void {
    this.#alarm.stop();
  }

  /**
   * Begins a wait, which takes the place of the one before.
   *
   * @param from when it began, and `ends` when it must be over, by `performance.now()`
   * @param fail called when its deadline is over or the signal fires
   * @throws {TransportError} when the signal has fired
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

  /** What was waited for is there. */
  endWait(): void {
    this.#fail = undefined;
    this.#alarm.cancel();
  }

  /** Waits for work; the work itself is left to its own end. */
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
