/** Finds free loopback ports, and the ports on which a process listens. */

import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer } from "node:net";

/**
 * Returns currently free ports of 127.0.0.1, one for each name.
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
 * Returns the TCP ports on which this process or one of its children listens (IPv4, Linux).
 *
 * Does not connect, because a connection would count as a session and be logged. A listener of another process on the
 * same port is not counted.
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
