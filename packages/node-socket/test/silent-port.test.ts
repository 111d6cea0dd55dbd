/** Ports that are silent to a client that begins in clear text, over real sockets with real TLS. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { type SessionEvent, SmtpError } from "@parley-smtp/core";
import { afterEach, describe, expect, it } from "vitest";
import { createMailer } from "../src/mod.ts";
import { listen, type Personality, type TestAuthority, testAuthority } from "../src/testing/mod.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const implicit: Personality = { capabilities: ["PIPELINING", "AUTH PLAIN"], tls: "implicit" };
/** The limits in proportion to the defaults: 10 s, 30 s. */
const timeouts = { silence: 300, greeting: 5_000 };

/** A server in front of another one, which counts connections and records the first data of each client. */
async function watch(port: number) {
  const firstBytes: Buffer[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    const number = connections;
    connections += 1;
    open.add(client);
    client.on("error", () => {}).on("close", () => open.delete(client));
    const behind = connect(port, "127.0.0.1").on("error", () => {});
    client.on("data", (bytes: Buffer) => {
      firstBytes[number] ??= bytes;
      behind.write(bytes);
    });
    behind.on("data", (bytes) => client.write(bytes));
    client.on("close", () => behind.destroy());
    behind.on("end", () => client.end());
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    firstBytes,
    open,
    get connections() {
      return connections;
    },
  };
}

async function identityFor(authority: TestAuthority, host: string) {
  const { key, cert } = await authority.issue([host]);
  return { key, cert };
}

describe("a port that begins with TLS, without `tls`", () => {
  it("gets the message under verified TLS on a second connection", async () => {
    const authority = await testAuthority();
    await using server = await listen(implicit, await identityFor(authority, "localhost"));
    const proxy = await watch(server.port);
    const events: SessionEvent[] = [];
    await using mailer = createMailer({
      host: "localhost",
      family: 4,
      port: proxy.port,
      ca: authority.ca,
      auth: { user: "ann", pass: "secret" },
      timeouts,
      onEvent: (event) => events.push(event),
    });
    const { fallbacks } = await mailer.send(message);
    expect(fallbacks[0]).toMatchObject({
      feature: "TLS",
      method: "implicit TLS on a second connection",
      reason: "silence",
    });
    expect(server.messages).toMatchObject([{ raw: message.raw, tls: true, user: "ann" }]);
    expect(proxy.connections).toBe(2);
    // Nothing on the first connection; a TLS handshake record on the second.
    expect(proxy.firstBytes[0]).toBeUndefined();
    expect(proxy.firstBytes[1]?.[0]).toBe(0x16);
    while (proxy.open.size > 1) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it("gets nothing when its certificate is not trusted", async () => {
    const authority = await testAuthority();
    await using server = await listen(implicit, await identityFor(authority, "localhost"));
    const proxy = await watch(server.port);
    const limits = { silence: 100, greeting: 1_000 };
    const options = { host: "localhost", family: 4, port: proxy.port, timeouts: limits } as const;
    await using mailer = createMailer(options);
    const error: unknown = await mailer.send(message).catch((failure: unknown) => failure);
    expect(SmtpError.is(error) && error.code).toBe("CERTIFICATE_REFUSED");
    expect(server.messages).toEqual([]);
    expect(proxy.firstBytes[0]).toBeUndefined();
    while (proxy.open.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });
});

describe("a server that greets late and turns early talkers away with 554", () => {
  it.each([
    ["while the client waits", 0.18, 1],
    ["while a second connection is tried", 0.6, 2],
  ])("gets the message when it greets %s", async (_, greetsAfter, connections) => {
    const plain: Personality = { capabilities: ["PIPELINING"], tls: "none", greetsAfter };
    await using server = await listen(plain);
    const proxy = await watch(server.port);
    const options = { host: "localhost", family: 4, port: proxy.port, timeouts } as const;
    await using mailer = createMailer(options);
    const { fallbacks } = await mailer.send(message);
    expect(fallbacks[0]).toMatchObject({ feature: "TLS", method: "clear text" });
    expect(server.messages).toMatchObject([{ raw: message.raw, tls: false }]);
    expect(proxy.connections).toBe(connections);
    expect(proxy.firstBytes[0]?.toString()).toMatch(/^EHLO /);
  });

  it("goes on with STARTTLS when it offers that", async () => {
    const authority = await testAuthority();
    const late: Personality = {
      capabilities: ["PIPELINING", "STARTTLS"],
      tls: "starttls",
      greetsAfter: 0.6,
    };
    await using server = await listen(late, await identityFor(authority, "localhost"));
    const proxy = await watch(server.port);
    const { ca } = authority;
    const options = { host: "localhost", family: 4, port: proxy.port, ca, timeouts } as const;
    await using mailer = createMailer(options);
    await mailer.send(message);
    expect(server.messages).toMatchObject([{ raw: message.raw, tls: true }]);
    expect(proxy.firstBytes[0]?.toString()).toMatch(/^EHLO /);
    expect(proxy.connections).toBe(2);
  });

  it("turns away who speaks early", async () => {
    await using server = await listen({ capabilities: [], tls: "none", greetsAfter: 30 });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("EHLO client.example\r\n");
    const [bytes] = (await once(socket, "data")) as [Buffer];
    expect(bytes.toString()).toMatch(/^554 /);
    socket.destroy();
  });
});
