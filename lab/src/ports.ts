/** Loopback ports: free ones to give away, and those on which a process listens. */

import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer } from "node:net";

/**
 * Ports of 127.0.0.1 that were free a moment ago, one for each name.
 *
 * @example
 * const { plain, bare } = await freePorts(["plain", "bare"]);
 */
export async function freePorts<Name extends string>(
  names: readonly Name[],
): Promise<Record<Name, number>> {
  const held = await Promise.all(
    names.map(async (name) => {
      const server = createServer();
      const port = await new Promise<number>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => {
          const address = server.address();
          if (address !== null && typeof address === "object") resolve(address.port);
        });
      });
      return { name, port, server };
    }),
  );
  await Promise.all(held.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(held.map(({ name, port }) => [name, port])) as Record<Name, number>;
}

/**
 * The TCP ports on which this very process or one that it started listens (IPv4, Linux).
 *
 * Nothing is connected to: a connection would count as a session and be logged;
 * and a listener of someone else on the same port is not taken for ours.
 */
export async function listensOn(pid: number): Promise<Set<number>> {
  const own = new Set<string>();
  for (const process of await withDescendants(pid)) {
    for (const descriptor of await readdir(`/proc/${process}/fd`).catch(() => [])) {
      own.add(await readlink(`/proc/${process}/fd/${descriptor}`).catch(() => ""));
    }
  }
  const ports = new Set<number>();
  for (const row of (await readFile("/proc/net/tcp", "utf8")).split("\n")) {
    const [, local, , state, , , , , , inode] = row.trim().split(/\s+/);
    if (state === "0A" && own.has(`socket:[${inode}]`)) {
      ports.add(Number.parseInt(local?.split(":")[1] ?? "", 16));
    }
  }
  return ports;
}

async function withDescendants(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "latin1").catch(() => "");
  const below = children.split(" ").filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(below.map(withDescendants))).flat()];
}
