/** Closing a mailer that composes its messages. */
import { describe, expect, it } from "vitest";
import { createMailer, type SendManyResult } from "../../src/mod.ts";
import { modernServer, testServer } from "../../src/testing/mod.ts";

interface Draft {
  readonly text: string;
}

/** A mailer whose composer waits until the test lets it continue. */
function composing() {
  const server = testServer(modernServer);
  const gate = Promise.withResolvers<void>();
  const compose = async ({ text }: Draft) => {
    await gate.promise;
    return { from: "ann@example.org", to: "bob@example.net", raw: `Subject: ${text}\r\n\r\n` };
  };
  const mailer = createMailer({ host: "mx.example.net", dial: server.dial, compose });
  return { server, mailer, open: gate.resolve };
}

const raw = { from: "ann@example.org", to: "bob@example.net", raw: "Subject: raw\r\n\r\n" };

describe("closing a mailer with `compose`", () => {
  it("waits for the drafts that are being composed, and sends them", async () => {
    const { server, mailer, open } = composing();
    const sent = [mailer.send({ text: "one" }), mailer.send({ text: "two" })];
    const closed = mailer.close();
    open();
    expect(await Promise.all(sent)).toHaveLength(2);
    await closed;
    expect(server.messages).toHaveLength(2);
    expect(server.transcript()).toContain("C: QUIT");
  });

  it("refuses drafts and messages that come later, and closes their streams", async () => {
    const { server, mailer, open } = composing();
    const sent = mailer.send({ text: "one" });
    const closed = mailer[Symbol.asyncDispose]();
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      cancel() {
        isCancelled = true;
      },
    });
    await expect(mailer.send({ text: "two" })).rejects.toMatchObject({ code: "CLOSED" });
    await expect(mailer.send({ ...raw, raw: stream })).rejects.toMatchObject({ code: "CLOSED" });
    const results: SendManyResult[] = [];
    for await (const result of mailer.sendMany([raw, { text: "three" }])) results.push(result);
    expect(results).toMatchObject([{ error: { code: "CLOSED" } }, { error: { code: "CLOSED" } }]);
    expect(isCancelled).toBe(true);
    open();
    await Promise.all([sent, closed, mailer.close()]);
    expect(server.messages).toHaveLength(1);
  });

  it("closes although a draft could not be composed", async () => {
    const { mailer } = composing();
    const failed = mailer.send({ text: "one" }, { signal: AbortSignal.timeout(5) });
    await Promise.all([
      expect(failed).rejects.toMatchObject({ code: "ABORTED" }),
      expect(mailer.close()).resolves.toBeUndefined(),
    ]);
  });
});
