/** Declares a test suite with a real server, or a visible skip if this host cannot run the server. */
import { afterAll, beforeAll, describe } from "vitest";
import { availability, type LabServer, type ServerName, startServer } from "../../src/mod.ts";

/**
 * Declares a suite.
 *
 * @param name the server
 * @param title what the suite is about
 * @param declare declares the tests; its argument returns the running server
 */
export async function describeServer(
  name: ServerName,
  title: string,
  declare: (server: () => LabServer) => void,
): Promise<void> {
  const available = await availability(name);
  if (!available.ok) console.warn(`SKIPPED ${title}: ${available.reason}`);
  describe.skipIf(!available.ok)(title, () => {
    let server: LabServer | undefined;
    beforeAll(async () => {
      server = await startServer(name);
      console.log(`> ran against ${server.name} ${server.version}`);
    });
    afterAll(() => server?.stop());
    declare(() => {
      if (!server) throw new Error(`${name} is not running.`);
      return server;
    });
  });
}
