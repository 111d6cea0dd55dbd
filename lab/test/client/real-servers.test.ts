/** The client against real servers: what arrives, what falls back, and what is refused. */
import { createMailer, type NodeOptions, SmtpError } from "@parley-smtp/node-socket";
import { beforeAll, expect, it } from "vitest";
import { compareStored, type LabServer, type Profile, type ServerName } from "../../src/mod.ts";
import { realMessage } from "./real-message.ts";
import { describeServer } from "./suite.ts";
import { contradictions, inShort, listener } from "./watch.ts";

const RECIPIENTS = ["test@lab.test", "second@lab.test"];
const small = { from: "ann@lab.test", to: RECIPIENTS, raw: "Subject: small\r\n\r\n.dot\r\n" };

function optionsFor(server: LabServer, profile: Profile): NodeOptions {
  const port = server.ports[profile];
  if (port === undefined) throw new RangeError(`${server.name} has no profile ${profile}.`);
  return {
    host: "localhost",
    port,
    ca: server.ca,
    ...(profile === "implicit" ? { tls: "implicit" } : {}),
    timeouts: { total: 60_000 },
  };
}

const SERVERS: readonly ServerName[] = ["postfix", "exim", "aiosmtpd", "smtp-server"];

for (const name of SERVERS) await describeServer(name, name, storesWhatIsSent);

