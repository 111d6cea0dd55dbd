/** A mailer with `compose` takes drafts. */
import { createMailer } from "@parley-smtp/core";
import { testServer } from "@parley-smtp/core/testing";
import { expect, it } from "vitest";
import { compose, type Draft } from "../src/mod.ts";

const draft: Draft = {
  from: "Ann <ann@example.com>",
  to: "Bob <bob@example.net>",
  bcc: "eve@example.org",
  subject: "Hello",
  text: "Hello, Bob.\n",
};

function open() {
  const server = testServer({ capabilities: ["PIPELINING", "8BITMIME"], tls: "none" });
  return { server, mailer: createMailer({ host: "smtp.example.com", dial: server.dial, compose }) };
}

it("composes a draft, and lets a message that has `raw` be", async () => {
  const { server, mailer } = open();
  const { accepted } = await mailer.send(draft);
  expect(accepted.map(({ address }) => address)).toEqual(["bob@example.net", "eve@example.org"]);
  await mailer.send({
    from: "ann@example.com",
    to: "bob@example.net",
    raw: "Subject: Raw\r\n\r\n",
  });
  expect(server.messages[0]?.raw).toMatch(/^Subject: Hello\r$/m);
  expect(server.messages[1]?.raw).toBe("Subject: Raw\r\n\r\n");
  await mailer.close();
});

it("hands on what a draft asks of the server beside", async () => {
  const server = testServer({
    capabilities: [],
    tls: "none",
    refuse: [{ recipient: "eve@*", reply: "550 5.1.1 No such user" }],
  });
  await using mailer = createMailer({ host: "smtp.example.com", dial: server.dial, compose });
  await expect(mailer.send({ ...draft, partial: "refuse" })).rejects.toMatchObject({
    code: "RECIPIENTS_REFUSED",
  });
  expect(server.messages).toEqual([]);
});

it("throws what the composer throws, before anything is opened", async () => {
  const { server, mailer } = open();
  await expect(mailer.send({ ...draft, subject: "Hi\r\nBcc: x@example.org" })).rejects.toThrow(
    TypeError,
  );
  expect(server.transcript()).toBe("");
  await mailer.close();
});

it("reports a draft among many in its place", async () => {
  const { server, mailer } = open();
  const told = [];
  for await (const { index, receipt, error } of mailer.sendMany([
    draft,
    { ...draft, to: "a@example.com, b@example.com" },
    draft,
  ])) {
    told.push([index, receipt?.accepted.length, error?.message]);
  }
  // They come as they are known.
  expect(told.sort()).toEqual([
    [0, 2, undefined],
    [1, undefined, expect.stringContaining("not one mailbox")],
    [2, 2, undefined],
  ]);
  expect(server.messages).toHaveLength(2);
  await mailer.close();
});
