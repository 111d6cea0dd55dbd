import { describe, expect, it } from "vitest";
import { createMailer, memoryStore, SmtpError } from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import {
  type Answer,
  type Personality,
  type TestServer,
  testServer,
} from "../../src/testing/mod.ts";

const ann = { user: "ann", pass: "rosebud-49" };
const message = (to: string | readonly string[] = "bob@example.net", subject = "Hi") => ({
  from: "ann@example.org",
  to,
  raw: `Subject: ${subject}\r\n\r\nHi.\r\n`,
});

/** A server in clear that gives one answer, and a mailer that keeps what it learns. */
function scene(answers: readonly Answer[], personality: Partial<Personality> = {}) {
  const server = testServer({
    capabilities: ["PIPELINING", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN"],
    tls: "none",
    users: { ann: ann.pass },
    answers,
    ...personality,
  });
  const store = memoryStore();
  const learned: string[] = [];
  const events: string[] = [];
  const mailer = createMailer({
    host: "mail.example",
    port: 25,
    tls: "none",
    dial: server.dial,
    store: {
      ...store,
      get: (key) => store.get(key),
      set: (key, value, options) => {
        learned.push(`${key} ${JSON.stringify(value)}`);
        return store.set(key, value, options);
      },
    },
    onEvent: ({ type }) => events.push(type),
  });
  return { server, mailer, learned, events };
}

function lines(server: TestServer, start: string): readonly string[] {
  return server
    .transcript()
    .split("\n")
    .filter((line) => line.startsWith(start));
}

const connections = (server: TestServer): number => lines(server, "--- connect ---").length;

/** Returns what the caller receives, in a few words. */
async function told(work: Promise<{ readonly reply: { readonly code: number } }>) {
  try {
    return { sent: (await work).reply.code };
  } catch (error) {
    if (!SmtpError.is(error)) throw error;
    const { code, retry, reply, recipients } = error;
    return {
      code,
      retry,
      reply: reply?.code,
      recipients: recipients.map((each) => `${each.outcome} ${each.reply?.code ?? "-"}`),
    };
  }
}

describe("a mailer with retry, and a server that closes behind AUTH PLAIN 504", () => {
  it("logs in by the next mechanism on one more connection", async () => {
    const server = testServer({
      capabilities: ["AUTH PLAIN LOGIN"],
      tls: "implicit",
      users: { ann: ann.pass },
      answers: [
        { to: "AUTH", when: { parameter: "PLAIN" }, reply: "504 5.5.4 No PLAIN", close: "after" },
      ],
    });
    await using mailer = withRetry(
      createMailer({ host: "mail.example", tls: "implicit", dial: server.dial, auth: ann }),
    );
    const receipt = await mailer.send(message());
    expect(receipt.accepted).toHaveLength(1);
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]?.user).toBe("ann");
    expect(connections(server)).toBe(2);
    // The first AUTH LOGIN reaches nobody: the connection was closed already.
    const logins = ["C: AUTH PLAIN ***", "C: AUTH LOGIN", "C: AUTH LOGIN"];
    expect(lines(server, "C: AUTH")).toEqual(logins);
  });
});

describe("a refused AUTH with a close behind it", () => {
  const replies = [
    "500 5.5.2 Unknown",
    "501 5.5.4 No initial response",
    "530 5.7.0 Must issue a STARTTLS command first",
    "534 5.7.9 Mechanism is too weak",
    "534 5.7.14 Log in by your browser",
    "535 5.7.8 Credentials invalid",
    "538 5.7.11 Encryption required",
    "454 4.7.0 Temporary failure",
    "432 4.7.12 Transition needed",
  ];

  it.each(replies)("is the same as without the close: %s", async (reply) => {
    const results = [];
    for (const close of [undefined, "after"] as const) {
      const server = testServer({
        capabilities: ["AUTH PLAIN"],
        tls: "implicit",
        users: { ann: ann.pass },
        answers: [{ to: "AUTH", reply, ...(close ? { close } : {}) }],
      });
      await using mailer = createMailer({
        host: "mail.example",
        tls: "implicit",
        dial: server.dial,
        auth: ann,
      });
      const result = await told(mailer.send(message()));
      expect(server.messages).toEqual([]);
      expect(connections(server)).toBeLessThanOrEqual(3);
      results.push({ ...result, refusals: lines(server, `S: ${reply}`).length });
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[1]).not.toMatchObject({ retry: "now" });
    expect(results[1]).toMatchObject({ reply: Number(reply.slice(0, 3)) });
  });
});

