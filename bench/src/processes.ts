/** Starts the measuring processes, one job each, and one at a time unless requested otherwise. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Running } from "./contest.ts";
import type {
  CoreRates,
  Counted,
  CountJob,
  FirstJob,
  IdleJob,
  Job,
  SendJob,
  Sent,
  SessionJob,
  Spent,
} from "./job.ts";

/** A runtime on which clients are measured. */
export type Runtime = "Node" | "Deno" | "Bun";

/** The runtimes, and how each runs TypeScript from here. */
export const RUNTIMES: Readonly<Record<Runtime, readonly [string, ...string[]]>> = {
  Node: [process.execPath],
  Deno: ["deno", "run", "-A"],
  Bun: ["bun"],
};

/** The runtime and the checkout of a job. */
export interface Host {
  /** Default: Node. */
  readonly runtime?: Runtime | undefined;
  /** A built checkout with the same `bench/src`; default: this one. */
  readonly root?: string | undefined;
}

const here = join(import.meta.dirname, "..", "..");

/** Milliseconds after which a process counts as hanging. */
const LIMIT = 60_000;

/** What a job reports. */
type ResultOf<J extends Job> = J extends SendJob | FirstJob
  ? Sent
  : J extends CountJob
    ? Counted
    : J extends IdleJob
      ? Spent
      : CoreRates;

/**
 * Runs a job in a separate process.
 *
 * @param job the job
 * @param host the runtime and the checkout
 * @throws {Error} when the job fails; the message is the last line that the process wrote
 */
export async function measure<J extends Job>(job: J, host?: Host): Promise<ResultOf<J>>;
export async function measure(job: Job, host: Host = {}): Promise<unknown> {
  const { stdout } = await run(commandOf(job, host), {}, host.root);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

/**
 * Starts a process that warms up and then sends during each measurement.
 *
 * @param job the job
 * @param seconds the length of a measurement
 * @param host the runtime and the checkout
 * @throws {Error} when the process fails; the message is the last line that it wrote
 */
export async function startSession(
  job: SessionJob,
  seconds: number,
  host: Host,
): Promise<Running<Sent>> {
  const [program = "", ...args] = commandOf(job, host);
  const child = spawn(program, args, {
    cwd: host.root ?? here,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (bytes: Buffer) => {
    stderr += bytes;
  });
  const ended = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.on("close", () => reject(new Error(reasonIn(stderr) ?? "The process ended.")));
  });
  ended.catch(() => {});
  // A client that breaks must not break the benchmark.
  child.stdin.on("error", () => {});
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await within(LIMIT, child, Promise.race([lines.next(), ended]));
    return line.done ? ended : line.value;
  };
  const stop = (): void => {
    child.kill("SIGKILL");
  };
  await next();
  return {
    measure: async () => {
      child.stdin.write(`${seconds}\n`);
      return JSON.parse(await next()) as Sent;
    },
    stop,
  };
}

/** Ends a process that takes too long. */
async function within<T>(limit: number, child: ChildProcess, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => child.kill("SIGKILL"), limit);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

function commandOf(job: Job | SessionJob, { runtime = "Node", root = here }: Host): string[] {
  const child = join(root, "bench", "src", "child.ts");
  return [...RUNTIMES[runtime], child, JSON.stringify(job)];
}

const ENVIRONMENT = { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };

/**
 * Runs a program to its end.
 *
 * @returns the output, and the time in milliseconds
 * @throws {Error} if the program fails or hangs; the message is the end of its output
 */
export function run(
  [program = "", ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
  root: string = here,
): Promise<{ readonly stdout: string; readonly milliseconds: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...ENVIRONMENT, ...env },
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

/** Returns the line of a stack trace with the error. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /(?:Error|error|fatal)\b.*:/.test(line)) ?? lines.at(-1))?.trim();
}
