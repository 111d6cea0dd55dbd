import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_CAPABILITIES, parseEhlo } from "../protocol/plan/capabilities.ts";
import type { Decision } from "../protocol/plan/decision.ts";
import type { Wishes } from "../protocol/plan/feature.ts";
import { type Evidence, plan } from "../protocol/plan/plan.ts";
import { parseReplyText } from "../protocol/reply/reply-parser.ts";
import type { Reason } from "../protocol/reply/situation.ts";
import { FALLBACK_ORDERS } from "../protocol/tables/fallback-orders.ts";
import { REACTIONS } from "../protocol/tables/reactions.ts";
import { german } from "./de/german.ts";
import { explain } from "./explain.ts";
import { FEATURES, NEVER_OPEN } from "./sentences-features.ts";

const SENTENCE = /^[A-Z0-9](?!.*(?:undefined|null|\.\.|[ ,;]\.| {2}|\{)).*\.$/;

const refusal = parseReplyText("502 5.5.1 Command not implemented");
const fallback: Decision = {
  feature: "CHUNKING",
  wish: "prefer",
  outcome: "fallback",
  method: "DATA",
  reason: "unsupported",
  reply: refusal,
  rfc: "RFC 5321 4.1.1.4",
  extraRoundTrips: 6,
};
const { reply: _, ...silent } = fallback;

/** Every reason that a decision can have. */
const REASONS: readonly Reason[] = [
  ...new Set([
    ...REACTIONS.map(({ reason }) => reason),
    ...(Object.keys(NEVER_OPEN) as Reason[]),
    ...(["disconnected", "silence", "garbage", "handshake-failed", "tls-unavailable"] as const),
  ]),
];

describe("explain of a decision", () => {
  it.each<[string, Decision]>([
    [
      "CHUNKING: offered, but BDAT was answered 502; sent with DATA on a new connection, six more round trips.",
      fallback,
    ],
    [
      "CHUNKING: offered, but the server closed the connection on BDAT; sent with DATA on a new connection, one more round trip.",
      { ...silent, reason: "disconnected", extraRoundTrips: 1 },
    ],
    [
      "CHUNKING: not offered; sent with DATA.",
      { ...silent, reason: "not-offered", extraRoundTrips: 0 },
    ],
    [
      "CHUNKING: not tried, since the server refused it in an earlier session; sent with DATA.",
      { ...silent, reason: "hint", extraRoundTrips: 0 },
    ],
    [
      "CHUNKING: not tried, since the server did not answer it in an earlier session; sent with DATA.",
      { ...silent, reason: "hint-unanswered", extraRoundTrips: 0 },
    ],
    [
      "CHUNKING: avoided as wished; sent with DATA.",
      { ...silent, wish: "avoid", outcome: "used", reason: "avoided", extraRoundTrips: 0 },
    ],
    [
      "CHUNKING: required and offered, but BDAT was answered 502; no mail was sent.",
      { ...fallback, wish: "require", outcome: "unmet", method: "nothing" },
    ],
    [
      "CHUNKING: required, but not offered; no mail was sent.",
      {
        ...silent,
        wish: "require",
        outcome: "unmet",
        method: "nothing",
        reason: "not-offered",
      },
    ],
    [
      "TLS: offered, but STARTTLS was answered 454 (TLS is not available); left in clear text, one more round trip.",
      {
        ...fallback,
        feature: "TLS",
        method: "clear text",
        reason: "tls-unavailable",
        reply: parseReplyText("454 4.7.0 Not now"),
        extraRoundTrips: 1,
      },
    ],
    [
      "TLS: the server closed the connection on an attempt at TLS; left in clear text on a new connection, three more round trips.",
      {
        ...silent,
        feature: "TLS",
        method: "clear text",
        reason: "disconnected",
        extraRoundTrips: 3,
      },
    ],
    [
      "AUTH: offered, but a mechanism was answered 504; authenticated by X-MINE, 13 more round trips.",
      {
        ...fallback,
        feature: "AUTH",
        method: "X-MINE",
        reason: "mechanism-unsupported",
        reply: parseReplyText("504 5.5.4 no"),
        extraRoundTrips: 13,
      },
    ],
    [
      "ESMTP: EHLO was answered 502; greeted with HELO, one more round trip.",
      {
        ...fallback,
        feature: "ESMTP",
        method: "HELO",
        extraRoundTrips: 1,
      },
    ],
  ])("says: %s", (sentence, decision) => {
    expect(explain(decision).text).toBe(sentence);
  });

  it("says that a silent port began with TLS", () => {
    const decision: Decision = {
      feature: "TLS",
      wish: "prefer",
      outcome: "fallback",
      method: "implicit TLS on a second connection",
      reason: "silence",
      rfc: "RFC 8314 3.3",
      extraRoundTrips: 1,
    };
    expect(explain(decision).text).toBe(
      "TLS: the server was silent in clear text; encrypted from the first byte on a second connection, one more round trip.",
    );
    expect(explain(decision, { locale: german }).text).toContain("der Server schwieg im Klartext");
  });

  it("is one sentence, whatever was decided", () => {
    const methods = FALLBACK_ORDERS.flatMap(({ feature, methods }) =>
      [...methods.map(({ name }) => name), "nothing"].map((method) => ({ feature, method })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.constantFrom("require", "prefer", "avoid"),
        fc.constantFrom("used", "fallback", "unmet"),
        fc.constantFrom(...REASONS, undefined),
        fc.boolean(),
        fc.integer({ min: 0, max: 30 }),
        (method, wanted, outcome, reason, replied, extraRoundTrips) => {
          const { text } = explain({
            ...method,
            wish: wanted,
            outcome,
            ...(reason === undefined ? {} : { reason }),
            ...(replied ? { reply: refusal } : {}),
            rfc: "RFC 5321",
            extraRoundTrips,
          });
          expect(text).toMatch(SENTENCE);
          expect(text).not.toContain("done by");
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("has words for the methods of the fallback orders, and for no others", () => {
    for (const { feature, methods } of FALLBACK_ORDERS) {
      expect(Object.keys(FEATURES[feature].methods).toSorted(), feature).toEqual(
        methods.map(({ name }) => name).toSorted(),
      );
    }
  });
});

describe("explain of a plan", () => {
  const evidence: Evidence = {
    capabilities: NO_CAPABILITIES,
    endpoint: "clear",
    tls: false,
    canStartTls: true,
    portFree: false,
    mechanisms: ["PLAIN", "LOGIN"],
    excluded: [],
    proven: [],
    demanded: [],
  };
  const offered = parseReplyText("250-mx.example\n250-STARTTLS\n250-CHUNKING\n250 AUTH LOGIN");
  const told = (given: Partial<Evidence>, wishes: Wishes = {}): readonly string[] =>
    explain(plan({ ...evidence, ...given }, wishes)).text.split("\n");

  it("explains for each feature the wish, the skipped methods and the result", () => {
    const lines = told({ capabilities: parseEhlo(offered) });
    expect(lines[0]).toBe("Everything that is required is available.");
    expect(lines).toContain("TLS (preferred): will be encrypted with STARTTLS.");
    expect(lines).toContain(
      "CHUNKING (preferred): BDAT at once: not proven yet; will be sent with BDAT, after a first small chunk as a probe.",
    );
    expect(lines).toContain(
      "SIZE (preferred): declared: not offered; will be sent without announcing the size.",
    );
    for (const line of lines) expect(line).toMatch(SENTENCE);
  });

  it("begins with required features that are not available", () => {
    const lines = told({}, { TLS: "require", AUTH: "require" });
    expect(lines[0]).toBe("Required but not available: TLS and AUTH.");
    expect(lines).toContain(
      "TLS (required): STARTTLS: not offered; no way is left, so no mail will be sent.",
    );
  });

  it("does not say of what needs TLS that it was offered, where nobody has looked", () => {
    expect(told({ capabilities: parseEhlo(offered) })).toContain(
      "REQUIRETLS (preferred): REQUIRETLS: not possible without TLS; TLS cannot be demanded of later hops.",
    );
  });

  it("includes the reply that contradicted an offer", () => {
    const left = [
      { feature: "CHUNKING", method: "BDAT after a probe", reason: "unsupported", reply: refusal },
      { feature: "CHUNKING", method: "BDAT at once", reason: "unsupported", reply: refusal },
    ] as const;
    const lines = told({
      capabilities: parseEhlo(offered),
      excluded: left.map((entry) => ({ ...entry, extraRoundTrips: 0 })),
    });
    expect(lines).toContain(
      "CHUNKING (preferred): BDAT at once and BDAT after a probe: offered, but BDAT was answered 502; will be sent with DATA.",
    );
  });

  it("says that something is not done by this version where that is so, and only there", () => {
    const planned = FALLBACK_ORDERS.filter(({ methods }) =>
      methods.every(({ state }) => state === "planned"),
    );
    const lines = told({}).filter((line) => line.startsWith("Not done by this version"));
    expect(lines).toHaveLength(planned.length === 0 ? 0 : 1);
    for (const { feature } of planned) expect(lines[0]).toContain(feature);
  });
});
