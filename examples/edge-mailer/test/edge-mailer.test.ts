/** The example in the simulator of Cloudflare, with real queues, objects and sockets. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "@parley-smtp/node-socket/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { configWith } from "./support/config.ts";
import { EdgeMailer, type Told } from "./support/edge-mailer.ts";

const folders: string[] = [];
const kept: string[] = [];
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

afterEach(() => folders.splice(0).forEach(remove));
afterAll(() => kept.splice(0).forEach(remove));

/** @param long whether it runs as long as all tests, instead of one */
function state(long = false): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-edge-"));
  (long ? kept : folders).push(folder);
  return folder;
}

const LONG = { timeout: 180_000 };

function draft(subject: string, to: string | string[] = "bob@example.net"): object {
  return { from: "Ann <ann@example.com>", to, subject, text: "Hello.\n" };
}

const settled = ({ recipients }: Told): boolean => {
  const all = Object.values(recipients);
  return all.length > 0 && all.every((one) => !["queued", "attempting"].includes(one.state));
};

it("sends submitted messages over one connection, and reports each recipient's outcome", {
  timeout: 180_000,
}, async () => {
  await using server = await listen({
    capabilities: ["PIPELINING"],
    tls: "none",
    refuse: [{ recipient: "nobody@*", reply: "550 5.1.1 No such user" }],
  });
  await using edge = await EdgeMailer.start(state(), server.port);
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
  // The queue decides how many messages are in one batch; each batch has one connection.
  const connections = server.transcript().match(/^C: EHLO/gm)?.length ?? 0;
  expect(connections).toBeLessThan(ids.length);
  // The last batch is reported after its connection was closed.
  while (edge.batches < connections) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(edge.batches).toBe(connections);
});

it("retries temporary failures later, with the same Message-ID", {
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

    // Cloudflare's queue would deliver the batch again; the simulator's queue ends with its process.
    await using second = await EdgeMailer.start(folder, server.port);
    await Promise.all(ids.map((id) => second.submit(id, draft(id))));
    const told = await Promise.all(ids.map((id) => second.until(id, settled)));
    const states = told.map(({ recipients }) => recipients["bob@example.net"]?.state);
    const lost = ids[states.indexOf("unknown")] ?? "";
    expect([...states].sort()).toEqual(["accepted", "accepted", "unknown"]);
    expect(lost).not.toBe(done);
    await second.until(lost, ({ dead }) => dead !== undefined);
    // The unknown one is stored only if the server received it before.
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
    // The second batch begins after the mailer of the first one was closed and has stored its hints.
    for (const id of [`${run}-first`, `${run}-second`]) {
      await edge.submit(id, draft(id));
      await edge.until(id, settled);
    }
  }
  expect(server.messages).toHaveLength(4);
  expect(server.transcript().match(/^C: BDAT/gm)).toHaveLength(1);
});

/** A server that accepts everything, for tests that do not reach it. */
const willing = { capabilities: [], tls: "none" } as const;

