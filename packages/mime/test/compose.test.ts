/** The result of compose, read by two independent parsers. */
import { describe, expect, it } from "vitest";
import { type Attachment, compose, type Draft } from "../src/mod.ts";
import { octetsOf, oracles } from "./support/oracles.ts";

const draft = {
  from: "Ann <ann@example.com>",
  to: "bob@example.net",
  subject: "Hello",
  text: "Hello, Bob.\n",
} satisfies Draft;

const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);

/** Returns the header section as text. */
async function headerOf(draft: Draft): Promise<string> {
  const text = Buffer.from(await octetsOf(await compose(draft))).toString();
  return text.slice(0, text.indexOf("\r\n\r\n"));
}

describe.each(oracles)("read by %s", (_, read) => {
  const composed = async (more: Partial<Draft>) =>
    read(await octetsOf(await compose({ ...draft, ...more })));

  it("a message has its subject, text, and mailboxes", async () => {
    const mail = await composed({
      to: ["Bob <bob@example.net>", { name: "Müller, Jörg", address: "joerg@example.org" }],
      cc: "carol@example.org",
      replyTo: "list@example.com",
      html: "<p>Hello, <b>Bob</b>.</p>",
    });
    expect(mail).toMatchObject({
      subject: "Hello",
      from: [{ name: "Ann", address: "ann@example.com" }],
      to: [
        { name: "Bob", address: "bob@example.net" },
        { name: "Müller, Jörg", address: "joerg@example.org" },
      ],
      cc: [{ address: "carol@example.org" }],
      replyTo: [{ address: "list@example.com" }],
      text: expect.stringMatching(/^Hello, Bob\.\s*$/),
      html: expect.stringMatching(/^<p>Hello, <b>Bob<\/b>\.<\/p>\s*$/),
    });
  });

  const content: Record<string, () => Attachment["content"]> = {
    bytes: () => bytes,
    "a view of bytes": () => new Uint8Array([0, ...bytes, 0]).subarray(1, -1),
    "an ArrayBuffer": () => bytes.slice().buffer,
    "a Blob": () => new Blob([bytes]),
    "a web stream": () => new Blob([bytes]).stream(),
    "an async iterable": async function* () {
      for (let at = 0; at < bytes.length; at += 999) yield bytes.subarray(at, at + 999);
      yield new Uint8Array();
    },
    "a function": () => async () => new Blob([bytes]).stream(),
  };

  it.each(Object.keys(content))("an attachment given as %s arrives as it is", async (shape) => {
    const made = content[shape]?.() ?? "";
    const mail = await composed({ attachments: [{ filename: "data.bin", content: made }] });
    expect(mail.attachments).toMatchObject([
      { filename: "data.bin", contentType: "application/octet-stream", disposition: "attachment" },
    ]);
    expect(Buffer.compare(mail.attachments[0]?.bytes ?? new Uint8Array(), bytes)).toBe(0);
    expect(mail.text).toMatch(/^Hello, Bob\.\s*$/);
  });

  it("a string attachment is UTF-8, and its type follows from its name", async () => {
    const { attachments } = await composed({
      attachments: [{ filename: "grüße.txt", content: "Grüße" }],
    });
    expect(attachments).toMatchObject([{ filename: "grüße.txt", contentType: "text/plain" }]);
    expect(new TextDecoder().decode(attachments[0]?.bytes)).toBe("Grüße");
  });

  it("an image with a cid stands inline beside the HTML that shows it", async () => {
    const mail = await composed({
      html: '<img src="cid:logo@example.com">',
      attachments: [{ cid: "logo@example.com", filename: "logo.png", content: bytes }],
    });
    expect(mail.attachments).toMatchObject([{ cid: "logo@example.com", disposition: "inline" }]);
    expect(mail.html).toContain("cid:logo@example.com");
  });

  it("long names that are not ASCII survive, of people and of files", async () => {
    const name = "Überaus langer Name, 日本語の名前がここにあります ".repeat(4).trim();
    const filename = `${name}.pdf`;
    const mail = await composed({
      from: { name, address: "ann@example.com" },
      subject: name,
      attachments: [{ filename, content: bytes }],
    });
    expect(mail).toMatchObject({ subject: name, from: [{ name }], attachments: [{ filename }] });
  });

  it("an international domain is written so that every server takes it", async () => {
    const message = await compose({ ...draft, to: "bob@bücher.example" });
    expect(message.envelope.to).toEqual(["bob@xn--bcher-kva.example"]);
    expect(Buffer.from(await octetsOf(message)).toString()).toContain(
      "To: bob@xn--bcher-kva.example",
    );
  });

  it("an international local part stays as it is, for servers with SMTPUTF8", async () => {
    const message = await compose({ ...draft, to: "jörg@bücher.example" });
    expect(message.envelope.to).toEqual(["jörg@bücher.example"]);
    expect((await read(await octetsOf(message))).to).toMatchObject([
      { address: "jörg@bücher.example" },
    ]);
  });

  it("an invitation is another form of the text", async () => {
    const message = await compose({
      ...draft,
      alternatives: [
        { content: "BEGIN:VCALENDAR\r\n", contentType: "text/calendar; method=REQUEST" },
      ],
    });
    const text = Buffer.from(await octetsOf(message)).toString();
    expect(text).toMatch(/Content-Type: multipart\/alternative/);
    expect(text).toMatch(/Content-Type: text\/calendar; method=REQUEST/);
    expect((await read(await octetsOf(message))).text).toContain("Hello, Bob.");
  });
});

