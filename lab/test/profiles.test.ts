import { expect, test } from "vitest";
import type { Profile, ServerName } from "../src/mod.ts";
import { startOrSkip } from "./lab.ts";
import { Client } from "./raw-client.ts";

const ENVELOPE = [
  ["MAIL FROM:<a@example.test>", /^250/],
  ["RCPT TO:<test@lab.test>", /^250/],
] as const;
const EHLO = ["EHLO client.test", /^250/] as const;
const HELO = ["HELO client.test", /^250/] as const;

/** The promise of each profile: commands in turn with their replies. */
const SESSIONS: readonly (readonly [ServerName, Profile, ...(readonly [string, RegExp])[]])[] = [
  ["postfix", "tlsRequired", EHLO, ["MAIL FROM:<a@example.test>", /^530/]],
  ["postfix", "noChunking", ["EHLO client.test", /^(?!.*CHUNKING).*STARTTLS/s], ...ENVELOPE],
  ["postfix", "ehlo502", ["EHLO client.test", /^502/], HELO, ...ENVELOPE],
  [
    "postfix",
    "mail555",
    ["EHLO client.test", /^250.SIZE.*^250.8BITMIME/ms],
    ["MAIL FROM:<a@example.test> BODY=8BITMIME", /^555/],
    ...ENVELOPE,
    ["DATA", /^354/],
  ],
  ["postfix", "data502", EHLO, ...ENVELOPE, ["DATA", /^502/], ["BDAT 4 LAST\r\nA:b", /^502/]],
  [
    "postfix",
    "bdat502",
    ["EHLO client.test", /^250.CHUNKING/m],
    ...ENVELOPE,
    ["BDAT 6 LAST\r\nRSET", /^502.*\r\n$/],
    ["DATA", /^250/], // the reply to RSET: the chunk ran as a command
  ],
  [
    "postfix",
    "filter",
    ["EHLO client.test", /^250.VRFY.*^250.STARTTLS.*^250.AUTH/ms],
    ["STARTTLS", /^500/],
    ["AUTH PLAIN", /^500/],
    ["VRFY test@lab.test", /^500/],
    ["NOOP", /^500/],
    ["RSET", /^500/],
    ...ENVELOPE,
  ],
  ["exim", "noChunking", ["EHLO client.test", /^(?!.*CHUNKING).*STARTTLS/s], ...ENVELOPE],
  ["aiosmtpd", "tlsRequired", EHLO, ["MAIL FROM:<a@example.test>", /^530/]],
  ["smtp-sink", "ehlo500", ["EHLO client.test", /^500/], HELO, ...ENVELOPE, ["DATA", /^354/]],
  ["smtp-sink", "ehlo502", ["EHLO client.test", /^502/], HELO, ...ENVELOPE, ["DATA", /^354/]],
  ["smtp-sink", "masked", ["EHLO client.test", /^500/], HELO, ...ENVELOPE, ["DATA", /^354/]],
  ["smtp-sink", "data502", EHLO, ...ENVELOPE, ["DATA", /^502/]],
  [
    "smtp-sink",
    "refused502",
    EHLO,
    ["VRFY test@lab.test", /^502/],
    ["RSET", /^502/],
    ["NOOP", /^502/],
    ["AUTH PLAIN", /^502/],
    ...ENVELOPE,
  ],
  [
    "smtp-sink",
    "rcpt451",
    EHLO,
    ["MAIL FROM:<a@example.test>", /^250/],
    ["RCPT TO:<test@lab.test>", /^451/],
  ],
  ["smtp-sink", "mail421", EHLO, ["MAIL FROM:<a@example.test>", /^421/]],
  ["smtp-sink", "content550", EHLO, ...ENVELOPE, ["DATA", /^354/], [".", /^550/]],
  [
    "postfix",
    "strict",
    ["EHLO client.test", /^(?!.*(AUTH|VRFY)).*STARTTLS/s],
    ["VRFY test@lab.test", /^502/],
  ],
  [
    "postfix",
    "small",
    ["EHLO client.test", /^250.SIZE 20000/m],
    ["MAIL FROM:<a@example.test> SIZE=20001", /^552/],
  ],
  [
    "postfix",
    "postscreen",
    EHLO,
    ["AUTH PLAIN", /^502/],
    ["MAIL FROM:<a@example.test>", /^250/],
    ["RCPT TO:<test@lab.test>", /^450/],
  ],
  ["opensmtpd", "authRequired", EHLO, ["MAIL FROM:<a@example.test>", /^530/]],
  ["sendmail", "authRequired", EHLO, ["MAIL FROM:<a@example.test>", /^530/]],
  ["smtp-server", "authRequired", EHLO, ["MAIL FROM:<a@example.test>", /^530/]],
  ["chasquid", "authRequired", EHLO, ["MAIL FROM:<a@example.test>", /^550/]],
  ["qpsmtpd", "earlyTalker", EHLO, ...ENVELOPE],
  ...(["dovecot", "aiosmtpd", "smtp-server", "smtp-sink"] as const).map(
    (name) => [name, "lmtp", ["LHLO client.test", /^250/], ...ENVELOPE, ["DATA", /^354/]] as const,
  ),
];

test.for(SESSIONS)("%s keeps what its profile %s promises", async (session, context) => {
  const [name, profile, ...turns] = session;
  await using server = await startOrSkip(context, name);
  await using client = await Client.connect(server, profile);
  for (const [command, reply] of turns) expect(await client.command(command)).toMatch(reply);
});
