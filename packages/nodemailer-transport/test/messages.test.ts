/** The messages in nodemailer's documentation, sent through Parley to a real server. */
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import nodemailer, { type SendMailOptions, type Transporter } from "nodemailer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type ParleyInfo, parley } from "../src/mod.ts";
import { TestServer } from "./support/server.ts";

const server = new TestServer();
const folder = mkdtempSync(join(tmpdir(), "parley-nodemailer-"));
let port: number;
let transporter: Transporter<ParleyInfo>;

beforeAll(async () => {
  port = await server.listen();
  transporter = nodemailer.createTransport(parley({ host: "127.0.0.1", port }));
  writeFileSync(join(folder, "notes.txt"), "From a file.\n");
});

afterEach(() => {
  server.received.length = 0;
});

afterAll(async () => {
  await transporter.close();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const basics = {
  from: '"Fred Foo" <foo@example.com>',
  to: "bar@example.com, Baz <baz@example.com>",
  subject: "Hello ✔",
  text: "Hello world?",
} satisfies SendMailOptions;

/** Also sends with nodemailer's own transport, to compare both. */
async function byBoth(message: () => SendMailOptions) {
  const own = nodemailer.createTransport({ host: "127.0.0.1", port });
  const [theirs, ours] = [await own.sendMail(message()), await transporter.sendMail(message())];
  own.close();
  const [first, second] = server.received;
  if (!first || !second) throw new Error("The server did not get both messages.");
  return { theirs, ours, first, second };
}

const fixed = {
  messageId: "<fixed@example.com>",
  date: new Date("2026-01-02T03:04:05Z"),
  xMailer: false as const,
  baseBoundary: "fixed",
};

const messages: Record<string, () => SendMailOptions> = {
  "plain text": () => basics,
  "HTML beside text, with an image inside": () => ({
    ...basics,
    html: '<b>Hello world?</b><img src="cid:note@example.com">',
    attachments: [
      {
        filename: "image.png",
        content: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAABAAAAAQ", "base64"),
        cid: "note@example.com",
      },
    ],
  }),
  "attachments of every kind": () => ({
    ...basics,
    attachments: [
      { filename: "text1.txt", content: "hello world!" },
      { filename: "text2.txt", content: Buffer.from("hello world!") },
      { filename: "text3.txt", path: join(folder, "notes.txt") },
      { path: join(folder, "notes.txt") },
      { filename: "text4.txt", content: Readable.from(["from ", "a stream"]) },
      { filename: "text.bin", content: "hello world!", contentType: "text/plain" },
      { filename: "text5.txt", content: "aGVsbG8gd29ybGQh", encoding: "base64" },
      { path: "data:text/plain;base64,aGVsbG8gd29ybGQ=" },
      { filename: "Grüße, Welt.txt", content: "ü" },
    ],
  }),
  "an invitation": () => ({
    ...basics,
    icalEvent: { method: "REQUEST", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" },
  }),
  alternatives: () => ({
    ...basics,
    alternatives: [{ contentType: "text/x-web-markdown", content: "**Hello world?**" }],
  }),
  "fields of the header, and of mailing lists": () => ({
    ...basics,
    headers: { "X-My-Key": "header value", "X-Another": ["one", "two"] },
    list: { unsubscribe: { url: "https://example.com", comment: "Comment" } },
    priority: "high",
    replyTo: "reply@example.com",
    inReplyTo: "<a@example.com>",
    references: ["<a@example.com>", "<b@example.com>"],
  }),
  "Bcc, an envelope of its own, and no return address": () => ({
    ...basics,
    bcc: "hidden@example.com",
    envelope: { from: false, to: "only@example.com" },
  }),
  "a message that was composed elsewhere": () => ({
    envelope: { from: "foo@example.com", to: ["bar@example.com"] },
    raw: "From: foo@example.com\r\nSubject: Raw\r\n\r\n.dot\r\n..\r\n.\r\nend",
  }),
  "international domains": () => ({ ...basics, to: "Jõgeva <jogeva@jõgeva.example>" }),
  "text with every kind of line end and long lines": () => ({
    ...basics,
    text: `one\ntwo\r\nthree\n.\n..\n${"x".repeat(3000)}\n`,
  }),
  "3 MiB, from a stream": () => ({
    ...basics,
    attachments: [
      {
        filename: "large.bin",
        content: Readable.from(Array.from({ length: 48 }, (_, i) => Buffer.alloc(65_536, i))),
      },
    ],
  }),
};

describe("the server gets the same, octet for octet, as from nodemailer's own transport:", () => {
  it.each(Object.entries(messages))("%s", async (_, message) => {
    const { theirs, ours, first, second } = await byBoth(() => ({ ...message(), ...fixed }));
    // The field that names the transport has to differ.
    const same = (raw: Buffer): string =>
      raw.toString("latin1").replace(/^X-Mailer: .*\r\n(?: .*\r\n)*/m, "");
    expect(same(second.raw)).toBe(same(first.raw));
    expect({ from: second.from, to: second.to }).toEqual({ from: first.from, to: first.to });
    expect(ours).toMatchObject({
      accepted: theirs.accepted,
      rejected: theirs.rejected,
      envelope: theirs.envelope,
      messageId: theirs.messageId,
      response: theirs.response,
      ehlo: theirs.ehlo,
    });
  });
});

it("DKIM signs what is sent, and stays valid", async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const dkim = { domainName: "example.com", keySelector: "2026", privateKey };
  const { first, second } = await byBoth(() => ({ ...basics, ...fixed, dkim }));
  const signature = /^DKIM-Signature: .*(?:\r\n[ \t].*)*/im;
  const bodyHash = /\bbh=([\w+/=\s]+);/;
  const [theirs = "", ours = ""] = [first, second].map(
    ({ raw }) => signature.exec(raw.toString())?.[0] ?? "",
  );
  expect(ours).toMatch(/d=example\.com/);
  expect(bodyHash.exec(ours)?.[1]).toBe(bodyHash.exec(theirs)?.[1]);
});

it("plugins see and change the message, before and after it is composed", async () => {
  const own = nodemailer.createTransport(parley({ host: "127.0.0.1", port }), {
    from: "default@example.com",
  });
  own.use("compile", (mail, done) => {
    mail.data.text = `Dear ${mail.data.headers && "name" in mail.data.headers ? "reader" : "you"}`;
    done();
  });
  own.use("stream", (mail, done) => {
    mail.message.transform(
      new Transform({
        transform(chunk: Buffer, _encoding, next) {
          next(null, chunk.toString("latin1").replace("Dear you", "Dear all"));
        },
      }),
    );
    done();
  });
  await own.sendMail({ to: "bar@example.com", subject: "Templates" });
  await own.close();
  expect(server.received[0]).toMatchObject({ from: "default@example.com" });
  expect(server.received[0]?.mail.text).toContain("Dear all");
});

it("a failing source of the message is reported like in nodemailer, and nothing is sent", async () => {
  const path = join(folder, "is-not-there.txt");
  const attempt = transporter.sendMail({ ...basics, attachments: [{ path }] });
  await expect(attempt).rejects.toMatchObject({ code: "ESTREAM" });
  expect(server.received).toEqual([]);
  await transporter.sendMail(basics);
  expect(server.received).toHaveLength(1);
});
