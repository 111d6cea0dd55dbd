import fc from "fast-check";
import { expect, test } from "vitest";
import { xtextDecode, xtextEncode } from "./xtext.ts";

test.each([
  ["", ""],
  ["rfc822;Ann@example.com", "rfc822;Ann@example.com"],
  ["e=mc2@example.com", "e+3Dmc2@example.com"],
  ["a b+c", "a+20b+2Bc"],
])("encodes %j as %j", (text, encoded) => {
  expect(xtextEncode(text)).toBe(encoded);
});

test.each(["é", "a\r\nb", "\0", "\x7f", undefined as unknown as string])(
  "refuses to encode %j",
  (text) => {
    expect(() => xtextEncode(text)).toThrow(TypeError);
    expect(() => xtextEncode(text)).toThrow(
      "is not printable ASCII, so xtext cannot carry it (RFC 3461 section 4). Leave out the other characters.",
    );
  },
);

test.each(["a=b", "a b", "+", "+2", "+2b", "+8F", "é", "a\n"])("does not decode %j", (text) => {
  expect(xtextDecode(text)).toBeUndefined();
});

test("decodes characters that were encoded without need", () => {
  expect(xtextDecode("+41+2B")).toBe("A+");
});

test("decodes what it encoded, and encodes into what a parameter can hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      const encoded = xtextEncode(text);
      expect(encoded).toMatch(/^[!-<>-~]*$/);
      expect(xtextDecode(encoded)).toBe(text);
    }),
  );
});
