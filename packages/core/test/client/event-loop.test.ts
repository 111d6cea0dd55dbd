/** The event loop runs although nothing makes a call wait: timers fire, signals and replies are heard. */
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type Body,
  connect,
  createMailer,
  type Dial,
  type Mailer,
  type Message,
  type SendManyResult,
} from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";

const envelope = { from: "ann@example.org", to: "bob@example.net" };
const LINE = new TextEncoder().encode(`${"x".repeat(76)}\r\n`);
const LONG = `${"y".repeat(76)}\r\n`.repeat(40_000);
const EMPTY = new Uint8Array(0);
/** Pieces of a source that should have been stopped before. */
const FAR_TOO_MANY = 300_000;

const later = (globalThis as unknown as { setImmediate: (run: () => void) => void }).setImmediate;

/** Counts turns of the event loop until it is stopped. */
function countTurns(): { readonly turns: number; stop(): void } {
  let running = true;
  const stop = (): void => {
    running = false;
  };
  const count = { turns: 0, stop };
  const turn = (): void => {
    count.turns += 1;
    if (running) later(turn);
  };
  later(turn);
  return count;
}

/** Gives pieces at once. */
async function* eager(
  pieces: number,
  piece: Uint8Array | string,
): AsyncGenerator<Uint8Array | string> {
  yield "Subject: x\r\n\r\n";
  for (let given = 0; given < pieces; given += 1) yield piece;
}

function eagerWebStream(pieces: number, piece: Uint8Array): ReadableStream<Uint8Array> {
  let given = 0;
  return new ReadableStream({
    pull(controller) {
      given += 1;
      if (given > pieces) controller.close();
      else controller.enqueue(piece);
    },
  });
}

/** A header section that is never finished: a wrapper that looks for its end hands nothing on. */
async function* headless(pieces: number): AsyncGenerator<Uint8Array | string> {
  yield "Subject: x\r\n";
  for (let given = 0; given < pieces; given += 1) yield EMPTY;
}

const BY_DATA: Personality = { capabilities: ["PIPELINING"], tls: "none" };
const BY_BDAT: Personality = { capabilities: ["PIPELINING", "CHUNKING"], tls: "none" };

/** A mailer for a server in memory, which is reached without the event loop. */
function mailerFor(personality: Personality, more: object = {}): Mailer {
  const { dial } = testServer(personality);
  return createMailer({
    host: "h.example",
    port: 25,
    tls: "none",
    dial,
    pool: { size: 1 },
    ...more,
  });
}

async function results(from: AsyncIterable<SendManyResult>): Promise<SendManyResult[]> {
  const all: SendManyResult[] = [];
  for await (const result of from) all.push(result);
  return all;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each([
  ["DATA", BY_DATA],
  ["BDAT", BY_BDAT],
])("while content is sent by %s", (_by, personality) => {
  it.each<[string, Body]>([
    ["a generator", () => eager(5_000, LINE)],
    ["a web stream", () => eagerWebStream(5_000, LINE)],
    ["a generator of strings", () => eager(5_000, "and so on\r\n")],
    ["a generator of empty pieces", () => eager(5_000, EMPTY)],
    ["a generator of empty strings", () => eager(5_000, "")],
    ["a web stream of empty pieces", () => eagerWebStream(5_000, EMPTY)],
  ])("the event loop runs once in a thousand pieces of %s", async (_what, raw) => {
    const mailer = mailerFor(personality);
    await mailer.verify();
    const count = countTurns();
    const sent = mailer.send({ ...envelope, raw }).catch(() => {});
    await sent;
    count.stop();
    await mailer.close();
    expect(count.turns).toBeGreaterThanOrEqual(4);
  });

  it("the event loop runs by timers where the runtime has no setImmediate", async () => {
    vi.stubGlobal("setImmediate", undefined);
    const timers = vi.spyOn(globalThis, "setTimeout");
    // The functions are taken when the module is loaded.
    vi.resetModules();
    const fresh = await import("../../src/mod.ts");
    const mailer = fresh.createMailer({ host: "x.example", dial: testServer(personality).dial });
    await mailer.verify();
    const count = countTurns();
    timers.mockClear();
    await mailer.send({ ...envelope, raw: () => eager(5_000, EMPTY) }).catch(() => {});
    expect(timers.mock.calls.filter(([, after]) => after === 0).length).toBeGreaterThanOrEqual(4);
    count.stop();
    await mailer.close();
    expect(count.turns).toBeGreaterThanOrEqual(4);
  });

  it.each<[string, Body]>([
    ["bytes", new TextEncoder().encode(LONG)],
    ["text", LONG],
    ["a stream", () => eager(8, LONG)],
  ])("the event loop runs when writes of %s take long", async (_what, raw) => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { dial: plain } = testServer(personality);
    const dial: Dial = async (...given) => {
      const transport = await plain(...given);
      const write = (bytes: Uint8Array): Promise<void> => {
        vi.advanceTimersByTime(30);
        return transport.write(bytes);
      };
      return { ...transport, write };
    };
    const mailer = mailerFor(personality, { dial });
    await mailer.verify();
    const count = countTurns();
    await mailer.send({ ...envelope, raw });
    count.stop();
    await mailer.close();
    expect(count.turns).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ["pieces", LINE],
    ["empty pieces", EMPTY],
  ])("a signal that a timer fires ends an eager source of %s", async (_what, piece) => {
    const mailer = mailerFor(personality);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1);
    const raw = () => eager(FAR_TOO_MANY, piece);
    await expect(mailer.send({ ...envelope, raw }, { signal: abort.signal })).rejects.toMatchObject(
      { code: "ABORTED", recipients: [{ outcome: "not-sent" }] },
    );
    await mailer.close();
  });

  it.each([
    ["pieces", LINE],
    ["empty pieces", EMPTY],
  ])("`timeouts.total` ends an eager source of %s", async (_what, piece) => {
    const mailer = mailerFor(personality, { timeouts: { total: 20 } });
    const raw = () => eager(FAR_TOO_MANY, piece);
    await expect(mailer.send({ ...envelope, raw })).rejects.toMatchObject({
      code: "TIMEOUT",
      recipients: [{ outcome: "not-sent" }],
    });
    await mailer.close();
  });

  it("`timeouts.content` ends a source that gives nothing but empty pieces", async () => {
    const mailer = mailerFor(personality, { timeouts: { content: 20 } });
    const raw = () => eager(FAR_TOO_MANY, EMPTY);
    await expect(mailer.send({ ...envelope, raw })).rejects.toMatchObject({ code: "TIMEOUT" });
    await mailer.close();
  });

  it("asks a source for nothing more once the call has ended, though the source cannot be closed", async () => {
    const abort = new AbortController();
    let asked = 0;
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      asked += 1;
      return asked > FAR_TOO_MANY
        ? { done: true, value: undefined }
        : { done: false, value: EMPTY };
    };
    for (const wrap of [(mailer: Mailer) => mailer, (mailer: Mailer) => withRetry(mailer)]) {
      asked = 0;
      const mailer = wrap(mailerFor(personality));
      setTimeout(() => abort.abort(), 1);
      const raw = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
      await expect(
        mailer.send({ ...envelope, raw }, { signal: abort.signal }),
      ).rejects.toMatchObject({ code: "ABORTED" });
      const before = asked;
      for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => later(resolve));
      // One answer may have been on its way.
      expect(asked).toBeLessThanOrEqual(before + 1);
      await mailer.close();
    }
  });

  it("the event loop runs while a wrapper looks for the end of the header section", async () => {
    const mailer = withRetry(mailerFor(personality));
    const count = countTurns();
    await mailer.send({ ...envelope, raw: () => headless(5_000) }).catch(() => {});
    count.stop();
    await mailer.close();
    expect(count.turns).toBeGreaterThanOrEqual(4);
  });

  it("the event loop runs while pipelined messages have eager sources", async () => {
    const mailer = mailerFor(personality);
    const messages = Array.from(
      { length: 5 },
      (): Message => ({ ...envelope, raw: () => eager(1_000, LINE) }),
    );
    await mailer.verify();
    const count = countTurns();
    const all = await results(mailer.sendMany(messages, { maxUnacknowledged: 3 }));
    count.stop();
    await mailer.close();
    expect(all.filter(({ receipt }) => receipt)).toHaveLength(5);
    expect(count.turns).toBeGreaterThanOrEqual(4);
  });
});

