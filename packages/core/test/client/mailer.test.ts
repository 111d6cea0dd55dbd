import { describe, expect, it } from "vitest";
import {
  connect,
  createMailer,
  logEvents,
  type Message,
  type SendManyResult,
  type SessionEvent,
  SmtpError,
} from "../../src/mod.ts";
import { modernServer, type Personality, testServer } from "../../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

function mailerFor(personality: Personality = modernServer, more: object = {}) {
  const server = testServer(personality);
  const events: SessionEvent[] = [];
  const mailer = createMailer({
    host: "mail.example",
    dial: server.dial,
    onEvent: (event) => events.push(event),
    ...more,
  });
  return { server, events, mailer };
}

const connections = (events: readonly SessionEvent[]): number =>
  events.filter(({ type }) => type === "connected").length;

describe("a mailer", () => {
  it("opens nothing before the first message", async () => {
    const { events, mailer } = mailerFor();
    await mailer.close();
    expect(events).toEqual([]);
  });

  it.each(["report", "strip"] as const)("never sends Bcc silently: %s", async (localFields) => {
    const { server, events, mailer } = mailerFor();
    const raw = async function* () {
      yield "Subject: Hi\r\nBc";
      yield "c: eve@example.net\r\n\r\n";
      for (let line = 0; line < 10_000; line += 1) yield `${"Hi. ".repeat(20)}\r\n`;
    };
    const receipt = await mailer.send({ ...message, raw, localFields });
    await mailer.close();
    const about = localFields === "report" ? "field-sent" : "field-stripped";
    expect(receipt.notices).toEqual([{ about, field: "Bcc" }]);
    expect(events.filter(({ type }) => type === "notice")).toHaveLength(1);
    expect(/^Bcc: eve/m.test(String(server.messages[0]?.raw))).toBe(localFields === "report");
  });

  it("refuses another wish for local fields than the two", async () => {
    const { mailer } = mailerFor();
    const localFields = "keep" as "report";
    await expect(mailer.send({ ...message, localFields })).rejects.toThrow(TypeError);
  });

  it("sends several messages over one connection", async () => {
    const { server, events, mailer } = mailerFor();
    await mailer.send(message);
    const { roundTrips } = await mailer.send(message);
    await mailer.close();
    expect(server.messages).toHaveLength(2);
    expect(connections(events)).toBe(1);
    expect(roundTrips).toBeLessThan(3);
  });

  it("carries out calls that are made at once one after the other", async () => {
    const { server, mailer } = mailerFor();
    await Promise.all(
      ["a", "b", "c"].map((local) => mailer.send({ ...message, to: `${local}@example.net` })),
    );
    await mailer.close();
    expect(server.messages.map(({ to }) => to[0])).toEqual([
      "a@example.net",
      "b@example.net",
      "c@example.net",
    ]);
  });

  it("returns a result for each of many messages, and throws for none", async () => {
    const { mailer } = mailerFor({
      ...modernServer,
      refuse: [{ recipient: "no@*", reply: "550 5.1.1 no" }],
    });
    const results: SendManyResult[] = [];
    const many = [
      message,
      { ...message, to: "no@example.net" },
      { ...message, to: "nonsense" },
      message,
    ];
    for await (const result of mailer.sendMany(many)) results.push(result);
    await mailer.close();
    results.sort((one, other) => one.index - other.index);
    expect(results.map((result) => [result.index, result.error?.name ?? "sent"])).toEqual([
      [0, "sent"],
      [1, "SmtpError"],
      [2, "TypeError"],
      [3, "sent"],
    ]);
  });

  it("verifies by connecting, and returns the plan", async () => {
    const { server, mailer } = mailerFor();
    const plan = await mailer.verify();
    await mailer.close();
    expect(plan.choices.PIPELINING.method).toBe("envelope in one flight");
    expect(server.messages).toEqual([]);
  });

  it("connects again after the server closed the idle connection", async () => {
    const { server, events, mailer } = mailerFor(
      {
        capabilities: [],
        tls: "none",
        answers: [{ to: "CONTENT", nth: 1, reply: "250 2.0.0 Ok", close: "after" }],
      },
      { port: 25 },
    );
    await mailer.send(message);
    await mailer.send(message);
    await mailer.close();
    expect(server.messages).toHaveLength(2);
    expect(connections(events)).toBe(2);
  });

  it("remembers on the next connection what it has learned", async () => {
    const { server, events, mailer } = mailerFor(
      {
        capabilities: ["PIPELINING", "CHUNKING"],
        tls: "none",
        answers: [
          { to: "BDAT", reply: "502 5.5.1 Command not implemented" },
          { to: "CONTENT", nth: 1, reply: "250 2.0.0 Ok", close: "after" },
        ],
      },
      { port: 25 },
    );
    const first = await mailer.send(message);
    const second = await mailer.send(message);
    await mailer.close();
    expect(first.fallbacks.find(({ feature }) => feature === "CHUNKING")).toMatchObject({
      reason: "unsupported",
      reply: { code: 502 },
    });
    expect(second.fallbacks.find(({ feature }) => feature === "CHUNKING")).toMatchObject({
      method: "DATA",
      extraRoundTrips: 0,
    });
    expect(
      events.filter((event) => event.type === "command" && event.line.startsWith("BDAT")),
    ).toHaveLength(1);
    expect(server.messages).toHaveLength(2);
  });

  it("is over once it is closed, and may be closed again", async () => {
    const { mailer } = mailerFor();
    await mailer.close();
    await mailer.close();
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "CLOSED" });
  });
});

