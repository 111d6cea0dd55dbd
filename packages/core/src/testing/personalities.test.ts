import { describe, expect, it } from "vitest";
import { createMailer } from "../client/mailer/mailer.ts";
import { SmtpError } from "../protocol/errors/errors.ts";
import { personalities, personality } from "./personalities.ts";
import { checkPersonality } from "./personality.ts";
import { playSession } from "./play-session.ts";
import { runScript } from "./run-script.ts";
import { testServer } from "./test-server.ts";
import { createVirtualWorld } from "./virtual-world.ts";

const raw = "Subject: Hello\r\n\r\nHi.\r\n";
const message = { from: "ann@example.org", to: "bob@example.net", raw };

const mailerFor = (server: ReturnType<typeof testServer>, tls?: "implicit") =>
  createMailer({
    host: "mail.example.net",
    dial: server.dial,
    auth: { user: "test", pass: "secret", allowCleartext: true },
    features: { TLS: "prefer", AUTH: "prefer" },
    ...(tls ? { tls } : {}),
  });

describe("a server that is known by its name", () => {
  it.each(personalities)("is listed and valid: $name", ({ name, title, source }) => {
    checkPersonality(personality(name));
    expect(title).not.toBe("");
    expect(Object.values(source).flat()).not.toContain("");
  });

  it("is not any other", () => {
    expect(() => personality("exim-0" as "gmail")).toThrow(RangeError);
  });

  it.each([
    ["microsoft-365", undefined],
    ["cisco-pix", "ESMTP: HELO, 500"],
    ["go-smtp", undefined],
    ["yandex", undefined],
    ["exim-4.96", undefined],
    ["sendmail-8.17.1.9", undefined],
    ["postfix-3.7.11-ehlo502", "ESMTP: HELO, 502"],
    ["postfix-3.7.11-bdat502", "CHUNKING: DATA, 502"],
    ["smtp-sink-3.7.11-ehlo-drop", "ESMTP: HELO, undefined"],
  ] as const)("takes a message: %s", async (name, contradiction) => {
    const behaviour = personality(name);
    const server = testServer(behaviour);
    await using mailer = mailerFor(server, behaviour.tls === "implicit" ? "implicit" : undefined);
    const { fallbacks } = await mailer.send(message);
    expect(server.messages).toHaveLength(1);
    const fallbackNames = fallbacks.map(
      ({ feature, method, reply }) => `${feature}: ${method}, ${reply?.code}`,
    );
    if (contradiction) expect(fallbackNames).toContain(contradiction);
  });

  it.each([
    [6, 1, "accepted"],
    [12, 2, "accepted"],
    [60, 2, "TIMEOUT"],
  ])("that greets after %i s is waited for", (greetsAfter, connections, outcome) => {
    const world = createVirtualWorld({ ...personality("greeting-delay"), greetsAfter });
    const heads = { options: { port: 587 }, messages: [{ ...message, to: [message.to] }] };
    const [result] = runScript(playSession(heads), world) as { error?: SmtpError }[];
    expect(result?.error?.code ?? "accepted").toBe(outcome);
    expect(new Set(world.history.map(({ connection }) => connection)).size).toBe(connections);
    const written = world.history.filter(
      ({ what, connection }) => what === "client" && connection === 1,
    );
    expect(written.length > 0).toBe(outcome === "accepted");
    expect(world.mailbox.accepted).toHaveLength(outcome === "accepted" ? 1 : 0);
  });

  it.each(["gmail-app-password", "microsoft-365-no-password"] as const)(
    "lets nobody in with a password: %s",
    async (name) => {
      const server = testServer(personality(name));
      await using mailer = createMailer({
        host: "mail.example.net",
        dial: server.dial,
        auth: { user: "test", pass: "secret" },
      });
      const error = await mailer.send(message).catch((thrown: unknown) => thrown);
      expect(SmtpError.is(error) && error.code).toBe("AUTH_REFUSED");
      expect(server.messages).toEqual([]);
    },
  );
});
