import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growth } from "../../../test/work.ts";
import { parseReplyText } from "../reply/reply-parser.ts";
import {
  type Capabilities,
  heloOnly,
  NO_CAPABILITIES,
  offersKeyword,
  parseEhlo,
} from "./capabilities.ts";

function ehlo(...keywords: string[]): Capabilities {
  return parseEhlo({ code: 250, lines: ["mx.example", ...keywords] });
}

describe("parseEhlo", () => {
  it("reads the reply of an ordinary server", () => {
    const capabilities = parseEhlo(
      parseReplyText("250-mx.example Hello\n250-PIPELINING\n250-SIZE 10240000\n250 8bitmime"),
    );
    expect(capabilities).toEqual({
      domain: "mx.example",
      esmtp: true,
      lines: ["mx.example Hello", "PIPELINING", "SIZE 10240000", "8bitmime"],
      keywords: { PIPELINING: [], SIZE: ["10240000"], "8BITMIME": [] },
      auth: [],
      masked: [],
      size: 10240000,
    });
  });

  it.each([
    ["one keyword in every line", () => "AUTH PLAIN"],
    ["another parameter in every line", (line: number) => `AUTH X-${line}`],
    ["another keyword in every line", (line: number) => `X-${line} a b c`],
    ["limits", () => "LIMITS RCPTMAX=10"],
  ])("does work that grows with the number of lines alone: %s", (_, keyword) => {
    const reading = (n: number) => {
      const reply = { code: 250, lines: Array.from({ length: n }, (_, line) => keyword(line)) };
      return () => parseEhlo(reply);
    };
    expect(growth(reading, 2000)).toBeLessThan(4.5);
  });

  it("never takes the first line for a keyword", () => {
    const capabilities = parseEhlo(parseReplyText("250 STARTTLS"));
    expect(capabilities.domain).toBe("STARTTLS");
    expect(offersKeyword(capabilities, "STARTTLS")).toBe(false);
  });

  it("keeps keywords that nobody knows, with their parameters as sent", () => {
    expect(ehlo("X-exps=gssapi NTLM", "BURL imap imap://mx.example").keywords).toEqual({
      "X-EXPS": ["gssapi", "NTLM"],
      BURL: ["imap", "imap://mx.example"],
    });
  });

  it("takes an empty last line for no keyword", () => {
    expect(Object.keys(ehlo("DSN", "").keywords)).toEqual(["DSN"]);
  });

  it("passes over words that cannot be a keyword", () => {
    expect(Object.keys(ehlo("=LOGIN", "gr\u00fc\u00dfe", "p\u0131pelining").keywords)).toEqual([]);
  });

  it("does not mind spaces before a word", () => {
    const capabilities = parseEhlo(parseReplyText("250-  mx.example hello\n250   DSN"));
    expect(capabilities.domain).toBe("mx.example");
    expect(offersKeyword(capabilities, "DSN")).toBe(true);
  });

  it("has no domain when the server gives none", () => {
    expect(parseEhlo(parseReplyText("250-\n250 DSN")).domain).toBe("");
  });

  it("unites the mechanisms of several AUTH lines and of AUTH=, in order, each once", () => {
    expect(ehlo("AUTH=LOGIN PLAIN", "AUTH cram-md5 LOGIN", "auth XOAUTH2").auth).toEqual([
      "LOGIN",
      "PLAIN",
      "CRAM-MD5",
      "XOAUTH2",
    ]);
  });

  it("offers AUTH without a mechanism when the list is empty", () => {
    const capabilities = ehlo("AUTH ");
    expect(offersKeyword(capabilities, "AUTH")).toBe(true);
    expect(capabilities.auth).toEqual([]);
  });

  it.each(["XXXXXXXA", "XXXA", "XXXB", "XXXXXXXX", "X********", "********", "xxxxxxxa"])(
    "recognizes the masked keyword %s",
    (word) => {
      const capabilities = ehlo(word, "DSN");
      expect(capabilities.masked).toEqual([word]);
      expect(Object.keys(capabilities.keywords)).toEqual(["DSN"]);
    },
  );

  it.each(["XCLIENT", "XFORWARD", "X-EXPS", "XVERP", "XADR", "XEXCH50", "X", "XXL-MAIL", "AUTH"])(
    "does not take %s for masked",
    (word) => {
      expect(ehlo(`${word} NAME`).masked).toEqual([]);
      expect(ehlo(`${word} NAME`).keywords[word]).toEqual(["NAME"]);
    },
  );

  it.each([
    ["SIZE 20000000", 20000000],
    ["SIZE=1000", 1000],
    ["SIZE 00100", 100],
    ["SIZE 9007199254740993", Number.MAX_SAFE_INTEGER],
    ["SIZE 99999999999999999999", Number.MAX_SAFE_INTEGER],
    ["SIZE", undefined],
    ["SIZE 0", undefined],
    ["SIZE 100000000000000000000", undefined],
    ["SIZE -5", undefined],
    ["SIZE 1e6", undefined],
    ["SIZE 10MB", undefined],
  ])("reads %s as a limit of %s", (line, size) => {
    const capabilities = ehlo(line);
    expect(capabilities.size).toBe(size);
    expect("size" in capabilities).toBe(size !== undefined);
    expect(offersKeyword(capabilities, "SIZE")).toBe(true);
  });

  it.each([
    ["RCPTMAX=20", { rcptMax: 20 }],
    ["MAILMAX=1 RCPTMAX=999999 RCPTDOMAINMAX=3", { mailMax: 1, rcptMax: 999999, rcptDomainMax: 3 }],
    ["rcptmax=20", { rcptMax: 20 }],
    ["RCPTMAX=20 FUTURE=a/b FLAG", { rcptMax: 20 }],
    ["RCPTMAX=0 MAILMAX=5", { mailMax: 5 }],
    ["RCPTMAX=1000000 MAILMAX=5", { mailMax: 5 }],
    ["RCPTMAX=020 MAILMAX=5", { mailMax: 5 }],
    ["RCPTMAX=many MAILMAX=5", { mailMax: 5 }],
    ["RCPTMAX MAILMAX=5", { mailMax: 5 }],
    ["RCPTMAX=20 RCPTMAX=10", { rcptMax: 10 }],
    ["RCPTMAX=10 RCPTMAX=20", { rcptMax: 10 }],
    ["CONSTRUCTOR=3", undefined],
    ["RCPTMAX=20; MAILMAX=5", undefined],
    ["RCPTMAX=20 MAILMAX=", undefined],
    ["RCPTMAX=20 =5", undefined],
    ["RCPTMAX=20 MAIL.MAX=5", undefined],
    ["", undefined],
  ])("reads LIMITS %s strictly", (parameters, limits) => {
    expect(ehlo(`LIMITS ${parameters}`).limits).toEqual(limits);
  });

  it("is not harmed by keywords that name parts of an object", () => {
    const { keywords } = ehlo("__proto__ polluted", "constructor", "toString");
    expect(Object.getPrototypeOf(keywords)).toBeNull();
    expect(Object.entries(keywords)).toEqual([
      ["__PROTO__", ["polluted"]],
      ["CONSTRUCTOR", []],
      ["TOSTRING", []],
    ]);
    expect(offersKeyword(ehlo(), "__proto__")).toBe(false);
    expect("polluted" in {}).toBe(false);
  });

  it("is frozen through and through, and holds every line, whatever the server sent", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (lines) => {
        const capabilities = parseEhlo({ code: 250, lines: Object.freeze(lines) });
        expect(capabilities.lines).toEqual(lines);
        for (const value of [capabilities, ...Object.values(capabilities)]) {
          expect(Object.isFrozen(value)).toBe(true);
        }
        for (const parameters of Object.values(capabilities.keywords)) {
          expect(Object.isFrozen(parameters)).toBe(true);
        }
      }),
    );
  });
});

