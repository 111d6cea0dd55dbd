/**
 * Lets the event loop run during work that never waits for it.
 *
 * A source that gives its pieces at once, and a connection that takes them at once, go on by microtasks alone.
 * Timers, signals, replies and the rest of the process would wait until the work is done.
 */

/** Milliseconds of work after which the event loop runs. */
const LONGEST_WORK = 25;

/** Steps after which the event loop runs: on Cloudflare Workers the clock stands still between I/O. */
const MOST_STEPS = 1_000;

/** Counts the steps of one piece of work, and the time that they take. */
export class Pace {
  #began: number | undefined;
  #steps = 0;

  /** Begins new work. */
  restart(): void {
    this.#began = undefined;
    this.#steps = 0;
  }

  /**
   * Counts a step.
   *
   * @param now by `performance.now()`
   * @returns a promise that resolves when the event loop has run, where that is due
   */
  pause(now: number = performance.now()): Promise<void> | undefined {
    this.#began ??= now;
    this.#steps += 1;
    if (now - this.#began < LONGEST_WORK && this.#steps < MOST_STEPS) return undefined;
    this.#began = now;
    this.#steps = 0;
    return new Promise(runLater);
  }

  /** Counts a piece that a source gave, if the piece is empty: others are waited for when they are written. */
  pauseIfEmpty(piece: unknown): Promise<void> | undefined {
    return (piece as { length?: unknown } | undefined)?.length === 0 ? this.pause() : undefined;
  }
}

/** As they were at first: a framework's fake timers would hold up a message until a test moves the clock. */
const { setImmediate, setTimeout } = globalThis as {
  setImmediate?: (call: () => void) => unknown;
  setTimeout: (call: () => void, milliseconds: number) => unknown;
};

/** Calls a function once the event loop has run. `setTimeout` waits for longer, but exists on every runtime. */
function runLater(call: () => void): void {
  if (setImmediate) setImmediate(call);
  else setTimeout(call, 0);
}
