/** Transports of users that violate the contract, or that wrap another transport. */
import { describe, expect, it } from "vitest";
import { createMailer, type Dial, type Message, type Transport } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

/** A server in memory and a mailer whose transports are changed. */
function setUp(change: (good: Transport) => Transport) {
  const server = testServer({ capabilities: ["PIPELINING"], tls: "none" });
  const dial: Dial = async (to, options) => change(await server.dial(to, options));
  return { server, mailer: createMailer({ host: "mail.example", port: 25, tls: "none", dial }) };
}

it("keeps the receipt when the transport throws on becoming idle, and connects anew", async () => {
  const { server, mailer } = setUp((good) => ({
    ...good,
    setIdle(idle) {
      if (idle) throw new Error("socket is closed");
    },
  }));
  expect((await mailer.send(message)).accepted).toHaveLength(1);
  expect((await mailer.send(message)).accepted).toHaveLength(1);
  await mailer.close();
  expect(server.messages).toHaveLength(2);
});

it("keeps the receipt when the transport throws on the read of an idle connection", async () => {
  let isIdle = false;
  const { server, mailer } = setUp((good) => ({
    ...good,
    setIdle: (idle) => {
      isIdle = idle;
    },
    read() {
      if (isIdle) throw new Error("socket is closed");
      return good.read();
    },
  }));
  expect((await mailer.send(message)).accepted).toHaveLength(1);
  expect((await mailer.send(message)).accepted).toHaveLength(1);
  await mailer.close();
  expect(server.messages).toHaveLength(2);
});

it.each<[string, Partial<Transport>]>([
  [
    "setIdle",
    {
      setIdle() {
        throw new Error("no idle");
      },
    },
  ],
  [
    "isUsable",
    {
      isUsable() {
        throw new Error("no idea");
      },
    },
  ],
])("a transport whose %s always throws does not block its mailer", async (_, broken) => {
  const { server, mailer } = setUp((good) => ({ ...good, ...broken }));
  for (let sent = 0; sent < 3; sent += 1)
    expect((await mailer.send(message)).accepted).toHaveLength(1);
  await mailer.close();
  expect(server.messages).toHaveLength(3);
});

describe("a wrapper that replaces `write`", () => {
  /** A transport that takes bytes at once, as node-socket's does. */
  const atOnce = (good: Transport): Transport => {
    const writeNow = (bytes: Uint8Array): undefined => {
      good.write(bytes).catch(() => {});
    };
    return Object.defineProperty({ ...good }, "writeNow", { value: writeNow });
  };

  it.each<[string, (inner: Transport, write: Transport["write"]) => Transport]>([
    ["in a copy", (inner, write) => ({ ...inner, write })],
    [
      "in an object that inherits",
      (inner, write) => Object.assign(Object.create(inner) as Transport, { write }),
    ],
  ])("%s sees every write", async (_, wrap) => {
    const written: string[] = [];
    const { server, mailer } = setUp((good) => {
      const inner = atOnce(good);
      return wrap(inner, (bytes) => {
        written.push(new TextDecoder().decode(bytes));
        return inner.write(bytes);
      });
    });
    await mailer.send(message);
    await mailer.close();
    expect(server.messages).toHaveLength(1);
    expect(written.join("")).toMatch(/^EHLO [\s\S]*MAIL FROM[\s\S]*Hi\.\r\n\.\r\nQUIT\r\n$/);
  });

  it("is the exception: without one, bytes are taken at once", async () => {
    let atOnce = 0;
    const { server, mailer } = setUp((good) => ({
      ...good,
      writeNow(bytes) {
        atOnce += 1;
        good.write(bytes).catch(() => {});
        return undefined;
      },
    }));
    await mailer.send(message);
    await mailer.close();
    expect(server.messages).toHaveLength(1);
    expect(atOnce).toBeGreaterThan(2);
  });
});

it("a draft that cannot be looked at fails alone, and by a promise", async () => {
  const server = testServer({ capabilities: ["PIPELINING"], tls: "none" });
  const mailer = createMailer({
    host: "mail.example",
    port: 25,
    tls: "none",
    dial: server.dial,
    compose: async (draft: { readonly text: string }) => ({ ...message, raw: draft.text }),
  });
  const { proxy, revoke } = Proxy.revocable({ text: "" }, {});
  revoke();
  await expect(mailer.send(proxy)).rejects.toThrow(TypeError);
  const results: string[] = [];
  for await (const { index, receipt } of mailer.sendMany([proxy, { text: "Subject: x\r\n\r\n" }]))
    results.push(`${index} ${receipt ? "sent" : "failed"}`);
  await mailer.close();
  expect(results.sort()).toEqual(["0 failed", "1 sent"]);
});
