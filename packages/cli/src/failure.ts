/** Errors, told in sentences on standard error: never a stack trace, never a secret. */
import { formatReply, SmtpError, type SmtpErrorCode } from "@parley-smtp/node-socket";
import { EXIT, exitCodeOfError } from "./exit.ts";
import { err, printJson } from "./terminal.ts";

/** What to do about it here, where the error itself speaks of the API's options. */
const HERE: Partial<Record<SmtpErrorCode, string>> = {
  CERTIFICATE_REFUSED:
    "On this command line: --ca FILE, --servername NAME, or --insecure to take the risk.",
  AUTH_REQUIRED: "On this command line: --user NAME, with the password in PARLEY_PASSWORD.",
};

/**
 * Tells what went wrong.
 *
 * @param error anything that was thrown
 * @param json also print it for programs
 */
export function tellError(error: unknown, json: boolean): void {
  const message = error instanceof Error ? error.message : String(error);
  if (json) printJson(SmtpError.is(error) ? error : { name: nameOf(error), message });
  if (exitCodeOfError(error) === EXIT.defect) {
    err.hanging("", `Parley failed: ${message}. This is a defect; please report what you did.`);
    return;
  }
  err.hanging("", message);
  if (!SmtpError.is(error)) return;
  const hint = HERE[error.code];
  if (hint) err.hanging("", hint);
  for (const { address, outcome, temporary, reply } of error.recipients) {
    const later = temporary ? ", may be accepted later" : "";
    err.hanging("  ", `${address}: ${outcome}${later}${reply ? ` (${formatReply(reply)})` : ""}`);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}
