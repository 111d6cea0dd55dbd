import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressLiteral,
  checkEhloName,
  formatMailbox,
  type Mailbox,
  octets,
  parseMailbox,
  parseRecipient,
  parseReversePath,
  uniqueRecipients,
} from "./address.ts";

const x = (count: number): string => "x".repeat(count);

/** What is made of an address, or the kind of error. */
function readAs(address: string): Mailbox | string {
  try {
    return parseMailbox(address);
  } catch (error) {
    return (error as Error).name;
  }
}

describe("parseMailbox", () => {
  test.each([
    ["a@b", "a", "b"],
    ["<a@b.example>", "a", "b.example"],
    ["Ann.O'Neil+tag@Example.COM", "Ann.O'Neil+tag", "Example.COM"],
    ['"a b"@c.example', '"a b"', "c.example"],
    ['"a@b"@c.example', '"a@b"', "c.example"],
    ['<"a<b>(c) \\" \\\\"@d.example>', '"a<b>(c) \\" \\\\"', "d.example"],
    ['""@c.example', '""', "c.example"],
    ["a@host_1.-odd-.example", "a", "host_1.-odd-.example"],
    ["a@[192.0.2.1]", "a", "[192.0.2.1]"],
    ["a@[IPv6:2001:db8::1]", "a", "[IPv6:2001:db8::1]"],
    ["a@[ipv6:::ffff:192.0.2.1]", "a", "[ipv6:::ffff:192.0.2.1]"],
    ["a@[x-tag:any/thing!]", "a", "[x-tag:any/thing!]"],
  ])("keeps %s as it was given", (input, local, domain) => {
    expect(parseMailbox(input)).toEqual({ local, domain, ascii: true, asciiDomain: true });
  });

  test("reads a plain address as it reads the same in angle brackets, which takes a closer look", () => {
    const characters = [..."aZ0.@<>_-!'\"()[]\\ ,;:é\n"];
    const parts = fc.string({ unit: fc.constantFrom(...characters), maxLength: 70 });
    const near = fc.tuple(parts, parts).map(([local, domain]) => `${local}@${domain}`);
    const plain = fc.emailAddress();
    fc.assert(
      fc.property(fc.oneof(near, plain), (address) => {
        fc.pre(!address.includes("<") && !address.includes(">"));
        expect(readAs(address)).toEqual(readAs(`<${address}>`));
      }),
    );
  });

  test("reports whether local part and domain are ASCII", () => {
    expect(parseMailbox("дим@b.example")).toMatchObject({ ascii: false, asciiDomain: true });
    expect(parseMailbox("a@bücher.example")).toMatchObject({ ascii: true, asciiDomain: false });
    expect(parseMailbox('"д м"@b.example')).toMatchObject({ local: '"д м"', ascii: false });
  });

  test("gives frozen data", () => {
    expect(Object.isFrozen(parseMailbox("a@b.example"))).toBe(true);
  });

  test.each([
    [
      "Ann <a@b.example>",
      'The address "Ann <a@b.example>" has a display name. Put only the address in the envelope, and the name in the message header.',
    ],
    ['"Ann B" <a@b.example>', "has a display name"],
    ['"<Ann>"<a@b.example>', "has a display name"],
    [
      "a@b\r\nRCPT TO:<c@d>",
      "has a control character or half a surrogate pair. Nothing of the kind can stand in an SMTP command: remove it.",
    ],
    ['"a\nb"@c', "has a control character"],
    ["a\0@b", "has a control character"],
    ["a\t@b", "has a control character"],
    ["a\u0085@b", "has a control character"],
    ["a\ud800@b", "half a surrogate pair"],
    ["<a@b.example", "lacks an angle bracket. Write both, or none."],
    ["a@b.example>", "lacks an angle bracket"],
    ["<<a@b.example>>", "has a stray angle bracket. Remove it."],
    ["a@b>c.example", "has a stray angle bracket"],
    ["<a@b> <c@d>", "has a stray angle bracket"],
    [
      "<@a.example,@b.example:c@d.example>",
      "has a source route. Give only the mailbox after the colon: routes are obsolete (RFC 5321 appendix C).",
    ],
    ["@a:b@c", "has a source route"],
    ["a(comment)@b", "has a comment. Comments belong to the message header: remove it."],
    ["a b@c", "has a space outside quotes. Remove it, or write the local part in quotes."],
    [" a@b", "has a space outside quotes"],
    ["a@b\u00a0", "has a space outside quotes"],
    ["ann", "has no domain. Write it as local-part@domain."],
    ["", "has no domain"],
    ["<>", "has no domain"],
    ["a@", "has no domain"],
    ["@b", "has no local part. Write it as local-part@domain."],
    [
      ".a@b",
      "has a local part that RFC 5321 4.1.2 does not allow. Give several addresses one by one; if the mailbox is really called that, write the local part in quotes.",
    ],
    ["a.@b", "has a local part"],
    ["a..b@c", "has a local part"],
    ["a@b,c@d", "has several addresses in one text. Give a list with one address in each entry."],
    ["a@b, c@d", "has several addresses in one text"],
    ["a@b; c@d", "has several addresses in one text"],
    ["a, b@c", "has a space outside quotes"],
    ["mailto:a@b", "has a local part"],
    ['"a@b', "has a local part"],
    ['"a"b@c', "has a local part"],
    ['"a\\é"@c', "has a local part"],
    ["a@b.", "ends with a dot. Leave it out: SMTP domains are always complete (RFC 5321 4.1.2)."],
    [
      "a@b..c",
      "has a malformed domain. Give labels with single dots between them (RFC 5321 4.1.2).",
    ],
    ["a@.b", "has a malformed domain"],
    ["a@b/c", "has a malformed domain"],
    ["a@b;c", "has a malformed domain"],
    [
      "a@[192.0.2.256]",
      "has a malformed address literal. Write it as [192.0.2.1] or [IPv6:2001:db8::1] (RFC 5321 4.1.3).",
    ],
    ["a@[192.0.2.1", "has a malformed address literal"],
    ["a@[192.0.2.1]x", "has a malformed address literal"],
    ["a@[]", "has a malformed address literal"],
    ["a@[IPv6:2001:db8]", "has a malformed address literal"],
    ["a@[IPv6:1::2::3]", "has a malformed address literal"],
    ["a@[IPv6:1:2:3:4:5:6:7:8:9]", "has a malformed address literal"],
    ["a@[IPv6:192.0.2.1::]", "has a malformed address literal"],
    ["a@[2001:db8::1]", "has an address literal without its tag. Write it as [IPv6:2001:db8::1]."],
    [
      "a@[IPv6:fe80::1%eth0]",
      "has a zone in its address literal. A zone means nothing to another host: remove it.",
    ],
  ])("refuses %j", (input, sentence) => {
    expect(() => parseMailbox(input)).toThrow(TypeError);
    expect(() => parseMailbox(input)).toThrow(sentence);
  });

  test("refuses what is not a string", () => {
    expect(() => parseMailbox(undefined as unknown as string)).toThrow(
      "The address undefined is not a string. Write it as local-part@domain.",
    );
  });

  test.each([
    [
      `${x(65)}@b`,
      "has a local part of 65 octets; RFC 5321 4.5.3.1.1 allows 64. No server has to take it: use a shorter address.",
    ],
    [`${"é".repeat(33)}@b`, "has a local part of 66 octets"],
    [`a@${x(256)}`, "has a domain of 256 octets; RFC 5321 4.5.3.1.2 allows 255"],
    [`${x(64)}@${x(190)}`, "has a path of 257 octets; RFC 5321 4.5.3.1.3 allows 256"],
  ])("refuses over-long %s", (input, sentence) => {
    expect(() => parseMailbox(input)).toThrow(RangeError);
    expect(() => parseMailbox(input)).toThrow(sentence);
  });

  test("refuses hostile text without reading it through", () => {
    const hostile = `"${'\\"'.repeat(200_000)}`;
    expect(() => parseMailbox(hostile)).toThrow("has a path of 400001 octets");
  });

  test("takes a path of exactly 256 octets", () => {
    expect(octets(`<${formatMailbox(parseMailbox(`${x(64)}@${x(63)}.${x(63)}.${x(61)}`))}>`)).toBe(
      256,
    );
  });

  test("cuts a long address short in its sentence", () => {
    expect(() => parseMailbox(x(500))).toThrow(/^.{0,140}$/);
  });

  test("gives back what it took, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.domain(), (text, domain) => {
        for (const input of [text, `${text}@${domain}`, `"${text}"@${domain}`]) {
          let mailbox: Mailbox;
          try {
            mailbox = parseMailbox(input);
          } catch (error) {
            if (error instanceof TypeError || error instanceof RangeError) continue;
            throw error;
          }
          expect([input, input.slice(1, -1)]).toContain(formatMailbox(mailbox));
          expect(parseMailbox(`<${formatMailbox(mailbox)}>`)).toEqual(mailbox);
        }
      }),
    );
  });

  test("takes every quoted string of printable ASCII", () => {
    const quoted = fc
      .string({ unit: "grapheme-ascii", maxLength: 30 })
      .map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);
    fc.assert(
      fc.property(quoted, (local) => {
        expect(parseMailbox(`${local}@b.example`).local).toBe(local);
      }),
    );
  });
});

