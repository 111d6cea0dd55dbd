/** Hosts whose first address fails, over real sockets on loopback addresses. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { connect, type SessionEvent } from "@parley-smtp/core";
import { afterEach, describe, expect, it } from "vitest";
import { dialWith } from "../src/dial.ts";
import { testAuthority } from "../src/testing/mod.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server, host: string, port = 0): Promise<number> {
  servers.push(server);
  await once(server.listen(port, host), "listening");
  return (server.address() as AddressInfo).port;
}

/** A server that accepts connections and misbehaves. */
function failing(behave: (socket: Socket) => void): Server {
  return createServer((socket) => behave(socket.on("error", () => {})));
}

/** Sends a greeting, and replies 250 to everything. */
function serve(socket: Socket): void {
  socket.on("error", () => {}).write("220 mail.example ESMTP\r\n");
  socket.on("data", (bytes) => {
    const quits = bytes.toString().startsWith("QUIT");
    if (quits) socket.end("221 Bye\r\n");
    else socket.write("250 mail.example\r\n");
  });
}

const behaviours: readonly [string, (socket: Socket) => void, string][] = [
  ["greets with 421", (socket) => socket.end("421 4.3.2 Closing\r\n"), "closing"],
  ["closes", (socket) => socket.end(), "disconnected"],
  ["resets", (socket) => setTimeout(() => socket.resetAndDestroy(), 50), "disconnected"],
  ["is silent", (socket) => socket.resume(), "silence"],
];

describe.runIf(process.platform === "linux")("a host whose first address", () => {
  it.each(behaviours)("%s is served by the next one", async (_, behave, reason) => {
    const port = await listen(failing(behave), "127.0.0.2");
    await listen(createServer(serve), "127.0.0.3", port);
    const dial = dialWith(async () => ["127.0.0.2", "127.0.0.3"]);
    const events: SessionEvent[] = [];
    const onEvent = (event: SessionEvent): void => void events.push(event);
    const timeouts = { greeting: 500 };
    const options = { host: "mail.example", port, tls: "none", dial, timeouts, onEvent } as const;
    await using connection = await connect(options);
    expect(connection.plan.choices.ESMTP.method).toBe("EHLO");
    expect(events.filter(({ type }) => type === "next-address")).toMatchObject([
      { failed: "127.0.0.2", address: "127.0.0.3", reason },
    ]);
  });

  it.each(behaviours.slice(1))(
    "%s in the TLS handshake is served by the next one",
    async (_, behave) => {
      const authority = await testAuthority();
      const identity = await authority.issue(["mail.example"]);
      const hears = failing((socket) => socket.once("data", () => behave(socket)));
      const port = await listen(hears, "127.0.0.2");
      await listen(createTlsServer(identity, serve), "127.0.0.3", port);
      const dial = dialWith(async () => ["127.0.0.2", "127.0.0.3"], { ca: authority.ca });
      const events: SessionEvent[] = [];
      const onEvent = (event: SessionEvent): void => void events.push(event);
      const timeouts = { connect: 1_000 };
      const options = {
        host: "mail.example",
        port,
        tls: "implicit",
        dial,
        timeouts,
        onEvent,
      } as const;
      await using connection = await connect(options);
      expect(connection.plan.choices.TLS.method).toBe("implicit TLS");
      expect(events.filter(({ type }) => type === "next-address")).toMatchObject([
        { failed: "127.0.0.2", address: "127.0.0.3" },
      ]);
    },
  );
});
