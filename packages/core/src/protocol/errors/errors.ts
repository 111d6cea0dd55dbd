/**
 * `SmtpError`, the only error for remote failures. Misuse by the caller is a TypeError or RangeError. `failure.ts`
 * creates most SmtpErrors.
 */
import type { Decision } from "../plan/decision.ts";
import type { Reply } from "../reply/reply.ts";
import type { RecipientOutcome } from "../session/outcome.ts";
import { printableMessage } from "./escape.ts";

/** Every code of an SmtpError; each has a page in docs/errors. */
export type SmtpErrorCode =
  | "CONNECT_FAILED"
  | "CONNECTION_LOST"
  | "TIMEOUT"
  | "ABORTED"
  | "CLOSED"
  | "PROTOCOL_VIOLATION"
  | "SERVER_UNAVAILABLE"
  | "GREETING_REFUSED"
  | "CERTIFICATE_REFUSED"
  | "TLS_FAILED"
  | "FEATURE_UNMET"
  | "AUTH_REFUSED"
  | "AUTH_UNAVAILABLE"
  | "AUTH_TEMPORARY"
  | "AUTH_REQUIRED"
  | "SENDER_REFUSED"
  | "RECIPIENTS_REFUSED"
  | "MESSAGE_REFUSED"
  | "MESSAGE_TOO_LARGE"
  | "BODY_FAILED"
  | "BODY_SPENT"
  | "OUTCOME_UNKNOWN";

/** The part of the session in which an error occurred. */
export type Phase =
  | "connect"
  | "greeting"
  | "ehlo"
  | "tls"
  | "auth"
  | "ready"
  | "envelope"
  | "content"
  | "final"
  | "quit";

/** The data of an SmtpError besides its message. */
export interface SmtpErrorDetails {
  /** The kind of error as a word that a program can compare. */
  readonly code: SmtpErrorCode;
  /** The part of the session. */
  readonly phase: Phase;
  /** The answered command, without secrets. */
  readonly command?: string;
  /** The reply that decided, if one did. */
  readonly reply?: Reply;
  /** One entry for every recipient of the message, if a message was being sent. */
  readonly recipients?: readonly RecipientOutcome[];
  /** Whether another try can help: immediately, later, or never unless something changes. */
  readonly retry: "now" | "later" | "never";
  /** The decisions so far, one for each wish. */
  readonly decisions?: readonly Decision[];
  /** The underlying error, such as a `TransportError`. */
  readonly cause?: unknown;
}

const brand: symbol = Symbol.for("@parley-smtp/SmtpError");

/**
 * Describes a failure as sentences and as data: what happened, what it means and what to do.
 *
 * `stack` includes the function that awaited the failed call, on runtimes with V8: Node.js, Deno and Workers.
 *
 * @example
 * try {
 *   await mailer.send(message);
 * } catch (error) {
 *   if (!SmtpError.is(error) || error.retry !== "later") throw error;
 *   console.log("Try again in a while:", error.recipients);
 * }
 */
export class SmtpError extends Error {
  /** Always `SmtpError`. */
  override readonly name = "SmtpError";
  /** The kind of error as a word that a program can compare; each has a page in docs/errors. */
  readonly code: SmtpErrorCode;
  /** The part of the session. */
  readonly phase: Phase;
  /** The answered command, without secrets; absent if there is none. */
  readonly command: string | undefined;
  /** The reply that decided; absent if the failure was below SMTP. */
  readonly reply: Reply | undefined;
  /** One entry for every recipient; empty if no message was being sent. */
  readonly recipients: readonly RecipientOutcome[];
  /** Whether another try can help: immediately, later, or never unless something changes. */
  readonly retry: "now" | "later" | "never";
  /** The decisions so far, one for each wish. */
  readonly decisions: readonly Decision[];

  /**
   * For adapters and tests; applications catch SmtpErrors.
   *
   * @param message sentences for people: what happened, what it means, what to do; control characters are escaped,
   * and more than 4,000 characters are cut
   * @param details the same as data
   */
  constructor(message: string, details: SmtpErrorDetails) {
    super(
      printableMessage(message),
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = details.code;
    this.phase = details.phase;
    this.command = details.command;
    this.reply = details.reply;
    this.recipients = details.recipients ?? [];
    this.retry = details.retry;
    this.decisions = details.decisions ?? [];
    Object.defineProperty(this, brand, { value: true });
  }

  /** Returns whether an error is an SmtpError, also if it comes from another copy of this package. */
  static is(error: unknown): error is SmtpError {
    return error instanceof Error && brand in error;
  }

  /** Returns the error as plain data, for logs and `--json`. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, phase, command, reply, recipients, retry, decisions } = this;
    return { name, message, code, phase, command, reply, recipients, retry, decisions };
  }
}

/**
 * Copies an error with other recipients.
 *
 * @param more sentences to append
 */
export function copyErrorWithRecipients(
  error: SmtpError,
  recipients: readonly RecipientOutcome[],
  more = "",
): SmtpError {
  const { message, code, phase, command, reply, retry, decisions, cause } = error;
  return new SmtpError(`${message}${more}`, {
    code,
    phase,
    retry,
    decisions,
    recipients,
    ...(command === undefined ? {} : { command }),
    ...(reply === undefined ? {} : { reply }),
    ...(cause === undefined ? {} : { cause }),
  });
}
