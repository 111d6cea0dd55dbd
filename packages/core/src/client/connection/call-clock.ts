/**
 * The deadline of one call (`timeouts.total`) and its AbortSignal. The time runs from the call on: waiting for a
 * connection, a rate limit, a token or a store counts too. The deadlines of single replies are in `waiting.ts`.
 */
import { TransportError } from "../../protocol/errors/transport-error.ts";
import { LONGEST_TIMER } from "./wait.ts";

/** Options of every call. */
export interface CallOptions {
  /** Stops the call, also while it waits for its turn. The error says what the call was doing. */
  readonly signal?: AbortSignal;
}

/** @internal Shared by the parts of a call: its signal also fires for `timeouts.total`. */
export interface RunningCall {
  readonly signal?: AbortSignal | undefined;
  /** Whether the call's clock is already running. */
  readonly timed?: true;
}

/** Ends a call when its time is over or the caller aborts it. */
export class CallClock implements RunningCall {
  readonly timed = true;
  /** Fires in both cases; absent if neither can happen. */
  readonly signal: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #forget: (() => void) | undefined;

  /**
   * @param total milliseconds that the call may take; absent: no limit
   * @param signal the caller's signal
   * @throws {TypeError} if `signal` is not an AbortSignal, or the runtime has no monotonic clock
   */
  constructor(total?: number, signal?: AbortSignal) {
    checkSignal(signal);
    checkClock();
    if (total === undefined || total > LONGEST_TIMER) {
      this.signal = signal;
      return;
    }
    const controller = new AbortController();
    this.signal = controller.signal;
    this.#timer = setTimeout(() => controller.abort(expired(total)), total);
    if (!signal) return;
    const abort = (): void => controller.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    this.#forget = () => signal.removeEventListener("abort", abort);
  }

  /** Ends the call and removes its timer and listener. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#forget?.();
  }
}

/**
 * Checks the `signal` of a call. A signal of another realm, or of a polyfill, is accepted.
 *
 * @throws {TypeError} for anything but an AbortSignal, `null` or `undefined`
 */
export function checkSignal(signal: unknown): void {
  if (signal === undefined || signal === null) return;
  const { aborted, addEventListener, removeEventListener } = signal as Record<string, unknown>;
  const works = [addEventListener, removeEventListener].every((each) => typeof each === "function");
  if (typeof aborted === "boolean" && works) return;
  throw new TypeError(
    "`signal` must be an AbortSignal, such as `controller.signal` of an AbortController.",
  );
}

/** Creates the error of a call whose time is over. */
export function expired(total: number): TransportError {
  return new TransportError(
    "expired",
    `The whole call took longer than the ${total} ms that \`timeouts.total\` allows.`,
  );
}

/** Returns the error for a signal that has fired: the time is over, or the caller aborted the call. */
export function toAbortError(signal: AbortSignal | undefined): TransportError {
  const reason: unknown = signal?.reason;
  if (reason instanceof TransportError && reason.kind === "expired") return reason;
  return new TransportError("aborted", "The call was aborted (AbortSignal).", { cause: reason });
}

/**
 * Waits for work until the signal fires. The work itself continues.
 *
 * @throws the error of `toAbortError` if the signal fires first
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(toAbortError(signal));
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/**
 * Waits for the next entry of a caller's list. After an abort, entries that are available at once are still read, so
 * that every message gets its result; a list that makes the call wait counts as ended.
 *
 * @throws the error of `toAbortError` if the signal has fired and the list does not answer at once
 */
export function unlessStalled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveUp = (): void => {
      timer = setTimeout(() => reject(toAbortError(signal)), 0);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    });
  });
}

/** Checks that the runtime has the clock that deadlines need. */
function checkClock(): void {
  if (Number.isFinite(performance.now())) return;
  throw new TypeError(
    "`performance.now()` does not return a number. Restore it, or let the test framework's fake return one.",
  );
}