describe("a request", () => {
  let server: Awaited<ReturnType<typeof listen>>;
  let edge: EdgeMailer;
  const tokens = ["a-token-for-tests", "another-token-of-tests"];

  beforeAll(async () => {
    server = await listen({ ...willing, size: 10_000_000 });
    edge = await EdgeMailer.start(state(true), server.port, {
      vars: {
        SUBMIT_TOKEN: tokens.join(" "),
        SENDERS: "example.com ann@example.org",
        RECIPIENTS_PER_MINUTE: "50",
      },
    });
  }, 60_000);

  afterAll(async () => {
    await edge?.kill();
    await server?.close();
  });

  const post = (key: string, body: unknown, authorization?: string): Promise<Response> =>
    edge.request("/messages", {
      method: "POST",
      headers: { "idempotency-key": key, ...(authorization ? { authorization } : {}) },
      body:
        typeof body === "string" || body instanceof Uint8Array
          ? (body as string)
          : JSON.stringify(body),
    });
  const answer = async (response: Response): Promise<[number, unknown]> => [
    response.status,
    await response.json(),
  ];

  it.each([
    "Bearer undefined",
    "Bearer null",
    "Bearer ",
    "Bearer",
    "Basic a-token-for-tests",
    "Bearer a-token-for-test",
    "Bearer a-token-for-tests another-token-of-tests",
    "undefined",
    "",
  ])("is refused without a token: %j", async (authorization) => {
    const refused = [401, { error: "The token is missing or wrong." }];
    expect(await answer(await post("stranger-1", draft("Hi"), authorization || "x"))).toEqual(
      refused,
    );
    const headers = { authorization: authorization || "x" };
    expect(await answer(await edge.request("/messages/stranger-1", { headers }))).toEqual(refused);
  });

  it.each<[string, unknown, number, RegExp]>([
    ["no JSON", "{", 400, /not JSON/],
    ["nothing", "", 400, /not JSON/],
    ["JSON that is not UTF-8", Uint8Array.of(0x22, 0xff, 0x22), 400, /not JSON/],
    ["null", "null", 400, /draft/],
    ["a number", "1", 400, /from/],
    ["a list", "[]", 400, /from/],
    ["no recipient", { from: "ann@example.com", subject: "Hi" }, 400, /recipient/],
    ["content of another kind", { ...draft("Hi"), text: { href: "http://x" } }, 400, /text/],
    ["a file", { ...draft("Hi"), attachments: [{ path: "/etc/passwd" }] }, 400, /no `path`/],
    ["an injected field", draft("Hi\r\nBcc: eve@example.org"), 400, /line break/],
    ["a foreign author", { ...draft("Hi"), from: "eve@example.net" }, 403, /eve@example\.net/],
    [
      "a domain that looks like ours",
      { ...draft("Hi"), from: "ann@evil-example.com" },
      403,
      /SENDERS/,
    ],
    [
      "a foreign author among ours",
      { ...draft("Hi"), from: ["ann@example.com", "eve@example.net"], sender: "ann@example.com" },
      403,
      /eve/,
    ],
    ["a foreign sender", { ...draft("Hi"), sender: "eve@example.net" }, 403, /eve/],
    ["a foreign envelope", { ...draft("Hi"), envelope: { from: "eve@example.net" } }, 403, /eve/],
    ["the null sender", { ...draft("Hi"), envelope: { from: null } }, 403, /null sender/],
    [
      "many recipients",
      draft(
        "Hi",
        Array.from({ length: 51 }, (_, at) => `a${at}@example.net`),
      ),
      413,
      /51 recipients/,
    ],
    ["a large message", { ...draft("Hi"), text: "x".repeat(1_100_000) }, 413, /1000000 bytes/],
    ["a large body", { ...draft("Hi"), text: "x".repeat(1_600_000) }, 413, /1500000 bytes/],
  ])("is refused in a sentence for %s", async (_, body, status, sentence) => {
    const [refused, told] = await answer(await post("refused-1", body));
    expect([refused, told]).toEqual([status, { error: expect.stringMatching(sentence) }]);
    expect((await edge.request("/messages/refused-1")).status).toBe(404);
  });

  it("is refused for an invalid key", async () => {
    for (const key of ["short", "x".repeat(65), "with spaces", "../../etc"]) {
      expect((await post(key, draft("Hi"))).status).toBe(400);
    }
  });

  it.each([
    "/messages/never-submitted",
    "/messages/x",
    "/messages/%2e%2e",
    "/messages/",
    "/",
    "/messages",
  ])("leads nowhere: GET %s", async (path) => {
    expect(await answer(await edge.request(path))).toEqual([404, { error: expect.any(String) }]);
  });

  it("with a key of before is the same message, or is refused", async () => {
    const body = draft("The first", "carol@example.net");
    expect(await answer(await post("same-key", body))).toEqual([202, { id: "same-key" }]);
    expect(await answer(await post("same-key", body))).toEqual([202, { id: "same-key" }]);
    expect((await post("same-key", draft("The second", "carol@example.net"))).status).toBe(422);
    await edge.until("same-key", settled);
    expect((await post("same-key", draft("The second", "carol@example.net"))).status).toBe(422);
    expect(await answer(await post("same-key", body))).toEqual([202, { id: "same-key" }]);
    // With another token it is another key.
    const other = `Bearer ${tokens[1]}`;
    const headers = { authorization: other };
    expect((await edge.request("/messages/same-key", { headers })).status).toBe(404);
    expect((await post("same-key", draft("Of the other", "carol@example.net"), other)).status).toBe(
      202,
    );
    await edge.until("same-key", settled);
    while (server.messages.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    const subjects = server.messages.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1]);
    expect(subjects.sort()).toEqual(["Of the other", "The first"]);
  });

  it("is refused when the quota of its token is used up, and of no other", async () => {
    const many = draft(
      "Many",
      Array.from({ length: 40 }, (_, at) => `a${at}@example.net`),
    );
    const first = await post("quota-one", many);
    const second = first.status === 429 ? first : await post("quota-two", many);
    expect(second.status).toBe(429);
    expect(Number(second.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await post("quota-one", draft("One"), `Bearer ${tokens[1]}`)).status).toBe(202);
  });
});

