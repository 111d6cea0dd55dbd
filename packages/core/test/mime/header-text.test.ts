/** Header text in ASCII: what two parsers read of it, and what it may look like. */
import fc from "fast-check";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { domainToAscii } from "../../src/client/connection/compute.ts";
import { splitFields } from "../../src/protocol/mime/fields.ts";
import { encodeHeader, type HeaderMode } from "../../src/protocol/mime/header-text.ts";
import { encodeLatin1, encodeUtf8, join } from "../../src/testing/octets.ts";

const ASCII: HeaderMode = { toAscii: domainToAscii };

function encode(header: string | Uint8Array, mode: HeaderMode = ASCII) {
  const octets = typeof header === "string" ? encodeUtf8(header) : header;
  const made = encodeHeader(splitFields(octets), mode);
  return { ...made, octets: join(made.fields.map((field) => field.octets)) };
}

const textOf = (octets: Uint8Array): string => Buffer.from(octets).toString("latin1");
const ascii = (header: string): string => textOf(encode(header).octets);

describe("encodeHeader", () => {
  it.each([
    ["Subject: Grüße\r\n", "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"],
    ["Subject:ü\r\n", "Subject: =?utf-8?Q?=C3=BC?=\r\n"],
    [
      "Subject: Grüße from Kölle\r\n",
      "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= from =?utf-8?Q?K=C3=B6lle?=\r\n",
    ],
    ["Subject: =?utf-8?Q?a?= ü\r\n", "Subject: =?utf-8?Q?a?= =?utf-8?Q?_=C3=BC?=\r\n"],
    [
      "From: Jörg Müller <j@a.example>\r\n",
      "From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <j@a.example>\r\n",
    ],
    ['To: "Müller, J."<j@a.example>\r\n', "To: =?utf-8?Q?M=C3=BCller=2C_J=2E?= <j@a.example>\r\n"],
    ["To: j@bücher.example\r\n", "To: j@xn--bcher-kva.example\r\n"],
    [
      "To: j@a.example (Jörg (ä))\r\n",
      "To: j@a.example (=?utf-8?Q?J=C3=B6rg?= (=?utf-8?Q?=C3=A4?=))\r\n",
    ],
    [
      "Cc: Größe: a@b.example, c@d.example;\r\n",
      "Cc: =?utf-8?Q?Gr=C3=B6=C3=9Fe?= : a@b.example, c@d.example;\r\n",
    ],
    [
      "Received: from a (ä [1.2.3.4])\r\n by b\r\n",
      "Received: from a (=?utf-8?Q?=C3=A4?= [1.2.3.4]) by b\r\n",
    ],
    [
      'Content-Disposition: attachment; filename="Grüße 1.pdf"\r\n',
      "Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe%201.pdf\r\n",
    ],
    [
      'Content-Type: text/plain; name*0="ä"; name*1=b; charset=utf-8\r\n',
      "Content-Type: text/plain; name*=utf-8''%C3%A4b; charset=utf-8\r\n",
    ],
    [
      "Content-Disposition: attachment; filename*=utf-8''%41ü\r\n",
      "Content-Disposition: attachment; filename*=utf-8''%41%C3%BC\r\n",
    ],
    ["Subject: ends with à\r\n", "Subject: ends with =?utf-8?Q?=C3=A0?=\r\n"],
    ["X: plain  and\r\n  folded\r\n", "X: plain  and\r\n  folded\r\n"],
  ])("writes %j as %j", (given, expected) => {
    expect(ascii(given)).toBe(expected);
  });

  it.each([
    ["a local part beyond ASCII", "From: jörg@a.example\r\n", "From"],
    ["the same in angle brackets", "To: Jörg <jörg@a.example>\r\n", "To"],
    ["the same in quotes", 'To: "jö rg"@a.example\r\n', "To"],
    ["a domain without A-labels", "To: a@ü_x.example\r\n", "To"],
    ["an identifier", "Message-ID: <ä@a.example>\r\n", "Message-ID"],
    ["an identifier's domain", "References: <a@ä.example>\r\n", "References"],
    ["a signature", "DKIM-Signature: v=1; d=ä.example\r\n", "DKIM-Signature"],
    ["a quote that never ends", 'From: "Jörg <a@b.example>\r\n', "From"],
    ["a comment that never ends", "From: a@b.example (Jörg\r\n", "From"],
    ["a quote that is no name", 'Content-Type: text/x; "a="b"(ü"\r\n', "Content-Type"],
    ["the name of a parameter", "Content-Type: text/x; ü=b\r\n", "Content-Type"],
    ["a boundary", 'Content-Type: multipart/mixed; boundary="ä"\r\n', "Content-Type"],
    ["a line that is no field", "Grüße\r\n", ""],
    ["a field whose name has no end", `${"x".repeat(80)}: ü\r\n`, "x".repeat(75)],
  ])("does not encode %s", (_, given, name) => {
    const { stuck, octets } = encode(given);
    expect(stuck).toEqual([name]);
    expect(octets).toEqual(encodeUtf8(given));
  });

  it("encodes octets that are not UTF-8 without saying what they mean", () => {
    const { octets, unknown, utf8: known } = encode(encodeLatin1("Subject: Gr\xfc\xdfe\r\n"));
    expect(textOf(octets)).toBe("Subject: =?unknown-8bit?Q?Gr=FC=DFe?=\r\n");
    expect(unknown).toEqual(["Subject"]);
    expect(known).toBe(false);
  });

  it("keeps what its mode says", () => {
    const header = join([
      encodeLatin1("Subject: Gr\xfc\xdfe\r\n"),
      encodeUtf8("X-Note: Grüße\r\n"),
    ]);
    expect(textOf(encode(header, { ...ASCII, unknown: true }).octets)).toBe(
      "Subject: Gr\xfc\xdfe\r\nX-Note: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n",
    );
    expect(encode(header, { ...ASCII, utf8: true }).octets).toEqual(
      join([
        encodeLatin1("Subject: =?unknown-8bit?Q?Gr=FC=DFe?=\r\n"),
        encodeUtf8("X-Note: Grüße\r\n"),
      ]),
    );
  });

  it("looks at four times the octets in four times the steps", () => {
    const steps = (octets: number): number => {
      let calls = 0;
      const header = `To: ${'"ü" (ä) <a@bü.example>, '.repeat(octets)}a@b.example\r\n`;
      encodeHeader(splitFields(encodeUtf8(header)), {
        toAscii: (domain) => {
          calls += domain.length;
          return "x.example";
        },
      });
      return calls;
    };
    expect(steps(400)).toBe(4 * steps(100));
  });
});

