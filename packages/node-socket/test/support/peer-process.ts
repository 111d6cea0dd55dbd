/** Starts the conformance peer in a separate process. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A conformance peer in another process. */
export interface PeerProcess {
  /** Its control port on 127.0.0.1. */
  readonly port: number;
  stop(): void;
}

/** Starts the peer, and resolves when it listens. */
export async function startPeer(): Promise<PeerProcess> {
  const main = fileURLToPath(new URL("./peer-main.ts", import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: ["pipe", "pipe", "inherit"] });
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`The conformance peer ended with ${code} before it listened.`);
  });
  const [port] = await Promise.race([once(child.stdout, "data"), failed]);
  failed.catch(() => {});
  return { port: Number(String(port)), stop: () => child.stdin.end() };
}
