import { describe, expect, it } from "vitest";
import { captureDial, type ReceivedMessage } from "../../src/capture.ts";
import { createMailer, SmtpError } from "../../src/mod.ts";

const message = (number: number) => ({
  from: "ann@example.org",
  to: ["bob@example.net", "eve@example.net"],
  raw: `Subject: ${number}\r\n\r\n.Grüße\r\n`,
});

describe("captureDial", () => {
  it.each<[string, { readonly port?: number; readonly tls?: "implicit" | "none" }]>([
    ["STARTTLS", { port: 587 }],
    ["implicit TLS", { tls: "implicit" }],
    ["no TLS", { tls: "none", port: 25 }],
  ])("hands over envelope and content, with %s", async (_, options) => {
    const captured: ReceivedMessage[] = [];
    const dial = captureDial((one) => captured.push(one));
    const auth = {
      user: "ann",
      pass: "any",
      ...(options.tls === "none" && { allowCleartext: true }),
    };
    await using mailer = createMailer({ host: "smtp.example.com", ...options, auth, dial });
    for (const number of [1, 2, 3]) {
      expect((await mailer.send(message(number))).accepted).toHaveLength(2);
    }
    expect(captured.map(({ raw }) => raw)).toEqual([1, 2, 3].map((number) => message(number).raw));
    expect(captured[2]).toMatchObject({ from: "ann@example.org", to: message(3).to, user: "ann" });
  });

  it.each<[string, object]>([
    ["requireTls", { requireTls: true }],
    ["deliverBy", { deliverBy: { seconds: 60, mode: "return" } }],
    ["holdFor", { holdFor: 60 }],
    ["holdUntil", { holdUntil: new Date(Date.now() + 86_400_000) }],
    ["priority", { priority: 3 }],
    ["dsn", { dsn: { notify: ["failure"] } }],
  ])("accepts a message with %s", async (_, option) => {
    const captured: ReceivedMessage[] = [];
    const dial = captureDial((one) => captured.push(one));
    await using mailer = createMailer({ host: "smtp.example.com", dial });
    await mailer.send({ ...message(1), ...option });
    expect(captured).toHaveLength(1);
  });

  it("hands over every message of several connections and of pipelined sends", async () => {
    const captured: string[] = [];
    const dial = captureDial(async ({ raw }) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      captured.push(raw);
    });
    await using mailer = createMailer({ host: "smtp.example.com", dial, pool: { size: 3 } });
    const messages = Array.from({ length: 30 }, (_, number) => message(number));
    for await (const { receipt } of mailer.sendMany(messages)) expect(receipt).toBeDefined();
    for await (const { receipt } of mailer.sendMany(messages, { maxUnacknowledged: 5 })) {
      expect(receipt).toBeDefined();
    }
    const expected = [...messages, ...messages].map(({ raw }) => raw).sort();
    expect(captured.sort()).toEqual(expected);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("disk\r\n250 full \u001b[31mü");
      },
    ],
    ["rejects", () => Promise.reject(new Error("disk\r\n250 full \u001b[31mü"))],
  ])("refuses a message whose receiver %s, and takes the next one", async (_, fail) => {
    let isFirst = true;
    const dial = captureDial(() => {
      const failed = isFirst ? fail() : undefined;
      isFirst = false;
      return failed;
    });
    await using mailer = createMailer({ host: "smtp.example.com", dial });
    isFirst = true;
    const error = await mailer.send(message(1)).catch((reason: unknown) => reason);
    isFirst = false;
    if (!SmtpError.is(error)) throw error;
    expect(error.code).toBe("MESSAGE_REFUSED");
    expect(error.reply?.lines).toHaveLength(1);
    expect(error.message).toContain("not captured: disk");
    expect((await mailer.send(message(2))).accepted).toHaveLength(2);
  });

  it("needs a function", () => {
    expect(() => captureDial("./mail" as never)).toThrow(TypeError);
  });
});
