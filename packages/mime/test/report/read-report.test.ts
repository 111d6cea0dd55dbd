/** Bounces of many mail systems, and messages that are not bounces. */
import { readdirSync, readFileSync } from "node:fs";
import type { Reply } from "@parley-smtp/core";
import { classifyReply } from "@parley-smtp/core/meaning";
import { describe, expect, it } from "vitest";
import { boundMessage } from "../../src/report/bounded.ts";
import { readReport } from "../../src/report/mod.ts";

const folder = new URL("eml/", import.meta.url);

function load(name: string): string {
  return readFileSync(new URL(`${name}.eml`, folder), "utf8").replaceAll("\n", "\r\n");
}

const ann = "ann@example.org";

/** The expected result for each bounce: about the report, then about each recipient. */
const EXPECTED: Record<string, readonly [object, ...object[]]> = {
  postfix: [
    {
      form: "delivery-status",
      origin: "Postfix",
      reportingServer: "mail.example.com",
      envid: "order+4711",
      originalMessageId: "<one@example.com>",
    },
    {
      address: "ann+news@example.org",
      finalRecipient: ann,
      originalRecipient: "ann+news@example.org",
      action: "failed",
      status: "5.1.1",
      command: "RCPT",
      remoteServer: "mx.example.org",
      reply: {
        code: 550,
        lines: ["5.1.1 <ann@example.org>: Recipient address rejected: User unknown"],
      },
    },
    {
      address: "bob@example.net",
      status: "5.2.2",
      command: "(message content)",
      remoteServer: "mx.example.net",
      reply: { code: 552, enhanced: "5.2.2" },
    },
  ],
  "postfix-local": [
    { originalMessageId: "<two@example.com>" },
    { address: "nobody@example.com", status: "5.1.1", reason: 'unknown user: "nobody"' },
  ],
  "postfix-delayed": [
    {},
    {
      address: ann,
      action: "delayed",
      status: "4.4.1",
      reason: "connect to mx.example.org[192.0.2.25]:25: Connection timed out",
    },
  ],
  "postfix-success": [
    { envid: "envelope-17" },
    { address: ann, action: "relayed", status: "2.0.0", remoteServer: "mx.example.org" },
  ],
  sendmail: [
    { reportingServer: "mail.example.com" },
    {
      address: ann,
      status: "5.7.1",
      reply: { code: 550, enhanced: "5.7.1" },
      remoteServer: "mx.example.org",
    },
  ],
  exim: [
    { origin: "Exim" },
    {
      address: ann,
      status: "5.0.0",
      command: "RCPT",
      reply: { code: 550, lines: ["5.1.1 Mailbox does not exist"] },
    },
  ],
  "exim-text": [
    { form: "text", originalMessageId: "<three@example.com>" },
    { address: ann, action: "failed", reason: "Unrouteable address" },
  ],
  qmail: [
    { form: "text", origin: "qmail", originalMessageId: "<four@example.com>" },
    {
      address: ann,
      command: "RCPT",
      remoteServer: "192.0.2.7",
      reply: { code: 550, enhanced: "5.1.1" },
    },
    {
      address: "bob@example.net",
      action: "failed",
      reason: "Sorry, I couldn't find any host named example.net. (#5.1.2)",
    },
  ],
  yahoo: [
    { form: "text", originalMessageId: "<five@example.com>" },
    { address: ann, reply: { code: 554, enhanced: "5.7.9" } },
  ],
  gmx: [
    { form: "text", origin: "GMX", originalMessageId: "<six@example.com>" },
    {
      address: ann,
      command: "RCPT",
      remoteServer: "mx.example.org",
      reply: { code: 550, lines: ["5.1.1 No such user"] },
    },
  ],
  "gmail-old": [
    { form: "text", origin: "Gmail", originalMessageId: "<seven@example.com>" },
    { address: ann, remoteServer: "mx.example.org", reply: { code: 550, enhanced: "5.1.1" } },
  ],
  gmail: [
    { origin: "Gmail", originalMessageId: "<eight@example.com>" },
    { address: ann, remoteServer: "mx.example.org.", reply: { code: 550, enhanced: "5.1.1" } },
  ],
  "exchange-online": [
    { origin: "Exchange", reportingServer: "DB3PR0202MB3500.eurprd02.prod.outlook.com" },
    { address: ann, status: "5.1.10", reply: { code: 550, enhanced: "5.1.10" } },
  ],
  "exchange-text": [{ form: "text" }, { address: ann, reply: { code: 550, enhanced: "5.1.1" } }],
  "exchange-server": [
    {},
    {
      address: "allstaff@example.org",
      reply: { lines: ["5.7.1 RESOLVER.RST.AuthRequired; authentication required"] },
    },
  ],
  opensmtpd: [
    { originalMessageId: "<nine@example.com>" },
    { address: ann, status: "5.0.0", reply: { code: 550, enhanced: "5.1.1" } },
  ],
  ses: [{}, { address: ann, reply: { code: 550, lines: ["5.1.1 user unknown"] } }],
  rfc6533: [
    { originalMessageId: "<ten@example.com>" },
    { address: "jörg@bücher.example", finalRecipient: "jörg@bücher.example", status: "5.6.9" },
  ],
  domino: [
    { form: "text" },
    {
      address: ann,
      action: "failed",
      reason: "User ann (ann@example.org) not listed in Domino Directory",
    },
  ],
  german: [
    { form: "text", origin: "Postfix" },
    {
      address: ann,
      command: "(message content)",
      reply: { code: 552, lines: ["5.2.2 Postfach voll"] },
    },
  ],
  courier: [
    { form: "text" },
    { address: ann, command: "RCPT", reply: { code: 550, lines: ["5.1.1 User unknown"] } },
  ],
  "t-online": [
    { form: "text", originalMessageId: "<copy@example.com>" },
    { address: ann, reply: { code: 552, enhanced: "5.2.2" } },
    { address: "bob@example.org", reply: { code: 550, enhanced: "5.1.1" } },
  ],
  "1und1": [
    { form: "text", originalMessageId: "<copy@example.com>" },
    {
      address: ann,
      command: "(message content)",
      remoteServer: "mx.example.org",
      reply: { code: 554, lines: ["5.7.1 Content of this message is spam"] },
    },
    {
      address: "bob@example.net",
      command: "RCPT",
      remoteServer: "mx.example.net",
      reply: { code: 550, enhanced: "5.1.1" },
    },
  ],
  "1und1-reason": [
    { form: "text", originalMessageId: "<copy@example.com>" },
    { address: ann, action: "failed", reason: expect.stringMatching(/^Mail size limit exceeded/) },
  ],
  mimecast: [
    { form: "text" },
    { address: ann, status: "5.4.1", reason: "5.4.1 Recipient address rejected: Access denied." },
  ],
  sendgrid: [
    { form: "delivery-status", originalMessageId: "<copy@example.com>" },
    { address: ann, action: "failed", reason: "Connection timed out" },
  ],
  "mail-ru": [
    { form: "text", originalMessageId: "<copy@example.com>" },
    {
      address: ann,
      command: "RCPT",
      remoteServer: "mx.example.org",
      reply: { code: 550, lines: ["5.1.1 <ann@example.org>... No such user"] },
    },
  ],
  zoho: [
    { form: "text" },
    { address: ann, reply: { code: 550, lines: ["5.1.1 <ann@example.org>... No such user"] } },
  ],
  imail: [{ form: "text" }, { address: ann, action: "failed", reason: "Unknown user" }],
  notes: [
    { form: "text", originalMessageId: "<copy@example.com>" },
    { address: ann, reason: "User not listed in public Name & Address Book" },
  ],
  "messaging-server": [
    { form: "text" },
    {
      address: ann,
      reply: { code: 550, lines: ["5.1.1 unknown or illegal alias: ann@example.org"] },
    },
  ],
  "office365-html": [
    { form: "text", origin: "Exchange" },
    { address: ann, status: "5.1.10", reply: { code: 550, enhanced: "5.1.10" } },
  ],
  groupwise: [{ form: "text" }, { address: ann, action: "failed", reason: "user not found" }],
  mailenable: [
    { form: "text" },
    { address: ann, reply: { code: 550, lines: ["5.1.1 No such mailbox"] } },
  ],
  hmailserver: [
    { form: "text", origin: "hMailServer" },
    { address: ann, command: "RCPT", reply: { code: 550, enhanced: "5.1.1" } },
    { address: "bob@example.net", reason: "Connection to recipients server failed." },
  ],
  kerio: [
    { form: "text" },
    { address: ann, remoteServer: "mx.example.org", reply: { code: 550, enhanced: "5.1.1" } },
  ],
  mdaemon: [
    { form: "text" },
    {
      address: ann,
      command: "RCPT",
      reply: { code: 550, lines: ["5.1.1 <ann@example.org>: No such user"] },
    },
  ],
  communigate: [
    { form: "text" },
    { address: ann, remoteServer: "mx.example.org", reply: { code: 554, enhanced: "5.7.1" } },
  ],
  barracuda: [
    { form: "text" },
    { address: ann, reason: expect.stringMatching(/^was blocked by our Spam Firewall/) },
  ],
  proofpoint: [
    { form: "delivery-status", reportingServer: "pps.example" },
    { address: ann, status: "5.7.1", reply: { code: 550, enhanced: "5.7.1" } },
    { address: "bob@example.org", status: "5.1.1", reply: { code: 550, enhanced: "5.1.1" } },
  ],
  yandex: [
    { form: "delivery-status", originalMessageId: "<copy@example.com>" },
    {
      address: ann,
      command: "(message content)",
      remoteServer: "mx.example.org",
      reply: { code: 552, enhanced: "5.2.2" },
    },
  ],
  aol: [
    { form: "delivery-status", reportingServer: "mx.provider.example" },
    { address: ann, status: "5.2.2", reply: { code: 550, enhanced: "5.2.2" } },
  ],
  "exim-delayed": [{ form: "text" }, { address: ann, action: "delayed" }],
  "sendmail-delayed": [{ form: "text" }, { address: ann, action: "delayed" }],
  "exchange-delayed": [{ form: "text" }, { address: ann, action: "delayed" }],
  "gmail-delayed": [{ form: "text" }, { address: ann, action: "delayed" }],
  "exim-three": [
    { form: "text", originalMessageId: "<copy@example.com>" },
    {
      address: ann,
      command: "RCPT",
      remoteServer: "mx.example.org",
      reply: { code: 550, lines: ["5.1.1 No such user"] },
    },
    { address: "bob@example.net", action: "failed", reason: "Unrouteable address" },
    {
      address: "eve@example.com",
      command: "(message content)",
      remoteServer: "mx.example.com",
      reply: { code: 552, lines: ["5.2.2 Over quota"] },
    },
    { address: "dan@example.edu", reason: expect.stringMatching(/^all hosts for/) },
  ],
  "qmail-three": [
    { form: "text", origin: "qmail" },
    { address: ann, command: "RCPT", remoteServer: "192.0.2.1", reply: { code: 550 } },
    { address: "bob@example.net", reason: expect.stringMatching(/^Sorry, I wasn't able/) },
    { address: "eve@example.com", remoteServer: "192.0.2.3", reply: { code: 554 } },
  ],
  "m365-two": [
    { form: "text", originalMessageId: "<copy@example.com>" },
    { address: ann, reply: { code: 550, enhanced: "5.1.10" } },
    { address: "bob@example.net", reply: { code: 554, enhanced: "5.2.2" } },
  ],
  french: [{ form: "text" }, { address: ann, action: "failed", reason: "Adresse inconnue" }],
  spanish: [{ form: "text" }, { address: ann, action: "failed", reason: "El buzón está lleno" }],
  icloud: [
    { form: "delivery-status", origin: "Postfix" },
    { address: "ann@icloud.example", status: "5.1.1", reply: { code: 550 } },
  ],
  several: [
    { form: "delivery-status", origin: "Postfix" },
    {
      address: "bob@example.net",
      reason: expect.stringMatching(/^Nothing listens on this port/),
      remoteServer: "mx.example.net",
    },
    { address: ann, command: "RCPT", reply: { code: 550 }, remoteServer: "mx.example.org" },
    { address: "other@example.org", reason: "connection timed out, password=***" },
    {
      address: "eve@example.com",
      action: "delayed",
      reply: { code: 452, lines: ["4.2.2 over quota, password=***"] },
    },
  ],
  ironport: [{ form: "text" }, { address: ann, action: "failed", reply: { code: 550 } }],
};

describe("a bounce", () => {
  it.each(Object.entries(EXPECTED))("of %s", async (name, [about, ...recipients]) => {
    const report = await readReport(load(name));
    expect(report).toMatchObject({ isReport: true, ...about });
    if (!report.isReport) return;
    expect(report.recipients).toHaveLength(recipients.length);
    for (const [index, recipient] of recipients.entries()) {
      expect(report.recipients[index]).toMatchObject(recipient);
    }
  });

  it("is tried for every file", () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.eml$/, ""));
    expect(files.filter((name) => !name.startsWith("no-")).sort()).toEqual(
      Object.keys(EXPECTED).sort(),
    );
  });
});

