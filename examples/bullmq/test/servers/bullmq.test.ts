/** The example on a real Redis server, unpacked from Debian's packages. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { listen } from "@parley-smtp/node-socket/testing";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { lacks } from "../../../../lab/src/host.ts";
import { type Unpacked, unpack } from "../../../../lab/src/packages.ts";
import { freePorts } from "../../../../lab/src/ports.ts";

const source = join(import.meta.dirname, "../../src");
const bundle = { name: "redis", packages: ["redis-server", "redis-tools"] } as const;

const missing = lacks(["linux", "debian"]);
const redisServer: Unpacked | string = missing
  ? missing
  : await unpack(bundle).catch((error: Error) => error.message);
const reason = typeof redisServer === "string" ? redisServer : undefined;
if (reason) console.log(`> SKIPPED the example with BullMQ: ${reason}`);

describe.skipIf(reason !== undefined)("the example with BullMQ", () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-redis-"));
  const children: ChildProcess[] = [];
  let port: number;
  let redis: Redis;

  beforeAll(async () => {
    if (typeof redisServer === "string") return;
    ({ redis: port } = await freePorts(["redis"]));
    const program = join(redisServer.root, "usr/bin/redis-check-rdb");
    const options = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
    const child = spawn(program, options, {
      // Debian's redis-server is a link to this program, which checks the name it was started with.
      argv0: "redis-server",
      env: { ...process.env, LD_LIBRARY_PATH: redisServer.libraries.join(":") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    for await (const piece of child.stdout) {
      if (String(piece).includes("Ready to accept connections")) break;
    }
    redis = new Redis(port, "127.0.0.1");
  });

  afterEach(async () => {
    for (const child of children.splice(1)) await kill(child);
    await redis.flushall();
  });

  afterAll(async () => {
    redis?.disconnect();
    for (const child of children) await kill(child);
    rmSync(folder, { recursive: true, force: true });
  });

  function start(smtpPort: number, program: string, args: readonly string[] = []): ChildProcess {
    const file = join(source, program);
    const child = spawn(process.execPath, ["--conditions=@parley-smtp/source", file, ...args], {
      env: {
        ...process.env,
        REDIS_URL: `redis://127.0.0.1:${port}`,
        SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
        RETRY_MS: "200",
        LOCK_MS: "1000",
      },
      stdio: ["pipe", "ignore", "inherit"],
    });
    children.push(child);
    return child;
  }

  async function submit(id: string, ...to: string[]): Promise<void> {
    const child = start(0, "submit.ts", [id, "ann@example.com", ...to]);
    child.stdin?.end("Hello.\n");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  }

  /** Requests the outcomes of a message until every recipient has one. */
  async function settled(id: string, count = 1): Promise<Record<string, string>> {
    for (;;) {
      const told = await redis.hgetall(`parley:outcome:${id}`);
      const states = Object.values(told);
      if (states.length === count && !states.includes("attempting")) return told;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it("sends, retries temporary failures, and ends at permanent failures", async () => {
    await using server = await listen({
      capabilities: ["PIPELINING"],
      tls: "none",
      refuse: [{ recipient: "nobody@*", reply: "550 5.1.1 No such user" }],
      answers: [{ to: "RCPT", nth: 1, reply: "451 4.7.1 Greylisted" }],
    });
    start(server.port, "worker.ts");
    await submit("message-1", "bob@example.net", "nobody@example.net", "carol@example.net");
    expect(await settled("message-1", 3)).toEqual({
      "bob@example.net": "accepted",
      "nobody@example.net": "refused",
      "carol@example.net": "accepted",
    });
    expect(server.messages.flatMap(({ to }) => to).sort()).toEqual([
      "bob@example.net",
      "carol@example.net",
    ]);
    const ids = new Set(server.messages.map(({ raw }) => /^Message-ID: .*$/m.exec(raw)?.[0]));
    expect(ids.size).toBe(1);
  });

  it("killed while a message is under way, it sends none twice, and says of which it cannot know", async () => {
    // The server has the second message, but its reply never arrives.
    await using server = await listen({
      capabilities: [],
      tls: "none",
      answers: [{ to: "CONTENT", nth: 2, silence: true }],
    });
    const ids = ["message-1", "message-2", "message-3"];
    for (const id of ids) await submit(id, "bob@example.net");
    const first = start(server.port, "worker.ts");
    while (server.messages.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    await kill(first);

    start(server.port, "worker.ts");
    const states = [];
    for (const id of ids) states.push((await settled(id))["bob@example.net"]);
    expect(states).toEqual(["accepted", "unknown", "accepted"]);
    const subjects = server.messages.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1]);
    expect(subjects).toEqual(ids);
  });

  it("remembers in Redis what a server refused, from one worker to the next", async () => {
    await using server = await listen({
      capabilities: ["PIPELINING", "CHUNKING"],
      tls: "none",
      answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
    });
    for (const id of ["message-1", "message-2"]) {
      const worker = start(server.port, "worker.ts");
      await submit(id, "bob@example.net");
      expect(await settled(id)).toEqual({ "bob@example.net": "accepted" });
      const gone = once(worker, "exit");
      worker.kill("SIGTERM");
      expect(await gone).toEqual([0, null]);
    }
    expect(server.messages).toHaveLength(2);
    expect(server.transcript().match(/^C: BDAT/gm)).toHaveLength(1);
    expect(await redis.ttl(`parley:hints:127.0.0.1_${server.port}`)).toBeGreaterThan(0);
  });
});

/** Kills a process at once, like a power failure. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
