import fc from "fast-check";
import { expect, it } from "vitest";
import { scanLines } from "./line-scan.ts";

/** Said in the simplest way. */
function scanned(bytes: Uint8Array, heldCr: boolean) {
  const octets = [...bytes];
  const alone = (octet: number, at: number): boolean =>
    (octet === 13 && octets[at + 1] !== 10) ||
    (octet === 10 && (at === 0 ? !heldCr : octets[at - 1] !== 13));
  return {
    faults: octets.flatMap((octet, at) => (alone(octet, at) ? [at] : [])),
    dots: octets.some((octet, at) => octet === 10 && octets[at + 1] === 46),
    nul: octets.includes(0),
  };
}

/** Octets that matter or nearly do, among others that do not. */
const octet = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 9, 10, 13, 14, 46, 127, 128, 138, 141, 255) },
  { weight: 5, arbitrary: fc.constant(97) },
);

it("finds what a look at each octet finds, wherever in memory the piece begins", () => {
  fc.assert(
    fc.property(
      fc.array(octet, { maxLength: 200 }),
      fc.nat({ max: 7 }),
      fc.boolean(),
      (octets, offset, heldCr) => {
        const bytes = Uint8Array.from([...new Array(offset).fill(10), ...octets]).subarray(offset);
        const { faults, dots, nul } = scanLines(bytes, heldCr);
        expect({ faults, dots, nul }).toEqual(scanned(bytes, heldCr));
      },
    ),
    { numRuns: 1_000 },
  );
});

it("finds each place in a group of words, and the places in their order", () => {
  const bytes = new Uint8Array(96).fill(97);
  for (const octets of [[13, 10], [10, 46], [10], [13], [0]]) {
    for (let at = 0; at + octets.length <= bytes.length; at += 1) {
      const one = Uint8Array.from(bytes);
      one.set(octets, at);
      const { faults, dots, nul } = scanLines(one, false);
      expect({ faults, dots, nul }).toEqual(scanned(one, false));
    }
  }
  const all = new Uint8Array(96).fill(10);
  expect(scanLines(all, false).faults).toEqual(Array.from(all, (_, at) => at));
});
