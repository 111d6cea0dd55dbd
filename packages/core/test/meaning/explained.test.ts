/** What `explain` says of replies whose meaning was judged by hand: the meaning first, and nothing against it. */
import { describe, expect, it } from "vitest";
import { german } from "../../src/explain/de/german.ts";
import { english } from "../../src/explain/english.ts";
import { explain } from "../../src/explain/mod.ts";
import type { Kind } from "../../src/meaning/kind.ts";
import { parseReplyText } from "../../src/protocol/reply/reply-parser.ts";
import labelled from "./replies.json" with { type: "json" };

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
const ONLY_FOR: readonly (readonly [sentence: RegExp, kinds: readonly string[]])[] = [
  [/null MX|Do not send to this domain/, ["null-mx"]],
  [/mailbox is full|Storage is exceeded/, ["mailbox-full", "message-too-large", "account-limit"]],
  [/User name or password is wrong/, ["auth-failed"]],
  [/credentials were not accepted/, ["auth-failed", "app-password-needed", "oauth-refused"]],
  [/does not relay for this client/, ["relay-denied"]],
  [/address is on a blocklist/, ["ip-blocklisted"]],
  [/sender's domain failed/, ["spf", "dkim", "dmarc", "sender-unauthenticated"]],
  [
    /broke off because of an error of its own/,
    ["server-error", "lookup-failed", "server-busy", "timeout"],
  ],
];

interface Labelled {
  readonly id: string;
  readonly at: string;
  readonly reply: string;
  readonly kind: string;
  readonly accept?: readonly string[];
}

const rows: readonly Labelled[] = labelled;

describe.each([
  ["English", english],
  ["German", german],
])("explain in %s", (_name, locale) => {
  const { meanings, kinds: prose } = locale.replies;

  it.each(rows)("says what $id means before its codes", ({ at, reply, kind, accept = [] }) => {
    const command = COMMANDS[at];
    const explained = explain(parseReplyText(reply), {
      locale,
      ...(command === undefined ? {} : { command }),
    });
    const kinds = [kind, ...accept] as Exclude<Kind, "accepted">[];
    const [happened, whoActs] = explained.text.split("\n");
    expect(kinds.map((one) => meanings.happened[one])).toContain(happened);
    expect(Object.values(meanings.responsible)).toContain(whoActs);
    const topics = explained.lines.map(({ about }) => about);
    expect(topics.indexOf("administrator")).toBeLessThan(topics.indexOf("code"));
    if (explained.meaning.evidence.basis !== "enhanced" && explained.command !== "AUTH") {
      const causes = kinds.map((one) => prose[one].causes[0]);
      const ofCommands = Object.values(locale.replies.commandCauses);
      expect([...causes, ...ofCommands]).toContain(explained.causes[0]);
    }
    const codes = explained.lines
      .filter(({ about }) => about === "code" || about === "cause")
      .map(({ text }) => text)
      .join("\n");
    if (explained.meaning.certainty === "guess" || explained.meaning.kind === "unknown-policy")
      return;
    for (const [sentence, fit] of ONLY_FOR)
      if (!kinds.some((one) => fit.includes(one))) expect(codes).not.toMatch(sentence);
  });
});