it.each([
  ["no-quoting", /not from a mail system/],
  ["no-vacation", /Neither its subject nor its text/],
  ["no-receipt", /another kind/],
  ["no-complaint", /another kind/],
  ["no-newsletter", /not from a mail system/],
  ["no-postmaster", /Neither its subject nor its text/],
])("says why %s is no report", async (name, why) => {
  const report = await readReport(load(name));
  expect(report).toEqual({ isReport: false, why: expect.stringMatching(why) });
});

it("gives each reply to classify, with the command and the server", async () => {
  const asked: object[] = [];
  const classify = (
    subject: { readonly reply: Reply; readonly command?: string },
    context: object,
  ) => {
    asked.push({ code: subject.reply.code, command: subject.command, ...context });
    return { kind: subject.reply.code === 550 ? "mailbox-unknown" : "mailbox-full" };
  };
  const report = await readReport(load("postfix"), { classify });
  expect(asked).toEqual([
    { code: 550, command: "RCPT", server: "mx.example.org" },
    { code: 552, command: "(message content)", server: "mx.example.net" },
  ]);
  expect(report.isReport && report.recipients.map(({ meaning }) => meaning?.kind)).toEqual([
    "mailbox-unknown",
    "mailbox-full",
  ]);
});

it.each([
  ["t-online", ["mailbox-full", "mailbox-unknown"]],
  ["1und1", ["spam-content", "mailbox-unknown"]],
  ["mail-ru", ["mailbox-unknown"]],
  ["office365-html", ["mailbox-unknown"]],
  ["communigate", ["spam-content"]],
  ["yandex", ["mailbox-full"]],
  ["aol", ["mailbox-full"]],
])("says what the replies in the bounce of %s mean", async (name, kinds) => {
  const report = await readReport(load(name), { classify: classifyReply });
  expect(report.isReport && report.recipients.map(({ meaning }) => meaning?.kind)).toEqual(kinds);
});

