/** Keeps an access token until it expires, and lets callers share one request. */
import { checkSignal, unlessAborted } from "../client/connection/call-clock.ts";
import { throwIfAborted } from "./deadline.ts";
import { OAuth2Error } from "./error.ts";
import type { IssuedToken } from "./request.ts";
import { elapsedSince, markTime, type TimeMark } from "./time-mark.ts";

/**
 * A function for `auth.token`.
 *
 * @param refused a token that the mail server refused: another one is requested
 * @param options `signal` ends this caller's wait; a request that other callers share goes on
 * @returns an access token; rejects with an `OAuth2Error`
 */
export type TokenSource = (
  refused?: string,
  options?: { readonly signal?: AbortSignal | undefined },
) => Promise<string>;

/** A token is renewed this many milliseconds before it expires, but no sooner than after 9/10 of its life. */
const MARGIN = 60_000;
/** A mail server that refuses new tokens too is not given one after another: milliseconds between two. */
const BETWEEN_REFUSALS = 60_000;
/** For so many milliseconds a failure answers further calls too; a permanent one cannot end soon. */
const FAILURE_KEPT = { later: 2_000, never: 30_000 } as const;

interface KeptToken {
  readonly token: string;
  readonly from: TimeMark;
  /** Milliseconds for which it is used. */
  readonly usable: number;
  /** It was requested because the mail server refused the one before. */
  readonly afterRefusal: boolean;
}

/**
 * Creates a token source.
 *
 * @param request gets a new access token
 * @param signal ends the source
 */
export function createTokenSource(
  request: () => Promise<IssuedToken>,
  signal: AbortSignal | undefined,
): TokenSource {
  let kept: KeptToken | undefined;
  let failed: { readonly error: OAuth2Error; readonly at: TimeMark } | undefined;
  let running: Promise<string> | undefined;

  const renew = async (afterRefusal: boolean): Promise<string> => {
    try {
      const { accessToken: token, lifetime, requestedAt: from } = await request();
      const usable = Math.max(lifetime - MARGIN, lifetime * 0.9);
      kept = { token, from, usable, afterRefusal };
      failed = undefined;
      return token;
    } catch (error) {
      if (error instanceof OAuth2Error && error.code !== "ABORTED")
        failed = { error, at: markTime() };
      throw error;
    } finally {
      running = undefined;
    }
  };

  const getToken = (refused: string | undefined): string | Promise<string> => {
    if (running) return running;
    const age = kept ? elapsedSince(kept.from) : 0;
    const isRefused = kept !== undefined && kept.token === refused;
    if (kept && age < kept.usable) {
      // The same token again ends the mail session with the server's refusal.
      const again = isRefused && kept.afterRefusal && age < BETWEEN_REFUSALS;
      if (!isRefused || again) return kept.token;
    }
    if (failed && elapsedSince(failed.at) < FAILURE_KEPT[failed.error.retry]) throw failed.error;
    running = renew(isRefused);
    return running;
  };

  return async (refused, options) => {
    const own = options?.signal;
    checkSignal(own);
    throwIfAborted(signal);
    throwIfAborted(own);
    try {
      return await unlessAborted(Promise.resolve(getToken(refused)), own);
    } catch (error) {
      throwIfAborted(own);
      throw error;
    }
  };
}
