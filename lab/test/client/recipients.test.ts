/** More recipients than a server accepts at a time, over real sockets. */
import { createMailer } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import type { ServerName } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";
import { inShort, listener } from "./watch.ts";

const BOXES = ["test@lab.test", "second@lab.test", "third@lab.test"];
const COUNT = 1200;
/** An authenticated client may send anywhere; such mail is discarded. The last addresses are in the lab. */
const ALL = [
  ...Array.from({ length: COUNT - BOXES.length }, (_, at) => `number-${at}@example.test`),
  ...BOXES,
];

/** How many each accepts in one transaction: Postfix replies 452 to the one after its smtpd_recipient_limit. */
const SERVERS: readonly [ServerName, number][] = [
  ["postfix", 1000],
  ["smtp-server", COUNT],
];

for (const [name, atATime] of SERVERS) {
  await describeServer(name, `${name}, sent to ${COUNT} recipients`, (running) => {
    it("has the message for all of them, in as many transactions as it takes", async () => {
      const server = running();
      await server.clearMessages();
      const { commands, onEvent } = listener();
      await using mailer = createMailer({
        host: "localhost",
        port: server.ports.plain,
        ca: server.ca,
        auth: server.credentials,
        onEvent,
      });
      const raw = "From: <ann@lab.test>\r\nSubject: to all\r\n\r\nHi.\r\n";
      const receipt = await mailer.send({ from: "ann@lab.test", to: ALL, raw });
      expect(receipt.accepted.map(({ address }) => address)).toEqual(ALL);
      const transactions = commands.filter((line) => line.startsWith("MAIL"));
      expect(transactions).toHaveLength(Math.ceil(COUNT / atATime));
      const limits = receipt.fallbacks.filter(({ feature }) => feature === "LIMITS").map(inShort);
      expect(limits).toEqual(
        atATime < COUNT ? ["LIMITS: as learned, too-many-recipients 452"] : [],
      );
      const stored = await server.messages();
      expect(stored.map(({ recipient }) => recipient).sort()).toEqual([...BOXES].sort());
    });
  });
}
