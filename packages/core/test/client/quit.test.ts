/** QUIT that is not answered holds up nothing but `close()`. Over real sockets: packages/node-socket/test/kept-connections.test.ts. */
import { afterEach, expect, it, vi } from "vitest";
import { createMailer, type Message, type PoolOptions } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

afterEach(() => {
  vi.useRealTimers();
});

it.each<[string, PoolOptions]>([
  ["has carried enough", { messages: 1 }],
  ["is old enough", { age: 1 }],
  ["has rested", { idle: 10 }],
])("the next message does not wait for QUIT on a connection that %s", async (_, pool) => {
  const server = testServer({
    capabilities: ["PIPELINING"],
    tls: "none",
    answers: [{ to: "QUIT", silence: true }],
  });
  const closed: string[] = [];
  const mailer = createMailer({
    host: "mail.example",
    port: 25,
    tls: "none",
    dial: server.dial,
    pool: { size: 1, ...pool },
    // Far longer than this test may take.
    timeouts: { quit: 600_000 },
    onEvent: (event) => {
      if (event.type === "closed") closed.push(event.why);
    },
  });
  for (let sent = 0; sent < 3; sent += 1) {
    expect((await mailer.send(message)).accepted).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(server.messages).toHaveLength(3);
  expect(closed.length).toBeGreaterThanOrEqual(2);
  // Nobody waits for `close()`, which may wait for QUIT.
  void mailer.close();
});

it("an idle connection waits for the answer to QUIT for as long as `timeouts.quit` says", async () => {
  vi.useFakeTimers();
  const server = testServer({
    capabilities: ["PIPELINING"],
    tls: "none",
    answers: [{ to: "QUIT", silence: true }],
  });
  const events: string[] = [];
  const mailer = createMailer({
    host: "mail.example",
    port: 25,
    tls: "none",
    dial: server.dial,
    pool: { size: 1, idle: 10 },
    timeouts: { quit: 5_000 },
    onEvent: (event) => {
      events.push(event.type === "command" ? event.line : event.type);
    },
  });
  await mailer.send(message);
  await vi.advanceTimersByTimeAsync(20);
  expect(events.at(-1)).toBe("QUIT");
  await vi.advanceTimersByTimeAsync(4_900);
  expect(events.at(-1)).toBe("QUIT");
  await vi.advanceTimersByTimeAsync(200);
  expect(events.at(-1)).toBe("closed");
  await mailer.close();
});
