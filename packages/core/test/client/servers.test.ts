import { describe, expect, it, vi } from "vitest";
import { german } from "../../src/explain/de/german.ts";
import { classifyReply } from "../../src/meaning/mod.ts";
import {
  createMailer,
  type Dial,
  explain,
  type MailerOptions,
  type Message,
  memoryStore,
  type SessionEvent,
  type SmtpError,
} from "../../src/mod.ts";
import {
  type Answer,
  type Personality,
  type TestServer,
  testServer,
} from "../../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const plain: Personality = { capabilities: ["PIPELINING"], tls: "none" };

/** Servers by host name, behind one dial that counts. */
function fleet(personalities: Readonly<Record<string, Personality>>) {
  const servers = new Map<string, TestServer>(
    Object.entries(personalities).map(([host, each]) => [host, testServer(each)]),
  );
  const dialled: string[] = [];
  const dial: Dial = (target, options) => {
    dialled.push(target.host);
    const server = servers.get(target.host);
    if (!server) throw new TypeError(`No server ${target.host}.`);
    return server.dial(target, options);
  };
  const events: SessionEvent[] = [];
  const mailer = (more: Partial<MailerOptions> = {}) =>
    createMailer({
      servers: Object.keys(personalities).map((host, priority) => ({ host, port: 25, priority })),
      dial,
      onEvent: (event: SessionEvent) => events.push(event),
      ...more,
    } as MailerOptions);
  const took = () => [...servers].map(([host, server]) => [host, server.messages.length]);
  return { servers, dialled, events, mailer, took };
}

const failure = (promise: Promise<unknown>): Promise<SmtpError> =>
  promise.then(
    () => expect.unreachable("it should have failed"),
    (error: SmtpError) => error,
  );