describe("a refusal with a close behind it, in place of the answer to", () => {
  const bdat: Partial<Personality> = { capabilities: ["PIPELINING", "CHUNKING"], bdat: "unaware" };
  const cases: readonly (readonly [string, Answer, Partial<Personality>])[] = [
    ["DATA 554", { to: "DATA", reply: "554 5.7.1 Not wanted" }, {}],
    ["DATA 451", { to: "DATA", reply: "451 4.3.0 Later" }, {}],
    ["DATA 554, alone", { to: "DATA", reply: "554 5.7.1 Not wanted" }, { capabilities: [] }],
    ["BDAT 502", { to: "BDAT", reply: "502 5.5.1 No BDAT" }, bdat],
    ["BDAT 554", { to: "BDAT", reply: "554 5.7.1 Not wanted" }, { ...bdat, bdat: "aware" }],
    ["MAIL 550", { to: "MAIL", reply: "550 5.7.1 Not you" }, {}],
    ["MAIL 450", { to: "MAIL", reply: "450 4.7.1 Later" }, {}],
    ["RCPT 550", { to: "RCPT", when: { address: "bob@*" }, reply: "550 5.1.1 Nobody" }, {}],
    ["RCPT 450", { to: "RCPT", when: { address: "eve@*" }, reply: "450 4.2.0 Busy" }, {}],
    ["the content", { to: "CONTENT", reply: "554 5.7.1 Spam" }, {}],
    ["EHLO 554", { to: "EHLO", reply: "554 5.7.1 Blocked" }, {}],
    ["the greeting", { to: "GREETING", reply: "554 5.7.1 Blocked" }, {}],
  ];

  it.each(cases)("%s, is the same as without the close", async (_name, answer, personality) => {
    const results = [];
    for (const close of [undefined, "after"] as const) {
      const { server, mailer, learned } = scene(
        [{ ...answer, ...(close ? { close } : {}) }],
        personality,
      );
      await using _closed = mailer;
      const result = await told(mailer.send(message(["bob@example.net", "eve@example.net"])));
      await mailer.close();
      expect(connections(server)).toBeLessThanOrEqual(3);
      expect(learned.filter((value) => /disconnected|PIPELINING/.test(value))).toEqual([]);
      results.push({ ...result, delivered: server.messages.map(({ to }) => to) });
    }
    expect(results[1]).toEqual(results[0]);
  });

  it("RSET does not hold up the next message", async () => {
    const { server, mailer, learned } = scene([
      { to: "RCPT", when: { address: "bob@*" }, reply: "550 5.1.1 Nobody" },
      { to: "RSET", reply: "500 5.5.1 No", close: "after" },
    ]);
    await using _closed = mailer;
    expect(await told(mailer.send(message()))).toMatchObject({ code: "RECIPIENTS_REFUSED" });
    expect(await told(mailer.send(message("eve@example.net")))).toEqual({ sent: 250 });
    expect(server.messages.map(({ to }) => to)).toEqual([["eve@example.net"]]);
    expect(connections(server)).toBe(2);
    expect(learned.filter((value) => value.includes("PIPELINING"))).toEqual([]);
  });
});

describe("a timeout reply of the server on a kept connection", () => {
  const replies = ["451 4.4.2 Timeout waiting for data", "451 4.7.0 Timeout, closing connection"];
  const places = ["MAIL", "RCPT", "DATA"] as const;
  const cases = places.flatMap((to) =>
    replies.flatMap((reply) => [
      [to, reply, "after", ["PIPELINING"]] as const,
      [to, reply, "after", []] as const,
      [to, reply, undefined, ["PIPELINING"]] as const,
    ]),
  );

  it.each(cases)(
    "leads to one new connection: %s, %s, %s, %j",
    async (to, reply, close, keywords) => {
      const { server, mailer, learned, events } = scene(
        [{ to, nth: 2, reply, ...(close ? { close } : {}) }],
        { capabilities: [...keywords, "ENHANCEDSTATUSCODES"] },
      );
      await using _closed = mailer;
      const [first, second] = [
        await mailer.send(message()),
        await mailer.send(message("eve@x.example")),
      ];
      await mailer.close();
      expect(first.accepted).toHaveLength(1);
      expect(second.accepted).toHaveLength(1);
      expect(second.fallbacks).toEqual(first.fallbacks);
      expect(server.messages.map(({ to: whom }) => whom)).toEqual([
        ["bob@example.net"],
        ["eve@x.example"],
      ]);
      expect(connections(server)).toBe(2);
      expect(events.filter((type) => type === "reconnect")).toEqual(["reconnect"]);
      expect(learned.filter((value) => value.includes("hints"))).toEqual([]);
    },
  );

  it.each(places)("is a refusal when the new connection says the same: %s", async (to) => {
    const reply = "451 4.4.2 Timeout waiting for data";
    const { server, mailer, events } = scene([{ to, from: 2, reply, close: "after" }]);
    await using _closed = mailer;
    await mailer.send(message());
    const result = await told(mailer.send(message("eve@x.example")));
    expect(result).toMatchObject({ retry: "later", reply: 451 });
    expect(server.messages).toHaveLength(1);
    expect(connections(server)).toBe(2);
    expect(events.filter((type) => type === "reconnect")).toEqual(["reconnect"]);
  });
});

describe("many recipients, each refused with a close", () => {
  it.each([3, 30])("keep their refusals, and the connections have an end: %i", async (count) => {
    const { server, mailer } = scene([
      { to: "RCPT", when: { address: "no*" }, reply: "550 5.1.1 Nobody", close: "after" },
    ]);
    await using _closed = mailer;
    const to = Array.from({ length: count }, (_, at) => `no${at}@example.net`);
    const result = await told(mailer.send(message([...to, "bob@example.net"])));
    expect(connections(server)).toBeLessThanOrEqual(9);
    if (count === 3) expect(result).toEqual({ sent: 250 });
    else expect(result).toMatchObject({ code: "RECIPIENTS_REFUSED", retry: "later", reply: 550 });
    expect(server.messages).toHaveLength(count === 3 ? 1 : 0);
  });
});
