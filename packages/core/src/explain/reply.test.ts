import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReplyText } from "../protocol/reply/reply-parser.ts";
import { ENHANCED_CODES } from "../protocol/tables/enhanced-codes.ts";
import { REPLY_CODES } from "../protocol/tables/reply-codes.ts";
import { english } from "./english.ts";
import type { ReplyExplanation } from "./explanation.ts";
import { explainReply } from "./reply.ts";

function explain(reply: string, context?: { readonly command?: string }): ReplyExplanation {
  return explainReply(parseReplyText(reply), english, context);
}

/** Returns the lines that are sentences; the others are a value, or a code and a sentence. */
function sentencesIn({ lines }: ReplyExplanation): string[] {
  const values = ["related", "wait", "list", "link"];
  return lines.filter(({ about }) => !values.includes(about)).map(({ text }) => text);
}

/** Begins with a capital or a code, ends with a full stop, and has no gaps or doubled punctuation. */
const SENTENCE = /^`?(?:x\.?[0-9]|[A-Z0-9]|parley )(?!.*(?:undefined|\.\.|[ ,;]\.| {2}|NaN)).*\.$/;
const UNKNOWN = "is not registered";

const COMMANDS = [
  "(greeting)",
  "EHLO client.example",
  "HELO client.example",
  "STARTTLS",
  "AUTH PLAIN",
  "AUTH LOGIN",
  "AUTH CRAM-MD5",
  "MAIL FROM:<a@example.org> SIZE=1000 BODY=8BITMIME",
  "MAIL",
  "RCPT TO:<b@example.net>",
  "DATA",
  "BDAT 100 LAST",
  "(message content)",
  "RSET",
  "NOOP",
  "VRFY b",
  "EXPN list",
  "HELP",
  "ETRN example.org",
  "QUIT",
  "XYZZY",
];

describe("explain of a reply", () => {
  it.each(REPLY_CODES.map(({ code }) => code))("has sentences of its own for %i", (code) => {
    const explanation = explain(`${code} text`);
    const { causes, advice, ...told } = explanation;
    expect(told.code.means).not.toContain(UNKNOWN);
    expect(causes.length).toBeGreaterThan(0);
    for (const sentence of [told.code.means, ...causes, ...Object.values(advice)]) {
      expect(sentence).toMatch(SENTENCE);
    }
    for (const line of sentencesIn(explanation)) expect(line).toMatch(SENTENCE);
  });

  it.each(
    ENHANCED_CODES.flatMap(({ code, classes }) =>
      classes.map((digit) => code.replace("X", `${digit}`)),
    ),
  )("has sentences of its own for %s", (enhanced) => {
    const { causes, advice, ...told } = explain(`${enhanced[0]}50 ${enhanced} text`);
    expect(told.enhanced?.part).toBe(enhanced);
    expect(told.enhanced?.means).toMatch(SENTENCE);
    expect(told.enhanced?.means).not.toContain(UNKNOWN);
    expect(causes.length).toBeGreaterThan(0);
    for (const sentence of [...causes, ...Object.values(advice)]) {
      expect(sentence).toMatch(SENTENCE);
    }
  });

  it("is made of whole sentences for any code, enhanced code and command", () => {
    const number = fc.integer({ min: 0, max: 999 });
    const enhanced = fc.option(fc.tuple(number, number));
    const command = fc.option(fc.constantFrom(...COMMANDS), { nil: undefined });
    const code = fc.integer({ min: 200, max: 599 });
    fc.assert(
      fc.property(code, enhanced, command, (reply, numbers, asked) => {
        const status = numbers ? ` ${String(reply)[0]}.${numbers.join(".")}` : "";
        const options = asked === undefined ? {} : { command: asked };
        const explanation = explain(`${reply}${status} text`, options);
        for (const line of sentencesIn(explanation)) expect(line).toMatch(SENTENCE);
      }),
      { numRuns: 2000 },
    );
  });

  it("explains an unknown code by its digits", () => {
    const { type, category, code, digits } = explain("571 no");
    expect([type, category]).toEqual(["permanent negative completion", "unspecified"]);
    expect(code.means).toContain(UNKNOWN);
    expect(digits.map(({ part }) => part)).toEqual(["5yz", "x7z"]);
    expect(explain("429 no").type).toBe("transient negative completion");
    expect(explain("529 no").category).toBe("connections");
    expect(explain("299 yes").type).toBe("positive completion");
  });

  it("explains class and subject of an enhanced code, known or not", () => {
    const { digits, enhanced, causes } = explain("550 5.2.99 no");
    expect(digits.map(({ part }) => part)).toEqual(["5yz", "x5z", "5.x.x", "x.2.x"]);
    expect(enhanced?.means).toContain(UNKNOWN);
    expect(causes).toEqual(explain("550 no").causes);
    expect(explain("577 5.2.99 no").digits.at(-1)?.means).toContain("mailbox");
    expect(explain("577 5.2.99 no").causes).not.toEqual(explain("577 no").causes);
  });

  it("lets the enhanced code lead where it says more than the reply code", () => {
    expect(explain("550 5.1.1 no").causes).not.toEqual(explain("550 5.7.1 no").causes);
    expect(explain("554 5.7.1 no").causes).toEqual(explain("550 5.7.1 no").causes);
    expect(explain("502 5.5.1 no").causes[0]).toEqual(explain("502 no").causes[0]);
  });

  it("gives no advice for a positive reply", () => {
    expect(explain("250 2.1.0 Sender ok").enhanced?.means).toBe("The address was accepted.");
    expect(explain("235 2.7.0 Welcome").causes).toEqual(explain("235 Welcome").causes);
  });

  it("says that the RFCs do not list a reply to a command", () => {
    expect(explain("354 Go", { command: "MAIL" }).text).toContain("do not list 354");
    expect(explain("354 Go", { command: "DATA" }).text).not.toContain("do not list");
    expect(explain("571 no", { command: "DATA" }).text).not.toContain("do not list");
  });

  it("begins the causes with the command, when a command as such is refused", () => {
    expect(explain("502 no", { command: "BDAT 10" }).causes[0]).toContain("CHUNKING");
    expect(explain("550 no", { command: "BDAT 10" }).causes).toEqual(explain("550 no").causes);
  });

  it.each([
    ["502 no", "EHLO client.example", "next-method", "HELO"],
    ["502 no", "BDAT 10", "next-method", "DATA"],
    ["504 no", "AUTH PLAIN", "next-method", "next mechanism"],
    ["501 no", "AUTH PLAIN", "without-initial-response", "without an initial response"],
    ["501 no", "AUTH LOGIN", "next-method", "next mechanism"],
    ["535 5.7.8 no", "auth plain", "fail-permanently", "ends with an error"],
    ["555 no", "MAIL FROM:<a@example.org> SIZE=9", "without-parameters", "without the parameters"],
    ["555 no", "MAIL FROM:<a@example.org>", "fail-permanently", "ends with an error"],
    [
      "550 5.1.1 no",
      "RCPT TO:<b@example.net>",
      "fail-permanently",
      "a permanent failure for this recipient",
    ],
    [
      "450 no",
      "RCPT TO:<b@example.net>",
      "fail-temporarily",
      "a temporary failure for this recipient",
    ],
    ["421 no", "RCPT TO:<b@example.net>", "fail-temporarily", "ends with an error"],
    ["550 no", "VRFY b", "fail-permanently", "answer as no"],
    ["354 go", "MAIL", "abort", "closes the connection"],
    ["250 ok", "(message content)", "proceed", "receipt"],
  ])("says what Parley does after %s to %s", (reply, command, action, words) => {
    const [usual] = explain(reply, { command }).reactions;
    expect(usual?.reaction.action).toBe(action);
    expect(usual?.does).toContain(words);
  });

  it("lists other situations only if they make a difference", () => {
    const split = explain("452 4.5.3 no", { command: "RCPT TO:<b@example.net>" }).reactions;
    expect(split.map(({ when }) => when)).toContain("When other recipients were accepted before");
    expect(explain("550 5.1.1 no", { command: "RCPT" }).reactions).toHaveLength(1);
    expect(explain("502 no", { command: "NOOP" }).reactions).toEqual([]);
    expect(explain("502 no").reactions).toEqual([]);
  });

  it("keeps no secret of a command", () => {
    const explanation = explain("535 5.7.8 no", { command: "AUTH PLAIN AGFubgBzZWNyZXQ=" });
    expect(JSON.stringify(explanation)).not.toContain("AGFubgBzZWNyZXQ=");
  });

  it("takes a parsed reply, and gives frozen data", () => {
    const reply = parseReplyText("250-one\n250 two");
    const explanation = explainReply(reply, english);
    expect(explanation.reply).toBe(reply);
    const { causes, advice, digits, reactions } = explanation;
    for (const part of [explanation, causes, advice, digits, reactions]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });
});
