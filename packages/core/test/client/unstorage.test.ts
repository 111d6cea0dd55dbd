import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStorage, type Driver } from "unstorage";
import fs from "unstorage/drivers/fs";
import fsLite from "unstorage/drivers/fs-lite";
import memory from "unstorage/drivers/memory";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMailer, type Message } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";
import { unstorageStore } from "../../src/unstorage.ts";

const message: Message = {
  from: "ann@example.org",
  to: "bob@example.net",
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "parley-store-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

describe("a store on unstorage", () => {
  it.for<[string, () => Promise<Driver>]>([
    ["memory", async () => memory()],
    ["files", async () => fs({ base: await folder() })],
    ["files, the light way", async () => fsLite({ base: await folder() })],
  ])("keeps hints and the ledger in %s from one mailer to the next", async ([, make]) => {
    const server = testServer({
      capabilities: ["CHUNKING"],
      tls: "none",
      answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
    });
    const driver = await make();
    const session = async () => {
      const store = unstorageStore(createStorage({ driver }));
      const options = { host: "2001:db8::1", port: 25, dial: server.dial, store };
      await using mailer = createMailer(options);
      const receipt = await mailer.send(message);
      return { receipt, ledger: await mailer.ledger.report(), hints: await mailer.hints() };
    };
    await session();
    const { receipt, ledger, hints } = await session();
    expect(receipt.fallbacks).toContainEqual(
      expect.objectContaining({ feature: "CHUNKING", reason: "hint" }),
    );
    expect(ledger).toMatchObject([{ server: "2001:db8::1:25", verb: "BDAT", count: 1 }]);
    expect(hints.length).toBeGreaterThan(0);
    const keys = await createStorage({ driver }).getKeys();
    expect(keys.sort()).toEqual([
      "parley:hints:2001%3Adb8%3A%3A1_25",
      "parley:ledger:2001%3Adb8%3A%3A1_25",
    ]);
  });
});
