/** Every server once, in short: a message by the best way there is, to two mailboxes, which hold what was sent. */
import { createMailer } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { compareStored, SERVER_NAMES } from "../../src/mod.ts";
import { startOrSkip } from "../lab.ts";

const RECIPIENTS = ["second@lab.test", "test@lab.test"];
const raw = [
  "From: <ann@lab.test>",
  "Subject: in short",
  // Some servers add these where they are missing.
  "Date: Tue, 24 Nov 2026 12:00:00 +0000",
  "Message-ID: <in-short@lab.test>",
  "",
  ".dot",
  "..",
  "Hello.",
  "",
].join("\r\n");

it.for(SERVER_NAMES)("%s stores what is sent, octet for octet", async (name, context) => {
  await using server = await startOrSkip(context, name);
  await using mailer = createMailer({
    host: "localhost",
    port: server.ports.plain,
    ca: server.ca,
    ...(name === "smtp-sink" ? {} : { auth: server.credentials }),
    features: { TLS: "prefer", AUTH: "prefer" },
  });
  const receipt = await mailer.send({ from: "ann@lab.test", to: RECIPIENTS, raw });
  expect(receipt.rejected).toEqual([]);
  const stored = await server.messages();
  expect(stored.map(({ recipient }) => recipient).sort()).toEqual(RECIPIENTS);
  for (const copy of stored) {
    const { sentSha256, storedSha256 } = compareStored(Buffer.from(raw), copy.raw);
    expect(storedSha256).toBe(sentSha256);
  }
});
