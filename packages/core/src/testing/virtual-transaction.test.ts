import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "./octets.ts";
import type { Personality } from "./personality.ts";
import { talk } from "./talk.fixture.ts";

const ehlo = "EHLO client.example\r\n";
const envelope = `${ehlo}MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\n`;
const codes = (reply = ""): string[] => reply.match(/^\d{3}(?= |\r)/gm) ?? [];

/** The codes of all replies to these commands, after EHLO. */
const answers = (personality: Partial<Personality>, input: string): string[] =>
  codes(talk(personality, [ehlo, input]).heard[2]);

describe("MAIL and RCPT", () => {
  it.each([
    ["FROM:<a@b.example>", "250"],
    ["from:<>", "250"],
    ['FROM:<"a b>"@b.example>', "250"],
    ["FROM:<a@b.example", "501"],
    ["FROM:a@b.example", "501"],
    ["FROM: <a@b.example>", "501"],
    ["TO:<a@b.example>", "501"],
    ["FROM:<ab>", "501"],
    ["FROM:<a@b.example> SIZE=1", "555"],
    ["FROM:<gr\xc3\xbcn@b.example>", "553"],
  ])("a server without extensions answers MAIL %s with %s", (argument, code) => {
    expect(answers({}, `MAIL ${argument}\r\n`)).toEqual([code]);
  });

  it.each([
    ["SIZE", "SIZE=10", "250"],
    ["SIZE 5", "SIZE=10", "552"],
    ["SIZE", "SIZE=x", "501"],
    ["SIZE", "SIZE", "501"],
    ["SIZE", "SIZE=1 SIZE=1", "501"],
    ["8BITMIME", "BODY=8BITMIME", "250"],
    ["8BITMIME", "BODY=BINARYMIME", "501"],
    ["BINARYMIME", "BODY=BINARYMIME", "250"],
    ["SMTPUTF8", "SMTPUTF8", "250"],
    ["SMTPUTF8", "SMTPUTF8=yes", "501"],
    ["DSN", "RET=HDRS ENVID=QQ+2B", "250"],
    ["DSN", "RET=ALL", "501"],
    ["AUTH PLAIN", "AUTH=<>", "250"],
    ["REQUIRETLS", "REQUIRETLS", "250"],
    ["DELIVERBY", "BY=120;R", "250"],
    ["FUTURERELEASE 99 2040-01-01T00:00:00Z", "HOLDFOR=60", "250"],
    ["MT-PRIORITY", "MT-PRIORITY=-3", "250"],
    ["MT-PRIORITY", "MT-PRIORITY=10", "501"],
  ])("a server that offers %s answers %s with %s", (capability, parameters, code) => {
    const mail = `MAIL FROM:<a@b.example> ${parameters}\r\n`;
    expect(answers({ capabilities: [capability] }, mail)).toEqual([code]);
  });

  it("takes no parameters after HELO", () => {
    const { heard } = talk({ capabilities: ["SIZE"] }, [
      "HELO a.example\r\nMAIL FROM:<a@b.example> SIZE=1\r\n",
    ]);
    expect(codes(heard[1])).toEqual(["250", "555"]);
  });

  it("takes non-ASCII addresses with SMTPUTF8 and keeps them", () => {
    const { state, heard } = talk({ capabilities: ["SMTPUTF8"] }, [
      ehlo,
      "MAIL FROM:<gr\xc3\xbcn@b.example> SMTPUTF8\r\nRCPT TO:<\xc3\xa4@d.example>\r\n",
    ]);
    expect(codes(heard[2])).toEqual(["250", "250"]);
    expect(state.transaction?.recipients[0]?.address).toBe("ä@d.example");
  });

  it.each([
    ["TO:<c@d.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;c@d.example", "250"],
    ["TO:<c@d.example> NOTIFY=MAYBE", "501"],
    ["TO:<c@d.example> RRVS=2014-04-03T23:01:00Z", "555"],
    ["TO:<Postmaster>", "250"],
    ["TO:<>", "501"],
  ])("a server that offers DSN answers RCPT %s with %s", (argument, code) => {
    const group = `MAIL FROM:<a@b.example>\r\nRCPT ${argument}\r\n`;
    expect(answers({ capabilities: ["DSN"] }, group)).toEqual(["250", code]);
  });

  it("refuses the addresses in `refuse`", () => {
    const refuse = [
      { sender: "*@spam.example", reply: "550 5.7.1 No" },
      { recipient: "nobody@*", reply: "550 5.1.1 Unknown" },
    ];
    expect(answers({ refuse }, "MAIL FROM:<x@SPAM.example>\r\n")).toEqual(["550"]);
    expect(
      answers(
        { refuse },
        "MAIL FROM:<>\r\nRCPT TO:<nobody@d.example>\r\nRCPT TO:<c@d.example>\r\n",
      ),
    ).toEqual(["250", "550", "250"]);
  });

  it("takes as many recipients as it may", () => {
    const rcpt = "RCPT TO:<c@d.example>\r\n";
    expect(answers({ maxRecipients: 1 }, `MAIL FROM:<>\r\n${rcpt}${rcpt}`)).toEqual([
      "250",
      "250",
      "452",
    ]);
  });

  it("keeps order: RCPT and DATA need MAIL, MAIL is not nested, AUTH comes first where required", () => {
    expect(answers({}, "RCPT TO:<c@d.example>\r\nDATA\r\n")).toEqual(["503", "503"]);
    expect(answers({}, "MAIL FROM:<>\r\nMAIL FROM:<>\r\nRSET\r\nMAIL FROM:<>\r\n")).toEqual([
      "250",
      "503",
      "250",
      "250",
    ]);
    expect(answers({ requireAuth: true }, "MAIL FROM:<>\r\n")).toEqual(["530"]);
  });
});

