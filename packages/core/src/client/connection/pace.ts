/**
 * Lets the event loop run during work that never waits for it.
 *
 * A source and a connection that both respond at once continue by microtasks only. Timers, signals, replies and the
 * rest of the process would wait until the work is done.
 */

/** Milliseconds of work after which the event loop runs. */
const LONGEST_WORK = 25;

/** Steps after which the event loop runs: on Cloudflare Workers the clock stops between I/O. */
const MOST_STEPS = 1_000;

/** Counts the steps of one piece of work, and their time. */
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
   * @returns a promise that resolves after the event loop has run, if that is due
   */
  pause(now: number = performance.now()): Promise<void> | undefined {
    this.#began ??= now;
    this.#steps += 1;
    if (now - this.#began < LONGEST_WORK && this.#steps < MOST_STEPS) return undefined;
    this.#began = now;
    this.#steps = 0;
    return new Promise(runLater);
  }

  /** Counts an empty piece of a source; for other pieces, the write already waits. */
  pauseIfEmpty(piece: unknown): Promise<void> | undefined {
    return (piece as { length?: unknown } | undefined)?.length === 0 ? this.pause() : undefined;
  }
}

/** The original functions: a framework's fake timers would stop a message until a test moves the clock. */
const { setImmediate, setTimeout } = globalThis as {
  setImmediate?: (call: () => void) => unknown;
  setTimeout: (call: () => void, milliseconds: number) => unknown;
};

/** Calls a function after the event loop has run. `setTimeout` waits longer, but exists on every runtime. */
function runLater(call: () => void): void {
  if (setImmediate) setImmediate(call);
  else setTimeout(call, 0);
}