it("reads bytes as well as a string", async () => {
  const bytes = new TextEncoder().encode(load("postfix"));
  expect(await readReport(bytes)).toEqual(await readReport(load("postfix")));
});

it("reads a report whose end is missing", async () => {
  const whole = load("postfix");
  const report = await readReport(whole, {
    maxBytes: whole.indexOf("Content-Type: message/rfc822"),
  });
  expect(report).toMatchObject({ isReport: true, recipients: { length: 2 } });
});

it("gives no recipient what the report says about another one", async () => {
  const report = await readReport(load("several"));
  if (!report.isReport) throw new Error(report.why);
  const [bob, , other] = report.recipients;
  expect(bob).not.toHaveProperty("command");
  expect(bob).not.toHaveProperty("reply");
  for (const name of ["reply", "command", "remoteServer"]) expect(other).not.toHaveProperty(name);
  // One reply without a recipient, for two recipients: it belongs to neither with certainty.
  const unnamed = load("several").replace(
    /<ann@example.org>: host[\s\S]*?--b/,
    "host mx.example.org said: 550 5.1.1 no such user\r\n\r\n--b",
  );
  const second = await readReport(unnamed);
  expect(second.isReport && second.recipients.map(({ reply }) => reply)).toEqual(
    Array(4).fill(undefined),
  );
});

