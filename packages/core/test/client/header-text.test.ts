/** Text beyond ASCII in addresses and header, as an application sends it. */
import { describe, expect, it } from "vitest";
import { connect, createMailer, type Message, SmtpError } from "../../src/mod.ts";
import { type Personality, testServer } from "../../src/testing/mod.ts";
import { decodeUtf8, encodeLatin1, encodeUtf8, join } from "../../src/testing/octets.ts";

const FULL = ["PIPELINING", "8BITMIME", "SMTPUTF8", "CHUNKING"];

async function sent(capabilities: readonly string[], message: Partial<Message>) {
  const server = testServer({ capabilities: [...capabilities], tls: "none" });
  await using connection = await connect({ host: "h.example", tls: "none", dial: server.dial });
  const given: Message = { from: "a@example.org", to: "b@example.net", raw: "\r\n", ...message };
  const result = await connection.send(given).catch((thrown: unknown) => thrown);
  return { result, server, lines: server.transcript() };
}

/** What the server has, as text with one character an octet. */
function stored(server: ReturnType<typeof testServer>): string {
  return Buffer.from(server.messages.at(-1)?.content ?? []).toString("latin1");
}

async function* inPieces(octets: Uint8Array, size: number) {
  for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
}

describe("header text in UTF-8", () => {
  const body = `${"x".repeat(70)}\r\n`.repeat(40_000);
  const raw = encodeUtf8(`Subject: Grüße\r\n\r\n${body}`);
  const expected = `Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\n${body}`;

  it.each([
    ["bytes, by BDAT", FULL, () => raw],
    ["bytes, by DATA", ["8BITMIME"], () => raw],
    ["a stream that can be read once, by BDAT", FULL, () => inPieces(raw, 50_000)],
    ["a stream that can be read once, by DATA", ["8BITMIME"], () => inPieces(raw, 50_000)],
    ["a stream in odd pieces", FULL, () => inPieces(raw.subarray(0, 308), 1)],
  ])("is encoded in %s", async (_, capabilities, make) => {
    const { result, server, lines } = await sent(capabilities, { raw: make() as Message["raw"] });
    if (result instanceof Error) throw result;
    const complete = expected.startsWith(stored(server)) && stored(server).length > 200;
    expect(complete).toBe(true);
    expect(lines).not.toMatch(/C: MAIL.*SMTPUTF8/);
    expect(result).toMatchObject({ accepted: [{}], octets: stored(server).length });
  });

  it("is encoded for each of several messages on one connection", async () => {
    const server = testServer({ capabilities: FULL, tls: "none" });
    await using mailer = createMailer({ host: "h.example", tls: "none", dial: server.dial });
    const messages = ["Grüße", "plain", "Köln"].map((subject) => ({
      from: "a@example.org",
      to: "b@example.net",
      raw: `Subject: ${subject}\r\n\r\nü\r\n`,
    }));
    for await (const { receipt, error } of mailer.sendMany(messages, { maxUnacknowledged: 3 })) {
      if (error) throw error;
      expect(receipt?.accepted).toHaveLength(1);
    }
    expect(server.messages.map(({ content }) => decodeUtf8(content).split("\r\n")[0])).toEqual([
      "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=",
      "Subject: plain",
      "Subject: =?utf-8?Q?K=C3=B6ln?=",
    ]);
  });

  it.each<[string, Partial<Message>, string]>([
    ["a local part", { to: "jörg@example.net" }, "the local part of jörg@example.net"],
    ["a local part in the header", { raw: "From: jörg@a.example\r\n\r\nx" }, "header field From"],
    ["a signature", { raw: "DKIM-Signature: v=1\r\nSubject: ü\r\n\r\nx" }, "message is signed"],
    [
      "multipart/signed",
      { raw: "Subject: ü\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b--" },
      "message is signed",
    ],
    ["the caller", { raw: "Subject: ü\r\n\r\nx", reencode: "never" }, 'as `reencode` is "never"'],
    ["a domain in the header", { raw: "To: a@ü_x.example\r\n\r\nx" }, "header field To"],
  ])("is an error without SMTPUTF8 for %s, which it names", async (_, message, reason) => {
    const { result } = await sent(["8BITMIME"], message);
    expect(result).toBeInstanceOf(SmtpError);
    expect(result).toMatchObject({ code: "FEATURE_UNMET", retry: "never" });
    expect(String(result)).toContain(reason);
  });

  it("stays as it is with a signature where SMTPUTF8 is offered", async () => {
    const raw = "ARC-Seal: i=1\r\nSubject: ü\r\n\r\nx\r\n";
    const { server, lines } = await sent(FULL, { raw });
    expect(stored(server)).toBe(Buffer.from(raw).toString("latin1"));
    expect(lines).toMatch(/C: MAIL.*SMTPUTF8/);
  });

  it("is encoded under a signature where that is allowed", async () => {
    const raw = "DKIM-Signature: v=1\r\nSubject: ü\r\n\r\nx\r\n";
    const { server } = await sent([], { raw, reencode: "always" });
    expect(stored(server)).toContain("Subject: =?utf-8?Q?=C3=BC?=");
  });
});