describe("an abort", () => {
  it("before anything leaves nothing sent", async () => {
    const { server, mailer } = mailerFor();
    const error = await mailer
      .send(message, { signal: AbortSignal.abort() })
      .catch((thrown: unknown) => thrown);
    await mailer.close();
    expect(error).toMatchObject({ code: "ABORTED", recipients: [{ outcome: "not-sent" }] });
    expect(server.messages).toEqual([]);
  });

  it("keeps the command from the wire that was about to be written", async () => {
    const abort = new AbortController();
    const { server, mailer } = mailerFor(
      { capabilities: [], tls: "none" },
      {
        port: 25,
        onEvent: (event: SessionEvent) =>
          event.type === "command" && event.line.startsWith("RCPT") && abort.abort(),
      },
    );
    const error = await mailer
      .send(message, { signal: abort.signal })
      .catch((thrown: unknown) => thrown);
    await mailer.close();
    expect(error).toMatchObject({ code: "ABORTED", recipients: [{ outcome: "not-sent" }] });
    expect(server.transcript()).toContain("C: MAIL FROM:");
    expect(server.transcript()).not.toContain("C: RCPT");
  });

  it("after the whole message was handed over leaves the outcome unknown", async () => {
    const abort = new AbortController();
    const { server, mailer } = mailerFor(
      { capabilities: [], tls: "none", answers: [{ to: "CONTENT", silence: true }] },
      { port: 25, onEvent: (event: SessionEvent) => event.type === "content" && abort.abort() },
    );
    const error = await mailer
      .send(message, { signal: abort.signal })
      .catch((thrown: unknown) => thrown);
    await mailer.close();
    expect(error).toMatchObject({ code: "OUTCOME_UNKNOWN", recipients: [{ outcome: "unknown" }] });
    expect(server.messages).toHaveLength(1);
  });

  it("does not harm the next message", async () => {
    const { server, mailer } = mailerFor();
    await mailer.send(message, { signal: AbortSignal.abort() }).catch(() => {});
    await mailer.send(message);
    await mailer.close();
    expect(server.messages).toHaveLength(1);
  });
});

describe("a token", () => {
  const tls = { ...modernServer, tokens: { ann: "a token" } };

  it("is asked for when it is needed, and once a connection", async () => {
    let asked = 0;
    const token = () => {
      asked += 1;
      return Promise.resolve("a token");
    };
    const { server, mailer } = mailerFor(tls, { auth: { user: "ann", token } });
    await mailer.send(message);
    await mailer.send(message);
    await mailer.close();
    expect(asked).toBe(1);
    expect(server.messages.map(({ user }) => user)).toEqual(["ann", "ann"]);
  });

  it("that cannot be opened is a temporary failure with its cause", async () => {
    const cause = new Error("no network");
    const token = () => Promise.reject(cause);
    const { mailer } = mailerFor(tls, { auth: { user: "ann", token } });
    await expect(mailer.send(message)).rejects.toMatchObject({
      code: "AUTH_TEMPORARY",
      retry: "later",
      cause,
    });
    await mailer.close();
  });
});

describe("a deadline", () => {
  it.for(["GREETING", "EHLO", "MAIL", "RCPT", "DATA"] as const)(
    "ends the wait for the answer to %s with TIMEOUT",
    async (to) => {
      const { mailer } = mailerFor(
        { capabilities: [], tls: "none", answers: [{ to, silence: true }] },
        { port: 25, timeouts: { greeting: 20, ehlo: 20, mail: 20, rcpt: 20, data: 20 } },
      );
      await expect(mailer.send(message)).rejects.toMatchObject({ code: "TIMEOUT", retry: "later" });
      await mailer.close();
    },
  );

  it("bounds a whole call", async () => {
    const { mailer } = mailerFor(
      { capabilities: [], tls: "none", answers: [{ to: "RCPT", silence: true }] },
      { port: 25, timeouts: { total: 20 } },
    );
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "TIMEOUT" });
    await mailer.close();
  });
});

