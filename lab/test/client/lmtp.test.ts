/** Real LMTP servers (RFC 2033): one reply for each recipient, and the contents of the mailboxes. */
import { createMailer, type NodeOptions, SmtpError } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { compareStored, type LabServer, type ServerName } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";
import { listener } from "./watch.ts";

const NOBODY = "no-such-user@lab.test";
const RECIPIENTS = ["test@lab.test", NOBODY, "second@lab.test", "third@lab.test"];
const KNOWN = RECIPIENTS.filter((address) => address !== NOBODY);

const rawOf = (subject: string, lines = 1): Uint8Array =>
  Buffer.from(
    [
      "From: <ann@lab.test>",
      `Subject: ${subject}`,
      "Date: Tue, 24 Nov 2026 12:00:00 +0000",
      "Message-ID: <by-lmtp@lab.test>",
      "",
      ".dot",
      `${"0123456789".repeat(7)}\r\n`.repeat(lines),
    ].join("\r\n"),
  );

function optionsFor(server: LabServer): NodeOptions {
  const port = server.ports.lmtp;
  if (port === undefined) throw new RangeError(`${server.name} has no LMTP.`);
  return {
    host: "localhost",
    port,
    protocol: "lmtp",
    ca: server.ca,
    timeouts: { total: 30_000 },
  };
}

async function checkStored(server: LabServer, sent: readonly Uint8Array[]): Promise<void> {
  const stored = await server.messages();
  for (const box of KNOWN) {
    const copies = stored.filter(({ recipient }) => recipient === box);
    const found = copies.map(({ raw }, n) => compareStored(sent[n] ?? Buffer.of(), raw).equal);
    expect(found, box).toEqual(sent.map(() => true));
  }
  expect(stored).toHaveLength(KNOWN.length * sent.length);
}

const SERVERS: readonly ServerName[] = ["dovecot", "aiosmtpd", "smtp-server"];

for (const name of SERVERS) {
  await describeServer(name, `${name} by LMTP`, (running) => {
    it("answers for each recipient, and stores a message for those that it knows", async () => {
      const server = running();
      await server.clearMessages();
      const { commands, onEvent } = listener();
      await using mailer = createMailer({ ...optionsFor(server), onEvent });
      const raw = rawOf("each");
      const receipt = await mailer.send({ from: "ann@lab.test", to: RECIPIENTS, raw });
      expect(commands[0]).toMatch(/^LHLO /);
      expect(commands.some((line) => /^(EHLO|HELO)/.test(line))).toBe(false);
      expect(receipt.recipients.map(({ address, outcome }) => [address, outcome])).toEqual(
        RECIPIENTS.map((address) => [address, address === NOBODY ? "rejected" : "accepted"]),
      );
      for (const { address, reply } of receipt.recipients) {
        expect(reply?.code).toBe(address === NOBODY ? 550 : 250);
      }
      await checkStored(server, [raw]);
    });

    it("takes several messages over one connection, a long one among them, one after the other or pipelined", async () => {
      for (const maxUnacknowledged of [1, 5]) {
        const server = running();
        await server.clearMessages();
        const sent = [rawOf("first"), rawOf("long", 6000), rawOf("third"), rawOf("last")];
        await using mailer = createMailer({ ...optionsFor(server), pool: { size: 1 } });
        const messages = sent.map((raw) => ({ from: "ann@lab.test", to: RECIPIENTS, raw }));
        const accepted: unknown[] = [];
        for await (const { receipt } of mailer.sendMany(messages, { maxUnacknowledged })) {
          accepted.push(receipt?.accepted.map(({ address }) => address));
        }
        expect(accepted).toEqual(sent.map(() => KNOWN));
        await checkStored(server, sent);
      }
    });

    it("stores nothing where it knows nobody, and takes the next message over the same connection", async () => {
      const server = running();
      await server.clearMessages();
      let connections = 0;
      await using mailer = createMailer({
        ...optionsFor(server),
        onEvent: ({ type }) => {
          if (type === "connected") connections += 1;
        },
      });
      const raw = rawOf("for nobody");
      const error = await mailer
        .send({ from: "ann@lab.test", to: NOBODY, raw })
        .catch((thrown: unknown) => thrown);
      if (!SmtpError.is(error)) throw error;
      expect(error.recipients).toMatchObject([{ outcome: "rejected", temporary: false }]);
      await mailer.send({ from: "ann@lab.test", to: KNOWN, raw });
      expect(connections).toBe(1);
      await checkStored(server, [raw]);
    });
  });
}