it.each(["", "undefined", "short"])(
  "takes nothing when its secret is not set, or too short: %j",
  LONG,
  async (secret) => {
    await using server = await listen(willing);
    await using edge = await EdgeMailer.start(state(), server.port, {
      vars: { SUBMIT_TOKEN: secret },
    });
    for (const authorization of [
      `Bearer ${secret}`,
      "Bearer undefined",
      "Bearer ",
      "Bearer null",
    ]) {
      const init = { method: "POST", headers: { authorization }, body: "{}" };
      const response = await edge.request("/messages", init);
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({ error: expect.stringContaining("SUBMIT_TOKEN") });
    }
  },
);

it("reports every recipient when the platform gives up, and many refused ones", LONG, async () => {
  const refuse = (code: string): string => `${code} ${"no ".repeat(150)}`;
  await using server = await listen({
    capabilities: [],
    tls: "none",
    refuse: [
      { recipient: "full*", reply: refuse("452 4.2.2") },
      { recipient: "gone*", reply: refuse("550 5.1.1") },
    ],
  });
  const folder = state();
  const config = configWith(folder, { max_retries: 2, retry_delay: 1 });
  await using edge = await EdgeMailer.start(folder, server.port, { config });
  const names = (name: string, length: number): string[] =>
    Array.from({ length }, (_, at) => `${name}${at}@example.net`);
  const to = [...names("full", 20), ...names("gone", 25), ...names("bob", 5)];
  await edge.submit("many-refused", draft("Many", to));
  // The refused ones arrive at once, the queued ones after the platform's last attempt.
  const told = await edge.until("many-refused", (now) => settled(now) && now.dead !== undefined);
  const states = Object.groupBy(to, (address) => told.recipients[address]?.state ?? "missing");
  expect(states).toEqual({
    refused: [...names("full", 20), ...names("gone", 25)],
    accepted: names("bob", 5),
  });
  const all = await edge.until("many-refused", ({ dead = "" }) => dead.includes("full19"));
  for (const address of states["refused"] ?? []) expect(all.dead).toContain(address);
  expect(all.recipients["full0@example.net"]?.why).toMatch(/^The queue gave up\. 452 4\.2\.2 no/);
  expect(server.messages).toHaveLength(1);
});

it("gives up by the platform's rule when no server can be reached, and says so", LONG, async () => {
  const folder = state();
  const config = configWith(folder, { max_retries: 1, retry_delay: 1 });
  const settings = { config, vars: { SMTP_URL: "smtp://127.0.0.1:1" } };
  await using edge = await EdgeMailer.start(folder, 1, settings);
  await edge.submit("unreachable", draft("Hi"));
  const told = await edge.until("unreachable", ({ dead }) => dead !== undefined);
  expect(told.recipients["bob@example.net"]).toMatchObject({
    state: "refused",
    why: expect.stringMatching(/^The queue gave up\. .*127\.0\.0\.1:1/),
  });
});

it(
  "does not let a second delivery overwrite the first, which is still under way",
  LONG,
  async () => {
    await using server = await listen({
      capabilities: [],
      tls: "none",
      answers: [{ to: "CONTENT", nth: 1, silence: true }],
    });
    const folder = state();
    // Two consumers at the same time, each with a batch of one message.
    const config = configWith(folder, {
      max_concurrency: 5,
      max_batch_size: 1,
      max_batch_timeout: 0,
    });
    await using edge = await EdgeMailer.start(folder, server.port, { config });
    const body = draft("Twice");
    await edge.submit("overlap-1", body);
    while (server.messages.length < 1) await new Promise((resolve) => setTimeout(resolve, 50));
    // The same message again, while the server delays its reply.
    for (let time = 0; time < 3; time += 1) await edge.submit("overlap-1", body);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const now = await edge.until("overlap-1", () => true);
    expect(now.recipients["bob@example.net"]?.state).toBe("attempting");
    expect(server.messages).toHaveLength(1);
  },
);
