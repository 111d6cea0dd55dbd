/** Content that is declared binary: its octets on the way, as they are and re-encoded. */
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { LineEndFilter } from "../../src/protocol/content/content-lines.ts";
import { LineEndNormalizer } from "../../src/protocol/content/line-ends.ts";
import { encodeLatin1, join } from "../../src/testing/octets.ts";
import { canonical } from "../content-reference.ts";
import { cut, recode, unfit } from "./recode.ts";

const octets = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .array(fc.constantFrom(0, 10, 13, 45, 46, 97, 228), { maxLength: 40 })
    .map((some) => Uint8Array.from(some)),
);
const part = fc.record({ binary: fc.boolean(), body: octets });
type Part = { readonly binary: boolean; readonly body: Uint8Array };

const HEADER = ["Subject: Data", "MIME-Version: 1.0"];
const leafHeader = ({ binary }: Part): string[] => [
  "Content-Type: application/octet-stream",
  "Content-Disposition: attachment; filename=a.bin",
  `Content-Transfer-Encoding: ${binary ? "binary" : "8bit"}`,
];

/** The lines with this end, an empty one after them. */
const lines = (texts: readonly string[], end: string): Uint8Array =>
  encodeLatin1(texts.map((text) => `${text}${end}`).join(""));

/** A multipart that is declared binary, and what it is on the wire. Its lines end as they like. */
function multipart(parts: readonly Part[], end: string): { given: Uint8Array; sent: Uint8Array } {
  const written = (lineEnd: string, bodyOf: (part: Part) => Uint8Array): Uint8Array =>
    join([
      lines([...HEADER, "Content-Type: multipart/mixed; boundary=b"], lineEnd),
      lines(["content-transfer-ENCODING:", " Binary (it is)", ""], lineEnd),
      ...parts.flatMap((one) => [
        lines(["--b", ...leafHeader(one), ""], lineEnd),
        bodyOf(one),
        encodeLatin1(lineEnd),
      ]),
      lines(["--b--"], lineEnd),
    ]);
  return {
    given: written(end, ({ body }) => body),
    sent: written("\r\n", ({ binary, body }) => (binary ? body : text(body))),
  };
}

/** The body of a text part: the line end before the boundary does not belong to it. */
function text(body: Uint8Array): Uint8Array {
  return canonical(join([body, encodeLatin1("\r\n")])).subarray(0, -2);
}

function asSent(pieces: readonly Uint8Array[]): Uint8Array {
  const made = new LineEndFilter(new LineEndNormalizer());
  const out = pieces.map((piece) => made.push(piece));
  return join([...out, made.end()]);
}

/** A CR and the LF after it are one line end, also if different sides wrote them. */
const isClear = (parts: readonly Part[], end: string): boolean =>
  parts.every(({ body }) => !(end === "\n" && body.at(-1) === 13));

const end = fc.constantFrom("\r\n", "\n");

describe("a message that is declared binary", () => {
  it("keeps the octets of its binary parts and has CRLF elsewhere, however it is cut", () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        end,
        fc.array(fc.nat()),
        (parts, lineEnd, places) => {
          fc.pre(isClear(parts, lineEnd));
          const { given, sent } = multipart(parts, lineEnd);
          expect(asSent(cut(given, places))).toEqual(sent);
        },
      ),
    );
  });

  it("decodes to the same octets when it is re-encoded, and is fit for any server then", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(octets, { minLength: 1, maxLength: 3 }),
        end,
        fc.array(fc.nat()),
        async (bodies, lineEnd, places) => {
          const parts = bodies.map((body) => ({ binary: true, body }));
          fc.pre(isClear(parts, lineEnd));
          const { given } = multipart(parts, lineEnd);
          const made = recode(cut(asSent([given]), places));
          expect(unfit(made)).toEqual([]);
          const { attachments } = await simpleParser(Buffer.from(made));
          // Of a body that needed no encoding mailparser takes the last line end for its own.
          for (const [at, body] of bodies.entries()) {
            if (unfit(body).length > 0) expect(attachments[at]?.content).toEqual(Buffer.from(body));
          }
        },
      ),
    );
  });

  it("ends without a line end where it has none, and is the same octets re-encoded", async () => {
    await fc.assert(
      fc.asyncProperty(octets, end, async (body, lineEnd) => {
        const one = { binary: true, body };
        const header = [...HEADER, ...leafHeader(one), ""];
        const sent = asSent([join([lines(header, lineEnd), body])]);
        expect(sent).toEqual(join([lines(header, "\r\n"), body]));
        // Lines that end as they should may go as they are; a missing last end is added then.
        fc.pre(unfit(body).length > 0);
        const made = recode([sent]);
        expect(unfit(made)).toEqual([]);
        const { attachments } = await simpleParser(Buffer.from(made));
        expect(attachments[0]?.content).toEqual(Buffer.from(body));
      }),
    );
  });
});

describe("a message that is not", () => {
  it.each([
    ["says 8bit", "Content-Transfer-Encoding: 8bit\n"],
    ["says nothing, though a part of it says binary", ""],
    ["names the encoding behind its header", "\nContent-Transfer-Encoding: binary\n"],
    ["names another field so", "X-Content-Transfer-Encoding: binary\n"],
  ])("has CRLF everywhere: it %s", (_, field) => {
    const given = encodeLatin1(
      `Subject: Data\nContent-Type: multipart/mixed; boundary=b\n${field}\n--b\nContent-Transfer-Encoding: binary\n\na\nb\rc\n--b--\n`,
    );
    expect(asSent([given])).toEqual(canonical(given));
  });
});
