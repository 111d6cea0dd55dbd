/** Checks that each language has all words. */
import { FALLBACK_ORDERS } from "@parley-smtp/core/tables";
import { describe, expect, it } from "vitest";
import { de } from "../src/words/de.ts";
import { deMore } from "../src/words/de-more.ts";
import { en } from "../src/words/en.ts";
import { enMore } from "../src/words/en-more.ts";

/** All words of a language, except the core's own sentences. */
const english = { ...en, rest: { ...enMore, sentences: {} } };
const german = { ...de, rest: { ...deMore, sentences: {} } };

/** Returns the keys of all words, such as `explore.columns.cost`. */
function places(value: unknown, at = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, `${at}.${key}`));
}

describe("the page in German", () => {
  it("has a name for every method whose name is not a protocol term", () => {
    const methods = FALLBACK_ORDERS.flatMap((order) => order.methods.map(({ name }) => name));
    const named = methods.filter((method) => /[a-z]/.test(method));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((method) => !Object.hasOwn(de.explore.methods, method))).toEqual([]);
  });

  it("says what English says, and nothing in English", () => {
    const said = (words: object): readonly string[] =>
      places(words).filter((place) => !/^\.explore\.ways\b/.test(place));
    expect(said(german)).toEqual(expect.arrayContaining([...said(english)]));
    const sentences = (value: unknown): readonly string[] => {
      if (typeof value === "string") return value.includes(" ") && value.length > 25 ? [value] : [];
      return typeof value === "object" && value !== null
        ? Object.values(value).flatMap(sentences)
        : [];
    };
    const own = new Set(sentences(english));
    expect(own.size).toBeGreaterThan(80);
    expect(sentences(german).filter((sentence) => own.has(sentence))).toEqual([]);
  });
});
