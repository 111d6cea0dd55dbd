import { describe, expect, it } from "vitest";
import { runLoad } from "../../src/load/load.ts";

describe("a pool under load, with connections broken at random", () => {
  it.for([
    { breaks: 200, seed: 1 },
    { breaks: 50, seed: 2 },
  ])(
    "accounts for every message, and nothing is there twice: one break in $breaks places",
    async ({ breaks, seed }) => {
      const messages = 4_000;
      const report = await runLoad({ messages, breaks, seed, connections: 10 });
      expect(report.results).toBe(messages);
      expect(report.accepted + report.unknown + report.failed).toBe(messages);
      expect(report.twice).toEqual([]);
      expect(report.missing).toEqual([]);
      expect(report.unexpected).toEqual([]);
      // Otherwise nothing was put to the test.
      expect(report.broken).toBeGreaterThan(20);
      expect(report.unknown).toBeGreaterThan(0);
      expect(report.unknownAndThere).toBeGreaterThan(0);
    },
  );
});
