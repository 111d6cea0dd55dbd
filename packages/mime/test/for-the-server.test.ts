/** Messages that are written for the server that takes them, from the draft to the server's mailbox. */
import { createMailer } from "@parley-smtp/core";
import { type Personality, testServer } from "@parley-smtp/core/testing";
import { expect, it } from "vitest";
import { compose, type Draft, readMessage } from "../src/mod.ts";
import { oracles } from "./support/oracles.ts";

const data = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 7 + (at >> 8)) % 256);
const draft: Draft = {
  from: "Ann Ü <ann@example.com>",
  to: "bob@example.net",
  subject: "Grüße",
  text: "Schöne Grüße\n",
  attachments: [{ filename: "data.bin", content: data }],
};

async function sent(personality: Personality, more: Partial<Draft> = {}) {
  const server = testServer(personality);
  await using mailer = createMailer({
    host: "h.example",
    port: 25,
    tls: "none",
    dial: server.dial,
    compose,
  });
  const receipt = await mailer.send({ ...draft, ...more });
  const content = server.messages[0]?.content as Uint8Array;
  return { receipt, content, wire: Buffer.from(content).toString("latin1"), server };
}

const content: readonly (readonly [string, Partial<Draft>])[] = [
  ["in memory", {}],
  ["from a Blob", { attachments: [{ filename: "data.bin", content: new Blob([data]) }] }],
  [
    "from a function",
    { attachments: [{ filename: "data.bin", content: () => new Blob([data]).stream() }] },
  ],
];

it.each(content)("%s: every server gets the encodings that it takes", async (_, more) => {
  const seven = await sent({ capabilities: [], tls: "none" }, more);
  expect(seven.wire).toContain("Content-Transfer-Encoding: base64");
  expect(seven.wire).toContain("Content-Transfer-Encoding: quoted-printable");
  expect(seven.wire).not.toMatch(/[\x80-\xff]/);

  const eight = await sent({ capabilities: ["8BITMIME"], tls: "none" }, more);
  expect(eight.wire).toContain("Content-Transfer-Encoding: 8bit");
  expect(eight.wire).toContain("Content-Transfer-Encoding: base64");
  expect(eight.wire).not.toContain("quoted-printable");

  const binary = await sent(
    { capabilities: ["8BITMIME", "BINARYMIME", "CHUNKING"], tls: "none" },
    more,
  );
  expect(binary.wire).toContain("Content-Transfer-Encoding: binary");
  expect(binary.wire).not.toContain("base64");
  expect(Buffer.from(binary.content).includes(Buffer.from(data))).toBe(true);
  expect(binary.content.length).toBeLessThan(seven.content.length * 0.78);
  expect(binary.server.transcript()).toContain("BODY=BINARYMIME");

  for (const { content } of [seven, eight, binary]) {
    // mailparser, which reads binary parts.
    const mail = await oracles[1]?.[1](content);
    expect(Buffer.compare(mail?.attachments[0]?.bytes ?? new Uint8Array(), data)).toBe(0);
    expect(mail?.text?.trim()).toBe("Schöne Grüße");
  }
});

it("writes the message again when the server refuses what it offered", async () => {
  const { receipt, wire } = await sent({
    capabilities: ["8BITMIME", "BINARYMIME", "CHUNKING"],
    tls: "none",
    answers: [{ to: "MAIL", when: { parameter: "BODY" }, reply: "555 5.5.4 Unsupported option" }],
  });
  expect(wire).not.toMatch(/[\x80-\xff]/);
  expect(wire).toContain("quoted-printable");
  expect(receipt.fallbacks.map(({ feature }) => feature)).toContain("8BITMIME");
});

it("writes UTF-8 into the header where an address needs SMTPUTF8, and nowhere else", async () => {
  const utf8 = { capabilities: ["8BITMIME", "SMTPUTF8"], tls: "none" } as const;
  const raw = await sent(utf8, { to: "jörg@example.net" });
  expect(Buffer.from(raw.content).toString()).toContain("\r\nSubject: Grüße\r\n");
  const encoded = await sent(utf8);
  expect(encoded.wire).toMatch(/\r\nSubject: =\?utf-8\?/i);
  const reply = await sent(utf8, { replyTo: "jörg@example.net" });
  expect(Buffer.from(reply.content).toString()).toContain("\r\nSubject: Grüße\r\n");
});

it("gives the same bytes for the same server, and the same Message-ID for each", async () => {
  const message = await compose(draft);
  const eight = { eightBit: true, binary: false, utf8: false };
  expect(await readMessage(message, eight)).toEqual(await readMessage(message, eight));
  const [one, other] = await Promise.all([readMessage(message), readMessage(message, eight)]);
  for (const bytes of [one, other])
    expect(Buffer.from(bytes).toString()).toContain(`Message-ID: ${message.messageId}`);
});

it("reads a large attachment piece by piece", async () => {
  let made = 0;
  let most = 0;
  let taken = 0;
  async function* content() {
    for (; made < 300; made += 1) {
      most = Math.max(most, made * 65_536 - taken);
      yield new Uint8Array(65_536);
    }
  }
  const { raw } = await compose({ ...draft, attachments: [{ content: () => content() }] });
  const stream = (typeof raw === "function" ? raw() : raw) as AsyncIterable<Uint8Array>;
  for await (const piece of stream) taken += (piece.length * 57) / 78;
  expect(made).toBe(300);
  expect(most).toBeLessThan(200_000);
});
