/**
 * One timer for many deadlines that follow each other.
 *
 * Most waits end long before their deadline, so setting a timer for each wait would be wasted work. Here a timer
 * stays set, and is set again if it fires too early for the current wait.
 */
import { LONGEST_TIMER, refTimer, unrefTimer } from "./wait.ts";

/** Calls the last function that was set, once. */
export class DeadlineTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer fires, and the deadline; by a monotonic clock. */
  #goesOff = 0;
  #deadline = 0;
  #ring: (() => void) | undefined;
  #isIdle = false;

  /**
   * @param deadline by `performance.now()`; a deadline in the past fires at the next turn of the event loop
   * @param ring called at the deadline, unless it was cancelled
   */
  set(deadline: number, ring: () => void): void {
    this.#deadline = deadline;
    this.#ring = ring;
    if (this.#timer === undefined || deadline < this.#goesOff) this.#start();
  }

  /** Cancels the deadline. The timer stays set for the next one. */
  cancel(): void {
    this.#ring = undefined;
  }

  /** Sets whether the timer is idle: an idle timer does not keep the process alive. */
  setIdle(idle: boolean): void {
    if (idle === this.#isIdle) return;
    this.#isIdle = idle;
    if (idle) unrefTimer(this.#timer);
    else refTimer(this.#timer);
  }

  /** Cancels the deadline and clears the timer. */
  stop(): void {
    this.#ring = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #start(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    // Node and Bun warn about negative times.
    const rest = Math.max(0, Math.min(this.#deadline - now, LONGEST_TIMER));
    this.#goesOff = now + rest;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#ring) return;
      if (performance.now() < this.#deadline) return this.#start();
      const ring = this.#ring;
      this.#ring = undefined;
      ring();
    }, rest);
    if (this.#isIdle) unrefTimer(this.#timer);
  }
}
