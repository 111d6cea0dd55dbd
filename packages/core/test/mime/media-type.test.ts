import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEncoding, parseMediaType } from "../../src/protocol/mime/media-type.ts";
import { encodeLatin1 } from "../../src/testing/octets.ts";

function boundaryOf(value: string): string | undefined {
  return parseMediaType(encodeLatin1(value))?.parameters.get("boundary");
}

describe("a Content-Type", () => {
  it.each([
    ["multipart/mixed; boundary=b1", "b1"],
    [" MULTIPART/Mixed ;\r\n\tBOUNDARY = b1 ", "b1"],
    ['multipart/mixed; boundary="b 1"', "b 1"],
    ['multipart/mixed; boundary="b\\"1\\\\"', 'b"1\\'],
    ['multipart/mixed; boundary="b\r\n 1"', "b 1"],
    ["multipart/mixed (x (y) ; boundary=no); boundary=b1", "b1"],
    ["multipart/mixed; (a (b (c)) d) boundary (e) = (f\\) ; boundary=no) b1 (g)", "b1"],
    ["(a) multipart (b) / (c) mixed (d) ; boundary=b1(e)", "b1"],
    ['multipart/mixed; name="; boundary=no"; boundary=b1', "b1"],
    ['multipart/mixed; name="(" ; boundary="b)1"', "b)1"],
    ["multipart/mixed; boundary=----=_Part_1", "----=_Part_1"],
    ["multipart/mixed; boundary=b1; boundary=b2", "b1"],
    ["multipart/mixed; x; =y; boundary=b1", "b1"],
    ["multipart/mixed; boundary=b1 (never closed; boundary=b2", "b1"],
    ['multipart/mixed; boundary="b1', "b1"],
    ["multipart/mixed; boundary*=us-ascii'en'b%201", "b 1"],
    ["multipart/mixed; boundary*=''b1", "b1"],
    ["multipart/mixed; boundary*=b%31", "b1"],
    ["multipart/mixed; boundary*=utf-8''b%C3%BC", "b\xc3\xbc"],
    ["multipart/mixed; boundary*0=b; boundary*1=1", "b1"],
    ["multipart/mixed; boundary*1=1; boundary*0=b; boundary*3=no", "b1"],
    ["multipart/mixed; boundary*0*=us-ascii''b%20; boundary*1=%31; boundary*2*=%31", "b %311"],
    ['multipart/mixed; boundary*0="b;"; boundary*1*=%zz', "b;%zz"],
    ["multipart/mixed; boundary*1=b1", undefined],
    ["multipart/mixed (boundary=b1", undefined],
    ["multipart/mixed boundary=b1", undefined],
  ])("%j has the boundary %j", (value, boundary) => {
    expect(boundaryOf(value)).toBe(boundary);
  });

  it.each(["", "text", "text/", "/plain", "; boundary=b", "(text/plain)", "text;/plain"])(
    "%j is not valid",
    (value) => {
      expect(parseMediaType(encodeLatin1(value))).toBeUndefined();
    },
  );

  it("has the parameters that were written into it, with comments at any place", () => {
    const comment = fc.letrec<{ comment: string }>((tie) => ({
      comment: fc
        .array(
          fc.oneof(
            { maxDepth: 4 },
            fc.constantFrom("a", " ", "\\(", "\\)", '"', ";", "=", "\r\n "),
            tie("comment"),
          ),
          {
            maxLength: 4,
          },
        )
        .map((inner) => `(${inner.join("")})`),
    })).comment;
    const blank = fc
      .array(fc.oneof(fc.constantFrom(" ", "\t", "\r\n "), comment), { maxLength: 3 })
      .map((all) => all.join(""));
    const value = fc.string({ unit: fc.constantFrom(...'ab1 ()<>@,;:\\"/[]?='), maxLength: 12 });
    const encode = (text: string): string =>
      text.replaceAll(/[^a-z0-9]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, "0")}`);
    const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
    const wayToWrite = fc.constantFrom<(text: string) => readonly (readonly [string, string])[]>(
      (text) => [["boundary", quote(text)]],
      (text) => [["boundary*", `us-ascii''${encode(text)}`]],
      (text) => [
        ["boundary*0", quote(text.slice(0, 3))],
        ["boundary*1*", encode(text.slice(3))],
      ],
      (text) => [
        ["boundary*1", quote(text.slice(2))],
        ["boundary*0*", `'en'${encode(text.slice(0, 2))}`],
      ],
    );
    fc.assert(
      fc.property(
        value,
        wayToWrite,
        fc.array(blank, { minLength: 20, maxLength: 20 }),
        (text, write, blanks) => {
          let at = 0;
          const gap = (): string => blanks[at++ % blanks.length] ?? "";
          const parameters = [
            ["a", quote("; boundary=no")] as const,
            ...write(text),
            ["b", "c"] as const,
          ]
            .map(([name, given]) => `${gap()};${gap()}${name}${gap()}=${gap()}${given}${gap()}`)
            .join("");
          expect(boundaryOf(`${gap()}multipart${gap()}/${gap()}mixed${parameters}`)).toBe(text);
        },
      ),
    );
  });
});

describe("a Content-Transfer-Encoding", () => {
  it.each([
    ["8bit", "8bit"],
    [" Base64 ", "base64"],
    ["(a (b) c) quoted-printable (d)", "quoted-printable"],
    ["8bit (\\) base64)", "8bit"],
    ["\r\n binary(it is)", "binary"],
    ["7bit; x", "7bit"],
    ["8-bit", "8-bit"],
    ["", ""],
    ["(never closed", "(never closed"],
  ])("%j is %j", (value, encoding) => {
    expect(parseEncoding(encodeLatin1(value))).toBe(encoding);
  });
});
