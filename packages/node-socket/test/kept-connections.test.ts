/** Kept connections whose server becomes silent: QUIT delays nothing, and a message uses a new connection. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createMailer, type Message } from "@parley-smtp/node-socket";
import { withRetry } from "@parley-smtp/node-socket/retry";
import { afterEach, describe, expect, it } from "vitest";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

interface Silent {
  readonly port: number;
  readonly received: number;
  readonly connections: number;
  close(): void;
}

const servers: Silent[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/**
 * A server that becomes silent: it answers nothing and closes nothing.
 *
 * @param silent returns whether it ignores a line, given the number of messages on this connection
 */
async function serve(silent: (line: string, messages: number) => boolean): Promise<Silent> {
  const sockets = new Set<Socket>();
  let received = 0;
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    socket.write("220 mail.example.net\r\n");
    let rest = "";
    let content = false;
    let messages = 0;
    let mute = false;
    const answer = (line: string): string => {
      if (content && line !== ".") return "";
      if (content) {
        content = false;
        messages += 1;
        received += 1;
        return "250 Ok\r\n";
      }
      mute ||= silent(line, messages);
      if (mute) return "";
      if (line.startsWith("EHLO")) return "250-mail.example.net\r\n250 PIPELINING\r\n";
      content = line === "DATA";
      if (line === "QUIT") return "221 Bye\r\n";
      return content ? "354 Go on\r\n" : "250 Ok\r\n";
    };
    socket.on("data", (bytes) => {
      const lines = `${rest}${bytes.toString("latin1")}`.split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const reply = answer(line);
        if (reply !== "") socket.write(reply);
        if (reply.startsWith("221")) socket.end();
      }
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const made: Silent = {
    port: (server.address() as AddressInfo).port,
    get received() {
      return received;
    },
    get connections() {
      return connections;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  servers.push(made);
  return made;
}

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A wait for QUIT would only end by this limit. */
const quit = 50_000;

describe("QUIT that is not answered holds up no message", () => {
  const mute = () => serve((line) => line === "QUIT");
  const at = (port: number) =>
    ({ host: "127.0.0.1", port, tls: "none", timeouts: { quit } }) as const;
  const limits = {
    "has carried enough": { messages: 1 },
    "is old enough": { age: 1 },
    "has rested": { idle: 30 },
  };

  it.each(Object.entries(limits))(
    "on a connection that %s",
    async (_, pool) => {
      const { port, ...server } = await mute();
      const mailer = createMailer({ ...at(port), pool: { size: 1, ...pool } });
      for (let sent = 0; sent < 4; sent += 1) {
        const { accepted } = await mailer.send(message);
        expect(accepted).toHaveLength(1);
        await later(60);
      }
      expect(server).toBeDefined();
      // `close()` itself may wait for QUIT, so the test does not wait for it.
      void mailer.close();
    },
    20_000,
  );

  it("among pipelined messages", async () => {
    const server = await mute();
    const mailer = createMailer({ ...at(server.port), pool: { size: 1, messages: 2 } });
    let accepted = 0;
    const many = Array.from({ length: 7 }, () => message);
    for await (const { receipt } of mailer.sendMany(many, { maxUnacknowledged: 3 })) {
      accepted += receipt?.accepted.length ?? 0;
    }
    expect(accepted).toBe(7);
    expect(server.connections).toBe(4);
    void mailer.close();
  }, 20_000);
});

describe("a kept connection on which nothing is answered any more", () => {
  const dropped = () => serve((_, messages) => messages > 0);
  const timeouts = { mail: 300, rcpt: 300, data: 300, quit };

  it("is replaced by the first message after a rest, and nothing is learned", async () => {
    const server = await dropped();
    const events: string[] = [];
    const mailer = createMailer({
      host: "127.0.0.1",
      port: server.port,
      tls: "none",
      timeouts,
      pool: { size: 1 },
      onEvent: ({ type }) => events.push(type),
    });
    await mailer.send(message);
    await later(1_100);
    const { accepted, fallbacks } = await mailer.send(message);
    expect(accepted).toHaveLength(1);
    expect(fallbacks.filter(({ reason }) => reason === "silence")).toEqual([]);
    expect(events.filter((type) => type === "reconnect")).toHaveLength(1);
    expect(await mailer.hints()).toEqual([]);
    expect(server).toMatchObject({ received: 2, connections: 2 });
    void mailer.close();
  }, 20_000);

  it("ends a message by timeouts.total and by the signal", async () => {
    const server = await dropped();
    const at = { host: "127.0.0.1", port: server.port, tls: "none", pool: { size: 1 } } as const;
    const timed = createMailer({ ...at, timeouts: { total: 400 } });
    await timed.send(message);
    await expect(timed.send(message)).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining("timeouts.total"),
    });
    await timed.close();
    const aborted = createMailer(at);
    await aborted.send(message);
    const sent = aborted.send(message, { signal: AbortSignal.timeout(200) });
    await expect(sent).rejects.toMatchObject({ code: "ABORTED" });
    await aborted.close();
    expect(server.received).toBe(2);
  }, 20_000);

  it("does not keep close() beyond the time of QUIT", async () => {
    const server = await dropped();
    const mailer = createMailer({
      host: "127.0.0.1",
      port: server.port,
      tls: "none",
      timeouts: { quit: 100 },
    });
    await mailer.send(message);
    await mailer.close();
    expect(server.received).toBe(1);
  }, 20_000);
});

describe("a mailer with retry whose own mailer is closed", () => {
  it("wakes the messages that wait for their next try, and says why", async () => {
    const server = await serve((line) => line.startsWith("MAIL"));
    const inner = createMailer({
      host: "127.0.0.1",
      port: server.port,
      tls: "none",
      timeouts: { mail: 100 },
    });
    let waits = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      waits = resolve;
    });
    const sent = withRetry(inner, {
      first: 600_000,
      longest: 600_000,
      deadline: 6_000_000,
      onRetry: () => waits(),
    }).send(message);
    await waiting;
    await Promise.all([
      inner.close(),
      expect(sent).rejects.toMatchObject({
        message: expect.stringMatching(/It was not tried again, because the mailer was closed\.$/),
      }),
    ]);
  }, 20_000);
});