test.each([null, "", "<>"])("takes %j for the null reverse-path", (input) => {
  expect(parseReversePath(input)).toBeNull();
});

test("takes a sender that is a mailbox", () => {
  expect(parseReversePath("<a@b.example>")).toEqual(parseMailbox("a@b.example"));
});

test.each(["Postmaster", "<POSTMASTER>", "postmaster"])(
  "takes a bare %s as a recipient",
  (input) => {
    const recipient = parseRecipient(input);
    expect(formatMailbox(recipient)).toBe(input.replace(/[<>]/g, ""));
    expect(recipient.domain).toBe("");
  },
);

test.each(["<Postmaster", "Postmaster@", "root"])("refuses %s as a recipient", (input) => {
  expect(() => parseRecipient(input)).toThrow(TypeError);
});

test("takes a recipient that is a mailbox", () => {
  expect(parseRecipient("postmaster@b.example").domain).toBe("b.example");
});

test("keeps the first of recipients that differ only in the case of the domain", () => {
  const list = [
    "a@B.example",
    "A@b.example",
    "a@b.EXAMPLE",
    "Postmaster",
    "c@d",
    "postmaster",
    "c@d",
  ];
  expect(uniqueRecipients(list.map(parseRecipient)).map(formatMailbox)).toEqual([
    "a@B.example",
    "A@b.example",
    "Postmaster",
    "c@d",
  ]);
});

