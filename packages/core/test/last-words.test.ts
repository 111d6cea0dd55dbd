import { describe, expect, it } from "vitest";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import { ReplyParser } from "../src/protocol/reply/reply-parser.ts";
import { encodeUtf8 } from "../src/testing/octets.ts";
import type { AnswerTo } from "../src/testing/personality.ts";
import { listed, message, scene } from "./scene.ts";

function fail(to: AnswerTo, garbage: string): SmtpError {
  const played = scene([message(["b@x.example"])], {
    server: {
      capabilities: [...listed, "AUTH PLAIN"],
      answers: [{ to, garbage, close: "after" }],
    },
    config: {
      credentials: { user: "ann", pass: "rosebud-49", allowCleartext: true },
      wishes: { CHUNKING: "avoid" },
    },
  });
  const [delivery] = played.deliveries;
  if (delivery && "error" in delivery.result && SmtpError.is(delivery.result.error)) {
    return delivery.result.error;
  }
  return expect.unreachable("it should have failed");
}

describe("a reply without a line end before the close", () => {
  it.each<[AnswerTo, string]>([
    ["GREETING", "GREETING_REFUSED"],
    ["EHLO", "GREETING_REFUSED"],
    ["AUTH", "AUTH_REFUSED"],
    ["MAIL", "SENDER_REFUSED"],
    ["RCPT", "RECIPIENTS_REFUSED"],
    ["DATA", "MESSAGE_REFUSED"],
  ])("is heard as the refusal that it is: %s", (to, code) => {
    for (const said of ["554 5.7.1 blocked", "554-5.7.1 No\r\n554-5.7.1 bloc", "554", "554-Mo"]) {
      const error = fail(to, said);
      expect({ said, code: error.code }).toEqual({ said, code });
      expect(error.reply?.code).toBe(554);
    }
  });

  it.each(["220 mx.exam", "220-mx", "Go away, you are blo", "55"])(
    "is quoted in the error where it is no refusal: %s",
    (said) => {
      const error = fail("GREETING", said);
      expect(error.code).toBe("CONNECTION_LOST");
      expect(error.message).toContain(`"${said}"`);
    },
  );

  it("quotes no secret, no control character, and not without end", () => {
    const said = `Go away rosebud-49 \u001B[2J ${"x".repeat(9000)}`;
    const { message: text } = fail("AUTH", said);
    expect(text).not.toContain("rosebud-49");
    expect(text).not.toContain("\u001B");
    expect(text.length).toBeLessThan(1_000);
  });
});

describe("what a parser has of a reply that never ended", () => {
  const rest = (said: string) => {
    const parser = new ReplyParser();
    parser.push(encodeUtf8(said));
    while (parser.next());
    return parser.rest();
  };

  it("is nothing where the last reply ended", () => {
    expect(rest("")).toBeUndefined();
    expect(rest("250 Fine\r\n")).toBeUndefined();
  });

  it("is no refusal where the lines differ", () => {
    expect(rest("250-Fine\r\n554 blo")).toEqual({ text: "250-Fine 554 blo" });
  });

  it("is a refusal with all of its lines", () => {
    expect(rest("250 Fine\r\n550-One\r\n550-Two\r\n")).toEqual({
      reply: { code: 550, lines: ["One", "Two"] },
    });
  });
});

describe("a connection that was reset in the middle of a refusal", () => {
  it("is not read from again, whatever the transport has behind that", () => {
    let failed = 0;
    for (let nth = 3; nth <= 90; nth += 1) {
      const { deliveries } = scene([message(["b@x.example"])], {
        server: {
          capabilities: listed,
          answers: [{ to: "MAIL", reply: "550 5.7.1 No" }],
        },
        config: { proven: ["CHUNKING"] },
        chunk: 3,
        sabotage: { nth, kind: "reset" },
      });
      for (const { result } of deliveries) if ("error" in result) failed += 1;
    }
    expect(failed).toBeGreaterThan(0);
  });
});
