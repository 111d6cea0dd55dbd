/** The German words for decisions, plans and outcomes. Replies and errors are in `german-replies.ts`. */
import type { Phase } from "../../protocol/errors/errors.ts";
import type { Wish } from "../../protocol/plan/feature.ts";
import { formatReply } from "../../protocol/reply/reply.ts";
import type { Notice } from "../../protocol/session/outcome.ts";
import type { Catalogue, Grammar } from "../catalogue.ts";
import type { ReplyCategory, ReplyType } from "../explanation.ts";
import { capitalized, spanIn } from "../wording.ts";
import {
  GERMAN_FEATURES,
  GERMAN_MEANT,
  GERMAN_NEVER_OPEN,
  GERMAN_WITHOUT_REPLY,
} from "./features.ts";
import { germanWays } from "./ways.ts";

const GERMAN_WANTED: Readonly<Record<Wish, string>> = {
  require: "verlangt",
  prefer: "bevorzugt",
  avoid: "nicht gewünscht",
};

const GERMAN_NOTICES: Readonly<
  Record<Exclude<Notice["about"], "field-sent" | "binary-sent">, string>
> = {
  "field-stripped": "wurde entfernt, wie gewünscht.",
  "field-not-utf8":
    "wurde unverändert als 8-Bit-Inhalt gesendet, seine Bytes über 127 sind aber kein UTF-8. Mailprogramme zeigen sie womöglich falsch an. Kodieren Sie das Feld (RFC 2047), oder schreiben Sie es in UTF-8.",
  "field-unknown-8bit":
    "enthält Bytes über 127, die kein UTF-8 sind. Sie wurden ohne Zeichensatz kodiert (unknown-8bit, RFC 1428); Mailprogramme zeigen sie womöglich falsch an. Kodieren Sie das Feld (RFC 2047), oder schreiben Sie es in UTF-8.",
  "field-folded":
    "hatte eine Zeile mit mehr als 998 Bytes und wurde umbrochen; die Bedeutung bleibt gleich.",
};

const GERMAN_BINARY_SENT =
  "NUL oder eine Zeile mit mehr als 998 Bytes kam zu spät im Strom, um die Nachricht neu zu kodieren; sie wurde wie gewünscht unverändert gesendet. Andere Server auf ihrem Weg weisen sie womöglich ab oder verändern sie.";

const TYPES: Readonly<Record<ReplyType, string>> = {
  "positive completion": "Erfolg",
  "positive intermediate": "Zwischenantwort",
  "transient negative completion": "vorläufige Ablehnung",
  "permanent negative completion": "endgültige Ablehnung",
};

const CATEGORIES: Readonly<Record<ReplyCategory, string>> = {
  syntax: "Syntax",
  information: "Auskunft",
  connections: "Verbindung",
  unspecified: "ohne Bedeutung",
  "mail system": "Mailsystem",
};

const GERMAN_PLACES: Readonly<Record<Phase, string>> = {
  connect: "beim Verbinden",
  greeting: "vor der Begrüßung durch den Server",
  ehlo: "beim Begrüßen des Servers",
  tls: "beim Beginn von TLS",
  auth: "bei der Anmeldung",
  ready: "zwischen zwei Nachrichten",
  envelope: "beim Senden des Umschlags",
  content: "beim Senden der Nachricht",
  final: "nachdem die ganze Nachricht gesendet war",
  quit: "beim Abschied",
};

const GERMAN_NUMBERS = "kein,eine,zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,elf,zwölf".split(
  ",",
);

function number(count: number): string {
  return GERMAN_NUMBERS[count] ?? String(count);
}

/** Formats a number of round trips. */
function roundTrips(count: number): string {
  return count === 0
    ? "kein Roundtrip"
    : count === 1
      ? "ein Roundtrip"
      : `${number(count)} Roundtrips`;
}

function joinGerman(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? "")
    : `${words.slice(0, -1).join(", ")} und ${words.at(-1)}`;
}

