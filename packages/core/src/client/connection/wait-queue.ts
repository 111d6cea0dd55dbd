/** A queue of calls that wait for something, served in the order of their arrival. */
export class WaitQueue<T> {
  readonly #waiting = new Set<(given: T) => void>();

  /** Number of waiting calls. */
  get length(): number {
    return this.#waiting.size;
  }

  /**
   * Waits until `serve` is called with a value.
   *
   * @throws the signal's reason if the signal fires first
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

  /** Gives a value to the first waiting call. Returns `false` if no call waits. */
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
   * Takes the next turn, which `release` ends.
   *
   * @returns a promise if another call must end first; it rejects with the signal's reason if the signal fires before
   */
  acquire(signal?: AbortSignal): Promise<void> | undefined {
    if (this.#isTaken) return this.#queue.wait(signal);
    this.#isTaken = true;
    return undefined;
  }

  /** Ends the current turn. */
  release(): void {
    if (!this.#queue.serve()) this.#isTaken = false;
  }
}
