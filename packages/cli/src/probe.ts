/** `parley probe`: what a server offers, what it contradicts, and the resulting plan. */
import type { Command } from "commander";
import { conversationOn } from "./conversation.ts";
import { printDecision } from "./decision.ts";
import { EXIT, type ExitCode, exitCodeOfError } from "./exit.ts";
import { printError } from "./failure.ts";
import { interruptible } from "./interrupt.ts";
import { printProbe } from "./probe-report.ts";
import { probe } from "./probe-session.ts";
import { nodeOptions, type ServerFlags, withServerOptions } from "./server-options.ts";
import { err, printJson } from "./terminal.ts";

/** The flags of `probe`. */
interface ProbeFlags extends ServerFlags {
  readonly json?: true;
}

const PROBE_EXAMPLES = `
Examples:
  parley probe smtp://localhost:1025
  parley probe smtp://mx.example.net:25 --verbose
  PARLEY_PASSWORD=... parley probe smtps://ann@smtp.example.com --json

No message is sent: of a transaction only MAIL is written. Servers close the
connection after too many errors, so at most two refusals are provoked on a
connection.
`;

/** Adds the command; `done` receives the exit code. */
export function addProbe(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command("probe")
    .description("Ask a server what it offers, try the commands, and show the plan for a message.")
    .argument("<url>", "smtp://host:port, or smtps://host for implicit TLS")
    .showHelpAfterError("See: parley probe --help")
    .addHelpText("after", PROBE_EXAMPLES);
  withServerOptions(command)
    .option("--json", "print what was found out as JSON")
    .action(async (url: string, flags: ProbeFlags) => {
      const { verbose, json } = flags;
      const options = nodeOptions(url, flags);
      const tell = conversationOn(err, (decision) => printDecision(err, decision));
      const watch = verbose ? tell : () => {};
      const report = await interruptible((signal) => probe(options, watch, signal));
      if (json) printJson(report);
      else printProbe(report);
      if (report.error) printError(report.error, false);
      done(report.error ? exitCodeOfError(report.error) : EXIT.accepted);
    });
}
