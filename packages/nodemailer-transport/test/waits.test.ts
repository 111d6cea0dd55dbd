/** Attachments that stall or fail, messages that are never begun, and callbacks that throw. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, readdirSync } from "node:fs";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { NodeOptions } from "@parley-smtp/node-socket";
import nodemailer, { type SendMailOptions, type Transporter } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ParleyInfo, parley } from "../src/mod.ts";
import { TestServer } from "./support/server.ts";

const server = new TestServer();
let port: number;

beforeAll(async () => {
  port = await server.listen();
});

afterAll(() => server[Symbol.asyncDispose]());

function transport(options: Partial<NodeOptions> = {}): Transporter<ParleyInfo> {
  return nodemailer.createTransport(parley({ host: "127.0.0.1", port, ...options }));
}

const message = { from: "foo@example.com", to: "bar@example.com", subject: "Hello", text: "Hi." };

/** Returns a stream that yields this many bytes and then stalls. */
function stalling(bytes: number): Readable {
  let rest = bytes;
  return new Readable({
    read() {
      if (rest === 0) return;
      const piece = Buffer.alloc(Math.min(rest, 65_536), 120);
      rest -= piece.length;
      this.push(piece);
    },
  });
}

describe.each([
  ["at its beginning", 0],
  ["within the first MiB", 100_000],
  ["after it was begun to be sent", 4_000_000],
])("an attachment that stalls %s", (_, bytes) => {
  const stall = (signal?: AbortSignal): SendMailOptions & { readonly source: Readable } => {
    const source = stalling(bytes);
    const attachments = [{ filename: "a.bin", content: source }];
    return { ...message, attachments, source, ...(signal ? { signal } : {}) };
  };

  it.each([{ content: 100 }, { total: 300 }])("ends by %o, and is closed", async (timeouts) => {
    const transporter = transport({ timeouts });
    const { source, ...mail } = stall();
    const failed = await transporter.sendMail(mail).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "ETIMEDOUT" });
    expect(source.destroyed).toBe(true);
    await transporter.close();
  });

  it("ends by the signal, and is closed", async () => {
    const transporter = transport();
    const { source, ...mail } = stall(AbortSignal.timeout(100));
    await expect(transporter.sendMail(mail)).rejects.toMatchObject({ code: "EABORT" });
    await new Promise(setImmediate);
    expect(source.destroyed).toBe(true);
    await transporter.close();
  });
});

describe("attachments of messages that are never begun", () => {
  const open = (): number => readdirSync("/proc/self/fd").length;
  const file = fileURLToPath(import.meta.url);

  it.runIf(process.platform === "linux")("leave no file open", async () => {
    const closed = transport();
    await closed.close();
    const cases: readonly [Transporter<ParleyInfo>, SendMailOptions][] = [
      [closed, {}],
      [transport(), { auth: { user: "a", pass: "b" } }],
      [transport(), { dsn: { notify: "sometimes" } }],
      [transport(), { envelope: { from: "a@example.com", to: `a@${"x".repeat(300)}.example` } }],
      [transport({ dial: () => new Promise(() => {}) }), { signal: AbortSignal.timeout(20) }],
    ];
    const before = open();
    for (const [transporter, more] of cases) {
      const sent = Array.from({ length: 8 }, (_, nth) => {
        const content = createReadStream(file);
        const attachments = nth % 2 === 0 ? [{ content }] : [{ path: file }, { content }];
        return transporter.sendMail({ ...message, attachments, ...more });
      });
      for (const { status } of await Promise.allSettled(sent)) expect(status).toBe("rejected");
      await transporter.close();
    }
    await expect.poll(open).toBeLessThanOrEqual(before);
  });

  it("do not end the process when they fail while the message waits for a connection", async () => {
    const transporter = transport({
      dial: () => new Promise(() => {}),
      timeouts: { connect: 300 },
    });
    const source = stalling(2_000_000);
    const sent = transporter.sendMail({ ...message, attachments: [{ content: source }] });
    setTimeout(() => source.destroy(new Error("the disk is gone")), 50);
    await expect(sent).rejects.toThrow();
    await transporter.close();
  });
});

describe("a callback that throws", () => {
  it("is an uncaught exception as with nodemailer's own transport, never an unhandled rejection", async () => {
    const script = fileURLToPath(new URL("./support/throwing-callbacks.ts", import.meta.url));
    const child = spawn(process.execPath, ["--conditions=@parley-smtp/source", script], {
      env: { ...process.env, PORT: `${port}` },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
    });
    await once(child, "close");
    expect(said.trim().split("\n").sort()).toEqual([
      "uncaughtException: clear",
      "uncaughtException: idle",
      "uncaughtException: sendMail",
      "uncaughtException: sendMail",
      "uncaughtException: verify",
    ]);
  });
});
