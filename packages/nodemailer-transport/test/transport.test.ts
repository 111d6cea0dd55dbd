/** What users of nodemailer use besides messages: info, errors, verify, close and events. */
import { once } from "node:events";
import type { NodeOptions } from "@parley-smtp/node-socket";
import { testServer } from "@parley-smtp/node-socket/testing";
import nodemailer, { type NodemailerError, type Transporter } from "nodemailer";
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

const message = {
  from: "foo@example.com",
  to: ["bar@example.com"],
  subject: "Hello",
  text: "Hello world?",
};

describe("info", () => {
  it("lists refused recipients and reasons, if another one was accepted", async () => {
    const transporter = transport();
    const info = await transporter.sendMail({
      ...message,
      to: ["bar@example.com", "nobody@example.com", "busy@example.com"],
    });
    await transporter.close();
    expect(info).toMatchObject({
      accepted: ["bar@example.com"],
      rejected: ["nobody@example.com", "busy@example.com"],
      pending: [],
      response: expect.stringMatching(/^250 /),
      envelope: { from: "foo@example.com" },
      messageId: expect.stringMatching(/^<.+@example\.com>$/),
      rejectedErrors: [
        {
          code: "EENVELOPE",
          responseCode: 550,
          command: "RCPT TO",
          recipient: "nobody@example.com",
          permanent: true,
        },
        { responseCode: 451, recipient: "busy@example.com", permanent: false },
      ],
    });
    expect(info.ehlo).toContain("PIPELINING");
    expect(info.receipt.recipients).toHaveLength(3);
    expect(info.messageSize).toBe(info.receipt.octets);
  });

  it("lists fallbacks, which nodemailer has no field for", async () => {
    const virtual = testServer({
      capabilities: ["PIPELINING", "CHUNKING"],
      tls: "none",
      answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
    });
    const transporter = transport({ dial: virtual.dial });
    const { fallbacks, response } = await transporter.sendMail(message);
    await transporter.close();
    expect(response).toMatch(/^250/);
    expect(fallbacks).toContainEqual(
      expect.objectContaining({ feature: "CHUNKING", method: "DATA" }),
    );
  });
});

