/** Every wait ends: by its own deadline, the deadline of the call, the caller's signal, or a reply. */
import { describe, expect, it, vi } from "vitest";
import { timeoutsOf } from "../../src/client/options/timeouts.ts";
import {
  type BodyStream,
  connect,
  createMailer,
  type Mailer,
  type Message,
  SmtpError,
} from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

const never = <T>(): Promise<T> => new Promise(() => {});
const envelope = { from: "a@b.example", to: "c@d.example" };
const small: Message = { ...envelope, raw: "Subject: hi\r\n\r\nHi.\r\n" };

/** Sources that stall after their header. */
const STALLED: Readonly<Record<string, () => BodyStream>> = {
  "an async generator": async function* () {
    yield "Subject: x\r\n\r\nhello\r\n";
    await never();
  },
  "an iterator that cannot be returned": () => {
    let given = 0;
    return {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          given++ === 0 ? Promise.resolve({ done: false, value: "Subject: x\r\n\r\n" }) : never(),
        return: () => never(),
      }),
    } as BodyStream;
  },
  "an iterator whose return throws": () => {
    let given = 0;
    return {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          given++ === 0 ? Promise.resolve({ done: false, value: "Subject: x\r\n\r\n" }) : never(),
        return: () => {
          throw new Error("no");
        },
      }),
    } as BodyStream;
  },
  "a web stream": () =>
    new ReadableStream<string>({
      start: (controller) => controller.enqueue("Subject: x\r\n\r\n"),
      pull: () => never(),
    }),
};

function mailerOf(
  more: Partial<Parameters<typeof createMailer>[0]> = {},
  server = testServer({ capabilities: ["PIPELINING"], tls: "none" }),
): Mailer {
  return createMailer({
    host: "smtp.example.com",
    port: 25,
    tls: "none",
    dial: server.dial,
    pool: { size: 1 },
    ...more,
  } as Parameters<typeof createMailer>[0]);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    return SmtpError.is(error) ? error.code : String(error);
  }
}

describe.each(Object.entries(STALLED))("a body from %s that stalls", (_name, source) => {
  it("ends by timeouts.content, and close() returns", async () => {
    const mailer = mailerOf({ timeouts: { content: 40 } });
    expect(await codeOf(mailer.send({ ...envelope, raw: source() }))).toBe("TIMEOUT");
    await mailer.close();
  });

  it("ends by timeouts.total, which the error names", async () => {
    const mailer = mailerOf({ timeouts: { total: 40 } });
    await expect(mailer.send({ ...envelope, raw: source() })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining("40 ms that `timeouts.total` allows"),
    });
    await mailer.close();
  });

  it("ends by the caller's signal", async () => {
    const mailer = mailerOf();
    const signal = AbortSignal.timeout(30);
    expect(await codeOf(mailer.send({ ...envelope, raw: source() }, { signal }))).toBe("ABORTED");
    await mailer.close();
  });

  it("ends by the caller's signal where there is a total too", async () => {
    const mailer = mailerOf({ timeouts: { total: 600_000 } });
    const signal = AbortSignal.timeout(30);
    expect(await codeOf(mailer.send({ ...envelope, raw: source() }, { signal }))).toBe("ABORTED");
    await mailer.close();
  });

  it("leaves the connection to the messages behind it, also where they are pipelined", async () => {
    for (const maxUnacknowledged of [1, 3]) {
      await using mailer = mailerOf({ timeouts: { content: 40 } });
      const results: string[] = [];
      const messages = [small, { ...envelope, raw: source() }, small, small];
      for await (const { index, error } of mailer.sendMany(messages, { maxUnacknowledged })) {
        results.push(`${index} ${SmtpError.is(error) ? error.code : "accepted"}`);
      }
      expect(results.sort()).toEqual(["0 accepted", "1 TIMEOUT", "2 accepted", "3 accepted"]);
    }
  });
});

