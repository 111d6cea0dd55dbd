/** What is explained of real sessions, and whether Parley does what `explain` says that it does. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { connect } from "../src/client/connection/connection.ts";
import type { Message } from "../src/client/message/message.ts";
import type { ClientOptions } from "../src/client/options/options.ts";
import { englishReplies } from "../src/explain/english-replies.ts";
import { explain } from "../src/explain/mod.ts";
import { ERRORS } from "../src/explain/sentences-errors.ts";
import { englishMeanings } from "../src/meaning/sentences.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import { parseReplyText } from "../src/protocol/reply/reply-parser.ts";
import type { Receipt } from "../src/protocol/session/outcome.ts";
import { type AnswerTo, type Personality, testServer } from "../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: ["bob@example.net", "carol@example.net"],
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const plainServer: Personality = {
  capabilities: ["PIPELINING", "SIZE 1000", "CHUNKING"],
  tls: "none",
};

async function send(
  personality: Personality,
  options: Partial<ClientOptions> = {},
): Promise<Receipt> {
  const { dial } = testServer(personality);
  await using connection = await connect({ host: "mail.example", port: 587, dial, ...options });
  return await connection.send(message);
}

async function fail(
  personality: Personality,
  options?: Partial<ClientOptions>,
): Promise<SmtpError> {
  const error: unknown = await send(personality, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!SmtpError.is(error)) throw new Error(`An SmtpError was expected, not ${String(error)}.`);
  return error;
}

describe("explain of a receipt", () => {
  it("explains the outcome, then the fallbacks, then what went as wished", async () => {
    const receipt = await send({
      ...plainServer,
      answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
    });
    const [outcome, ...lines] = explain(receipt).text.split("\n");
    expect(outcome).toMatch(
      /^The server mail\.example:587 took the message for two recipients: 20 bytes in \w+ round trips, in clear text\.$/,
    );
    expect(lines).toEqual([
      `Accepted for bob@example.net and carol@example.net, answered "${receipt.reply.code} ${receipt.reply.lines.join(" ")}".`,
      "TLS: not offered; left in clear text.",
      "CHUNKING: offered, but BDAT was answered 502; sent with DATA on a new connection, four more round trips.",
      "ESMTP: greeted with EHLO.",
      "PIPELINING: sent with the whole envelope in one flight.",
      "SIZE: declared before the message was sent.",
    ]);
  });

  it("explains each refused recipient", async () => {
    const receipt = await send({
      ...plainServer,
      answers: [{ to: "RCPT", when: { address: "carol*" }, reply: "550 5.1.1 No such user" }],
    });
    const { outcome, recipients, refusals, text } = explain(receipt);
    expect(outcome).toContain("for 1 of two recipients");
    expect(recipients[1]).toBe(
      'Rejected permanently for carol@example.net, answered "550 5.1.1 No such user".',
    );
    const { advice } = englishReplies.kinds["mailbox-unknown"];
    expect(refusals).toEqual([
      expect.objectContaining({
        addresses: ["carol@example.net"],
        happened: "The server knows no such recipient address.",
        whoActs: englishMeanings.responsible.sender,
        advice,
      }),
    ]);
    expect(text.split("\n").slice(2, 8)).toEqual([
      'Rejected permanently for carol@example.net, answered "550 5.1.1 No such user".',
      "Recipient: carol@example.net",
      "The server knows no such recipient address.",
      "The person who writes has to act.",
      englishMeanings.retry.never,
      `Sender: ${advice.sender}`,
    ]);
  });

  it("explains single decisions in the same words", async () => {
    const receipt = await send(plainServer);
    expect(receipt.decisions.map((decision) => explain(decision).text).toSorted()).toEqual(
      explain(receipt)
        .decisions.map(({ text }) => text)
        .toSorted(),
    );
  });
});

describe("explain of an error", () => {
  it("explains what happened, what it means, what to do, and the reply", async () => {
    const error = await fail({
      ...plainServer,
      answers: [{ to: "CONTENT", reply: "554 5.7.1 Spam" }],
      capabilities: [],
    });
    const explanation = explain(error);
    expect(explanation).toMatchObject({
      code: "MESSAGE_REFUSED",
      reply: { meaning: { kind: "spam-content" } },
    });
    const lines = explanation.text.split("\n");
    const happened = englishMeanings.happened["spam-content"];
    expect(lines.slice(0, 2)).toEqual([happened, englishMeanings.responsible.sender]);
    expect(explanation.advice).toEqual(englishReplies.kinds["spam-content"].advice);
    expect(lines).toContain(`MESSAGE_REFUSED: ${error.message}`);
    expect(lines).toContain(ERRORS.MESSAGE_REFUSED.means);
    expect(explanation.recipients).toEqual([
      'Rejected permanently for bob@example.net and carol@example.net, answered "554 5.7.1 Spam".',
    ]);
    expect(lines).toContain("CHUNKING: not offered; sent with DATA.");
  });

  it("explains an unknown outcome", async () => {
    const error = await fail({
      ...plainServer,
      answers: [
        { to: "CONTENT", close: "before" },
        { to: "BDAT", nth: 2, close: "before" },
      ],
    });
    expect(explain(error).recipients).toEqual([
      "Unknown for bob@example.net and carol@example.net: the connection ended before the server's answer to the message.",
    ]);
  });

  it("explains which required feature is not available", async () => {
    const error = await fail(plainServer, { tls: "starttls" });
    expect(explain(error).text).toContain("TLS: required, but not offered; no mail was sent.");
  });
});

const MOMENTS: Readonly<Record<string, AnswerTo>> = {
  "(greeting)": "GREETING",
  "(message content)": "CONTENT",
};

describe("what explain says of Parley", () => {
  const auth = { user: "ann", pass: "secret" };
  const secure: Partial<ClientOptions> = { auth };

  it.each<
    [command: string, reply: string, options: Partial<ClientOptions>, done: string | undefined]
  >([
    ["EHLO", "502 5.5.1 What?", {}, "HELO"],
    ["EHLO", "554 5.7.1 Go away", {}, undefined],
    ["STARTTLS", "502 5.5.1 No", {}, "clear text"],
    ["STARTTLS", "454 4.7.0 Not now", {}, "clear text"],
    ["BDAT", "500 5.5.1 What?", {}, "DATA"],
    ["BDAT", "503 5.5.1 Not now", {}, "DATA"],
    ["AUTH PLAIN", "504 5.5.4 No such mechanism", secure, "LOGIN"],
    ["AUTH PLAIN", "535 5.7.8 Wrong", secure, undefined],
    ["AUTH PLAIN", "454 4.7.0 Later", secure, undefined],
    ["(greeting)", "554 5.7.1 Go away", {}, undefined],
    ["(greeting)", "421 4.3.2 Busy", {}, undefined],
    ["MAIL", "550 5.7.1 Not you", {}, undefined],
    ["MAIL", "451 4.3.0 Later", {}, undefined],
    ["DATA", "451 4.3.0 Later", { features: { CHUNKING: "avoid" } }, undefined],
    ["(message content)", "552 5.3.4 Too large", {}, undefined],
    ["(message content)", "421 4.3.2 Closing", {}, undefined],
  ])("comes true of %s answered %s", async (command, reply, options, done) => {
    const [verb = "", mechanism = ""] = command.split(" ");
    const to = MOMENTS[command] ?? (verb as AnswerTo);
    const personality: Personality = {
      capabilities: ["PIPELINING", "STARTTLS", "AUTH PLAIN LOGIN", to === "BDAT" ? "CHUNKING" : ""],
      tls: "starttls",
      answers: [{ to, reply, ...(to === "AUTH" ? { when: { parameter: mechanism } } : {}) }],
    };
    const [usual] = explain(parseReplyText(reply), { command }).reactions;
    if (done === undefined) {
      expect(usual?.does).toMatch(/^Parley ends with an error/);
      const error = await fail(personality, options);
      expect(usual?.does.includes("may succeed later")).toBe(error.retry === "later");
    } else {
      expect(usual?.does).not.toMatch(/^Parley ends with an error/);
      const { fallbacks } = await send(personality, options);
      expect(fallbacks.map(({ method }) => method)).toContain(done);
    }
  });
});

describe("what explain says of a question", () => {
  it.each([
    "250 2.1.5 <bob@example.net>",
    "252 2.5.2 Cannot say",
    "550 5.1.1 No such user",
    "450 4.2.1 Later",
    "502 5.5.1 No VRFY here",
  ])("comes true of VRFY answered %s", async (reply) => {
    const { dial } = testServer({
      capabilities: [],
      tls: "none",
      answers: [{ to: "VRFY", reply }],
    });
    await using connection = await connect({ host: "mail.example", port: 587, dial });
    const { answer } = await connection.vrfy("bob@example.net");
    const [usual] = explain(parseReplyText(reply), { command: "VRFY bob@example.net" }).reactions;
    expect(usual?.does).toContain(`reports the answer as ${answer}`);
  });
});

describe("docs/errors", () => {
  it("has a page for every error code, and an index that leads to each", () => {
    const folder = new URL("../../../docs/errors/", import.meta.url);
    const codes = Object.keys(ERRORS).toSorted();
    const pages = readdirSync(folder).filter((name) => name !== "README.md");
    expect(pages.toSorted()).toEqual(codes.map((code) => `${code}.md`));
    const index = readFileSync(new URL("README.md", folder), "utf8");
    for (const code of codes) expect(index).toContain(`(${code}.md)`);
  });
});
