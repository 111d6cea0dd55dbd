import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../src/testing/octets.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { encounter, longSample, type Sample } from "./arbitrary.ts";
import { faultsOf, mailboxFaults } from "./check-session.ts";
import { play } from "./play.ts";
import { answering, message, results, scene } from "./scene.ts";

describe("a body", () => {
  const large = `Subject: hello\r\n\r\n${`${"x".repeat(78)}\r\n`.repeat(9000)}`;

  function streamed(replayable: boolean): Sample {
    const sample = message(["b@x.example"]);
    const octets = encodeUtf8(large);
    const pieces = Array.from({ length: 50 }, (_, at) =>
      octets.subarray(at * 15_000, (at + 1) * 15_000),
    );
    return { ...sample, pieces, replayable };
  }

  const chunkRefused = answering({ to: "BDAT", nth: 3, reply: "500 5.5.1 No" });

  it("that can be read again goes another way", () => {
    const played = scene([streamed(true)], { server: chunkRefused });
    expect(results(played)).toEqual(["accepted: accepted"]);
  });

  it("that cannot be read again is reported as not sent after too much of it was read", () => {
    const played = scene([streamed(false)], { server: chunkRefused });
    expect(results(played)).toEqual(["BODY_SPENT: not-sent"]);
  });

  it("that cannot goes another way as long as it is kept", () => {
    const sample = { ...message(["b@x.example"]), replayable: false };
    const server = answering({ to: "BDAT", reply: "500 5.5.1 No" });
    expect(results(scene([sample], { server }))).toEqual(["accepted: accepted"]);
  });

  it("that turns out to need 8BITMIME is re-encoded for a server without it, from the first part on", () => {
    for (const capabilities of [["CHUNKING", "PIPELINING"], ["PIPELINING"]]) {
      const sample = streamed(true);
      const late = { ...sample, pieces: [...sample.pieces, Uint8Array.of(0xe4)] };
      const played = scene([late, message(["b@x.example"])], { server: { capabilities } });
      expect(results(played)).toEqual(["accepted: accepted", "accepted: accepted"]);
    }
  });

  it("that breaks off is never completed", () => {
    for (let breaks = 0; breaks < 50; breaks += 7) {
      for (const CHUNKING of ["prefer", "avoid"] as const) {
        const sample = { ...streamed(true), breaks };
        const played = scene([sample, message(["b@x.example"])], {
          config: { wishes: { CHUNKING } },
        });
        expect(results(played)).toEqual(["BODY_FAILED: not-sent", "accepted: accepted"]);
      }
    }
  });

  it("of any length arrives unchanged, or has its true outcome reported", () => {
    fc.assert(
      fc.property(
        encounter({ honest: true }),
        fc.array(longSample, { minLength: 1, maxLength: 2 }),
        ({ server, config }, samples) => {
          const world = createVirtualWorld(server);
          const played = play(world, config, samples, { mailbox: () => world.mailbox });
          expect([...faultsOf(played), ...mailboxFaults(played)]).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});
