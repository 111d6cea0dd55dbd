/** What each language says, and whether it says all. */
import { LADDERS } from "@parley-smtp/core/tables";
import { describe, expect, it } from "vitest";
import { de } from "../src/words/de.ts";
import { en } from "../src/words/en.ts";

/** The places of everything that is said, such as `explore.columns.cost`. */
function places(value: unknown, at = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, `${at}.${key}`));
}

describe("the page in German", () => {
  it("has a name for every way of every ladder that is no term of the protocol", () => {
    const ways = LADDERS.flatMap((ladder) => ladder.ways.map(({ way }) => way));
    const named = ways.filter((way) => /[a-z]/.test(way));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((way) => !Object.hasOwn(de.explore.ways, way))).toEqual([]);
  });

  it("says what English says, and nothing in English", () => {
    const said = (words: object): readonly string[] =>
      places(words).filter((place) => !/^\.(sentences|explore\.ways)\b/.test(place));
    expect(said(de)).toEqual(expect.arrayContaining([...said(en)]));
    const sentences = (value: unknown): readonly string[] => {
      if (typeof value === "string") return value.includes(" ") && value.length > 25 ? [value] : [];
      return typeof value === "object" && value !== null
        ? Object.values(value).flatMap(sentences)
        : [];
    };
    const { sentences: _core, ...own } = en;
    const english = new Set(sentences(own));
    expect(english.size).toBeGreaterThan(50);
    const { sentences: _kern, ...eigen } = de;
    expect(sentences(eigen).filter((sentence) => english.has(sentence))).toEqual([]);
  });
});
