/** A store can fail with anything, and harms no delivery. */
import { expect, it } from "vitest";
import { createMailer, type SessionEvent } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

const unreadable = Object.defineProperty(new Error("x"), "message", {
  get() {
    throw new Error("boom");
  },
});

it.each<[string, Error, string]>([
  ["an error that cannot be read", unreadable, "an error that cannot be read"],
  ["the URL of a proxy", new Error("proxy http://u:Zx9kQ7wTrPP@p:1 refused"), "refused"],
])("sends though the store fails with %s", async (_what, failure, why) => {
  const events: SessionEvent[] = [];
  const server = testServer();
  const fail = () => Promise.reject(failure);
  await using mailer = createMailer({
    host: "x.example",
    dial: server.dial,
    store: { get: fail, set: fail, remove: fail },
    onEvent: (event) => events.push(event),
  });
  await mailer.send({ from: "a@example.com", to: "b@example.net", raw: "Subject: x\r\n\r\nx\r\n" });
  expect(server.messages).toHaveLength(1);
  const reported = JSON.stringify(events.filter(({ type }) => type === "store-failed"));
  expect(reported).toContain(why);
  expect(reported).not.toContain("Zx9kQ7wTrPP");
});
