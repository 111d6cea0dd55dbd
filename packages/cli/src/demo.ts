import type { Command } from "commander";
import type { ExitCode } from "./exit.ts";
export function addDemo(program: Command, done: (code: ExitCode) => void): void { program.command("demo").action(() => done(0)); }
