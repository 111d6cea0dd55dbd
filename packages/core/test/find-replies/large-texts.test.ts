/** Texts whose number of lines or names is beyond what one call can take. */
import { expect, it } from "vitest";
import { findReplies, maskCredentials } from "../../src/find-replies/mod.ts";

it("finds every reply of a log with 200,000 of them", () => {
  expect(findReplies("550 5.1.1 a\n".repeat(200_000)).length).toBeGreaterThan(0);
});

it("finds replies in one JSON field with as many", () => {
  const text = JSON.stringify({ message: "550 5.1.1 a\n".repeat(200_000) });
  expect(findReplies(text).length).toBeGreaterThan(0);
});

it("masks a text of 150,000 soft line breaks, and keeps its lines", () => {
  const text = "a=\n".repeat(150_000);
  expect(maskCredentials(text).split("\n")).toHaveLength(text.split("\n").length);
});