describe("a server that speaks while the body stalls", () => {
  async function* stalled(): AsyncGenerator<string> {
    yield `Subject: x\r\n\r\n${"x\r\n".repeat(200_000)}`;
    await never();
  }

  it.each(["DATA", "BDAT"])(
    "is heard at once, and ends the wait, in %s",
    async (by) => {
      const lines: string[] = [];
      const server = speaking(by === "BDAT", "421 4.3.2 Shutting down\r\n", lines);
      const mailer = createMailer({
        host: "h.example",
        port: 25,
        tls: "none",
        dial: server,
        timeouts: { content: 20_000 },
      });
      const sent = mailer.send({ ...envelope, raw: stalled() });
      await expect(sent).rejects.toMatchObject({ reply: { code: 421 } });
      await mailer.close();
      expect(lines.join("")).not.toContain("\r\n.\r\n");
    },
    10_000,
  );
});

/** A server in memory that says something once content has come for a while. */
function speaking(chunking: boolean, words: string, lines: string[]) {
  return async () => {
    const said: string[] = ["220 h.example\r\n"];
    let wake = (): void => {};
    let content = false;
    const say = (text: string): void => {
      said.push(text);
      wake();
    };
    return {
      async read(): Promise<Uint8Array | null> {
        while (said.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return new TextEncoder().encode(said.shift());
      },
      async write(bytes: Uint8Array): Promise<void> {
        const text = new TextDecoder().decode(bytes);
        lines.push(text);
        if (content) return;
        for (const line of text.split("\r\n")) {
          if (line.startsWith("EHLO"))
            say(`250-h\r\n250${chunking ? "-CHUNKING\r\n250" : ""} 8BITMIME\r\n`);
          else if (/^(MAIL|RCPT)/.test(line)) say("250 OK\r\n");
          else if (line.startsWith("BDAT") && !line.startsWith("BDAT 4")) {
            say("250 OK\r\n");
            setTimeout(() => say(words), 20);
          } else if (line.startsWith("BDAT")) say("250 OK\r\n");
          else if (line === "DATA") {
            content = true;
            say("354 Go\r\n");
            setTimeout(() => say(words), 20);
          }
        }
      },
      close(): void {},
    };
  };
}

describe("timeouts.total", () => {
  it("counts the wait for a connection, and for a rate", async () => {
    const silent = async () => ({ read: () => never<null>(), write: async () => {}, close() {} });
    const mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial: silent,
      pool: { size: 1 },
      timeouts: { total: 60 },
    });
    const begun = performance.now();
    const ends = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const code = await codeOf(mailer.send(small));
        return { code, after: performance.now() - begun };
      }),
    );
    expect(ends.map(({ code }) => code)).toEqual(["TIMEOUT", "TIMEOUT", "TIMEOUT", "TIMEOUT"]);
    // All four end in the same turn, not one after the other.
    expect(Math.max(...ends.map(({ after }) => after))).toBeLessThan(
      2 * Math.min(...ends.map(({ after }) => after)),
    );
    await mailer.close();

    const slow = mailerOf({
      pool: { size: 1, rate: { messages: 1, per: 60_000 } },
      timeouts: { total: 60 },
    });
    expect(await codeOf(slow.send(small))).toBe("none");
    expect(await codeOf(slow.send(small))).toBe("TIMEOUT");
    await slow.close();
  });

  it("is not begun anew by anything that happens, and nothing is learned from it", async () => {
    let dials = 0;
    const dripping = async () => {
      dials += 1;
      let at = 0;
      const words = "220 h.example\r\n".split("");
      return {
        read: () =>
          new Promise<Uint8Array>((resolve) =>
            setTimeout(() => resolve(new TextEncoder().encode(words[at++] ?? "2")), 15),
          ),
        write: async () => {},
        close() {},
      };
    };
    const mailer = createMailer({
      host: "h.example",
      port: 25,
      tls: "none",
      dial: dripping,
      timeouts: { total: 100 },
    });
    const error = await mailer.send(small).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "TIMEOUT", message: expect.stringContaining("total") });
    expect(
      SmtpError.is(error) && error.decisions.filter(({ outcome }) => outcome === "fallback"),
    ).toEqual([]);
    expect(await mailer.hints()).toEqual([]);
    expect(dials).toBe(1);
    await mailer.close();
  });

  it.each([
    ["send", undefined],
    ["sendMany", 1],
    ["sendMany with overlap", 3],
  ])(
    "counts over all replies, each of which comes in time: %s",
    async (method, maxUnacknowledged) => {
      const server = testServer({ capabilities: [], tls: "none" });
      const slowly =
        (milliseconds: number) =>
        async (...given: Parameters<typeof server.dial>) => {
          const transport = await server.dial(...given);
          const read = async () => {
            await new Promise((resolve) => setTimeout(resolve, milliseconds));
            return transport.read();
          };
          return { ...transport, read };
        };
      // Seven replies of 100 ms each.
      await using mailer = mailerOf({ dial: slowly(100), timeouts: { total: 300 } });
      const errors: unknown[] = [];
      if (method === "send") await mailer.send(small).catch((error: unknown) => errors.push(error));
      else {
        for await (const { error } of mailer.sendMany([small], {
          maxUnacknowledged: maxUnacknowledged ?? 1,
        })) {
          errors.push(error);
        }
      }
      expect(errors).toMatchObject([
        {
          code: "TIMEOUT",
          message: expect.stringContaining("300 ms that `timeouts.total` allows"),
        },
      ]);
      expect(server.messages).toEqual([]);
      // A connection of its own: two replies of 200 ms until it is open, and three before the content of a message.
      const at = { host: "h.example", port: 25, tls: "none", timeouts: { total: 500 } } as const;
      await using connection = await connect({ ...at, dial: slowly(200) });
      await expect(connection.send(small)).rejects.toMatchObject({ code: "TIMEOUT" });
      expect(server.messages).toEqual([]);
    },
  );

  it("ends a pipelined flight without blaming PIPELINING", async () => {
    const dial = async () => {
      const said = ["220 h.example\r\n", "250-h.example\r\n250 PIPELINING\r\n", "250 OK\r\n"];
      return {
        read: () => {
          const next = said.shift();
          return next ? Promise.resolve(new TextEncoder().encode(next)) : never<null>();
        },
        write: async () => {},
        close() {},
      };
    };
    const mailer = mailerOf({ dial, timeouts: { total: 50 } });
    const error = await mailer.send(small).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "TIMEOUT" });
    expect(await mailer.hints()).toEqual([]);
    await mailer.close();
  });
});

