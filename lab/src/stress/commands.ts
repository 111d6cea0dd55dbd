/** The commands that run the stress on each runtime, with the sources of the workspace. */
import { delimiter } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The runtimes with sockets to test. */
export type StressedRuntime = "Node" | "Bun" | "Deno";

const inRepository = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const MAIN = inRepository("lab/src/stress/main.ts");
const DENO_MAIN = inRepository("packages/deno/test/support/stress.ts");
const WITH_SOURCES = "--conditions=@parley-smtp/source";

const COMMANDS: Readonly<Record<StressedRuntime, readonly [string, ...string[]]>> = {
  Node: [process.execPath, WITH_SOURCES, MAIN],
  Bun: ["bun", WITH_SOURCES, MAIN],
  Deno: ["deno", "run", "-A", DENO_MAIN],
};

/** Returns the program to start, with the arguments that come first, and its environment. */
export function commandOf(runtime: StressedRuntime): {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
} {
  const [program, ...args] = COMMANDS[runtime];
  const bin = inRepository("node_modules/.bin");
  const PATH = `${bin}${delimiter}${process.env["PATH"]}`;
  return { program, args, env: { ...process.env, PATH, NO_COLOR: "1" } };
}
