/** The compiler checks the names of methods: `tsc` reports each mistake below. */
import { expect, expectTypeOf, it } from "vitest";
import type { Feature } from "../protocol/plan/feature.ts";
import type { ExcludedMethod } from "../protocol/plan/plan.ts";
import { choiceOf } from "../protocol/plan/session-plan.ts";
import { fallBack } from "../protocol/scripts/fallback.ts";
import { createSession } from "../protocol/session/session.ts";
import {
  FALLBACK_ORDERS,
  type MethodConditions,
  type MethodOf,
} from "../protocol/tables/fallback-orders.ts";
import type { WordsForEveryMethod } from "./sentences-features.ts";

const session = createSession({ host: "mail.example.net" });
const leaving = { reason: "unsupported", cost: 0, phase: "envelope" } as const;

it("takes a way's name only where its feature has that way", () => {
  expect(choiceOf(session, "CHUNKING").method === "DATA").toBe(true);
  // @ts-expect-error: CHUNKING has no method of that name
  expect(choiceOf(session, "CHUNKING").method === "DATE").toBe(false);
  // @ts-expect-error: a method of another feature
  expect(choiceOf(session, "SIZE").method === "DATA").toBe(false);
  fallBack(session, { ...leaving, feature: "TLS", method: "STARTTLS" });
  // @ts-expect-error: TLS has no method of that name
  fallBack(session, { ...leaving, feature: "TLS", method: "STARTLS" });
  // @ts-expect-error: one of several
  fallBack(session, { ...leaving, feature: "DSN", method: ["those not refused", "those refused"] });
  // The user's own mechanism can have any name.
  fallBack(session, { ...leaving, feature: "AUTH", method: "NTLM" });
  // Names from a store can be those of any version.
  expectTypeOf<ExcludedMethod["method"]>().toEqualTypeOf<string>();
});

it("knows the names of every feature's ways", () => {
  expectTypeOf<MethodOf<"DELIVERBY">>().toEqualTypeOf<"BY" | "no deadline">();
  expectTypeOf<MethodOf<"QUIT">>().toEqualTypeOf<"QUIT" | "closed">();
  type Without = { [F in Feature]: [MethodOf<F>] extends [never] ? F : never }[Feature];
  expectTypeOf<Without>().toBeNever();
  expect(FALLBACK_ORDERS.every(({ methods }) => methods.length > 0)).toBe(true);
});

it("takes the sentences of a feature only where they are those of all its ways", () => {
  const asked = "the parameter BY";
  const words = { BY: "with a deadline", "no deadline": "without one" };
  type Words = WordsForEveryMethod["DELIVERBY"];
  expectTypeOf({ asked, methods: words }).toExtend<Words>();
  // @ts-expect-error: one method has no sentence
  ({ asked, methods: { BY: "with a deadline" } }) satisfies Words;
  // @ts-expect-error: no method has that name
  ({ asked, methods: { ...words, "no dead line": "without one" } }) satisfies Words;
});

it("takes a condition only where there is one of that name", () => {
  ({ offered: "DSN" }) satisfies MethodConditions;
  // @ts-expect-error: a condition that does not exist
  ({ offred: "DSN" }) satisfies MethodConditions;
});
