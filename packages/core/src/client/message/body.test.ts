import fc from "fast-check";
import { expect, it } from "vitest";
import { join } from "../../testing/octets.ts";
import { readBody } from "./body.ts";
import { MAX_PIECE_BYTES } from "./pieces.ts";

/** Every piece of a text; the memory of each is given back for the next but one, as the client does. */
function piecesOf(text: string): { pieces: Uint8Array[]; size: number; eightBit: boolean } {
  const body = readBody(text);
  const pieces: Uint8Array[] = [];
  let reuse: Uint8Array | undefined;
  for (;;) {
    const piece = body.pullNow?.(reuse);
    if (!piece) break;
    pieces.push(piece.slice());
    reuse = piece;
  }
  expect(body.taken).toBe(body.size);
  return { pieces, size: body.size ?? 0, eightBit: body.eightBit ?? false };
}

// One, two, three and four bytes, and halves of a pair that stand alone.
const characters = fc.constantFrom("a", "ä", "€", "😀", "\ud83d", "\ude00");

it("a long text is given out as its UTF-8 form, whatever character stands where a piece ends", () => {
  fc.assert(
    fc.property(
      fc.array(characters, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: MAX_PIECE_BYTES - 8, max: MAX_PIECE_BYTES + 4 }),
      fc.constantFrom("a", "ä", "€", "😀"),
      (some, before, filling) => {
        const text = `${"x".repeat(before)}${some.join("")}${filling.repeat(MAX_PIECE_BYTES)}${some.join("")}`;
        const encoded = new TextEncoder().encode(text);
        const { pieces, size, eightBit } = piecesOf(text);
        expect(size).toBe(encoded.length);
        expect(eightBit).toBe(encoded.length > text.length);
        expect(pieces.every(({ length }) => length > 0 && length <= MAX_PIECE_BYTES)).toBe(true);
        // Compared as one value: a matcher would walk over every octet.
        expect(indexOfDifference(join(pieces), encoded)).toBe(-1);
      },
    ),
    { numRuns: 60 },
  );
});

function indexOfDifference(one: Uint8Array, other: Uint8Array): number {
  return one.length === other.length
    ? one.findIndex((octet, at) => octet !== other[at])
    : Math.min(one.length, other.length);
}

it("a text can be read again from its beginning", async () => {
  const text = `${"€".repeat(MAX_PIECE_BYTES)}.`;
  const body = readBody(text);
  body.pullNow?.();
  expect(await body.rewind()).toBe(true);
  const first = body.pullNow?.() ?? new Uint8Array(0);
  expect(indexOfDifference(first, new TextEncoder().encode(text).subarray(0, first.length))).toBe(
    -1,
  );
});
