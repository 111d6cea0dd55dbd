/** The server replies while the source stalls: later data of the source belongs to the next try. */
import { describe, expect, it } from "vitest";
import { createMailer } from "../../src/mod.ts";
import { createVirtualWorld, memoryDial } from "../../src/testing/mod.ts";
import type { Answer, Personality } from "../../src/testing/personality.ts";

const HEADER =
  "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\né\r\n";
const BULK = `${"a".repeat(60)}\r\n`.repeat(1_100);
const LATER = ["one\r\n", "two\r\n", "three\r\n"];

/** Returns the rest only after the server has replied and the client has left it. */
async function* slow(bulk: string): AsyncGenerator<string> {
  yield HEADER;
  yield bulk;
  await new Promise((resolve) => setTimeout(resolve, 40));
  yield* LATER;
}

const BY_DATA: Personality = {
  capabilities: ["8BITMIME"],
  tls: "none",
  answers: [{ to: "UPLOAD", octets: 60_000, nth: 1, reply: "554 5.6.1 8BIT content not accepted" }],
};
const refusedChunk: Answer = { to: "BDAT", nth: 2, reply: "502 5.5.1 What is BDAT?" };
const BY_BDAT: Personality = {
  capabilities: ["8BITMIME", "CHUNKING", "PIPELINING"],
  tls: "none",
  answers: [refusedChunk],
};

describe.each([
  ["DATA", BY_DATA, BULK],
  ["BDAT", BY_BDAT, BULK.repeat(6)],
])("a refusal by %s while the source stalls", (_by, personality, bulk) => {
  it.each([
    ["a stream that can be read once", () => slow(bulk)],
    ["a function", () => () => slow(bulk)],
  ])("loses no piece of %s", async (_shape, raw) => {
    const world = createVirtualWorld(personality);
    const server = { host: "h.example", port: 25, tls: "none", dial: memoryDial(world) } as const;
    const mailer = createMailer(server);
    const message = { from: "a@b.example", to: "c@d.example", raw: raw() };
    const { accepted } = await mailer.send(message);
    await mailer.close();
    expect(accepted).toHaveLength(1);
    expect(world.mailbox.accepted).toHaveLength(1);
    const text = new TextDecoder().decode(world.mailbox.accepted[0]?.content);
    for (const line of LATER) expect(text).toContain(line);
    expect(text.match(/^a+/gm)?.join("").length).toBe(bulk.length - (bulk.length / 62) * 2);
  });

  it("loses no piece that goes to another server", async () => {
    const first = createVirtualWorld({
      ...personality,
      answers: (personality.answers ?? []).map(({ nth: _, ...answer }) => ({
        ...answer,
        reply: "421 4.3.2 Going down",
      })),
    });
    const second = createVirtualWorld({ capabilities: ["8BITMIME"], tls: "none" });
    const servers = [first, second].map((world, at) => ({
      host: `h${at}.example`,
      port: 25,
      tls: "none" as const,
      dial: memoryDial(world),
    }));
    const mailer = createMailer({ servers });
    const raw = slow(BULK);
    await mailer.send({ from: "a@b.example", to: "c@d.example", raw });
    await mailer.close();
    expect(first.mailbox.accepted).toHaveLength(0);
    const text = new TextDecoder().decode(second.mailbox.accepted[0]?.content);
    expect(text).toBe(HEADER + BULK + LATER.join(""));
  });
});
