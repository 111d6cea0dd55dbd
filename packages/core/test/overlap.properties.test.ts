import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Personality } from "../src/testing/personality.ts";
import { type Encounter, encounter } from "./arbitrary.ts";
import { type Result, recipientsOf } from "./check-outcome.ts";
import { type Letter, type Run, run, wrong } from "./letters.ts";

const runs = 300;
/** Milliseconds, for a machine with much else to do. */
const patience = 120_000;

const letters: fc.Arbitrary<readonly Letter[]> = fc.array(
  fc.record({
    to: fc.subarray(["b@x.example", "c@x.example", "d@y.example"], { minLength: 1 }),
    lines: fc.constantFrom(0, 0, 3, 500, 20_000),
    inMemory: fc.constantFrom(true, true, true, false),
    partial: fc.constantFrom<"accept" | "refuse">("accept", "accept", "accept", "refuse"),
  }),
  { minLength: 1, maxLength: 7 },
);

/** Where messages overlap every reply shares a flight with others: one left out is a lie about the next. */
function answeringAll({ server, config }: Encounter): Encounter {
  const answers = server.answers?.map(({ silence: _, ...answer }) => answer);
  return { config, server: { ...server, ...(answers ? { answers } : {}) } as Personality };
}

/** Mostly servers that let messages overlap. */
const encounters: fc.Arbitrary<Encounter> = fc
  .tuple(encounter({ honest: true }), fc.nat(3))
  .map(([made, plain]) => {
    const met = answeringAll(made);
    if (plain === 0) return met;
    const listed = [...new Set([...met.server.capabilities, "PIPELINING", "CHUNKING"])];
    return { ...met, server: { ...met.server, capabilities: listed } };
  });

describe("messages that overlap", () => {
  it(
    "are told of as the server has them, each once and in order",
    () => {
      fc.assert(
        fc.property(encounters, letters, fc.integer({ min: 1, max: 5 }), (met, given, most) => {
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
        fc.property(encounters, letters, fc.constantFrom(1, 2, 7), (met, given, chunk) => {
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
