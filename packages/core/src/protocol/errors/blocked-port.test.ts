import { describe, expect, it } from "vitest";
import { createSession } from "../session/session.ts";
import { explainBlockedPort } from "./blocked-port.ts";
import { SmtpError } from "./errors.ts";
import { toConnectionError } from "./failure.ts";
import { TransportError } from "./transport-error.ts";

describe("explainBlockedPort", () => {
  it.each([
    [
      25,
      "block outgoing connections to port 25. Send through a submission server on port 587 or 465",
    ],
    [587, "block outgoing connections to port 587, as they do port 25."],
    [465, "block outgoing connections to port 465, as they do port 25."],
    [2525, "A firewall may drop the packets."],
  ])("explains port %i", (port, words) => {
    expect(explainBlockedPort(port)).toContain(words);
  });
});

describe("an error while connecting", () => {
  const timeout = new TransportError("timeout", "Waited 30000 ms for the connection.");

  it("names the blocked port when the time ran out", () => {
    const session = createSession({ host: "mail.example.com", port: 25 });
    expect(toConnectionError(session, timeout, "connect")).toMatchObject({
      code: "TIMEOUT",
      message: `mail.example.com:25 failed while connecting: Waited 30000 ms for the connection. ${explainBlockedPort(25)}`,
    });
  });

  it("names the TLS mode too when the time may have run out in the handshake", () => {
    const session = createSession({ host: "mail.example.com", port: 465 });
    const { message } = toConnectionError(session, timeout, "connect");
    expect(message).toContain(explainBlockedPort(465));
    expect(message).toContain('set tls: "starttls" if the port begins in clear text');
  });

  it("says nothing of ports when a later wait ran out", () => {
    const session = createSession({ host: "mail.example.com", port: 25 });
    expect(toConnectionError(session, timeout, "greeting").message).not.toContain("block");
  });

  it("is not worth trying again when the transport says so", () => {
    const session = createSession({ host: "mail.example.com" });
    const error = (permanent: boolean): SmtpError =>
      toConnectionError(
        session,
        new TransportError("handshake", "No TLS.", { permanent }),
        "connect",
      );
    expect(error(true)).toMatchObject({ code: "TLS_FAILED", retry: "never" });
    expect(error(false)).toMatchObject({ code: "TLS_FAILED", retry: "later" });
    expect(error(true)).toBeInstanceOf(SmtpError);
  });
});
