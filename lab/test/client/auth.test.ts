/** Authentication with real servers: who proves what to whom, by which mechanism. */
import {
  connect,
  createMailer,
  type Mechanism,
  type NodeOptions,
  scram,
  scramSha1,
} from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import type { LabServer, ServerName } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";
import { listener } from "./watch.ts";

const small = { from: "ann@lab.test", to: "test@lab.test", raw: "Subject: small\r\n\r\nHi.\r\n" };
const ABROAD = "somebody@example.test";

function optionsFor({ ports, ca, credentials }: LabServer): NodeOptions {
  const port = ports.plain;
  if (port === undefined) throw new RangeError("Every server has the profile plain.");
  const timeouts = { total: 60_000 };
  return { host: "localhost", port, ca, tls: "starttls", auth: credentials, timeouts };
}

await describeServer("postfix", "postfix with Cyrus SASL", (running) => {
  it("is proved the password by SCRAM-SHA-256, the best that it offers, and proves itself", async () => {
    const { commands, onEvent } = listener();
    await using mailer = createMailer({ ...optionsFor(running()), onEvent });
    const { decisions, accepted } = await mailer.send(small);
    expect(accepted).toHaveLength(1);
    expect(decisions.find(({ feature }) => feature === "AUTH")).toMatchObject({
      outcome: "used",
      method: "SCRAM-SHA-256",
    });
    const from = commands.findIndex((line) => line.startsWith("AUTH"));
    expect(commands.slice(from, from + 3)).toEqual(["AUTH SCRAM-SHA-256 ***", "***", "***"]);
  });

  it.for<[string, Mechanism]>([
    ["SCRAM-SHA-1", scramSha1],
    ["SCRAM-SHA-512", scram("SHA-512", false)],
  ])("knows %s too", async ([name, mechanism]) => {
    const { commands, onEvent } = listener();
    const mechanisms = [mechanism];
    await using mailer = createMailer({ ...optionsFor(running()), mechanisms, onEvent });
    await mailer.send(small);
    expect(commands).toContain(`AUTH ${name} ***`);
  });

  it("is not given a wrong password by another mechanism after SCRAM", async () => {
    const server = running();
    const { commands, onEvent } = listener();
    const auth = { user: server.credentials.user, pass: "not the password" };
    await using mailer = createMailer({ ...optionsFor(server), auth, onEvent });
    await expect(mailer.send(small)).rejects.toMatchObject({
      code: "AUTH_REFUSED",
      reply: { code: 535 },
    });
    expect(commands.filter((line) => line.startsWith("AUTH"))).toEqual(["AUTH SCRAM-SHA-256 ***"]);
  });
});

/** Servers that offer SCRAM: two with Cyrus SASL, one with its own. */
const WITH_SCRAM: readonly ServerName[] = ["postfix", "sendmail", "dovecot"];

for (const name of WITH_SCRAM) {
  await describeServer(name, `${name} with SCRAM`, (running) => {
    it("takes it in clear and under TLS, bound to the connection nowhere, for it offers no -PLUS", async () => {
      for (const tls of ["none", "starttls"] as const) {
        const { commands, onEvent } = listener();
        const server = running();
        await server.clearMessages();
        const auth = { ...server.credentials, allowCleartext: true };
        await using connection = await connect({ ...optionsFor(server), auth, tls, onEvent });
        const { capabilities, plan } = connection;
        const offered = capabilities.auth.filter((mechanism) => mechanism.startsWith("SCRAM-"));
        expect(offered).toContain("SCRAM-SHA-256");
        // Were one to come, this fails, and -PLUS can be seen with a real server at last.
        expect(offered.filter((mechanism) => mechanism.endsWith("-PLUS"))).toEqual([]);
        expect(plan.choices.AUTH).toMatchObject({ outcome: "used", method: "SCRAM-SHA-256" });
        await connection.send(small);
        expect(commands.filter((line) => line.startsWith("AUTH"))).toEqual([
          "AUTH SCRAM-SHA-256 ***",
        ]);
        expect(await server.messages()).toHaveLength(1);
      }
    });

    it("learns that it must be bound to the connection, and sends no secret", async () => {
      const { commands, onEvent } = listener();
      const mechanisms = [scram("SHA-256", true), scram("SHA-1", true)];
      await using mailer = createMailer({ ...optionsFor(running()), mechanisms, onEvent });
      await expect(mailer.send(small)).rejects.toMatchObject({ code: "AUTH_UNAVAILABLE" });
      expect(commands.some((line) => line.startsWith("AUTH"))).toBe(false);
    });
  });
}

