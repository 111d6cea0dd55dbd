import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeLatin1 } from "./octets.ts";
import type { Answer, Personality } from "./personality.ts";
import { talk } from "./talk.fixture.ts";
import { createVirtualServer, receiveBytes, start } from "./virtual-server.ts";

const ehlo = "EHLO client.example\r\n";
const message = `${ehlo}MAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n`;
const noops = (answer: Omit<Answer, "to">): string[] =>
  talk({ answers: [{ to: "NOOP", ...answer }] }, ["NOOP\r\n", "NOOP\r\n", "NOOP\r\n"])
    .heard.slice(1)
    .map((reply) => reply.replaceAll("\r\n", ""));

describe("an answer", () => {
  it("replaces the reply, in one line or several", () => {
    expect(noops({ reply: "502 5.5.1 No" })[0]).toBe("502 5.5.1 No");
    expect(noops({ reply: ["250-a", "250 b"] })[0]).toBe("250-a250 b");
  });

  it("is given the n-th time, or from the n-th time on", () => {
    expect(noops({ nth: 2, reply: "500 x" })).toEqual(["250 Ok", "500 x", "250 Ok"]);
    expect(noops({ from: 2, reply: "500 x" })).toEqual(["250 Ok", "500 x", "500 x"]);
  });

  it("counts over all connections, or on each anew", () => {
    const both = (perConnection: boolean): string[] => {
      const answers: Answer[] = [{ to: "NOOP", nth: 1, perConnection, reply: "500 x" }];
      const first = talk({ answers }, ["NOOP\r\n"]);
      const second = talk({ answers }, ["NOOP\r\n"], { shared: first.state.shared });
      return [first, second].map(({ heard }) => heard[1]?.slice(0, 3) ?? "");
    };
    expect(both(false)).toEqual(["500", "250"]);
    expect(both(true)).toEqual(["500", "500"]);
  });

  it("is the first that fits, while all that fit are counted", () => {
    const answers: Answer[] = [
      { to: "NOOP", nth: 1, reply: "500 first" },
      { to: "NOOP", nth: 2, reply: "500 second" },
    ];
    expect(talk({ answers }, ["NOOP\r\nNOOP\r\nNOOP\r\n"]).heard[1]).toBe(
      "500 first\r\n500 second\r\n250 Ok\r\n",
    );
  });

  it.each([
    [{ to: "MAIL", when: { parameter: "smtputf8" } }, "MAIL FROM:<> SIZE=3 SMTPUTF8"],
    [{ to: "MAIL", when: { parameter: "SIZE" } }, "MAIL FROM:<> SIZE=3"],
    [{ to: "MAIL", when: { address: "*@b.example" } }, "MAIL FROM:<a@b.example>"],
    [{ to: "AUTH", when: { initialResponse: true } }, "AUTH PLAIN AGEAYg=="],
    [{ to: "AUTH", when: { parameter: "PLAIN" } }, "AUTH PLAIN"],
    [{ to: "MAIL", when: { tls: false, authenticated: false } }, "MAIL FROM:<>"],
    [{ to: "OTHER" }, "XYZZY"],
    [{ to: "BDAT", when: { parameter: "LAST" } }, "BDAT 0 LAST"],
  ] satisfies [Answer, string][])("%j is given to %s", (answer, command) => {
    const personality = {
      capabilities: ["AUTH PLAIN", "CHUNKING"],
      answers: [{ ...answer, reply: "599 x" }],
    };
    expect(talk(personality, [ehlo, `${command}\r\n`]).heard[2]).toBe("599 x\r\n");
  });

  it.each([
    [{ to: "MAIL", when: { parameter: "SMTPUTF8" } }, "MAIL FROM:<smtputf8@b.example>"],
    [{ to: "MAIL", when: { address: "*@b.example" } }, "MAIL FROM:<a@bxexample>"],
    [{ to: "AUTH", when: { initialResponse: true } }, "AUTH PLAIN"],
    [{ to: "MAIL", when: { tls: true } }, "MAIL FROM:<>"],
    [{ to: "EHLO-AFTER-TLS" }, "EHLO a.example"],
    [{ to: "BDAT", when: { parameter: "LAST" } }, "BDAT 0"],
  ] satisfies [Answer, string][])("%j is not given to %s", (answer, command) => {
    const personality = {
      capabilities: ["AUTH PLAIN", "CHUNKING"],
      answers: [{ ...answer, reply: "599 x" }],
    };
    expect(talk(personality, [ehlo, `${command}\r\n`]).heard[2]).not.toBe("599 x\r\n");
  });

  it("keeps a command that it refuses from happening", () => {
    const { heard } = talk({ answers: [{ to: "MAIL", reply: "451 Later" }] }, [message]);
    expect(heard[1]?.match(/^\d{3}(?= )/gm)).toEqual(["250", "451", "503", "503"]);
  });

  it.each([
    [{ silence: true }, ""],
    [{ close: "before" }, "[close]"],
    [{ close: "reset" }, "[reset]"],
    [{ garbage: "\xff\0\r\n" }, "\ufffd\0\r\n"],
  ] as const)("%j hides an acceptance that did happen", (answer, heard) => {
    const { heard: all, state } = talk({ answers: [{ to: "CONTENT", ...answer }] }, [
      message,
      "x\r\n.\r\n",
    ]);
    expect(all[2]).toBe(heard);
    expect(state.shared.mailbox.accepted).toHaveLength(1);
  });

  it("that is a refusal and then held back has refused", () => {
    const { heard, state } = talk(
      { answers: [{ to: "CONTENT", reply: "554 No", close: "before" }] },
      [message, "x\r\n.\r\n"],
    );
    expect(heard[2]).toBe("[close]");
    expect(state.shared.mailbox.accepted).toEqual([]);
  });

  it("closes after the reply, and always after 421", () => {
    expect(noops({ close: "after" })).toEqual(["250 Ok[close]", "", ""]);
    expect(noops({ reply: "421 Bye" })).toEqual(["421 Bye[close]", "", ""]);
  });

  it("comes in pieces", () => {
    const answers: Answer[] = [{ to: "NOOP", split: 3 }];
    const [state] = start(createVirtualServer({ capabilities: [], tls: "none", answers }), {
      tls: false,
    });
    const [, outputs] = receiveBytes(state, encodeLatin1("NOOP\r\n"));
    expect(outputs.map((output) => "send" in output && decodeUtf8(output.send))).toEqual([
      "250",
      " Ok",
      "\r\n",
    ]);
  });

  it("puts bytes behind the reply to STARTTLS in the same packet", () => {
    const answers: Answer[] = [{ to: "STARTTLS", inject: "250 injected\r\n" }];
    const [state] = start(createVirtualServer({ capabilities: [], tls: "starttls", answers }), {
      tls: false,
    });
    const [, outputs] = receiveBytes(state, encodeLatin1(`${ehlo}STARTTLS\r\n`));
    expect(
      outputs.map((output) =>
        "send" in output ? decodeUtf8(output.send) : Object.keys(output)[0],
      ),
    ).toEqual([
      "250 mail.example.test\r\n",
      "220 Ready to start TLS\r\n250 injected\r\n",
      "startTls",
    ]);
  });

  it("to EHLO decides which parameters are known", () => {
    const answers: Answer[] = [{ to: "EHLO", reply: ["250-x", "250 SIZE"] }];
    expect(talk({ answers }, [ehlo, "MAIL FROM:<> SIZE=1\r\n"]).heard[2]).toMatch(/^250/);
  });
});

