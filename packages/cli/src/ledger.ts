/** `parley ledger`: which commands servers do not support, as counted in a store. */
import { formatReply, type LedgerEntry, readLedger, serverOfKey } from "@parley-smtp/node-socket";
import type { Command } from "commander";
import { EXIT, type ExitCode } from "./exit.ts";
import { storedIn } from "./file-store.ts";
import { out, printJson } from "./terminal.ts";

const LEDGER_EXAMPLES = `
Examples:
  parley send smtp://relay.example.com:25 mail.eml --store ./mail \\
      --from ann@example.com --to bob@example.net
  parley ledger ./mail
  parley ledger ./mail --json

A program's mailer writes the same with a file driver of unstorage as its store.`;

/** Adds the command; `done` receives the exit code. */
export function addLedger(program: Command, done: (code: ExitCode) => void): void {
  program
    .command("ledger")
    .description("List which commands servers do not support, and how often each was refused.")
    .argument("<folder>", "where a mailer keeps what it learned")
    .option("--json", "print the entries as JSON")
    .showHelpAfterError("See: parley ledger --help")
    .addHelpText("after", LEDGER_EXAMPLES)
    .action(async (folder: string, { json }: { readonly json?: true }) => {
      const entries = entriesOf(await storedIn(folder));
      if (json) printJson(entries);
      else printEntries(entries);
      done(EXIT.accepted);
    });
}

/** Returns the entries by server, sorted by count. */
function entriesOf(stored: ReadonlyMap<string, unknown>): readonly LedgerEntry[] {
  return [...stored]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, value]) => {
      const server = serverOfKey("ledger", key);
      return server === undefined ? [] : readLedger(value, server);
    });
}

function printEntries(entries: readonly LedgerEntry[]): void {
  if (entries.length === 0) out.line("No server has refused a command as unsupported.");
  const width = entries.reduce((most, { verb }) => Math.max(most, verb.length), 0);
  let under = "";
  for (const { server, verb, count, reply, last } of entries) {
    if (server !== under) out.line(["bold", server]);
    under = server;
    const day = new Date(last).toISOString().slice(0, 10);
    const lead = `  ${verb.padEnd(width)}  ${String(count).padStart(5)}  ${day}  `;
    out.hanging(lead, formatReply(reply));
  }
}
