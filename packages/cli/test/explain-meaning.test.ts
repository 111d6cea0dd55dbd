/** `parley explain` of replies whose meaning was judged by hand: the meaning comes first, and nothing contradicts it. */
import { readFileSync } from "node:fs";
import { explain } from "@parley-smtp/core";
import { englishMeanings, germanMeanings, type Kind } from "@parley-smtp/core/meaning";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../src/main.ts";
import { flat } from "./support/parley.ts";

interface Labelled {
  readonly id: string;
  readonly at: string;
  readonly reply: string;
  readonly kind: Kind;
  readonly accept?: readonly Kind[];
}

const LABELLED = JSON.parse(
  readFileSync(new URL("../../core/test/meaning/replies.json", import.meta.url), "utf8"),
) as readonly Labelled[];

const COMMANDS: Readonly<Record<string, string>> = {
  greeting: "(greeting)",
  ehlo: "EHLO",
  starttls: "STARTTLS",
  auth: "AUTH PLAIN",
  mail: "MAIL",
  rcpt: "RCPT",
  data: "DATA",
  content: "(message content)",
  other: "VRFY",
};

/** Sentences of codes, and the kinds for which they are no contradiction. */
const ONLY_FOR: readonly (readonly [sentence: RegExp, kinds: readonly Kind[]])[] = [
  [/null MX|Do not send to this domain/, ["null-mx"]],
  [/mailbox is full|Storage is exceeded/, ["mailbox-full", "message-too-large", "account-limit"]],
  [/User name or password is wrong/, ["auth-failed"]],
  [/credentials were not accepted/, ["auth-failed", "app-password-needed", "oauth-refused"]],
  [/does not relay for this client/, ["relay-denied"]],
  [/address is on a blocklist/, ["ip-blocklisted"]],
  [/sender's domain failed/, ["spf", "dkim", "dmarc", "sender-unauthenticated"]],
  [/broke off because of an error of its own/, ["server-error", "lookup-failed", "server-busy"]],
];

afterEach(() => vi.restoreAllMocks());

/** Runs the program in this process, since a process for each of some hundred replies would take minutes. */
async function printed(args: readonly string[]): Promise<string> {
  let text = "";
  const keep = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  const code = await main(["explain", ...args]);
  vi.restoreAllMocks();
  expect(code, text).toBe(0);
  return text;
}

/** The paragraph behind a label. */
function behind(label: string, text: string): string {
  const [, paragraph = ""] = new RegExp(`^${label} {2,}(.*(?:\\n {15}.*)*)`, "m").exec(text) ?? [];
  return flat(paragraph).trim();
}

describe("explain", () => {
  it.each(LABELLED)("says what $id means before its codes", async (labelled) => {
    const { at, reply, kind, accept = [] } = labelled;
    const command = COMMANDS[at];
    const text = await printed([reply, ...(command === undefined ? [] : ["--command", command])]);
    const kinds = [kind, ...accept];
    const meanings = kinds.map((one) => englishMeanings.kinds[one]);
    const [first = ""] = text.split("\n");
    expect(first).toMatch(/^What happened {2}\S/);
    expect(meanings.map(({ happened }) => happened)).toContain(behind("What happened", text));
    expect(meanings.map(({ todo }) => todo)).toContain(behind("What to do", text));
    expect(behind("Who acts", text)).toMatch(/\.$/);

    const isGuess = behind("How certain", text).startsWith("A guess");
    expect(/^Likely causes/m.test(text)).toBe(isGuess);
    expect(/^(?:Sender|Developer|Administrator) /m.test(text)).toBe(isGuess);
    if (isGuess) return;
    const { causes, advice } = explain(reply, command === undefined ? {} : { command });
    const codes = flat(text.slice(text.search(/^\d{3}(?: |$)/m)));
    for (const sentence of [...causes, ...Object.values(advice)]) {
      expect(codes).not.toContain(sentence);
    }
    for (const [sentence, fit] of ONLY_FOR) {
      if (!kinds.some((one) => fit.includes(one))) expect(codes).not.toMatch(sentence);
    }
  });

  it("says that a reply without a reason is a guess, with the causes of its code", async () => {
    const text = await printed(["554 Transaction failed"]);
    expect(behind("How certain", text)).toMatch(/^A guess/);
    expect(text).toMatch(/^Likely causes +- \S/m);
    expect(text).toMatch(/^Administrator +\S/m);
  });

  it.each([
    ["451 4.7.1 Greylisted for 5 minutes", "Wait", "5 minutes"],
    ["451 4.7.1 Greylisted, try again in 5400 seconds", "Wait", "1 hour 30 minutes"],
    [
      "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org",
      "Blocklist",
      "zen.spamhaus.org",
    ],
    [
      "550 5.7.26 Unauthenticated. See https://support.google.com/mail/answer/81126",
      "Help page",
      "https://support.google.com/mail/answer/81126",
    ],
    ["550 5.1.1 User unknown", "Trying again", "Trying again does not help."],
  ])("%s: %s", async (reply, label, value) => {
    expect(behind(label, await printed([reply]))).toBe(value);
  });

  it("keeps the codes and their RFCs, without a sentence that does not fit", async () => {
    const text = await printed([
      "552-5.7.0 This message was blocked because its content presents a potential\n552 5.7.0 security issue.",
    ]);
    expect(behind("552", text)).toMatch(/^The registered meaning is another .*RFC 5321/);
    expect(text).not.toMatch(/mailbox is full/);
  });

  it("speaks German", async () => {
    const text = await printed(["550 5.1.1 User unknown", "--lang", "de"]);
    expect(behind("Was geschah", text)).toBe(germanMeanings.kinds["mailbox-unknown"].happened);
    expect(behind("550", text)).toMatch(/Postfach/);
    const guess = await printed(["554 Transaction failed", "--lang", "de"]);
    expect(behind("Wie sicher", guess)).toMatch(/^Eine Vermutung/);
    expect(guess).toMatch(/^Ursachen +- \S/m);
  });
});
