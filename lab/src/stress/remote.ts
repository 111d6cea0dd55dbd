/** The servers of the stress run in a process of Node's, for the runtimes whose clients are under test. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ServerPlan, ServerReport, StressServers } from "./plan.ts";

/** What the process reports in its first line. */
export interface RemoteServers {
  readonly port: number;
  readonly ca: string;
}

/** What is asked, one request each. */
export type RemoteQuestion =
  | { readonly start: ServerPlan }
  | { readonly report: number }
  | { readonly close: number };

/** A server that was started. */
export interface RemoteServer {
  readonly number: number;
  readonly host: string;
  readonly port: number;
}

/** Where the workspace has a Node of its own; elsewhere it is the developer's. */
const bin = fileURLToPath(new URL("../../../node_modules/.bin", import.meta.url));

/** Starts the process, which ends with this one. */
export async function remoteServers(): Promise<StressServers> {
  const program = fileURLToPath(new URL("servers-program.ts", import.meta.url));
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` };
  const args = ["--conditions=@parley-smtp/source", program];
  const child = spawn("node", args, { env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => {
      throw new Error(`The servers' process ended with ${code} before it listened.`);
    }),
  ]);
  const { port, ca } = JSON.parse(line as string) as RemoteServers;
  async function ask<Answer>(question: RemoteQuestion): Promise<Answer> {
    const body = JSON.stringify(question);
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
    if (!response.ok) throw new Error(`The servers' process failed: ${await response.text()}`);
    return (await response.json()) as Answer;
  }
  return {
    ca,
    async start(plan) {
      const { number, ...place } = await ask<RemoteServer>({ start: plan });
      return {
        ...place,
        report: () => ask<ServerReport>({ report: number }),
        close: () => ask<void>({ close: number }),
      };
    },
    async close() {
      child.stdin.end();
      child.kill();
      await ended;
    },
  };
}
