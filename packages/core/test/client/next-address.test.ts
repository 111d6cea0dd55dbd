import { describe, expect, it } from "vitest";
import {
  connect,
  createMailer,
  type Dial,
  type DialOptions,
  logEvents,
  type Message,
  type SessionEvent,
  type Transport,
  TransportError,
} from "../../src/mod.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

const plain: Personality = { capabilities: ["PIPELINING", "CHUNKING"], tls: "none" };
const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const TOO_MANY = "421 4.7.0 Too many connections from your address\r\n";

/** How an address behaves: it serves, greets so and closes, closes, or is silent. */
type Behaviour =
  | "serves"
  | "silent"
  | "closes"
  | "closes in the handshake"
  | `4${string}`
  | `5${string}`;

/** A transport that says something, or nothing, and closes. */
function refusing(behaviour: Behaviour): Transport {
  const pieces: (Uint8Array | null)[] = /^\d/.test(behaviour)
    ? [new TextEncoder().encode(behaviour)]
    : [];
  return {
    read: () =>
      behaviour === "silent" ? new Promise(() => {}) : Promise.resolve(pieces.shift() ?? null),
    write: async () => {},
    close() {},
  };
}

/** A host with several addresses, tried in order. */
function host(behaviours: Readonly<Record<string, Behaviour>>) {
  const server = testServer(plain);
  const dialled: string[] = [];
  const closed: string[] = [];
  const avoided: DialOptions["avoid"][] = [];
  const dial: Dial = async (to, { signal, avoid = [], onAddress }) => {
    const address = Object.keys(behaviours).find((each) => !avoid.includes(each));
    if (address === undefined)
      throw new TransportError("unreachable", "There is no other address.");
    avoided.push(avoid);
    dialled.push(address);
    onAddress?.(address);
    const behaviour = behaviours[address];
    if (behaviour === "closes in the handshake") throw new TransportError("reset", "It closed.");
    const serves = behaviour === undefined || behaviour === "serves";
    const transport = serves
      ? await server.dial({ ...to, tls: "none" }, { signal })
      : refusing(behaviour);
    return {
      remoteAddress: address,
      read: () => transport.read(),
      write: (bytes) => transport.write(bytes),
      close: () => {
        closed.push(address);
        transport.close();
      },
    };
  };
  return { server, dial, dialled, closed, avoided };
}

function observed() {
  const events: SessionEvent[] = [];
  const onEvent = (event: SessionEvent): void => void events.push(event);
  const of = (type: SessionEvent["type"]) => events.filter((event) => event.type === type);
  return { onEvent, of };
}

const options = { host: "mail.example", port: 25, timeouts: { greeting: 50 } } as const;

