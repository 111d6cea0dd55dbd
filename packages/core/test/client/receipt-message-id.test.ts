/** The receipt names the message that was sent. */
import { describe, expect, it } from "vitest";
import { connect, createMailer, type Message } from "../../src/mod.ts";
import { withRetry } from "../../src/retry.ts";
import { modernServer, type Personality, testServer } from "../../src/testing/mod.ts";

const envelope = { from: "ann@example.org", to: "bob@example.net" };
const host = "mx.example.net";

async function idOf(raw: Message["raw"], server: Personality = modernServer) {
  await using mailer = createMailer({ host, dial: testServer(server).dial });
  return (await mailer.send({ ...envelope, raw })).messageId;
}

async function* inPieces(text: string): AsyncGenerator<string, void, undefined> {
  for (const character of text) yield character;
}

describe("the Message-ID of a receipt", () => {
  it.each([
    ["Message-ID: <1@example.org>\r\n\r\n", "<1@example.org>"],
    ["Subject: x\r\nMESSAGE-id \t:\t<2@example.org>\t\r\n\r\nBody\r\n", "<2@example.org>"],
    ["Message-ID:\r\n <3@example.org>\r\nSubject: x\r\n\r\n", "<3@example.org>"],
    ["Message-ID: <4@\r\n\texample.org> (made here)\r\n\r\n", "<4@example.org>"],
    ["Message-ID: <5@example.org>\nMessage-ID: <6@example.org>\n\n", "<5@example.org>"],
    ["Message-ID: <7@mänchen.example>\r\nSubject: x\r\n\r\n", "<7@mänchen.example>"],
    ["Message-IDs: <8@example.org>\r\n\r\n", undefined],
    ["X-Message-ID: <9@example.org>\r\n\r\n", undefined],
    ["Subject: x\r\n\r\nMessage-ID: <10@example.org>\r\n", undefined],
    ["Subject: x\r\n Message-ID: <11@example.org>\r\n\r\n", undefined],
    ["Message-ID:\r\nSubject: <12@example.org>\r\n\r\n", undefined],
    ["Message-ID: no brackets\r\n\r\n", undefined],
    ["Message-ID: <13\u001b[2J@example.org>\r\n\r\n", undefined],
    [`Message-ID: ${" \r\n ".repeat(3_000)}<14@example.org>\r\n\r\n`, undefined],
    ["Message-ID", undefined],
    ["", undefined],
  ])("is found in %j", async (raw, expected) => {
    expect(await idOf(raw)).toBe(expected);
    expect(await idOf(() => inPieces(raw))).toBe(expected);
  });

  it("stays the same if the server cannot take the header unchanged", async () => {
    const plain = { ...modernServer, capabilities: [] };
    const raw = "Subject: Grüße\r\nMessage-ID: <1@example.org>\r\n\r\nGrüße\r\n";
    expect(await idOf(raw, plain)).toBe("<1@example.org>");
  });

  it("is in the receipts of a connection and of pipelined messages, and in their JSON", async () => {
    await using connection = await connect({ host, dial: testServer(modernServer).dial });
    const messages = [1, 2, 3].map((id) => ({
      ...envelope,
      raw: `Message-ID: <${id}@example.org>\r\n\r\n`,
    }));
    const ids: unknown[] = [];
    for await (const { receipt } of connection.sendMany(messages, { maxUnacknowledged: 3 }))
      ids.push(JSON.parse(JSON.stringify(receipt)).messageId);
    expect(ids).toEqual(["<1@example.org>", "<2@example.org>", "<3@example.org>"]);
  });

  it("is that of the composed message", async () => {
    await using mailer = createMailer({
      host,
      dial: testServer(modernServer).dial,
      compose: ({ id }: { readonly id: string }) => ({
        ...envelope,
        raw: `Message-ID: ${id}\r\n\r\n`,
      }),
    });
    expect((await mailer.send({ id: "<1@example.org>" })).messageId).toBe("<1@example.org>");
  });

  it("is the one that `withRetry` added, at every try", async () => {
    const server = testServer({
      ...modernServer,
      answers: [{ to: "RCPT", nth: 1, reply: "451 4.3.0 Try again later" }],
    });
    await using inner = createMailer({ host, dial: server.dial });
    const seen: (string | undefined)[] = [];
    const watched = {
      ...inner,
      send: async (...given: Parameters<typeof inner.send>) => {
        const receipt = await inner.send(...given);
        seen.push(receipt.messageId);
        return receipt;
      },
      close: () => inner.close(),
    } as typeof inner;
    await using mailer = withRetry(watched, { first: 1, longest: 1 });
    const { messageId } = await mailer.send({
      from: envelope.from,
      to: [envelope.to, "carol@example.net"],
      raw: "Subject: x\r\n\r\nx\r\n",
    });
    expect(messageId).toMatch(/^<[\w-]+@example\.org>$/);
    expect(seen).toEqual([messageId, messageId]);
  });
});