describe("a mailer with several servers", () => {
  it("sends to the one of the lowest priority, and dials no other", async () => {
    const { mailer, dialled } = fleet({ one: plain, two: plain });
    await using each = mailer();
    const receipt = await each.send(message);
    expect(dialled).toEqual(["one"]);
    expect(receipt.server.host).toBe("one");
    expect(receipt.decisions.some(({ feature }) => feature === "FAILOVER")).toBe(false);
  });

  it.for<[string, Personality, string]>([
    ["cannot be reached", { ...plain, connect: "refused" }, "server-unavailable"],
    ["greets with 554", { ...plain, greeting: "554 No" }, "server-unavailable"],
    ["greets with 421", { ...plain, greeting: "421 Closing" }, "closing"],
    ["says 421 to MAIL", { ...plain, answers: [{ to: "MAIL", reply: "421 Closing" }] }, "closing"],
    ["says 421 to RCPT", { ...plain, answers: [{ to: "RCPT", reply: "421 Closing" }] }, "closing"],
  ])("moves to the next one when the first %s, and reports that", async ([, first, reason]) => {
    const { mailer, took, events } = fleet({ one: first, two: plain });
    await using each = mailer();
    const receipt = await each.send(message);
    expect(took()).toEqual([
      ["one", 0],
      ["two", 1],
    ]);
    expect(receipt.server.host).toBe("two");
    expect(receipt.fallbacks[0]).toMatchObject({ feature: "FAILOVER", method: "two", reason });
    expect(explain(receipt).text).toMatch(/^FAILOVER: .*; handed to two/m);
    const told = events.filter((event) => event.type === "decision");
    expect(told.map(({ decision }) => decision)).toContainEqual(receipt.fallbacks[0]);
  });

  it("gives the reply that sent it on, and what that has cost", async () => {
    const { mailer } = fleet({ one: { ...plain, greeting: "554 Not you" }, two: plain });
    await using each = mailer();
    const alone = await mailer({ servers: [{ host: "two", port: 25 }] } as never).send(message);
    const receipt = await each.send(message);
    const [move] = receipt.fallbacks;
    expect(move?.reply).toMatchObject({ code: 554, lines: ["Not you"] });
    expect(move?.extraRoundTrips).toBeGreaterThan(0);
    expect(receipt.roundTrips).toBe(alone.roundTrips + (move?.extraRoundTrips ?? 0));
  });

  it("sends a message that needs SMTPUTF8 to the one that has it, asking the first only once", async () => {
    const { mailer, dialled, took } = fleet({
      one: plain,
      two: { ...plain, capabilities: ["PIPELINING", "SMTPUTF8", "8BITMIME"] },
    });
    await using each = mailer();
    const needy = { ...message, to: "jörg@example.net" };
    const first = await each.send(needy);
    expect(first.fallbacks[0]).toMatchObject({
      feature: "FAILOVER",
      method: "two",
      reason: "not-offered",
    });
    const second = await each.send(needy);
    expect(second.fallbacks.some(({ feature }) => feature === "FAILOVER")).toBe(false);
    expect(dialled).toEqual(["one", "two"]);
    await each.send(message);
    expect(took()).toEqual([
      ["one", 1],
      ["two", 2],
    ]);
  });

  it("sends a header that needs SMTPUTF8, and a large message, to the one that can take it", async () => {
    const { mailer, took } = fleet({
      one: { ...plain, capabilities: ["SIZE 1000"] },
      two: { ...plain, capabilities: ["SIZE 100000", "SMTPUTF8", "8BITMIME"] },
    });
    await using each = mailer();
    await each.send({ ...message, raw: "To: jörg@example.net\r\n\r\nHi.\r\n" });
    await each.send({ ...message, raw: `Subject: Hi\r\n\r\n${"x".repeat(70)}\r\n`.repeat(30) });
    expect(took()).toEqual([
      ["one", 0],
      ["two", 2],
    ]);
  });

  it("sends a message that asks for DSN to the one that has it, unless that is only preferred", async () => {
    const dsn = { notify: ["failure"] } as const;
    const two: Personality = { ...plain, capabilities: ["PIPELINING", "DSN"] };
    const required = fleet({ one: plain, two });
    await using first = required.mailer();
    await first.send(message);
    const receipt = await first.send({ ...message, dsn });
    expect(receipt.server.host).toBe("two");
    const preferred = fleet({ one: plain, two });
    await using second = preferred.mailer({ features: { DSN: "prefer" } });
    await second.send(message);
    expect((await second.send({ ...message, dsn })).server.host).toBe("one");
  });

  it("asks one that failed after the others for a while, and then first again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const first = testServer(plain);
      const second = testServer(plain);
      let down = true;
      const dial: Dial = (target, options) => {
        const server = target.host === "one" ? first : second;
        if (down && server === first)
          return testServer({ ...plain, connect: "refused" }).dial(target, options);
        return server.dial(target, options);
      };
      const servers = [
        { host: "one", port: 25 },
        { host: "two", port: 25, priority: 1 },
      ];
      await using each = createMailer({ servers, dial });
      await each.send(message);
      down = false;
      await each.send(message);
      expect([first.messages.length, second.messages.length]).toEqual([0, 2]);
      vi.setSystemTime(Date.now() + 60_000);
      await each.send(message);
      expect([first.messages.length, second.messages.length]).toEqual([1, 2]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("stays with a refusal for now, unless failover on 4yz is wished", async () => {
    const first = { ...plain, answers: [{ to: "RCPT", reply: "450 4.7.1 Greylisted" }] } as const;
    const stays = fleet({ one: first, two: plain });
    const error = await failure(stays.mailer().send(message));
    expect(error).toMatchObject({ code: "RECIPIENTS_REFUSED", retry: "later" });
    expect(stays.dialled).toEqual(["one"]);
    const goes = fleet({ one: first, two: plain });
    const receipt = await goes.mailer({ failover: { temporary: true } }).send(message);
    expect(receipt.fallbacks[0]).toMatchObject({ feature: "FAILOVER", reason: "temporary" });
  });

  it("passes on only the recipients that no server refused permanently", async () => {
    const { mailer, servers } = fleet({
      one: {
        ...plain,
        refuse: [
          { recipient: "no@*", reply: "550 5.1.1 No" },
          { recipient: "later@*", reply: "451 4.3.0 Later" },
        ],
      },
      two: plain,
    });
    const to = ["no@example.net", "later@example.net"];
    const receipt = await mailer({ failover: { temporary: true } }).send({ ...message, to });
    expect(servers.get("two")?.messages[0]?.to).toEqual(["later@example.net"]);
    expect(receipt.accepted.map(({ address }) => address)).toEqual(["later@example.net"]);
    expect(receipt.rejected).toMatchObject([{ address: "no@example.net", reply: { code: 550 } }]);
  });

  it.for<[string, Personality, string]>([
    [
      "a refusal for good",
      { ...plain, answers: [{ to: "RCPT", reply: "550 5.1.1 No" }] },
      "RECIPIENTS_REFUSED",
    ],
    [
      "an outcome that is unknown",
      { ...plain, answers: [{ to: "CONTENT", close: "before" }] },
      "OUTCOME_UNKNOWN",
    ],
  ])("never goes on after %s", async ([, first, code]) => {
    const { mailer, dialled } = fleet({ one: first, two: plain });
    await using each = mailer({ failover: { temporary: true } });
    expect(await failure(each.send(message))).toMatchObject({ code });
    expect(dialled).toEqual(["one"]);
  });

  it("never passes over a server that cannot prove its name", async () => {
    const { mailer, dialled } = fleet({
      one: { ...plain, tls: "implicit", tlsHandshake: "certificate" },
      two: plain,
    });
    await using each = mailer({
      servers: [
        { host: "one", port: 465, tls: "implicit" },
        { host: "two", port: 25, priority: 1 },
      ],
    } as never);
    expect(await failure(each.send(message))).toMatchObject({ code: "CERTIFICATE_REFUSED" });
    expect(dialled).toEqual(["one"]);
  });

  it("goes nowhere else when that is to be avoided", async () => {
    const { mailer, dialled } = fleet({ one: { ...plain, greeting: "554 No" }, two: plain });
    await using each = mailer({ features: { FAILOVER: "avoid" } });
    expect(await failure(each.send(message))).toMatchObject({ code: "GREETING_REFUSED" });
    expect(dialled).toEqual(["one"]);
  });

  it("lists the servers that were tried before in the last error", async () => {
    const down: Personality = { ...plain, connect: "refused" };
    const { mailer } = fleet({ one: down, two: down, three: { ...plain, greeting: "421 No" } });
    await using each = mailer();
    const error = await failure(each.send(message));
    expect(error.code).toBe("SERVER_UNAVAILABLE");
    expect(error.decisions.map(({ feature, method }) => [feature, method]).slice(0, 2)).toEqual([
      ["FAILOVER", "two"],
      ["FAILOVER", "three"],
    ]);
    expect(error.recipients).toMatchObject([{ outcome: "not-sent", temporary: true }]);
  });

  it("hands a stream on that can be read only once, as long as little of it was read", async () => {
    const { mailer, servers } = fleet({ one: { ...plain, connect: "refused" }, two: plain });
    await using each = mailer();
    const pieces = ["Subject: Hi\r\n\r\n", "one\r\n", "two\r\n"];
    async function* stream() {
      yield* pieces;
    }
    await each.send({ ...message, raw: stream() });
    expect(servers.get("two")?.messages[0]?.raw).toBe(pieces.join(""));
  });

  it("shares by weight among servers of the same priority", async () => {
    const { mailer, took } = fleet({ one: plain, two: plain, three: plain });
    await using each = mailer({
      servers: [
        { host: "one", port: 25, weight: 9 },
        { host: "two", port: 25, weight: 1 },
        { host: "three", port: 25, weight: 0 },
      ],
    } as never);
    for (let count = 0; count < 300; count += 1) await each.send(message);
    const [one = 0, two = 0, three = 0] = took().map(([, count]) => Number(count));
    // Nine tenths of 300, more than seven standard deviations apart from the ends.
    expect(one).toBeGreaterThan(225);
    expect(two).toBeGreaterThan(0);
    expect(three).toBe(0);
  });

  it.for<[string, object]>([
    ["no server", { servers: [] }],
    ["a host beside them", { servers: [{ host: "one" }], host: "two" }],
    ["a priority that is no number", { servers: [{ host: "one", priority: "first" }] }],
    ["a weight below zero", { servers: [{ host: "one", weight: -1 }] }],
    ["a pool of none", { host: "one", pool: { size: 0 } }],
    ["a pool of a half", { host: "one", pool: { size: 1.5 } }],
    ["an option of the pool that does not exist", { host: "one", pool: { max: 5 } }],
    ["a rate without its time", { host: "one", pool: { rate: { messages: 3 } } }],
  ])("refuses options with %s", ([, options]) => {
    const dial = testServer(plain).dial;
    expect(() => createMailer({ dial, ...options } as never)).toThrow(/`/);
  });
});

describe("a store", () => {
  const refusing: Personality = {
    capabilities: ["PIPELINING", "CHUNKING"],
    tls: "none",
    answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
  };
  const options = (server: TestServer, store = memoryStore()) =>
    ({ host: "mail.example", port: 25, dial: server.dial, store }) as const;

  it("lets the next mailer know what this one learned, and why, and until when", async () => {
    const server = testServer(refusing);
    const store = memoryStore();
    await using first = createMailer(options(server, store));
    await first.send(message);
    await first.close();
    await using second = createMailer(options(server, store));
    const receipt = await second.send(message);
    expect(receipt.fallbacks.find(({ feature }) => feature === "CHUNKING")).toMatchObject({
      reason: "hint",
    });
    expect(server.transcript().match(/BDAT/g)).toHaveLength(1);
    const [hint] = await second.hints();
    expect(hint).toMatchObject({
      server: "mail.example:25",
      feature: "CHUNKING",
      reason: "unsupported",
      reply: { code: 502 },
    });
    expect((hint?.expiresAt ?? 0) - (hint?.learned ?? 0)).toBe(60 * 60_000);
  });

  it.each<[string, Omit<Answer, "to">]>([
    ["silence", { silence: true }],
    ["a closed connection", { close: "before" }],
    ["garbage", { garbage: "what?\r\n" }],
  ])("lets the next mailer know of %s, which it does not call a refusal", async (_name, fault) => {
    const server = testServer({ ...refusing, answers: [{ to: "BDAT", ...fault }] });
    const store = memoryStore();
    const given = { ...options(server, store), timeouts: { data: 100 } };
    await using first = createMailer(given);
    await first.send(message);
    await first.close();
    await using second = createMailer(given);
    const receipt = await second.send(message);
    const decision = receipt.fallbacks.find(({ feature }) => feature === "CHUNKING");
    expect(decision).toMatchObject({ reason: "hint-unanswered", method: "DATA" });
    expect(explain(receipt).text).toContain("CHUNKING: not tried, since the server did not answer");
    expect(explain(receipt, { locale: german }).text).toContain("nicht antwortete; ");
    await using strict = createMailer({ ...given, features: { CHUNKING: "require" } });
    const failure = await strict.send(message).catch((error: unknown) => error);
    expect(String(failure)).toContain("CHUNKING (the server did not answer it in an earlier");
    const texts = [explain(receipt).text, String(failure), explain(failure as SmtpError).text];
    expect(texts.join("\n")).not.toMatch(/refused/);
    expect(await second.ledger.report()).toEqual([]);
  });

  it("counts what a server does not support, with the last reply", async () => {
    const server = testServer({
      ...refusing,
      capabilities: ["CHUNKING", "SIZE 1000"],
      answers: [
        ...(refusing.answers ?? []),
        { to: "MAIL", when: { parameter: "SIZE" }, reply: "555 5.5.4 Unsupported option: SIZE" },
      ],
    });
    await using mailer = createMailer(options(server));
    await mailer.send(message);
    await mailer.send(message);
    const report = await mailer.ledger.report();
    expect(
      report.map(({ server: at, verb, count, reply }) => [at, verb, count, reply.code]),
    ).toEqual(
      expect.arrayContaining([
        ["mail.example:25", "BDAT", 1, 502],
        ["mail.example:25", "MAIL SIZE", 1, 555],
      ]),
    );
    const read = await mailer.ledger.report({ classify: classifyReply });
    expect(Object.fromEntries(read.map(({ verb, kind }) => [verb, kind]))).toMatchObject({
      BDAT: "command-not-implemented",
      "MAIL SIZE": "parameter-unsupported",
    });
    expect(read.map(({ kind: _kind, ...entry }) => entry)).toEqual(report);
  });

  it("warns of a server that offered STARTTLS before and does not now", async () => {
    const store = memoryStore();
    const before = testServer({ capabilities: ["STARTTLS"], tls: "starttls" });
    await using first = createMailer(options(before, store));
    await first.send(message);
    await first.close();
    const events: SessionEvent[] = [];
    const stripped = testServer({ capabilities: [], tls: "none" });
    await using second = createMailer({
      ...options(stripped, store),
      onEvent: (event) => events.push(event),
    });
    const receipt = await second.send(message);
    expect(receipt.fallbacks).toContainEqual(
      expect.objectContaining({ feature: "TLS", method: "clear text", reason: "withdrawn" }),
    );
    expect(explain(receipt).text).toMatch(/TLS: .*downgrade attack/);
    expect(
      events.filter((event) => event.type === "decision" && event.decision.reason === "withdrawn"),
    ).toHaveLength(1);
  });

  it.for<[string, unknown]>([
    [
      "hints about what protects",
      hints("TLS", "STARTTLS", "AUTH", "PLAIN", "ESMTP", "EHLO", "REQUIRETLS", "REQUIRETLS"),
    ],
    [
      "hints that would leave no way",
      hints("CHUNKING", "DATA", "PIPELINING", "one command per flight", "SIZE", "not declared"),
    ],
    [
      "proofs, which make a client ask for more",
      { hints: [], proven: [{ feature: "CHUNKING", learned: 0, expiresAt: 1e15 }] },
    ],
    ["text that is no JSON", "{"],
    ["a list", []],
    ["hints that are none", { hints: [null, 1, "x", {}, { feature: "__proto__" }] }],
  ])("that was poisoned with %s changes nothing", async ([, value]) => {
    const plainly = {
      capabilities: ["PIPELINING", "CHUNKING", "STARTTLS", "SIZE 1000"],
      tls: "starttls",
    } as const;
    const session = async (poison: unknown) => {
      const server = testServer(plainly);
      const store = memoryStore();
      await store.set("parley:hints:mail.example_25", poison, { ttl: 1e6 });
      await using mailer = createMailer(options(server, store));
      await mailer.send(message);
      await mailer.close();
      return server.transcript();
    };
    expect(await session(value)).toBe(await session(undefined));
  });

  it("that was poisoned with a hint without end believes it no longer than an hour", async () => {
    const store = memoryStore();
    const poison = { ...hints("CHUNKING", "BDAT after a probe") };
    await store.set("parley:hints:mail.example_25", poison, { ttl: 1e6 });
    await using mailer = createMailer(options(testServer(plain), store));
    const [hint] = await mailer.hints();
    expect(hint?.expiresAt).toBeLessThanOrEqual(Date.now() + 60 * 60_000);
  });

  it("that fails affects no delivery, and is reported", async () => {
    const events: SessionEvent[] = [];
    const broken = () => Promise.reject(new Error("disk on fire"));
    const server = testServer(refusing);
    await using mailer = createMailer({
      ...options(server),
      store: { get: broken, set: broken, remove: broken },
      onEvent: (event) => events.push(event),
    });
    await mailer.send(message);
    await mailer.send(message);
    await mailer.close();
    expect(server.messages).toHaveLength(2);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "store-failed", why: "disk on fire" }),
    );
  });
});

/** Hints of a store, from pairs of feature and way. */
function hints(...pairs: readonly string[]) {
  const learned = Date.now();
  const list = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const [feature, method] = pairs.slice(at);
    for (const tls of [true, false]) {
      list.push({ feature, method, reason: "unsupported", tls, learned, expiresAt: 1e15 });
    }
  }
  return { hints: list };
}
