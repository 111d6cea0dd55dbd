import { describe, expect, it } from "vitest";
import type { Transport } from "../client/connection/transport.ts";
import { createMailer } from "../client/mailer/mailer.ts";
import { decodeUtf8, encodeUtf8, nothing } from "./octets.ts";
import { modernServer, type Personality } from "./personality.ts";
import { testServer } from "./test-server.ts";

const message = {
  from: "a@example.org",
  to: ["b@example.net", "c@example.net"],
  raw: "Subject: Hello\r\n\r\nHi.\r\n",
};

describe("testServer", () => {
  it("takes what an application sends", async () => {
    const server = testServer();
    const auth = { user: "ann", pass: "rosebud-49" };
    await using mailer = createMailer({ host: "mail.example", auth, dial: server.dial });
    const receipt = await mailer.send(message);
    expect(receipt.accepted.map(({ address }) => address)).toEqual(message.to);
    expect(server.messages).toMatchObject([{ ...message, tls: true, user: "ann" }]);
    expect(server.transcript()).toContain("C: MAIL FROM:<a@example.org>");
    expect(server.transcript()).not.toContain("rosebud");
  });

  it("behaves as its personality says", async () => {
    const server = testServer({
      ...modernServer,
      answers: [{ to: "RCPT", nth: 2, reply: "550 5.1.1 No" }],
    });
    await using mailer = createMailer({ host: "mail.example", dial: server.dial });
    const receipt = await mailer.send(message);
    expect(receipt.rejected).toMatchObject([{ address: "c@example.net", reply: { code: 550 } }]);
    expect(server.messages[0]?.to).toEqual(["b@example.net"]);
  });

  it("clears everything on reset", async () => {
    const server = testServer();
    await using mailer = createMailer({ host: "mail.example", dial: server.dial });
    await mailer.send(message);
    server.reset();
    expect([server.messages, server.transcript()]).toEqual([[], ""]);
    await mailer.send(message);
    expect(server.messages).toHaveLength(1);
  });
});

describe("the transport in memory", () => {
  const clear: Personality = { capabilities: [], tls: "none" };
  const open = (
    personality: Personality,
    tls: "implicit" | "starttls" | "none" = "starttls",
    signal = new AbortController().signal,
  ): Promise<Transport> => testServer(personality).dial({ host: "h", port: 25, tls }, { signal });
  const heard = async (transport: Transport): Promise<string> =>
    decodeUtf8((await transport.read()) ?? nothing);

  it("takes a write while a read is waiting", async () => {
    const transport = await open(clear);
    expect(await heard(transport)).toMatch(/^220/);
    const reading = heard(transport);
    await transport.write(encodeUtf8("NOOP\r\n"));
    expect(await reading).toBe("250 Ok\r\n");
  });

  it("reads null after the last bytes, however often it is asked", async () => {
    const transport = await open(clear);
    await transport.write(encodeUtf8("QUIT\r\n"));
    await heard(transport);
    expect(await heard(transport)).toBe("221 Bye\r\n");
    expect([await transport.read(), await transport.read()]).toEqual([null, null]);
  });

  it("fails a waiting read, and all that follows, as reset when it is closed; closing twice is nothing", async () => {
    const transport = await open(clear);
    await heard(transport);
    const reading = transport.read();
    transport.close();
    transport.close();
    await expect(reading).rejects.toMatchObject({ kind: "reset" });
    await expect(transport.read()).rejects.toMatchObject({ kind: "reset" });
    await expect(transport.write(encodeUtf8("x"))).rejects.toMatchObject({ kind: "reset" });
  });

  it("fails as reset when the server resets, after what came before", async () => {
    const transport = await open({ ...clear, answers: [{ to: "NOOP", nth: 2, close: "reset" }] });
    await heard(transport);
    await transport.write(encodeUtf8("NOOP\r\nNOOP\r\n"));
    expect(await heard(transport)).toBe("250 Ok\r\n");
    await expect(transport.read()).rejects.toMatchObject({ kind: "reset" });
    await expect(transport.write(encodeUtf8("x"))).rejects.toMatchObject({ kind: "reset" });
  });

  it("keeps what was written, though the writer changes it afterwards", async () => {
    const server = testServer(clear);
    const signal = new AbortController().signal;
    const transport = await server.dial({ host: "h", port: 25, tls: "none" }, { signal });
    const bytes = encodeUtf8("NO");
    await transport.write(bytes);
    bytes.fill(0);
    await transport.write(encodeUtf8("OP\r\n"));
    await heard(transport);
    expect(await heard(transport)).toBe("250 Ok\r\n");
    expect(server.transcript()).toContain("C: NOOP");
  });

  it("can be upgraded where it may, and then once", async () => {
    const transport = await open(modernServer);
    await heard(transport);
    await transport.write(encodeUtf8("EHLO a.example\r\n"));
    await heard(transport);
    await transport.write(encodeUtf8("STARTTLS\r\n"));
    await heard(transport);
    const secured = await transport.startTls?.();
    expect(secured?.tls).toMatchObject({ verified: true });
    expect(secured?.startTls).toBeUndefined();
    expect((await open(modernServer, "none")).startTls).toBeUndefined();
  });

  it("fails an upgrade while something is unread or a read is waiting", async () => {
    const transport = await open(modernServer);
    await expect(transport.startTls?.()).rejects.toMatchObject({ kind: "handshake" });
    await heard(transport);
    const reading = transport.read();
    await expect(transport.startTls?.()).rejects.toMatchObject({ kind: "handshake" });
    transport.close();
    await expect(reading).rejects.toMatchObject({ kind: "reset" });
  });

  it.each([
    [{ ...clear, connect: "unreachable" }, "none", "unreachable"],
    [clear, "implicit", "handshake"],
    [{ ...clear, tls: "implicit", tlsHandshake: "certificate" }, "implicit", "certificate"],
  ] as const)("for %j over %s fails as %s", async (personality, tls, kind) => {
    await expect(open(personality, tls)).rejects.toMatchObject({ kind });
  });

  it("names the missing field of its behaviour, in the words of its parameter", () => {
    const without = { capabilities: ["SIZE 1000"] } as unknown as Personality;
    expect(() => testServer(without)).toThrow(
      'The behaviour of a test server needs `tls`: "none", "starttls" or "implicit", not null.',
    );
    expect(() => testServer({ tls: "none" } as unknown as Personality)).toThrow(
      "The behaviour of a test server needs `capabilities`",
    );
  });

  it("waits for a server that never answers until its signal fires", async () => {
    const giveUp = new AbortController();
    const silent: Personality = { ...clear, answers: [{ to: "CONNECT", silence: true }] };
    const dialling = open(silent, "none", giveUp.signal);
    giveUp.abort();
    await expect(dialling).rejects.toMatchObject({ kind: "aborted" });
    await expect(open(clear, "none", AbortSignal.abort())).rejects.toMatchObject({
      kind: "aborted",
    });
  });
});
