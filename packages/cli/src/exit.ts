/** Exit codes, for scripts that do not read the output. */
import { type Receipt, SmtpError, type SmtpErrorCode } from "@parley-smtp/node-socket";

/** The exit codes, as the help prints them. */
export const EXIT = {
  accepted: 0,
  refused: 1,
  usage: 2,
  connection: 3,
  unknown: 4,
  partly: 5,
  defect: 70,
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The meaning of each code, as printed by the help. */
export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.accepted]: "every recipient accepted, or the question answered",
  [EXIT.refused]: "refused by the server, or something required is not available",
  [EXIT.usage]: "wrong usage, or a file that cannot be read; nothing was sent",
  [EXIT.connection]: "no connection, or it was lost before anything was accepted",
  [EXIT.unknown]: "outcome unknown: lost after the last octet, before the answer",
  [EXIT.partly]: "accepted for some recipients and not for others",
  [EXIT.defect]: "a defect in parley itself",
  [EXIT.interrupted]: "interrupted before anything was accepted",
};

/** Error codes of the API that are not simply a refusal. */
const BY_CODE: Partial<Record<SmtpErrorCode, ExitCode>> = {
  CONNECT_FAILED: EXIT.connection,
  CONNECTION_LOST: EXIT.connection,
  TIMEOUT: EXIT.connection,
  CLOSED: EXIT.connection,
  PROTOCOL_VIOLATION: EXIT.connection,
  CERTIFICATE_REFUSED: EXIT.connection,
  TLS_FAILED: EXIT.connection,
  ABORTED: EXIT.interrupted,
  BODY_FAILED: EXIT.usage,
  OUTCOME_UNKNOWN: EXIT.unknown,
};

/** Returns the exit code for a message with at least one accepted recipient. */
export function exitCodeOfReceipt({ rejected, recipients, accepted }: Receipt): ExitCode {
  return rejected.length === 0 && accepted.length === recipients.length
    ? EXIT.accepted
    : EXIT.partly;
}

/** Returns the exit code for any thrown value. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (SmtpError.is(error)) return BY_CODE[error.code] ?? EXIT.refused;
  return error instanceof TypeError || error instanceof RangeError ? EXIT.usage : EXIT.defect;
}