describe("the next address of a host", () => {
  it.each([
    ["greets with 421", "421 4.3.2 Closing\r\n", "closing"],
    ["greets with 450", "450 4.3.2 Later\r\n", "temporary"],
    ["closes before its greeting", "closes", "disconnected"],
    ["is silent", "silent", "silence"],
    ["closes in the TLS handshake", "closes in the handshake", "disconnected"],
  ] as const)("takes the message when the first %s", async (_, behaviour, reason) => {
    const { server, dial, avoided, closed } = host({
      "192.0.2.1": behaviour,
      "192.0.2.2": "serves",
    });
    const { onEvent, of } = observed();
    await using mailer = createMailer({ ...options, dial, onEvent });
    async function* once() {
      yield "Subject: Hi\r\n\r\n";
      yield "Hi.\r\n";
    }
    const { accepted, fallbacks } = await mailer.send({ ...message, raw: once() });
    expect(accepted).toHaveLength(1);
    expect(fallbacks.map(({ feature }) => feature)).not.toContain("FAILOVER");
    expect(server.messages.map(({ raw }) => raw)).toEqual([message.raw]);
    expect(avoided).toEqual([[], ["192.0.2.1"]]);
    if (behaviour !== "closes in the handshake") expect(closed).toContain("192.0.2.1");
    const failed = { failed: "192.0.2.1", address: "192.0.2.2", reason };
    expect(of("next-address")).toMatchObject([failed]);
    expect(await mailer.hints()).toEqual([]);
  });

  it("is named in the log", async () => {
    const { dial } = host({ "192.0.2.1": "421 4.3.2 Closing\r\n", "192.0.2.2": "serves" });
    const lines: string[] = [];
    const onEvent = logEvents({ log: (line) => lines.push(line) });
    await using connection = await connect({ ...options, dial, onEvent });
    expect(connection.plan.unmet).toEqual([]);
    expect(lines).toContain(
      "--- connected to 192.0.2.2: 192.0.2.1 did not serve (421 4.3.2 Closing) ---",
    );
  });

  it("is tried twice, and no fourth address", async () => {
    const bad = "421 4.3.2 Closing\r\n";
    const { dial, dialled } = host({ a: bad, b: "closes", c: bad, d: "serves" });
    const { onEvent, of } = observed();
    const failing = connect({ ...options, dial, onEvent });
    await expect(failing).rejects.toMatchObject({
      code: "SERVER_UNAVAILABLE",
      reply: { code: 421 },
      message: expect.stringContaining("Other addresses of the host did not serve either: a, b."),
    });
    expect(dialled).toEqual(["a", "b", "c"]);
    expect(of("next-address")).toHaveLength(2);
  });

  it("is tried anew by the next call, which begins with the first address", async () => {
    const { dial, dialled } = host({ a: "closes", b: "closes", c: "closes", d: "serves" });
    await using mailer = createMailer({ ...options, dial });
    for (let call = 0; call < 2; call += 1) {
      await expect(mailer.send(message)).rejects.toMatchObject({ code: "CONNECTION_LOST" });
    }
    expect(dialled).toEqual(["a", "b", "c", "a", "b", "c"]);
  });

  it("is not needed for the reply of the first when the host has no other address", async () => {
    const { dial } = host({ a: "421 4.3.2 Closing\r\n" });
    const { onEvent, of } = observed();
    await expect(connect({ ...options, dial, onEvent })).rejects.toMatchObject({
      code: "SERVER_UNAVAILABLE",
      phase: "greeting",
      reply: { code: 421 },
    });
    expect(of("next-address")).toEqual([]);
  });

  it.each([
    ["takes no more connections", TOO_MANY, "SERVER_UNAVAILABLE"],
    ["takes no mail", "554 No SMTP service here\r\n", "GREETING_REFUSED"],
  ] as const)("is not tried when the first %s", async (_, behaviour, code) => {
    const { dial, dialled } = host({ a: behaviour, b: "serves" });
    await expect(connect({ ...options, dial })).rejects.toMatchObject({ code });
    expect(dialled).toEqual(["a"]);
  });

  it("is not tried when the call was aborted or its time is over", async () => {
    const { dial, dialled } = host({ a: "silent", b: "serves" });
    const aborted = connect({ ...options, dial, signal: AbortSignal.timeout(10), timeouts: {} });
    await expect(aborted).rejects.toMatchObject({ code: "ABORTED" });
    const late = connect({ ...options, dial, timeouts: { total: 10 } });
    await expect(late).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(dialled).toEqual(["a", "a"]);
  });

  it("ends with the call", async () => {
    const { dial } = host({ a: "closes", b: "silent" });
    const call = connect({ ...options, dial, timeouts: { total: 30 } });
    await expect(call).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining("timeouts.total"),
    });
  });

  it("is not sought where the runtime does not say the address", async () => {
    const { dial, dialled } = host({ a: "closes", b: "serves" });
    const unaware: Dial = async (to, { signal }) => {
      const { remoteAddress: _, ...transport } = await dial(to, { signal });
      return transport;
    };
    await expect(connect({ ...options, dial: unaware })).rejects.toMatchObject({
      code: "CONNECTION_LOST",
    });
    expect(dialled).toEqual(["a"]);
  });

  it("is not sought twice where the runtime does not avoid the first", async () => {
    const { dial, dialled } = host({ a: "closes", b: "serves" });
    const stubborn: Dial = (to, { signal }) => dial(to, { signal });
    const failing = connect({ ...options, dial: stubborn });
    await expect(failing).rejects.toMatchObject({ code: "CONNECTION_LOST" });
    expect(dialled).toEqual(["a", "a"]);
  });
});

describe("the next address of a host, with a pool", () => {
  it.each(["421 4.3.2 Closing\r\n", "closes", "silent", "closes in the handshake"] as const)(
    "takes every message when the first address does not serve: %s",
    async (behaviour) => {
      const { server, dial } = host({ a: behaviour, b: "serves" });
      const { onEvent, of } = observed();
      await using mailer = createMailer({ ...options, dial, onEvent, pool: { size: 5 } });
      const sending = Array.from({ length: 12 }, () => mailer.send(message));
      await Promise.all(sending);
      expect(server.messages).toHaveLength(12);
      expect(of("next-address").length).toBeGreaterThan(0);
    },
  );

  it("is not tried while another connection works", async () => {
    const { dial, dialled, server } = host({ a: "serves", b: "serves" });
    const surplus = host({ a: "421 4.3.2 Closing\r\n", b: "serves" });
    let first = true;
    const limited: Dial = (to, how) => {
      if (!first) return surplus.dial(to, how);
      first = false;
      return dial(to, how);
    };
    await using mailer = createMailer({ ...options, dial: limited, pool: { size: 2 } });
    await mailer.send(message);
    await Promise.all(Array.from({ length: 6 }, () => mailer.send(message)));
    expect(server.messages).toHaveLength(7);
    expect(dialled).toEqual(["a"]);
    expect(surplus.dialled).not.toContain("b");
  });

  it.each(["closes", "silent", "421 4.3.2 Closing\r\n"] as const)(
    "takes pipelined messages when the first address fails: %s",
    async (behaviour) => {
      const { server, dial, dialled } = host({ a: behaviour, b: "serves" });
      await using mailer = createMailer({ ...options, dial, pool: { size: 1 } });
      const messages = Array.from({ length: 9 }, () => message);
      for await (const { error } of mailer.sendMany(messages, { maxUnacknowledged: 4 })) {
        expect(error).toBeUndefined();
      }
      expect(server.messages).toHaveLength(9);
      expect(dialled).toEqual(["a", "b"]);
    },
  );

  it("comes before the next server", async () => {
    const { dial, server } = host({ a: "closes", b: "serves" });
    const other = testServer(plain);
    await using mailer = createMailer({
      dial: (to, how) => (to.host === "one.example" ? dial(to, how) : other.dial(to, how)),
      port: 25,
      servers: [{ host: "one.example" }, { host: "two.example", priority: 10 }],
    });
    await mailer.send(message);
    expect(server.messages).toHaveLength(1);
    expect(other.messages).toEqual([]);
  });
});
