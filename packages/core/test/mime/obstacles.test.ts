import { describe, expect, it } from "vitest";
import { connect, type Message, ObstacleError, SmtpError } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

/** What came of a message to a server that takes 7-bit content only. */
async function sent(raw: Message["raw"], more: Partial<Message> = {}): Promise<unknown> {
  const { dial } = testServer({ capabilities: ["PIPELINING"], tls: "none" });
  await using connection = await connect({ host: "mail.example", tls: "none", dial });
  const message = { from: "ann@example.org", to: "bob@example.net", raw, ...more };
  return connection.send(message).catch((thrown: unknown) => thrown);
}

const signed = [
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "--b",
  "",
  "plain",
  "--b",
  "Content-Type: multipart/signed; boundary=s",
  "",
  "--s",
  "",
  "ü",
  "--s--",
  "--b--",
  "",
].join("\r\n");

describe("a message that may not be re-encoded", () => {
  it("is not sent, and the error says which part stood in the way", async () => {
    const error = await sent(signed);
    if (!SmtpError.is(error)) throw error;
    expect(error.code).toBe("FEATURE_UNMET");
    expect(error.message).toContain("part 2 of the message (multipart/signed) is signed");
    expect(error.cause).toBeInstanceOf(ObstacleError);
    expect(error.cause).toMatchObject({ part: "2", type: "multipart/signed", reason: "signed" });
    expect(error.recipients).toEqual([
      { address: "bob@example.net", outcome: "not-sent", temporary: false },
    ]);
  });

  it("is also reported for a stream that is already being sent", async () => {
    async function* stream() {
      yield `${signed.slice(0, signed.indexOf("plain"))}${"plain\r\n".repeat(60_000)}`;
      yield signed.slice(signed.indexOf("plain"));
    }
    const error = await sent(stream());
    if (!SmtpError.is(error)) throw error;
    expect(error.phase).toBe("content");
    expect(error.cause).toMatchObject({ part: "2", reason: "signed" });
  });

  it("is sent where it is wished", async () => {
    expect(await sent(signed, { reencode: "always" })).toMatchObject({ reply: { code: 250 } });
  });

  it("may be any message, where it is wished", async () => {
    const error = await sent("Subject: x\r\n\r\nü\r\n", { reencode: "never" });
    expect(SmtpError.is(error) && error.cause).toMatchObject({ part: "", reason: "wish" });
    expect(await sent("Subject: x\r\n\r\nu\r\n", { reencode: "never" })).toMatchObject({
      reply: { code: 250 },
      fallbacks: [],
    });
  });

  it("has a level that is one of four", async () => {
    const odd = { reencode: "sometimes" } as unknown as Partial<Message>;
    expect(await sent("Subject: x\r\n\r\n", odd)).toBeInstanceOf(TypeError);
  });
});