describe("DATA", () => {
  it("puts the content into the mailbox without the dots that were added", () => {
    const { heard, state } = talk({}, [`${envelope}DATA\r\n`, "..hidden\r\n.\r", "\nQUIT\r\n"]);
    expect(codes(heard[1])).toEqual(["250", "250", "250", "354"]);
    expect(heard.slice(2)).toEqual(["", "250 Queued\r\n221 Bye\r\n[close]"]);
    const [message] = state.shared.mailbox.accepted;
    expect(message).toMatchObject({
      from: "a@b.example",
      to: ["c@d.example"],
      connection: 1,
      tls: false,
    });
    expect(decodeUtf8(message?.content ?? new Uint8Array())).toBe(".hidden\r\n");
  });

  it("needs a recipient", () => {
    expect(answers({}, "MAIL FROM:<>\r\nDATA\r\n")).toEqual(["250", "554"]);
  });

  it("accepts nothing for nobody, also where it had said 354", () => {
    const { heard, state } = talk({ answers: [{ to: "DATA", reply: "354 Go" }] }, [
      `${ehlo}MAIL FROM:<>\r\nDATA\r\n`,
      ".\r\n",
    ]);
    expect(codes(heard[2])).toEqual(["554"]);
    expect(state.shared.mailbox.accepted).toEqual([]);
  });

  it("takes nothing for content unless it said 354", () => {
    const { state } = talk({ answers: [{ to: "DATA", reply: "250 Ok" }] }, [
      `${envelope}DATA\r\n`,
      "Subject: x\r\n.\r\n",
    ]);
    expect(state.shared.mailbox.stray.map(({ after }) => after)).toEqual(["DATA", "DATA"]);
  });

  it("refuses what is too large, once it has all of it", () => {
    const { heard, state } = talk({ size: 4 }, [`${envelope}DATA\r\n`, "12345\r\n", ".\r\n"]);
    expect(heard.slice(2).map(codes)).toEqual([[], ["552"]]);
    expect(state.shared.mailbox.accepted).toEqual([]);
  });
});

