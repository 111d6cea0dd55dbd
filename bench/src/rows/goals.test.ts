import { expect, test } from "vitest";
import { type Goal, rowOf } from "./goals.ts";

const rates: Goal = {
  words: "messages a second",
  results: new Map([
    ["Parley", [300, 420]],
    ["Parley before", [100, 150]],
    ["nodemailer", [100, 120]],
    ["bare sockets of Node", [500, 600]],
  ]),
  against: "nodemailer",
  wanted: ["least", 3],
};

test("a ratio is compared with its goal, and with that of the other version", () => {
  expect(rowOf(rates)).toBe(
    "| messages a second | ×1.13 (1.00 to 1.25) | **×3.25 (3.00 to 3.50)** | ×5.00 (5.00 to 5.00) | at least ×3.00 | reached |",
  );
  expect(rowOf({ ...rates, wanted: ["most", 3] })).toContain("| at most ×3.00 | missed |");
});

test("a figure without a ratio is compared as it is", () => {
  const promises: Goal = {
    words: "promises",
    results: new Map([["Parley", [14]]]),
    wanted: ["most", 14],
    digits: 1,
  };
  expect(rowOf(promises)).toBe("| promises |  | **14.0** |  | at most 14.0 | reached |");
});

test("a goal is not judged where a contestant failed", () => {
  const results = new Map([...rates.results, ["nodemailer", { failed: "It broke." }] as const]);
  expect(rowOf({ ...rates, results })).toContain("| at least ×3.00 | not measured |");
});
