import { describe, expect, it } from "vitest";
import { englishMeanings, germanMeanings, KINDS } from "../../src/meaning/mod.ts";

describe.each([
  ["English", englishMeanings],
  ["German", germanMeanings],
])("the %s sentences of meanings", (_language, { happened, responsible, retry }) => {
  const sentences = Object.values(happened);

  it("are there for every kind, and for whatever a kind says", () => {
    expect(Object.keys(happened)).toEqual(Object.keys(KINDS));
    for (const kind of Object.values(KINDS)) {
      expect(responsible[kind.responsible]).toMatch(/\.$/);
      expect(retry[kind.retry]).toMatch(/\.$/);
    }
  });

  it("are whole sentences, none of them said twice of two kinds", () => {
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-ZÄÖÜ].+[.]$/);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it("are short", () => {
    for (const sentence of sentences.flatMap((text) => text.split(". "))) {
      expect(sentence.split(" ").length, sentence).toBeLessThanOrEqual(25);
    }
  });
});
