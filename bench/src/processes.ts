/** Starts processes that measure, one job each, and never two at a time unless asked. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { CoreRates, Counted, CountJob, IdleJob, Job, SendJob, Sent, Spent } from "./job.ts";

/** A runtime on which clients are measured. */
export type Runtime = "Node" | "Deno" | "Bun";

/** The runtimes, and how each runs TypeScript from here. */
export const RUNTIMES: Readonly<Record<Runtime, readonly [string, ...string[]]>> = {
  Node: [process.execPath],
  Deno: ["deno", "run", "-A"],
  Bun: ["bun"],
};

const root = join(import.meta.dirname, "..", "..");

/** A process that takes longer has hung. */
const LIMIT = 60_000;

/** What a job reports. */
type ResultOf<J extends Job> = J extends SendJob
  ? Sent
  : J extends CountJob
    ? Counted
    : J extends IdleJob
      ? Spent
      : CoreRates;

/**
 * Does a job in a process of its own.
 *
 * @param job what to do
 * @param runtime on what; default Node
 * @throws {Error} when it fails; the message is the last of what it said
 */
export async function measure<J extends Job>(job: J, runtime?: Runtime): Promise<ResultOf<J>>;
export async function measure(job: Job, runtime: Runtime = "Node"): Promise<unknown> {
  const child = join(import.meta.dirname, "child.ts");
  const command = [...RUNTIMES[runtime], child, JSON.stringify(job)];
  const { stdout } = await run(command);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

/**
 * Runs a program to its end.
 *
 * @returns what it printed, and the milliseconds that it took
 * @throws {Error} when it fails or hangs; the message is the last of what it said
 */
export function run(
  [program = "", ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string; readonly milliseconds: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LIMIT,
      killSignal: "SIGKILL",
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (bytes: Buffer) => {
      stdout += bytes;
    });
    child.stderr.on("data", (bytes: Buffer) => {
      stderr += bytes;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve({ stdout, milliseconds: performance.now() - start });
      else if (signal)
        reject(new Error(`It was ended by ${signal} after ${LIMIT / 1000} seconds.`));
      else reject(new Error(reasonIn(stderr) ?? `It ended with code ${code}.`));
    });
  });
}

/** The line of a stack trace that says what went wrong. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /(?:Error|error|fatal)\b.*:/.test(line)) ?? lines.at(-1))?.trim();
}
