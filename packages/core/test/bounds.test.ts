/** Input from servers and authors costs work in proportion to its length, and limited memory. */
import { describe, expect, it } from "vitest";
import { german } from "../src/explain/de/german.ts";
import {
  connect,
  explain,
  formatReply,
  type Receipt,
  type Reply,
  type SessionEvent,
  SmtpError,
} from "../src/mod.ts";
import { parseMailbox } from "../src/protocol/address/address.ts";
import { foldHeader, splitFields } from "../src/protocol/mime/fields.ts";
import { encodeHeader } from "../src/protocol/mime/header-text.ts";
import { boundReply } from "../src/protocol/reply/kept-reply.ts";
import { createVirtualWorld, memoryDial, type Personality } from "../src/testing/mod.ts";
import { blockGrowth } from "./block-work.ts";
import { growth } from "./work.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("a kept reply", () => {
  const reply = (...lines: string[]): Reply => ({ code: 550, enhanced: "5.1.1", lines });

  it("stays the same object where it is short", () => {
    const short = reply(...Array.from({ length: 32 }, () => "x".repeat(128)));
    expect(boundReply(short, "RCPT TO:<a@b.example>")).toBe(short);
  });

  it("says where a line and where lines are missing, and keeps its codes", () => {
    const long = reply("x".repeat(5_000), "second", "third");
    const kept = boundReply(long, "MAIL FROM:<>");
    expect(kept).toMatchObject({ code: 550, enhanced: "5.1.1" });
    expect(kept.lines).toEqual([
      `${"x".repeat(4_096)}... (cut: 904 more characters)`,
      "... (cut: 2 more lines)",
    ]);
    const many = boundReply(reply(...Array.from({ length: 100 }, () => "no")), "MAIL FROM:<>");
    expect(many.lines).toHaveLength(33);
    expect(many.lines.at(-1)).toBe("... (cut: 68 more lines)");
  });

  it("does not split a character", () => {
    const [line = ""] = boundReply(reply(`${"x".repeat(4_095)}😀`), "MAIL FROM:<>").lines;
    expect(line).toBe(`${"x".repeat(4_095)}... (cut: 2 more characters)`);
    expect(line.isWellFormed()).toBe(true);
  });

  it.each(["EHLO me.example", "VRFY <a>", "EXPN list", "HELP", "LHLO me.example"])(
    "is whole where a positive answer is read for what it says: %s",
    (answers) => {
      const long = { code: 250, lines: Array.from({ length: 5_000 }, () => "member") };
      expect(boundReply(long, answers)).toBe(long);
      expect(boundReply({ ...long, code: 550 }, answers).lines).toHaveLength(33);
    },
  );
});

