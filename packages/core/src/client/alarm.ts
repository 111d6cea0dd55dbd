/**
 * One timer for many waits that follow each other.
 *
 * Most waits end long before their deadline, so setting a timer for each would be
 * done to clear it again. Here a timer that is set stays, and when it goes off too
 * early for the wait of the moment it is set anew.
 */
import { LONGEST_TIMER } from "./wait.ts";

/** Rings once for whoever set it last. */
export class Alarm {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer goes off, and when it should ring; by a clock that nobody can set back. */
  #goesOff = 0;
  #deadline = 0;
  #ring: (() => void) | undefined;

  /**
   * @param milliseconds from now on; none or less: at the next turn of the event loop
   * @param ring called when that time is over, unless it was called off
   */
  set(milliseconds: number, ring: () => void): void {
    this.#deadline = performance.now() + Math.max(0, milliseconds);
    this.#ring = ring;
    if (this.#timer === undefined || this.#deadline < this.#goesOff) this.#start();
  }

  /** Nothing is waited for now. */
  callOff(): void {
    this.#ring = undefined;
  }

  /** As above, and no timer is left that would keep a process alive. */
  stop(): void {
    this.#ring = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #start(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    // A moment has passed since the deadline was set, and Node and Bun warn of negative times.
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
  }
}
