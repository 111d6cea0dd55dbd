/** What is explained of a delivery never goes beyond what its octets show, whatever the server says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { german } from "../src/explain/de/german.ts";
import { english } from "../src/explain/english.ts";
import { explain } from "../src/explain/mod.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { encounter, sample } from "./arbitrary.ts";
import { type Delivery, play } from "./play.ts";

/** Sentences that claim that something was done; those about plans say "will be" or `wird`. */
const CLAIMS = {
  en: {
    sent: /(?<!will be |would be )\bsent with (?:DATA|BDAT)|took the message/,
    accepted: /^Accepted for /m,
    encrypted: /(?<!will be |would be )\bencrypted (?:with STARTTLS|from the first byte)|under TLS/,
    authenticated: /(?<!will be |would be )\bauthenticated by /,
  },
  de: {
    sent: /\bmit (?:DATA|BDAT) gesendet(?! würde)|hat die Nachricht (?!nicht).{0,60}angenommen/,
    accepted: /^Angenommen für /m,
    encrypted: /\b(?:mit STARTTLS|vom ersten Byte an) verschlüsselt|unter TLS/,
    authenticated: /\bmit \S+ angemeldet/,
  },
} as const;

/** What an explanation claims that the octets do not show; `claimed` collects all claims. */
function contradictions(
  { result, transactions }: Delivery,
  claimedAccepted: number,
  claimed: Set<string>,
): string[] {
  const faults: string[] = [];
  const outcome = "receipt" in result ? result.receipt : result.error;
  if (!("receipt" in result) && !SmtpError.is(outcome)) return [];
  const began = transactions.length > 0;
  const is = {
    // A chunk may be out before the last octet of the content is.
    sent: transactions.some(({ by }) => by !== undefined),
    accepted: claimedAccepted > 0,
    encrypted: !began || transactions.some(({ tls }) => tls),
    authenticated: !began || transactions.some(({ authenticated }) => authenticated),
  };
  for (const locale of [english, german]) {
    const { text, ...explained } = explain(outcome as SmtpError, { locale });
    for (const [name, claim] of Object.entries(CLAIMS[locale.language as "en" | "de"])) {
      if (!claim.test(text)) continue;
      claimed.add(`${locale.language} ${name}`);
      if (!is[name as keyof typeof is])
        faults.push(`claims ${name}: ${claim.exec(text)?.[0]} in ${text.slice(0, 600)}`);
    }
    if (claimedAccepted > 0 && !CLAIMS[locale.language as "en" | "de"].accepted.test(text))
      faults.push(`leaves out who accepted: ${text.slice(0, 300)}`);
    if (/undefined|\{\w+\}|\[object/.test(text)) faults.push(`is no sentence: ${text}`);
    const reply = "reply" in explained ? explained.reply : undefined;
    if (reply !== undefined && typeof reply === "object" && "meaning" in reply) {
      const { meaning, reply: given } = reply;
      if (meaning.temporary !== given.code < 500 && meaning.evidence.why === undefined)
        faults.push(`calls ${given.code} ${meaning.temporary ? "temporary" : "permanent"}`);
    }
  }
  return faults;
}

describe("for any server behaviour whatsoever", { timeout: 120_000 }, () => {
  it("an explanation claims nothing that the conversation does not show", () => {
    const samples = fc.array(sample, { minLength: 1, maxLength: 2 });
    const seen = { errors: 0, receipts: 0 };
    const claimed = new Set<string>();
    fc.assert(
      fc.property(encounter({ honest: false }), samples, ({ server, config }, messages) => {
        for (const delivery of play(createVirtualWorld(server), config, messages).deliveries) {
          const { result } = delivery;
          const recipients =
            "receipt" in result
              ? result.receipt.recipients
              : SmtpError.is(result.error)
                ? result.error.recipients
                : [];
          seen["receipt" in result ? "receipts" : "errors"] += 1;
          const accepted = recipients.filter((one) => one.outcome === "accepted").length;
          expect(contradictions(delivery, accepted, claimed)).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen.errors).toBeGreaterThan(40);
    expect(seen.receipts).toBeGreaterThan(40);
    // Every claim that is looked for is made of some delivery, so that none is missed by its wording.
    expect(claimed.size).toBe(8);
  });
});