describe("the envelope", () => {
  it("has every recipient once, as bare addresses, and the author", async () => {
    const { envelope, from, to } = await compose({
      ...draft,
      to: ["Bob <bob@example.net>", "bob@example.net"],
      cc: "carol@example.org",
      bcc: ["dan@example.org", "Eve <eve@example.org>"],
    });
    expect(envelope).toEqual({
      from: "ann@example.com",
      to: ["bob@example.net", "carol@example.org", "dan@example.org", "eve@example.org"],
    });
    expect({ from, to }).toEqual(envelope);
  });

  it("has the sender before the authors, and what was given before both", async () => {
    const several = {
      ...draft,
      from: ["ann@example.com", "amy@example.com"],
      sender: "office@example.com",
    };
    expect((await compose(several)).from).toBe("office@example.com");
    const own = { from: "bounces+1@example.com", to: "only@example.net" };
    expect((await compose({ ...several, envelope: own })).envelope).toEqual({
      from: "bounces+1@example.com",
      to: ["only@example.net"],
    });
    expect((await compose({ ...draft, envelope: { from: null } })).from).toBeNull();
  });

  it("knows of bcc, and the message does not", async () => {
    const message = await compose({ ...draft, bcc: "Dan <dan@example.org>" });
    expect(message.to).toContain("dan@example.org");
    expect(Buffer.from(await octetsOf(message)).toString()).not.toMatch(/bcc|dan/i);
  });

  it("is enough to send to: a message may have bcc alone", async () => {
    const { to } = await compose({ from: "ann@example.com", bcc: "dan@example.org", text: "" });
    expect(to).toEqual(["dan@example.org"]);
  });
});

describe("the header", () => {
  it("gets a Date and a Message-ID under the author's domain, which is returned", async () => {
    const { messageId } = await compose(draft);
    expect(messageId).toMatch(/^<[^<>@\s]+@example\.com>$/);
    expect((await compose(draft)).messageId).not.toBe(messageId);
    expect(await headerOf(draft)).toMatch(/^Date: \w{3}, \d+ \w{3} \d{4} [\d:]{8} \+0000$/m);
  });

  it("has those that were given", async () => {
    const header = await headerOf({
      ...draft,
      messageId: "<one@example.com>",
      date: new Date("2026-02-03T04:05:06Z"),
      inReplyTo: "zero@example.net",
      references: ["<a@example.net>", "zero@example.net"],
      headers: { "List-Unsubscribe": "<https://example.com/u/1>", "X-Tag": ["one", "zwölf"] },
    });
    expect(header).toContain("\r\nMessage-ID: <one@example.com>\r\n");
    expect(header).toContain("\r\nDate: Tue, 03 Feb 2026 04:05:06 +0000\r\n");
    expect(header).toContain("\r\nIn-Reply-To: <zero@example.net>\r\n");
    expect(header).toContain("\r\nReferences: <a@example.net> <zero@example.net>\r\n");
    expect(header).toMatch(/^List-Unsubscribe: <https:\/\/example\.com\/u\/1>\r$/m);
    expect(header).toMatch(/^X-Tag: one\r\nX-Tag: =\?utf-8\?/im);
  });
});

describe("the message", () => {
  const streamed = (content: Attachment["content"]): Draft => ({
    ...draft,
    html: "<p>Hello</p>",
    attachments: [{ content }, { content: new Blob(["x"]) }],
  });

  it("is bytes where everything is in memory", async () => {
    const { raw } = await compose(draft);
    expect(typeof raw === "function" && raw()).toBeInstanceOf(Uint8Array);
  });

  it("can be made again, octet for octet, if all of its content can be read again", async () => {
    const message = await compose(streamed(() => new Blob([bytes]).stream()));
    expect(message.raw).toBeTypeOf("function");
    expect(await octetsOf(message)).toEqual(await octetsOf(message));
  });

  it("can be read once where a stream can be read once, and nothing is read before", async () => {
    let begun = false;
    const message = await compose(
      streamed(
        (async function* () {
          begun = true;
          yield bytes;
        })(),
      ),
    );
    expect(message.raw).not.toBeTypeOf("function");
    expect(begun).toBe(false);
    expect((await octetsOf(message)).length).toBeGreaterThan(bytes.length);
  });

  it.each<[string, Draft["text"]]>([
    ["a string", "one\rtwo\nthree\r\nfour\r\r\nfive\r"],
    ["bytes", new TextEncoder().encode("one\rtwo\nthree\r\nfour\r\r\nfive\r")],
    [
      "pieces",
      async function* () {
        yield* ["one\r", "two\n", "three\r", "\nfour\r", "\r\nfive\r"];
      },
    ],
  ])("has the line ends of mail, whichever %s had", async (_, text) => {
    const wire = Buffer.from(await octetsOf(await compose({ ...draft, text }))).toString();
    expect(wire).toMatch(/\r\n\r\none\r\ntwo\r\nthree\r\nfour\r\n\r\nfive\r\n$/);
    expect(wire).not.toMatch(/[^\r]\n|\r[^\n]/);
  });

  it("fails with what a source of its content fails with", async () => {
    const broken = new Error("The disk is gone.");
    const message = await compose(
      streamed(async function* () {
        yield bytes;
        throw broken;
      }),
    );
    await expect(octetsOf(message)).rejects.toBe(broken);
  });

  it("lets go of a source whose reader stops", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const message = await compose(
      streamed(async function* () {
        try {
          for (;;) yield bytes;
        } finally {
          resolve();
        }
      }),
    );
    const stream = typeof message.raw === "function" ? message.raw() : message.raw;
    let read = 0;
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      read += piece.length;
      if (read > bytes.length) break;
    }
    await promise;
  });
});
