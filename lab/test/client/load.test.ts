import { describe, expect, it } from "vitest";
import { runLoad } from "../../src/load/load.ts";

describe("a pool under load, with connections broken at random", () => {
  it.for([
    { breaks: 200, seed: 1, maxUnacknowledged: 1, servers: 1 },
    { breaks: 50, seed: 2, maxUnacknowledged: 1, servers: 1 },
    { breaks: 200, seed: 3, maxUnacknowledged: 8, servers: 1 },
    { breaks: 200, seed: 4, maxUnacknowledged: 8, servers: 2 },
  ])(
    "accounts for every message, and nothing is there twice: one break in $breaks places, $maxUnacknowledged unanswered, servers: $servers",
    async (how) => {
      const messages = 4_000;
      const report = await runLoad({ ...how, messages, connections: 10 });
      expect(report.results).toBe(messages);
      expect(report.accepted + report.unknown + report.failed).toBe(messages);
      expect(report.twice).toEqual([]);
      expect(report.missing).toEqual([]);
      expect(report.unexpected).toEqual([]);
      if (how.servers > 1) expect(report.moved).toBeGreaterThan(0);
      // Otherwise nothing was put to the test.
      expect(report.broken).toBeGreaterThan(20);
      expect(report.unknown).toBeGreaterThan(0);
      expect(report.unknownAndThere).toBeGreaterThan(0);
    },
  );
});
