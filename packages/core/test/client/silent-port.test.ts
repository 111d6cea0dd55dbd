import { describe, expect, it } from "vitest";
import {
  createMailer,
  type Dial,
  type DialTarget,
  type Message,
  type SessionEvent,
  type Transport,
  TransportError,
} from "../../src/mod.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const plain: Personality = { capabilities: ["PIPELINING", "CHUNKING"], tls: "none" };
const implicit: Personality = { capabilities: ["PIPELINING", "AUTH PLAIN"], tls: "implicit" };
const timeouts = { silence: 40, greeting: 400 } as const;

/** Looks on at the connections to a server: their targets, what is written, and which are open. */
function watched(dial: Dial) {
  const dialled: DialTarget[] = [];
  const written: string[][] = [];
  const open = new Set<number>();
  const watching: Dial = async (to, options) => {
    const number = dialled.push(to) - 1;
    written[number] = [];
    const transport = await dial(to, options);
    open.add(number);
    const watch = (inner: Transport): Transport => ({
      ...inner,
      write(bytes) {
        written[number]?.push(new TextDecoder().decode(bytes));
        return inner.write(bytes);
      },
      close() {
        open.delete(number);
        inner.close();
      },
    });
    return watch(transport);
  };
  const kinds = (): string[] => dialled.map(({ tls, port }) => `${tls} ${port}`);
  return { dial: watching, kinds, written, open };
}

/** A connection that says this, and after it nothing, or that ends. */
function saying(text: string, { ends = false, after = 0 } = {}): Transport {
  const pieces = text === "" ? [] : [new TextEncoder().encode(text)];
  return {
    async read() {
      if (after > 0) await new Promise((resolve) => setTimeout(resolve, after));
      const piece = pieces.shift();
      if (piece) return piece;
      return ends ? null : new Promise(() => {});
    },
    write: async () => {},
    close() {},
  };
}

function observed() {
  const events: SessionEvent[] = [];
  const onEvent = (event: SessionEvent): void => void events.push(event);
  const of = (type: SessionEvent["type"]) => events.filter((event) => event.type === type);
  return { onEvent, of, events };
}

