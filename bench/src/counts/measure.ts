/** Starts the processes that measure: the server, and one for each row. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { run } from "../processes.ts";
import type { Order } from "./child.ts";
import type { FigureName, Figures, RowName } from "./rows.ts";

/**
 * Compiles on the main thread, at the same calls in every run: compiled code allocates less, so the figures would
 * otherwise depend on the scheduling of other threads. No garbage is collected during a measurement, because the
 * young generation has room for everything.
 */
const FLAGS = [
  "--conditions=@parley-smtp/source",
  "--single-threaded",
  "--random-seed=1",
  "--expose-gc",
  "--min-semi-space-size=256",
  "--max-semi-space-size=256",
];

/** The server for the rows that use sockets. */
export interface Server extends AsyncDisposable {
  readonly port: number;
}

/** Starts the server in a separate process. */
export async function startServer(): Promise<Server> {
  const program = join(import.meta.dirname, "server-program.ts");
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    port: Number(port),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

/**
 * Measures a row.
 *
 * @param row the row
 * @param server the server for rows that use sockets
 * @param wastes what to waste for each message, one after the other
 * @param root another checkout with the same `bench/src`; default: this checkout
 * @returns the figures without a waste, and with each of the wastes
 */
export async function measureRow(
  row: RowName,
  { port }: Pick<Server, "port">,
  wastes: readonly FigureName[] = [],
  root: string = join(import.meta.dirname, "..", "..", ".."),
): Promise<readonly [Figures, ...Figures[]]> {
  const order: Order = { row, port, wastes };
  const child = join(root, "bench", "src", "counts", "child.ts");
  const { stdout } = await run([process.execPath, ...FLAGS, child, JSON.stringify(order)]);
  return JSON.parse(stdout) as [Figures, ...Figures[]];
}
