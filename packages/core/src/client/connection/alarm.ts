/**
 * One timer for many waits that follow each other.
 *
 * Most waits end long before their deadline, so setting a timer for each would be
 * done to clear it again. Here a timer that is set stays, and when it goes off too
 * early for the wait of the moment it is set anew.
 */
import { LONGEST_TIMER, refTimer, unrefTimer } from "./wait.ts";

/** Calls the function that was set last, once. */
export class DeadlineTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer goes off, and when it should ring; by a clock that nobody can set back. */
  #goesOff = 0;
  #deadline = 0;
  #ring: (() => void) | undefined;
  #isIdle = false;

  /**
   * @param deadline by `performance.now()`; one that is over: at the next turn of the event loop
   * @param ring called then, unless it was called off
   */
  set(deadline: number, ring: () => void): void {
    this.#deadline = deadline;
    this.#ring = ring;
    if (this.#timer === undefined || deadline < this.#goesOff) this.#start();
  }

  /** Nothing is waited for now. */
  cancel(): void {
    this.#ring = undefined;
  }

  /** Says whether nobody waits: then the timer does not keep the process alive. */
  setIdle(idle: boolean): void {
    if (idle === this.#isIdle) return;
    this.#isIdle = idle;
    if (idle) unrefTimer(this.#timer);
    else refTimer(this.#timer);
  }

  /** Calls off what was set, and leaves no timer behind. */
  stop(): void {
    this.#ring = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #start(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    // Node and Bun warn of negative times.
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
