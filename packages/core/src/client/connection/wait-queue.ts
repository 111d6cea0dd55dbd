/** Those who wait for something, served in the order in which they came. */
export class WaitQueue<T> {
  readonly #waiting = new Set<(given: T) => void>();

  /** How many wait. */
  get length(): number {
    return this.#waiting.size;
  }

  /**
   * Waits until `serve` gives something.
   *
   * @throws the signal's reason when it fires first
   */
  wait(signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const take = (given: T): void => {
        signal?.removeEventListener("abort", leave);
        resolve(given);
      };
      const leave = (): void => {
        this.#waiting.delete(take);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.add(take);
    });
  }

  /** Gives something to the first who waits. Returns `false` where nobody does. */
  serve(given: T): boolean {
    for (const take of this.#waiting) {
      this.#waiting.delete(take);
      take(given);
      return true;
    }
    return false;
  }
}

/** Lets one call at a time use something. */
export class Mutex {
  readonly #queue = new WaitQueue<void>();
  #isTaken = false;

  /**
   * Takes the next turn, which `end` gives back.
   *
   * @returns a promise where another call must end first; it rejects with the signal's reason when that fires before
   */
  acquire(signal?: AbortSignal): Promise<void> | undefined {
    if (this.#isTaken) return this.#queue.wait(signal);
    this.#isTaken = true;
    return undefined;
  }

  /** Ends the present turn. */
  release(): void {
    if (!this.#queue.serve()) this.#isTaken = false;
  }
}
