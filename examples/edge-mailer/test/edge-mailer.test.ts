/** The example in the simulator of Cloudflare, with real queues, objects and sockets. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "@parley-smtp/node-socket/testing";
import { afterEach, expect, it } from "vitest";
import { EdgeMailer, type Told } from "./support/edge-mailer.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function state(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-edge-"));
  folders.push(folder);
  return folder;
}

function draft(subject: string, to: string | string[] = "bob@example.net"): object {
  return { from: "Ann <ann@example.com>", to, subject, text: "Hello.\n" };
}

const settled = ({ recipients }: Told): boolean => {
  const all = Object.values(recipients);
  return all.length > 0 && all.every((one) => !["queued", "attempting"].includes(one.state));
};

it("sends what is submitted over one connection, and tells each recipient's outcome", {
  timeout: 180_000,
}, async () => {
  await using server = await listen({
    capabilities: ["PIPELINING"],
    tls: "none",
    refuse: [{ recipient: "nobody@*", reply: "550 5.1.1 No such user" }],
  });
  await using edge = await EdgeMailer.start(state(), server.port);
  expect(await edge.asStranger()).toBe(401);
  expect((await edge.submit("injected-1", draft("Hi\r\nBcc: eve@example.org"))).status).toBe(400);

  const ids = Array.from({ length: 6 }, (_, at) => `message-${at}`);
  const to = ["bob@example.net", "nobody@example.net"];
  await Promise.all(ids.map((id) => edge.submit(id, draft(id, to))));
  for (const id of ids) {
    const told = await edge.until(id, (now) => settled(now) && now.dead !== undefined);
    expect(told).toEqual({
      recipients: {
        "bob@example.net": { state: "accepted" },
        "nobody@example.net": { state: "refused", why: expect.stringContaining("No such user") },
      },
      dead: expect.stringContaining("nobody@example.net"),
    });
  }
  expect(server.messages.map(({ to }) => to)).toEqual(ids.map(() => ["bob@example.net"]));
  // How many messages come in one batch is the queue's business; each batch has one connection.
  const connections = server.transcript().match(/^C: EHLO/gm)?.length ?? 0;
  expect(connections).toBeLessThan(ids.length);
  // The last batch is told of when its connection was closed.
  while (edge.batches < connections) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(edge.batches).toBe(connections);
});

it("tries again later what is refused for now, under the same Message-ID", {
  timeout: 180_000,
}, async () => {
  await using server = await listen({
    capabilities: [],
    tls: "none",
    answers: [
      { to: "RCPT", nth: 1, reply: "451 4.7.1 Greylisted" },
      { to: "CONTENT", nth: 1, reply: "451 4.3.0 Try again" },
    ],
  });
  await using edge = await EdgeMailer.start(state(), server.port);
  await edge.submit("greylisted", draft("Again"));
  expect(await edge.until("greylisted", settled)).toEqual({
    recipients: { "bob@example.net": { state: "accepted" } },
  });
  expect(server.messages).toHaveLength(1);
});

it.for<["CONTENT" | "MAIL", string]>([
  ["CONTENT", "the server has the message, and its answer never comes"],
  ["MAIL", "the server has nothing of the message yet"],
])(
  "killed within a batch, it sends no message twice, and says of which it cannot know: %s",
  {
    timeout: 180_000,
  },
  async ([to]) => {
    await using server = await listen({
      capabilities: [],
      tls: "none",
      answers: [{ to, nth: 2, silence: true }],
    });
    const subjects = () =>
      server.messages.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1] ?? "");
    const begun = () => server.transcript().match(/^C: MAIL/gm)?.length ?? 0;
    const has = to === "CONTENT" ? 2 : 1;
    const folder = state();
    const ids = ["message-1", "message-2", "message-3"];
    const first = await EdgeMailer.start(folder, server.port);
    await Promise.all(ids.map((id) => first.submit(id, draft(id))));
    while (begun() < 2 || server.messages.length < has) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await first.kill();
    const [done] = subjects();

    // Cloudflare's queue would deliver the batch again; the simulator's is gone with its process.
    await using second = await EdgeMailer.start(folder, server.port);
    await Promise.all(ids.map((id) => second.submit(id, draft(id))));
    const told = await Promise.all(ids.map((id) => second.until(id, settled)));
    const states = told.map(({ recipients }) => recipients["bob@example.net"]?.state);
    const lost = ids[states.indexOf("unknown")] ?? "";
    expect([...states].sort()).toEqual(["accepted", "accepted", "unknown"]);
    expect(lost).not.toBe(done);
    await second.until(lost, ({ dead }) => dead !== undefined);
    // The one that is unknown is there only if the server got it before.
    const there = to === "CONTENT" ? ids : ids.filter((id) => id !== lost);
    expect(subjects().sort()).toEqual(there);
  },
);

it("remembers in KV what a server refused, from one run of the Worker to the next", {
  timeout: 180_000,
}, async () => {
  await using server = await listen({
    capabilities: ["PIPELINING", "CHUNKING"],
    tls: "none",
    answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
  });
  const folder = state();
  for (const run of ["run-1", "run-2"]) {
    await using edge = await EdgeMailer.start(folder, server.port);
    // The second batch begins when the mailer of the first one was closed, and so has written what it learned.
    for (const id of [`${run}-first`, `${run}-second`]) {
      await edge.submit(id, draft(id));
      await edge.until(id, settled);
    }
  }
  expect(server.messages).toHaveLength(4);
  expect(server.transcript().match(/^C: BDAT/gm)).toHaveLength(1);
});
