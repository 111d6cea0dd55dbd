import { describe, expect, it } from "vitest";
import {
  compareValue,
  fitsBlock,
  readValue,
  statedValues,
  withComparisons,
} from "./example-values.ts";

it("finds values behind expressions, and no prose", () => {
  const text = [
    "const a = 1; // 1",
    'f("x"); // "y"',
    "console.log(a); // [1, 2]",
    "console.log(a, b); // 3",
    "f(); // what it does",
    "f(); // MAIL, RCPT",
    "f();",
    "// 5",
  ].join("\n");
  const stated = statedValues(text).map(({ start, end, value }) => [text.slice(start, end), value]);
  expect(stated).toEqual([
    ['f("x")', '"y"'],
    ["a", "[1, 2]"],
    ["console.log(a, b)", "3"],
  ]);
});

it("puts comparisons around them, on the same lines", () => {
  expect(withComparisons("a;\nf(1); // 2\nconsole.log(b); // {}", "compare")).toBe(
    'a;\ncompare(f(1), "2"); // 2\nconsole.log(compare(b, "{}")); // {}',
  );
});

describe("a stated value", () => {
  it.each<[string, unknown]>([
    ['"a: b, c"', "a: b, c"],
    ["undefined: nothing more yet", undefined],
    ["5, since it was refused", 5],
    ['["a", "b"]', ["a", "b"]],
    ["{ a: 1, b: { c: [2] } }", { a: 1, b: { c: [2] } }],
  ])("%s is read", (text, value) => {
    expect(readValue(text)).toEqual(value);
  });

  it("that is no value is an error", () => {
    expect(() => readValue("{ a: b c }")).toThrow(/no value/);
  });

  it.each<[unknown, string, boolean]>([
    [5, "5", true],
    [5, '"5"', false],
    [{ a: 1 }, "{ a: 1 }", true],
    [{ a: 1, b: 2 }, "{ a: 1 }", false],
    [{ a: 1, b: undefined }, "{ a: 1 }", true],
    [{ a: 1, b: 2 }, "{ a: 1, ... }", true],
    [{ b: 2 }, "{ a: 1, ... }", false],
    [{ a: { b: 1, c: 2 } }, "{ a: { b: 1, ... } }", true],
    [["a"], '["a", "b"]', false],
    [["a", "b"], '["a"]', false],
    [null, "{ ... }", false],
    [undefined, "undefined", true],
  ])("%j and %s: %s", (value, stated, same) => {
    const compare = (): unknown => compareValue(value, stated);
    if (same) expect(compare()).toBe(value);
    else expect(compare).toThrow(`The page says ${stated}, and it is`);
  });
});

it.each<[string, readonly string[], boolean]>([
  ["a\nb\n", ["a", "b"], true],
  ["a\nb\n", ["a"], false],
  ["a\n", ["a", "b"], false],
  ["a\nb\nc\n", ["a", "...", "c"], true],
  ["a\nb\nc\n", ["a", "..."], true],
  ["a\nb\nc\n", ["...", "b", "..."], true],
  ["a\nb\nc\n", ["...", "d"], false],
  ["a\nb\nc\n", ["...", "b"], false],
])("%j and the block %j: %s", (printed, block, same) => {
  expect(fitsBlock(printed, block)).toBe(same);
});