describe("a deadline for a reply", () => {
  it.each([
    ["the greeting", ["220 h.example\r\n"], { greeting: 80 }],
    [
      "a reply of several lines",
      ["220 h\r\n", "250-h.example\r\n250-SIZE\r\n250 HELP\r\n"],
      { ehlo: 80 },
    ],
  ])("is for the whole of it: %s octet by octet", async (_name, replies, timeouts) => {
    const drip = async () => {
      const octets = replies.flatMap((reply, at) =>
        at === replies.length - 1 ? reply.split("") : [reply],
      );
      return {
        read: () =>
          new Promise<Uint8Array>((resolve) =>
            setTimeout(() => resolve(new TextEncoder().encode(octets.shift() ?? "2")), 20),
          ),
        write: async () => {},
        close() {},
      };
    };
    const mailer = createMailer({ host: "h.example", port: 25, tls: "none", dial: drip, timeouts });
    expect(await codeOf(mailer.send(small))).toBe("TIMEOUT");
    await mailer.close();
  });
});

describe("a list of messages that stalls", () => {
  async function* list(): AsyncGenerator<Message> {
    yield small;
    await never();
  }

  it.each([1, 3])("ends by the signal, with %i unacknowledged", async (maxUnacknowledged) => {
    const mailer = mailerOf();
    const signal = AbortSignal.timeout(50);
    const results: number[] = [];
    for await (const { index } of mailer.sendMany(list(), { signal, maxUnacknowledged })) {
      results.push(index);
    }
    expect(results).toEqual([0]);
    await mailer.close();
  });
});

