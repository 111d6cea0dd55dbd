/** The longest timer in milliseconds: a longer one fires at once on every runtime. */
export const LONGEST_TIMER = 2_147_483_647;

/** Waits this many milliseconds; rejects with the signal's reason if the signal fires first. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  if (!(milliseconds > 0)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      },
      Math.min(milliseconds, LONGEST_TIMER),
    );
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Makes a timer keep the process alive again, after `unrefTimer`. */
export function refTimer(timer: unknown): void {
  if (typeof timer === "object" && timer !== null && "ref" in timer) {
    (timer as { ref(): void }).ref();
  }
}

/**
 * Lets the process end although a timer is set, if the runtime can do that: on Node, Bun and Deno, timers are
 * objects.
 */
export function unrefTimer(timer: unknown): void {
  if (typeof timer === "object" && timer !== null && "unref" in timer) {
    (timer as { unref(): void }).unref();
  }
}
