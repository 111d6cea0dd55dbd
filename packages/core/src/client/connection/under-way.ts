/** Calls that have begun and not ended. */
export class UnderWay {
  #count = 0;
  #settled: (() => void)[] = [];

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    for (const resolve of this.#settled) resolve();
    this.#settled = [];
  }

  /** Waits until none is under way. */
  settled(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#settled.push(resolve));
  }
}
