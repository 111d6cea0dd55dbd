/** Nothing is found where nothing is said: words inside other words, and random text. */
import { describe, expect, it } from "vitest";
import { FAILURE_ROWS } from "../../src/find-replies/failures.ts";
import { findReplies } from "../../src/find-replies/mod.ts";

/** Numbers that are the same in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");

/** Random characters in lines as long as those of an attachment. */
function random(alphabet: string, characters: number, seed: number): string {
  const next = numbersFrom(seed);
  let text = "";
  for (let count = 1; count <= characters; count += 1) {
    text += alphabet[Math.floor(next() * alphabet.length)];
    if (count % 76 === 0) text += "\n";
  }
  return text;
}

describe("random text", () => {
  const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
  it.each(SEEDS)("has no find in base64, seed %i", (seed) => {
    expect(findReplies(random(BASE64, 300_000, seed))).toEqual([]);
  });
  it.each(SEEDS)("has no find in ASCII, seed %i", (seed) => {
    expect(findReplies(random(ASCII, 300_000, seed))).toEqual([]);
  });
  it.each(SEEDS)("has no find in base64 of a message about mail, seed %i", (seed) => {
    const head = "From: ann@example.org\nContent-Transfer-Encoding: base64\n\n";
    expect(findReplies(head + random(BASE64, 100_000, seed))).toEqual([]);
  });
});

it.each([
  "option edns0",
  "options edns0 trust-ad",
  "dig: EDNS: version: 0",
  "; EDNS: version: 0, flags:; udp: 1232",
  "The sleepipes are broken.",
  "preconnection refusedly",
  "Mein Wiedernsdorf",
])("finds no failure inside other words: %s", (text) => {
  expect(findReplies(text)).toEqual([]);
});

it.each([
  "mail server room 550 failed login",
  "Mailserver in Raum 550 abgelehnt",
  "version 5.5.4 of smtp 550",
  "Ticket 550 5.1.1",
  "Ticket 550 5.1.1 is about the mail server",
  "Order 554 5.7.1: mail server",
  "case #550 5.7.1",
  "Update 5.2.1 of the mail server, error in 5.1.0",
  "upgrade mail library with 4.2.1",
])("finds no reply in what is numbered: %s", (text) => {
  expect(findReplies(text)).toEqual([]);
});

it.each([
  ["Die Nachricht wurde mit 5.1.1 abgelehnt", "5.1.1"],
  ["Fehler 5.7.1: Zugriff verweigert", "5.7.1"],
  ["Der Server hat mit 5.2.2 geantwortet", "5.2.2"],
  ["E-Mail unzustellbar: 5.1.10", "5.1.10"],
  ["Zustellung fehlgeschlagen, Statuscode 5.4.1", "5.4.1"],
  ["The message bounced with 4.2.2", "4.2.2"],
])("finds an enhanced status code in a sentence: %s", (text, enhanced) => {
  expect(findReplies(text)).toMatchObject([{ kind: "wording", enhanced }]);
});

it.each([
  "Postfach voll",
  "Das Postfach ist voll.",
  "Postfach des Empfängers ist voll",
  "Mailbox full",
  "Empfänger unbekannt",
  "User unknown",
  "mailbox quota exceeded",
])("finds what somebody typed in place of a reply: %s", (text) => {
  expect(findReplies(text)).toMatchObject([{ kind: "wording", lines: [text] }]);
});

it.each([
  ["Ticket: 550 5.1.1 <ann@example.org>: Recipient address rejected", 550],
  ["ticket #550 5.1.1 User unknown", 550],
])("finds the reply that a ticket quotes: %s", (text, code) => {
  expect(findReplies(text)).toMatchObject([{ kind: "reply", reply: { code } }]);
});

it.each([
  ["curl: (67) Login denied", "login-refused"],
  ["Outlook meldet 0x800CCC92", "login-refused"],
  ["smtp timeout after 30s", "connection-timeout"],
  ["SMTP-Timeout nach 30 s", "connection-timeout"],
  ["Fehler 0x8004210B", "connection-timeout"],
  ["Fehlernummer: 0x800CCC0F", "connection-closed"],
  ["Outlook error 0x80042109", "connection-refused"],
])("finds the failure that a program numbers: %s", (text, failure) => {
  expect(findReplies(text)).toMatchObject([{ kind: "failure", failure }]);
});

it("finds no word of any failure inside a longer word", () => {
  const isFound = (word: string, text: string): boolean =>
    findReplies(text).some((one) => one.kind === "failure" && one.words === word);
  for (const { words } of FAILURE_ROWS) {
    for (const word of words) {
      if (/^\w/.test(word)) expect(isFound(word, `x${word}`), word).toBe(false);
      if (/\w$/.test(word)) expect(isFound(word, `${word}x`), word).toBe(false);
    }
  }
});

it("finds every word of every failure where it stands alone", () => {
  for (const { failure, words } of FAILURE_ROWS)
    for (const word of words) {
      const text = `send failed, ${word.toUpperCase()}; giving up`;
      expect(findReplies(text), word).toMatchObject([{ kind: "failure", failure }]);
    }
});

it.each([
  ["ConnectionRefusedError", "connection-refused"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT_IN_CHAIN", "certificate-untrusted"],
  ["java.net.ConnectException: no", "connection-refused"],
  ["{:error, :epipe}", "connection-closed"],
])("finds the name of an error in: %s", (text, failure) => {
  expect(findReplies(text)).toMatchObject([{ kind: "failure", failure }]);
});

it.each([
  "Error: sending RCPT TO:<ann@example.org> failed: connect ECONNREFUSED 192.0.2.5:587",
  "Error: write after end\n  code: 'EENVELOPE', command: 'RCPT TO'\nError: connect ECONNREFUSED 192.0.2.5:587",
  "Error: connect ECONNREFUSED 192.0.2.5:587\n  code: 'ESOCKET'\n  rejected: RCPT TO:<ann@example.org>",
  "nodemailer: Can't send mail - all recipients were rejected: 550 5.1.1 No such user\n    command: 'RCPT TO'\nError: connect ECONNREFUSED 192.0.2.5:587\n    at TCPConnectWrap.afterConnect\n  errno: -111, syscall: 'connect', command: 'CONN'",
])("gives a failure of the connection no command of another line: %s", (text) => {
  const failure = findReplies(text).find(({ kind }) => kind === "failure");
  expect(failure).toMatchObject({ failure: "connection-refused" });
  expect(failure?.command).toBeUndefined();
});

it("keeps the command that the line of a failure names", () => {
  const text = "smtplib.SMTPServerDisconnected: connection reset after RCPT TO:<ann@example.org>";
  expect(findReplies(text)).toMatchObject([{ kind: "failure", command: "RCPT" }]);
});
