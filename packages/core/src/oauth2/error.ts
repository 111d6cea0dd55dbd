/** What a token source throws. */
import { printableMessage } from "../protocol/errors/escape.ts";

/**
 * - `GRANT_REFUSED`: the refresh token has expired or was revoked. The owner of the mailbox has to consent again.
 * - `CLIENT_REFUSED`: the client's id or secret is wrong or has expired, or the client may not use this grant.
 * - `REQUEST_REFUSED`: another part of the request is wrong, such as the scope.
 * - `SERVER_UNAVAILABLE`: the authorization server cannot be reached, or cannot answer at present.
 * - `INVALID_ANSWER`: what answered is not the token endpoint, or the answer is not usable.
 * - `STORAGE_FAILED`: `refreshToken` could not read, or `saveRefreshToken` could not store, the refresh token.
 * - `TIMEOUT`: a step took longer than `timeout`.
 * - `ABORTED`: an AbortSignal fired.
 */
export type OAuth2ErrorCode =
  | "GRANT_REFUSED"
  | "CLIENT_REFUSED"
  | "REQUEST_REFUSED"
  | "SERVER_UNAVAILABLE"
  | "INVALID_ANSWER"
  | "STORAGE_FAILED"
  | "TIMEOUT"
  | "ABORTED";

/** What an OAuth2Error says as data. */
export interface OAuth2ErrorDetails {
  /** What went wrong, in a word that a program can switch on. */
  readonly code: OAuth2ErrorCode;
  /** Who has to act: the owner of the mailbox, the author of the program, or nobody but the authorization server. */
  readonly responsible: "account" | "developer" | "authorization-server";
  /** Whether another call can help without a change. */
  readonly retry: "later" | "never";
  /** The status of the HTTP response, if there was one. */
  readonly status?: number;
  /** The server's `error`, such as `invalid_grant` (RFC 6749 5.2). */
  readonly error?: string;
  /** What was thrown below, such as the error of `fetch`; secrets in it are masked. */
  readonly cause?: unknown;
}

/**
 * An access token could not be had. The message says why and who has to act. Neither the message nor a
 * property holds a secret.
 *
 * @example
 * try {
 *   await mailer.send(message);
 * } catch (error) {
 *   const reason = SmtpError.is(error) ? error.cause : undefined;
 *   if (!(reason instanceof OAuth2Error && reason.code === "GRANT_REFUSED")) throw error;
 *   console.log("Please sign in again:", reason.message);
 * }
 */
export class OAuth2Error extends Error {
  /** Always `OAuth2Error`. */
  override readonly name = "OAuth2Error";
  /** What went wrong, in a word that a program can switch on. */
  readonly code: OAuth2ErrorCode;
  /** Who has to act. */
  readonly responsible: OAuth2ErrorDetails["responsible"];
  /** Whether another call can help without a change. `never` makes the `SmtpError` say so too. */
  readonly retry: "later" | "never";
  /** The status of the HTTP response; absent without a response. */
  readonly status: number | undefined;
  /** The server's `error`, such as `invalid_grant`; absent when it gave none. */
  readonly error: string | undefined;

  /**
   * For tests; applications catch it.
   *
   * @param message sentences for people
   * @param details the same as data
   */
  constructor(message: string, details: OAuth2ErrorDetails) {
    const { cause } = details;
    super(printableMessage(message), cause === undefined ? undefined : { cause });
    this.code = details.code;
    this.responsible = details.responsible;
    this.retry = details.retry;
    this.status = details.status;
    this.error = details.error;
  }
}
