import { describe, expect, it } from "vitest";
import { ROW_SOURCES } from "../../src/meaning/documentation.ts";
import { classifyReply, KINDS, type Kind, PROVIDERS } from "../../src/meaning/mod.ts";
import { MEANING_ROWS } from "../../src/meaning/rows.ts";
import { isPossible, type Stage, stageOf } from "../../src/meaning/stage.ts";
import { react } from "../../src/protocol/reply/react.ts";
import { parseReplyText } from "../../src/protocol/reply/reply-parser.ts";
import { REAL_REPLIES } from "../../src/protocol/tables/real-replies.fixture.ts";
import { inSituation } from "../../src/protocol/tables/real-reply.fixture.ts";
import { ROW_REPLIES } from "../../src/protocol/tables/row-replies.fixture.ts";

const ALL = Object.values(MEANING_ROWS).flat();

it("has a documented source for every row, and for nothing else", () => {
  expect([...ROW_SOURCES.keys()].toSorted()).toEqual(ALL.map(({ id }) => id).toSorted());
  expect([...ROW_SOURCES.values()].filter((source) => source.length < 5)).toEqual([]);
});

/** The body of a regular expression without escapes and character classes. */
function skeleton(source: string): string {
  return source.replace(/\\./g, "e").replace(/\[[^\]]*\]/g, "c");
}

describe("the patterns of the meaning tables", () => {
  const patterns = [
    ...ALL.flatMap(({ id, text, raw, not, enhanced }) =>
      [text, raw, not, enhanced].flatMap((pattern) => (pattern ? [{ id, pattern }] : [])),
    ),
    ...Object.entries(PROVIDERS).flatMap(([id, { server, text }]) =>
      [server, text].flatMap((pattern) => (pattern ? [{ id, pattern }] : [])),
    ),
  ];

  it("repeat nothing without a bound", () => {
    const unbounded = patterns.filter(({ pattern }) =>
      /[*+]|\{\d+,\}/.test(skeleton(pattern.source)),
    );
    expect(unbounded.map(({ id }) => id)).toEqual([]);
  });

  it("repeat nothing that is long often", () => {
    const bounds = patterns.flatMap(({ id, pattern }) =>
      [...skeleton(pattern.source).matchAll(/\{(?:\d+,)?(\d+)\}/g)].map((found) => ({
        id,
        most: Number(found[1]),
        group: pattern.source[0],
      })),
    );
    expect(bounds.filter(({ most }) => most > 200)).toEqual([]);
    // A group that repeats holds words, which the blank between them keeps apart.
    const groups = patterns.flatMap(({ id, pattern }) =>
      [...skeleton(pattern.source).matchAll(/\)\{(?:\d+,)?(\d+)\}/g)].map((found) => ({
        id,
        most: Number(found[1]),
      })),
    );
    expect(groups.filter(({ most }) => most > 8)).toEqual([]);
  });

  it("keep no state between replies", () => {
    expect(patterns.filter(({ pattern }) => pattern.global || pattern.sticky)).toEqual([]);
  });
});

describe("the stage of a reply", () => {
  it.each<[command: string | undefined, phase: string | undefined, stage: Stage]>([
    ["(greeting)", undefined, "greeting"],
    ["EHLO mail.example.com", undefined, "ehlo"],
    ["STARTTLS", "tls", "starttls"],
    ["AUTH PLAIN AGEAYg==", undefined, "auth"],
    ["*", "auth", "auth"],
    [undefined, "auth", "auth"],
    ["MAIL FROM:<a@example.org>", "envelope", "mail"],
    ["rcpt to:<a@example.org>", undefined, "rcpt"],
    ["DATA", "content", "data"],
    ["DATA", "final", "content"],
    ["DATA", undefined, "transaction"],
    ["end of DATA", undefined, "content"],
    ["BDAT 100 LAST", undefined, "content"],
    ["(message content)", "final", "content"],
    [undefined, "envelope", "transaction"],
    ["valueOf", "constructor", "other"],
    ["VRFY ann", undefined, "other"],
    [undefined, undefined, "unknown"],
  ])("after %s in phase %s is %s", (command, phase, stage) => {
    expect(stageOf(command, phase)).toBe(stage);
  });

  const replies = ALL.flatMap(({ codes }) => codes ?? [])
    .filter((code) => code >= 400)
    .flatMap((code) => [
      `${code} Message rejected as spam, virus found in attachment`,
      `${code} 5.7.1 User unknown, authentication failed, mailbox full`,
    ]);

  it.each<Stage>(["greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "content"])(
    "bounds the kinds: %s",
    (stage) => {
      const command = { greeting: "(greeting)", content: "(message content)" }[stage as string];
      const context = { command: command ?? stage.toUpperCase(), phase: "content" };
      for (const reply of replies) {
        const { kind, evidence } = classifyReply(reply, context);
        expect(evidence.stage).toBe(stage);
        expect(isPossible(stage, kind), `${kind} of ${reply}`).toBe(true);
      }
    },
  );

  it("never takes a message that was not sent for spam", () => {
    const spam: Kind[] = ["spam-content", "virus", "attachment-type", "message-malformed"];
    for (const command of ["(greeting)", "EHLO", "AUTH PLAIN", "MAIL", "RCPT"]) {
      expect(spam).not.toContain(classifyReply("554 5.7.1 Spam message, virus", { command }).kind);
    }
    expect(classifyReply("554 5.7.1 Spam message", { command: "(message content)" }).kind).toBe(
      "spam-content",
    );
  });

  it("keeps a 535 with the login, whatever its enhanced code says", () => {
    const meaning = classifyReply("535 5.7.3 Authentication unsuccessful", {
      command: "AUTH LOGIN",
    });
    expect(meaning).toMatchObject({ kind: "auth-failed", responsible: "account" });
  });
});

describe("meanings and reactions", () => {
  const NAMES: Readonly<Record<string, string>> = {
    GREETING: "(greeting)",
    CONTENT: "(message content)",
    "AUTH-RESPONSE": "AUTH",
  };
  const replies = [...REAL_REPLIES, ...ROW_REPLIES].flatMap(({ situation, reply }) => {
    const command = NAMES[situation.command] ?? situation.command;
    return { asked: situation.command, situation: inSituation(situation), command, reply };
  });

  it.each(replies)("$asked $reply has a meaning", ({ reply, command }) => {
    const { kind } = classifyReply(reply, { command });
    expect(Object.keys(KINDS)).toContain(kind);
    expect(kind === "accepted").toBe(
      parseReplyText(reply).code < 400 && !reply.startsWith("334 ey"),
    );
  });

  it("agree about permanent and temporary, or a row says why they do not", () => {
    const disagreeing = replies.filter(({ reply, command, situation }) => {
      const { action, retry } = react(situation, parseReplyText(reply));
      const { temporary, evidence, kind } = classifyReply(reply, { command });
      if (kind === "accepted" || (action !== "fail-temporarily" && action !== "fail-permanently"))
        return false;
      return temporary !== (retry !== "never") && evidence.why === undefined;
    });
    expect(disagreeing.map(({ asked, reply }) => `${asked} ${reply}`)).toEqual([]);
  });
});