describe("an early refusal that comes by the event loop", () => {
  it("is heard before an eager source has ended", async () => {
    const reply = "552 5.3.4 Too large\r\n";
    const { dial: plain } = testServer({
      ...BY_DATA,
      answers: [{ to: "UPLOAD", octets: 60_000, nth: 1, reply: reply.trim() }],
    });
    const dial: Dial = async (...given) => {
      const transport = await plain(...given);
      const read = async (): Promise<Uint8Array | null> => {
        const bytes = await transport.read();
        await new Promise<void>((resolve) => later(resolve));
        return bytes;
      };
      return { ...transport, read };
    };
    const mailer = mailerFor(BY_DATA, { dial });
    let given = 0;
    async function* counted(): AsyncGenerator<Uint8Array | string> {
      for await (const piece of eager(FAR_TOO_MANY, LINE)) {
        given += 1;
        yield piece;
      }
    }
    await expect(mailer.send({ ...envelope, raw: () => counted() })).rejects.toMatchObject({
      reply: { code: 552 },
    });
    await mailer.close();
    expect(given).toBeLessThan(10_000);
  });
});

describe("many messages that yield at once", () => {
  const invalid = { ...envelope, to: [], raw: "" };
  const valid = { ...envelope, raw: "Subject: x\r\n\r\nHi.\r\n" };
  function* repeated(message: Message, times: number): Generator<Message> {
    for (let time = 0; time < times; time += 1) yield message;
  }
  const all = (message: Message) => repeated(message, 2_500);

  it.each<[string, Message, object]>([
    ["invalid, one by one", invalid, {}],
    ["invalid, overlapping", invalid, { maxUnacknowledged: 4 }],
    ["valid, one by one", valid, {}],
    ["valid, overlapping", valid, { maxUnacknowledged: 4 }],
    ["aborted, one by one", valid, { signal: AbortSignal.abort() }],
    ["aborted, overlapping", valid, { signal: AbortSignal.abort(), maxUnacknowledged: 4 }],
  ])("leave the event loop its turns: %s", async (what, message, options) => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const mailer = mailerFor(BY_DATA);
    await using connection = await connect({
      host: "h.example",
      port: 25,
      tls: "none",
      dial: testServer(BY_DATA).dial,
    });
    // An abort ends the list of a connection as a whole.
    for (const sender of what.startsWith("aborted") ? [mailer] : [mailer, connection]) {
      const count = countTurns();
      let results = 0;
      for await (const _ of sender.sendMany(all(message), options)) {
        vi.advanceTimersByTime(1);
        results += 1;
      }
      count.stop();
      expect(results).toBe(2_500);
      expect(count.turns).toBeGreaterThanOrEqual(2_500 / 100);
    }
    await mailer.close();
  });
});
