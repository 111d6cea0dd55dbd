import { expect, it } from "vitest";
import { createMailer, type Message } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

const message = { from: "a@b.example", to: "c@d.example", raw: "Subject: x\r\n\r\ny\r\n" };

it.each([
  [{ requireTLS: true }, "A message with `raw` has no `requireTLS`. Write `requireTls`."],
  [{ DSN: { ret: "headers" } }, "A message with `raw` has no `DSN`. Write `dsn`."],
  [{ localfields: "strip" }, "A message with `raw` has no `localfields`. Write `localFields`."],
])("%j is not ignored", async (odd, sentence) => {
  const server = testServer({ capabilities: [], tls: "none" });
  const mailer = createMailer({ host: "h", port: 25, tls: "none", dial: server.dial });
  const given = { ...message, ...odd } as unknown as Message;
  await expect(mailer.send(given)).rejects.toThrow(new TypeError(sentence));
  // What a composer adds is let be.
  await mailer.send({ ...message, messageId: "<1@b.example>" } as Message);
  await mailer.close();
  expect(server.messages).toHaveLength(1);
});
