import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasEightBit, headerEnd } from "../src/protocol/bytes/octets.ts";
import { ContentReader } from "../src/protocol/content/content.ts";
import { DotStuffing, LineEndNormalizer } from "../src/protocol/content/line-ends.ts";
import type { Script } from "../src/protocol/session/effects.ts";
import { encodeLatin1, join } from "../src/testing/octets.ts";
import { withBody } from "../src/testing/with-body.ts";
import { pieces } from "./arbitrary.ts";
import { canonical, stuffed } from "./content-reference.ts";

/** Mostly of what matters here. */
const dense: fc.Arbitrary<Uint8Array[]> = fc.array(
  fc
    .array(fc.constantFrom("\r", "\n", ".", "a"), { maxLength: 4 })
    .map((some) => encodeLatin1(some.join(""))),
  { maxLength: 10 },
);
const content = fc.oneof(dense, pieces);

/** Runs a script that only reads. */
function read<T>(script: Script<T>, given: readonly Uint8Array[], replayable: boolean): T {
  const step = withBody(script, { pieces: given, replayable }).next();
  if (!step.done) throw new Error(`Nobody answers "${step.value.do}" here.`);
  return step.value;
}

function* readAll(source: ContentReader): Script<Uint8Array> {
  const read: Uint8Array[] = [];
  for (let piece = yield* source.next(); piece; piece = yield* source.next()) read.push(piece);
  return join(read);
}

function* readSome(source: ContentReader, count: number): Script<void> {
  for (let read = 0; read < count; read += 1) yield* source.next();
}

describe("LineEnds", () => {
  it("makes every line end CRLF, however the content is cut", () => {
    fc.assert(
      fc.property(content, (given) => {
        const ends = new LineEndNormalizer();
        const out = [...given.map((piece) => ends.push(piece)), ends.end()];
        const last = join([...out, encodeLatin1("|")]);
        // A missing last line end is not its business.
        expect(last).toEqual(join([canonicalBut(join(given)), encodeLatin1("|")]));
      }),
    );
  });

  it("hands on a piece that needs nothing as it is", () => {
    const piece = encodeLatin1("a line\r\n");
    expect(new LineEndNormalizer().push(piece)).toBe(piece);
  });
});

/** Canonical, without the line end that was added. */
function canonicalBut(octets: Uint8Array): Uint8Array {
  const whole = canonical(octets);
  const ended = octets.length === 0 || [10, 13].includes(octets.at(-1) ?? 0);
  return ended ? whole : whole.subarray(0, -2);
}

describe("DotStuffing", () => {
  it("doubles the dots that begin a line and no others, however the content is cut", () => {
    fc.assert(
      fc.property(content, fc.array(fc.nat()), (given, places) => {
        const whole = canonical(join(given));
        const stuffing = new DotStuffing();
        const out = cut(whole, places).map((piece) => stuffing.push(piece));
        expect(join(out)).toEqual(stuffed(whole));
      }),
    );
  });
});

function cut(octets: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = places.map((place) => place % (octets.length + 1)).sort((a, b) => a - b);
  return [0, ...at].map((from, index) => octets.subarray(from, at[index] ?? octets.length));
}

describe("Source", () => {
  it("gives the canonical message, without an empty piece", () => {
    fc.assert(
      fc.property(content, fc.boolean(), (given, replayable) => {
        const source = new ContentReader();
        expect(read(readAll(source), given, replayable)).toEqual(canonical(join(given)));
        expect(source.whole).toBe(true);
        expect(source.kept.every((piece) => piece.length > 0)).toBe(true);
        expect(source.keptOctets).toBe(canonical(join(given)).length);
      }),
    );
  });

  it("gives the same from the start again after any part of it was read", () => {
    fc.assert(
      fc.property(content, fc.nat(12), fc.nat(12), (given, first, second) => {
        const source = new ContentReader();
        const again = read(
          (function* (): Script<Uint8Array> {
            yield* readSome(source, first);
            yield* source.restart();
            yield* readSome(source, second);
            yield* source.restart();
            return yield* readAll(source);
          })(),
          given,
          false,
        );
        expect(again).toEqual(canonical(join(given)));
      }),
    );
  });

  const large = Array.from({ length: 20 }, (_, at) => encodeLatin1(`${at}`.padEnd(40_000, "x")));

  it("starts a message over that is larger than what it keeps, where that can be read again", () => {
    const source = new ContentReader();
    function* twice(): Script<readonly [Uint8Array, boolean, Uint8Array]> {
      const once = yield* readAll(source);
      return [once, yield* source.tryRestart(), yield* readAll(source)];
    }
    const [once, restarted, again] = read(twice(), large, true);
    expect(once).toEqual(canonical(join(large)));
    expect(restarted).toBe(true);
    expect(again).toEqual(once);
  });

  it("says so where it cannot, and keeps no more than it promised", () => {
    const source = new ContentReader();
    function* tryTwice(): Script<boolean> {
      yield* readAll(source);
      return yield* source.tryRestart();
    }
    expect(read(tryTwice(), large, false)).toBe(false);
    expect(source.whole).toBe(false);
    expect(join([...source.kept]).length).toBeLessThanOrEqual(524_288);
  });

  it("has given all octets up to the place where it stopped keeping them", () => {
    const source = new ContentReader();
    function* restarting(): Script<Uint8Array> {
      yield* readSome(source, 10);
      yield* source.restart();
      return yield* readAll(source);
    }
    expect(read(restarting(), large, false)).toEqual(canonical(join(large)));
  });
});

describe("headerEnd and hasEightBit", () => {
  it("find what a search through the text finds", () => {
    fc.assert(
      fc.property(content, (given) => {
        const octets = canonical(join(given));
        const text = Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
        const [header] = /^(?:\r\n|[\s\S]*?\r\n\r\n)/.exec(text) ?? [];
        expect(headerEnd(octets)).toBe(header?.length ?? -1);
        expect(hasEightBit(octets)).toBe(/[\x80-\xff]/.test(text));
      }),
    );
  });
});
