/** Combines all commands in one program, and handles their errors. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addDemo } from "./demo.ts";
import { EXIT, EXIT_MEANINGS, type ExitCode, exitCodeOfError } from "./exit.ts";
import { addExplain } from "./explain.ts";
import { printError } from "./failure.ts";
import { hiderOf } from "./hiding.ts";
import { addLedger } from "./ledger.ts";
import { addMatrix } from "./matrix.ts";
import { addProbe } from "./probe.ts";
import { addSend } from "./send.ts";
import { asSentence, endedByParser, UsageError } from "./usage.ts";

/**
 * Runs a command line.
 *
 * @param args the arguments after the name of the program
 * @returns the exit code; never throws
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const { description, version } = manifest();
  const json = args.includes("--json");
  const hide = hiderOf(args);
  let code: ExitCode = EXIT.accepted;
  const program = new Command("parley")
    .description(`${description}\n\nEvery command takes --json and --help.`)
    .version(version)
    .configureOutput({
      outputError: (message) => printError(new UsageError(asSentence(message)), json, hide),
    })
    .exitOverride()
    .addHelpText("after", exitCodes());
  for (const add of [addDemo, addSend, addProbe, addMatrix, addExplain, addLedger]) {
    add(program, (result) => {
      code = result;
    });
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    const ended = endedByParser(error);
    if (ended) return ended === "asked" ? EXIT.accepted : EXIT.usage;
    printError(error, json, hide);
    return exitCodeOfError(error);
  }
}

/** Returns the package's own description and version; the file is next to both `src` and `dist`. */
function manifest(): { readonly description: string; readonly version: string } {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
}

function exitCodes(): string {
  const rows = Object.entries(EXIT_MEANINGS).map(([code, why]) => `  ${code.padEnd(4)}${why}`);
  return ["", "Exit codes:", ...rows].join("\n");
}
