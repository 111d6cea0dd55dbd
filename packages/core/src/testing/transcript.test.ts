import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeLatin1 } from "./octets.ts";
import { parseTranscript, printTranscript, type TranscriptFact } from "./transcript.ts";
import { readLine, writeLine } from "./transcript-line.ts";

const head = "# title: A test\n";

describe("a line of a transcript", () => {
  it.each([
    ["250 Ok", "250 Ok\r\n"],
    ["", "\r\n"],
    ["Subj\\", "Subj"],
    ["\\", ""],
    ["a\\\\", "a\\\r\n"],
    ["a\\\\\\", "a\\"],
    ["\\x00\\xff\\xC3", "\0\xff\xc3\r\n"],
    ["ä", "\xc3\xa4\r\n"],
    ["334\\x20", "334 \r\n"],
  ])("%j stands for %j", (text, octets) => {
    expect(readLine(text)).toEqual(encodeLatin1(octets));
  });

  it.each(["a\\b", "\\xg0", "\\x1"])("%j is refused", (text) => {
    expect(() => readLine(text)).toThrow(/is no escape/);
  });

  it.each([
    ["250 Ok\r\n", "250 Ok"],
    ["334 \r\n", "334\\x20"],
    ["half", "half\\"],
    ["half ", "half \\"],
    ["back\\slash\r\n", "back\\\\slash"],
    ["\xc3\xa4\r\n", "ä"],
    ["\xe4\t\r\n", "\\xE4\\x09"],
    ["\xef\xbb\xbf\r\n", "\\xEF\\xBB\\xBF"],
    ["a\rb\r\n", "a\\x0Db"],
  ])("of %j is %j", (octets, text) => {
    expect(writeLine(encodeLatin1(octets))).toBe(text);
  });
});

const octets = fc.oneof(
  fc.uint8Array({ minLength: 1 }),
  fc.string({ unit: "binary" }).map((text) => new TextEncoder().encode(text)),
  fc
    .string({ unit: fc.constantFrom("\\", "x", "0", " ", "\r", "\n", "é") })
    .map((text) => new TextEncoder().encode(text)),
);

/** Octets as one line of a transcript holds them: no CRLF but at the end. */
const line = fc
  .tuple(octets, fc.boolean())
  .map(([bytes, open]) => {
    const text = String.fromCharCode(...bytes).replaceAll("\r\n", "");
    return encodeLatin1(open ? text : `${text}\r\n`);
  })
  .filter((bytes) => bytes.length > 0);

const fact: fc.Arbitrary<TranscriptFact> = fc.oneof(
  fc.record({ by: fc.constantFrom("S", "C"), octets: line }),
  fc.record({
    by: fc.constant("mark"),
    mark: fc.constantFrom("TLS", "close", "stuck", "78000 octets of content"),
  }),
);

describe("a transcript", () => {
  it("is read as it was printed, whatever the octets", () => {
    fc.assert(
      fc.property(fc.array(fact), fc.jsonValue(), (steps, value) => {
        const written = {
          head: {
            title: "Any",
            shows: ["A/b"],
            notes: ["n"],
            options: { value },
            messages: [{ value }],
            expectations: [{ line: 6, value: { value } }],
            play: "whole",
          },
          steps,
        } as Parameters<typeof printTranscript>[0];
        const read = parseTranscript(printTranscript(written));
        expect(JSON.stringify(read.head)).toBe(
          JSON.stringify(parseTranscript(printTranscript(read)).head),
        );
        expect(read.head.options).toEqual(JSON.parse(JSON.stringify({ value })));
        expect(read.steps.map(({ line: _, ...step }) => step)).toEqual(steps);
      }),
    );
  });

  it("knows the lines that it was read from", () => {
    const { steps, head: read } = parseTranscript(
      `${head}# expect: {}\n\nS: 220 hi\n--- close ---\n`,
    );
    expect(steps).toEqual([
      { line: 4, by: "S", octets: encodeLatin1("220 hi\r\n") },
      { line: 5, by: "mark", mark: "close" },
    ]);
    expect(read.expectations).toEqual([{ line: 2, value: {} }]);
  });

  it("may have been saved with CRLF", () => {
    expect(parseTranscript("# title: x\r\n\r\nS: 220 hi\r\n").steps).toHaveLength(1);
  });

  it.each([
    ["S: 220 hi\n", /^Line 1: a transcript begins with/],
    [`${head}# titel: x\n`, /^Line 2: there is no "titel"; use title/],
    [`${head}# options: [1]\n`, /^Line 2: expected a JSON object/],
    [`${head}# options: {\n`, /^Line 2: /],
    [`${head}# play: half\n`, /^Line 2: play is/],
    [`${head}\nX: what\n`, /^Line 3: expected "# key: value"/],
    [`${head}\n--- TLS fail ---\n`, /^Line 3: there is no mark "TLS fail"; use connect/],
    [`${head}\nS: a\\b\n`, /^Line 3: "\\b" is no escape/],
    [`${head}\nS: x\n# note: late\n`, /^Line 4: expected/],
  ])("%j is refused with the line and the reason", (text, message) => {
    expect(() => parseTranscript(text)).toThrow(message);
  });
});
