import { describe, expect, it } from "vitest";
import { encodeLatin1 } from "./octets.ts";
import { modernServer, type Personality } from "./personality.ts";
import { shown, talk } from "./talk.fixture.ts";
import {
  createVirtualServer,
  greetLate,
  peerClosed,
  receiveBytes,
  secured,
  start,
} from "./virtual-server.ts";

const esmtp: Partial<Personality> = { capabilities: ["PIPELINING", "ENHANCEDSTATUSCODES"] };

describe("a virtual server", () => {
  it("greets with its name", () => {
    expect(talk({ name: "mx.example.org" }, []).heard).toEqual(["220 mx.example.org ESMTP\r\n"]);
  });

  it("holds its greeting back, and turns away who speaks before", () => {
    const server = createVirtualServer({ ...modernServer, greetsAfter: 6 });
    const [silent, outputs] = start(server, { tls: false });
    expect(outputs).toEqual([]);
    const [greeted, greeting] = greetLate(silent);
    expect(shown(greeting)).toBe("220 mail.example.test ESMTP\r\n");
    expect(greetLate(greeted)).toEqual([greeted, []]);
    const [turnedAway, refusal] = receiveBytes(silent, encodeLatin1("EHLO client.example\r\n"));
    expect(shown(refusal)).toMatch(/^554 /);
    expect(refusal.at(-1)).toEqual({ close: true });
    expect(greetLate(turnedAway)).toEqual([turnedAway, []]);
  });

  it("lists its capabilities to EHLO, and none to HELO", () => {
    const { heard } = talk(esmtp, ["EHLO client.example\r\n", "HELO client.example\r\n"]);
    expect(heard.slice(1)).toEqual([
      "250-mail.example.test\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES\r\n",
      "250 mail.example.test\r\n",
    ]);
  });

  it("gives enhanced codes only where it lists them", () => {
    expect(talk(esmtp, ["NOOP\r\n"]).heard[1]).toBe("250 2.0.0 Ok\r\n");
    expect(talk({}, ["NOOP\r\n"]).heard[1]).toBe("250 Ok\r\n");
  });

  it.each([
    ["FOO\r\n", "500"],
    ["\r\n", "500"],
    ["MAIL FROM:<a@b.example>\r\n", "503"],
    ["EHLO\r\n", "501"],
    ["RSET now\r\n", "501"],
    ["HELP\r\n", "214"],
    ["VRFY a\r\n", "252"],
    ["EXPN list\r\n", "502"],
  ])("before EHLO answers %j with %s", (input, code) => {
    expect(talk({}, [input]).heard[1]?.slice(0, 3)).toBe(code);
  });

  it("takes command lines of 512 octets with their CRLF and no more (RFC 5321 4.5.3.1.4)", () => {
    const noop = (octets: number): string => `NOOP ${"x".repeat(octets - 7)}\r\n`;
    const { heard } = talk({}, [noop(512), noop(513)]);
    expect(heard.slice(1)).toEqual(["250 Ok\r\n", "500 Line too long\r\n"]);
  });

  it("lets extensions lengthen the command line", () => {
    const mail = `MAIL FROM:<a@b.example> ENVID=${"x".repeat(100)} AUTH=${"x".repeat(450)}\r\n`;
    const greeting = "EHLO client.example\r\n";
    expect(talk({ capabilities: ["AUTH PLAIN", "DSN"] }, [greeting, mail]).heard[2]).toMatch(
      /^250/,
    );
    expect(talk({}, [greeting, mail]).heard[2]).toMatch(/^500/);
  });

  it("waits for the whole line", () => {
    expect(talk({}, ["NO", "OP\r", "\n"]).heard.slice(1)).toEqual(["", "", "250 Ok\r\n"]);
  });

  it("says goodbye and closes, and hears nothing more", () => {
    const { heard, state } = talk({}, ["QUIT\r\nNOOP\r\n", "NOOP\r\n"]);
    expect(heard.slice(1)).toEqual(["221 Bye\r\n[close]", ""]);
    expect(state.phase).toBe("closed");
  });

  it("wants a proper name in EHLO where it is strict", () => {
    const names = ["localhost", "under_score.example", "[127.0.0.1]", "[IPv6:::1]", "127.0.0.1"];
    const { heard } = talk(
      { strictEhloName: true },
      names.map((name) => `EHLO ${name}\r\n`),
    );
    expect(heard.slice(1).map((reply) => reply.slice(0, 3))).toEqual([
      "501",
      "250",
      "250",
      "250",
      "250",
    ]);
  });

  it("serves nothing but QUIT after a greeting that turned the client away", () => {
    const { heard } = talk({ greeting: "554 No service" }, ["EHLO a.example\r\n", "QUIT\r\n"]);
    expect(heard).toEqual(["554 No service\r\n", "503 No service here\r\n", "221 Bye\r\n[close]"]);
  });

  it("gives up after as many errors as it puts up with", () => {
    const { heard } = talk({ maxErrors: 2 }, ["A\r\n", "B\r\n", "C\r\n", "D\r\n"]);
    expect(heard.slice(1)).toEqual([
      "500 Command not recognized\r\n",
      "500 Command not recognized\r\n",
      "421 Too many errors\r\n[close]",
      "",
    ]);
  });

  it("remembers lines that are no command, and what came before them", () => {
    const { state } = talk({}, ["RSET\r\nSubject: x\r\n"]);
    expect(state.shared.mailbox.stray).toEqual([
      { line: "Subject: x", after: "RSET", connection: 1 },
    ]);
  });

  it("answers a client that closes by closing", () => {
    const { state } = talk({}, []);
    const [closed, outputs] = peerClosed(state);
    expect(shown(outputs)).toBe("[close]");
    expect(peerClosed(closed)[1]).toEqual([]);
  });

  it("rejects an answer that can never be given", () => {
    const answers = [{ to: "BDTA", reply: "502 no" }] as unknown as Personality["answers"] & object;
    expect(() => createVirtualServer({ capabilities: [], tls: "none", answers })).toThrow(/BDTA/);
    expect(() =>
      createVirtualServer({
        capabilities: [],
        tls: "none",
        answers: [{ to: "MAIL", reply: "no" }],
      }),
    ).toThrow(/begin with a reply code/);
    expect(() =>
      createVirtualServer({ capabilities: [], tls: "none", answers: [{ to: "MAIL", octets: 3 }] }),
    ).toThrow(/UPLOAD/);
  });

  it("keeps its own copy of the personality", () => {
    const capabilities = ["PIPELINING"];
    const server = createVirtualServer({ capabilities, tls: "none" });
    capabilities.push("CHUNKING");
    expect(server.personality.capabilities).toEqual(["PIPELINING"]);
    expect(Object.isFrozen(server.personality.capabilities)).toBe(true);
  });
});

