/** A mailer's knowledge in Deno KV through unstorage. */
import { deepStrictEqual } from "node:assert/strict";
import { createStorage } from "unstorage";
import denoKv from "unstorage/drivers/deno-kv";
import { createMailer } from "../src/mod.ts";
import { testServer } from "../src/testing.ts";
import { unstorageStore } from "../src/unstorage.ts";

Deno.test("Deno KV keeps hints and the ledger from one mailer to the next", async () => {
  const folder = await Deno.makeTempDir({ prefix: "parley-kv-" });
  const server = testServer({
    capabilities: ["CHUNKING"],
    tls: "none",
    answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
  });
  const session = async () => {
    const storage = createStorage({ driver: denoKv({ path: `${folder}/kv.sqlite` }) });
    const store = unstorageStore(storage);
    const mailer = createMailer({ host: "mail.example", port: 25, dial: server.dial, store });
    const { fallbacks } = await mailer.send({
      from: "ann@example.org",
      to: "bob@example.net",
      raw: "Subject: Hi\r\n\r\nHi.\r\n",
    });
    await mailer.close();
    const ledger = (await mailer.ledger.report()).map(({ verb, count }) => [verb, count]);
    await storage.dispose();
    const reason = fallbacks.find(({ feature }) => feature === "CHUNKING")?.reason;
    return { reason, ledger };
  };
  try {
    deepStrictEqual(
      [await session(), await session()],
      [
        { reason: "unsupported", ledger: [["BDAT", 1]] },
        { reason: "hint", ledger: [["BDAT", 1]] },
      ],
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