describe("a server whose every reply is long", () => {
  const LONG = Array.from({ length: 40 }, (_, at) => `${at} ${"no ".repeat(400)}`);
  const says = (code: number): string[] =>
    LONG.map((line, at) => `${code}${at < LONG.length - 1 ? "-" : " "}${line}`);
  const PLACES: Readonly<Record<string, Partial<Personality>>> = {
    greeting: { greeting: says(554) },
    EHLO: { answers: [{ to: "EHLO", reply: says(550) }] },
    AUTH: { answers: [{ to: "AUTH", reply: says(535) }] },
    "the list of AUTH": { capabilities: Array.from({ length: 900 }, (_, at) => `AUTH X${at}YYY`) },
    MAIL: { answers: [{ to: "MAIL", reply: says(550) }] },
    RCPT: { answers: [{ to: "RCPT", reply: says(550) }] },
    "half of RCPT": { refuse: [{ recipient: "a*", reply: says(550).join("\r\n") }] },
    "the message": { answers: [{ to: "CONTENT", reply: says(554) }] },
    "the message accepted": { answers: [{ to: "CONTENT", reply: says(250) }] },
    "no reply": { answers: [{ to: "MAIL", garbage: `${"x".repeat(40_000)}\r\n` }] },
  };

  it.each(Object.entries(PLACES))(
    "leaves little in errors and receipts: %s",
    async (_, personality) => {
      const world = createVirtualWorld({
        tls: "implicit",
        capabilities: ["PIPELINING", "AUTH PLAIN"],
        users: { ann: "s3cret-pass" },
        ...personality,
      });
      const events: SessionEvent[] = [];
      const to = Array.from({ length: 30 }, (_, at) => `${at % 2 ? "a" : "b"}${at}@example.net`);
      const result = await (async () => {
        const connection = await connect({
          host: "mx.example",
          tls: "implicit",
          dial: memoryDial(world),
          auth: { user: "ann", pass: "s3cret-pass" },
          onEvent: (event) => void events.push(event),
        });
        return connection.send({ from: "ann@example.org", to, raw: "Subject: Hi\r\n\r\nHi." });
      })().catch((error: unknown) => error);
      // 30 replies of 4 KiB at most; a receipt names each recipient twice.
      expect(JSON.stringify(result).length).toBeLessThan(60 * 4_500);
      if (!(result instanceof Error)) return;
      expect(SmtpError.is(result)).toBe(true);
      expect(result.message.length).toBeLessThan(1_500);
      if (SmtpError.is(result) && result.reply) {
        expect(formatReply(result.reply)).toMatch(/\(cut: \d+ more (?:lines|characters)\)$/);
      }
    },
  );

  it("leaves a bounded sentence of any error", () => {
    const details = { code: "MESSAGE_REFUSED", phase: "final", retry: "never" } as const;
    const { message } = new SmtpError("x".repeat(1_000_000), details);
    expect(message).toBe(`${"x".repeat(4_000)}... (cut: 996000 more characters)`);
  });
});

/** If the input grows by 4, linear work grows by 4 and quadratic work by 16. Work that starts at a minimum length grows slightly more. */
const LINEAR = 6;

describe("the work of folding and encoding a header grows with its length", () => {
  const HEADERS: Readonly<Record<string, (n: number) => string>> = {
    "one long line of words": (n) => `Subject: ${"word ".repeat(n)}\r\n`,
    "a long line without a blank": (n) => `Subject: ${"x".repeat(n)}\r\n`,
    "nothing but blanks": (n) => `Subject: ${" ".repeat(n)}x\r\n`,
    "blanks behind a word": (n) => `Subject: x${" ".repeat(n)}\r\n`,
    "many fields": (n) => "X: \xe9\r\n".repeat(n),
    "many folded lines": (n) => `X: a\r\n${" \xe9\r\n".repeat(n)}`,
    "text to encode": (n) => `Subject: ${"\xc3\xa9 ".repeat(n)}\r\n`,
    "comments in comments": (n) => `To: ${"(".repeat(n)}\xc3\xa9${")".repeat(n)} <a@b.example>\r\n`,
    "open comments": (n) => `To: ${"(\xc3\xa9 ".repeat(n)}\r\n`,
    "open quotes": (n) => `To: ${'"\xc3\xa9 '.repeat(n)}\r\n`,
    "open brackets": (n) => `To: ${"<\xc3\xa9 ".repeat(n)}\r\n`,
    "address literals": (n) => `To: ${"[\xc3\xa9".repeat(n)}]\r\n`,
    mailboxes: (n) => `To: ${"\xc3\xa9 <a@b.example>, ".repeat(n)}\r\n`,
    backslashes: (n) => `To: "${"\\\xc3\xa9".repeat(n)}" <a@b.example>\r\n`,
    parameters: (n) => `Content-Type: text/plain; ${"a=\xc3\xa9; ".repeat(n)}\r\n`,
    "one long parameter": (n) => `Content-Type: text/plain; a="${"\xc3\xa9".repeat(n)}"\r\n`,
    "encoded words": (n) => `Subject: ${"=?utf-8?q?a?= \xc3\xa9 ".repeat(n)}\r\n`,
  };

  it.each(Object.entries(HEADERS))("%s", async (_, text) => {
    const toAscii = (): string => "b.example";
    const work = (n: number) => {
      const header = bytes(text(n));
      return () => {
        const fields = splitFields(header);
        foldHeader(fields, true);
        foldHeader(encodeHeader(fields, { toAscii }).fields);
      };
    };
    // Beyond the longest line, from which on there is work.
    expect(await blockGrowth(work, 3_000)).toBeLessThan(LINEAR);
  });
});

