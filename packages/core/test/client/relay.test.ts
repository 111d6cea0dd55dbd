import { describe, expect, it } from "vitest";
import {
  createMailer,
  type Dial,
  type Mailer,
  type MailerOptions,
  type Message,
  type SendManyResult,
  type SessionEvent,
} from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { type Personality, type TestServer, testServer } from "../../src/testing/mod.ts";

const plain: Personality = { capabilities: ["PIPELINING"], tls: "none" };
const letter = (n: number, more: Partial<Message> = {}): Message => ({
  from: "ann@example.org",
  to: "bob@example.net",
  raw: `Subject: ${n}\r\n\r\nHi.\r\n`,
  ...more,
});
const letters = (count: number): Message[] => Array.from({ length: count }, (_, at) => letter(at));
const subjects = ({ messages }: TestServer): number[] =>
  messages.map(({ raw }) => Number(/^Subject: (\d+)/.exec(raw)?.[1]));

/** Servers by host name, in the order of their priority. */
function fleet(personalities: readonly Personality[], more: Partial<MailerOptions> = {}) {
  const servers = personalities.map((each) => testServer(each));
  const dialled: number[] = [];
  const dial: Dial = (target, options) => {
    const at = Number(target.host.slice(1));
    dialled.push(at);
    return (servers[at] as TestServer).dial(target, options);
  };
  const events: SessionEvent[] = [];
  const mailer = createMailer({
    servers: servers.map((_, at) => ({ host: `s${at}`, port: 25, priority: at })),
    dial,
    onEvent: (event: SessionEvent) => events.push(event),
    ...more,
  } as MailerOptions);
  return { servers, dialled, events, mailer };
}

async function all(results: AsyncIterable<SendManyResult>): Promise<SendManyResult[]> {
  const told: SendManyResult[] = [];
  for await (const result of results) told.push(result);
  return told.sort((one, other) => one.index - other.index);
}

const overlapping = (mailer: Mailer, messages: Message[], most = 4): Promise<SendManyResult[]> =>
  all(mailer.sendMany(messages, { maxUnacknowledged: most }));
const codes = (results: SendManyResult[]): string[] =>
  results.map(({ error }) => (error ? ("code" in error ? error.code : error.name) : "sent"));