describe("a body", () => {
  const raw = "Subject: Hi\r\n\r\nä\r\n.\r\nend\r\n";
  const bytes = new TextEncoder().encode(raw);
  const stream = (): ReadableStream<Uint8Array> => new Blob([bytes]).stream();
  async function* iterate() {
    for (const octet of bytes) yield Uint8Array.of(octet);
  }

  it.for<[string, () => Message["raw"]]>([
    ["a string", () => raw],
    ["bytes", () => bytes],
    ["a web stream", stream],
    ["an async iterable of single octets", iterate],
    ["a function that makes a stream", () => stream],
  ])("arrives as it was given: %s", async ([, make]) => {
    const { server, mailer } = mailerFor();
    await mailer.send({ ...message, raw: make() });
    await mailer.close();
    expect(server.messages[0]?.raw).toBe(raw);
  });

  it("that fails is reported, and nothing of it is delivered", async () => {
    const { server, mailer } = mailerFor();
    async function* failing() {
      yield "Subject: Hi\r\n\r\n";
      yield "x".repeat(100_000);
      throw new Error("disk on fire");
    }
    const error = await mailer
      .send({ ...message, raw: failing() })
      .catch((thrown: unknown) => thrown);
    await mailer.close();
    expect(error).toMatchObject({ code: "BODY_FAILED", recipients: [{ outcome: "not-sent" }] });
    expect(String(error)).toContain("disk on fire");
    expect(server.messages).toEqual([]);
  });

  it("is let go of when it is not read to its end", async () => {
    let released = false;
    async function* endless() {
      try {
        for (;;) yield "xxxxxx\r\n".repeat(9_000);
      } finally {
        released = true;
      }
    }
    const { mailer } = mailerFor({
      ...modernServer,
      refuse: [{ recipient: "*", reply: "550 5.1.1 no" }],
    });
    await expect(mailer.send({ ...message, raw: endless() })).rejects.toMatchObject({
      code: "RECIPIENTS_REFUSED",
    });
    await mailer.close();
    expect(released).toBe(true);
  });
});

describe("events", () => {
  it("are numbered, stamped and of one session, over all its connections", async () => {
    const { events, mailer } = mailerFor({
      capabilities: ["CHUNKING"],
      tls: "none",
      answers: [{ to: "BDAT", close: "before" }],
    });
    await mailer.send(message);
    await mailer.close();
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(connections(events)).toBeGreaterThan(1);
  });

  it("cannot break a delivery by throwing", async () => {
    const { server, mailer } = mailerFor(modernServer, {
      onEvent: () => {
        throw new Error("observer");
      },
    });
    await mailer.send(message);
    await mailer.close();
    expect(server.messages).toHaveLength(1);
  });

  it("read as a transcript when they are logged", async () => {
    const lines: string[] = [];
    const { mailer } = mailerFor(modernServer, {
      onEvent: logEvents({ log: (line) => lines.push(line) }),
    });
    await mailer.send(message);
    await mailer.close();
    expect(lines).toContain("C: MAIL FROM:<ann@example.org> SIZE=20");
    expect(lines.at(-1)).toBe("--- closed: done ---");
  });
});

describe("a connection", () => {
  it("answers questions that servers may leave unanswered, each typed", async () => {
    const server = testServer({
      capabilities: [],
      tls: "none",
      answers: [
        { to: "VRFY", nth: 1, reply: "252 2.5.0 Cannot say" },
        { to: "VRFY", nth: 2, reply: "550 5.1.1 No" },
        { to: "EXPN", reply: "502 5.5.1 Not implemented" },
        { to: "HELP", reply: "214 2.0.0 Read the RFC" },
      ],
    });
    await using connection = await connect({ host: "mail.example", port: 25, dial: server.dial });
    expect((await connection.vrfy("bob")).answer).toBe("unknown");
    expect((await connection.vrfy("nobody")).answer).toBe("no");
    expect((await connection.expn("staff")).reply?.code).toBe(502);
    expect(await connection.expn("staff")).toEqual({ answer: "unknown" });
    expect((await connection.help()).answer).toBe("yes");
  });

  it("returns capabilities, plan and hints", async () => {
    const server = testServer({ capabilities: ["SIZE 1000"], tls: "none" });
    await using connection = await connect({ host: "mail.example", port: 25, dial: server.dial });
    expect(connection.capabilities.size).toBe(1000);
    expect(connection.plan.choices.CHUNKING).toMatchObject({
      method: "DATA",
      reason: "not-offered",
    });
    expect(connection.hints).toEqual([]);
  });

  it("refuses a message that is larger than the server takes, before a byte of it is sent", async () => {
    const server = testServer({ capabilities: ["SIZE 1000"], tls: "none" });
    await using connection = await connect({ host: "mail.example", port: 25, dial: server.dial });
    const error = await connection
      .send({ ...message, raw: "x".repeat(2000) })
      .catch((thrown: unknown) => thrown);
    expect(SmtpError.is(error) && error.code).toBe("MESSAGE_TOO_LARGE");
    expect(server.transcript()).not.toContain("MAIL FROM");
  });

  it("fails with a server that lacks required features, and names all of them", async () => {
    const server = testServer({ capabilities: [], tls: "none" });
    const opening = connect({
      host: "mail.example",
      port: 25,
      dial: server.dial,
      features: { PIPELINING: "require", SMTPUTF8: "require" },
    });
    await expect(opening).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    await expect(opening).rejects.toThrow(/PIPELINING.*SMTPUTF8/);
  });
});
