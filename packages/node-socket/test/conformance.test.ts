import { conformancePeerAt, transportConformance } from "@parley-smtp/core/testing";
import { afterAll, describe, it } from "vitest";
import { nodeDial } from "../src/mod.ts";
import { startPeer } from "./support/peer-process.ts";

const server = await startPeer();
afterAll(() => server.stop());

describe("the transport of node:net and node:tls", () => {
  const peer = conformancePeerAt({ host: "127.0.0.1", port: server.port }, nodeDial());
  for (const { name, run } of transportConformance((ca) => nodeDial({ ca }), peer)) {
    it(name, { timeout: 15_000 }, run);
  }
});
