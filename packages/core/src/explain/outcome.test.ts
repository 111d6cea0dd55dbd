import { describe, expect, it } from "vitest";
import { SmtpError, type SmtpErrorCode, type SmtpErrorDetails } from "../protocol/errors/errors.ts";
import { parseReplyText } from "../protocol/reply/reply-parser.ts";
import type { Receipt, RecipientOutcome } from "../protocol/session/outcome.ts";
import { english } from "./english.ts";
import { explain } from "./explain.ts";
import { explainRefusals } from "./refusals.ts";
import { ERRORS } from "./sentences-errors.ts";

const SENTENCE = /^[A-Z].*[^.]\.$/;

const taken = parseReplyText("250 2.0.0 Queued as 1");
const accepted: RecipientOutcome = { address: "a@example.net", outcome: "accepted", reply: taken };

function errorWith(details: Partial<SmtpErrorDetails> = {}): SmtpError {
  return new SmtpError("It failed.", {
    code: "RECIPIENTS_REFUSED",
    phase: "envelope",
    retry: "later",
    ...details,
  });
}

describe("explain of an outcome", () => {
  it("puts recipients with the same end into one sentence, in their order", () => {
    const full = parseReplyText("452 4.2.2 Full");
    const later = { outcome: "rejected", temporary: true, reply: full } as const;
    const { recipients } = explain(
      errorWith({
        recipients: [
          { address: "a@example.net", ...later },
          { address: "b@example.net", outcome: "not-sent", temporary: true },
          { address: "c@example.net", ...later },
          { address: "d@example.net", outcome: "not-sent" },
        ],
      }),
    );
    expect(recipients).toEqual([
      'Rejected temporarily for a@example.net and c@example.net, answered "452 4.2.2 Full".',
      "Not sent to b@example.net; it may succeed later.",
      "Not sent to d@example.net.",
    ]);
  });

  it("explains recipients whose replies mean the same once, others separately", () => {
    const unknown = (address: string, text: string): RecipientOutcome => ({
      address,
      outcome: "rejected",
      reply: parseReplyText(text),
    });
    const { refusals, text } = explain(
      errorWith({
        retry: "never",
        recipients: [
          unknown("a@example.net", "550 5.1.1 No such user"),
          unknown("b@example.com", "451 4.7.1 Greylisted for 5 minutes"),
          unknown("c@example.net", "550 Unknown user"),
          { address: "d@example.net", outcome: "not-sent" },
        ],
      }),
    );
    expect(refusals.map(({ addresses, meaning }) => [meaning.kind, addresses])).toEqual([
      ["mailbox-unknown", ["a@example.net", "c@example.net"]],
      ["greylisted", ["b@example.com"]],
    ]);
    const [first, second] = refusals;
    const shown = text.split("\n");
    expect(shown.filter((line) => line === first?.happened)).toHaveLength(1);
    const start = shown.indexOf("Recipient: a@example.net and c@example.net");
    expect(shown.slice(start + 1, start + 7)).toEqual([
      first?.happened,
      first?.whoActs,
      first?.retry,
      `Sender: ${first?.advice.sender}`,
      `Developer: ${first?.advice.developer}`,
      `Administrator: This is for the receiving side. ${first?.advice.administrator}`,
    ]);
    expect(shown).toContain("Wait: 5 minutes");
    expect(shown).toContain(`Sender: ${second?.advice.sender}`);
  });

  it("takes an address as it is, also with the signs of a replacement", () => {
    const { recipients } = explain(
      errorWith({ recipients: [{ address: "$&{who}@example.net", outcome: "not-sent" }] }),
    );
    expect(recipients).toEqual(["Not sent to $&{who}@example.net."]);
  });

  it("lets no control characters of a reply through", () => {
    const reply = { code: 550, lines: ["\x1b[2J no"] };
    const { text } = explain(
      errorWith({ reply, recipients: [{ ...accepted, outcome: "rejected", reply }] }),
    );
    expect(text).not.toMatch(/[\p{Cc}--\n]/v);
  });

  it.each(Object.keys(ERRORS) as SmtpErrorCode[])("has whole sentences for %s", (code) => {
    const { means, retry, advice, adviceAgain } = ERRORS[code];
    const again = { ...advice, ...adviceAgain };
    for (const sentence of [means, retry, ...Object.values(advice), ...Object.values(again)])
      expect(sentence).toMatch(SENTENCE);
    const explanation = explain(errorWith({ code }));
    expect(explanation.text.split("\n")).toEqual([
      means,
      explanation.whoActs,
      "Trying again later can help.",
      `Sender: ${again.sender}`,
      `Developer: ${again.developer}`,
      `Administrator: ${again.administrator}`,
      `${code}: It failed.`,
    ]);
    expect(explanation.whoActs).toMatch(SENTENCE);
    expect(explanation.advice).toEqual(again);
  });

  it("reads two thousand different refusals, and the codes of the rest", () => {
    const recipients = Array.from({ length: 2_200 }, (_, index) => ({
      address: `r${index}@example.net`,
      outcome: "rejected" as const,
      reply: parseReplyText(`550 5.1.1 No such user, ticket ${index}`),
    }));
    const [known, rest, ...others] = explainRefusals(recipients, english);
    expect(known?.meaning.kind).toBe("mailbox-unknown");
    expect(known?.addresses.length).toBe(2_000);
    expect(rest?.meaning).toMatchObject({ kind: "unknown-policy", certainty: "guess" });
    expect(rest?.addresses.length).toBe(200);
    expect(others).toEqual([]);
  });

  it("keeps twenty lines of details of one meaning", () => {
    const recipients = Array.from({ length: 60 }, (_, index) => ({
      address: `r${index}@example.net`,
      outcome: "rejected" as const,
      reply: parseReplyText(`550 5.7.1 Blocked using list${index}.dnsbl.example.org`),
    }));
    const [only] = explainRefusals(recipients, english);
    expect(only?.lines.filter(({ about }) => about === "list").length).toBeLessThanOrEqual(20);
  });

  it("explains a message to one recipient under TLS", () => {
    const receipt: Receipt = {
      reply: taken,
      recipients: [accepted],
      accepted: [accepted],
      rejected: [],
      decisions: [],
      fallbacks: [],
      notices: [],
      octets: 1234,
      roundTrips: 1,
      server: { host: "mx.example", port: 465, tls: true },
    };
    const explanation = explain(receipt);
    expect(explanation.text.split("\n")).toEqual([
      "The server mx.example:465 took the message for one recipient: 1234 bytes in one round trip, under TLS.",
      'Accepted for a@example.net, answered "250 2.0.0 Queued as 1".',
    ]);
    expect(Object.isFrozen(explanation.recipients)).toBe(true);
  });

  it.each([
    ["Bcc", "field-sent", "every recipient can read it (RFC 5322 3.6.3)"],
    ["Return-Path", "field-sent", "only the last server should write it (RFC 5321 4.4)"],
    ["Resent-Bcc", "field-stripped", "was taken out, as wished"],
  ] as const)("explains %s: %s", (field, about, told) => {
    const receipt: Receipt = {
      reply: taken,
      recipients: [accepted],
      accepted: [accepted],
      rejected: [],
      decisions: [],
      fallbacks: [],
      notices: [{ about, field }],
      octets: 1234,
      roundTrips: 1,
      server: { host: "mx.example", port: 465, tls: true },
    };
    const { notices, text } = explain(receipt);
    expect(notices).toEqual([expect.stringContaining(told)]);
    expect(notices[0]).toContain(`header field ${field} `);
    expect(text.split("\n")[2]).toBe(notices[0]);
  });

  it.each([undefined, null, 502, {}])("refuses %s", (subject) => {
    expect(() => explain(subject as unknown as string)).toThrow(TypeError);
  });
});
