/** What is found in texts as people paste them. The texts are in `packages/core/pastes`. */
import { describe, expect, it } from "vitest";
import { FAILURE_ROWS } from "../../src/find-replies/failures.ts";
import { findReplies } from "../../src/find-replies/mod.ts";
import { ORIGINS } from "../../src/find-replies/origins.ts";
import { NOTHING, PASTES } from "./pastes.ts";

/** The words of a reply without its codes, so that folding does not matter. */
function words(text: string, code: string): string {
  return text
    .split(/\s+/)
    .map((word) => (word.startsWith(`${code}-`) ? word.slice(4) : word))
    .filter((word) => word !== code && word !== "" && !/^[245]\.\d{1,3}\.\d{1,3}$/.test(word))
    .join(" ");
}

describe("the worst find of a pasted text", () => {
  it.each(PASTES.map((paste) => [paste.what, paste] as const))("%s", (_, paste) => {
    const [found] = findReplies(paste.text);
    const { reply, wording, failure, http } = paste;
    if (reply !== undefined) {
      const code = reply.slice(0, 3);
      expect(found).toMatchObject({ kind: "reply", reply: { code: Number(code) } });
      if (found?.kind !== "reply") return;
      expect(words(found.reply.lines.join("\n"), code)).toBe(words(reply, code));
      const enhanced = /^\d{3}[ -]#?(\d\.\d+\.\d+)/.exec(reply)?.[1];
      if (enhanced?.[0] === code[0]) expect(found.reply.enhanced).toBe(enhanced);
    } else if (wording !== undefined) {
      expect(found).toMatchObject({ kind: "wording" });
      if (found?.kind === "wording") expect(found.lines.join("\n")).toBe(wording);
    } else if (failure !== undefined) {
      expect(found).toMatchObject({ kind: "failure", failure });
    } else {
      expect(found).toMatchObject({ kind: "http", status: Number(http) });
    }
    for (const name of ["recipient", "server", "origin"] as const) {
      if (paste[name] !== undefined) expect(found?.[name], name).toBe(paste[name]);
    }
    if (paste.command !== undefined) expect(found?.command?.startsWith(paste.command)).toBe(true);
  });
});