describe("a server's own words", () => {
  const words = (
    replies: NonNullable<Personality["replies"]>,
    said: readonly string[],
  ): readonly string[] => talk({ replies }, said).heard.slice(1);

  it("are said where any server would say something, with what they are about", () => {
    expect(
      words({ VRFY: "252 2.0.0 {}", OTHER: "502 What is {}?" }, ["VRFY ann\r\n", "TURN\r\n"]),
    ).toEqual(["252 2.0.0 ann\r\n", "502 What is TURN?\r\n"]);
  });

  it("of two lines are two lines", () => {
    expect(words({ NOOP: ["250-Well,", "250 done"] }, ["NOOP\r\n"])).toEqual([
      "250-Well,\r\n250 done\r\n",
    ]);
  });

  it("let a command go on where other servers object", () => {
    const said = ["MAIL FROM:<a@b.example> FOO\r\n", "RCPT TO:<b@b.example>\r\n"];
    const replies = { "before EHLO": "250 Never mind", "MAIL parameter": "250 Never mind" };
    expect(words(replies, said)).toEqual(["250 Sender ok\r\n", "250 Recipient ok\r\n"]);
  });

  it("are refused for what nobody says, and without a code", () => {
    expect(() => talk({ replies: { GREETINGS: "220 Hi" } as object }, [])).toThrow(TypeError);
    expect(() => talk({ replies: { NOOP: "Fine" } }, [])).toThrow(TypeError);
  });
});
