/** Every reply of the reactions' test table has a meaning, and both agree on whether it is temporary. */
import { describe, expect, it } from "vitest";
import { classifyReply } from "../../src/meaning/classify.ts";
import { parseReplyText } from "../../src/protocol/reply/reply-parser.ts";
import { REAL_REPLIES } from "../../src/protocol/tables/real-replies.fixture.ts";

const COMMANDS: Readonly<Record<string, string>> = {
  GREETING: "(greeting)",
  CONTENT: "(message content)",
  "AUTH-RESPONSE": "AUTH",
};

describe("a reply that Parley reacts to", () => {
  it.each(REAL_REPLIES)("$id has a meaning that goes with the reaction", (row) => {
    const { situation, reply: text, expect: expected } = row;
    const reply = parseReplyText(text);
    const command = COMMANDS[situation.command] ?? situation.command;
    const { kind, temporary, evidence } = classifyReply(reply, { command });
    expect(kind === "accepted").toBe(reply.code < 400);
    if (reply.code < 400) return;
    // Only a row that says why may differ from the code.
    if (temporary !== reply.code < 500) expect(evidence.why).toBeDefined();
    // A new connection is tried at once after either, which says nothing about the reply.
    if (expected.retry === undefined || expected.retry === "now") return;
    if (temporary === (expected.retry === "never")) expect(evidence.why).toBeDefined();
  });
});