await describeServer("exim", "exim, which knows the account by its certificate", (running) => {
  it("takes EXTERNAL from who shows the certificate", async () => {
    const { commands, onEvent } = listener();
    const server = running();
    await server.clearMessages();
    await using mailer = createMailer({
      ...optionsFor(server),
      ...server.clientCertificate,
      auth: { external: true },
      onEvent,
    });
    // Only who is logged in may send beyond lab.test.
    const { accepted, decisions } = await mailer.send({ ...small, to: ["test@lab.test", ABROAD] });
    expect(accepted).toHaveLength(2);
    expect(decisions).toContainEqual(
      expect.objectContaining({ feature: "AUTH", outcome: "used", method: "EXTERNAL" }),
    );
    expect(commands).toContain("AUTH EXTERNAL ***");
    expect(await server.messages()).toHaveLength(1);
  });

  it.for<[string, string | undefined, boolean]>([
    ["for the account", "test@lab.test", true],
    ["for somebody else", "second@lab.test", false],
  ])("asked to act %s", async ([, user, granted]) => {
    const server = running();
    await using mailer = createMailer({
      ...optionsFor(server),
      ...server.clientCertificate,
      auth: { user: user ?? "", external: true },
    });
    if (granted) await mailer.send(small);
    else await expect(mailer.send(small)).rejects.toMatchObject({ code: "AUTH_REFUSED" });
  });

  it("offers EXTERNAL to nobody else, who logs in by the next best way, or gets no further", async () => {
    const server = running();
    const auth = { ...server.credentials, external: true } as const;
    await using either = createMailer({ ...optionsFor(server), auth });
    const { decisions } = await either.send(small);
    expect(decisions).toContainEqual(
      expect.objectContaining({ feature: "AUTH", outcome: "used", method: "PLAIN" }),
    );
    await using strict = createMailer({ ...optionsFor(server), auth: { external: true } });
    await expect(strict.send(small)).rejects.toMatchObject({ code: "AUTH_UNAVAILABLE" });
  });
});

await describeServer("smtp-server", "smtp-server with tokens", (running) => {
  const withToken = (token: string | ((refused?: string) => string)): NodeOptions => {
    const server = running();
    return { ...optionsFor(server), auth: { user: server.credentials.user, token } };
  };

  it("takes a token by XOAUTH2", async () => {
    const { commands, onEvent } = listener();
    const options = withToken(running().credentials.pass);
    await using mailer = createMailer({ ...options, onEvent });
    await mailer.send(small);
    expect(commands).toContain("AUTH XOAUTH2 ***");
  });

  it("refuses an expired token, and takes the one that is then asked for", async () => {
    const { commands, onEvent } = listener();
    const told: (string | undefined)[] = [];
    const options = withToken((refused) => {
      told.push(refused);
      return refused === undefined ? "expired" : running().credentials.pass;
    });
    await using mailer = createMailer({ ...options, onEvent });
    const { accepted } = await mailer.send(small);
    expect(accepted).toHaveLength(1);
    expect(told).toEqual([undefined, "expired"]);
    expect(commands.filter((line) => line.startsWith("AUTH"))).toHaveLength(2);
  });

  it("refuses the renewed token too, and is asked no third time", async () => {
    let asked = 0;
    const options = withToken(() => `expired ${++asked}`);
    await using mailer = createMailer(options);
    await expect(mailer.send(small)).rejects.toMatchObject({ code: "AUTH_REFUSED" });
    expect(asked).toBe(2);
  });
});
