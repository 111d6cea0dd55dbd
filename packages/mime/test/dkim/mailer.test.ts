/** Signed messages on their way: what a server has stored must verify, whatever the server could take. */
import { Readable } from "node:stream";
import { type AllowedContent, createMailer, type Message, SmtpError } from "@parley-smtp/core";
import { withRetry } from "@parley-smtp/core/retry";
import { type Personality, testServer } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import { DkimError, dkim } from "../../src/dkim/mod.ts";
import { compose } from "../../src/mod.ts";
import { createEd25519Key, createRsaKey, verify } from "./verify.ts";

const rsa = createRsaKey();
const ed25519 = createEd25519Key();
const records = {
  "r._domainkey.example.com": rsa.record,
  "e._domainkey.example.com": ed25519.record,
};
const sign = dkim([
  { domain: "example.com", selector: "r", privateKey: rsa.pkcs8 },
  { domain: "example.com", selector: "e", privateKey: ed25519.pkcs8 },
]);
const passes = [{ result: "pass" }, { result: "pass" }];

const header = "From: ann@example.com\r\nTo: bob@example.net\r\nSubject: Hi\r\n";
const message: Message = {
  from: "ann@example.com",
  to: "bob@example.net",
  raw: `${header}\r\nHi.\r\n`,
};
const long = `${header}\r\n${"0123456789\r\n".repeat(60_000)}`;

function open(personality: Partial<Personality> = {}) {
  const server = testServer({ capabilities: [], tls: "none", ...personality });
  return {
    server,
    mailer: createMailer({ host: "mail.example", dial: server.dial, compose, sign }),
  };
}

async function failureOf(work: Promise<unknown>): Promise<SmtpError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!SmtpError.is(error)) throw new Error(`Not an SmtpError: ${String(error)}`);
  return error;
}

const servers: readonly (readonly [string, Partial<Personality>])[] = [
  ["nothing", {}],
  ["8BITMIME", { capabilities: ["8BITMIME", "PIPELINING"] }],
  ["chunks", { capabilities: ["CHUNKING", "PIPELINING"] }],
  ["binary parts", { capabilities: ["CHUNKING", "BINARYMIME", "8BITMIME"] }],
  [
    "chunks, which it then refuses",
    {
      capabilities: ["CHUNKING", "BINARYMIME", "8BITMIME", "PIPELINING"],
      answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
    },
  ],
];

describe.each(servers)("a server that offers %s", (_, personality) => {
  it("stores a complete message whose signatures verify", async () => {
    const { server, mailer } = open(personality);
    await mailer.send(message);
    await mailer.send({ ...message, raw: long });
    await mailer.send({ ...message, raw: () => Readable.from([long]) });
    await mailer.send({ ...message, raw: Readable.from([header, "\r\n", "Hi.\n"]) });
    await mailer.close();
    expect(server.messages).toHaveLength(4);
    for (const { raw } of server.messages) expect(await verify(raw, records)).toMatchObject(passes);
  });

  it("stores a composed message whose signatures verify", async () => {
    const { server, mailer } = open(personality);
    await mailer.send({
      from: "Ann Grün <ann@example.com>",
      to: "bob@example.net",
      subject: "Grüße",
      text: "Viele Grüße  \n\n.\nAnn\n\n",
      attachments: [{ filename: "ä.bin", content: Uint8Array.of(0, 13, 10, 255) }],
    });
    await mailer.close();
    expect(await verify(server.messages[0]?.raw ?? "", records)).toMatchObject(passes);
  });

  it("stores a message that is made for the plan, in seven bits", async () => {
    const { server, mailer } = open(personality);
    const raw = ({ eightBit }: AllowedContent): string =>
      eightBit
        ? `${header}Content-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n`
        : `${header}Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n`;
    await mailer.send({ ...message, raw });
    await mailer.close();
    expect(server.messages[0]?.raw).toContain("Gr=C3=BC=C3=9Fe");
    expect(await verify(server.messages[0]?.raw ?? "", records)).toMatchObject(passes);
  });
});

