import { afterEach, describe, expect, it, vi } from "vitest";
import { LearnedLimit, mayBeSurplus } from "../../src/client/mailer/connection-limit.ts";
import {
  createMailer,
  type Dial,
  type MailerOptions,
  type Message,
  type SessionEvent,
  SmtpError,
  type SmtpErrorDetails,
  type Transport,
} from "../../src/mod.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

const TOO_MANY = "421 4.3.2 The maximum number of concurrent connections has been exceeded\r\n";
const plain: Personality = { capabilities: ["PIPELINING", "CHUNKING"], tls: "none" };
const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

/** A transport that says something, or nothing, and closes. */
function refusing(text: string): Transport {
  const pieces: (Uint8Array | null)[] = text ? [new TextEncoder().encode(text)] : [];
  return {
    read: async () => pieces.shift() ?? null,
    write: async () => {},
    close() {},
  };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A server that takes so many connections and refuses the others. */
function limited(
  limit: number,
  refuse: (transport: Transport) => Transport,
  personality: Personality = plain,
) {
  const server = testServer(personality);
  const count = { open: 0, dialled: 0, limit };
  const dial: Dial = async (target, options) => {
    count.dialled += 1;
    const surplus = count.open >= count.limit;
    if (!surplus) count.open += 1;
    const transport = await server.dial(target, options);
    if (surplus) return refuse(transport);
    let open = true;
    return {
      read: async () => {
        await pause(2);
        return transport.read();
      },
      write: (bytes) => transport.write(bytes),
      close() {
        if (open) count.open -= 1;
        open = false;
        transport.close();
      },
    };
  };
  return { server, dial, count };
}

function mailerOf(dial: Dial, more: object = {}) {
  const events: SessionEvent[] = [];
  const onEvent = (event: SessionEvent) => events.push(event);
  const mailer = createMailer({
    ...("servers" in more ? {} : { host: "mail.example" }),
    port: 25,
    dial,
    pool: { size: 5 },
    onEvent,
    ...more,
  } as MailerOptions);
  const of = (type: SessionEvent["type"]) => events.filter((event) => event.type === type);
  return { mailer, events, of };
}

/** The same server, which refuses MAIL. */
function refusingMail(reply: string) {
  return (transport: Transport): Transport => {
    let refuse = false;
    return {
      read: async () => {
        const bytes = await transport.read();
        return refuse ? new TextEncoder().encode(reply.repeat(3)) : bytes;
      },
      write: (bytes) => {
        refuse ||= new TextDecoder().decode(bytes).startsWith("MAIL");
        return transport.write(bytes);
      },
      close: () => transport.close(),
    };
  };
}

const REFUSALS: readonly [string, (transport: Transport) => Transport][] = [
  ["answers the others 421", () => refusing(TOO_MANY)],
  ["answers the others 421 without a reason", () => refusing("421 mail.example closing\r\n")],
  ["answers the others 554", () => refusing("554 5.7.1 Too many connections from your host\r\n")],
  ["closes the others before the greeting", () => refusing("")],
  [
    "refuses MAIL on the others",
    refusingMail("432 4.3.2 Concurrent connections limit exceeded\r\n"),
  ],
];

describe("a server that takes two connections", () => {
  it.each(REFUSALS)("gets every message of a pool of five when it %s", async (_, refuse) => {
    const { server, dial, count } = limited(2, refuse);
    const { mailer, of } = mailerOf(dial);
    await Promise.all(Array.from({ length: 12 }, () => mailer.send(message)));
    expect(server.messages).toHaveLength(12);
    expect(count.dialled).toBe(5);
    expect(of("connection-limit").at(-1)).toMatchObject({ connections: 2 });
    expect(of("outcome")).toHaveLength(12);
    expect(of("outcome").filter((event) => "code" in event)).toEqual([]);
    await mailer.close();
    expect(count.open).toBe(0);
  });

  it("gets a message once whose stream can be read only once", async () => {
    const { server, dial } = limited(2, () => refusing(TOO_MANY));
    const { mailer } = mailerOf(dial);
    async function* stream() {
      yield "Subject: Hi\r\n\r\n";
      await pause(1);
      yield "Hi.\r\n";
    }
    await Promise.all(Array.from({ length: 8 }, () => mailer.send({ ...message, raw: stream() })));
    const contents = server.messages.map(({ content }) => new TextDecoder().decode(content));
    expect(contents).toEqual(Array.from({ length: 8 }, () => "Subject: Hi\r\n\r\nHi.\r\n"));
    await mailer.close();
  });

  it("is not left for another server", async () => {
    const { server, dial } = limited(2, () => refusing(TOO_MANY));
    const other = testServer(plain);
    const { mailer, of } = mailerOf(
      (to, options) => (to.host === "one.example" ? dial(to, options) : other.dial(to, options)),
      {
        servers: [{ host: "one.example" }, { host: "two.example", priority: 10 }],
      },
    );
    await Promise.all(Array.from({ length: 12 }, () => mailer.send(message)));
    expect(server.messages).toHaveLength(12);
    expect(other.messages).toHaveLength(0);
    expect(of("decision")).toEqual([]);
    await mailer.close();
  });

  it("sends pipelined messages over a connection that works", async () => {
    const { server, dial, count } = limited(1, () => refusing(TOO_MANY));
    const { mailer } = mailerOf(dial);
    const all = Array.from({ length: 6 }, () => message);
    const first = mailer.send(message);
    const errors: unknown[] = [];
    for await (const { error } of mailer.sendMany(all, { maxUnacknowledged: 3 }))
      errors.push(error);
    await first;
    expect(errors).toEqual(all.map(() => undefined));
    expect(server.messages).toHaveLength(7);
    expect(count.dialled).toBe(2);
    await mailer.close();
  });

  it("is asked for no further connection until the limit expires, and then for one", async () => {
    const { dial, count } = limited(2, () => refusing(TOO_MANY));
    const { mailer } = mailerOf(dial, { pool: { size: 5, idle: Number.POSITIVE_INFINITY } });
    const twelve = () => Promise.all(Array.from({ length: 12 }, () => mailer.send(message)));
    await twelve();
    await twelve();
    expect(count.dialled).toBe(5);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    await twelve();
    expect(count.dialled).toBe(6);
    vi.setSystemTime(Date.now() + 61_000);
    await twelve();
    expect(count.dialled).toBe(6);
    count.limit = 5;
    vi.setSystemTime(Date.now() + 60_000);
    await twelve();
    expect(count.open).toBe(5);
    await mailer.close();
  });

  afterEach(() => void vi.useRealTimers());
});

describe("a server that takes no connection", () => {
  it.each(REFUSALS.slice(0, 4))("fails each message on its own when it %s", async (_, refuse) => {
    const { dial, count } = limited(0, refuse);
    const { mailer, of } = mailerOf(dial);
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, () => mailer.send(message)),
    );
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(of("outcome")).toHaveLength(12);
    expect(count.dialled).toBe(16);
    await mailer.close();
  });
});

