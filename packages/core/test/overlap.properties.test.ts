import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageOptions } from "../src/client/message/message-options.ts";
import type { Personality } from "../src/testing/personality.ts";
import { type Encounter, encounter } from "./arbitrary.ts";
import { type Result, recipientsOf } from "./check-outcome.ts";
import { type Run, run, type TestMessage, wrong } from "./pipelined-messages.ts";

const runs = 300;
/** Milliseconds, for a machine with much else to do. */
const patience = 120_000;

const messages: fc.Arbitrary<readonly TestMessage[]> = fc.array(
  fc.record({
    to: fc.subarray(["b@x.example", "c@x.example", "d@y.example"], { minLength: 1 }),
    lines: fc.constantFrom(0, 0, 3, 500, 20_000),
    inMemory: fc.constantFrom(true, true, true, false),
    partial: fc.constantFrom<"accept" | "refuse">("accept", "accept", "accept", "refuse"),
    eightBit: fc.constantFrom(false, false, true),
    asks: fc.constantFrom<MessageOptions>(
      {},
      {},
      {},
      { requireTls: true },
      { dsn: { ret: "headers", envid: "a letter" } },
      { deliverBy: { seconds: 600, mode: "return" } },
      { holdFor: 60, requireTls: true },
    ),
  }),
  { minLength: 1, maxLength: 7 },
);

/** With pipelining, every reply shares a flight with others: a missing reply shifts the meaning of the next one. */
function answeringAll({ server, config }: Encounter): Encounter {
  const answers = server.answers?.map(({ silence: _, ...answer }) => answer);
  return { config, server: { ...server, ...(answers ? { answers } : {}) } as Personality };
}

/** Mostly servers that allow pipelining of messages. */
const encounters: fc.Arbitrary<Encounter> = fc
  .tuple(encounter({ honest: true }), fc.nat(3))
  .map(([made, plain]) => {
    const met = answeringAll(made);
    if (plain === 0) return met;
    const listed = [...new Set([...met.server.capabilities, "PIPELINING", "CHUNKING"])];
    return { ...met, server: { ...met.server, capabilities: listed } };
  });

/** A server that lists all that is asked of it, in clear and under TLS. */
const generous: fc.Arbitrary<Encounter> = encounters.map(({ server, config }) => {
  const more = [
    "PIPELINING",
    "CHUNKING",
    "8BITMIME",
    "DSN",
    "DELIVERBY",
    "FUTURERELEASE 3600 2030-01-01T00:00:00Z",
  ];
  const { capabilities, capabilitiesTls = capabilities } = server;
  return {
    config,
    server: {
      ...server,
      capabilities: [...new Set([...capabilities, ...more])],
      capabilitiesTls: [...new Set([...capabilitiesTls, ...more, "REQUIRETLS"])],
    } as Personality,
  };
});

describe("pipelined messages", () => {
  it(
    "are reported as the server has them, each once and in order",
    () => {
      fc.assert(
        fc.property(encounters, messages, fc.integer({ min: 1, max: 5 }), (met, given, most) => {
          expect(wrong(run(met, given, most), given, most)).toEqual([]);
        }),
        { numRuns: runs },
      );
    },
    patience,
  );

  it(
    "each go with what was asked for them, and with nothing that was asked for another",
    () => {
      fc.assert(
        fc.property(generous, messages, fc.integer({ min: 2, max: 5 }), (met, given, most) => {
          expect(wrong(run(met, given, most), given, most)).toEqual([]);
        }),
        { numRuns: runs },
      );
    },
    patience,
  );

  it(
    "come to the same however the server's octets are cut",
    () => {
      fc.assert(
        fc.property(encounters, messages, fc.constantFrom(1, 2, 7), (met, given, chunk) => {
          const told = ({ settled }: Run) =>
            settled.map(({ outcome }) => recipientsOf(outcome as Result).map((one) => one.outcome));
          expect(told(run(met, given, 3, chunk))).toEqual(told(run(met, given, 3)));
        }),
        { numRuns: 60 },
      );
    },
    patience,
  );
});
