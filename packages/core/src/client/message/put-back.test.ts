import { describe, expect, it } from "vitest";
import { PUT_BACK_BYTES } from "../../protocol/content/content.ts";
import { readBody } from "./body.ts";
import type { BodyReader } from "./body-reader.ts";
import { withPutBack } from "./put-back.ts";

/** A stream that can be read once, of pieces of this size. */
function once(bytes: number, piece: number): BodyReader {
  return readBody(
    (async function* () {
      for (let rest = bytes; rest > 0; rest -= piece) {
        yield new Uint8Array(Math.min(rest, piece)).fill(120);
      }
    })(),
  );
}

async function read(body: BodyReader, bytes = Number.POSITIVE_INFINITY): Promise<number> {
  let octets = 0;
  while (octets < bytes) {
    const piece = await body.pull();
    if (!piece) break;
    octets += piece.length;
  }
  return octets;
}

describe("a stream that may go to another server", () => {
  it.each([1_000, 65_536, PUT_BACK_BYTES])(
    "is given again while what was read is kept (%i)",
    async (piece) => {
      const body = withPutBack(once(PUT_BACK_BYTES, piece));
      expect(await read(body)).toBe(PUT_BACK_BYTES);
      expect(await body.rewind()).toBe(true);
      expect(await read(body)).toBe(PUT_BACK_BYTES);
      expect(await body.rewind()).toBe(true);
    },
  );

  it.each([1_000, 65_536, 10_000_000])("is not given again beyond that (%i)", async (piece) => {
    const body = withPutBack(once(10_000_000, piece));
    expect(await read(body, PUT_BACK_BYTES + 1)).toBeGreaterThan(PUT_BACK_BYTES);
    expect(await body.rewind()).toBe(false);
    // What is left of it still goes on.
    await read(body);
    expect(body.taken).toBe(10_000_000);
    expect(await body.rewind()).toBe(false);
  });

  it("goes on where it was interrupted after it was given again", async () => {
    const body = withPutBack(once(PUT_BACK_BYTES, 10_000));
    expect(await read(body, 25_000)).toBe(30_000);
    expect(await body.rewind()).toBe(true);
    expect(await read(body)).toBe(PUT_BACK_BYTES);
  });
});
