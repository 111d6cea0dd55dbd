import { describe, expect, it } from "vitest";
import { parseRecipient, parseReversePath } from "../src/protocol/address/address.ts";

describe("an address whose domain has a label", () => {
  it("of 63 bytes is accepted", () => {
    for (const domain of ["x".repeat(63), `a.${"x".repeat(63)}.example`, `a.${"ü".repeat(20)}`]) {
      expect(parseRecipient(`b@${domain}`).domain).toBe(domain);
    }
  });

  it("of more is refused before anything is sent", () => {
    const long = ["x".repeat(64), `a.${"x".repeat(64)}.example`, `${"ü".repeat(60)}.example`];
    for (const domain of long) {
      expect(() => parseRecipient(`b@${domain}`)).toThrow(/label over 63 bytes/);
      expect(() => parseReversePath(`b@${domain}`)).toThrow(/label over 63 bytes/);
    }
  });
});
