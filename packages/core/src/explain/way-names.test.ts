/** The names of ways are checked by the compiler: each mistake below is one that `tsc` reports. */
import { expect, expectTypeOf, it } from "vitest";
import type { Feature } from "../protocol/feature.ts";
import type { Left } from "../protocol/plan.ts";
import { fallBack } from "../protocol/scripts/fallback.ts";
import { createSession } from "../protocol/session.ts";
import { LADDERS, type WayNeeds, type WayOf } from "../protocol/tables/ladders.ts";
import { choiceOf } from "../protocol/view.ts";
import type { WordsForEveryWay } from "./sentences-features.ts";

const session = createSession({ host: "mail.example.net" });
const leaving = { because: "unsupported", cost: 0, phase: "envelope" } as const;

it("takes a way's name only where its feature has that way", () => {
  expect(choiceOf(session, "CHUNKING").way === "DATA").toBe(true);
  // @ts-expect-error: no way of CHUNKING has that name
  expect(choiceOf(session, "CHUNKING").way === "DATE").toBe(false);
  // @ts-expect-error: a way of another feature
  expect(choiceOf(session, "SIZE").way === "DATA").toBe(false);
  fallBack(session, { ...leaving, feature: "TLS", way: "STARTTLS" });
  // @ts-expect-error: no way of TLS has that name
  fallBack(session, { ...leaving, feature: "TLS", way: "STARTLS" });
  // @ts-expect-error: one of several
  fallBack(session, { ...leaving, feature: "DSN", way: ["those not refused", "those refused"] });
  // A mechanism that the user brought has any name.
  fallBack(session, { ...leaving, feature: "AUTH", way: "NTLM" });
  // What an earlier session remembers is read from a store, so its names are those of any version.
  expectTypeOf<Left["way"]>().toEqualTypeOf<string>();
});

it("knows the names of every feature's ways", () => {
  expectTypeOf<WayOf<"DELIVERBY">>().toEqualTypeOf<"BY" | "no deadline">();
  expectTypeOf<WayOf<"QUIT">>().toEqualTypeOf<"QUIT" | "closed">();
  type Without = { [F in Feature]: [WayOf<F>] extends [never] ? F : never }[Feature];
  expectTypeOf<Without>().toBeNever();
  expect(LADDERS.every(({ ways }) => ways.length > 0)).toBe(true);
});

it("takes the sentences of a feature only where they are those of all its ways", () => {
  const asked = "the parameter BY";
  const words = { BY: "with a deadline", "no deadline": "without one" };
  type Words = WordsForEveryWay["DELIVERBY"];
  expectTypeOf({ asked, ways: words }).toExtend<Words>();
  // @ts-expect-error: one way has no sentence
  ({ asked, ways: { BY: "with a deadline" } }) satisfies Words;
  // @ts-expect-error: no way has that name
  ({ asked, ways: { ...words, "no dead line": "without one" } }) satisfies Words;
});

it("takes a condition only where there is one of that name", () => {
  ({ offered: "DSN" }) satisfies WayNeeds;
  // @ts-expect-error: a condition that does not exist
  ({ offred: "DSN" }) satisfies WayNeeds;
});