/** Words such as stand in subjects and names. */
const word = fc
  .string({
    unit: fc.constantFrom(..."aZ09ü€ßあ😀.,;:'()<>\"\\@?=_-", "à"),
    minLength: 1,
    maxLength: 12,
  })
  .filter((text) => !text.includes("=?"));
const phrase = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(" "));
const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

async function read(header: Uint8Array) {
  const message = join([header, encodeUtf8("\r\nHi.\r\n")]);
  const [postal, parser] = await Promise.all([
    PostalMime.parse(message),
    simpleParser(Buffer.from(message)),
  ]);
  return { postal, parser };
}

function wellFormed(header: Uint8Array): void {
  const lines = textOf(header).split("\r\n").slice(0, -1);
  for (const line of lines) {
    expect(line).toMatch(/^[ -~\t]*[!-~][ -~\t]*$/);
    for (const [made] of line.matchAll(/=\?utf-8\?[QB]\?[^?]*\?=/g)) {
      expect(made.length).toBeLessThanOrEqual(75);
      expect(line.length).toBeLessThanOrEqual(76);
    }
  }
}

describe("text that was encoded", () => {
  it("reads the same in a subject", async () => {
    await fc.assert(
      fc.asyncProperty(phrase, async (text) => {
        const { octets, stuck } = encode(`Subject: ${text}\r\n`);
        expect(stuck).toEqual([]);
        wellFormed(octets);
        const { postal, parser } = await read(octets);
        expect(postal.subject).toBe(text);
        expect(parser.subject).toBe(text);
      }),
    );
  });

  it("reads the same in display names", async () => {
    const names = fc.array(phrase, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(names, async (given) => {
        const list = given.map((name, at) => `${quoted(name)} <a${at}@b.example>`).join(", ");
        const { octets, stuck } = encode(`To: ${list}\r\n`);
        expect(stuck).toEqual([]);
        wellFormed(octets);
        const { postal } = await read(octets);
        expect(postal.to?.map(({ name, address }) => [name, address])).toEqual(
          given.map((name, at) => [name, `a${at}@b.example`]),
        );
      }),
    );
  });

  it("reads the same in a file name", async () => {
    await fc.assert(
      fc.asyncProperty(phrase, async (name) => {
        const { octets, stuck } = encode(
          `Content-Type: application/pdf; name=${quoted(name)}\r\nContent-Disposition: attachment; filename=${quoted(name)}\r\n`,
        );
        expect(stuck).toEqual([]);
        wellFormed(octets);
        const { postal, parser } = await read(octets);
        expect(postal.attachments[0]?.filename).toBe(name);
        expect(parser.attachments[0]?.filename).toBe(name);
      }),
    );
  });
});

describe("any field whatsoever", () => {
  const names = fc.constantFrom(
    ...["From", "To", "Subject", "Content-Type", "Content-Disposition", "Received", "Message-ID"],
    ...["List-Id", "Keywords", "X-Anything", "", "Bad Name"],
  );
  const octets = fc.uint8Array({ max: 255, maxLength: 60 });
  const text = fc
    .array(
      fc.oneof(fc.constantFrom(..."\"\\()<>@,;:=*?[]' \t.aü".split("")).map(encodeUtf8), octets),
      {
        maxLength: 20,
      },
    )
    .map((pieces) =>
      Uint8Array.from(join(pieces)).map((octet) => (octet === 10 || octet === 13 ? 32 : octet)),
    );

  it("is written in ASCII or left as it is, and does not change when it is looked at again", () => {
    fc.assert(
      fc.property(names, text, (name, value) => {
        const given = join([encodeUtf8(`${name}: a`), value, encodeUtf8("z\r\n")]);
        const made = encode(given);
        if (made.stuck.length > 0 || given.every((octet) => octet < 128)) {
          expect(made.octets).toEqual(given);
          return;
        }
        const lines = textOf(made.octets).split("\r\n");
        expect(lines.pop()).toBe("");
        for (const [at, line] of lines.entries()) {
          expect(line).toMatch(at === 0 ? /^[!-~]+:/ : /^[ \t].*[!-~]/);
          expect([...line].every((octet) => octet.charCodeAt(0) < 128)).toBe(true);
        }
        expect(encode(made.octets).octets).toEqual(made.octets);
      }),
      { numRuns: 2000 },
    );
  });
});