function storesWhatIsSent(running: () => LabServer): void {
  let message: Uint8Array;
  beforeAll(async () => {
    message = await realMessage();
  });

  it.for<[string, Profile, Partial<NodeOptions>]>([
    ["over STARTTLS with AUTH", "plain", { tls: "starttls" }],
    ["over implicit TLS with AUTH", "implicit", {}],
    ["by DATA with the best server there is", "plain", { features: { CHUNKING: "avoid" } }],
    ["one command at a time", "plain", { features: { PIPELINING: "avoid" } }],
  ])("stores a message of several megabytes as it was sent, %s", async ([, profile, more]) => {
    const server = running();
    await server.clearMessages();
    await using mailer = createMailer({
      ...optionsFor(server, profile),
      auth: server.credentials,
      ...more,
    });
    const receipt = await mailer.send({ ...small, raw: message });
    expect(receipt.accepted.map(({ address }) => address)).toEqual(RECIPIENTS);
    const stored = await server.messages();
    expect(stored).toHaveLength(2);
    for (const { raw } of stored) {
      const { sentSha256, storedSha256 } = compareStored(message, raw);
      expect(storedSha256).toBe(sentSha256);
    }
  });

  it("takes a stream of unknown length, and a second message over the same connection", async () => {
    const server = running();
    await server.clearMessages();
    await using mailer = createMailer({ ...optionsFor(server, "plain"), auth: server.credentials });
    await mailer.send({ ...small, raw: new Blob([message as BlobPart]).stream() });
    const { roundTrips } = await mailer.send(small);
    expect(roundTrips).toBeLessThanOrEqual(5);
    const [first] = await server.messages();
    expect(first && compareStored(message, first.raw).equal).toBe(true);
  });

  it("reports a recipient that does not exist, and delivers the message to the other", async () => {
    const server = running();
    await server.clearMessages();
    await using mailer = createMailer(optionsFor(server, "bare"));
    const receipt = await mailer.send({ ...small, to: ["no-such-user@lab.test", "test@lab.test"] });
    expect(receipt.rejected.map(({ address, temporary }) => [address, temporary])).toEqual([
      ["no-such-user@lab.test", false],
    ]);
    expect(await server.messages()).toHaveLength(1);
  });

  it("is asked for notifications where it offers them, and else gets nothing, or the message without", async () => {
    const server = running();
    await server.clearMessages();
    const asking = {
      ...small,
      dsn: { notify: ["failure"], ret: "headers", envid: "a b" },
    } as const;
    await using mailer = createMailer({ ...optionsFor(server, "plain"), auth: server.credentials });
    const { choices } = await mailer.verify();
    if (choices.DSN.outcome === "used") {
      const { decisions } = await mailer.send(asking);
      expect(decisions).toContainEqual(
        expect.objectContaining({ feature: "DSN", outcome: "used" }),
      );
      expect(await server.messages()).toHaveLength(2);
      await server.clearMessages();
    }
    await using strict = createMailer(optionsFor(server, "bare"));
    await expect(strict.send(asking)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    await using lenient = createMailer({
      ...optionsFor(server, "bare"),
      features: { DSN: "prefer" },
    });
    const { fallbacks } = await lenient.send(asking);
    expect(fallbacks).toContainEqual(
      expect.objectContaining({ feature: "DSN", reason: "not-offered" }),
    );
    expect(await server.messages()).toHaveLength(2);
  });

  it("refuses a wrong password once, and is not asked again", async () => {
    const server = running();
    const { commands, onEvent } = listener();
    await using mailer = createMailer({
      ...optionsFor(server, "plain"),
      auth: { user: server.credentials.user, pass: "not the password" },
      onEvent,
    });
    await expect(mailer.send(small)).rejects.toMatchObject({
      code: "AUTH_REFUSED",
      retry: "never",
    });
    expect(commands.filter((line) => line.startsWith("AUTH"))).toHaveLength(1);
  });

  it("gets nothing from a client that does not trust its certificate", async () => {
    const server = running();
    const { commands, onEvent } = listener();
    const { ca: _, ...untrusting } = optionsFor(server, "plain");
    await using mailer = createMailer({ ...untrusting, auth: server.credentials, onEvent });
    const error = await mailer.send(small).catch((thrown: unknown) => thrown);
    expect(SmtpError.is(error) && error.code).toBe("CERTIFICATE_REFUSED");
    expect(commands.at(-1)).toBe("STARTTLS");
  });
}

await describeServer("postfix", "postfix that does not keep what it offers", (running) => {
  it.for<[Profile, readonly string[]]>([
    ["ehlo502", ["ESMTP: HELO, unsupported 502"]],
    ["mail555", ["SIZE: not declared, parameter-unsupported 555"]],
    ["bdat502", ["CHUNKING: DATA, unsupported 502"]],
    ["filter", ["TLS: clear text, tls-unavailable 500"]],
  ])("is met with the next best way: %s", async ([profile, fallbacks]) => {
    const server = running();
    await server.clearMessages();
    await using mailer = createMailer(optionsFor(server, profile));
    const receipt = await mailer.send(small);
    expect(contradictions(receipt)).toEqual(fallbacks);
    const stored = await server.messages();
    expect(stored.map(({ recipient }) => recipient).sort()).toEqual([...RECIPIENTS].sort());
  });

  it("refuses DATA and BDAT alike, which is reported with everything that was tried", async () => {
    const server = running();
    await server.clearMessages();
    await using mailer = createMailer(optionsFor(server, "data502"));
    const error = await mailer.send(small).catch((thrown: unknown) => thrown);
    if (!SmtpError.is(error)) throw error;
    expect(error.code).toBe("MESSAGE_REFUSED");
    expect(error.decisions.filter(({ reply }) => reply).map(inShort)).toEqual([
      "CHUNKING: nothing, unsupported 502",
    ]);
    expect(await server.messages()).toEqual([]);
  });

  it("gets no credentials when it refuses STARTTLS", async () => {
    const server = running();
    const { commands, onEvent } = listener();
    await using mailer = createMailer({
      ...optionsFor(server, "filter"),
      auth: server.credentials,
      onEvent,
    });
    await expect(mailer.send(small)).rejects.toMatchObject({ code: "FEATURE_UNMET" });
    expect(commands.some((line) => line.startsWith("AUTH"))).toBe(false);
  });
});

await describeServer("smtp-sink", "smtp-sink", (running) => {
  it.for<[Profile, string]>([
    ["ehlo500", "ESMTP: HELO, unsupported 500"],
    ["masked", "ESMTP: HELO, unsupported 500"],
  ])("is greeted with HELO where it knows no EHLO: %s", async ([profile, fallback]) => {
    const server = running();
    await using mailer = createMailer(optionsFor(server, profile));
    expect(contradictions(await mailer.send(small))).toEqual([fallback]);
  });
});
