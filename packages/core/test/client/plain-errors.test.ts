/** Transports and clocks that are not ours can fail with anything. */
import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type ClientOptions,
  createMailer,
  type Dial,
  SmtpError,
  type Transport,
} from "../../src/mod.ts";
import { modernServer, testServer } from "../../src/testing/mod.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const envelope = { from: "a@example.com", to: "b@example.net" };

async function* pieces() {
  yield "Subject: x\r\n\r\n";
  for (let line = 0; line < 3_000; line += 1) yield "A line.\r\n";
}

async function send(dial: Dial, options: Pick<ClientOptions, "tls" | "features"> = {}) {
  await using mailer = createMailer({ host: "x.example", dial, ...options });
  return await mailer.send({ ...envelope, raw: pieces });
}

type Method = "read" | "write" | "writeNow" | "startTls";

/** A dial whose transports fail in one method, from some call on. */
function failing(method: Method, from: number, fail: () => never): Dial {
  const { dial } = testServer(modernServer);
  return async (...given) => failsIn(await dial(...given));
  function failsIn(transport: Transport): Transport {
    let calls = 0;
    return new Proxy(transport, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name);
        if (typeof own !== "function") return own;
        return (...given: unknown[]) => {
          calls += name === method ? 1 : 0;
          return name === method && calls > from ? fail() : Reflect.apply(own, target, given);
        };
      },
    });
  }
}

const ways: readonly (readonly [string, () => never])[] = [
  [
    "throws an Error",
    () => {
      throw new Error("write EPIPE");
    },
  ],
  ["rejects with an Error", () => Promise.reject(new Error("write EPIPE")) as never],
  ["rejects with a text", () => Promise.reject("write EPIPE") as never],
];

describe.each(ways)("a transport that %s", (_how, fail) => {
  it.each<[Method, number]>([
    ["read", 0],
    ["read", 1],
    ["read", 2],
    ["write", 0],
    ["write", 1],
    ["startTls", 0],
  ])("in %s after %i calls fails the send with an SmtpError", async (method, from) => {
    const options = method === "startTls" ? ({ tls: "starttls" } as const) : {};
    const error: unknown = await send(failing(method, from, fail), options).catch((why) => why);
    expect(error).toBeInstanceOf(SmtpError);
    const { code, message } = error as SmtpError;
    expect(code).toBe(method === "startTls" ? "CERTIFICATE_REFUSED" : "CONNECTION_LOST");
    expect(message).toContain("write EPIPE");
  });

  it("in startTls never sends in clear text, even where TLS is only preferred", async () => {
    const error: unknown = await send(failing("startTls", 0, fail), {
      features: { TLS: "prefer" },
    }).catch((why) => why);
    expect(error).toMatchObject({ name: "SmtpError", code: "CERTIFICATE_REFUSED" });
  });

  it("in dial fails the send with an SmtpError", async () => {
    await expect(send(fail)).rejects.toMatchObject({
      name: "SmtpError",
      code: "CONNECT_FAILED",
      message: expect.stringContaining("write EPIPE"),
    });
  });
});

it("hides credentials in the error of a dial, and in its cause", async () => {
  const plain = new Error("No route by http://ann:rosebud-49@proxy.example:3128");
  const dial = () => Promise.reject(plain);
  const error: unknown = await send(dial).catch((why) => why);
  expect(error).toMatchObject({
    code: "CONNECT_FAILED",
    message: expect.stringContaining("http://***@proxy.example:3128"),
  });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("rosebud-49");
});

it.each([
  ["an error with credentials", new Error("No route by http://ann:rosebud-49@proxy.example:3128")],
  ["an error without a readable property", new Proxy(new Error("x"), { get: refuse })],
])("reports %s of the second connection to a silent port", async (_what, thrown) => {
  const { dial } = testServer({ ...modernServer, answers: [{ to: "GREETING", silence: true }] });
  const either: Dial = (to, given) =>
    to.tls === "implicit" ? Promise.reject(thrown) : dial(to, given);
  const timeouts = { silence: 1, greeting: 50 };
  await using mailer = createMailer({ host: "x.example", port: 587, dial: either, timeouts });
  const error: unknown = await mailer.send({ ...envelope, raw: pieces }).catch((why) => why);
  expect(error).toMatchObject({ code: "TIMEOUT" });
  expect((error as Error).message).toContain("on a second connection: The transport failed");
  expect((error as Error).message).not.toContain("rosebud-49");
});

const unreadable: readonly (readonly [string, unknown])[] = [
  ["an object without a prototype", Object.create(null)],
  ["an error without a readable property", new Proxy(new Error("x"), { get: refuse })],
];

function refuse(): never {
  throw new Error("It cannot be read.");
}

describe.each(unreadable)("a transport that rejects with %s", (_what, thrown) => {
  it.each<[Method]>([["read"], ["write"]])("in %s fails the send at once", async (method) => {
    const dial = failing(method, 0, () => Promise.reject(thrown) as never);
    await expect(send(dial)).rejects.toMatchObject({
      code: "CONNECTION_LOST",
      message: expect.stringContaining("an error that cannot be read"),
    });
  });

  it("in dial fails the send with an SmtpError", async () => {
    const dial = () => Promise.reject(thrown);
    await expect(send(dial)).rejects.toMatchObject({ code: "CONNECT_FAILED" });
  });
});

describe("a test framework's fakes", () => {
  it("of all timers hold up no message", async () => {
    vi.useFakeTimers();
    expect((await send(testServer().dial)).accepted).toHaveLength(1);
  });

  it.each([[Number.NaN], [undefined]])("of a clock that returns %s are reported", async (time) => {
    vi.spyOn(performance, "now").mockReturnValue(time as number);
    await expect(send(testServer().dial)).rejects.toThrow(
      "`performance.now()` does not return a number.",
    );
  });
});
