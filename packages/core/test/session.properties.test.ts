import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { encounter, sample } from "./arbitrary.ts";
import { faultsOf, mailboxFaults } from "./check-session.ts";
import { play } from "./play.ts";

const samples = fc.array(sample, { minLength: 1, maxLength: 3 });
const runs = Number(process.env.RUNS ?? 2000);

describe("for any server behaviour whatsoever", () => {
  it("a session keeps every rule and tells the truth about every recipient", () => {
    fc.assert(
      fc.property(encounter({ honest: false }), samples, ({ server, config }, messages) => {
        const played = play(createVirtualWorld(server), config, messages);
        expect(faultsOf(played)).toEqual([]);
      }),
      { numRuns: runs },
    );
  }, 100_000);

  it("an honest server has exactly what the client says it has", () => {
    fc.assert(
      fc.property(encounter({ honest: true }), samples, ({ server, config }, messages) => {
        const world = createVirtualWorld(server);
        const played = play(world, config, messages, { mailbox: () => world.mailbox });
        expect([...faultsOf(played), ...mailboxFaults(played)]).toEqual([]);
      }),
      { numRuns: runs },
    );
  }, 100_000);
});
