import { describe, expect, it } from "vitest";
import { modernServer } from "./personality.ts";
import { playSession, sessionOf } from "./play-session.ts";
import { recordTranscript } from "./record-transcript.ts";
import { replayTranscript } from "./replay.ts";
import { runScript } from "./run-script.ts";
import { type Json, parseTranscript, printTranscript } from "./transcript.ts";
import { createVirtualWorld } from "./virtual-world.ts";

const message = { from: "a@example.org", to: ["b@example.net"], raw: "Subject: x\r\n\r\nHi.\r\n" };
const options: { readonly [key: string]: Json } = {
  tls: "starttls",
  auth: { user: "ann", pass: "rosebud-49" },
};

describe("playSession", () => {
  it("opens, delivers every message and leaves", () => {
    const world = createVirtualWorld(modernServer);
    const results = runScript(playSession({ options, messages: [message, message] }), world);
    expect(results).toMatchObject([{ reply: { code: 250 } }, { reply: { code: 250 } }]);
    expect(world.mailbox.accepted).toHaveLength(2);
    expect(world.mailbox.accepted[0]).toMatchObject({ from: message.from, tls: true, user: "ann" });
    expect(world.history.at(-1)?.what).toBe("server-closes");
  });

  it("gives the error for every message when the session cannot be opened", () => {
    const world = createVirtualWorld({ ...modernServer, connect: "refused" });
    const results = runScript(playSession({ options, messages: [message, message] }), world);
    expect(results).toMatchObject([{ error: { code: "CONNECT_FAILED" } }, { error: {} }]);
  });

  it("goes on after a message that was refused", () => {
    const world = createVirtualWorld({
      ...modernServer,
      answers: [{ to: "MAIL", nth: 1, reply: "550 5.7.1 No" }],
    });
    const results = runScript(playSession({ options, messages: [message, message] }), world);
    expect(results).toMatchObject([{ error: { code: "SENDER_REFUSED" } }, { reply: {} }]);
  });

  it("returns the decisions when there is no message", () => {
    const world = createVirtualWorld(modernServer);
    const [result] = runScript(playSession({ options, messages: [] }), world);
    expect(result).toHaveProperty("decisions");
  });

  it("hands over a message as a stream that can be read once", () => {
    const world = createVirtualWorld({ capabilities: [], tls: "none" });
    const streamed = { ...message, stream: { octets: 3, replayable: false } };
    const messages = [streamed];
    const [result] = runScript(playSession({ options: { tls: "none" }, messages }), world);
    expect(result).toHaveProperty("reply.code", 250);
  });

  it("asks questions where a message could stand", () => {
    const world = createVirtualWorld({ capabilities: [], tls: "none" });
    const messages = [{ ask: "VRFY", about: "b@example.net" }, message, { ask: "HELP" }];
    const results = runScript(playSession({ options: { tls: "none" }, messages }), world);
    expect(results).toMatchObject([{ answer: "unknown" }, { reply: {} }, { answer: "yes" }]);
  });

  it("makes a message as long as is asked", () => {
    const world = createVirtualWorld({ capabilities: [], tls: "none" });
    const messages = [{ ...message, lines: 3, tail: "End.\r\n" }];
    const [result] = runScript(playSession({ options: { tls: "none" }, messages }), world);
    expect(result).toHaveProperty("octets", message.raw.length + 3 * 78 + 6);
  });

  it("knows mechanisms by name, CRAM-MD5 among them", () => {
    const { mechanisms } = sessionOf({ options: { ...options, mechanisms: ["CRAM-MD5"] } });
    expect(mechanisms.map(({ name }) => name)).toEqual(["CRAM-MD5"]);
  });

  it("refuses options and messages that no client would take", () => {
    const world = createVirtualWorld(modernServer);
    const play = (head: Parameters<typeof playSession>[0]) => () =>
      runScript(playSession(head), world);
    expect(play({ options: { hots: "x" }, messages: [] })).toThrow(/no option `hots`/);
    expect(play({ options, messages: [{ ...message, raw: 1 }] })).toThrow(/`raw`/);
  });
});

describe("recordTranscript", () => {
  it("writes down a session that replays, without the password", () => {
    const world = createVirtualWorld({
      ...modernServer,
      answers: [
        { to: "AUTH", nth: 1, reply: "501 5.5.2 What is AGFubgByb3NlYnVkLTQ5 or rosebud-49?" },
      ],
    });
    const head = {
      title: "Recorded",
      shows: [],
      notes: [],
      options,
      expectations: [],
      play: "any",
    } as const;
    runScript(playSession({ options, messages: [message] }), world);
    const text = printTranscript({
      head: { ...head, messages: [message] },
      steps: recordTranscript(world.history),
    });
    const [, dialogue = ""] = text.split("\n\n");
    expect(dialogue).not.toMatch(/rosebud|cm9zZWJ1ZC|J1ZC00/i);
    expect(dialogue).toContain("C: AUTH PLAIN ***\nS: 501 5.5.2 What is");
    expect(replayTranscript(parseTranscript(text)).difference).toBeUndefined();
  });

  it("writes the connections one after the other, each with how it ended", () => {
    const world = createVirtualWorld({
      capabilities: [],
      tls: "none",
      answers: [{ to: "CONNECT", nth: 3, close: "reset" }],
    });
    const to = { port: 25 };
    const [first, second] = [world.connect(to), world.connect(to)];
    first.receive(new TextEncoder().encode("NO"));
    second.close();
    first.receive(new TextEncoder().encode("OP\r\n"));
    expect(() => world.connect(to)).toThrow();
    expect(
      printTranscript({
        head: {
          title: "t",
          shows: [],
          notes: [],
          options: {},
          messages: [],
          expectations: [],
          play: "any",
        },
        steps: recordTranscript(world.history),
      }),
    ).toBe(`# title: t

--- connect ---
S: 220 mail.example.test ESMTP
C: NOOP
S: 250 Ok
--- connect ---
S: 220 mail.example.test ESMTP
--- client closes ---
--- connect refused ---
`);
  });
});
