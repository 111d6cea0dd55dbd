import { describe, expect, it } from "vitest";
import { SmtpError } from "../protocol/errors/errors.ts";
import { parseEhlo } from "../protocol/plan/capabilities.ts";
import { plan } from "../protocol/plan/plan.ts";
import { parseReplyText } from "../protocol/reply/reply-parser.ts";
import type { Catalogue } from "./catalogue.ts";
import { german } from "./de/german.ts";
import { english } from "./english.ts";
import { explain } from "./explain.ts";
import type { LineTopic } from "./explanation.ts";

/** Returns every string of a catalogue by its place, without functions. */
function sentencesOf(value: unknown, place = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentencesOf(inner, `${place}/${key}`));
}

/** Fields that no language translates: names that programs compare. */
const fixed = /\/(?:type|category|language|reconnects)$/;
/** The number of causes can differ between languages, but not whether there are any. */
const placeOf = (place: string): string => place.replace(/(\/causes)\/\d+$/, "$1");

function placesOf(catalogue: Catalogue): string[] {
  return [...new Set(sentencesOf(catalogue).map(([place]) => placeOf(place)))].sort();
}

describe("the German catalogue", () => {
  it("has a sentence for every English one, and none besides", () => {
    expect(placesOf(german)).toEqual(placesOf(english));
  });

  it("has no English sentence left", () => {
    const here = new Map(sentencesOf(english));
    const same = sentencesOf(german).filter(
      ([place, text]) =>
        !fixed.test(place) && text === here.get(place) && /[a-z]{3} [a-z]/.test(text),
    );
    expect(same).toEqual([]);
  });

  it("cites the same sections as the English one, sentence by sentence", () => {
    const sections = (catalogue: Catalogue): Map<string, string[]> =>
      new Map(
        sentencesOf(catalogue)
          .map(([place, text]) => [place, text.match(/RFC \d+/g) ?? []] as [string, string[]])
          .filter(([, found]) => found.length > 0),
      );
    expect(sections(german)).toEqual(sections(english));
  });

  it("has every placeholder that the engine fills in", () => {
    const places = (catalogue: Catalogue): string[] =>
      sentencesOf(catalogue)
        .filter(([, text]) => text.includes("{asked}"))
        .map(([place]) => place);
    expect(places(german)).toEqual(expect.arrayContaining(places(english)));
  });
});

describe("explain in German", () => {
  const locale = german;

  it("explains a reply", () => {
    const text = parseReplyText("502 5.5.1 Command not implemented");
    const explained = explain(text, { command: "BDAT 4", locale });
    expect(explained.text).toContain("502 5.5.1: Endgültige Ablehnung, Gruppe Syntax.");
    expect(explained.text).toContain("Der Server führt diesen Befehl nicht aus (RFC 5321 4.2.4).");
    expect(explained.text).toContain(
      "Parley sendet die Nachricht mit DATA über eine neue Verbindung.",
    );
    const { text: _german, ...fields } = explained;
    const { text: _english, ...there } = explain(text, { command: "BDAT 4" });
    expect({ type: fields.type, category: fields.category }).toEqual({
      type: there.type,
      category: there.category,
    });
    expect(fields.reactions.map(({ reaction }) => reaction)).toEqual(
      there.reactions.map(({ reaction }) => reaction),
    );
  });

  it("explains a decision", () => {
    const decision = {
      feature: "CHUNKING",
      wish: "prefer",
      outcome: "fallback",
      method: "DATA",
      reason: "unsupported",
      reply: parseReplyText("502 No"),
      rfc: "RFC 3030 2",
      extraRoundTrips: 7,
    } as const;
    expect(explain(decision, { locale }).text).toBe(
      "CHUNKING: angeboten, aber BDAT wurde mit 502 beantwortet; mit DATA gesendet, auf einer neuen Verbindung, sieben Roundtrips mehr.",
    );
  });

  it("explains a plan", () => {
    const capabilities = parseEhlo(parseReplyText("250-mail.example.net\r\n250 PIPELINING"));
    const evidence = {
      capabilities,
      endpoint: "clear",
      tls: false,
      canStartTls: true,
      portFree: false,
      mechanisms: [],
      excluded: [],
      proven: [],
      demanded: [],
    } as const;
    const { text } = explain(plan(evidence, { TLS: "require", AUTH: "avoid" }), { locale });
    expect(text).toContain("Verlangt und nicht verfügbar: TLS.");
    expect(text).toContain("BDAT sofort und BDAT nach einer Probe: nicht angeboten");
    expect(text).toContain("CHUNKING (bevorzugt): ");
  });

  it("explains an error by its fields, for its message is English", () => {
    const error = new SmtpError("mail.example.net said no.", {
      code: "AUTH_REFUSED",
      phase: "auth",
      retry: "never",
      command: "AUTH PLAIN ***",
      reply: parseReplyText("535 5.7.8 No"),
    });
    const { text } = explain(error, { locale });
    expect(text.split("\n")[0]).toBe("Der Server hat Benutzername und Passwort nicht angenommen.");
    expect(text.split("\n")).toContain(
      "AUTH_REFUSED: gescheitert bei der Anmeldung, bei AUTH PLAIN ***: Der Server antwortete „535 5.7.8 No“.",
    );
    expect(text).not.toContain("said no");
  });

  it("explains a receipt", () => {
    const reply = parseReplyText("250 Ok");
    const accepted = [{ address: "b@example.net", outcome: "accepted", reply }] as const;
    const rejected = [
      {
        address: "c@example.net",
        outcome: "rejected",
        temporary: false,
        reply: parseReplyText("550 5.1.1 No"),
      },
    ] as const;
    const { text } = explain(
      {
        reply,
        recipients: [...accepted, ...rejected],
        accepted,
        rejected,
        decisions: [],
        fallbacks: [],
        notices: [],
        octets: 31,
        roundTrips: 8,
        server: { host: "mail.example.net", port: 587, tls: true },
      } as unknown as Parameters<typeof explain>[0] & { readonly octets: number },
      { locale },
    );
    expect(text.split("\n")).toEqual([
      "Der Server mail.example.net:587 hat die Nachricht für 1 von 2 Empfängern angenommen: 31 Bytes, acht Roundtrips, unter TLS.",
      "Angenommen für b@example.net, beantwortet mit „250 Ok“.",
      "Endgültig abgelehnt für c@example.net, beantwortet mit „550 5.1.1 No“.",
      "Empfänger: c@example.net",
      "Der Server kennt die Empfängeradresse nicht.",
      "Handeln muss, wer die Nachricht schreibt.",
      "Ein neuer Versuch hilft nicht.",
      locale.grammar.likely,
      ...Object.entries(locale.replies.kinds["mailbox-unknown"].advice).map(
        ([who, advice]) =>
          `${locale.grammar.labels[who as LineTopic]}: ${who === "administrator" ? "Das gilt für die empfangende Seite. " : ""}${advice}`,
      ),
    ]);
  });
});
