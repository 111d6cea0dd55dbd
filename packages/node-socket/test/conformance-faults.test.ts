import { conformancePeerAt, transportConformance } from "@parley-smtp/core/testing";
import { afterAll, describe, expect, it } from "vitest";
import { nodeDial } from "../src/mod.ts";
import { faults } from "./support/faults.ts";
import { startPeer } from "./support/peer-process.ts";

const server = await startPeer();
afterAll(() => server.stop());
const peer = conformancePeerAt({ host: "127.0.0.1", port: server.port }, nodeDial());

describe.concurrent("the conformance suite catches a transport that", () => {
  for (const { does, dialWith, caughtBy } of faults) {
    it(does, { timeout: 30_000 }, async () => {
      const suite = transportConformance(dialWith, peer);
      ...
    });
  }
});
