/** All commands under one name, and what becomes of their errors. */
import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import { addDemo } from "./demo.ts";
import { EXIT, EXIT_MEANINGS, type ExitCode, exitCodeOfError } from "./exit.ts";
import { addExplain } from "./explain.ts";
import { tellError } from "./failure.ts";
import { addProbe } from "./probe.ts";
import { addSend } from "./send.ts";
import { asSentence, endedByParser, UsageError } from "./usage.ts";

/**
 * Runs a command line.
 *
 * @param args what stands behind the name of the program
 * @returns the exit code; nothing is ever thrown
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const json = args.includes("--json");
  let code: ExitCode = EXIT.accepted;
  const program = new Command("parley")
    .description(`${manifest.description}\n\nEvery command takes --json and --help.`)
    .version(manifest.version)
    .configureOutput({
      outputError: (message) => tellError(new UsageError(asSentence(message)), json),
    })
    .exitOverride()
    .addHelpText("after", exitCodes());
  for (const add of [addDemo, addSend, addProbe, addExplain]) {
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
    tellError(error, json);
    return exitCodeOfError(error);
  }
}

function exitCodes(): string {
  const rows = Object.entries(EXIT_MEANINGS).map(([code, why]) => `  ${code.padEnd(4)}${why}`);
  return ["", "Exit codes:", ...rows].join("\n");
}
