/** Bounds the work of others by a deadline and a signal. */
import { unlessAborted } from "../client/connection/call-clock.ts";
import { OAuth2Error, type OAuth2ErrorDetails } from "./error.ts";

/** What ends the work. */
export interface Deadline {
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** Who has to act when the time is over, and the sentences that say so. */
  readonly responsible: OAuth2ErrorDetails["responsible"];
  readonly late: string;
}

/**
 * Runs something that may never end.
 *
 * @param work is given a signal that fires when the work is no longer wanted
 * @throws {OAuth2Error} TIMEOUT or ABORTED; else what `work` throws
 */
export async function runWithDeadline<T>(
  { timeout, signal, responsible, late }: Deadline,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfAborted(signal);
  const ending = new AbortController();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    ending.abort();
  }, timeout);
  const abort = (): void => ending.abort();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await unlessAborted(work(ending.signal), ending.signal);
  } catch (error) {
    throwIfAborted(signal);
    if (!expired) throw error;
    throw new OAuth2Error(late, { code: "TIMEOUT", responsible, retry: "later" });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Throws if the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new OAuth2Error("The request for an access token was aborted by an AbortSignal.", {
    code: "ABORTED",
    responsible: "developer",
    retry: "later",
  });
}