describe("a transport that never says whether it can be used", () => {
  it.each(["total", "signal"])("does not keep a call beyond its %s", async (limit) => {
    const server = testServer({ capabilities: ["PIPELINING"], tls: "none" });
    const mailer = mailerOf({
      timeouts: limit === "total" ? { total: 80 } : {},
      dial: async (...given) => ({ ...(await server.dial(...given)), isUsable: () => never() }),
    });
    await mailer.send(small);
    const call = limit === "signal" ? { signal: AbortSignal.timeout(50) } : {};
    expect(await codeOf(mailer.send(small, call))).toBe(limit === "total" ? "TIMEOUT" : "ABORTED");
    await mailer.close();
  });

  it("is replaced when it fails to say so", async () => {
    const server = testServer({ capabilities: ["PIPELINING"], tls: "none" });
    const isUsable = () => Promise.reject(new Error("no"));
    const mailer = mailerOf({
      dial: async (...given) => ({ ...(await server.dial(...given)), isUsable }),
    });
    for (let sent = 0; sent < 2; sent += 1) expect(await codeOf(mailer.send(small))).toBe("none");
    await mailer.close();
  });
});

describe("a store that never answers", () => {
  it("does not keep a call beyond its time", async () => {
    const store = {
      get: () => never<undefined>(),
      set: () => never<void>(),
      remove: () => never<void>(),
    };
    const mailer = mailerOf({ store, timeouts: { total: 80 } });
    expect(await codeOf(mailer.send(small))).toBe("TIMEOUT");
    await mailer.close();
  });
});

describe("a server that never greets", () => {
  it("is reported with the TLS mode that its port may expect", async () => {
    const dial = async () => ({ read: () => never<null>(), write: async () => {}, close() {} });
    const mailer = createMailer({
      host: "h.example",
      port: 2465,
      dial,
      timeouts: { greeting: 30 },
    });
    await expect(mailer.send(small)).rejects.toMatchObject({
      code: "TIMEOUT",
      phase: "greeting",
      message: expect.stringContaining('set tls: "implicit", or use port 587'),
    });
    await mailer.close();
  });

  it("is waited for 30 s, and 5 minutes on port 25", () => {
    expect(timeoutsOf({}, 587).greeting).toBe(30_000);
    expect(timeoutsOf({}).greeting).toBe(30_000);
    expect(timeoutsOf({}, 25).greeting).toBe(300_000);
    expect(timeoutsOf({ greeting: 7 }, 25).greeting).toBe(7);
  });
});

describe("a connection that rested", () => {
  it("is replaced when it does not answer, which is an event, and nothing is learned", async () => {
    vi.useFakeTimers();
    try {
      const server = testServer({ capabilities: ["PIPELINING"], tls: "none" });
      let dead = false;
      const events: string[] = [];
      const mailer = createMailer({
        host: "h.example",
        port: 587,
        tls: "none",
        pool: { size: 1 },
        dial: async (...given) => {
          const transport = await server.dial(...given);
          const mine = !dead;
          return {
            ...transport,
            read: () => (dead && mine ? never<null>() : transport.read()),
            write: (bytes: Uint8Array) =>
              dead && mine ? Promise.resolve() : transport.write(bytes),
          };
        },
        onEvent: ({ type }) => events.push(type),
      });
      await mailer.send(small);
      await vi.advanceTimersByTimeAsync(2_000);
      dead = true;
      const sent = mailer.send(small);
      await vi.advanceTimersByTimeAsync(10_100);
      expect((await sent).fallbacks.filter(({ reason }) => reason === "silence")).toEqual([]);
      expect(events.filter((type) => type === "reconnect")).toHaveLength(1);
      expect(await mailer.hints()).toEqual([]);
      const closed = mailer.close();
      await vi.advanceTimersByTimeAsync(10_000);
      await closed;
    } finally {
      vi.useRealTimers();
    }
  });
});
