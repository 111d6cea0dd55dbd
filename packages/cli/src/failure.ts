/** Prints errors as sentences on standard error: never a stack trace, never a secret. */
import { explain, SmtpError } from "@parley-smtp/node-socket";
import { EXIT, exitCodeOfError } from "./exit.ts";
import { printRefusals } from "./refusals.ts";
import { err, printJson } from "./terminal.ts";

/** The API's names of options, and their names on the command line. */
const FLAGS: Readonly<Record<string, string>> = {
  ca: "--ca",
  name: "--name",
  tls: "--tls",
  from: "--from",
  to: "--to",
  auth: "--user",
  "auth.allowCleartext": "--allow-cleartext",
};

/**
 * Prints what went wrong.
 *
 * @param error any thrown value
 * @param json whether to print it for programs as well
 * @param hide removes the parts of the command line that must not be repeated
 */
export function printError(
  error: unknown,
  json: boolean,
  hide: (text: string) => string = (text) => text,
): void {
  const message = hide(error instanceof Error ? error.message : String(error));
  const details = SmtpError.is(error) ? error.toJSON() : { name: nameOf(error) };
  if (json) printJson({ ...details, message });
  if (exitCodeOfError(error) === EXIT.defect) {
    err.hanging("", `Parley failed: ${message}. This is a defect; please report what you did.`);
    return;
  }
  err.hanging("", inFlags(message));
  if (!SmtpError.is(error)) return;
  if (error.code === "AUTH_REQUIRED") err.line("Log in with --user NAME and PARLEY_PASSWORD.");
  const { recipients, refusals } = explain(error);
  for (const sentence of recipients) err.hanging("  ", sentence);
  printRefusals(err, refusals);
}

function inFlags(message: string): string {
  return message.replace(/`([\w.]+)`/g, (whole, name: string) => FLAGS[name] ?? whole);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}
