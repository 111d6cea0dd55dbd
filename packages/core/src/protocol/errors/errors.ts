/** The one error that remote trouble becomes. Local misuse is a TypeError or RangeError instead. */
import type { Decision } from "../plan/decision.ts";
import type { Reply } from "../reply/reply.ts";
import type { RecipientOutcome } from "../session/outcome.ts";
import { printableMessage } from "./escape.ts";

/** Every code an SmtpError can have; each has a page in docs/errors. */
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

/** Where in the session an error struck. */
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

/** All that an SmtpError carries beside its sentence. */
export interface SmtpErrorDetails {
  /** What went wrong, in a word that a program can switch on. */
  readonly code: SmtpErrorCode;
  /** Where in the session. */
  readonly phase: Phase;
  /** The command that was answered, without secrets. */
  readonly command?: string;
  /** The reply that decided, when one did. */
  readonly reply?: Reply;
  /** One entry for every recipient of the message, when a message was under way. */
  readonly recipients?: readonly RecipientOutcome[];
  /** Whether trying again can help: at once, after a while, or never as things are. */
  readonly retry: "now" | "later" | "never";
  /** What was decided up to then, wish by wish. */
  readonly decisions?: readonly Decision[];
  /** What lies below it, such as a `TransportError`. */
  readonly cause?: unknown;
}

const brand: symbol = Symbol.for("@parley-smtp/SmtpError");

/**
 * Says what happened, what it means and what can be done, as data.
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
  /** What went wrong, in a word that a program can switch on; each has a page in docs/errors. */
  readonly code: SmtpErrorCode;
  /** Where in the session. */
  readonly phase: Phase;
  /** The command that was answered, without secrets; absent when none was. */
  readonly command: string | undefined;
  /** The reply that decided; absent when the trouble was below SMTP. */
  readonly reply: Reply | undefined;
  /** One entry for every recipient; empty when no message was under way. */
  readonly recipients: readonly RecipientOutcome[];
  /** Whether trying again can help: at once, after a while, or never as things are. */
  readonly retry: "now" | "later" | "never";
  /** What was decided up to then, wish by wish. */
  readonly decisions: readonly Decision[];

  /**
   * For adapters and tests; applications catch it.
   *
   * @param message sentences for people: what happened, what it means, what to do; control characters are
   *   escaped, and what is over 4,000 characters is cut
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

  /** Distinguishes an SmtpError from anything else, also when it comes from another copy of this package. */
  static is(error: unknown): error is SmtpError {
    return error instanceof Error && brand in error;
  }

  /** The error as plain data, for logs and `--json`. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, phase, command, reply, recipients, retry, decisions } = this;
    return { name, message, code, phase, command, reply, recipients, retry, decisions };
  }
}

/**
 * The same error with other recipients.
 *
 * @param more is added to its sentences
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