const germanGrammar: Grammar = {
  list: joinGerman,
  cited: (sentence, rfc) => `${sentence.slice(0, -1)} (${rfc}).`,
  decision({
    feature,
    wish: wanted,
    outcome,
    offered,
    why,
    done,
    avoided,
    anew,
    roundTrips: cost,
  }) {
    if (outcome === "unmet") {
      // A message can need a feature that the caller did not require.
      const wish = wanted === "require" ? "verlangt" : "nötig";
      const what = offered ? `${wish} und angeboten` : wish;
      return `${feature}: ${what}, aber ${why}; es wurde nichts gesendet.`;
    }
    if (wanted === "avoid")
      return `${feature}: ${avoided ? "wie gewünscht vermieden; " : ""}${done}.`;
    if (outcome === "used") return `${feature}: ${done}.`;
    const connection = anew ? ", auf einer neuen Verbindung" : "";
    const more = cost === 1 ? ", ein Roundtrip mehr" : cost > 1 ? `, ${roundTrips(cost)} mehr` : "";
    return `${feature}: ${offered ? "angeboten, aber " : ""}${why}; ${done}${connection}${more}.`;
  },
  unknownWay: (feature, method) =>
    feature === "AUTH" ? `mit ${method} angemeldet` : `an ${method} übergeben`,
  answered: (asked, code, meant) =>
    `${asked} wurde mit ${code} beantwortet${meant === undefined ? "" : ` (${meant})`}`,
  about: (reason, asked) => reason.replace("{asked}", asked),
  noWayLeft: "kein Weg ist übrig",
  notUsed: "nicht benutzt",
  planHead: (unmet) =>
    unmet.length === 0
      ? "Alle verlangten Funktionen sind verfügbar."
      : `Verlangt und nicht verfügbar: ${joinGerman(unmet)}.`,
  planRest: (later) => `Von dieser Version nicht getan: ${joinGerman(later)}.`,
  planned({ feature, wish, reasons, then }) {
    const told = reasons.map(
      ({ methods, offered, why }) =>
        `${joinGerman(methods.map((method) => germanWays[method] ?? method))}: ${offered ? "angeboten, aber " : ""}${why}`,
    );
    const end =
      then === "unmet"
        ? "kein Weg ist übrig, also wird nichts gesendet"
        : "done" in then
          ? `wird ${then.done}`
          : (then.without ?? "es wird nichts deswegen getan");
    return `${feature} (${GERMAN_WANTED[wish]}): ${[...told, end].join("; ")}.`;
  },
  taken({ host, port, tls, octets, roundTrips: cost, accepted, all }) {
    const recipients = all === 1 ? "einen Empfänger" : `${number(all)} Empfänger`;
    const whom = accepted === all ? recipients : `${accepted} von ${all} Empfängern`;
    return `Der Server ${host}:${port} hat die Nachricht für ${whom} angenommen: ${octets} Bytes, ${roundTrips(cost)}, ${tls ? "unter TLS" : "im Klartext"}.`;
  },
  notice(notice) {
    if (notice.about === "binary-sent") return GERMAN_BINARY_SENT;
    const { about, field } = notice;
    return about !== "field-sent"
      ? `Das Kopffeld ${field} ${GERMAN_NOTICES[about]}`
      : field === "Return-Path"
        ? 'Das Kopffeld Return-Path ging mit hinaus; nur der letzte Server soll es schreiben (RFC 5321 4.4). Entfernen Sie es, oder senden Sie mit localFields: "strip".'
        : `Das Kopffeld ${field} ging mit hinaus, so dass alle Empfänger es lesen können (RFC 5322 3.6.3). Entfernen Sie es, oder senden Sie mit localFields: "strip".`;
  },
  end(outcome, temporary, answer) {
    switch (outcome) {
      case "accepted":
        return `Angenommen für {who}${answer}.`;
      case "rejected":
        return `${temporary ? "Vorläufig" : "Endgültig"} abgelehnt für {who}${answer}.`;
      case "unknown":
        return "Unbekannt für {who}: Die Verbindung endete vor der Antwort des Servers auf die Nachricht.";
      case "not-sent":
        return `Nicht gesendet an {who}${temporary ? "; später kann es gelingen" : ""}.`;
    }
  },
  // The error's own message is English, so its fields are used instead.
  failed({ code, phase, command, reply }) {
    const asked = command === undefined ? "" : `, bei ${command}`;
    const answer = reply ? `: Der Server antwortete „${formatReply(reply)}“` : "";
    return `${code}: gescheitert ${GERMAN_PLACES[phase]}${asked}${answer}.`;
  },
  quoted: (reply) => `, beantwortet mit „${reply}“`,
  labels: {
    happened: "Was geschah",
    responsible: "Wer handelt",
    retry: "Neuer Versuch",
    wait: "Wartezeit",
    sender: "Absender",
    developer: "Entwickler",
    administrator: "Administrator",
    todo: "Was zu tun ist",
    list: "Sperrliste",
    link: "Hilfeseite",
    reaction: "Reaktion",
    certainty: "Wie sicher",
    format: "Format",
    cause: "Ursache",
    reason: "Grund",
    check: "So prüfen",
    alternative: "Alternativen",
    related: "Verwandt",
    code: "Code",
    digits: "Ziffern",
    unlisted: "Nicht genannt",
    origin: "Herkunft",
    command: "Befehl",
    recipient: "Empfänger",
    server: "Server",
    line: "Zeile",
    reply: "Antwort",
  },
  sides: {
    sending: "Das gilt für die sendende Seite.",
    receiving: "Das gilt für die empfangende Seite.",
  },
  format: (type, category) => `${capitalized(TYPES[type])}, Gruppe ${CATEGORIES[category]}.`,
  span: spanIn({
    day: ["Tag", "Tage"],
    hour: ["Stunde", "Stunden"],
    minute: ["Minute", "Minuten"],
    second: ["Sekunde", "Sekunden"],
  }),
  otherUse: (rfc) =>
    `Die registrierte Bedeutung (${rfc}) passt nicht zu dieser Antwort. Es gilt ihr Text.`,
  likely: "Das ist wahrscheinlich; die Antwort lässt auch einen anderen Grund zu.",
  guess:
    "Die Antwort sagt nicht in Worten, die Parley kennt, warum. Das ist eine Vermutung; die wahrscheinlichen Ursachen sind die üblichen.",
  unlisted: (code, asked) => `Die RFCs nennen ${code} nicht als Antwort auf ${asked}.`,
  otherwise: (when, does) => `${when}: ${does}`,
};

/** The German catalogue without replies and errors. */
export const germanOutcomes: Omit<Catalogue, "replies" | "errors" | "retry" | "texts"> = {
  language: "de",
  grammar: germanGrammar,
  features: GERMAN_FEATURES,
  withoutReply: GERMAN_WITHOUT_REPLY,
  neverOpen: GERMAN_NEVER_OPEN,
  meant: GERMAN_MEANT,
};
