import { join } from "node:path";
import { expect, it } from "vitest";
import { findExcess, lowerLimits } from "../limits.ts";
import { checkStructure } from "./check.ts";

const root = join(import.meta.dirname, "fixtures");
const { counts, places } = checkStructure(
  root,
  join(import.meta.dirname, "../../tsconfig.base.json"),
);

it("finds a circle of a type import, an import type and a re-export, once", () => {
  const circles = places.filter((place) => place.includes("circle"));
  expect(circles).toEqual(["example: import circle of one.ts, three.ts, two.ts"]);
  expect(counts["example: import circles"]).toBe(1);
});

it("finds names that several files declare, not those that they import or keep inside a function", () => {
  const names = places.filter((place) => place.includes("`"));
  expect(names).toEqual([
    "example: `renamed` in one.ts, three.ts",
    "example: `shared` in one.ts, two.ts",
  ]);
});

it("fails above a limit and where there is none, and never raises a limit", () => {
  expect(findExcess({ a: 1, b: 2 }, { a: 1, b: 3, c: 4 })).toEqual([]);
  expect(findExcess({ a: 2 }, { a: 1 })).toEqual(["a: 2, and the limit is 1."]);
  expect(findExcess({ a: 1 }, {})).toEqual(["a: 1, and the limit is 0."]);
  expect(lowerLimits({ a: 1, b: 9 }, { c: 1, b: 3, a: 2 })).toEqual({ a: 1, b: 3 });
});
