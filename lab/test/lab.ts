/** Starts a server for a test, or skips the test visibly if this host cannot run the server. */

import type { TestContext } from "vitest";
import { availability, type LabServer, type ServerName, startServer } from "../src/mod.ts";

export async function startOrSkip(context: TestContext, name: ServerName): Promise<LabServer> {
  const available = await availability(name);
  if (!available.ok) {
    console.warn(`SKIPPED ${name}: ${available.reason}`);
    context.skip(available.reason);
  }
  const server = await startServer(name);
  console.log(`> ran against ${server.name} ${server.version}`);
  return server;
}
