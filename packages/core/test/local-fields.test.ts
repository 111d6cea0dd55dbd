import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LocalField, LocalFields } from "../src/protocol/content/local-fields.ts";
import { encodeLatin1, join } from "../src/testing/octets.ts";

const line = fc.constantFrom(
  "Bcc: a\r\n",
  "bcc \t:\r\n",
  "Resent-BCC:b\r\n",
  "Return-Path: <>\r\n",
  "Bccs: c\r\n",
  "Subject: Bcc: d\r\n",
  "Return\r\n",
  " folded\r\n",
  "\tBcc: e\r\n",
);
const fields = fc.array(line, { maxLength: 8 });
const rest = fc.constantFrom("", "\r\n", "\r\nBcc: body\r\n", "\r\n\r\nBcc: body\r\n \r\n");

/** The same, said in the simplest way. */
function without(header: readonly string[]): string {
  return header
    .join("")
    .replace(/\r\n(?=[ \t])/g, "\0")
    .split("\r\n")
    .filter((field) => !/^(bcc|resent-bcc|return-path)[ \t]*:/i.test(field))
    .join("\r\n")
    .replaceAll("\0", "\r\n");
}

function* cut(octets: Uint8Array, places: readonly number[]): Generator<Uint8Array> {
  const at = [...new Set(places.map((place) => place % (octets.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const end of [...at, octets.length]) {
    yield octets.subarray(from, end);
    from = end;
  }
}

describe("header fields that are not for the wire", () => {
  it("are taken out of the header alone, however the message is cut", () => {
    fc.assert(
      fc.property(fields, rest, fc.array(fc.nat(), { maxLength: 9 }), (header, body, places) => {
        const whole = encodeLatin1(header.join("") + body);
        const strip = new LocalFields("strip", new Set());
        const left = join([...cut(whole, places)].map((piece) => strip.push(piece)));
        expect(left).toEqual(encodeLatin1(without(header) + body));
        expect(strip.dropped).toBe(whole.length - left.length);
      }),
    );
  });

  it("change nothing if they are only reported, however the message is split", () => {
    fc.assert(
      fc.property(fields, rest, fc.array(fc.nat(), { maxLength: 9 }), (header, body, places) => {
        const whole = encodeLatin1(header.join("") + body);
        const found = new Set<LocalField>();
        const tell = new LocalFields("report", found);
        expect(join([...cut(whole, places)].map((piece) => tell.push(piece)))).toEqual(whole);
        expect(found.size > 0).toBe(without(header) !== header.join(""));
      }),
    );
  });

  it("cost no copy of a piece without such fields", () => {
    const piece = encodeLatin1("Subject: Hello\r\n\r\nHi.\r\n");
    expect(new LocalFields("strip", new Set()).push(piece)).toBe(piece);
  });
});