describe("what may be a limit of connections", () => {
  const failed = (
    code: SmtpErrorDetails["code"],
    phase: SmtpErrorDetails["phase"],
    line?: string,
  ) =>
    new SmtpError("It failed.", {
      code,
      phase,
      retry: "later",
      ...(line === undefined
        ? {}
        : { reply: { code: Number(line.slice(0, 3)), lines: [line.slice(4)] } }),
    });

  it.each([
    failed("CONNECTION_LOST", "greeting"),
    failed("SERVER_UNAVAILABLE", "greeting", "421 try later"),
    failed("SERVER_UNAVAILABLE", "greeting", "450 4.3.2 try later"),
    failed(
      "SENDER_REFUSED",
      "envelope",
      "451 4.7.1 Too many concurrent SMTP connections; please try later",
    ),
    failed("SENDER_REFUSED", "envelope", "450 4.7.0 Error: too many connections from 192.0.2.1"),
    failed("AUTH_TEMPORARY", "auth", "432 4.3.2 Concurrent connections limit exceeded"),
    failed("MESSAGE_REFUSED", "final", "432 4.3.2 Concurrent connections limit exceeded"),
  ])("is recognized by $phase $reply.lines", (error) => expect(mayBeSurplus(error)).toBe(true));

  it.each([
    failed("CONNECTION_LOST", "envelope"),
    failed("GREETING_REFUSED", "greeting", "554 5.7.1 You are blocked"),
    failed("AUTH_REFUSED", "auth", "535 5.7.8 Wrong"),
    failed("SENDER_REFUSED", "envelope", "550 5.7.1 Too many connections"),
    failed("SENDER_REFUSED", "envelope", "452 4.5.3 Too many messages in this session"),
    failed("RECIPIENTS_REFUSED", "envelope", "452 4.5.3 Too many recipients"),
    failed("SERVER_UNAVAILABLE", "envelope", "421 4.4.2 Timeout"),
    new TypeError("no"),
  ])("is not recognized by %s", (error) => expect(mayBeSurplus(error)).toBe(false));

  it.each(["accepted", "unknown"] as const)(
    "is not recognized by the error of a message that is %s for a recipient",
    (outcome) => {
      const told = failed("SENDER_REFUSED", "envelope", "450 4.7.0 Error: too many connections");
      const { message, code, phase, retry, reply } = told;
      const recipients = [{ address: "bob@example.net", outcome, temporary: true }];
      const more = { code, phase, retry, recipients, ...(reply ? { reply } : {}) };
      expect(mayBeSurplus(new SmtpError(message, more))).toBe(false);
    },
  );

  it("is believed twice as long each time it is confirmed, up to ten minutes", () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    const limit = new LearnedLimit();
    const lives: number[] = [];
    for (let times = 0; times < 6; times += 1) {
      const { until } = limit.lower(2);
      lives.push(until - Date.now());
      vi.setSystemTime(until - 1);
      expect(limit.connections).toBe(2);
      vi.setSystemTime(until);
      expect(limit.connections).toBe(3);
    }
    expect(lives).toEqual([60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
    limit.observe(() => 3);
    expect(limit.connections).toBe(Number.POSITIVE_INFINITY);
    vi.useRealTimers();
  });
});