describe("the work of reading an address grows with its length", () => {
  const ADDRESSES: Readonly<Record<string, (n: number) => string>> = {
    quotes: (n) => `${'"'.repeat(n)}@b.example`,
    "escapes in an open quote": (n) => `"${"\\a".repeat(n)}@b.example`,
    dots: (n) => `${"a.".repeat(n)}@b.example`,
    labels: (n) => `a@${"b.".repeat(n)}`,
    brackets: (n) => `${"<".repeat(n)}a@b.example${">".repeat(n)}`,
    "a literal": (n) => `a@[${":".repeat(n)}]`,
    routes: (n) => `<${"@a,".repeat(n)}:a@b.example>`,
    "beyond ASCII": (n) => `${"é".repeat(n)}@b.example`,
  };

  it.each(Object.entries(ADDRESSES))("%s", async (_, text) => {
    const work = (n: number) => {
      const address = text(n);
      return () => {
        try {
          parseMailbox(address);
        } catch {
          // This test is not about invalid input.
        }
      };
    };
    // Below and above the limit of 1,000 characters for patterns.
    for (const n of [60, 2_000]) {
      expect(await blockGrowth(work, n)).toBeLessThan(LINEAR);
    }
  });
});

describe("the work of explaining grows with what is explained", () => {
  const reply = (n: number): Reply => ({ code: 550, lines: ["5.1.1 ".repeat(n)] });
  const receipt = (n: number, each: (at: number) => Reply): Receipt => {
    const recipients = Array.from({ length: n }, (_, at) => ({
      address: `a${at}@b.example`,
      outcome: "rejected" as const,
      temporary: false,
      reply: each(at),
    }));
    return {
      server: { host: "mx.example", port: 25, tls: true },
      octets: 1,
      roundTrips: 1,
      recipients,
      accepted: [],
      rejected: recipients,
      decisions: [],
      fallbacks: [],
      notices: [],
    } as unknown as Receipt;
  };
  const SUBJECTS: Readonly<Record<string, (n: number) => Reply | Receipt>> = {
    "a long line": (n) => reply(n),
    "many lines": (n) => ({ code: 550, lines: Array.from({ length: n }, () => "5.1.1 no") }),
    "a text of codes": (n) => ({ code: 550, lines: ["(#5.1.1) 550 ".repeat(n)] }),
    "a text of blanks": (n) => ({ code: 550, lines: [`5.1.1${" ".repeat(n)}x`] }),
    "recipients with the same reply": (n) => receipt(n, () => ({ code: 550, lines: ["no"] })),
    "recipients with a reply each": (n) => receipt(n, (at) => ({ code: 550, lines: [`no ${at}`] })),
  };

  it.each(Object.entries(SUBJECTS))("%s", async (_, subject) => {
    for (const locale of [undefined, german]) {
      const work = (n: number) => {
        const given = subject(n) as Reply;
        return () => explain(given, { command: "RCPT", ...(locale ? { locale } : {}) });
      };
      expect(growth(work, 300)).toBeLessThan(LINEAR);
      expect(await blockGrowth(work, 300)).toBeLessThan(LINEAR);
    }
  });

  it("a text that is no reply yet", async () => {
    const work = (n: number) => {
      const text = `${"550-5.1.1 no\r\n".repeat(n)}550 no`;
      return () => explain(text);
    };
    // Shorter texts are read as one reply by another function.
    expect(growth(work, 2_000)).toBeLessThan(LINEAR);
    expect(await blockGrowth(work, 2_000)).toBeLessThan(LINEAR);
  });
});
