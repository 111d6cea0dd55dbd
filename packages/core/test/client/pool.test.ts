import { describe, expect, it, vi } from "vitest";
import { RateLimit } from "../../src/client/mailer/rate.ts";
import {
  createMailer,
  type Dial,
  type Mailer,
  type Message,
  type PoolOptions,
  type SessionEvent,
  type Transport,
} from "../../src/mod.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const plain: Personality = { capabilities: ["PIPELINING"], tls: "none" };

/** Content that comes to nothing, after two seconds by the clock. */
async function* stalled(): AsyncGenerator<string> {
  yield "Subject: Hi\r\n\r\n";
  await new Promise((resolve) => setTimeout(resolve, 5));
  vi.setSystemTime(Date.now() + 2_000);
  throw new Error("disk");
}

/** A mailer whose open connections are counted. */
function pooled(pool: PoolOptions, personality: Personality = plain, more: object = {}) {
  const server = testServer(personality);
  const events: SessionEvent[] = [];
  const count = { open: 0, most: 0, dialled: 0 };
  /** What servers say unasked, on the connection dialled last. */
  let unasked = (_: Uint8Array | null): void => {};
  const dial: Dial = async (target, options) => {
    const said = new Promise<Uint8Array | null>((resolve) => {
      unasked = resolve;
    });
    const transport = talking(await server.dial(target, options), said);
    count.dialled += 1;
    count.open += 1;
    count.most = Math.max(count.most, count.open);
    return closing(transport, () => {
      count.open -= 1;
    });
  };
  const mailer = createMailer({
    host: "mail.example",
    port: 25,
    dial,
    pool,
    onEvent: (event) => events.push(event),
    ...more,
  });
  const say = (text: string | null): void =>
    unasked(text === null ? null : new TextEncoder().encode(text));
  return { server, mailer, count, events, say };
}

/** The same transport, which may also bring something that the server was not asked for. */
function talking(transport: Transport, unasked: Promise<Uint8Array | null>): Transport {
  return {
    read: () => Promise.race([transport.read(), unasked]),
    write: (bytes) => transport.write(bytes),
    close: () => transport.close(),
  };
}

/** Wraps a transport and reports when it is closed. */
function closing(transport: Transport, closed: () => void): Transport {
  let open = true;
  return {
    read: () => transport.read(),
    write: (bytes) => transport.write(bytes),
    close() {
      if (open) closed();
      open = false;
      transport.close();
    },
  };
}

const quits = (transcript: string): number => transcript.match(/^C: QUIT$/gm)?.length ?? 0;

