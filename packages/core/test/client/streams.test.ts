/** A message's stream is closed once, whatever the outcome of the message. */
import { describe, expect, it } from "vitest";
import { type BodyStream, connect, createMailer, type Message } from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { testServer } from "../../src/testing/mod.ts";

const text = "Subject: x\r\n\r\nHi.\r\n";
const envelope = { from: "a@b.example", to: "c@d.example" };
const at = { host: "smtp.example.com", port: 25, tls: "none" } as const;

/** Streams that count how often they were closed; reading one to its end closes it too. */
class Streams {
  readonly closed: number[] = [];

  iterator(): BodyStream {
    const id = this.closed.push(0) - 1;
    let given = false;
    const done = { done: true, value: undefined } as const;
    return {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          if (!given) {
            given = true;
            return { done: false, value: text };
          }
          (this.closed[id] as number) += 1;
          return done;
        },
        return: async () => {
          if ((this.closed[id] as number) === 0 || !given) (this.closed[id] as number) += 1;
          return done;
        },
      }),
    };
  }

  web(): BodyStream {
    const id = this.closed.push(0) - 1;
    return new ReadableStream<string>(
      {
        pull: (controller) => {
          controller.enqueue(text);
          controller.close();
          (this.closed[id] as number) += 1;
        },
        cancel: () => {
          (this.closed[id] as number) += 1;
        },
      },
      { highWaterMark: 0 },
    );
  }

  /** What a Readable of Node looks like from here. */
  destroyable(): BodyStream {
    const id = this.closed.push(0) - 1;
    const close = (): void => {
      (this.closed[id] as number) += 1;
    };
    const made = (async function* () {
      try {
        yield text;
      } finally {
        close();
      }
    })();
    return Object.assign(made, { destroy: close });
  }
}

const KINDS = ["iterator", "web", "destroyable"] as const;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe.each(KINDS)("a stream (%s)", (kind) => {
  function scene() {
    const streams = new Streams();
    const message = (more: Partial<Message> = {}): Message => ({
      ...envelope,
      raw: streams[kind](),
      ...more,
    });
    const server = testServer({ capabilities: ["PIPELINING"], tls: "none" });
    const options = { ...at, dial: server.dial, pool: { size: 1 } };
    return { streams, message, options, mailer: createMailer(options) };
  }
  const closedOnce = async ({ closed }: Streams, count: number): Promise<void> => {
    await soon();
    expect(closed).toEqual(Array(count).fill(1));
  };

  it("is closed after success", async () => {
    const { streams, message, mailer } = scene();
    await mailer.send(message());
    await closedOnce(streams, 1);
    await mailer.close();
  });

  it("is closed when its message cannot be sent", async () => {
    const { streams, message, mailer } = scene();
    for (const more of [{ to: "nonsense" }, { to: [] }, { partial: "x" as "refuse" }]) {
      await expect(mailer.send(message(more))).rejects.toThrow();
    }
    await expect(mailer.send(message(), { signal: {} as AbortSignal })).rejects.toThrow(TypeError);
    await closedOnce(streams, 4);
  });

  it("is closed when the mailer is closed, with retry too", async () => {
    const { streams, message, mailer } = scene();
    await mailer.close();
    await expect(mailer.send(message())).rejects.toThrow();
    await expect(withRetry(mailer).send(message())).rejects.toThrow();
    for (const maxUnacknowledged of [1, 3]) {
      for await (const each of mailer.sendMany([message(), message()], { maxUnacknowledged })) {
        expect(each.error).toBeDefined();
      }
    }
    await closedOnce(streams, 6);
  });

  it("is closed when the signal has fired, with retry too", async () => {
    const { streams, message, mailer } = scene();
    const signal = AbortSignal.abort();
    await expect(mailer.send(message(), { signal })).rejects.toThrow();
    await expect(withRetry(mailer).send(message(), { signal })).rejects.toThrow();
    for (const maxUnacknowledged of [1, 3]) {
      const list = [message(), message()];
      for await (const each of mailer.sendMany(list, { maxUnacknowledged, signal })) {
        expect(each.error).toBeDefined();
      }
    }
    await closedOnce(streams, 6);
  });

  it("is closed when its message was aborted while it waited", async () => {
    const { streams, message, mailer } = scene();
    const abort = new AbortController();
    const never: BodyStream = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }),
    };
    const all = [mailer.send({ ...envelope, raw: never }, { signal: abort.signal })];
    for (let nth = 0; nth < 5; nth += 1) all.push(mailer.send(message(), { signal: abort.signal }));
    await soon();
    abort.abort();
    await Promise.allSettled(all);
    await closedOnce(streams, 5);
    await mailer.close();
  });

  it("is closed when a connection was closed", async () => {
    const { streams, message, options } = scene();
    const { pool: _, ...one } = options;
    const connection = await connect(one);
    await connection.close();
    await expect(connection.send(message())).rejects.toThrow();
    await closedOnce(streams, 1);
  });

  it.each([1, 2, 5])(
    "is closed when sendMany is abandoned (maxUnacknowledged %i)",
    async (most) => {
      const { streams, message, mailer } = scene();
      let made = 0;
      async function* list() {
        for (; made < 20; ) {
          made += 1;
          yield message();
        }
      }
      for await (const _ of mailer.sendMany(list(), { maxUnacknowledged: most })) break;
      await mailer.close();
      await closedOnce(streams, made);
    },
  );

  it("is closed when it comes after the message was given up", async () => {
    const { streams, mailer } = scene();
    const abort = new AbortController();
    let come = (): void => {};
    const raw = () =>
      new Promise<BodyStream>((resolve) => {
        come = () => resolve(streams[kind]());
      });
    const sent = mailer.send({ ...envelope, raw }, { signal: abort.signal });
    await soon();
    abort.abort();
    await expect(sent).rejects.toThrow();
    come();
    await closedOnce(streams, 1);
    await mailer.close();
  });
});
