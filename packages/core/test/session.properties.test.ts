import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { encounter, sample } from "./arbitrary.ts";
import { faultsOf, play } from "./play.ts";

describe("for any server behaviour whatsoever", () => {
  it("a session keeps every rule and tells the truth about every recipient", () => {
    fc.assert(
      fc.property(
        encounter({ honest: false }),
        fc.array(sample, { minLength: 1, maxLength: 3 }),
        ({ server, config }, samples) => {
          const world = createVirtualWorld(server);
          const played = play(world, config, samples, { mailbox: () => world.mailbox });
          expect(faultsOf(played)).toEqual([]);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 2000) },
    );
  }, 100_000);
});
