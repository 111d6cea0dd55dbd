/** Runs the real binary as a child process, as a user would. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The program and its first arguments. */
export const command: readonly [string, ...string[]] = [
  process.execPath,
  "--conditions=@parley-smtp/source",
  fileURLToPath(new URL("../../src/bin.ts", import.meta.url)),
];
/** A start takes a third of the time if the sources are already compiled. */
const compiled = join(tmpdir(), "parley-cli-compile-cache");

/** The result of a run. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The standard input; absent: empty. */
  readonly input?: string | Uint8Array;
}

/** Starts `parley`. */
export function start(
  args: readonly string[],
  { env = {}, input = "" }: RunOptions = {},
): ChildProcessWithoutNullStreams {
  const [program, ...first] = command;
  const child = spawn(program, [...first, ...args], {
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: compiled, ...env },
  });
  // A program that does not read all of its input closes the pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return child;
}

/** Waits for its end. */
export async function end(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const read = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      read[name] += text;
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...read };
}

/** Runs `parley` to its end. */
export function parley(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return end(start(args, options));
}

/** Removes line breaks, so that a wrapped sentence can be found. */
export function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}
