import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { TransportErrorKind } from "../src/protocol/errors/transport-error.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { config, encounter, sample } from "./arbitrary.ts";
import { faultsOf, mailboxFaults } from "./check-session.ts";
import { babbles, babbling, meddled, meddlings } from "./peers.ts";
import { type Delivery, play } from "./play.ts";

const samples = fc.array(sample, { minLength: 1, maxLength: 3 });
const places = fc.integer({ min: 1, max: 40 });
const kinds = fc.constantFrom<TransportErrorKind>(
  "reset",
  "reset",
  "timeout",
  "timeout",
  "aborted",
  "aborted",
  "refused",
  "certificate",
  "handshake",
  "unreachable",
);
const runs = 800;

function outcome({ result, roundTrips }: Delivery): unknown {
  return { result, roundTrips };
}

describe("for any server behaviour whatsoever", { timeout: 60_000 }, () => {
  it("a session keeps every rule and reports the true outcome of every recipient", () => {
    fc.assert(
      fc.property(encounter({ honest: false }), samples, ({ server, config }, messages) => {
        const played = play(createVirtualWorld(server), config, messages);
        expect(faultsOf(played)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it("an honest server has exactly what the client says it has", () => {
    fc.assert(
      fc.property(encounter({ honest: true }), samples, ({ server, config }, messages) => {
        const world = createVirtualWorld(server);
        const played = play(world, config, messages, { mailbox: () => world.mailbox });
        expect([...faultsOf(played), ...mailboxFaults(played)]).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it("replies that are lost, doubled, moved or forged break no rule", () => {
    fc.assert(
      fc.property(
        encounter({ honest: true }),
        meddlings,
        samples,
        ({ server, config }, what, messages) => {
          const network = meddled(createVirtualWorld(server), what);
          expect(faultsOf(play(network, config, messages))).toEqual([]);
        },
      ),
      { numRuns: runs },
    );
  });

  it("bytes without any sense break no rule", () => {
    fc.assert(
      fc.property(babbles, config, samples, (said, wanted, messages) => {
        expect(faultsOf(play(babbling(said), wanted, messages))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it("a connection that breaks anywhere breaks no rule", () => {
    fc.assert(
      fc.property(
        encounter({ honest: true }),
        places,
        kinds,
        fc.boolean(),
        samples,
        ({ server, config: wanted }, nth, kind, curious, messages) => {
          const world = createVirtualWorld(server);
          const played = play(world, wanted, messages, {
            mailbox: () => world.mailbox,
            sabotage: { nth, kind },
            curious,
          });
          expect([...faultsOf(played), ...mailboxFaults(played)]).toEqual([]);
        },
      ),
      { numRuns: runs },
    );
  });

  it("an aborted call ends", () => {
    fc.assert(
      fc.property(
        encounter({ honest: true }),
        places,
        fc.boolean(),
        samples,
        ({ server, config: wanted }, nth, curious, messages) => {
          const { struck } = play(createVirtualWorld(server), wanted, messages, {
            sabotage: { nth, kind: "aborted" },
            curious,
          });
          if (!struck) return;
          const code = "error" in struck && SmtpError.is(struck.error) && struck.error.code;
          expect(["ABORTED", "OUTCOME_UNKNOWN"]).toContain(code);
        },
      ),
      { numRuns: runs },
    );
  });

  it("the same bytes of the server give the same session, however they are cut", () => {
    fc.assert(
      fc.property(
        encounter({ honest: true }),
        fc.integer({ min: 1, max: 30 }),
        samples,
        ({ server, config: wanted }, chunk, messages) => {
          const whole = play(createVirtualWorld(server), wanted, messages);
          const cut = play(createVirtualWorld(server), wanted, messages, { chunk });
          expect(cut.events).toEqual(whole.events);
          expect(cut.deliveries.map(outcome)).toEqual(whole.deliveries.map(outcome));
        },
      ),
      { numRuns: runs },
    );
  });
});
