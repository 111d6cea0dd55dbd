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
    it(does, { timeout: 30_000 }, async ({ expect }) => {
      const cases = transportConformance(dialWith, peer).filter(({ name }) =>
        caughtBy.some((begin) => name.startsWith(begin)),
      );
      const passed = await Promise.all(
        cases.map(({ name, run }) =>
          run().then(
            () => name,
            () => undefined,
          ),
        ),
      );
      expect(cases.length).toBeGreaterThanOrEqual(caughtBy.length);
      expect(passed.filter((name) => name !== undefined)).toEqual([]);
    });
  }
});

describe("the conformance suite", () => {
  it("has no case that none of these transports fails", () => {
    const begins = faults.flatMap(({ caughtBy }) => caughtBy);
    const idle = transportConformance((ca) => nodeDial({ ca }), peer)
      .map(({ name }) => name)
      .filter((name) => !begins.some((begin) => name.startsWith(begin)));
    expect(idle).toEqual([]);
  });
});
