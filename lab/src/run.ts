/**
 * One run of one server: its folder and its processes, and their reliable end.
 *
 * Every process leads its own process group, which is killed as a whole. A small shell guards the run: however this
 * process ends, even if it is killed, the shell notices the end of a pipe and ends the run.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { listensOn } from "./ports.ts";

const isLinux = process.platform === "linux";

/**
 * Reads the run's process groups, one per line, until this process closes the pipe or ends. $0 is the run's folder.
 * Removing it may fail while the killed processes are still ending.
 */
const GUARD = `
while read -r group; do groups="$groups -$group"; done
[ "$groups" ] && kill -s KILL -- $groups
until rm -rf "$0"; do sleep 1; done`;

/** The user and group `nobody`, which root uses for processes that need no rights. */
export const NOBODY = 65534;

const DROP = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--"];

/** The user of `unprivileged` processes. */
export const unprivilegedUser: number = process.getuid?.() || NOBODY;

/** Options for starting a process. */
export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** If root starts it, it runs as nobody. */
  readonly unprivileged?: boolean;
  /** Whether its first line of standard output is needed; otherwise everything goes to the log. */
  readonly piped?: boolean;
}

/** One run of one server. */
export class Run {
  /** This run's own folder; every user may enter it, only its owner may list it. */
  readonly folder: string;
  readonly #guard: ChildProcess;
  readonly #processes: ChildProcess[] = [];
  readonly #ended = new AbortController();

  /** Aborted when the run ends. */
  readonly ended: AbortSignal = this.#ended.signal;

  private constructor(folder: string) {
    this.folder = folder;
    this.#guard = spawn("/bin/sh", ["-c", GUARD, folder], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
  }

  /** Creates the folder of a new run. */
  static async create(name: string): Promise<Run> {
    const run = new Run(await mkdtemp(join(tmpdir(), `parley-lab-${name}-`)));
    await once(run.#guard, "spawn");
    await chmod(run.folder, 0o711);
    return run;
  }

  /** Returns a path inside the folder. */
  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** Creates a folder inside the folder, whatever the umask, and gives it to a user and group. */
  async makeFolder(
    name: string,
    mode: number = 0o755,
    uid?: number,
    gid?: number,
  ): Promise<string> {
    const path = this.path(name);
    await mkdir(path, { recursive: true });
    await chmod(path, mode);
    if (process.getuid?.() === 0 && uid !== undefined) await chown(path, uid, gid ?? uid);
    return path;
  }

  /** Starts a process whose output goes to `out.log`. */
  async spawn(command: readonly string[], options: SpawnOptions = {}): Promise<ChildProcess> {
    const { env = {}, unprivileged = false, piped = false } = options;
    const drop = unprivileged && process.getuid?.() === 0 ? DROP : [];
    const log = openSync(this.path("out.log"), "a");
    try {
      const [program = "", ...args] = [...drop, ...command];
      const child = spawn(program, args, {
        cwd: this.folder,
        detached: true,
        env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", ...env },
        stdio: ["ignore", piped ? "pipe" : log, log],
      });
      this.#processes.push(child);
      await once(child, "spawn");
      this.#guard.stdin?.write(`${child.pid}\n`);
      return child;
    } finally {
      closeSync(log);
    }
  }

  /**
   * Waits until the process listens on all these ports.
   * @throws {Error} if it ends before that, or after 30 seconds
   */
  async listening(child: ChildProcess, ports: readonly number[]): Promise<void> {
    await until(async () => {
      if (hasEnded(child)) throw new Error("it ended before it listened on its ports");
      const open = await listensOn(child.pid ?? 0);
      return ports.every((port) => open.has(port));
    }, "it does not listen on its ports");
  }

  /** Kills all processes, waits for their end and lets the guard remove the folder. */
  async stop(): Promise<void> {
    this.#ended.abort();
    for (const child of this.#processes) {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // The group has already ended.
      }
    }
    for (const child of this.#processes) {
      if (!hasEnded(child)) await once(child, "exit");
      await until(async () => (await livingGroup(child.pid)) === 0, "a process of it lives on");
    }
    this.#guard.stdin?.end();
    if (!hasEnded(this.#guard)) await once(this.#guard, "exit");
  }
}

/** Asks every few milliseconds until the answer is yes, for at most 30 seconds. */
export async function until(ask: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`${otherwise}, even after 30 seconds`);
    await delay(5);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Counts the living processes of a group; a zombie does not count. */
async function livingGroup(group: number | undefined): Promise<number> {
  let living = 0;
  if (!isLinux || group === undefined) return living;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
    // "pid (name) state parent group ...", where the name may hold anything
    const [state, , of] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(of) === group && state !== "Z" && state !== "X") living += 1;
  }
  return living;
}