it("shows no credential, whatever part of a report has it", async () => {
  const secret = "hunter2zz9";
  expect(load("several")).toContain(secret);
  expect(JSON.stringify(await readReport(load("several")))).not.toContain(secret);
  for (const name of ["exim-text", "domino", "qmail", "ses", "postfix"]) {
    const raw = load(name).replace(
      /(Unrouteable address|not listed|Sorry, I|(?:smtp|x-postfix); ?)/gi,
      `$1 password=${secret} `,
    );
    expect(raw).toContain(secret);
    expect(JSON.stringify(await readReport(raw))).not.toContain(secret);
  }
});

it("keeps the first of two fields with the same name", async () => {
  const twice = load("ses").replace(
    "Status: 5.1.1",
    "Status: 5.1.1\r\nFinal-Recipient: rfc822; eve@example.org",
  );
  const report = await readReport(twice);
  expect(report.isReport && report.recipients.map(({ address }) => address)).toEqual([ann]);
});

it("takes no part of the message that came back for the report", async () => {
  const lies = load("postfix-local").replace(
    "Subject: Offer",
    "Subject: Offer\r\n\r\nFinal-Recipient: rfc822; eve@example.org\r\nDiagnostic-Code: smtp; 550 5.1.1 No",
  );
  const report = await readReport(lies);
  expect(report.isReport && report.recipients.map(({ address }) => address)).toEqual([
    "nobody@example.com",
  ]);
});

