import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ObstacleError, type Reencode } from "../../src/protocol/mime/obstacle.ts";
import { decodeUtf8, encodeUtf8 } from "../../src/testing/octets.ts";
import { messageOf, tree } from "./arbitrary-mime.ts";
import { byMailparser, byPostalMime } from "./parsed.ts";
import { cut, recode, unfit } from "./recode.ts";

function recoded(lines: readonly string[], level?: Reencode): string[] {
  return decodeUtf8(recode([encodeUtf8(lines.map((line) => `${line}\r\n`).join(""))], level))
    .split("\r\n")
    .slice(0, -1);
}

function obstacle(lines: readonly string[], level?: Reencode): unknown {
  try {
    return recoded(lines, level);
  } catch (error) {
    if (!(error instanceof ObstacleError)) throw error;
    return `${error.part}|${error.type}|${error.reason}`;
  }
}

describe("a message of any shape, re-encoded", () => {
  it("is fit for a server that takes 7-bit content, and the same however it was cut", () => {
    fc.assert(
      fc.property(tree, fc.array(fc.nat()), (made, places) => {
        const message = messageOf(made);
        const whole = recode([message]);
        expect(unfit(whole)).toEqual([]);
        expect(recode(cut(message, places)).every((octet, at) => octet === whole[at])).toBe(true);
        expect(recode(cut(message, places)).length).toBe(whole.length);
      }),
    );
  });

  it("is the same octet by octet", () => {
    fc.assert(
      fc.property(tree, (made) => {
        const message = messageOf(made);
        fc.pre(message.length < 5_000);
        const single = Array.from(message, (octet) => Uint8Array.of(octet));
        expect(decodeUtf8(recode(single))).toBe(decodeUtf8(recode([message])));
      }),
    );
  });

  it("is left alone when it was re-encoded already", () => {
    fc.assert(
      fc.property(tree, (made) => {
        const once = recode([messageOf(made)]);
        // A long body is encoded unseen, and the break of a line that was too long makes it longer.
        fc.pre(once.length < 60_000 && !/[^\r\n]{991}/.test(decodeUtf8(once)));
        expect(decodeUtf8(recode([once]))).toBe(decodeUtf8(once));
      }),
    );
  });

  it.each([
    ["mailparser", byMailparser],
    ["postal-mime", byPostalMime],
  ])(
    "reads the same by %s",
    async (_name, parse) => {
      await fc.assert(
        fc.asyncProperty(tree, async (made) => {
          const message = messageOf(made);
          expect(await parse(recode([message]))).toEqual(await parse(message));
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});

describe("re-encoding", () => {
  // Found by fuzzing.
  it("breaks a long row of equals signs in quoted-printable that is not valid", () => {
    const head = "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    expect(unfit(recode([encodeUtf8(`${head}${"=".repeat(3000)}\r\n`)]))).toEqual([]);
  });

  it("writes text as quoted-printable, and says so in the header", () => {
    expect(
      recoded([
        "Subject: x",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Grüße,",
        "-- ",
        "Ann",
      ]),
    ).toEqual([
      "Subject: x",
      "Content-Type: text/plain; charset=utf-8",
      "MIME-Version: 1.0",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Gr=C3=BC=C3=9Fe,",
      "=2D-=20",
      "Ann",
    ]);
  });

  it("writes the rest as base64, and text whose lines are no lines", () => {
    for (const type of ["image/png", "text/plain; charset=utf-16le"]) {
      expect(
        recoded([
          `Content-Type: ${type}`,
          "Content-Transfer-Encoding: 8bit",
          "MIME-Version: 1.0",
          "",
          "ü",
        ]),
      ).toEqual([
        `Content-Type: ${type}`,
        "Content-Transfer-Encoding: base64",
        "MIME-Version: 1.0",
        "",
        "w7wNCg==",
      ]);
    }
  });

  it("leaves parts as they are that need nothing, and the octets between them", () => {
    const message = [
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; (a comment) boundary="a b"',
      "",
      "preamble",
      "--a b  ",
      "",
      "plain",
      "--a b",
      "Content-Type: image/png",
      "Content-Transfer-Encoding: base64",
      "",
      "AAAA",
      "--a bc",
      "--a b--",
      "epilogue",
    ];
    expect(recoded(message)).toEqual(message);
  });

  it("calls composite parts 7bit that were 8bit", () => {
    const out = recoded([
      "MIME-Version: 1.0",
      "Content-Type: multipart/mixed; boundary=b",
      "Content-Transfer-Encoding: 8bit",
      "",
      "--b",
      "Content-Transfer-Encoding: 8bit",
      "",
      "ü",
      "--b--",
    ]);
    expect(out.slice(2, 9)).toEqual([
      "Content-Transfer-Encoding: 7bit",
      "",
      "--b",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "=C3=BC",
      "--b--",
    ]);
  });

  it("folds header fields that are too long where they have blanks", () => {
    const to = Array.from({ length: 60 }, (_, at) => `somebody-${at}@example.org`).join(", ");
    const [first = "", second = ""] = recoded([`To: ${to}`, "", "ü"]);
    expect(first.length).toBeLessThanOrEqual(998);
    expect(first + second).toBe(`To: ${to}`);
  });

  it("encodes the text of header fields, those of parts too", () => {
    const named = 'Content-Disposition: attachment; filename="ü 1.txt"';
    const message = [
      "Subject: ü",
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      named,
      "",
      "x",
      "--b--",
    ];
    const out = recoded(message);
    expect(out[0]).toBe("Subject: =?utf-8?Q?=C3=BC?=");
    expect(out[4]).toBe("Content-Disposition: attachment; filename*=utf-8''%C3%BC%201.txt");
    expect(out.slice(5)).toEqual(message.slice(5));
  });

  it("encodes the header of an attached message where that is allowed", () => {
    const out = recoded(parts("message/rfc822", "Subject: ü", "", "hi"), "attached");
    expect(out).toContain("Subject: =?utf-8?Q?=C3=BC?=");
  });

  const parts = (type: string, ...inner: readonly string[]): readonly string[] => [
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=outer",
    "",
    "--outer",
    "",
    "first",
    "--outer",
    `Content-Type: ${type}`,
    "",
    ...inner,
    "--outer--",
  ];
  const attached = ["Subject: inner", "Content-Type: text/plain; charset=utf-8", "", "ü"];

  it.each<[string, string, readonly string[]]>([
    [
      "a signed part",
      "2|multipart/signed|signed",
      parts("multipart/signed; boundary=s", "--s", "", "ü", "--s--"),
    ],
    [
      "an encrypted part",
      "2|application/pkcs7-mime|encrypted",
      parts("application/pkcs7-mime", "ü"),
    ],
    ["an attached message", "2|message/rfc822|attached", parts("message/rfc822", ...attached)],
    [
      "a message in a digest",
      "2.1|message/rfc822|attached",
      parts("multipart/digest; boundary=d", "--d", "", ...attached, "--d--"),
    ],
    [
      "a message signed by DKIM",
      "|text/plain|signed",
      ["DKIM-Signature: v=1", "Content-Type: text/plain", "", "ü"],
    ],
    [
      "a message with a line over 998 octets that is signed",
      "|text/plain|signed",
      ["ARC-Seal: i=1", "", "x".repeat(999)],
    ],
    ["a local part beyond ASCII", "|text/plain|header", ["To: ü@example.org", "", "hi"]],
    ["a line of the header that is no field", "|text/plain|header", ["ü", "", "hi"]],
    [
      "a domain beyond ASCII in the header of an attached message",
      "2|message/rfc822|attached",
      parts("message/rfc822", "To: a@ü.example", "", "hi"),
    ],
    [
      "octets over 127 in the identifier of a part",
      "2|text/plain|header",
      parts("text/plain\r\nContent-ID: <ü@example.org>", "hi"),
    ],
    [
      "an encoding that nobody knows",
      "2|text/plain|unknown-encoding",
      parts("text/plain\r\nContent-Transfer-Encoding: x-uue", "ü"),
    ],
    [
      "a type that may not be encoded",
      "2|message/delivery-status|unencodable",
      parts("message/delivery-status", "ü"),
    ],
    [
      "a multipart without a boundary",
      "2|multipart/mixed|unencodable",
      parts("multipart/mixed", "ü"),
    ],
  ])("stops at %s", (_what, told, message) => {
    expect(obstacle(message)).toBe(told);
  });

  it("leaves such parts alone where they need nothing", () => {
    for (const type of [
      "multipart/signed; boundary=s",
      "application/pkcs7-mime",
      "message/delivery-status",
    ]) {
      expect(recoded(parts(type, "--s", "", "plain", "--s--"))).toEqual(
        parts(type, "--s", "", "plain", "--s--"),
      );
    }
    const signed = ["DKIM-Signature: v=1", "Content-Transfer-Encoding: 8bit", "", "plain"];
    expect(recoded(signed)).toEqual(signed);
  });

  it("re-encodes an attached message where that is wished, unless it is signed", () => {
    expect(recoded(parts("message/rfc822", ...attached), "attached")).toContain("=C3=BC");
    const signed = parts("message/rfc822", "DKIM-Signature: v=1", ...attached);
    expect(obstacle(signed, "attached")).toBe("2|text/plain|signed");
    expect(
      obstacle(parts("multipart/signed; boundary=s", "--s", "", "ü", "--s--"), "attached"),
    ).toBe("2|multipart/signed|signed");
  });

  it("re-encodes everything where that is wished, though signatures break", () => {
    expect(
      recoded(parts("multipart/signed; boundary=s", "--s", "", "ü", "--s--"), "always"),
    ).toContain("=C3=BC");
    expect(recoded(["DKIM-Signature: v=1", "", "ü"], "always")).toContain("=C3=BC");
    expect(
      recoded(parts("message/rfc822", "DKIM-Signature: v=1", ...attached), "always"),
    ).toContain("=C3=BC");
  });

  it("re-encodes nothing where that is wished", () => {
    expect(obstacle(["Subject: x", "", "ü"], "never")).toBe("|text/plain|wish");
    expect(recoded(["Subject: x", "", "plain"], "never")).toEqual(["Subject: x", "", "plain"]);
  });
});