describe("a mailer with `sign`", () => {
  it("signs each message of a list", async () => {
    const { server, mailer } = open({ capabilities: ["PIPELINING"] });
    for (const options of [{}, { maxUnacknowledged: 3 }])
      for await (const { error } of mailer.sendMany([message, message, message], options))
        expect(error).toBeUndefined();
    await mailer.close();
    expect(server.messages).toHaveLength(6);
    for (const { raw } of server.messages) expect(await verify(raw, records)).toMatchObject(passes);
  });

  it("signs what `withRetry` has added", async () => {
    const { server, mailer } = open();
    await using retrying = withRetry(mailer);
    await retrying.send(message);
    const { raw = "" } = server.messages[0] ?? {};
    expect(raw).toMatch(/^Message-ID: /im);
    expect(raw.replace(/\r\n\t/g, "")).toMatch(/h=[^;]*message-id/);
    expect(await verify(raw, records)).toMatchObject(passes);
  });

  it("keeps a signature where Bcc is removed", async () => {
    const { server, mailer } = open();
    const raw = `Bcc: eve@example.org\r\n${header}\r\nHi.\r\n`;
    await mailer.send({ ...message, raw, localFields: "strip" });
    await mailer.close();
    expect(server.messages[0]?.raw).not.toContain("eve");
    expect(await verify(server.messages[0]?.raw ?? "", records)).toMatchObject(passes);
  });

  it("leaves a message alone that is signed", async () => {
    const { server, mailer } = open();
    const raw = `DKIM-Signature: v=1; b=x\r\n${header}\r\nHi.\r\n`;
    await mailer.send({ ...message, raw });
    await mailer.close();
    expect(server.messages[0]?.raw).toBe(raw);
  });

  it("sends no message that would have to be re-encoded after signing", async () => {
    const { server, mailer } = open();
    const error = await failureOf(mailer.send({ ...message, raw: `${header}\r\nGrüße\r\n` }));
    await mailer.close();
    expect(error.code).toBe("FEATURE_UNMET");
    expect(error.message).toContain("signed");
    expect(server.messages).toEqual([]);
  });

  it("closes the connection before the end of a message that has changed", async () => {
    const { server, mailer } = open();
    const texts = [long, `${long.slice(0, -3)}8\r\n`];
    const raw = () => Readable.from([texts.shift() ?? ""]);
    const error = await failureOf(mailer.send({ ...message, raw }));
    await mailer.close();
    expect(error.code).toBe("BODY_FAILED");
    expect(JSON.stringify(error)).toContain("gave other bytes");
    expect(server.messages).toEqual([]);
    expect(server.transcript()).not.toMatch(/^C: \.$/m);
  });

  it("reports a long stream that can be read only once before it sends MAIL", async () => {
    const { server, mailer } = open();
    const source = Readable.from(long.match(/[\s\S]{1,65536}/g) ?? []);
    const error = await failureOf(mailer.send({ ...message, raw: source }));
    await mailer.close();
    expect(error).toMatchObject({ code: "BODY_FAILED", retry: "never" });
    expect(causesOf(error)).toContainEqual(expect.any(DkimError));
    expect(server.transcript()).not.toContain("C: MAIL");
    expect(source.destroyed).toBe(true);
  });

  it("closes the stream of a message that it does not send", async () => {
    const { mailer } = open();
    const source = Readable.from(["Hi.\r\n"]);
    const signal = AbortSignal.abort();
    await failureOf(mailer.send({ ...message, raw: source }, { signal }));
    await mailer.close();
    expect(source.destroyed).toBe(true);
  });

  it("reports a wrong message as it does without `sign`", async () => {
    const { mailer } = open();
    const wrong = { ...message, raw: 7 } as unknown as Message;
    await expect(mailer.send(wrong)).rejects.toThrow("`raw` must be the message itself");
    await expect(mailer.send(null as unknown as Message)).rejects.toThrow("must be an object");
    await mailer.close();
  });

  it("takes a function only", () => {
    const options = { host: "mail.example", dial: testServer().dial, sign: "dkim" as never };
    expect(() => createMailer(options)).toThrow("`sign`");
  });

  it("reports what the signer throws with the message", async () => {
    const server = testServer({ capabilities: [], tls: "none" });
    const failing = () => {
      throw new TypeError("no key");
    };
    await using mailer = createMailer({ host: "m.example", dial: server.dial, sign: failing });
    await expect(mailer.send(message)).rejects.toThrow("no key");
    for await (const { error } of mailer.sendMany([message])) expect(error?.message).toBe("no key");
  });
});

function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
