/** Arguments of callers other than messages: observers that fail, and values that are not signals. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, createMailer, logEvents, type Message } from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { testServer } from "../../src/testing/mod.ts";

const message: Message = {
  from: "a@b.example",
  to: "c@d.example",
  raw: "Subject: x\r\n\r\nHi.\r\n",
};
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
interface Events {
  on(name: "unhandledRejection", listener: (reason: unknown) => void): void;
  off(name: "unhandledRejection", listener: (reason: unknown) => void): void;
}
const { process } = globalThis as unknown as { readonly process: Events };

beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

const throwing = (): never => {
  throw new Error("the observer failed");
};
const reject = async (): Promise<void> => {
  throw new Error("the observer failed");
};
const hostile = (): never =>
  new Proxy(
    {},
    {
      has: () => true,
      get: () => {
        throw new Error("no");
      },
    },
  ) as never;

function server() {
  return testServer({ capabilities: ["PIPELINING"], tls: "none" });
}
const at = { host: "smtp.example.com", port: 25, tls: "none" } as const;

describe("an observer that throws", () => {
  it.each([
    ["onEvent", throwing],
    ["a logger", logEvents({ log: throwing })],
  ])("does not break a delivery: %s", async (_, onEvent) => {
    await using mailer = createMailer({ ...at, dial: server().dial, onEvent });
    expect((await mailer.send(message)).accepted).toHaveLength(1);
  });
});

describe("an observer that rejects", () => {
  it.each([
    ["onEvent", reject],
    ["a logger", logEvents({ log: reject })],
    ["an object that cannot be awaited", hostile],
  ])("does not break a delivery: %s", async (_, onEvent) => {
    await using mailer = createMailer({ ...at, dial: server().dial, onEvent });
    expect((await mailer.send(message)).accepted).toHaveLength(1);
  });

  it("does not break a retry", async () => {
    const server = testServer({
      capabilities: [],
      tls: "none",
      answers: [{ to: "MAIL", nth: 1, reply: "451 4.3.0 Not now" }],
    });
    const options = { first: 1, longest: 1, onRetry: reject };
    await using mailer = withRetry(createMailer({ ...at, dial: server.dial }), options);
    await mailer.send(message);
    expect(server.messages).toHaveLength(1);
  });
});

const NO_SIGNALS: readonly unknown[] = [
  {},
  "abort",
  1,
  true,
  new AbortController(),
  { aborted: false },
];

describe("a value that is not an AbortSignal", () => {
  it.each(NO_SIGNALS)("is refused before anything is opened (%#)", async (given) => {
    const { dial } = server();
    let dials = 0;
    let commands = 0;
    const options = {
      ...at,
      dial: (...to: Parameters<typeof dial>) => {
        dials += 1;
        return dial(...to);
      },
      onEvent: ({ type }: { readonly type: string }) => {
        if (type === "command") commands += 1;
      },
    };
    const signal = given as AbortSignal;
    const refused = (work: () => Promise<unknown>): Promise<void> =>
      expect((async () => work())()).rejects.toThrow(
        expect.objectContaining({
          name: "TypeError",
          message: expect.stringContaining("`signal`"),
        }),
      );
    const plain = createMailer(options);
    const drafts = createMailer({
      ...options,
      compose: (_: { subject: string }) => expect.unreachable("it composed"),
    });
    for (const mailer of [plain, withRetry(plain)]) {
      await refused(() => mailer.send(message, { signal }));
      await refused(() => mailer.verify({ signal }));
      for (const maxUnacknowledged of [1, 2]) {
        await refused(() => mailer.sendMany([message], { signal, maxUnacknowledged }).next());
      }
    }
    await refused(() => drafts.send({ subject: "x" }, { signal }));
    await refused(() => connect({ ...options, signal }));
    expect(dials).toBe(0);
    const connection = await connect(options);
    const before = commands;
    await refused(() => connection.send(message, { signal }));
    await refused(() => connection.verify({ signal }));
    await refused(() => connection.vrfy("a", { signal }));
    await refused(() => connection.expn("a", { signal }));
    await refused(() => connection.help("", { signal }));
    await refused(() => connection.etrn("a.example", { signal }));
    for (const maxUnacknowledged of [1, 2]) {
      await refused(() => connection.sendMany([message], { signal, maxUnacknowledged }).next());
    }
    expect(commands).toBe(before);
    await connection.close();
  });

  it("may be of another realm", async () => {
    const { signal } = new AbortController();
    const foreign = {
      aborted: false,
      addEventListener: signal.addEventListener.bind(signal),
      removeEventListener: signal.removeEventListener.bind(signal),
    } as AbortSignal;
    await using mailer = createMailer({ ...at, dial: server().dial, timeouts: { total: 5_000 } });
    await mailer.send(message, { signal: foreign });
  });
});