describe("a port that begins with TLS, without `tls`", () => {
  it.each([2465, 587])("gets the message on a second connection to port %i", async (port) => {
    const server = testServer(implicit);
    const { dial, kinds, written, open } = watched(server.dial);
    const { onEvent, of } = observed();
    const auth = { user: "ann", pass: "secret" };
    const options = { host: "mail.example", port, auth, dial, timeouts, onEvent };
    await using mailer = createMailer(options);
    const { fallbacks } = await mailer.send(message);
    expect(fallbacks[0]).toMatchObject({
      feature: "TLS",
      wish: "require",
      method: "implicit TLS on a second connection",
      reason: "silence",
    });
    expect(server.messages).toMatchObject([{ raw: message.raw, tls: true, user: "ann" }]);
    expect(kinds()).toEqual([`starttls ${port}`, `implicit ${port}`]);
    expect(written[0]).toEqual([]);
    expect([...open]).toEqual([1]);
    expect(of("connecting")).toMatchObject([{}, { second: true }, {}]);
    expect(await mailer.hints()).toEqual([]);
  });

  it("gets a second message on the same connection, and on a new one", async () => {
    const server = testServer(implicit);
    const { dial, kinds, open } = watched(server.dial);
    const pool = { size: 1, messages: 2 };
    await using mailer = createMailer({ host: "mail.example", dial, timeouts, pool });
    for (let sent = 0; sent < 3; sent += 1) await mailer.send(message);
    expect(server.messages).toHaveLength(3);
    expect(kinds()).toEqual(["starttls 587", "implicit 587", "starttls 587", "implicit 587"]);
    expect([...open]).toEqual([3]);
  });

  it("receives pipelined messages", async () => {
    const server = testServer(implicit);
    const { dial, kinds } = watched(server.dial);
    const pool = { size: 1 };
    await using mailer = createMailer({ host: "mail.example", dial, timeouts, pool });
    const messages = Array.from({ length: 9 }, () => message);
    for await (const { error } of mailer.sendMany(messages, { maxUnacknowledged: 4 })) {
      expect(error).toBeUndefined();
    }
    expect(server.messages).toHaveLength(9);
    expect(kinds()).toEqual(["starttls 587", "implicit 587"]);
  });

  it.each([24, 25])("is not tried with TLS on port %i", async (port) => {
    const { dial, kinds } = watched(testServer(implicit).dial);
    const protocol = port === 24 ? ({ protocol: "lmtp" } as const) : {};
    const limits = { silence: 10, greeting: 80 };
    await using mailer = createMailer({
      host: "m.example",
      port,
      dial,
      timeouts: limits,
      ...protocol,
    });
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(kinds()).toEqual([`starttls ${port}`]);
  });

  it.each(["starttls", "none"] as const)("is not tried with TLS when tls is %s", async (tls) => {
    const { dial, kinds } = watched(testServer(implicit).dial);
    const limits = { silence: 10, greeting: 80 };
    const options = { host: "mail.example", port: 2465, tls, dial, timeouts: limits };
    await using mailer = createMailer(options);
    await expect(mailer.send(message)).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining('set tls: "implicit"'),
    });
    expect(kinds()).toEqual([`${tls} 2465`]);
  });

  it("is not tried with TLS by who avoids it", async () => {
    const { dial, kinds } = watched(testServer(implicit).dial);
    const limits = { silence: 10, greeting: 80 };
    const features = { TLS: "avoid" } as const;
    const options = { host: "mail.example", port: 2465, features, dial, timeouts: limits };
    await using mailer = createMailer(options);
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(kinds()).toEqual(["starttls 2465"]);
  });

  it("is not tried with TLS once the greeting is waited for no longer", async () => {
    const { dial, kinds } = watched(testServer(implicit).dial);
    const limits = { greeting: 30 };
    await using mailer = createMailer({ host: "mail.example", dial, timeouts: limits });
    await expect(mailer.send(message)).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining("Waited 30 ms for the greeting."),
    });
    expect(kinds()).toEqual(["starttls 587"]);
  });
});

describe("a server that greets late and turns early talkers away", () => {
  it.each([
    ["before a second connection is tried", 0.01, ["starttls 2525"]],
    ["after a second connection was tried", 0.15, ["starttls 2525", "implicit 2525"]],
  ])("gets the message when it greets %s", async (_, greetsAfter, expected) => {
    const server = testServer({ ...plain, greetsAfter });
    const { dial, kinds, open } = watched(server.dial);
    await using mailer = createMailer({ host: "mail.example", port: 2525, dial, timeouts });
    const { fallbacks } = await mailer.send(message);
    expect(fallbacks).toMatchObject([{ feature: "TLS", method: "clear text" }]);
    expect(server.messages.map(({ raw }) => raw)).toEqual([message.raw]);
    expect(server.transcript()).not.toContain("554");
    expect(kinds()).toEqual(expected);
    expect([...open]).toEqual([0]);
  });

  it("turns away who speaks before", async () => {
    const { dial } = testServer({ ...plain, greetsAfter: 10 });
    const { signal } = new AbortController();
    const transport = await dial({ host: "mail.example", port: 25, tls: "none" }, { signal });
    await transport.write(new TextEncoder().encode("EHLO client.example\r\n"));
    expect(new TextDecoder().decode((await transport.read()) ?? undefined)).toMatch(/^554 /);
    expect(await transport.read()).toBeNull();
  });
});

