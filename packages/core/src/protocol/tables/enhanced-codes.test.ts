import { describe, expect, it } from "vitest";
import { ENHANCED_CODES, enhancedCode } from "./enhanced-codes.ts";

describe("ENHANCED_CODES", () => {
  it("lists the 81 codes of the registry, subject by subject, without a gap", () => {
    const details = [0, 10, 4, 6, 7, 6, 10, 30];
    const registry = details.flatMap((last, subject) =>
      Array.from({ length: last + 1 }, (_, detail) => `X.${subject}.${detail}`),
    );
    expect(registry).toHaveLength(81);
    expect(ENHANCED_CODES.map((row) => row.code)).toEqual(registry);
  });

  it("gives each row a meaning without advice, classes and a source", () => {
    for (const row of ENHANCED_CODES) {
      expect(row.meaning).toMatch(/^[a-zA-Z][^:;]{2,59}$/);
      expect(row.classes).toEqual([2, 4, 5].filter((digit) => row.classes.includes(digit as 2)));
      expect(row.classes.length).toBeGreaterThan(0);
      expect(row.rfc).toMatch(/^(RFC \d+( [\d.]+)?(, RFC \d+ [\d.]+)?|IANA registry)$/);
    }
  });
});

describe("enhancedCode", () => {
  it("finds a row whatever the class, also one it is not registered for", () => {
    expect(enhancedCode("5.5.1")).toMatchObject({ code: "X.5.1", meaning: "invalid command" });
    expect(enhancedCode("2.5.1")).toBe(enhancedCode("5.5.1"));
  });

  it.each(["5.7.139", "X.5.1", "3.5.1", "5.5", "5.5.1 ", ""])("knows nothing of %j", (code) => {
    expect(enhancedCode(code)).toBeUndefined();
  });
});
