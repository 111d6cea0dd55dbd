import { describe, expect, it } from "vitest";
import { matches } from "../src/testing/personality.ts";
import { hasPieces } from "../src/testing/wildcards.ts";
import { blockGrowth } from "./block-work.ts";

describe("a pattern of addresses", () => {
  it.each([
    ["a@b.example", "A@B.example", true],
    ["*", "", true],
    ["*", "a@b.example", true],
    ["a*", "a@b.example", true],
    ["*@b.example", "a@b.example", true],
    ["*@b.example", "a@b.example.net", false],
    ["a*b*c", "abc", true],
    ["a*b*c", "a.b.b.c", true],
    ["a*b*c", "ac", false],
    ["ab*bc", "abc", false],
    ["a**c", "abc", true],
    ["a.c", "abc", false],
    ["(a+)*$", "(a+)x$", true],
    ["", "", true],
    ["", "a", false],
  ])("%j and %j: %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it("is compared in linear time", async () => {
    for (const tail of ["b", "a"]) {
      const work = (n: number) => {
        const [pattern, address] = [`${"*a".repeat(n)}*${tail}`, "a".repeat(2 * n)];
        return () => matches(pattern, address);
      };
      expect(await blockGrowth(work, 500)).toBeLessThan(6);
    }
  });
});

it.each([
  ["AUTH PLAIN ***", "AUTH PLAIN abc", true],
  ["AUTH PLAIN ***", "AUTH PLAIN ", false],
  ["AUTH PLAIN ***", "AUTH PLAIN a b", false],
  ["***", "abc", true],
  ["a ***b*** c", "a 1b2 c", true],
  ["a ***b*** c", "a bb c", false],
])("a secret that was not written down: %j and %j: %s", (pattern, text, expected) => {
  const secret = (between: string): boolean => /^[!-~]*$/.test(between);
  expect(hasPieces(text, pattern.split("***"), secret, 1)).toBe(expected);
});