describe("a pool", () => {
  it("sends at once over as many connections as it may have, and no more", async () => {
    const { server, mailer, count } = pooled({ size: 3 });
    await Promise.all(Array.from({ length: 20 }, () => mailer.send(message)));
    expect(server.messages).toHaveLength(20);
    expect(count).toEqual({ open: 3, most: 3, dialled: 3 });
    await mailer.close();
    expect(count.open).toBe(0);
    expect(quits(server.transcript())).toBe(3);
  });

  it("opens no second connection for messages that come one after the other", async () => {
    const { mailer, count } = pooled({ size: 3 });
    for (let sent = 0; sent < 5; sent += 1) await mailer.send(message);
    await mailer.close();
    expect(count.dialled).toBe(1);
  });

  it("sends QUIT on a connection that has carried enough messages, and opens another", async () => {
    const { server, mailer, count } = pooled({ messages: 2 });
    for (let sent = 0; sent < 5; sent += 1) await mailer.send(message);
    await mailer.close();
    expect(count).toMatchObject({ most: 1, dialled: 3 });
    expect(quits(server.transcript())).toBe(3);
  });

  it("sends QUIT on a connection that is old enough", async () => {
    const { server, mailer, count } = pooled({ age: 1 });
    await mailer.send(message);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await mailer.send(message);
    await mailer.close();
    expect(count.dialled).toBe(2);
    expect(quits(server.transcript())).toBe(2);
  });

  it("sends QUIT on an idle connection, and the next message opens another", async () => {
    const { server, mailer, count, events } = pooled({ idle: 1 });
    const rested = () => events.some(({ type }) => type === "closed");
    await mailer.send(message);
    while (!rested()) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(count.open).toBe(0);
    await mailer.send(message);
    await mailer.close();
    expect(count.dialled).toBe(2);
    expect(server.messages).toHaveLength(2);
  });

  it.each([{ idle: 60_000 }, { age: 60_000, idle: 10_000_000 }])(
    "drops without QUIT a connection that is past %o by the clock, though no timer fired",
    async (limits) => {
      const { server, mailer, count, events } = pooled(limits);
      await mailer.send(message);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_001 });
      await mailer.send(message);
      vi.useRealTimers();
      expect(quits(server.transcript())).toBe(0);
      expect(count).toMatchObject({ open: 1, dialled: 2 });
      expect(events).toContainEqual(
        expect.objectContaining({ type: "closed", why: "it rested for too long" }),
      );
      await mailer.close();
    },
  );

  it("replaces in silence a connection that the server closed, and sends each message once", async () => {
    const { server, mailer, count } = pooled(
      { size: 2 },
      { ...plain, answers: [{ to: "CONTENT", reply: "250 Ok", close: "after" }] },
    );
    const to = Array.from({ length: 10 }, (_, index) => `bob${index}@example.net`);
    await Promise.all(to.map((each) => mailer.send({ ...message, to: each })));
    await mailer.close();
    expect(server.messages.map((each) => each.to[0]).sort()).toEqual([...to].sort());
    expect(count.dialled).toBe(10);
  });

  it("keeps a connection for as long as it likes when the limit is turned off", async () => {
    const { mailer, count } = pooled({ idle: Number.POSITIVE_INFINITY });
    await mailer.send(message);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await mailer.send(message);
    expect(count).toMatchObject({ open: 1, dialled: 1 });
    await mailer.close();
  });

  it.for<[string, string | null]>([
    ["closes", null],
    ["says 421", "421 4.4.2 Idle too long\r\n"],
    ["says something else", "250 Hello?\r\n"],
  ])("closes an idle connection at once whose server %s, and reports that", async ([, said]) => {
    const { server, mailer, count, events, say } = pooled({ idle: Number.POSITIVE_INFINITY });
    await mailer.send(message);
    expect(count.open).toBe(1);
    say(said);
    while (count.open > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(events.at(-1)).toMatchObject({ type: "closed", why: "the server ended it" });
    const receipt = await mailer.send(message);
    await mailer.close();
    expect(receipt.fallbacks).toEqual((await pooled({}).mailer.send(message)).fallbacks);
    expect(count.dialled).toBe(2);
    expect(server.messages).toHaveLength(2);
  });

  it.for<[string, object]>([
    ["alone", {}],
    ["among many", { maxUnacknowledged: 4 }],
  ])("writes no whole message first on a connection that has rested: %s", async ([, options]) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const { server, mailer, count } = pooled(
        {},
        { ...plain, capabilities: ["CHUNKING", "PIPELINING"] },
      );
      const chunks = () => server.transcript().match(/^C: BDAT \d+( LAST)?$/gm) ?? [];
      const send = async (): Promise<string[]> => {
        const before = chunks().length;
        for await (const { error } of mailer.sendMany([message], options))
          expect(error).toBeUndefined();
        return chunks().slice(before);
      };
      // It proves itself, and then is trusted with a whole message.
      expect(await send()).toHaveLength(2);
      expect(await send()).toEqual(["C: BDAT 20 LAST"]);
      vi.setSystemTime(Date.now() + 2_000);
      const flights = server.transcript().split("\n").length;
      expect(await send()).not.toEqual([]);
      const said = server.transcript().split("\n").slice(flights);
      expect(said.findIndex((line) => line.endsWith("LAST"))).toBeGreaterThan(
        said.findIndex((line) => line.startsWith("S: 250")),
      );
      await mailer.close();
      expect(count.dialled).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[string, (mailer: Mailer) => Promise<unknown>]>([
    ["verify()", (mailer) => mailer.verify()],
    [
      "a message refused before anything is written",
      (mailer) => expect(mailer.send({ ...message, requireTls: true })).rejects.toThrow("TLS"),
    ],
    [
      "a message whose source stalls and fails after the envelope",
      (mailer) => expect(mailer.send({ ...message, raw: () => stalled() })).rejects.toThrow("disk"),
    ],
  ])("has rested also when nothing was heard during %s", async (_what, call) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const capabilities = ["CHUNKING", "PIPELINING"] as const;
      const { server, mailer, count } = pooled({ size: 1 }, { ...plain, capabilities });
      await mailer.send(message);
      await mailer.send(message);
      vi.setSystemTime(Date.now() + 2_000);
      await call(mailer);
      const before = server.transcript().split("\n").length;
      await mailer.send(message);
      const said = server.transcript().split("\n").slice(before);
      expect(said.findIndex((line) => line.endsWith("LAST"))).toBeGreaterThan(
        said.findIndex((line) => line.startsWith("S: 250")),
      );
      await mailer.close();
      expect(count.dialled).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it("ends a connection that is idle, however often a call comes that the server does not hear of", async () => {
    vi.useFakeTimers();
    try {
      const { mailer, count, events } = pooled({ size: 1, idle: 60_000 });
      await mailer.send(message);
      for (let call = 0; call < 5; call += 1) {
        await vi.advanceTimersByTimeAsync(10_000);
        await mailer.verify();
      }
      expect(count).toMatchObject({ open: 1, dialled: 1 });
      await vi.advanceTimersByTimeAsync(10_001);
      expect(count.open).toBe(0);
      expect(events.at(-1)).toMatchObject({ type: "closed" });
      await mailer.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it("drains when it is closed: what waits is sent, what comes later is refused", async () => {
    const { server, mailer } = pooled({ size: 2 });
    const sent = Array.from({ length: 9 }, () => mailer.send(message));
    const closed = mailer.close();
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "CLOSED" });
    await closed;
    expect(await Promise.all(sent)).toHaveLength(9);
    expect(server.messages).toHaveLength(9);
  });

  it("lets one who waits give up, with nothing sent, and the others go on", async () => {
    const { server, mailer } = pooled({ size: 1 });
    const abort = new AbortController();
    const first = mailer.send(message);
    const second = mailer.send(message, { signal: abort.signal });
    const third = mailer.send(message);
    abort.abort(new Error("enough"));
    await expect(second).rejects.toMatchObject({
      code: "ABORTED",
      recipients: [{ address: "bob@example.net", outcome: "not-sent" }],
    });
    await Promise.all([first, third]);
    await mailer.close();
    expect(server.messages).toHaveLength(2);
  });

  it("lets no more messages begin in a stretch of time than the rate allows", async () => {
    vi.useFakeTimers();
    try {
      const limit = new RateLimit({ messages: 3, per: 1000 });
      const start = Date.now();
      const passed: number[] = [];
      const all = Array.from({ length: 10 }, () =>
        limit.turn().then(() => passed.push(Date.now() - start)),
      );
      await vi.runAllTimersAsync();
      await Promise.all(all);
      expect(passed).toEqual([0, 0, 0, 1000, 1000, 1000, 2000, 2000, 2000, 3000]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("can be given up while it waits for the rate", async () => {
    const { mailer, server } = pooled({ rate: { messages: 1, per: 3_600_000 } });
    await mailer.send(message);
    const abort = new AbortController();
    const waiting = mailer.send(message, { signal: abort.signal });
    setTimeout(() => abort.abort(), 5);
    await expect(waiting).rejects.toMatchObject({ code: "ABORTED" });
    await mailer.close();
    expect(server.messages).toHaveLength(1);
  });
});

describe("sendMany over a pool", () => {
  it("sends as many messages at once as there are connections, and reports each once", async () => {
    const { mailer, server, count } = pooled({ size: 4 });
    let ahead = 0;
    async function* messages() {
      for (let index = 0; index < 50; index += 1) {
        ahead = Math.max(ahead, index - server.messages.length);
        yield { ...message, to: `bob${index}@example.net` };
      }
    }
    const seen: number[] = [];
    for await (const { index, receipt } of mailer.sendMany(messages())) {
      expect(receipt?.accepted[0]?.address).toBe(`bob${index}@example.net`);
      seen.push(index);
    }
    await mailer.close();
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(count.most).toBe(4);
    expect(ahead).toBeLessThanOrEqual(4);
  });

  it("lets go of its source when the caller has had enough", async () => {
    const { mailer } = pooled({ size: 2 });
    let released = false;
    function* endless() {
      try {
        for (;;) yield message;
      } finally {
        released = true;
      }
    }
    for await (const _ of mailer.sendMany(endless())) break;
    await mailer.close();
    expect(released).toBe(true);
  });

  it("throws what its source throws", async () => {
    const { mailer } = pooled({ size: 2 });
    function* failing() {
      yield message;
      throw new Error("no more");
    }
    const read = async () => {
      for await (const _ of mailer.sendMany(failing()));
    };
    await expect(read()).rejects.toThrow("no more");
    await mailer.close();
  });
});
