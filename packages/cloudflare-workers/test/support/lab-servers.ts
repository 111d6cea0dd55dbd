/** Real mail servers, as a process of their own. */
import { availability, compareStored, type LabServer, startServer } from "parley-lab";
import type { Arrived, MailServer } from "./provided.ts";
import { message, tell } from "./tell.ts";

const NAMES = ["postfix", "smtp-server"] as const;
const running: Partial<Record<string, LabServer>> = {};

const servers = await Promise.all(
  NAMES.map(async (name): Promise<MailServer> => {
    const available = await availability(name);
    if (!available.ok) return { name, ports: {}, missing: available.reason };
    const server = await startServer(name);
    running[name] = server;
    return { name, ports: server.ports, credentials: server.credentials };
  }),
);

async function arrived(name: string): Promise<Arrived[]> {
  const server = running[name];
  const copies = (await server?.messages()) ?? [];
  await server?.clearMessages();
  return copies.map(({ raw }) => ({ sha256: compareStored(message, raw).storedSha256 }));
}

const authorities = new Set(Object.values(running).map((server) => server?.ca));
await tell([...authorities].join("\n"), arrived, { servers });
