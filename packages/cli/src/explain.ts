import type { Command } from "commander";
import type { ExitCode } from "./exit.ts";
export function addExplain(program: Command, done: (code: ExitCode) => void): void {
  program.command("explain").action(() => done(0));
}
