/**
 * The dialogues with which a server is recorded. The last reply of each one is the server's text for a reply of the
 * virtual server.
 */

import type { ReplyName } from "@parley-smtp/node-socket/testing";

/** One dialogue, on a separate connection, after EHLO. */
export interface Probe {
  /** The reply that the last one is recorded as. */
  readonly reply: ReplyName;
  /** The lines to send in turn; a line with `\r\n` inside is sent at once. */
  readonly say: readonly string[];
  /** The text that the reply may quote. */
  readonly about?: string;
  /** Only if this keyword is offered. */
  readonly needs?: string;
  /** Only if this keyword is not offered. */
  readonly lacks?: string;
  /** Only if the server knows EHLO. */
  readonly esmtp?: true;
  /** Before EHLO. */
  readonly ungreeted?: true;
  /** Before AUTH, even if nothing is accepted without it. */
  readonly anonymous?: true;
}

const MAIL = "MAIL FROM:<ann@lab.test>";
const RCPT = "RCPT TO:<test@lab.test>";
const CONTENT =
  "Subject: probe\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\nMessage-ID: <probe@lab.test>\r\n\r\nProbe.\r\n";
const response = (user: string, pass: string): string =>
  Buffer.from(`\0${user}\0${pass}`).toString("base64");

/** Returns the probes for a server with this account. */
export function probesFor({ user, pass }: { user: string; pass: string }): readonly Probe[] {
  const login = `AUTH PLAIN ${response(user, pass)}`;
  return [
    { reply: "HELO", say: ["HELO client.test"], about: "client.test", ungreeted: true },
    { reply: "before EHLO", say: [MAIL], ungreeted: true },
    { reply: "argument missing", say: ["EHLO"], about: "EHLO", ungreeted: true, esmtp: true },
    { reply: "argument too much", say: ["RSET now"], about: "RSET" },
    { reply: "STARTTLS unserved", say: ["STARTTLS"], lacks: "STARTTLS", anonymous: true },
    { reply: "AUTH unserved", say: [login], lacks: "AUTH", anonymous: true },
    { reply: "AUTH", say: [login], needs: "AUTH", anonymous: true },
    { reply: "AUTH twice", say: [login, login], needs: "AUTH", anonymous: true },
    {
      reply: "AUTH refused",
      say: [`AUTH PLAIN ${response(user, `not ${pass}`)}`],
      needs: "AUTH",
      anonymous: true,
    },
    {
      reply: "AUTH mechanism",
      say: ["AUTH FOOBAR"],
      about: "FOOBAR",
      needs: "AUTH",
      anonymous: true,
    },
    { reply: "AUTH base64", say: ["AUTH PLAIN !"], needs: "AUTH", anonymous: true },
    { reply: "AUTH cancelled", say: ["AUTH PLAIN", "*"], needs: "AUTH", anonymous: true },
    { reply: "MAIL", say: [MAIL], about: "ann@lab.test" },
    { reply: "MAIL twice", say: [MAIL, MAIL] },
    { reply: "MAIL syntax", say: ["MAIL nonsense"] },
    { reply: "MAIL parameter", say: [`${MAIL} FOO=BAR`], about: "FOO=BAR" },
    { reply: "MAIL SIZE", say: [`${MAIL} SIZE=9999999999`], needs: "SIZE" },
    { reply: "RCPT", say: [MAIL, RCPT], about: "test@lab.test" },
    { reply: "RCPT before MAIL", say: [RCPT] },
    { reply: "RCPT syntax", say: [MAIL, "RCPT nonsense"] },
    { reply: "RCPT parameter", say: [MAIL, `${RCPT} FOO=BAR`], about: "FOO=BAR" },
    { reply: "DATA before MAIL", say: ["DATA"] },
    { reply: "DATA before RCPT", say: [MAIL, "DATA"] },
    { reply: "DATA", say: [MAIL, RCPT, "DATA"] },
    { reply: "CONTENT", say: [MAIL, RCPT, "DATA", `${CONTENT}.`] },
    { reply: "BDAT unserved", say: ["BDAT 0 LAST"], about: "0 LAST", lacks: "CHUNKING" },
    { reply: "BDAT before RCPT", say: ["BDAT 0 LAST"], needs: "CHUNKING" },
    {
      reply: "BDAT last",
      say: [MAIL, RCPT, `BDAT ${CONTENT.length} LAST\r\n${CONTENT.slice(0, -2)}`],
      needs: "CHUNKING",
    },
    { reply: "RSET", say: ["RSET"] },
    { reply: "NOOP", say: ["NOOP"] },
    { reply: "VRFY", say: ["VRFY test@lab.test"], about: "test@lab.test" },
    { reply: "EXPN", say: ["EXPN list"], about: "list", needs: "EXPN" },
    { reply: "EXPN unserved", say: ["EXPN list"], about: "list", lacks: "EXPN" },
    { reply: "HELP", say: ["HELP"] },
    { reply: "ETRN", say: ["ETRN lab.test"], about: "lab.test", needs: "ETRN" },
    { reply: "ETRN unserved", say: ["ETRN lab.test"], about: "lab.test", lacks: "ETRN" },
    { reply: "OTHER", say: ["FOOBAR"], about: "FOOBAR" },
    { reply: "QUIT", say: ["QUIT"] },
  ];
}

/** Parameters to try if they are offered, by their command and keyword. */
export const PARAMETERS = [
  { verb: "MAIL", keyword: "SIZE", parameter: "SIZE", value: "=100" },
  { verb: "MAIL", keyword: "8BITMIME", parameter: "BODY", value: "=8BITMIME" },
  { verb: "MAIL", keyword: "SMTPUTF8", parameter: "SMTPUTF8", value: "" },
  { verb: "MAIL", keyword: "DSN", parameter: "RET", value: "=HDRS" },
  { verb: "RCPT", keyword: "DSN", parameter: "NOTIFY", value: "=NEVER" },
] as const;
