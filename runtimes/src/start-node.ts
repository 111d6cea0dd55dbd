/** Starts a program in a Node process, on any runtime. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The workspace's own Node, if it has one; otherwise the developer's. */
const bin = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));

/** A program that runs until it is stopped. */
export interface NodeProcess<Told> {
  /** The first line of its output, which is JSON. */
  readonly told: Told;
  stop(): Promise<void>;
}

/**
 * Starts a program, and resolves after its first line of output.
 *
 * @param program a program that ends when its standard input ends
 * @throws {Error} if it ends before
 */
export async function startNode<Told>(program: URL): Promise<NodeProcess<Told>> {
  const args = ["--conditions=@parley-smtp/source", fileURLToPath(program)];
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` };
  const child = spawn("node", args, { env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => {
      throw new Error(`${program.pathname} ended with ${code} before it printed anything.`);
    }),
  ]);
  return {
    told: JSON.parse(line),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
