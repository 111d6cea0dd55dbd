/** What an error says about a connection that was not made. */
import { expect, it } from "vitest";
import { explain } from "../../src/explain/mod.ts";
import { createMailer, type Dial, type SmtpError, TransportError } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

const message = { from: "ann@example.com", to: "bob@example.net", raw: "Subject: x\r\n\r\nx\r\n" };

async function failureWith(dial: Dial, options: object = {}): Promise<SmtpError> {
  await using mailer = createMailer({ host: "mail.example", dial, ...options });
  return mailer.send(message).catch((error: unknown) => error) as Promise<SmtpError>;
}

it("names each reason for the lack of TLS in words", async () => {
  const server = testServer({ tls: "none", capabilities: ["PIPELINING", "AUTH PLAIN"] });
  const dial: Dial = (target, options) => {
    if (target.tls !== "implicit") return server.dial(target, options);
    throw new TransportError("handshake", "The TLS handshake failed.");
  };
  const error = await failureWith(dial, { auth: { user: "ann", pass: "secret" } });
  expect(error.message).not.toContain("handshake-failed");
  expect(error.message).toMatch(/the server does not offer it.*handshake failed/);
});

it.each(["unresolved", "refused"] as const)(
  "asks the developer about a host that is %s",
  async (kind) => {
    const error = await failureWith(() => Promise.reject(new TransportError(kind, "No.")));
    const { whoActs, advice } = explain(error);
    expect(whoActs).toMatch(/developer/);
    expect(advice.developer).toContain("Check the spelling of the host, and the port.");
  },
);