describe("a domain without A-labels", () => {
  it.each([
    ["a@ü_x.example", FULL],
    ["a@ü_x.example", []],
    ["ä@ü_x.example", FULL],
  ])("is an error that says so (%s)", async (to, capabilities) => {
    const { result, lines } = await sent(capabilities, { to, raw: "Subject: x\r\n\r\nx" });
    expect(result).toMatchObject({ code: "FEATURE_UNMET", retry: "never" });
    expect(String(result)).toContain(`The domain of ${to} has no A-labels`);
    expect(lines).not.toContain("MAIL");
  });
});

describe("a header that is not UTF-8", () => {
  const big5 = join([
    encodeLatin1("Subject: \xa4\xa4\xa4\xe5\r\n"),
    encodeUtf8("From: Jörg <a@b.example>\r\n\r\nx\r\n"),
  ]);

  it("goes as 8-bit content, with what is UTF-8 encoded", async () => {
    const { result, server, lines } = await sent(FULL, { raw: big5 });
    expect(stored(server)).toBe(
      "Subject: \xa4\xa4\xa4\xe5\r\nFrom: =?utf-8?Q?J=C3=B6rg?= <a@b.example>\r\n\r\nx\r\n",
    );
    expect(lines).not.toMatch(/C: MAIL.*SMTPUTF8/);
    expect(result).toMatchObject({ notices: [{ about: "field-not-utf8", field: "Subject" }] });
  });

  it("is encoded for a server that takes 7-bit content, also in a part", async () => {
    const part = join([
      encodeLatin1("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"),
      encodeLatin1('Content-Disposition: attachment; filename="\xfc.txt"\r\n\r\nx\r\n--b--\r\n'),
    ]);
    const { result, server } = await sent(["SMTPUTF8"], { raw: part });
    expect(stored(server)).toContain("filename*=unknown-8bit''%FC.txt");
    expect(result).toMatchObject({
      notices: [{ about: "field-unknown-8bit", field: "Content-Disposition" }],
      fallbacks: expect.arrayContaining([expect.objectContaining({ feature: "8BITMIME" })]),
    });
  });

  it("is an error where it is signed and the server takes 7-bit content", async () => {
    const raw = join([encodeUtf8("DKIM-Signature: v=1\r\n"), big5]);
    const { result } = await sent(["PIPELINING"], { raw });
    expect(result).toMatchObject({ code: "FEATURE_UNMET" });
  });
});

describe("a personality without 8BITMIME that is refused it", () => {
  it("gets header and body in ASCII on the second try", async () => {
    const answers: Personality["answers"] = [
      { to: "MAIL", when: { parameter: "BODY" }, reply: "555 5.5.4 Unsupported option" },
    ];
    const server = testServer({ capabilities: ["8BITMIME", "SMTPUTF8"], tls: "none", answers });
    await using connection = await connect({ host: "h.example", tls: "none", dial: server.dial });
    const raw = "Subject: Grüße\r\n\r\nü\r\n";
    await connection.send({ from: "a@example.org", to: "b@example.net", raw });
    expect(stored(server)).toContain("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=");
    expect(stored(server)).toContain("=C3=BC\r\n");
  });
});
