import { modernServer } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import { createMailer } from "../mod.ts";
import { testCertificates } from "./certificates.ts";
import { listen } from "./listen.ts";

const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: x\r\n\r\n.Hi.\r\n" };
const certificates = await testCertificates();
const { ca } = certificates;

describe("listen", () => {
  it.each(["none", "starttls", "implicit"] as const)("serves with TLS %s", async (tls) => {
    await using server = await listen({ ...modernServer, tls }, certificates);
    await using mailer = createMailer({ host: "localhost", port: server.port, tls, ca });
    const receipt = await mailer.send(message);
    expect(receipt.server.tls).toBe(tls !== "none");
    expect(server.messages).toMatchObject([{ ...message, to: [message.to], tls: tls !== "none" }]);
    expect(server.transcript()).toContain("C: MAIL FROM:<a@example.org>");
  });

  it("goes on serving after a client that did not trust it", async () => {
    await using server = await listen(modernServer, certificates);
    const options = { host: "localhost", port: server.port, tls: "starttls" } as const;
    await using distrustful = createMailer(options);
    await expect(distrustful.send(message)).rejects.toMatchObject({ code: "CERTIFICATE_REFUSED" });
    await using mailer = createMailer({ ...options, ca });
    await mailer.send(message);
    expect(server.messages).toHaveLength(1);
  });

  it("breaks the connection where the personality does", async () => {
    await using server = await listen({
      capabilities: [],
      tls: "none",
      answers: [{ to: "MAIL", close: "reset" }],
    });
    await using mailer = createMailer({ host: "localhost", port: server.port, tls: "none" });
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "CONNECTION_LOST" });
  });

  it("fails the handshake where the personality does", async () => {
    await using server = await listen({ ...modernServer, tlsHandshake: "fail" }, certificates);
    await using mailer = createMailer({
      host: "localhost",
      port: server.port,
      tls: "starttls",
      ca,
    });
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "TLS_FAILED" });
  });

  it("takes a message of several megabytes to the octet", async () => {
    await using server = await listen(modernServer, certificates);
    await using mailer = createMailer({ host: "localhost", port: server.port, ca });
    const line = `${"x".repeat(70)}\r\n`;
    const raw = `Subject: big\r\n\r\n${line.repeat(60_000)}`;
    await mailer.send({ ...message, raw });
    expect(server.messages[0]?.raw).toBe(raw);
  });

  it("wants a certificate for TLS, and says where to get one", async () => {
    await expect(listen(modernServer)).rejects.toThrow(/testCertificates/);
  });

  it("can be closed twice", async () => {
    const server = await listen(modernServer, certificates);
    await server.close();
    await server.close();
  });
});
