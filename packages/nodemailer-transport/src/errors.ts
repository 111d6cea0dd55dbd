/** Converts errors to nodemailer's form: `code`, `command`, `response`, `responseCode`. */
import {
  formatReply,
  type Phase,
  type RecipientOutcome,
  type Reply,
  SmtpError,
  type SmtpErrorCode,
  TransportError,
  type TransportErrorKind,
} from "@parley-smtp/node-socket";
import type { ErrorCode, NodemailerError } from "nodemailer";

/** An error with nodemailer's fields. Its `cause` is Parley's error. */
export interface ParleyError extends NodemailerError {
  /** The outcome of each recipient, if a message was being sent. */
  readonly recipients?: readonly RecipientOutcome[];
  /** Whether another try can help: immediately, later, or never unless something changes. */
  readonly retry?: "now" | "later" | "never";
}

/** nodemailer's code for each of Parley's, which is then in `originalCode`. */
const CODES: Readonly<Record<SmtpErrorCode, ErrorCode>> = {
  CONNECT_FAILED: "ESOCKET",
  CONNECTION_LOST: "ECONNECTION",
  TIMEOUT: "ETIMEDOUT",
  ABORTED: "EABORT",
  CLOSED: "ECONNECTION",
  PROTOCOL_VIOLATION: "EPROTOCOL",
  SERVER_UNAVAILABLE: "ECONNECTION",
  GREETING_REFUSED: "EPROTOCOL",
  CERTIFICATE_REFUSED: "ETLS",
  TLS_FAILED: "ETLS",
  FEATURE_UNMET: "EENVELOPE",
  AUTH_REFUSED: "EAUTH",
  AUTH_UNAVAILABLE: "EAUTH",
  AUTH_TEMPORARY: "EAUTH",
  AUTH_REQUIRED: "ENOAUTH",
  SENDER_REFUSED: "EENVELOPE",
  RECIPIENTS_REFUSED: "EENVELOPE",
  MESSAGE_REFUSED: "EMESSAGE",
  MESSAGE_TOO_LARGE: "EMESSAGE",
  BODY_FAILED: "ESTREAM",
  BODY_SPENT: "ESTREAM",
  OUTCOME_UNKNOWN: "ECONNECTION",
};

/** nodemailer's more specific codes for failed connections. */
const CONNECTING: Partial<Record<TransportErrorKind, ErrorCode>> = {
  unresolved: "EDNS",
  timeout: "ETIMEDOUT",
};

/** nodemailer's codes for requirements that could not be met. */
const UNMET: Readonly<Record<string, ErrorCode>> = {
  TLS: "ETLS",
  REQUIRETLS: "EREQUIRETLS",
  AUTH: "EAUTH",
};

/**
 * Creates nodemailer's error for any failure.
 *
 * @param error the error of a mailer
 * @returns an error with nodemailer's fields; its `cause` is the given error
 */
export function nodemailerError(error: unknown): ParleyError {
  if (!SmtpError.is(error)) {
    const message = error instanceof Error ? error.message : String(error);
    // Misuse is reported before anything is sent; for a message it can only concern the envelope.
    const code =
      error instanceof TypeError || error instanceof RangeError ? "EENVELOPE" : "ESTREAM";
    return Object.assign(new Error(message, { cause: error }), { code, command: "API" });
  }
  const { reply, recipients, retry } = error;
  const refused = recipients.filter(({ outcome }) => outcome === "rejected");
  const system = findSystemError(error.cause);
  const made = Object.assign(new Error(error.message, { cause: error }), {
    code: codeOf(error),
    originalCode: system?.code ?? error.code,
    command: commandOf(error),
    recipients,
    retry,
    ...(system ? systemFieldsOf(system) : {}),
    ...(reply ? fieldsOf(reply) : {}),
    ...(error.code === "RECIPIENTS_REFUSED" ? rejections(refused) : {}),
  });
  if (error.code === "ABORTED") made.name = "AbortError";
  return made;
}

