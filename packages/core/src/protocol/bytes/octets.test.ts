import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalBytes } from "../../testing/octets.ts";
import { coalesceBuffers, concat } from "./octets.ts";

const pieces = fc.array(
  fc
    .tuple(fc.constantFrom(0, 1, 3, 1000, 65_535, 65_536, 131_071, 131_072, 300_000), fc.nat(255))
    .map(([length, octet]) => new Uint8Array(length).fill(octet)),
  { maxLength: 6 },
);

describe("parcels", () => {
  it("hold the same octets in the same order, and none is empty", () => {
    fc.assert(
      fc.property(pieces, (given) => {
        const made = coalesceBuffers(given);
        expect(equalBytes(concat(made), concat(given))).toBe(true);
        expect(made.every(({ length }) => length > 0)).toBe(true);
        expect(made.length).toBeLessThanOrEqual(given.length * 2);
      }),
    );
  });

  it("are one for what is small", () => {
    expect(
      coalesceBuffers([new Uint8Array(20), new Uint8Array(65_536), new Uint8Array(3)]),
    ).toHaveLength(1);
  });

  it("leave what is large uncopied, but for its beginning", () => {
    const large = new Uint8Array(1_000_000);
    const made = coalesceBuffers([new Uint8Array(20), large, new Uint8Array(3)]);
    expect(made.map(({ length }) => length)).toEqual([65_536, 934_484, 3]);
    expect(made[1]?.buffer).toBe(large.buffer);
    expect(coalesceBuffers([large])[0]).toBe(large);
  });
});
