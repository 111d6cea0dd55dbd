import { saslprep as reference } from "@mongodb-js/saslprep";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saslprep } from "./saslprep.ts";

const options = { allowUnassigned: true };

function referenceOf(text: string): string {
  try {
    return reference(text, options) || text;
  } catch {
    return text;
  }
}

describe("SASLprep", () => {
  it.each([
    ["I\u00adX", "IX", "a soft hyphen is mapped to nothing"],
    ["user", "user", "there is nothing to do"],
    ["USER", "USER", "case is kept"],
    ["\u00aa", "a", "NFKC"],
    ["\u2168", "IX", "NFKC"],
    ["pass\u00a0word", "pass word", "other spaces become the ASCII one"],
    ["e\u0301", "\u00e9", "NFKC composes"],
  ])("makes of %j %j: %s (RFC 4013 3)", (text, prepared) => {
    expect(saslprep(text)).toBe(prepared);
  });

  it.each(["\u0007", "\u06271", "\u0627a\u0628", "", "\u00ad"])("leaves %j as it is", (text) => {
    expect(saslprep(text)).toBe(text);
  });

  it("prepares every text of Unicode 3.2 as a library with the tables does", () => {
    // Later characters are unassigned in the tables, and composed otherwise by today's engines.
    const known = fc.constantFrom(
      ..."aZ0 ~\u0000\u007f\u0085\u00a0\u00ad\u00aa\u00df\u0301\u0340\u034f\u05d0\u05be\u0627\u0628\u0660\u06dd\u070f\u0710",
      ..."\u1680\u1806\u180b\u180e\u2000\u200b\u200c\u200e\u2028\u202e\u2060\u2061\u206a\u2168\u2ff0\u3000\u304b\u3099\uac00",
      ..."\ue000\ufb1d\ufb2a\ufb4f\ufe00\ufe70\ufeff\uff21\ufff9\ufffd\uffff",
      "\u{1d173}",
      "\u{e0001}",
      "\u{f0000}",
      "\u{10ffff}",
      "\u{1f600}",
    );
    fc.assert(
      fc.property(fc.string({ unit: known, maxLength: 6 }), (text) => {
        expect(saslprep(text)).toBe(referenceOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("treats each single character like a library with the tables", () => {
    // Without Han and Hangul, which are nothing but letters, and the planes of private use.
    const ranges = [
      [0x20, 0x33ff],
      [0xe000, 0xe00f],
      [0xf900, 0xffff],
      [0x1d100, 0x1d1ff],
      [0xe0000, 0xe01ff],
    ] as const;
    const unlike: string[] = [];
    for (const [from, to] of ranges) {
      for (let at = from; at <= to; at += 1) {
        const text = String.fromCodePoint(at);
        if (saslprep(text) !== referenceOf(text)) unlike.push(at.toString(16));
      }
    }
    expect(unlike).toEqual([]);
  });
});