describe("errors have the fields that nodemailer's own transport gives them:", () => {
  const cases: Record<string, { options?: Partial<NodeOptions>; to?: string; subject?: string }> = {
    "a recipient is refused": { to: "nobody@example.com" },
    "a recipient is asked to come later": { to: "busy@example.com" },
    "the message is refused": { subject: "Refuse me" },
    "the password is wrong": {
      options: { auth: { user: "foo", pass: "wrong", allowCleartext: true } },
    },
    "nobody listens": { options: { port: 9 } },
    "the name has no address": { options: { host: "no.such.host.invalid" } },
  };
  it.each(Object.entries(cases))("%s", async (_, { options = {}, ...more }) => {
    const own = nodemailer.createTransport({
      host: options.host ?? "127.0.0.1",
      port: options.port ?? port,
      ...(options.auth ? { auth: { user: "foo", pass: "wrong" } } : {}),
    });
    const theirs = await own.sendMail({ ...message, ...more }).catch((error: unknown) => error);
    own.close();
    const transporter = transport(options);
    const ours = await transporter.sendMail({ ...message, ...more }).catch((e: unknown) => e);
    await transporter.close();
    expect(theirs).toBeInstanceOf(Error);
    const { code, responseCode, command, permanent, rejected } = theirs as NodemailerError;
    expect(ours).toMatchObject({
      code,
      ...(responseCode && { responseCode, permanent, response: expect.any(String) }),
      ...(command && { command }),
      ...(rejected && { rejected }),
      cause: { name: "SmtpError" },
    });
  });

  it("an invalid recipient", async () => {
    const transporter = transport();
    const attempt = transporter.sendMail({
      ...message,
      envelope: { from: "foo@example.com", to: `bar@${"x".repeat(300)}.example` },
    });
    await expect(attempt).rejects.toMatchObject({ code: "EENVELOPE", command: "API" });
    await transporter.close();
  });

  it("`auth` of one message is refused, not overlooked", async () => {
    const transporter = transport();
    const attempt = transporter.sendMail({ ...message, auth: { user: "foo", pass: "secret" } });
    await expect(attempt).rejects.toThrow(/a session has one user/);
    await transporter.close();
  });

  it("REQUIRETLS that is not available", async () => {
    const transporter = transport();
    const attempt = transporter.sendMail({ ...message, requireTLSExtensionEnabled: true });
    await expect(attempt).rejects.toMatchObject({ code: "EREQUIRETLS" });
    await transporter.close();
  });

  it("an invalid wish for notifications", async () => {
    const transporter = transport();
    const attempt = transporter.sendMail({ ...message, dsn: { notify: "sometimes" } });
    await expect(attempt).rejects.toMatchObject({ code: "EENVELOPE", command: "API" });
    await transporter.close();
  });

  it("a signal stops a message", async () => {
    const transporter = transport({ dial: () => new Promise(() => {}) });
    const controller = new AbortController();
    const attempt = transporter.sendMail({ ...message, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(attempt).rejects.toMatchObject({ code: "EABORT", name: "AbortError" });
  });
});

describe("delivery status notifications", () => {
  const dsn = {
    id: "some random message specific id",
    return: "headers",
    notify: ["failure", "delay"],
    recipient: "sender@example.com",
  };
  const asked = [
    "MAIL FROM:<foo@example.com> RET=HDRS ENVID=some+20random+20message+20specific+20id",
    "RCPT TO:<bar@example.com> NOTIFY=FAILURE,DELAY ORCPT=rfc822;sender@example.com",
  ];

  it("are asked for where the server has them", async () => {
    const virtual = testServer({ capabilities: ["DSN"], tls: "none" });
    const transporter = transport({ dial: virtual.dial });
    await transporter.sendMail({ ...message, dsn });
    await transporter.close();
    for (const line of asked) expect(virtual.transcript()).toContain(`C: ${line}`);
  });

  it("are left out if it has none, and that is reported", async () => {
    const virtual = testServer({ capabilities: [], tls: "none" });
    const transporter = transport({ dial: virtual.dial });
    const { fallbacks } = await transporter.sendMail({ ...message, dsn });
    await transporter.close();
    expect(virtual.messages).toHaveLength(1);
    expect(fallbacks).toContainEqual(expect.objectContaining({ feature: "DSN" }));
  });

  it("are required where the transport says so", async () => {
    const virtual = testServer({ capabilities: [], tls: "none" });
    const transporter = transport({ dial: virtual.dial, features: { DSN: "require" } });
    await expect(transporter.sendMail({ ...message, dsn })).rejects.toMatchObject({
      code: "EENVELOPE",
      originalCode: "FEATURE_UNMET",
    });
    await transporter.close();
  });
});

describe("verify", () => {
  it("resolves with true, by promise and by callback", async () => {
    const transporter = transport({ auth: { user: "foo", pass: "secret", allowCleartext: true } });
    expect(await transporter.verify()).toBe(true);
    const told = await new Promise((resolve) => {
      transporter.verify((error, success) => resolve([error, success]));
    });
    expect(told).toEqual([null, true]);
    await transporter.close();
  });

  it("rejects with the fields of an error", async () => {
    const transporter = transport({ auth: { user: "foo", pass: "wrong", allowCleartext: true } });
    const expected = { code: "EAUTH", responseCode: 535 };
    await expect(transporter.verify()).rejects.toMatchObject(expected);
    const told = await new Promise((resolve) => {
      transporter.verify((error) => resolve(error));
    });
    expect(told).toMatchObject(expected);
    await transporter.close();
  });
});

describe("as with a pool", () => {
  it("`idle` is emitted when there is room, and all messages arrive", async () => {
    const transporter = transport();
    const before = server.received.length;
    const queue = Array.from({ length: 12 }, (_, n) => ({ ...message, subject: `Number ${n}` }));
    const sent: Promise<ParleyInfo>[] = [];
    await new Promise<void>((resolve) => {
      transporter.on("idle", () => {
        while (transporter.isIdle() && queue.length > 0) {
          sent.push(transporter.sendMail(queue.shift() ?? message));
        }
        if (queue.length === 0) resolve();
      });
    });
    await Promise.all(sent);
    const subjects = server.received.slice(before).map(({ mail }) => mail.subject);
    expect(subjects).toEqual(Array.from({ length: 12 }, (_, n) => `Number ${n}`));
    await transporter.close();
  });

  it("several connections carry messages at the same time, and are idle until each has one", async () => {
    const seen = { open: 0, most: 0 };
    let all = (): void => {};
    const together = new Promise<void>((resolve) => {
      all = resolve;
    });
    await using slow = new TestServer({
      onMailFrom(_address, _session, callback) {
        seen.open += 1;
        seen.most = Math.max(seen.most, seen.open);
        if (seen.open === 6) all();
        void together.then(() => callback());
      },
    });
    const options = { host: "127.0.0.1", port: await slow.listen(), pool: { size: 6 } };
    const transporter = nodemailer.createTransport(parley(options));
    const sent: Promise<ParleyInfo>[] = [];
    while (transporter.isIdle()) sent.push(transporter.sendMail(message));
    expect(sent).toHaveLength(6);
    await Promise.all(sent);
    await transporter.close();
    expect(seen.most).toBe(6);
    expect(slow.received).toHaveLength(6);
  });

  it("a message goes to the next of several servers, and `ehlo` is that one's", async () => {
    const nobody = new TestServer();
    const gone = await nobody.listen();
    await nobody[Symbol.asyncDispose]();
    const servers = [
      { host: "127.0.0.1", port: gone },
      { host: "127.0.0.1", port, priority: 1 },
    ];
    const transporter = nodemailer.createTransport(parley({ servers }));
    const info = await transporter.sendMail({ ...message, dsn: { notify: "failure" } });
    await transporter.close();
    expect(info.fallbacks.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(["FAILOVER", "DSN"]),
    );
    expect(info.receipt.server.port).toBe(port);
    expect(info.ehlo).toContain("PIPELINING");
  });

  it("`close` waits for running messages, emits `clear`, and accepts no more", async () => {
    const transporter = transport();
    const sent = transporter.sendMail(message);
    const clear = once(transporter, "clear");
    await new Promise(setImmediate);
    await transporter.close();
    await clear;
    expect((await sent).accepted).toEqual(["bar@example.com"]);
    await expect(transporter.sendMail(message)).rejects.toMatchObject({ code: "ECONNECTION" });
  });
});
