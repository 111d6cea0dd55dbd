/** What signing throws while a message is sent. */

/**
 * - `CHANGED`: a source gave other bytes when it was read to be sent than when it was read to be signed.
 * - `TOO_LARGE`: a stream that can be read only once is longer than what is kept of it.
 * - `NOT_SIGNABLE`: the message has no From, is declared binary, or its header section is too long.
 * - `KEY_UNUSABLE`: the runtime cannot use the private key.
 */
export type DkimErrorCode = "CHANGED" | "TOO_LARGE" | "NOT_SIGNABLE" | "KEY_UNUSABLE";

/**
 * A message could not be signed. The server accepted no part of the message. The error is in the `cause` of the
 * `SmtpError` with the code BODY_FAILED.
 */
export class DkimError extends Error {
  /** Always `DkimError`. */
  override readonly name = "DkimError";
  /** What went wrong, in a word that a program can switch on. */
  readonly code: DkimErrorCode;

  /**
   * For tests; applications catch it.
   *
   * @param message sentences for people
   * @param code the same as data
   * @param cause what was thrown below
   */
  constructor(message: string, code: DkimErrorCode, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