describe("capabilities that connections share", () => {
  const text = "250-mx.example\r\n250-PIPELINING\r\n250 SIZE 1000";

  it("are one object for equal replies, and another one for others", () => {
    const first = parseEhlo(parseReplyText(text));
    expect(parseEhlo(parseReplyText(text))).toBe(first);
    expect(parseEhlo(parseReplyText(`${text}1`)).size).toBe(10001);
    expect(heloOnly(parseReplyText(text)).esmtp).toBe(false);
  });

  it("do not depend on lines that the caller changes afterwards", () => {
    const lines = ["mx.example", "CHANGED 1"];
    parseEhlo({ code: 250, lines });
    lines[1] = "CHANGED 2";
    expect(parseEhlo({ code: 250, lines: ["mx.example", "CHANGED 2"] }).keywords).toEqual({
      CHANGED: ["2"],
    });
  });

  it("are not kept where the reply is long", () => {
    const long = parseReplyText(`250-mx.example\r\n250 LONG ${"x".repeat(5000)}`);
    expect(parseEhlo(long)).not.toBe(parseEhlo(long));
  });
});

describe("offers", () => {
  it("does not mind the case of the keyword", () => {
    expect(offersKeyword(ehlo("StartTLS"), "sTARTtls")).toBe(true);
    expect(offersKeyword(ehlo("STARTTLS2"), "STARTTLS")).toBe(false);
  });
});

describe("heloOnly", () => {
  it("knows the server's name and offers nothing, whatever the lines say", () => {
    const capabilities = heloOnly(parseReplyText("250-mx.example at your service\n250 STARTTLS"));
    expect(capabilities).toMatchObject({ domain: "mx.example", esmtp: false, keywords: {} });
    expect(offersKeyword(capabilities, "STARTTLS")).toBe(false);
  });
});

describe("NO_CAPABILITIES", () => {
  it("knows nothing and offers nothing", () => {
    expect(NO_CAPABILITIES).toEqual({
      domain: "",
      esmtp: false,
      lines: [],
      keywords: {},
      auth: [],
      masked: [],
    });
    expect(Object.isFrozen(NO_CAPABILITIES)).toBe(true);
  });
});
