/** A stream that stalls is closed when the call ends, however it ends, and whatever was wrapped around it. */
import { describe, expect, it } from "vitest";
import { type BodyStream, createMailer, type Mailer, type Message } from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { testServer } from "../../src/testing/mod.ts";

const never = <T>(): Promise<T> => new Promise(() => {});
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const envelope = { from: "a@b.example", to: "c@d.example" };
const HEADER = "Subject: x\r\n\r\nHi.\r\n";

type Count = { closed: number };

/** Streams that give a header and then nothing, and count how often they are closed. */
const STREAMS: Readonly<Record<string, (count: Count) => BodyStream>> = {
  "a web stream": (count) =>
    new ReadableStream<string>({
      start: (controller) => controller.enqueue(HEADER),
      pull: () => never(),
      cancel: () => {
        count.closed += 1;
      },
    }),
  "a stream that can be destroyed, as those of Node": (count) => {
    const made = (async function* () {
      yield HEADER;
      await never();
    })();
    const destroy = (): void => {
      count.closed += 1;
    };
    return Object.assign(made, { destroy });
  },
  "an iterator": (count) => {
    let given = false;
    return {
      [Symbol.asyncIterator]: () => ({
        next: async (): Promise<IteratorResult<string>> => {
          if (given) return never();
          given = true;
          return { done: false, value: HEADER };
        },
        return: async (): Promise<IteratorResult<string>> => {
          count.closed += 1;
          return { done: true, value: undefined };
        },
      }),
    };
  },
};

/** How the stream is handed over. */
const HANDED_OVER = ["bare", "by a function"] as const;

type Options = { readonly timeouts?: { readonly content?: number; readonly total?: number } };
type Send = (raw: Message["raw"], options: Options, signal?: AbortSignal) => Promise<unknown>;

function withMailer(wrap: (mailer: Mailer) => Mailer): Send {
  return async (raw, options, signal) => {
    const { dial } = testServer({ capabilities: ["PIPELINING"], tls: "none" });
    const at = { host: "h.example", port: 25, tls: "none", pool: { size: 1 } } as const;
    await using mailer = wrap(createMailer({ ...at, dial, ...options }));
    await mailer.send({ ...envelope, raw }, signal ? { signal } : {});
  };
}

const SENT: Readonly<Record<string, Send>> = {
  send: withMailer((mailer) => mailer),
  "send with retry": withMailer((mailer) => withRetry(mailer, { tries: 2, first: 1, longest: 1 })),
  "sendMany with overlap": withMailer((mailer) => ({
    ...mailer,
    close: () => mailer.close(),
    [Symbol.asyncDispose]: () => mailer.close(),
    send: async (message, call) => {
      const all = mailer.sendMany([message], { ...call, maxUnacknowledged: 3 });
      for await (const { error } of all) throw error;
      throw new Error("no result");
    },
  })),
};

const cases = Object.keys(STREAMS).flatMap((stream) =>
  HANDED_OVER.flatMap((handed) => Object.keys(SENT).map((sent) => [stream, handed, sent] as const)),
);

describe.each(cases)("%s, %s, by %s", (stream, handed, sent) => {
  const scene = () => {
    const count: Count = { closed: 0 };
    let made = 0;
    const raw = () => {
      made += 1;
      return (STREAMS[stream] as (count: Count) => BodyStream)(count);
    };
    const given = handed === "bare" ? raw() : raw;
    const send = SENT[sent] as Send;
    return {
      send: (options: Options, signal?: AbortSignal) => send(given, options, signal),
      allClosed: async () => {
        await soon();
        expect(made).toBeGreaterThan(0);
        expect(count.closed).toBe(made);
      },
    };
  };

  it.each([{ content: 30 }, { total: 30 }])("is closed after %o", async (timeouts) => {
    const { send, allClosed } = scene();
    await expect(send({ timeouts })).rejects.toMatchObject({ code: "TIMEOUT" });
    await allClosed();
  });

  it("is closed after an abort", async () => {
    const { send, allClosed } = scene();
    const aborted = send({}, AbortSignal.timeout(30));
    await expect(aborted).rejects.toMatchObject({ code: "ABORTED" });
    await allClosed();
  });
});

