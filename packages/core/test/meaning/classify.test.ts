import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyReply } from "../../src/meaning/mod.ts";
import { SmtpError } from "../../src/protocol/errors/errors.ts";
import { parseReplyText } from "../../src/protocol/reply/reply-parser.ts";
import { FURTHER, LABELLED, meaningOf } from "./replies.ts";

const ALL = [...LABELLED, ...FURTHER];

/** The same words in lines of other lengths, each with both codes, as servers fold them. */
function folded(text: string, width: number): string {
  const { code, enhanced, lines } = parseReplyText(text);
  const head = enhanced === undefined ? "" : `${enhanced} `;
  const words = lines.flatMap((line) => line.replace(`${enhanced} `, "").split(" "));
  const made: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + word.length > width) {
      made.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  made.push(line);
  return made
    .map((each, at) => `${code}${at === made.length - 1 ? " " : "-"}${head}${each}`)
    .join("\n");
}

/** Any text, lone surrogates too. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

describe("what is classified", () => {
  const reply = parseReplyText("550 5.1.1 <b@example.net>: user unknown");

  it("is a text, a reply, an error, a recipient or an event", () => {
    const error = new SmtpError("The recipient was refused.", {
      code: "RECIPIENTS_REFUSED",
      phase: "envelope",
      command: "RCPT TO:<b@example.net>",
      reply,
      retry: "never",
    });
    const event = { type: "reply", reply, answers: "RCPT TO:<b@example.net>" } as const;
    const rejected = { address: "b@example.net", outcome: "rejected", reply } as const;
    expect(classifyReply(reply).kind).toBe("mailbox-unknown");
    for (const subject of [error, event, rejected]) {
      expect(classifyReply(subject)?.kind).toBe("mailbox-unknown");
    }
    expect(classifyReply(error)?.evidence.stage).toBe("rcpt");
    expect(classifyReply(event)?.evidence.stage).toBe("rcpt");
    expect(classifyReply(rejected)?.evidence.stage).toBe("transaction");
  });

  it("may have no reply, which means nothing", () => {
    const error = new SmtpError("The connection was lost.", {
      code: "CONNECTION_LOST",
      phase: "final",
      retry: "later",
    });
    expect(classifyReply(error)).toBeUndefined();
  });

  it("is understood by the name of the server too", () => {
    const text = "421 4.7.24 Deferred.";
    expect(classifyReply(text).provider).toBeUndefined();
    const meaning = classifyReply(text, { server: "gmail-smtp-in.l.google.com" });
    expect(meaning).toMatchObject({ provider: "gmail", kind: "spf" });
  });

  it("is understood by what EHLO listed", () => {
    const refused = (advertised: string[]) =>
      classifyReply("502 5.5.9 Sorry", { command: "STARTTLS", advertised }).kind;
    expect(refused(["starttls"])).toBe("tls-failed");
    expect(refused([])).toBe("command-not-implemented");
  });
});

describe("a permanent refusal without a reason that asks for a later attempt", () => {
  it.each([
    "550-Requested action not taken: mailbox unavailable\n550 Failure sending mail. Try again later.",
    "554 5.7.1 Access denied, please retry later",
    "550 Not accepted. Try again in a while or try much later",
  ])("is worth another attempt: %s", (text) => {
    const meaning = classifyReply(text, { command: "RCPT TO:<b@example.net>" });
    expect(meaning).toMatchObject({ kind: "unknown-policy", retry: "later", temporary: true });
    expect(meaning.evidence.why).toBe("The text itself asks for a later attempt.");
  });

  it("is not, where the text does not ask for one", () => {
    const meaning = classifyReply("554 5.7.1 Access denied", { command: "RCPT" });
    expect(meaning).toMatchObject({ retry: "other-way", temporary: false });
  });
});

describe("the certainty of a meaning", () => {
  it.each([
    "550 Zvx qwerty lorem ipsum dolor sit",
    "554 5.7.1 Zvx qwerty lorem ipsum dolor sit",
    "501 Zvx qwerty lorem ipsum dolor sit",
    "552 Zvx qwerty lorem ipsum dolor sit",
    "421 Zvx qwerty lorem ipsum dolor sit",
    "451 4.7.1 Zvx qwerty lorem ipsum dolor sit",
  ])("is low for %s, and no cause is invented", (text) => {
    for (const command of ["RCPT", "MAIL", "(message content)", undefined]) {
      const meaning = classifyReply(text, command === undefined ? {} : { command });
      expect(meaning).toMatchObject({ kind: "unknown-policy", certainty: "guess" });
    }
  });

  it("is no more than likely for a code alone", () => {
    expect(classifyReply("550 5.1.1", { command: "RCPT" }).certainty).toBe("likely");
    expect(classifyReply("550", { command: "RCPT" }).certainty).toBe("guess");
  });
});

describe("words that no row knows", () => {
  it.each([
    "501 5.1.8 Zvx qwerty",
    "550 5.1.2 Zvx qwerty",
    "550 5.2.1 Zvx",
    "554 5.4.6 Zvx qwerty",
    "521 5.3.2 Zvx qwerty",
    "451 4.3.0 Zvx qwerty",
    "450 4.3.2 Zvx qwerty",
    "501 5.5.2 Zvx",
    "502 Zvx qwerty",
    "555 Zvx qwerty",
    "421 Zvx qwerty",
  ])("make a guess of a code that servers use loosely: %s", (text) => {
    for (const command of ["RCPT", "(message content)", undefined]) {
      const meaning = classifyReply(text, command === undefined ? {} : { command });
      expect(meaning).toMatchObject({ kind: "unknown-policy", certainty: "guess" });
    }
  });

  it("leave a code that servers use strictly as it is", () => {
    expect(classifyReply("550 5.1.1 Zvx qwerty", { command: "RCPT" }).kind).toBe("mailbox-unknown");
    expect(classifyReply("503 Zvx", { command: "RCPT" }).kind).toBe("bad-sequence");
  });

  it.each(["550 5.1.2", "550 5.1.2 Sorry", "550 5.1.2 <ann@example.net>... rejected"])(
    "are not the ones that say nothing: %s",
    (text) => {
      expect(classifyReply(text, { command: "RCPT" }).kind).toBe("domain-unknown");
    },
  );
});

describe("words of several kinds", () => {
  it.each([
    ["550 Message refused: virus found, or spam", "(message content)"],
    ["550 No such user here, relaying denied", "RCPT"],
  ])("are likely and not sure: %s", (text, command) => {
    expect(classifyReply(text, { command }).certainty).toBe("likely");
  });

  it.each([
    ["550 Virus found", "(message content)"],
    ["550 No such user here", "RCPT"],
    ["550 Relaying denied", "RCPT"],
  ])("are not the words of one kind, which are sure: %s", (text, command) => {
    expect(classifyReply(text, { command }).certainty).toBe("sure");
  });
});

describe("a bare 432", () => {
  it("is RFC 4954's request for another mechanism, likely and not guessed", () => {
    const meaning = classifyReply("432");
    expect(meaning).toMatchObject({ kind: "auth-method-disabled", certainty: "likely" });
    expect(classifyReply("432 4.7.12 A transition is needed").kind).toBe("auth-method-disabled");
    expect(classifyReply("432 The queue of the server stopped").kind).not.toBe(
      "auth-method-disabled",
    );
  });
});

describe("the wording of a reply", () => {
  it.each([20, 40, 300])("may be folded at %i characters", (width) => {
    for (const row of ALL) {
      if (row.reply.startsWith("334") || row.reply.includes("http")) continue;
      const { kind, evidence } = meaningOf(row);
      const other = meaningOf({ ...row, reply: folded(row.reply, width) });
      expect(other.kind, `${row.reply} (${evidence.row}, ${other.evidence.row})`).toBe(kind);
    }
  });

  it("may be in upper case", () => {
    const differing = ALL.filter((row) => {
      const { kind, evidence } = meaningOf(row);
      const shouted = meaningOf({ ...row, reply: row.reply.toUpperCase() });
      return evidence.basis !== "provider" && !row.reply.startsWith("334") && shouted.kind !== kind;
    });
    expect(differing.map(({ reply }) => reply)).toEqual([]);
  });
});

describe("what a server may do to the reader", () => {
  it("is bounded: a reply of any length is read as far as a few lines go", () => {
    const long = "spam ".repeat(200_000);
    const { kind } = classifyReply({ code: 554, lines: [long, long] });
    expect(kind).toBe("spam-content");
    expect(classifyReply({ code: 550, lines: Array(10_000).fill("a") }).kind).toBe(
      "unknown-policy",
    );
  });

  it("is bounded: words that nearly fit every pattern", () => {
    for (const word of [
      "not ",
      "too many ",
      "http://",
      "a@",
      "[",
      "blocked using ",
      "1.",
      "\u0301",
    ]) {
      const text = word.repeat(4096 / word.length);
      expect(classifyReply({ code: 550, lines: [text] }).evidence.row).not.toBe("");
    }
  });

  it("shows no character of control in a link or list", () => {
    const text = "Blocked, see http://example.com/a\u001b[31m\u202eb and http://\u0000";
    const { link } = classifyReply({ code: 550, lines: [text] });
    expect(link).toBe("http://example.com/a");
  });

  it.each([
    ["https://ann:secret@help.example.com/a", "https://help.example.com/a"],
    ["https://help.example.org@evil.example.com/?a@b", "https://evil.example.com/?a@b"],
    ["https://a:b@c@help.example.com", "https://help.example.com"],
    ["https://help.example.com/\u3164hidden", "https://help.example.com/"],
    ["https://help.example.com/a\u115fb", "https://help.example.com/a"],
    ["https://help.example.com/a\u034fb", "https://help.example.com/a"],
    ["https://help.example.com/a\u2800b", "https://help.example.com/a"],
    ["https://help.example.com/a\ufe0fb", "https://help.example.com/a"],
  ])("shows neither a login nor what cannot be seen in the link %j", (text, link) => {
    expect(classifyReply({ code: 550, lines: [`5.7.1 Blocked, see ${text}`] }).link).toBe(link);
  });

  it("gives whatever it says a meaning", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }),
        fc.array(anyText, { minLength: 1, maxLength: 3 }),
        fc.option(fc.string(), { nil: undefined }),
        (code, lines, command) => {
          const meaning = classifyReply(
            { code, lines },
            command === undefined ? {} : { command, server: command, phase: command },
          );
          expect(Object.isFrozen(meaning)).toBe(true);
          expect((meaning.kind === "accepted") === code < 400).toBe(true);
          if (meaning.wait !== undefined) expect(meaning.wait).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("the wait of a reply", () => {
  it.each([
    ["451 4.7.1 Greylisted for 5 minutes", 300],
    ["451 4.7.1 Greylisting in action, please come back in 00:04:59", 299],
    ["450 4.2.0 Greylisted, try again in 300 seconds", 300],
    ["450 4.2.0 Greylisted, try again in 300s", 300],
    ["450 4.7.1 Greylisted. Bitte in 10 Minuten erneut versuchen", 600],
    ["421 4.7.0 Rate limit exceeded, retry after 1 hour", 3600],
    ["450 4.7.1 Rate limit: 100 messages per hour", 3600],
    ["550 5.4.5 Daily sending limit exceeded", 86_400],
    ["451 Too many messages, wait an hour", 3600],
    ["451 Greylisted, try again in 0 seconds", undefined],
    ["451 Greylisted, try again in 99999999 seconds", undefined],
    ["451 Greylisted, try again in 400 days", undefined],
    ["451 Greylisted, try again later", undefined],
    ["550 Inactive mailbox, not used for more than 6 months", undefined],
  ])("of %s is %s", (text, wait) => {
    expect(classifyReply(text, { command: "RCPT" }).wait).toBe(wait);
  });
});