it("bounds the number of recipients", async () => {
  const many = Array.from(
    { length: 12_000 },
    (_, index) => `Final-Recipient: rfc822; u${index}@example.org\r\n`,
  );
  const raw = load("ses").replace(/Action: failed[\s\S]*?Status: 5\.1\.1/, many.join("\r\n"));
  const report = await readReport(raw);
  expect(report.isReport && report.recipients.length).toBe(10_000);
});

it("reads what stands before parts that lie too deep, and says so", async () => {
  let part = "Content-Type: text/plain\r\n\r\nhello";
  for (let depth = 0; depth < 60; depth += 1) {
    part = `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n${part}\r\n--b${depth}--`;
  }
  const truncated = "Parts that lie deeper than 20 were not read.";
  expect(await readReport(part)).toMatchObject({ isReport: false, truncated });
  const report = await readReport(
    load("ses").replace(
      /--[^\r\n]+--\s*$/,
      (end) => `${end.slice(0, -2).replace(/--\s*$/, "")}\r\n${part}\r\n${end}`,
    ),
  );
  expect(report).toMatchObject({ isReport: true, truncated, recipients: [{ address: ann }] });
});

it.each([
  ["too many lines", "line\r\n".repeat(60_000), "Only the first 30000 lines were read."],
  ["too many parts", "--x\r\n\r\n".repeat(2_000), "Only the first 1000 parts were read."],
  [
    "too many bytes in a line",
    `\r\n${"x".repeat(600_000)}`,
    "Only the first 524288 bytes of a line were read.",
  ],
])("says that %s behind a report were not read", async (_, more, truncated) => {
  const report = await readReport(load("ses") + more);
  expect(report).toMatchObject({ isReport: true, truncated, recipients: [{ address: ann }] });
});

