/** Files and sockets that messages are read from are closed, whatever the outcome of the messages. */
import { once } from "node:events";
import { createReadStream, readdirSync } from "node:fs";
import { get } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { connect, createMailer, type Message } from "@parley-smtp/node-socket";
import { withRetry } from "@parley-smtp/node-socket/retry";
import { type ListeningServer, listen } from "@parley-smtp/node-socket/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const envelope = { from: "ann@example.org", to: "bob@example.net" };
const file = fileURLToPath(import.meta.url);
/** Only Linux lists open files. */
const onLinux = process.platform === "linux" ? it : it.skip;

let server: ListeningServer;
/** Accepts connections and sends nothing. */
let silent: Server;
let silentPort: number;

beforeAll(async () => {
  server = await listen({ tls: "none", capabilities: ["PIPELINING"] });
  silent = createServer((socket) => socket.on("error", () => {}).resume());
  await once(silent.listen(0, "127.0.0.1"), "listening");
  silentPort = (silent.address() as AddressInfo).port;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  silent.close();
});

/** Returns the number of open files and sockets of this process. */
const openFiles = (): number => readdirSync("/proc/self/fd").length;

/** Returns messages, each read from an open file. */
async function letters(count: number): Promise<Message[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const raw = createReadStream(file);
      await once(raw, "open");
      return { ...envelope, raw };
    }),
  );
}

const toServer = () => ({ host: server.host, port: server.port, tls: "none" }) as const;
const toSilence = () => ({ host: "127.0.0.1", port: silentPort, tls: "none" }) as const;
const settled = async (sent: readonly Promise<unknown>[]): Promise<void> => {
  for (const { status } of await Promise.allSettled(sent)) expect(status).toBe("rejected");
};

/** Ways to end a message before it begins, or while it is read. */
const ENDS: Readonly<Record<string, (all: readonly Message[]) => Promise<void>>> = {
  "the mailer is closed": async (all) => {
    const mailer = createMailer(toServer());
    await mailer.close();
    await settled(all.map((each) => mailer.send(each)));
  },
  "the mailer with retry is closed": async (all) => {
    const mailer = withRetry(createMailer(toServer()));
    await mailer.close();
    await settled(all.map((each) => mailer.send(each)));
  },
  "the connection is closed": async (all) => {
    const connection = await connect(toServer());
    await connection.close();
    await settled(all.map((each) => connection.send(each)));
  },
  "the signal has fired": async (all) => {
    await using mailer = createMailer(toServer());
    const call = { signal: AbortSignal.abort() };
    await settled(all.map((each) => mailer.send(each, call)));
  },
  "the signal fires while they wait for a connection": async (all) => {
    await using mailer = createMailer({ ...toSilence(), pool: { size: 1 } });
    const call = { signal: AbortSignal.timeout(50) };
    await settled(all.map((each) => mailer.send(each, call)));
  },
  "the time is over while they wait for a connection": async (all) => {
    const timeouts = { total: 50 };
    await using mailer = createMailer({ ...toSilence(), pool: { size: 1 }, timeouts });
    await settled(all.map((each) => mailer.send(each)));
  },
  "the time is over while they wait for a rate": async (all) => {
    const pool = { size: 1, rate: { messages: 1, per: 600_000 } };
    await using mailer = createMailer({ ...toServer(), pool, timeouts: { total: 200 } });
    await Promise.allSettled(all.map((each) => mailer.send(each)));
  },
  "the envelope is wrong": async (all) => {
    await using mailer = createMailer(toServer());
    await settled(all.map((each) => mailer.send({ ...each, to: "nonsense" })));
  },
  "nobody listens": async (all) => {
    await using mailer = createMailer({ host: "127.0.0.1", port: 9, tls: "none" });
    await settled(all.map((each) => mailer.send(each)));
  },
  "sendMany ends by its signal": async (all) => {
    await using mailer = createMailer({ ...toSilence(), pool: { size: 1 } });
    const call = { signal: AbortSignal.timeout(50) };
    for await (const { error } of mailer.sendMany(all, call)) expect(error).toBeDefined();
  },
  "sendMany with overlap ends by its signal": async (all) => {
    await using mailer = createMailer({ ...toSilence(), pool: { size: 1 } });
    const call = { signal: AbortSignal.timeout(50), maxUnacknowledged: 4 };
    for await (const { error } of mailer.sendMany(all, call)) expect(error).toBeDefined();
  },
  "a message before them stalls": async (all) => {
    await using mailer = createMailer({ ...toServer(), pool: { size: 1 } });
    const stall = mailer.send(
      { ...envelope, raw: new Readable({ read() {} }) },
      { signal: AbortSignal.timeout(100) },
    );
    const call = { signal: AbortSignal.timeout(50) };
    await settled([stall, ...all.map((each) => mailer.send(each, call))]);
  },
  "they are sent": async (all) => {
    await using mailer = createMailer(toServer());
    await Promise.all(all.map((each) => mailer.send(each)));
  },
};