describe("a virtual server and TLS", () => {
  const ehlo = "EHLO client.example\r\n";

  it("forgets everything at STARTTLS, also commands that came with it (RFC 3207 section 4.2)", () => {
    const { heard, state } = talk(modernServer, [
      `${ehlo}MAIL FROM:<a@b.example>\r\n`,
      "STARTTLS\r\nRSET\r\n",
      "MAIL FROM:<a@b.example>\r\n",
      ehlo,
    ]);
    expect(heard[2]).toBe("220 2.0.0 Ready to start TLS\r\n[startTls]");
    expect(heard[3]).toBe("503 5.5.1 Send EHLO first\r\n");
    expect(heard[4]).not.toContain("STARTTLS");
    expect(heard[4]).toContain("AUTH PLAIN");
    expect(state).toMatchObject({ tls: true, transaction: undefined });
  });

  it("takes no SMTP while the handshake is due", () => {
    const server = createVirtualServer(modernServer);
    const [greeted] = start(server, { tls: false });
    const [waiting] = receiveBytes(greeted, encodeLatin1(`${ehlo}STARTTLS\r\n`));
    expect(waiting.phase).toBe("handshake");
    expect(receiveBytes(waiting, encodeLatin1("NOOP\r\n"))).toEqual([waiting, []]);
    expect(secured(waiting)[0].phase).toBe("open");
  });

  it.each([
    ["starttls", "STARTTLS now", "501"],
    ["none", "STARTTLS", "502"],
    ["starttls", "STARTTLS", "220"],
  ] as const)("with TLS %s answers %s with %s", (tls, command, code) => {
    expect(talk({ tls }, [ehlo, `${command}\r\n`]).heard[2]?.slice(0, 3)).toBe(code);
  });

  it("refuses a second STARTTLS", () => {
    const { heard } = talk(modernServer, [ehlo, "STARTTLS\r\n", ehlo, "STARTTLS\r\n"]);
    expect(heard[4]).toMatch(/^503/);
  });

  it("demands TLS where it requires it", () => {
    const { heard } = talk({ ...modernServer, requireTls: true }, [
      ehlo,
      "MAIL FROM:<a@b.example>\r\n",
      "STARTTLS\r\n",
      ehlo,
      "MAIL FROM:<a@b.example>\r\n",
    ]);
    expect([heard[2], heard[5]].map((reply) => reply?.slice(0, 3))).toEqual(["530", "250"]);
  });

  it("is silent to clear text where TLS comes first", () => {
    expect(talk({ tls: "implicit" }, [ehlo]).heard).toEqual(["", ""]);
    expect(talk({ tls: "implicit" }, [], { tls: true }).heard[0]).toMatch(/^220/);
  });
});

describe("a virtual server without pipelining", () => {
  const group = "EHLO a.example\r\nNOOP\r\nRSET\r\n";

  it("throws away what came behind the command it answers", () => {
    const { heard } = talk({ pipelining: "discards" }, [group, "NOOP\r\n"]);
    expect(heard.slice(1)).toEqual(["250 mail.example.test\r\n", "250 Ok\r\n"]);
  });

  it("runs all and answers the first only", () => {
    const { heard, state } = talk({ pipelining: "first-only" }, [
      `EHLO a.example\r\nMAIL FROM:<a@b.example>\r\n`,
    ]);
    expect(heard[1]).toBe("250 mail.example.test\r\n");
    expect(state.transaction?.from).toBe("a@b.example");
  });
});
