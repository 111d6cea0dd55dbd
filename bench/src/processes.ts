/** Starts processes that measure, one job each, and never two at a time unless asked. */
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

/** On what, and from where, a job is done. */
export interface Host {
  /** Default: Node. */
  readonly runtime?: Runtime | undefined;
  /** A built checkout whose `bench/src` is like this one; default: this one. */
  readonly root?: string | undefined;
}

const here = join(import.meta.dirname, "..", "..");

/** A process that takes longer has hung. */
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
 * Does a job in a process of its own.
 *
 * @param job what to do
 * @param host on what, and from where
 * @throws {Error} when the job fails; the message is the last line that the process wrote
 */
export async function measure<J extends Job>(job: J, host?: Host): Promise<ResultOf<J>>;
export async function measure(job: Job, host: Host = {}): Promise<unknown> {
  const { stdout } = await run(commandOf(job, host), {}, host.root);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

/**
 * Starts a process that warms up and then sends whenever it is measured.
 *
 * @param job what to do
 * @param seconds how long a measurement takes
 * @param host on what, and from where
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
 * @returns what it printed, and the milliseconds that it took
 * @throws {Error} when it fails or hangs; the message is the last of what it said
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

/** The line of a stack trace that says what went wrong. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /(?:Error|error|fatal)\b.*:/.test(line)) ?? lines.at(-1))?.trim();
}
