/** What is explained of every transcript goes with its replies, its commands and what came of it. */
import { describe, expect, it } from "vitest";
import { readTranscripts } from "../scripts/shown/transcript-files.ts";
import { german } from "../src/explain/de/german.ts";
import { english } from "../src/explain/english.ts";
import { explain } from "../src/explain/mod.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Receipt } from "../src/protocol/session/outcome.ts";
import { playSession } from "../src/testing/play-session.ts";
import { replayTranscript } from "../src/testing/replay.ts";
import { parseTranscript } from "../src/testing/transcript.ts";

/** The receipts and errors of a transcript, as the API gives them. */
function outcomesOf(text: string): (Receipt | SmtpError)[] {
  const seen: (Receipt | SmtpError)[] = [];
  const transcript = parseTranscript(text);
  const head = { ...transcript.head, play: "whole" } as const;
  replayTranscript({ ...transcript, head }, function* (given) {
    const results = yield* playSession(given);
    for (const result of results as { readonly error?: unknown; readonly octets?: number }[]) {
      if (SmtpError.is(result?.error)) seen.push(result.error);
      else if (result?.octets !== undefined) seen.push(result as unknown as Receipt);
    }
    return results;
  });
  return seen;
}

const SENT = /\bsent with (?:DATA|BDAT)|\bmit (?:DATA|BDAT) gesendet/;
const ENCRYPTED = /\bencrypted with STARTTLS|\bmit STARTTLS verschlüsselt/;

const files = [...readTranscripts()];

describe.each([english, german])("explain in $language", (locale) => {
  it.each(files)("contradicts nothing in %s", (_name, text) => {
    for (const outcome of outcomesOf(text)) {
      const explained = explain(outcome as SmtpError, { locale });
      expect(explained.text).not.toMatch(/undefined|\{\w+\}|\[object/);
      if (!SmtpError.is(outcome)) continue;
      const { phase, reply } = outcome;
      const [happened, whoActs] = explained.text.split("\n");
      expect(happened).toBe(explained.happened);
      expect(whoActs).toBe(explained.whoActs);
      // Before the envelope nothing can have been sent, and before TLS nothing encrypted.
      const decisions = explained.decisions.map((decision) => decision.text).join("\n");
      if (["connect", "greeting", "ehlo", "tls", "auth"].includes(phase))
        expect(decisions).not.toMatch(SENT);
      if (["connect", "greeting", "tls"].includes(phase)) expect(decisions).not.toMatch(ENCRYPTED);
      if (reply === undefined) continue;
      const { meaning, reply: shown } = explained.reply ?? expect.unreachable("no reply is told");
      expect(shown).toBe(reply);
      if (meaning.temporary !== reply.code < 500) expect(meaning.evidence.why).toBeDefined();
      expect(explained.retry).not.toBe(
        outcome.retry === "later" ? locale.replies.meanings.retry.never : "",
      );
    }
  });
});

it("sees errors with and without a reply, and receipts", () => {
  const all = files.flatMap(([, text]) => outcomesOf(text));
  const errors = all.filter((one): one is SmtpError => SmtpError.is(one));
  expect(all.length - errors.length).toBeGreaterThan(200);
  expect(errors.filter(({ reply }) => reply).length).toBeGreaterThan(100);
  expect(errors.filter(({ reply }) => !reply).length).toBeGreaterThan(50);
});