describe("pipelined messages of a mailer", () => {
  it("go over one connection, in one flight each", async () => {
    const { servers, dialled, mailer, events } = fleet([plain]);
    const results = await overlapping(mailer, letters(20));
    const flights = new Set(events.flatMap((each) => (each.type === "command" ? each.flight : [])));
    await mailer.close();
    expect(codes(results)).toEqual(letters(20).map(() => "sent"));
    expect(subjects(servers[0] as TestServer)).toEqual(letters(20).map((_, at) => at));
    expect(dialled).toEqual([0]);
    // EHLO, the first envelope, and one for each message.
    expect(flights.size).toBeLessThanOrEqual(22);
  });

  it("open nothing when the list is empty", async () => {
    const { dialled, mailer } = fleet([plain]);
    expect(await overlapping(mailer, [])).toEqual([]);
    expect(dialled).toEqual([]);
  });

  it("go to the next server when the first cannot be reached, which is asked once", async () => {
    const { servers, dialled, mailer } = fleet([{ ...plain, connect: "refused" }, plain]);
    const results = await overlapping(mailer, letters(20));
    await mailer.close();
    expect(codes(results)).toEqual(letters(20).map(() => "sent"));
    expect(subjects(servers[1] as TestServer).sort((a, b) => a - b)).toEqual(
      letters(20).map((_, at) => at),
    );
    expect(dialled.filter((at) => at === 0)).toHaveLength(1);
    expect(results[0]?.receipt?.fallbacks[0]).toMatchObject({
      feature: "FAILOVER",
      method: "s1",
      reason: "server-unavailable",
    });
    // A message that was not begun there has no failover to report.
    expect(results[19]?.receipt?.fallbacks.map(({ feature }) => feature)).not.toContain("FAILOVER");
  });

  it("go on where a server says 421 in the middle, and none is there twice or lost", async () => {
    const { servers, mailer } = fleet([
      { ...plain, answers: [{ to: "MAIL", from: 6, reply: "421 4.3.2 Closing", close: "after" }] },
      plain,
    ]);
    const results = await overlapping(mailer, letters(20));
    await mailer.close();
    expect(codes(results)).toEqual(letters(20).map(() => "sent"));
    const [first, second] = servers as [TestServer, TestServer];
    expect(subjects(first)).toEqual([0, 1, 2, 3, 4]);
    expect(subjects(second).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, at) => at + 5),
    );
  });

  it.for<["CONTENT" | "BDAT", readonly string[]]>([
    ["CONTENT", ["PIPELINING"]],
    ["BDAT", ["PIPELINING", "CHUNKING"]],
  ])("never go on when nobody knows whether they arrived: %s", async ([to, capabilities]) => {
    const { servers, mailer } = fleet([
      { ...plain, capabilities, answers: [{ to, nth: 9, close: "before" }] },
      { ...plain, capabilities },
    ]);
    const results = await overlapping(mailer, letters(20));
    await mailer.close();
    const unknown = results.filter(({ error }) => error).map(({ index }) => index);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.length).toBeLessThanOrEqual(4);
    for (const index of unknown) expect(codes(results)[index]).toBe("OUTCOME_UNKNOWN");
    const [first, second] = servers as [TestServer, TestServer];
    const taken = [...subjects(first), ...subjects(second)];
    expect(new Set(taken).size).toBe(taken.length);
    for (const index of unknown) expect(subjects(second)).not.toContain(index);
    for (const { index, receipt } of results) if (receipt) expect(taken).toContain(index);
  });

  it("send to another server only the one that this one cannot take", async () => {
    const utf8: Personality = { ...plain, capabilities: ["PIPELINING", "SMTPUTF8", "8BITMIME"] };
    const { servers, mailer } = fleet([plain, utf8]);
    const given = letters(9);
    given[4] = letter(4, { to: "jörg@example.net" });
    const results = await overlapping(mailer, given);
    await mailer.close();
    expect(codes(results)).toEqual(given.map(() => "sent"));
    expect(subjects(servers[1] as TestServer)).toEqual([4]);
    expect(results[4]?.receipt?.fallbacks[0]).toMatchObject({ reason: "not-offered" });
  });

  it("give the error of the last server when there is no other", async () => {
    const down: Personality = { ...plain, connect: "refused" };
    const { mailer } = fleet([down, down]);
    const results = await overlapping(mailer, letters(6));
    await mailer.close();
    expect(codes(results)).toEqual(letters(6).map(() => "CONNECT_FAILED"));
  });

  it("stay where they are when failover is to be avoided", async () => {
    const { dialled, mailer } = fleet([{ ...plain, connect: "refused" }, plain], {
      features: { FAILOVER: "avoid" },
    });
    const results = await overlapping(mailer, letters(3));
    await mailer.close();
    expect(codes(results)).toEqual(letters(3).map(() => "CONNECT_FAILED"));
    expect(dialled).not.toContain(1);
  });

  it("take a stream along that can be read only once, as far as it was kept", async () => {
    const { servers, mailer } = fleet([{ ...plain, connect: "refused" }, plain]);
    async function* stream() {
      yield "Subject: 0\r\n\r\n";
      yield "Hi.\r\n";
    }
    const results = await overlapping(mailer, [letter(0, { raw: stream() }), letter(1)]);
    await mailer.close();
    expect(codes(results)).toEqual(["sent", "sent"]);
    expect(servers[1]?.messages[0]?.raw).toBe("Subject: 0\r\n\r\nHi.\r\n");
  });

  it("report a message that cannot be sent in its place, and continue", async () => {
    const { servers, mailer } = fleet([plain, plain]);
    const given = [letter(0, { to: "nonsense" }), letter(1), letter(2, { to: [] }), letter(3)];
    const results = await overlapping(mailer, given);
    await mailer.close();
    expect(codes(results)).toEqual(["TypeError", "sent", "TypeError", "sent"]);
    expect(subjects(servers[0] as TestServer)).toEqual([1, 3]);
  });

  it("throw the error of their source after reporting the earlier messages, whichever server they used", async () => {
    const { mailer } = fleet([{ ...plain, connect: "refused" }, plain]);
    const told: SendManyResult[] = [];
    function* broken() {
      yield* letters(3);
      throw new Error("The database is gone.");
    }
    const reading = async (): Promise<void> => {
      for await (const each of mailer.sendMany(broken(), { maxUnacknowledged: 4 })) told.push(each);
    };
    await expect(reading()).rejects.toThrow("The database is gone.");
    await mailer.close();
    expect(codes(told)).toEqual(["sent", "sent", "sent"]);
  });

  it("let a slow source be read by the next server, and lose nothing of it", async () => {
    const { servers, mailer } = fleet([
      { ...plain, answers: [{ to: "MAIL", from: 2, reply: "421 Closing", close: "after" }] },
      plain,
    ]);
    async function* slowly() {
      for (const each of letters(5)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield each;
      }
    }
    const results = await all(mailer.sendMany(slowly(), { maxUnacknowledged: 4 }));
    await mailer.close();
    expect(codes(results)).toEqual(letters(5).map(() => "sent"));
    expect(servers.map((each) => subjects(each))).toEqual([[0], [1, 2, 3, 4]]);
  });

  it("do not keep a mailer from closing: what is under way is finished, the rest is not begun", async () => {
    const { servers, mailer } = fleet([plain]);
    const results: SendManyResult[] = [];
    for await (const each of mailer.sendMany(letters(30), { maxUnacknowledged: 2 })) {
      results.push(each);
      if (each.index === 3) await mailer.close();
    }
    const sent = results.filter(({ receipt }) => receipt).map(({ index }) => index);
    expect(results).toHaveLength(30);
    expect(subjects(servers[0] as TestServer)).toEqual(sent);
    expect(sent.length).toBeLessThan(10);
    expect(new Set(codes(results.slice(sent.length)))).toEqual(new Set(["CLOSED"]));
    expect(servers[0]?.transcript()).toContain("C: QUIT");
  });

  it("are each reported after an abort, also while all connections are in use", async () => {
    const { servers, mailer } = fleet([plain]);
    const first = mailer.sendMany(letters(50), { maxUnacknowledged: 2 });
    await first.next();
    const giveUp = new AbortController();
    const options = { maxUnacknowledged: 2, signal: giveUp.signal };
    const second = all(mailer.sendMany(letters(3), options));
    giveUp.abort();
    expect(codes(await second)).toEqual(["ABORTED", "ABORTED", "ABORTED"]);
    await first.return();
    await mailer.close();
    expect(servers[0]?.messages.length).toBeLessThan(50);
  });

  it("keep to what a connection may carry", async () => {
    const { servers, dialled, mailer } = fleet([plain], { pool: { messages: 5 } });
    const results = await overlapping(mailer, letters(20));
    await mailer.close();
    expect(codes(results)).toEqual(letters(20).map(() => "sent"));
    expect(dialled).toHaveLength(4);
    expect(servers[0]?.transcript().match(/^C: QUIT/gm)).toHaveLength(4);
  });

  it("keep to the rate, and can be given up while they wait for it", async () => {
    const rate = { messages: 3, per: 3_600_000 };
    const { servers, mailer } = fleet([plain], { pool: { rate } });
    const giveUp = new AbortController();
    const results: SendManyResult[] = [];
    const options = { maxUnacknowledged: 4, signal: giveUp.signal };
    for await (const each of mailer.sendMany(letters(6), options)) {
      results.push(each);
      if (each.index === 2) setTimeout(() => giveUp.abort(), 5);
    }
    await mailer.close();
    expect(codes(results)).toEqual(["sent", "sent", "sent", "ABORTED", "ABORTED", "ABORTED"]);
    expect(subjects(servers[0] as TestServer)).toEqual([0, 1, 2]);
  });

  it("let others have the connection in between, also those whom the caller sends meanwhile", async () => {
    const { servers, dialled, mailer } = fleet([plain], { pool: { size: 1 } });
    const results: SendManyResult[] = [];
    for await (const each of mailer.sendMany(letters(5), { maxUnacknowledged: 2 })) {
      results.push(each);
      await mailer.send(letter(100 + each.index));
    }
    await mailer.close();
    expect(codes(results)).toEqual(letters(5).map(() => "sent"));
    expect(subjects(servers[0] as TestServer)).toHaveLength(10);
    expect(dialled).toEqual([0]);
  });

  it("do not wait for each other when each has to go where the other is", async () => {
    const only = (extension: string): Personality => ({
      ...plain,
      capabilities: ["PIPELINING", "8BITMIME", extension],
    });
    const { mailer } = fleet([only("SMTPUTF8"), only("DSN")], { failover: { temporary: true } });
    const dsn = { notify: ["failure"] } as const;
    const mixed = Array.from({ length: 12 }, (_, at) =>
      letter(at, at % 2 === 0 ? { dsn } : { to: "jörg@example.net" }),
    );
    const both = await Promise.all([overlapping(mailer, mixed), overlapping(mailer, mixed)]);
    await mailer.close();
    for (const results of both) expect(codes(results)).toEqual(mixed.map(() => "sent"));
  });

  it("may be drafts, each composed when it is its turn", async () => {
    const server = testServer(plain);
    interface Draft {
      readonly subject: number;
    }
    await using mailer = createMailer<Draft>({
      host: "mail.example",
      port: 25,
      dial: server.dial,
      compose({ subject }) {
        if (subject === 2) throw new Error("The template is gone.");
        return letter(subject);
      },
    });
    const drafts = Array.from({ length: 6 }, (_, subject) => ({ subject }));
    const results = await all(mailer.sendMany(drafts, { maxUnacknowledged: 4 }));
    expect(codes(results)).toEqual(["sent", "sent", "TypeError", "sent", "sent", "sent"]);
    expect(results[2]?.error?.cause).toMatchObject({ message: "The template is gone." });
    expect(subjects(server)).toEqual([0, 1, 3, 4, 5]);
    await mailer.close();
    // The next envelope goes along with the end of the message before it.
    expect(server.transcript().match(/^C: \.$(?=\nC: RSET|\nC: MAIL)/gm)?.length).toBeGreaterThan(
      2,
    );
  });

  it("refuse a number that makes no sense before anything is read", async () => {
    const { mailer } = fleet([plain]);
    expect(() => mailer.sendMany([], { maxUnacknowledged: 0.5 })).toThrow(RangeError);
    expect(() => withRetry(mailer).sendMany([], { maxUnacknowledged: 0 })).toThrow(RangeError);
    await mailer.close();
  });

  it("let go of streams that were begun when the caller leaves", async () => {
    const { mailer } = fleet([{ ...plain, connect: "refused" }, plain]);
    let open = 0;
    async function* stream() {
      open += 1;
      try {
        for (;;) yield "Subject: 0\r\n\r\n".padEnd(1000, "x");
      } finally {
        open -= 1;
      }
    }
    const given = [letter(0), letter(1, { raw: stream() })];
    for await (const _ of mailer.sendMany(given, { maxUnacknowledged: 2 })) break;
    await mailer.close();
    expect(open).toBe(0);
  });
});

