/** What a hostile message costs: four times the message is about four times the work. */
import { describe, expect, it } from "vitest";
import { LineEndFilter } from "../../src/protocol/content/content-lines.ts";
import { LineEndNormalizer } from "../../src/protocol/content/line-ends.ts";
import { parseEncoding, parseMediaType } from "../../src/protocol/mime/media-type.ts";
import { ObstacleError } from "../../src/protocol/mime/obstacle.ts";
import { Reencoder } from "../../src/protocol/mime/recoder.ts";
import { encodeLatin1 } from "../../src/testing/octets.ts";
import { countWork } from "./count-work.ts";

interface Taker {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** The work for a message in pieces of so many bytes. */
function workFor(make: () => Taker, message: string, size: number): number {
  const bytes = encodeLatin1(message);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const taker = make();
  const { counted, stop } = countWork();
  try {
    for (const piece of pieces) taker.push(piece);
    taker.end();
  } catch (error) {
    if (!(error instanceof ObstacleError)) throw error;
  } finally {
    stop();
  }
  return counted();
}

const multipart = (boundary: string, more = ""): string =>
  `Content-Type: multipart/mixed; boundary="${boundary}"\r\n${more}\r\n`;
const BINARY = "Content-Transfer-Encoding: binary\r\n";
const levels = (count: number): string =>
  Array.from({ length: count }, (_, at) => `${multipart(`b${at}`, BINARY)}--b${at}\r\n`).join("");
const LINE = "b".repeat(60);
const nearMisses = (depth = 64): string =>
  Array.from({ length: depth }, (_, at) => {
    const boundary = `${LINE}${String(at).padStart(3, "0")}`;
    return `${multipart(boundary, at === 0 ? BINARY : "")}--${boundary}\r\n`;
  }).join("");

const messages: Readonly<Record<string, (n: number) => string>> = {
  "nested multiparts": (n) => levels(n / 50),
  "header lines under nested multiparts": (n) => `${levels(64)}${"a: b\r\n".repeat(n / 6)}\r\n`,
  "one long header line": (n) =>
    `${multipart("b", BINARY)}--b\r\nSubject: ${"x".repeat(n)}\r\n\r\n`,
  "one long header line with tabs": (n) => `Subject: ${"x\t".repeat(n / 2)}\r\n\r\n\xFC`,
  "one long line of dashes": (n) => `${multipart("b", BINARY)}${"-".repeat(n)}`,
  "lines that are almost delimiters": (n) =>
    `${nearMisses()}\r\n${`--${LINE}999\r\n`.repeat(n / 67)}`,
  "padded lines that are almost delimiters": (n) =>
    `${nearMisses()}\r\n${`--${LINE}${" ".repeat(800)}x\r\n`.repeat(n / 865)}`,
  "escaped quotes": (n) =>
    `Content-Type: text/plain; a="${'\\"'.repeat(n / 2)}\r\n${BINARY}\r\n\xFC`,
  "open comments": (n) => `Content-Type: text/plain ${"(".repeat(n)}\r\n${BINARY}\r\n\xFC`,
  parameters: (n) => `Content-Type: text/plain${"; a*1=b".repeat(n / 7)}\r\n${BINARY}\r\n\xFC`,
};

describe.each([1, 1000, 65_536])("in pieces of %i bytes", (size) => {
  it.each(Object.entries(messages))("%s are re-encoded in linear time", (_, message) => {
    const work = (n: number): number => workFor(() => new Reencoder("always"), message(n), size);
    expect(work(64_000) / work(16_000)).toBeLessThan(6);
  });

  it.each(Object.entries(messages))(
    "%s are read as binary content in linear time",
    (_, message) => {
      const work = (n: number): number =>
        workFor(() => new LineEndFilter(new LineEndNormalizer()), `${BINARY}${message(n)}`, size);
      expect(work(64_000) / work(16_000)).toBeLessThan(6);
    },
  );
});

it("compares a line with 64 boundaries in little more time than with 4", () => {
  const work = (depth: number, lines: number): number =>
    workFor(
      () => new Reencoder("always"),
      `${nearMisses(depth)}\r\n${`--${LINE}999\r\n`.repeat(lines)}`,
      65_536,
    );
  const perLines = (depth: number): number => work(depth, 2_000) - work(depth, 1_000);
  expect(perLines(64) / perLines(4)).toBeLessThan(2);
});

/** Bytes that count how often one of them is read. */
function countReads(bytes: Uint8Array): { readonly bytes: Uint8Array; reads(): number } {
  let sum = 0;
  const counting = new Proxy(bytes, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value === "function") return value.bind(target);
      if (typeof value === "number" && name !== "length") sum += 1;
      return value;
    },
  });
  return { bytes: counting, reads: () => sum };
}

it.each([
  ["escaped quotes", (n: number) => `text/plain; a="${'\\"'.repeat(n / 2)}`],
  ["quoted strings without a name", (n: number) => `text/plain${'"'.repeat(n)}`],
  ["open comments", (n: number) => `text/plain${"(".repeat(n)}`],
  ["comments", (n: number) => `text/plain${"(a(b)\\))".repeat(n / 8)}; a=b`],
  ["blanks", (n: number) => `text/plain;${" ".repeat(n)}`],
  ["semicolons", (n: number) => `text/plain${";".repeat(n)}`],
  ["one token", (n: number) => "a".repeat(n)],
])("%s in a field are read a constant number of times", (_, value) => {
  for (const n of [10_000, 40_000]) {
    const { bytes, reads } = countReads(encodeLatin1(value(n)));
    parseMediaType(bytes);
    parseEncoding(bytes);
    expect(reads()).toBeLessThan(8 * n);
  }
});
