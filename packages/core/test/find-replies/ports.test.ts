/** Ports, and other numbers that are no reply codes, take nothing away from the reply behind them. */

import { describe, expect, it } from "vitest";
import { findReplies } from "../../src/find-replies/mod.ts";
import { KNOWN_CODES } from "../../src/find-replies/words-behind.ts";

describe("a reply behind a port", () => {
  it.each([
    ["mailer(smtp:587): Error: Invalid login: 535 5.7.8 no", 535, "5.7.8 no"],
    ["SMTP:587 550 5.1.1 unknown user", 550, "5.1.1 unknown user"],
    ["host:465 rejected: 554 5.7.1 relay denied", 554, "5.7.1 relay denied"],
    ["(smtp:465) 454 4.7.0 Temporary authentication failure", 454, undefined],
    ["tried smtp:465 and smtp:587, both failed; smtp:25 said 421 4.3.2 try later", 421, undefined],
    ["smtp_port=587 error=550 mailbox unavailable", 550, "mailbox unavailable"],
    ["smtp:2525 rejected: 550 mailbox unavailable", 550, "mailbox unavailable"],
    ["port 587: 535 5.7.8 authentication failed", 535, undefined],
    ["smtp:525 550 5.1.1 unknown user", 550, "5.1.1 unknown user"],
    ["smtp 485 mailbox unavailable, then 550 5.1.1 no such user", 550, "5.1.1 no such user"],
  ])("%s", (text, code, words) => {
    const replies = findReplies(text).filter(({ kind }) => kind === "reply");
    expect(replies).toMatchObject([{ reply: { code, ...(words && { lines: [words] }) } }]);
  });
});

describe("no reply", () => {
  it.each([
    "connecting to smtp:587 timed out",
    "SMTP 587 blocked by provider",
    "SMTP:465 - authentication failed",
    "mail server said: 587 closed",
    "the server responded: 465 closed the connection",
    "SMTP error 465 rejected mail",
    "smtp host: 465 denied",
    "port: 465 refused the login",
    "smtp:2525 connection refused",
    "error: 599 message rejected",
    "S: 587 relay denied",
    '{"smtp_code":587,"message":"Relay denied","recipient":"ann@example.org"}',
  ])("%s", (text) => {
    expect(findReplies(text).filter(({ kind }) => kind !== "failure")).toEqual([]);
  });

  it.each(["465", "587", "566", "599", "478"])("alone in a search box: %s", (text) => {
    expect(findReplies(text)).toEqual([]);
  });

  // Filters send 471 and 571 to 574 all the same.
  it("for any second digit from 6 to 9, even in front of words of a refusal", () => {
    for (let code = 200; code < 600; code += 1) {
      if ((`${code}`[1] as string) < "6" || KNOWN_CODES.has(`${code}`)) continue;
      const finds = findReplies(`SMTP error ${code}: mailbox unavailable`);
      expect(finds.filter(({ kind }) => kind === "reply")).toEqual([]);
    }
  });
});

it.each([
  "595 5.7.1 Message rejected by policy",
  "The server responded: 595 5.7.1 Message rejected by policy",
])("keeps the words and the enhanced code behind a code that no server may use: %s", (text) => {
  expect(findReplies(text)).toMatchObject([
    { kind: "wording", enhanced: "5.7.1", lines: ["5.7.1 Message rejected by policy"] },
  ]);
});