describe("BDAT", () => {
  const chunking: Partial<Personality> = { capabilities: ["CHUNKING", "BINARYMIME"] };

  it("takes chunks to the octet and joins them", () => {
    const { heard, state } = talk(chunking, [`${envelope}BDAT 3\r\nab\r`, "BDAT 2 LAST\r\n\nc"]);
    expect(codes(heard[1])).toEqual(["250", "250", "250", "250"]);
    expect(codes(heard[2])).toEqual(["250"]);
    expect(decodeUtf8(state.shared.mailbox.accepted[0]?.content ?? new Uint8Array())).toBe(
      "ab\r\nc",
    );
  });

  it("ends a message with an empty last chunk", () => {
    const { heard, state } = talk(chunking, [`${envelope}BDAT 2\r\nab`, "BDAT 0 LAST\r\n"]);
    expect(codes(heard[2])).toEqual(["250"]);
    expect(state.shared.mailbox.accepted).toHaveLength(1);
  });

  it("takes the octets of a chunk that it refuses", () => {
    const { heard, state } = talk(chunking, [`${ehlo}BDAT 6 LAST\r\nNOOP\r\nRSET\r\n`]);
    expect(codes(heard[1])).toEqual(["250", "503", "250"]);
    expect(state.shared.mailbox.stray).toEqual([]);
  });

  it("after a refused chunk wants RSET (RFC 3030 section 2)", () => {
    const refused = { ...chunking, answers: [{ to: "BDAT", nth: 1, reply: "451 Later" }] as const };
    const { heard } = talk(refused, [
      `${envelope}BDAT 1\r\na`,
      "BDAT 1 LAST\r\nb",
      `RSET\r\n${envelope}BDAT 1 LAST\r\nc`,
    ]);
    expect(heard.slice(2).map(codes)).toEqual([["503"], ["250", "250", "250", "250", "250"]]);
  });

  it("does not mix with DATA, and BINARYMIME cannot go by DATA (RFC 3030 section 3)", () => {
    expect(
      answers(chunking, "MAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nBDAT 1\r\naDATA\r\n"),
    ).toEqual(["250", "250", "250", "503"]);
    expect(
      answers(chunking, "MAIL FROM:<> BODY=BINARYMIME\r\nRCPT TO:<c@d.example>\r\nDATA\r\n"),
    ).toEqual(["250", "250", "503"]);
  });

  it("runs the octets as commands on a server that never heard of it", () => {
    const { heard, state } = talk({ ...chunking, bdat: "unaware" }, [
      `${envelope}BDAT 12 LAST\r\nRSET\r\nNOOP\r\n`,
    ]);
    expect(codes(heard[1])).toEqual(["250", "250", "250", "500", "250", "250"]);
    expect(state.transaction).toBeUndefined();
  });

  it.each(["", "x", "-1", "1 FIRST"])("wants a size, not %j", (argument) => {
    expect(answers(chunking, `BDAT ${argument}\r\n`)).toEqual(["501"]);
  });
});

describe("content that is still coming in", () => {
  const early = (reply: string, close?: "after"): Partial<Personality> => ({
    capabilities: ["CHUNKING"],
    answers: [{ to: "UPLOAD", octets: 4, reply, ...(close ? { close } : {}) }],
  });

  it("can be answered before its end, and then its end is not", () => {
    const { heard, state } = talk(early("552 Enough"), [
      `${envelope}DATA\r\n`,
      "abc",
      "def\r\n.\r\nNOOP\r\n",
    ]);
    expect(heard.slice(2).map(codes)).toEqual([[], ["552", "250"]]);
    expect(state.shared.mailbox.accepted).toEqual([]);
  });

  it("can be cut off", () => {
    expect(talk(early("421 Stop"), [`${envelope}DATA\r\n`, "abcde"]).heard[2]).toBe(
      "421 Stop\r\n[close]",
    );
  });

  it("spoils a transaction in chunks", () => {
    const { heard } = talk(early("552 Enough"), [`${envelope}BDAT 5\r\nabcde`, "BDAT 1 LAST\r\nx"]);
    expect(heard.slice(1).map(codes)).toEqual([["250", "250", "250", "552"], ["503"]]);
  });
});