it("says which fields of a header section were not read", async () => {
  const report = await readReport(
    load("ses").replace(/\r\n\r\n/, `\r\n${"X-Long: field\r\n".repeat(30_000)}\r\n`),
  );
  expect(report).toMatchObject({
    isReport: true,
    truncated: "Only the first 262144 bytes of a header section were read.",
    recipients: [{ address: ann }],
  });
});

it("says that maxBytes cut the message", async () => {
  const whole = load("ses");
  expect(await readReport(whole, { maxBytes: whole.length - 1 })).toMatchObject({
    truncated: `Only the first ${whole.length - 1} of ${whole.length} characters were read (maxBytes).`,
  });
  const bytes = new TextEncoder().encode(whole);
  expect(await readReport(bytes, { maxBytes: 40 })).toMatchObject({
    isReport: false,
    truncated: `Only the first 40 of ${bytes.length} bytes were read (maxBytes).`,
  });
  expect(await readReport(whole, { maxBytes: whole.length })).not.toHaveProperty("truncated");
});

/** Repeats a text up to 2 MB. */
const fill = (text: string): string => text.repeat(2_000_000 / text.length);

it.each([
  "\n",
  "\r\n",
  "a\n",
  " \n",
  "=\n",
  "QUJD\n",
  "--b\n\n",
  "a: b\n",
  "a: b\n c\n",
  "--b\na: b\n",
  "x",
])("gives the parser a bounded number of lines and parts, and of bytes in them: %j", (text) => {
  for (const begin of ["", "From: a\n\n"]) {
    const { bytes } = boundMessage(begin + fill(text), 2_100_000);
    const lines = new TextDecoder().decode(bytes).split("\n");
    expect(lines.length).toBeLessThanOrEqual(30_001);
    expect(lines.filter((line) => line.startsWith("--")).length).toBeLessThanOrEqual(1_000);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(524_288);
  }
});

it.each(["QQ==", "QUE=".repeat(19).concat("\n")])(
  "gives the parser a bounded number of pieces of base64: %j",
  (text) => {
    const begin = "From: a\nContent-Transfer-Encoding: base64\n\n";
    const { bytes, truncated } = boundMessage(begin + fill(text), 2_100_000);
    expect(new TextDecoder().decode(bytes).match(/=+/g)?.length ?? 0).toBeLessThanOrEqual(30_000);
    expect(truncated).toMatch(/base64|of a line/);
  },
);

it("leaves the bytes of the caller alone", () => {
  const bytes = new TextEncoder().encode(`a: b\n\n${"\n".repeat(100)}end\n`);
  const before = bytes.slice();
  expect(new TextDecoder().decode(boundMessage(bytes, 1_000).bytes)).toMatch(/^a: b\n{9}end\n$/);
  expect(bytes).toEqual(before);
});

it.each([
  [undefined, {}, /give it the message as a string or a Uint8Array/],
  ["x", { maxBytes: 0 }, /maxBytes is 0; it must be a whole number/],
])("rejects %s with %o", async (message, options, why) => {
  await expect(readReport(message as string, options)).rejects.toThrow(why);
});

it("returns frozen data", async () => {
  const report = await readReport(load("postfix"));
  expect(Object.isFrozen(report)).toBe(true);
  expect(report.isReport && Object.isFrozen(report.recipients[0])).toBe(true);
});

it("says what each reply means with classifyReply of the core", async () => {
  const report = await readReport(load("postfix"), { classify: classifyReply });
  expect(report.isReport && report.recipients.map(({ meaning }) => meaning?.kind)).toEqual([
    "mailbox-unknown",
    "mailbox-full",
  ]);
});