describe("a stream that a wrapper was put around", () => {
  it.each(Object.entries(STREAMS))(
    "is closed when its message is never begun: %s",
    async (_, make) => {
      const count: Count = { closed: 0 };
      const abort = new AbortController();
      const mailer = withRetry({
        ...createMailer({ host: "h.example", dial: () => never() }),
        // Gives up between opening the stream and reading it.
        send: async ({ raw }) => {
          if (typeof raw !== "function") throw new TypeError("not a function");
          const opened = (await raw({
            eightBit: false,
            binary: false,
            utf8: false,
          })) as AsyncIterable<string>;
          await opened[Symbol.asyncIterator]().return?.();
          abort.abort();
          throw new TypeError("never begun");
        },
      } as Mailer);
      await expect(mailer.send({ ...envelope, raw: () => make(count) })).rejects.toThrow(
        "never begun",
      );
      await soon();
      expect(count.closed).toBe(1);
    },
  );
});

describe("a composer that stalls", () => {
  const scene = (timeouts: { total?: number } = {}) => {
    const { dial } = testServer({ capabilities: ["PIPELINING"], tls: "none" });
    const count: Count = { closed: 0 };
    let come = (): void => {};
    const signals: (AbortSignal | undefined)[] = [];
    const mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial,
      timeouts,
      compose: (_: { text: string }, { signal }) => {
        signals.push(signal);
        return new Promise<Message>((resolve) => {
          come = () => {
            const raw = (STREAMS["a web stream"] as (count: Count) => BodyStream)(count);
            resolve({ ...envelope, raw });
          };
        });
      },
    });
    return { mailer, count, signals, come: () => come() };
  };

  it("ends by timeouts.total, which the error names, and what comes late is closed", async () => {
    const { mailer, count, signals, come } = scene({ total: 30 });
    await expect(mailer.send({ text: "x" })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringMatching(/30 ms that `timeouts.total` allows.*being composed/),
    });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    come();
    await soon();
    expect(count.closed).toBe(1);
    await mailer.close();
  });

  it("ends by the caller's signal", async () => {
    const { mailer, count, come } = scene();
    const signal = AbortSignal.timeout(30);
    const sent = mailer.send({ text: "x" }, { signal });
    await expect(sent).rejects.toMatchObject({ code: "ABORTED" });
    come();
    await soon();
    expect(count.closed).toBe(1);
    await mailer.close();
  });

  it.each([1, 3])(
    "ends one message of many, and not the others (%i unacknowledged)",
    async (most) => {
      const { mailer } = scene({ total: 60 });
      const small: Message = { ...envelope, raw: HEADER };
      const results: string[] = [];
      const all = mailer.sendMany([small, { text: "x" }, small], { maxUnacknowledged: most });
      for await (const { index, error } of all) {
        results.push(`${index} ${error ? (error as { code?: string }).code : "accepted"}`);
      }
      expect(results.sort()).toEqual(["0 accepted", "1 TIMEOUT", "2 accepted"]);
      await mailer.close();
    },
  );

  it.each([1, 3])("lets go of a list of drafts that stalls (%i unacknowledged)", async (most) => {
    const { mailer } = scene();
    let returned = 0;
    const list: AsyncIterable<Message> = {
      [Symbol.asyncIterator]: () => ({
        next: () => never(),
        return: async (): Promise<IteratorResult<Message>> => {
          returned += 1;
          return { done: true, value: undefined };
        },
      }),
    };
    const signal = AbortSignal.timeout(30);
    for await (const _ of mailer.sendMany(list, { signal, maxUnacknowledged: most })) {
      // No result is expected.
    }
    expect(returned).toBe(1);
    await mailer.close();
  });
});
