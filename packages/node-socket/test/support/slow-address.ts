/** An address whose kernel answers no connection until a test allows it, as over a lossy network. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

const SERVER = `
  const { createServer } = require("node:net");
  const [host, port] = process.argv.slice(1);
  const server = createServer((socket) => socket.on("error", () => {}).write(host + "\\n"));
  server.listen({ host, port: Number(port), backlog: 1 }, () => console.log(server.address().port));
`;

/** A listening address. */
export interface SlowAddress {
  readonly port: number;
  /** Accepts connections from now on: waiting ones succeed with their next SYN. */
  wake(): void;
  stop(): void;
}

/**
 * Listens with a full backlog in a stopped process, so that further SYNs are dropped.
 *
 * @param host a loopback address
 * @param port 0 for any
 */
export async function listenSlowly(host: string, port = 0): Promise<SlowAddress> {
  const child = spawn(process.execPath, ["-e", SERVER, host, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [told] = await once(child.stdout, "data");
  const number = Number(String(told));
  child.kill("SIGSTOP");
  const fillers: Socket[] = [];
  for (let taken = true; taken; ) {
    const filler = connect({ host, port: number }).on("error", () => {});
    fillers.push(filler);
    const never = new Promise<boolean>((resolve) => setTimeout(resolve, 150, false));
    taken = await Promise.race([once(filler, "connect").then(() => true), never]);
  }
  return {
    port: number,
    wake: () => void child.kill("SIGCONT"),
    stop() {
      for (const filler of fillers) filler.destroy();
      child.kill("SIGKILL");
    },
  };
}