it("names every text once", () => {
  const names = PASTES.map(({ what }) => what);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it("has a text of every program and service that it names", () => {
  const shown = new Set(PASTES.map(({ text }) => findReplies(text)[0]?.origin));
  expect(ORIGINS.map(({ origin }) => origin).filter((origin) => !shown.has(origin))).toEqual([]);
});

it("has a text of every failure that it names", () => {
  const shown = new Set(PASTES.map(({ failure }) => failure));
  expect(
    FAILURE_ROWS.map(({ failure }) => failure).filter((failure) => !shown.has(failure)),
  ).toEqual([]);
});

it.each(NOTHING)("finds no reply in: %s", (text) => {
  expect(findReplies(text).filter(({ kind }) => kind !== "failure")).toEqual([]);
});

it("finds no reply in all texts without one together", () => {
  expect(findReplies(NOTHING.join("\n")).filter(({ kind }) => kind !== "failure")).toEqual([]);
});

it.each([
  "ftp> put report.csv\n200 PORT command successful\n550 report.csv: Permission denied\n421 Timeout.",
  "220 (vsFTPd 3.0.5)\nUSER anonymous\n331 Please specify the password.\n530 Login incorrect.",
  "530 Please login with USER and PASS.\nftp: Login failed.",
  "550 Failed to change directory.",
  "lftp: mirror: Access failed: 550 Failed to open file. (/backup/mail.tar.gz)",
])("finds no reply of a mail server in a session of FTP: %s", (text) => {
  expect(findReplies(text)).toEqual([]);
});

it("finds a reply to a mail about FTP", () => {
  const text = "The report of the FTP backup was not sent: smtp.example.com said: 550 User unknown";
  expect(findReplies(text)[0]).toMatchObject({ kind: "reply", reply: { code: 550 } });
});

describe("the same reply in other clothes", () => {
  const reply = "550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown";
  const clothes: Record<string, (text: string) => string> = {
    bare: (text) => text,
    quoted: (text) => `> ${text}`,
    "quoted twice": (text) => `> > ${text}`,
    indented: (text) => `        ${text}`,
    "in quotes": (text) => `It says "${text}".`,
    "in smart quotes": (text) => `It says “${text}”.`,
    "in German quotes": (text) => `Die Meldung lautet „${text}“.`,
    "in backticks": (text) => `It says \`${text}\`.`,
    "in parentheses": (text) => `The mail came back (${text}).`,
    "behind S:": (text) => `S: ${text}`,
    "behind <<<": (text) => `<<< ${text}`,
    "behind smtp;": (text) => `Diagnostic-Code: smtp; ${text}`,
    "behind smtp; without a space": (text) => `Diagnostic-Code: smtp;${text}`,
    "HTML-escaped": (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    "HTML-escaped twice": (text) => text.replaceAll("<", "&amp;lt;").replaceAll(">", "&amp;gt;"),
    "in a table cell": (text) => `<td>${text.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</td>`,
    "with CRLF": (text) => `\r\n${text}\r\n`,
    "with no-break spaces": (text) => text.replace(" ", "\u00a0"),
    "in colours": (text) => `\u001b[31merror\u001b[0m: ${text}`,
    "as JSON": (text) => JSON.stringify({ error: text }),
    "as JSON in JSON": (text) => JSON.stringify({ body: JSON.stringify({ error: text }) }),
    "in a log": (text) => `2026-01-05T10:00:00.550Z ERROR [mailer] send failed: ${text}`,
    "in logfmt": (text) => `level=error msg="send failed" err="${text}" attempt=3`,
    "as a Python tuple": (text) => `(550, b'${text.slice(4)}')`,
    "as a list item": (text) => `* ${text}`,
  };
  it.each(Object.keys(clothes))("%s", (name) => {
    const [found] = findReplies((clothes[name] as (text: string) => string)(reply));
    expect(found).toMatchObject({
      kind: "reply",
      reply: { code: 550, enhanced: "5.1.1", lines: [reply.slice(4)] },
      recipient: "ann@example.org",
    });
  });
});

it("finds every refusal of a log, each with its recipient", () => {
  const log = ["ann", "bob", "eve"]
    .map(
      (name, index) =>
        `Jan 12 10:00:0${index} mail postfix/smtp[1]: 3F1B: to=<${name}@example.org>, relay=mx.example.org[192.0.2.4]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.4] said: 550 5.1.1 No such user (in reply to RCPT TO command))`,
    )
    .join("\n");
  const found = findReplies(log);
  expect(found.map(({ recipient, line }) => [recipient, line])).toEqual([
    ["ann@example.org", 1],
    ["bob@example.org", 2],
    ["eve@example.org", 3],
  ]);
  expect(found[0]).toMatchObject({ origin: "Postfix", server: "mx.example.org", command: "RCPT" });
});

it("puts permanent refusals before temporary ones, and positive replies last", () => {
  const found = findReplies(
    "C: EHLO a\nS: 250 mx.example.org\nC: MAIL FROM:<a@example.org>\nS: 451 4.3.0 Later\nC: RCPT TO:<b@example.org>\nS: 550 5.1.1 No",
  );
  expect(found.map((one) => one.kind === "reply" && one.reply.code)).toEqual([550, 451, 250]);
});

it("keeps the place of a reply in the text", () => {
  expect(findReplies("Hello,\n\nthe answer was:\n\n550 5.1.1 No such user\n")[0]?.line).toBe(5);
});

it("says no command where the text begins in the middle of a session", () => {
  expect(findReplies("S: 550 5.1.1 No such user")[0]).not.toHaveProperty("command");
});

it("says no command for an exception that Jakarta Mail throws after MAIL and after the content", () => {
  const text =
    "org.eclipse.angus.mail.smtp.SMTPSendFailedException: 451 5.7.3 STARTTLS is required to send mail";
  expect(findReplies(text)[0]).toMatchObject({ kind: "reply", origin: "Jakarta Mail" });
  expect(findReplies(text)[0]).not.toHaveProperty("command");
});

it("rejects what is not a text", () => {
  expect(() => findReplies(undefined as never)).toThrow(/give it what was pasted, as a string/);
});

it("returns frozen data", () => {
  const found = findReplies("550 5.1.1 No such user, says the server.\nECONNREFUSED");
  expect(Object.isFrozen(found)).toBe(true);
  for (const one of found) expect(Object.isFrozen(one)).toBe(true);
});
