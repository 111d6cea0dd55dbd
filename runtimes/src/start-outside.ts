/** Starts the servers of the cases in a process of their own, which is Node's whatever runs the cases. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The process with the servers. */
export interface Outside {
  /** Its control ports on 127.0.0.1. */
  readonly ports: { readonly conformance: number; readonly endToEnd: number };
  stop(): Promise<void>;
}

/** Starts it, and resolves when it listens. */
export async function startOutside(): Promise<Outside> {
  const main = fileURLToPath(new URL("./outside-main.ts", import.meta.url));
  const args = ["--conditions=@parley-smtp/source", main];
  const child = spawn("node", args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => {
      throw new Error(`The servers ended with ${code} before they listened.`);
    }),
  ]);
  return {
    ports: JSON.parse(line),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
