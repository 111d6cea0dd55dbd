import { conformancePeerAt, transportConformance } from "@parley-smtp/core/testing";
import { afterAll, describe, expect, it } from "vitest";
import { nodeDial } from "../src/mod.ts";
import { type Fault, faults } from "./support/faults.ts";
import { startPeer } from "./support/peer-process.ts";

const server = await startPeer();
afterAll(() => server.stop());
const peer = conformancePeerAt({ host: "127.0.0.1", port: server.port }, nodeDial());

/** Returns the cases that a fault should fail, and those that pass anyway. */
async function outcome({ dialWith, caughtBy }: Fault): Promise<{ ran: number; passed: string[] }> {
  const cases = transportConformance(dialWith, peer).filter(({ name }) =>
    caughtBy.some((begin) => name.startsWith(begin)),
  );
  const failed = await Promise.all(
    cases.map(({ run }) =>
      run().then(
        () => false,
        () => true,
      ),
    ),
  );
  return {
    ran: cases.length,
    passed: cases.filter((_, at) => !failed[at]).map(({ name }) => name),
  };
}

describe("the conformance suite catches a transport that", () => {
  // All at once, because some faults only show in a case that does not end.
  const outcomes = faults.map((fault) => ({ ...fault, outcome: outcome(fault) }));
  for (const { does, caughtBy, outcome } of outcomes) {
    it(does, { timeout: 30_000 }, async () => {
      const { ran, passed } = await outcome;
      expect(passed).toEqual([]);
      expect(ran).toBeGreaterThanOrEqual(caughtBy.length);
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
