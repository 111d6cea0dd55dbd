/** Messages of any shape, mostly broken, split by the reader and by a simple reference that has the whole message. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_MULTIPART_DEPTH, PartReader } from "../../src/protocol/mime/part-reader.ts";
import { decodeUtf8, encodeLatin1 } from "../../src/testing/octets.ts";
import { cut } from "./recode.ts";

type Split = readonly string[];

/** What follows a header in these tests: `B=` names a boundary, `M` stands for a message. */
function afterHeader(header: string, depth: number): { boundary?: string; message?: boolean } {
  const [, boundary] = /^B=(\S+)/m.exec(header) ?? [];
  if (boundary !== undefined && depth < MAX_MULTIPART_DEPTH) return { boundary };
  return /^M/m.test(header) ? { message: true } : {};
}

/** Adds content to the content before it, so that cuts do not show. */
function addContent(out: string[], text: string): void {
  const last = out.at(-1);
  if (text === "") return;
  if (last?.startsWith("content ")) out[out.length - 1] = `${last}${text}`;
  else out.push(`content ${text}`);
}

function byReader(pieces: readonly Uint8Array[]): Split {
  const reader = new PartReader();
  const out: string[] = [];
  const take = (final: boolean): void => {
    for (let token = reader.next(final); token; token = reader.next(final)) {
      const text = decodeUtf8(token.octets);
      if (token.is === "content") addContent(out, text);
      else if (token.is === "delimiter") out.push(`delimiter ${token.of} ${token.closes} ${text}`);
      else if (token.is === "header") {
        out.push(`header ${text}|${decodeUtf8(token.emptyLine)}`);
        if (token.emptyLine.length === 0) continue;
        const { boundary, message } = afterHeader(text, reader.depth);
        if (message) reader.readHeader();
        else reader.readContent(boundary);
      }
    }
  };
  for (const piece of pieces) {
    reader.push(piece);
    take(false);
  }
  reader.push(new Uint8Array(0));
  take(true);
  return out;
}

function byReference(message: string): Split {
  const out: string[] = [];
  let open: string[] = [];
  let header: string | undefined = "";
  let content = "";
  for (const line of message.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const bare = line.replace(/[ \t\r\n]+$/, "");
    const of = open.findLastIndex((one) => bare === `--${one}` || bare === `--${one}--`);
    if (of !== -1) {
      const [lineEnd = ""] = /\r?\n?$/.exec(content) ?? [];
      if (header === undefined) addContent(out, content.slice(0, content.length - lineEnd.length));
      else out.push(`header ${header}|`);
      const closes = bare !== `--${open[of]}`;
      out.push(`delimiter ${of} ${closes} ${header === undefined ? lineEnd : ""}${line}`);
      open = open.slice(0, closes ? of : of + 1);
      header = closes ? undefined : "";
      content = "";
    } else if (header === undefined) content += line;
    else if (/^\r?\n/.test(line)) {
      out.push(`header ${header}|${line}`);
      const { boundary, message: another } = afterHeader(header, open.length);
      if (boundary !== undefined) open = [...open, boundary];
      header = another ? "" : undefined;
    } else header += line;
  }
  if (header === undefined) addContent(out, content);
  else if (header !== "") out.push(`header ${header}|`);
  return out;
}

const line = fc.constantFrom(
  ...[
    "--b1",
    "--b1--",
    "--b1 \t",
    "--b",
    "--b--",
    "--b-- ",
    "--bx",
    "--B1",
    "---b",
    "-",
    "--",
    " --b",
  ],
  ...[
    "B=b1",
    "B=b",
    "B=b--",
    "B=b1",
    "M",
    "",
    "",
    "",
    "text",
    "a: b",
    " folded",
    "\r",
    "x".repeat(1100),
  ],
  ...[`--b${" ".repeat(900)}`, `--b${" ".repeat(1200)}x`, `--b1${"-".repeat(1200)}`],
);
const message = fc
  .array(fc.tuple(line, fc.constantFrom("\r\n", "\r\n", "\r\n", "\n", "\r", "")), { maxLength: 40 })
  .map((lines) => lines.flat().join(""));

describe("a message of any shape", () => {
  it("is split as by a reader of whole lines, however it is cut", () => {
    fc.assert(
      fc.property(message, fc.array(fc.nat(), { maxLength: 12 }), (text, places) => {
        const split = byReference(text);
        expect(byReader([encodeLatin1(text)])).toEqual(split);
        expect(byReader(cut(encodeLatin1(text), places))).toEqual(split);
        expect(byReader(Array.from(encodeLatin1(text), (octet) => Uint8Array.of(octet)))).toEqual(
          split,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("loses no byte", () => {
    fc.assert(
      fc.property(message, fc.array(fc.nat(), { maxLength: 12 }), (text, places) => {
        const split = byReader(cut(encodeLatin1(text), places));
        const all = split.map((token) =>
          token.replace(/^(?:content|header|delimiter \d+ \w+) /, ""),
        );
        const headers = split.map((token) => token.startsWith("header "));
        expect(
          all.map((one, at) => (headers[at] ? one.replace(/\|([\r\n]*)$/, "$1") : one)).join(""),
        ).toBe(text);
      }),
    );
  });
});

describe("a boundary of any length", () => {
  it.each([1, 70, 989, 994, 1500, 9000])("of %i bytes is found", (length) => {
    const boundary = "b".repeat(length);
    const text = `B=${boundary}\r\n\r\nbefore\r\n--${boundary}\r\n\r\nwithin\r\n--${boundary}-- \r\nafter`;
    for (const pieces of [
      [encodeLatin1(text)],
      Array.from(encodeLatin1(text), (octet) => Uint8Array.of(octet)),
    ]) {
      expect(byReader(pieces).map((token) => token.replaceAll(boundary, "b"))).toEqual([
        "header B=b\r\n|\r\n",
        "content before",
        "delimiter 0 false \r\n--b\r\n",
        "header |\r\n",
        "content within",
        "delimiter 0 true \r\n--b-- \r\n",
        "content after",
      ]);
    }
  });
});

it("ends a header section that is too long, and goes on with content", () => {
  const text = `a: ${"x".repeat(1_048_580)}\r\n\r\nbody`;
  const reader = new PartReader();
  reader.push(encodeLatin1(text));
  const [first, second] = [reader.next(false), reader.next(false)];
  expect([first?.is, second?.is]).toEqual(["long-header", "content"]);
  expect(
    decodeUtf8(first?.octets ?? new Uint8Array(0)) +
      decodeUtf8(second?.octets ?? new Uint8Array(0)),
  ).toBe(text);
});
