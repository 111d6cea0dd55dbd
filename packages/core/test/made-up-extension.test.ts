/** An extension that does not exist works by one row, its sentences and the answer of a server. */
import { describe, expect, it } from "vitest";
import { german } from "../src/explain/de/german.ts";
import { explainDecisionBy } from "../src/explain/decision.ts";
import { english } from "../src/explain/english.ts";
import type { FeatureWords } from "../src/explain/sentences-features.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Decision } from "../src/protocol/plan/decision.ts";
import type { Feature, Wish } from "../src/protocol/plan/feature.ts";
import { TABLES, type Tables } from "../src/protocol/session/session.ts";
import type { UsedExtension } from "../src/protocol/tables/extension-row.ts";
import { buildFallbackOrders } from "../src/protocol/tables/fallback-orders.ts";
import { USED_EXTENSIONS } from "../src/protocol/tables/used-extensions.ts";
import type { Personality } from "../src/testing/personality.ts";
import type { Delivery, Played } from "./play.ts";
import { listed, message, results, scene } from "./scene.ts";

/** How warmly the server shall greet the recipients: a number, and `!` where less will not do. */
const WARMTH: UsedExtension = {
  keyword: "WARMTH",
  status: "vendor",
  mailParameters: [
    { keyword: "WARMTH", neverDropped: { ifValueHas: "!" }, limit: { word: 0, is: "most" } },
  ],
  mailIncrement: 600,
  rfc: "made up",
  checked: "text",
  fallbackOrder: {
    tier: "meaning",
    ofMessages: true,
    methods: [
      { name: "WARMTH", rfc: "made up 1", needs: { offered: "WARMTH" } },
      { name: "lukewarm", providesFeature: false, rfc: "made up 2" },
    ],
  },
};

const tables: Tables = {
  ...TABLES,
  extensions: [...USED_EXTENSIONS, WARMTH],
  fallbackOrders: buildFallbackOrders([...USED_EXTENSIONS, WARMTH]),
};

const feature = WARMTH.keyword as Feature;
const warm = (value: string) => ({
  parameters: [{ extension: WARMTH.keyword, keyword: "WARMTH", value }],
});

const knows = (line = "WARMTH"): Partial<Personality> => ({
  capabilities: [...listed, line],
  parameters: [{ of: "MAIL", name: "WARMTH", keyword: "WARMTH", octets: 600 }],
});
const refuses: Partial<Personality> = {
  capabilities: [...listed, "WARMTH"],
  answers: [{ to: "MAIL", when: { parameter: "WARMTH" }, reply: "555 5.5.4 WARMTH is unknown" }],
};

function send(server: Partial<Personality>, value: string, wish?: Wish): Played {
  const wishes = wish ? { [feature]: wish } : {};
  const samples = [message(["b@y.example"], undefined, warm(value)), message(["c@y.example"])];
  return scene(samples, { server, config: { tables, wishes } });
}

function mails({ events }: Played): string[] {
  return events.flatMap((event) =>
    event.type === "command" && event.line.startsWith("MAIL") ? [event.line] : [],
  );
}

function decided({ result }: Delivery): Decision | undefined {
  const decisions = "error" in result ? errorOf(result.error).decisions : result.receipt.decisions;
  return decisions.find((decision) => decision.feature === feature);
}

function errorOf(error: unknown): SmtpError {
  return SmtpError.is(error) ? error : expect.fail(`No SmtpError: ${error}`);
}

describe("an extension with a parameter of MAIL, by one row", () => {
  it("is sent if the server lists it, and reported only with the message that requests it", () => {
    const played = send(knows(), "7");
    const [first, second] = played.deliveries as [Delivery, Delivery];
    expect(mails(played)).toEqual([
      expect.stringMatching(/ WARMTH=7$/),
      expect.not.stringContaining("WARMTH"),
    ]);
    expect(decided(first)).toMatchObject({ wish: "require", outcome: "used", method: "WARMTH" });
    expect(decided(second)).toBeUndefined();
  });

  it("lengthens the line by as much as its row says", () => {
    const value = "7".repeat(600);
    const played = send(knows(), value);
    expect(mails(played)[0]).toContain(` WARMTH=${value}`);
    expect(results(played)).toEqual(["accepted: accepted", "accepted: accepted"]);
  });

  it("is left out after a refusal where it is only preferred", () => {
    const played = send(refuses, "7", "prefer");
    expect(mails(played).map((line) => line.includes("WARMTH"))).toEqual([true, false, false]);
    expect(decided(played.deliveries[0] as Delivery)).toMatchObject({
      outcome: "fallback",
      method: "lukewarm",
      reason: "parameter-unsupported",
      reply: { code: 555 },
      extraRoundTrips: 1,
    });
  });

  it.each([
    ["refused, and the message requires it", refuses, "7", undefined],
    ["refused, and its value is never left out", refuses, "7!", "prefer"],
    ["not listed, and the message requires it", {}, "7", undefined],
    [
      "beyond what the server lists, and the message requires it",
      knows("WARMTH 5"),
      "7",
      undefined,
    ],
  ] as const)("is an error where it is %s", (_, server, value, wish) => {
    const { result } = send(server, value, wish).deliveries[0] as Delivery;
    const error = errorOf("error" in result && result.error);
    expect(error).toMatchObject({ code: "FEATURE_UNMET", retry: "never" });
    expect(error.message).toContain("WARMTH");
  });

  it("is not sent beyond what the server lists where it is only preferred", () => {
    const played = send(knows("WARMTH 5"), "7", "prefer");
    expect(mails(played).join()).not.toContain("WARMTH");
    expect(decided(played.deliveries[0] as Delivery)).toMatchObject({ reason: "out-of-limits" });
    expect(mails(send(knows("WARMTH 5"), "5", "prefer"))[0]).toContain("WARMTH=5");
  });

  it("is explained by its sentences", () => {
    const decision = decided(send(refuses, "7", "prefer").deliveries[0] as Delivery);
    const explained = (language: typeof english, words: FeatureWords) => {
      const features = { ...language.features, [feature]: words };
      return explainDecisionBy(tables.fallbackOrders, decision as Decision, {
        ...language,
        features,
      }).text;
    };
    const words = { WARMTH: "greeted warmly", lukewarm: "greeted as usual" };
    expect(explained(english, { asked: "the parameter WARMTH", methods: words })).toBe(
      "WARMTH: offered, but the parameter WARMTH was answered 555; greeted as usual, one more round trip.",
    );
    const worte = { WARMTH: "herzlich begrüßt", lukewarm: "wie sonst begrüßt" };
    expect(explained(german, { asked: "der Parameter WARMTH", methods: worte })).toBe(
      "WARMTH: angeboten, aber der Parameter WARMTH wurde mit 555 beantwortet; wie sonst begrüßt, ein Roundtrip mehr.",
    );
  });
});