/** Returns the errors of refused recipients, in nodemailer's form. */
export function rejections(refused: readonly RecipientOutcome[]): {
  readonly rejected: string[];
  readonly rejectedErrors: NodemailerError[];
} {
  return {
    rejected: refused.map(({ address }) => address),
    rejectedErrors: refused.map(({ address, reply }) =>
      Object.assign(
        new Error(`Recipient ${address} was refused${reply ? `: ${line(reply)}` : ""}`),
        {
          code: "EENVELOPE",
          command: "RCPT TO",
          recipient: address,
          ...(reply ? fieldsOf(reply) : {}),
        },
      ),
    ),
  };
}

/** Returns a reply in nodemailer's form: one string, with its code. */
export function line(reply: Reply): string {
  return formatReply(reply);
}

function fieldsOf(reply: Reply) {
  const { code } = reply;
  return {
    response: line(reply),
    responseCode: code,
    // As in nodemailer, 503 is about the order of commands, not about the message.
    permanent: code >= 500 && code !== 503,
  };
}

function codeOf(error: SmtpError): ErrorCode {
  if (error.code === "CONNECT_FAILED") {
    return CONNECTING[kindOf(error) ?? "refused"] ?? CODES[error.code];
  }
  if (error.code === "FEATURE_UNMET") {
    const unmet = error.decisions.find(({ outcome }) => outcome === "unmet");
    return UNMET[unmet?.feature ?? ""] ?? CODES[error.code];
  }
  // nodemailer counts a greeting 421 as an answer that is not of the protocol, and DATA to the envelope.
  if (error.code === "SERVER_UNAVAILABLE" && error.phase === "greeting") return "EPROTOCOL";
  if (error.code === "MESSAGE_REFUSED" && error.phase === "envelope") return "EENVELOPE";
  return CODES[error.code];
}

function kindOf({ cause }: SmtpError): TransportErrorKind | undefined {
  return cause instanceof TransportError ? cause.kind : undefined;
}

/** An error of the system, such as ECONNREFUSED, with the fields that Node gives it. */
type SystemError = Error & { readonly code: string };

/** As many errors below an error are searched. */
const MAX_ERRORS = 50;

/** Returns the first underlying system error: also one of several, if every address of a host failed. */
function findSystemError(cause: unknown): SystemError | undefined {
  const below: unknown[] = [cause];
  for (let at = 0; at < below.length && at < MAX_ERRORS; at += 1) {
    const error = below[at];
    if (!(error instanceof Error)) continue;
    if ("code" in error && typeof error.code === "string") return error as SystemError;
    if (error instanceof AggregateError) below.push(...error.errors.slice(0, MAX_ERRORS));
    below.push(error.cause);
  }
  return undefined;
}

/** The fields of a system error that nodemailer leaves on its errors. */
const SYSTEM_FIELDS = ["errno", "syscall", "address", "port", "hostname"] as const;

function systemFieldsOf(error: SystemError): Readonly<Record<string, string | number>> {
  const found = SYSTEM_FIELDS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" || typeof value === "number" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

/** nodemailer's command for each of Parley's codes, if the phase is not enough. */
const COMMANDS: Partial<Record<SmtpErrorCode, string>> = {
  SENDER_REFUSED: "MAIL FROM",
  RECIPIENTS_REFUSED: "RCPT TO",
  MESSAGE_REFUSED: "DATA",
  CLOSED: "API",
  ABORTED: "API",
};

const PHASES: Readonly<Record<Phase, string>> = {
  connect: "CONN",
  greeting: "CONN",
  ehlo: "EHLO",
  tls: "STARTTLS",
  auth: "AUTH",
  ready: "API",
  envelope: "MAIL FROM",
  content: "DATA",
  final: "DATA",
  quit: "QUIT",
};

function commandOf({ code, command = "", phase }: SmtpError): string {
  if (phase === "ehlo" && command.startsWith("HELO")) return "HELO";
  if (phase !== "auth") return COMMANDS[code] ?? PHASES[phase];
  return /^AUTH \S+/.exec(command)?.[0] ?? PHASES.auth;
}
