/** Streams of a draft are closed once, whatever the outcome of the message. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createMailer } from "@parley-smtp/core";
import { testServer } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import { type ContentStream, compose, type Draft } from "../src/mod.ts";

const never = <T>(): Promise<T> => new Promise(() => {});
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));
const draft: Draft = { from: "ann@example.com", to: "bob@example.net", subject: "Hi", text: "Hi." };

type Count = { closed: number };

const KINDS: Readonly<Record<string, (count: Count) => ContentStream>> = {
  "a stream of Node": (count) => {
    let given = false;
    const stream = new Readable({
      read() {
        if (!given) this.push("x");
        given = true;
      },
    });
    stream.on("close", () => {
      count.closed += 1;
    });
    return stream;
  },
  "a file": (count) => {
    const stream = createReadStream(fileURLToPath(import.meta.url));
    stream.on("close", () => {
      count.closed += 1;
    });
    return stream;
  },
  "a web stream": (count) =>
    new ReadableStream({
      start: (controller) => controller.enqueue("x"),
      pull: () => never(),
      cancel: () => {
        count.closed += 1;
      },
    }),
  "an iterator": (count) => {
    let given = false;
    return {
      [Symbol.asyncIterator]: () => ({
        next: async (): Promise<IteratorResult<string>> => {
          if (given) return never();
          given = true;
          return { done: false, value: "x" };
        },
        return: async (): Promise<IteratorResult<string>> => {
          count.closed += 1;
          return { done: true, value: undefined };
        },
      }),
    };
  },
};

describe.each(Object.entries(KINDS))("%s", (kind, make) => {
  const scene = () => {
    const count: Count = { closed: 0 };
    const { dial } = testServer({ capabilities: [], tls: "none" });
    const at = { host: "smtp.example.com", port: 25, tls: "none" } as const;
    const mailer = createMailer({ ...at, dial, compose, timeouts: { content: 40 } });
    const given = { ...draft, attachments: [{ content: make(count) }] };
    const closed = () => expect.poll(() => count.closed).toBe(1);
    return { count, mailer, given, closed };
  };

  it("is closed when the draft makes no message", async () => {
    const { mailer, given, closed } = scene();
    await expect(mailer.send({ ...given, subject: "a\r\nb" })).rejects.toThrow(TypeError);
    await closed();
  });

  it("is closed when the mailer is closed", async () => {
    const { mailer, given, closed } = scene();
    await mailer.close();
    await expect(mailer.send(given)).rejects.toMatchObject({ code: "CLOSED" });
    await closed();
  });

  it("is closed when the signal has fired", async () => {
    const { mailer, given, closed } = scene();
    const sent = mailer.send(given, { signal: AbortSignal.abort() });
    await expect(sent).rejects.toMatchObject({ code: "ABORTED" });
    await closed();
  });

  it("is closed when the signal is not an AbortSignal", async () => {
    const { mailer, given, closed } = scene();
    await expect(mailer.send(given, { signal: {} as AbortSignal })).rejects.toThrow(TypeError);
    await closed();
  });

  it.skipIf(kind === "a file")("is closed when it stalls", async () => {
    const { count, mailer, given } = scene();
    await expect(mailer.send(given)).rejects.toMatchObject({ code: "TIMEOUT" });
    await soon();
    expect(count.closed).toBe(1);
    await mailer.close();
  });
});

describe("a stream that was read before", () => {
  const bytes = "nine bytes";
  const streams: Readonly<Record<string, () => ContentStream>> = {
    "a stream of Node": () => Readable.from([bytes]),
    "a file": () => createReadStream(fileURLToPath(import.meta.url)),
    "a web stream": () => new Blob([bytes]).stream(),
    "a generator": async function* () {
      yield bytes;
    },
  };

  it.each(Object.entries(streams))(
    "%s: makes no second message with an empty part",
    async (_, make) => {
      const server = testServer({ capabilities: [], tls: "none" });
      const mailer = createMailer({ host: "h", port: 25, tls: "none", dial: server.dial, compose });
      const content = make();
      const attachments = [{ filename: "minutes.txt", content }];
      await mailer.send({ ...draft, attachments });
      await expect(mailer.send({ ...draft, attachments })).rejects.toThrow(
        'The content of the attachment "minutes.txt" is a stream that was read before',
      );
      await mailer.close();
      expect(server.messages).toHaveLength(1);
    },
  );

  it.each(Object.entries(streams))("%s: cannot stand in two places of a draft", async (_, make) => {
    const content = make();
    const twice = { ...draft, attachments: [{ content }, { content }] };
    await expect(compose(twice)).rejects.toThrow("stands in the draft before");
  });

  it("was read to its end by somebody else", async () => {
    const content = Readable.from([bytes]);
    for await (const _ of content);
    await expect(compose({ ...draft, text: content })).rejects.toThrow("read before");
  });

  it("is not closed under the message that it belongs to", async () => {
    let release = (): void => {};
    const content = (async function* () {
      yield "one ";
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      yield "two";
    })();
    const server = testServer({ capabilities: [], tls: "none" });
    const mailer = createMailer({ host: "h", port: 25, tls: "none", dial: server.dial, compose });
    const first = mailer.send({ ...draft, text: content });
    await soon();
    await expect(mailer.send({ ...draft, text: content })).rejects.toThrow("read before");
    release();
    await first;
    await mailer.close();
    expect(new TextDecoder().decode(server.messages[0]?.content as Uint8Array)).toContain(
      "one two",
    );
  });
});

describe.each([
  ["pieces", new Uint8Array(3_000)],
  ["empty pieces", new Uint8Array(0)],
])("an attachment whose source gives %s at once and never ends", (_what, piece) => {
  it("ends by a signal that a timer fires, and is asked for nothing more", async () => {
    const abort = new AbortController();
    let asked = 0;
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      asked += 1;
      if (asked === 1) setTimeout(() => abort.abort(), 1);
      if (asked > 300_000) throw new Error("nothing stopped the source");
      return { done: false, value: piece };
    };
    const content = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
    const { dial } = testServer({ capabilities: [], tls: "none" });
    await using mailer = createMailer({ host: "h.example", port: 25, tls: "none", dial, compose });
    const message = { ...draft, attachments: [{ filename: "a.bin", content }] };
    await expect(mailer.send(message, { signal: abort.signal })).rejects.toMatchObject({
      code: "ABORTED",
    });
    // Data that was already requested may still arrive.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const before = asked;
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(before);
  });
});