describe("the files of forty messages are closed", () => {
  onLinux.each(Object.entries(ENDS))("when %s", async (_, end) => {
    const before = openFiles();
    const all = await letters(40);
    expect(openFiles()).toBe(before + 40);
    await end(all);
    // Sockets of the previous case may close later, so there may also be fewer.
    for (let tries = 0; openFiles() > before && tries < 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(openFiles()).toBeLessThanOrEqual(before);
    for (const { raw } of all) expect((raw as Readable).destroyed).toBe(true);
  });
});

describe("a stream that fails while its message waits for a connection", () => {
  it.each(["before it was opened", "after it was opened"])("harms no other (%s)", async (when) => {
    await using mailer = createMailer({
      ...toSilence(),
      pool: { size: 1 },
      timeouts: { greeting: 200 },
    });
    const raw = createReadStream(when.startsWith("before") ? "/no/such/file" : file);
    if (when.startsWith("after")) once(raw, "open").then(() => raw.destroy(new Error("gone")));
    const first = mailer.send({ ...envelope, raw: "Subject: x\r\n\r\n" });
    const second = mailer.send({ ...envelope, raw });
    await settled([first, second]);
  });

  it.each([1, 3])(
    "nor while it waits for a rate (%i unacknowledged)",
    async (maxUnacknowledged) => {
      const rate = { messages: 1, per: 300 };
      await using mailer = createMailer({ ...toServer(), pool: { size: 1, rate } });
      const small = { ...envelope, raw: "Subject: x\r\n\r\n" };
      async function* messages(): AsyncGenerator<Message> {
        yield* [small, small];
        const raw = createReadStream(file);
        setTimeout(() => raw.destroy(new Error("gone")), 50);
        yield { ...envelope, raw };
        yield small;
      }
      const results: string[] = [];
      for await (const { index, error } of mailer.sendMany(messages(), { maxUnacknowledged })) {
        results[index] = error ? "failed" : "accepted";
      }
      expect(results).toEqual(["accepted", "accepted", "failed", "accepted"]);
    },
  );

  it("nor while it waits behind others for its first try", async () => {
    await using mailer = withRetry(createMailer({ ...toServer(), pool: { size: 1 } }));
    const small = { ...envelope, raw: "Subject: x\r\n\r\n" };
    const slow = { ...envelope, raw: Readable.from(slowly()) };
    async function* slowly() {
      yield "Subject: x\r\n\r\n";
      await new Promise((resolve) => setTimeout(resolve, 200));
      yield "x\r\n";
    }
    async function* messages(): AsyncGenerator<Message> {
      yield* [slow, ...Array.from({ length: 20 }, () => small)];
      const raw = createReadStream(file);
      setTimeout(() => raw.destroy(new Error("gone")), 50);
      yield { ...envelope, raw };
    }
    const failed: number[] = [];
    for await (const { index, error } of mailer.sendMany(messages(), { maxUnacknowledged: 2 })) {
      if (error) failed.push(index);
    }
    expect(failed).toEqual([21]);
  });

  it("adds one listener, however often its message is looked at", async () => {
    const raw = createReadStream(file);
    const abort = AbortSignal.abort();
    await using mailer = createMailer({ ...toServer(), pool: { size: 1 } });
    for (let times = 0; times < 20; times += 1) {
      await mailer.send({ ...envelope, raw }, { signal: abort }).catch(() => {});
    }
    expect(raw.listenerCount("error")).toBeLessThanOrEqual(1);
  });

  it("is what the message fails with, once there is a connection", async () => {
    await using mailer = createMailer({ ...toServer(), pool: { size: 1 } });
    const raw = createReadStream("/no/such/file");
    const [ok, failed] = await Promise.allSettled([
      mailer.send({ ...envelope, raw: "Subject: x\r\n\r\n" }),
      mailer.send({ ...envelope, raw }),
    ]);
    expect(ok.status).toBe("fulfilled");
    expect(failed).toMatchObject({ reason: { code: "BODY_FAILED" } });
  });
});

describe("an HTTP response that stalls", () => {
  it.each([
    ["timeouts.content", { content: 100 }],
    ["timeouts.total", { total: 200 }],
    ["the signal", {}],
  ])("ends by %s, and its socket is closed", async (by, timeouts) => {
    const web = createServer((socket) => {
      socket.on("error", () => {});
      const head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
      socket.once("data", () => socket.write(`${head}Subject: x\r\n\r\nHi.\r\n`));
    });
    await once(web.listen(0, "127.0.0.1"), "listening");
    const gone = new Promise((resolve) => {
      web.once("connection", (socket) => socket.once("close", resolve));
    });
    const request = get({ host: "127.0.0.1", port: (web.address() as AddressInfo).port });
    const [raw] = await once(request, "response");
    request.on("error", () => {});
    await using mailer = createMailer({ ...toServer(), timeouts });
    const call = by === "the signal" ? { signal: AbortSignal.timeout(100) } : {};
    await settled([mailer.send({ ...envelope, raw }, call)]);
    await gone;
    web.close();
  });

  it("of fetch ends by the signal, and its socket is closed", async () => {
    const web = createServer((socket) => {
      socket.on("error", () => {});
      const head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
      socket.once("data", () => socket.write(`${head}Subject: x\r\n\r\nHi.\r\n`));
    });
    await once(web.listen(0, "127.0.0.1"), "listening");
    const gone = new Promise((resolve) => {
      web.once("connection", (socket) => socket.once("close", resolve));
    });
    const { body } = await fetch(`http://127.0.0.1:${(web.address() as AddressInfo).port}/`);
    await using mailer = createMailer(toServer());
    const raw = body as ReadableStream<Uint8Array>;
    const call = { signal: AbortSignal.timeout(100) };
    await settled([mailer.send({ ...envelope, raw }, call)]);
    await gone;
    web.close();
  });
});