test.each(["client.example", "localhost", "my_host", "[192.0.2.1]", "[IPv6:2001:db8::1]"])(
  "takes %s as an EHLO name",
  (name) => {
    expect(checkEhloName(name)).toBe(name);
  },
);

test.each([
  ["", 'The EHLO name "" is not a name. Give a domain, or an address literal such as [192.0.2.1].'],
  [undefined as unknown as string, "The EHLO name undefined is not a name"],
  ["bücher.example", "is not ASCII. Give the A-label form of the domain (RFC 6531 3.7.1)."],
  ["a b", "has a malformed domain"],
  ["a\r\nMAIL", "has a malformed domain"],
  ["a\n", "has a malformed domain"],
  ["client.example.", "ends with a dot"],
  ["[fe80::1]", "Write it as [IPv6:fe80::1]."],
])("refuses %j as an EHLO name", (name, sentence) => {
  expect(() => checkEhloName(name)).toThrow(TypeError);
  expect(() => checkEhloName(name)).toThrow(sentence);
});

test("refuses an EHLO name over 255 octets", () => {
  expect(() => checkEhloName(x(256))).toThrow(RangeError);
  expect(() => checkEhloName(x(256))).toThrow(
    "The EHLO name has 256 octets; RFC 5321 4.5.3.1.2 allows 255. Give a shorter one.",
  );
  expect(checkEhloName(x(255))).toHaveLength(255);
});

test.each([
  ["192.0.2.1", "[192.0.2.1]"],
  ["2001:db8::1", "[IPv6:2001:db8::1]"],
  ["fe80::1%eth0", "[IPv6:fe80::1]"],
  ["::ffff:192.0.2.1", "[192.0.2.1]"],
  ["::", "[IPv6:::]"],
  ["1:2:3:4:5:6:7:8", "[IPv6:1:2:3:4:5:6:7:8]"],
  ["client.example", undefined],
  ["192.0.2", undefined],
  ["192.0.2.1.", undefined],
  ["1:2:3:4:5:6:7:8::", undefined],
  [":1::", undefined],
])("makes of the IP address %s the literal %s", (ip, literal) => {
  expect(addressLiteral(ip)).toBe(literal);
});

test("makes of every IP address a literal that is a valid EHLO name", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (ip) => {
      const literal = addressLiteral(ip);
      expect(literal && checkEhloName(literal)).toBe(literal);
      expect(literal).toBeDefined();
    }),
  );
});