describe("withRetry with pipelined messages", () => {
  const greylisted: Personality = {
    ...plain,
    answers: [{ to: "RCPT", nth: 4, reply: "451 4.3.0 Try again" }],
  };

  it("pipelines the first tries, and retries temporary failures", async () => {
    const { servers, mailer, events } = fleet([greylisted]);
    const retrying = withRetry(mailer, { first: 1, messageId: "keep" });
    const results = await overlapping(retrying, letters(20), 2);
    const flights = new Set(events.flatMap((each) => (each.type === "command" ? each.flight : [])));
    await retrying.close();
    expect(codes(results)).toEqual(letters(20).map(() => "sent"));
    expect(subjects(servers[0] as TestServer).sort((a, b) => a - b)).toEqual(
      letters(20).map((_, at) => at),
    );
    // Without pipelining, each message takes two.
    expect(flights.size).toBeLessThan(30);
  });

  it("gives the first try and the others the same Message-ID", async () => {
    const lost: Personality = { ...plain, answers: [{ to: "CONTENT", nth: 1, reply: "451 No" }] };
    const { servers, mailer } = fleet([lost]);
    const retrying = withRetry(mailer, { first: 1 });
    await overlapping(retrying, letters(2), 2);
    await retrying.close();
    const ids = servers[0]?.transcript().match(/^C: Message-ID: .*$/gm) ?? [];
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it("does not lose outcomes when the source of messages fails", async () => {
    const { mailer } = fleet([plain]);
    function* broken() {
      yield* letters(2);
      throw new Error("The database is gone.");
    }
    const retrying = withRetry(mailer);
    await expect(all(retrying.sendMany(broken(), { maxUnacknowledged: 2 }))).rejects.toThrow(
      "The database is gone.",
    );
    await retrying.close();
  });
});