describe("a second connection beside a silent one", () => {
  /** One transport in clear text, and another one, or a failure, under TLS. */
  const either =
    (clear: () => Transport, tls: () => Transport | Promise<Transport>): Dial =>
    async (to) =>
      to.tls === "implicit" ? tls() : clear();
  const run = async (dial: Dial, more: object = {}) => {
    const seen = watched(dial);
    const { onEvent, of } = observed();
    const options = { host: "mail.example", port: 2465, dial: seen.dial, onEvent, timeouts };
    const mailer = createMailer({ ...options, ...more });
    const error = await mailer.verify().then(
      () => undefined,
      (failure: unknown) => failure,
    );
    const open = [...seen.open];
    await mailer.close();
    return { error, open, kinds: seen.kinds(), written: seen.written, of };
  };

  it("is closed when both are silent, and the error says that TLS was tried", async () => {
    const { error, open, written } = await run(
      either(
        () => saying(""),
        () => saying(""),
      ),
    );
    expect(error).toMatchObject({
      code: "TIMEOUT",
      phase: "greeting",
      message: expect.stringMatching(
        /Waited 400 ms for the greeting\. TLS from the first byte was tried .*: It was silent/,
      ),
    });
    expect(open).toEqual([]);
    expect(written).toEqual([[], []]);
  });

  it("reports a certificate that is refused", async () => {
    const refused = () => {
      throw new TransportError("certificate", "The certificate has expired.");
    };
    const { error, open } = await run(either(() => saying(""), refused));
    expect(error).toMatchObject({ code: "CERTIFICATE_REFUSED", retry: "never" });
    expect(open).toEqual([]);
  });

  it("reports why it failed when the first stays silent", async () => {
    const fails = () => {
      throw new TransportError("handshake", "TLS with mail.example:2465 failed.");
    };
    const { error } = await run(either(() => saying(""), fails));
    expect(error).toMatchObject({
      code: "TIMEOUT",
      message: expect.stringMatching(/second connection: TLS with mail\.example:2465 failed\.$/),
    });
  });

  it("may greet after the first has ended", async () => {
    const first = () => saying("", { ends: true, after: 80 });
    const { error, of } = await run(
      either(first, () => saying("220 mail.example\r\n250 mail.example\r\n", { after: 120 })),
      { timeouts: { ...timeouts, ehlo: 50 } },
    );
    // It greeted: what it says next is not what this is about.
    expect(error).toMatchObject({ phase: "ehlo" });
    expect(of("connected")).toMatchObject([{ tls: false }, { tls: false }]);
  });

  it("is a lost connection when both end", async () => {
    const ends = () => saying("", { ends: true, after: 60 });
    const { error, open } = await run(either(ends, ends));
    expect(error).toMatchObject({ code: "CONNECTION_LOST", phase: "greeting" });
    expect(open).toEqual([]);
  });

  it("is closed when it connects after the first has greeted", async () => {
    const late = () =>
      new Promise<Transport>((resolve) => setTimeout(() => resolve(saying("")), 150));
    const seen = watched(either(() => saying("421 Later\r\n", { after: 80 }), late));
    const mailer = createMailer({ host: "mail.example", port: 2465, dial: seen.dial, timeouts });
    await expect(mailer.verify()).rejects.toMatchObject({ reply: { code: 421 } });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([...seen.open]).toEqual([]);
    await mailer.close();
  });

  it.each([
    ["signal", "ABORTED"],
    ["timeouts.total", "TIMEOUT"],
  ])("ends with the call by %s", async (how, code) => {
    const seen = watched(
      either(
        () => saying(""),
        () => saying(""),
      ),
    );
    const total = how === "timeouts.total" ? { total: 80 } : {};
    const limits = { silence: 20, greeting: 60_000, ...total };
    const mailer = createMailer({
      host: "m.example",
      port: 2465,
      dial: seen.dial,
      timeouts: limits,
    });
    const call = how === "signal" ? { signal: AbortSignal.timeout(80) } : {};
    await expect(mailer.verify(call)).rejects.toMatchObject({ code });
    expect(seen.kinds()).toHaveLength(2);
    expect([...seen.open]).toEqual([]);
    await mailer.close();
  });

  it("stops dialling with the call", async () => {
    const stopped = Promise.withResolvers<void>();
    const dial: Dial = (to, { signal }) => {
      if (to.tls !== "implicit") return Promise.resolve(saying(""));
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          stopped.resolve();
          reject(new TransportError("aborted", "It was stopped."));
        });
      });
    };
    const limits = { silence: 20, greeting: 60_000 };
    const mailer = createMailer({ host: "mail.example", port: 2465, dial, timeouts: limits });
    const call = { signal: AbortSignal.timeout(60) };
    await expect(mailer.verify(call)).rejects.toMatchObject({ code: "ABORTED" });
    await stopped.promise;
    await mailer.close();
  });
});
