import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growth } from "../../../test/work.ts";
import { parseReplyText } from "../reply/reply-parser.ts";
import { createMask, maskReply } from "./mask.ts";

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const url = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");
const xtext = (text: string): string =>
  Array.from(octets(text), (octet) =>
    octet < 33 || octet > 126 || octet === 0x2b || octet === 0x3d
      ? `+${octet.toString(16).toUpperCase().padStart(2, "0")}`
      : String.fromCharCode(octet),
  ).join("");

const quotedPrintable = (text: string): string =>
  Array.from(octets(text), (octet) =>
    octet < 32 || octet > 126 || octet === 0x3d
      ? `=${octet.toString(16).toUpperCase().padStart(2, "0")}`
      : String.fromCharCode(octet),
  ).join("");

const hexadecimal = (text: string): string =>
  Array.from(octets(text), (octet) => octet.toString(16).padStart(2, "0")).join("");

const secret = "p\u00e4ss w\u00f6rd+=/?~\u00ff";

describe("createMask", () => {
  it("covers a secret as it is, everywhere", () => {
    expect(createMask(["s3cret"])("s3cret and (s3cret), xs3cretx")).toBe("*** and (***), x***x");
  });

  it("covers a short secret as a word of its own, not within words", () => {
    const mask = createMask(["no", "let"]);
    expect(mask("no notice accepted: let the letter go, (no) NO")).toBe(
      "*** notice accepted: *** the letter go, (***) NO",
    );
    expect(createMask([".."])("a..b ..")).toBe("a***b ***");
  });

  it.each([
    ["one letter", (n: number) => "a".repeat(n)],
    ["two letters by turns", (n: number) => "ab".repeat(n / 2)],
    ["letters that escapes double", (n: number) => "=+%".repeat(n / 3)],
    [
      "the secret again and again",
      (n: number) => `${"Zm9v".repeat(200)}%41=41+41 `.repeat(n / 800),
    ],
  ])("does work that grows with the text alone: %s", (_, text) => {
    for (const secret of [
      "a".repeat(2000),
      "ab".repeat(1000),
      "foo".repeat(600),
      "=+%".repeat(500),
    ]) {
      const mask = createMask([secret, `c=biws,r=${secret},p=proof`]);
      expect(growth((n) => () => mask(text(n)), 8000)).toBeLessThan(4.5);
    }
  });

  it("does work that grows with the length of the secret alone when it is made", () => {
    for (const text of ["a", "ab", "foo=+%"]) {
      expect(growth((n) => () => createMask([text.repeat(n)]), 500)).toBeLessThan(4.5);
    }
  });

  it("minds the case of a secret as it is", () => {
    expect(createMask(["Secret"])("secret SECRET Secret")).toBe("secret SECRET ***");
  });

  it.each([
    ["base64", base64(octets(secret))],
    ["base64 without padding", base64(octets(secret)).replace(/=+$/, "")],
    ["base64url", url(base64(octets(secret)))],
    ["base64 in upper case", base64(octets(secret)).toUpperCase()],
    ["percent-encoding", encodeURIComponent(secret)],
    ["percent-encoding in lower case", encodeURIComponent(secret).toLowerCase()],
    [
      "strict percent-encoding",
      encodeURIComponent("it's (me)!").replace(/[!'()]/g, percentCharacter),
    ],
    ["percent-encoding of every octet", Array.from(octets(secret), percent).join("")],
    ["xtext", xtext(secret)],
    ["quoted-printable", quotedPrintable(secret)],
    ["hexadecimal", hexadecimal(secret)],
    ["hexadecimal in upper case", hexadecimal(secret).toUpperCase()],
    ["UTF-8 that was read as Latin-1", String.fromCharCode(...octets(secret))],
  ])("covers %s", (_form, encoded) => {
    expect(createMask([secret, "it's (me)!"])(`500 what is ${encoded}?`)).toBe("500 what is ***?");
  });

  it("covers a secret in a quoted string", () => {
    expect(createMask(['a"b\\c'])('500 what is "a\\"b\\\\c"?')).toBe('500 what is "***"?');
  });

  it.each(["u", "us", "use", "user"])(
    "covers a password in an AUTH PLAIN response behind the name %s",
    (user) => {
      const response = base64(octets(`\0${user}\0s3cr3tPass`));
      const masked = createMask(["s3cr3tPass"])(`500 5.5.1 unknown: "${response}"`);
      expect(masked).toMatch(/^500 5\.5\.1 unknown: "[A-Za-z0-9+/]{1,7}\*\*\*"$/);
    },
  );

  it.each(["u", "us", "use"])("covers a password of four characters behind the name %s", (user) => {
    const mask = createMask(["p4ss"]);
    const response = base64(octets(`\0${user}\0p4ss`));
    expect(mask(`bad: ${response}`)).toMatch(/^bad: [A-Za-z0-9+/]{2,6}\*\*\*$/);
    const longer = base64(octets(`\0${user}\0p4ss and so on`));
    expect(mask(`bad: ${longer}`)).toMatch(/^bad: [A-Za-z0-9+/]{2,6}\*\*\*[A-Za-z0-9+/=]{12,}$/);
  });

  it("covers base64 in which one secret begins where another ends", () => {
    const encoded = base64(octets("abcdefghijklmno"));
    expect(createMask(["abcdefghijkl", "jklmno"])(encoded)).toBe("***");
  });

  it("covers base64 that was cut short at either end", () => {
    const encoded = base64(octets("s3cr3tPassword"));
    for (let from = 0; from + 6 <= encoded.length; from += 1) {
      const masked = createMask(["s3cr3tPassword"])(`bad: ${encoded.slice(from, from + 6)}`);
      expect(masked).toBe("bad: ***");
    }
  });

  it("covers percent-encoding that was cut short", () => {
    expect(createMask(["averylong password"])("bad: averylong%20pas")).toBe("bad: ***");
  });

  it("leaves words alone that happen to be part of a secret as it is", () => {
    const text = "535 5.7.8 Username and password not accepted, pass-word";
    expect(createMask(["password123", "pass-word=x"])(text)).toBe(text);
  });

  it("covers the longer of two secrets that begin alike", () => {
    expect(createMask(["abc", "abcdef", "cde"])("xabcdefx")).toBe("x***x");
    expect(createMask(["abcdef", "abcd"])("abcde abcdef")).toBe("***e ***");
  });

  it("covers neighbouring secrets at the very beginning and end", () => {
    expect(createMask(["user1", "pass1"])("user1pass1")).toBe("***");
    expect(createMask(["user1", "pass1"])("user1 pass1")).toBe("*** ***");
  });

  it("does not look again at what it has written", () => {
    expect(createMask(["a", "*"])("a*b")).toBe("***b");
  });

  it("takes the characters of regular expressions as they are", () => {
    expect(createMask(["a.*(b"])("a.*(b axx(b")).toBe("*** axx(b");
  });

  it("ignores empty secrets", () => {
    expect(createMask([])("as it was")).toBe("as it was");
    expect(createMask([""])("as it was")).toBe("as it was");
    expect(createMask(["", "was"])("as it was")).toBe("as it ***");
  });

  it("does not find the base64 of a short secret in ordinary words", () => {
    const text = "550 5.7.1 Relaying denied. See https://example.org/help?id=7 and try again.";
    expect(createMask(["abcd", "1234", "test", "secret"])(text)).toBe(text);
    expect(createMask(["ab"])("anyway")).toBe("anyway");
  });

  it("leaves other text unchanged, character by character", () => {
    const words = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 8 });
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(" ");
        fc.pre(!text.includes("Zq9#kV!x2"));
        expect(createMask(["Zq9#kV!x2", "%7e\u00fc"])(text)).toBe(text);
      }),
    );
  });

  const secrets = fc.string({ unit: "grapheme", minLength: 4, maxLength: 24 });
  const around = fc.uint8Array({ maxLength: 7 });

  it("leaves no six characters of the base64 of any secret, wherever it stands and ends", () => {
    fc.assert(
      fc.property(secrets, around, around, fc.nat(40), (password, before, after, short) => {
        const bytes = octets(password);
        const encoded = base64(Uint8Array.from([...before, ...bytes, ...after]));
        // Only the characters that hold nothing but bits of the secret.
        const first = Math.ceil((before.length * 8) / 6);
        const end = Math.floor(((before.length + bytes.length) * 8) / 6);
        const shown = encoded.slice(0, encoded.length - short);
        for (const text of [shown, url(shown), shown.toLowerCase()]) {
          const masked = createMask([password])(`500 ${text} ?`);
          for (let at = first; at + 6 <= Math.min(end, shown.length); at += 1) {
            expect(masked).not.toContain(text.slice(at, at + 6));
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves nothing of any secret in any whole form", () => {
    fc.assert(
      fc.property(secrets, (password) => {
        const mask = createMask([password]);
        const forms = [password, base64(octets(password)), encodeURIComponent(password)];
        for (const form of [...forms, xtext(password)]) expect(mask(`\n${form}\n`)).toBe("\n***\n");
      }),
    );
  });
});

describe("maskReply", () => {
  it("masks every line and keeps the codes", () => {
    const reply = parseReplyText("535-5.7.8 bad: s3cret\n535 5.7.8 czNjcmV0");
    const masked = maskReply(reply, createMask(["s3cret"]));
    expect(masked).toEqual({
      code: 535,
      enhanced: "5.7.8",
      lines: ["5.7.8 bad: ***", "5.7.8 ***"],
    });
    expect(Object.isFrozen(masked) && Object.isFrozen(masked.lines)).toBe(true);
  });
});

function percent(octet: number): string {
  return `%${octet.toString(16).toUpperCase().padStart(2, "0")}`;
}

function percentCharacter(character: string): string {
  return percent(character.charCodeAt(0));
}
