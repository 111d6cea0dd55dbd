/** Was die erste Ansicht sagt, auf Deutsch. */
import { germanWays } from "@parley-smtp/core/explain-de";
import type { Words } from "./en.ts";

const number = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

const roundTrips = (count: number): string => number(count, "Roundtrip", "Roundtrips");

export const de: Words = {
  code: "de",
  more: async () => (await import("./de-more.ts")).deMore,
  replies: () => import("./replies-de.ts"),
  tagline: "SMTP-Verhandlungen zum Ansehen.",
  local:
    "Alles läuft in dieser Seite: der echte Kern des Clients gegen einen virtuellen Server. Nichts wird irgendwohin gesendet.",
  skip: "Zum Inhalt",
  badLink: (why) =>
    `Dieser Link lässt sich nicht öffnen: ${why}. Die Seite zeigt stattdessen einen modernen Server.`,
  linkTrouble: {
    version: (what) => `er hat die Fassung ${what}, bekannt ist nur 1`,
    broken: () => "er ist abgeschnitten oder wurde unterwegs verändert",
    shape: () => "was er enthält, lässt sich nicht spielen",
    screen: (what) => `es gibt keine Ansicht „${what}“`,
    preset: (what) => `es gibt keine Vorlage „${what}“`,
    known: (what) => `es gibt keinen bekannten Server „${what}“`,
    transcript: (what) => `es gibt kein Transkript „${what}“`,
  },
  screens: {
    explore: "Erkunden",
    server: "Ihr Server",
    matrix: "Matrix",
    codes: "Codes",
    compare: "Vergleichen",
  },
  menu: "Ansichten",
  language: "Sprache",
  theme: { label: "Farben", system: "wie das System", light: "hell", dark: "dunkel" },
  palette: { open: "Gehe zu" },
  keys: { open: "Tasten" },
  explore: {
    title: "Ein Gespräch erkunden",
    begin: "Beginnen mit",
    groups: { trouble: "Etwas geht schief", known: "Server da draußen" },
    recorded: (server, day) => `Aufgezeichnet von ${server} am ${day}.`,
    reported: "Aus öffentlichen Berichten zusammengestellt:",
    changed: "von Ihnen geändert",
    server: "Der Server",
    client: "Der Client",
    capabilities: "Was er anbietet",
    capability: "Schlüsselwort",
    inClear: "im Klartext",
    underTls: "unter TLS",
    offeredIn: (keyword, where) => `${keyword} ${where}`,
    own: "Eine weitere Zeile der EHLO-Antwort",
    add: "Hinzufügen",
    tlsMode: "TLS auf seiner Seite",
    tlsModes: { none: "keines", starttls: "STARTTLS", implicit: "vom ersten Oktett an" },
    handshake: "TLS-Handshake",
    handshakes: {
      good: "gelingt",
      fail: "scheitert",
      certificate: "zeigt ein schlechtes Zertifikat",
    },
    answers: "Was er stattdessen antwortet",
    answersNone: "Er antwortet, wie er soll.",
    answerTo: "Auf",
    answerFrom: "ab dem Mal Nr.",
    answerKind: "tut er dies",
    answerKinds: {
      reply: "antwortet",
      silence: "sagt nichts",
      before: "legt auf",
      reset: "bricht die Verbindung ab",
      garbage: "sendet Unsinn",
    },
    answerText: "nämlich",
    answerSplit: "Oktette auf einmal",
    answerWhole: "alle",
    remove: "Entfernen",
    removeAnswer: (count) => `Antwort ${count} entfernen`,
    addAnswer: "Eine Antwort hinzufügen",
    answerNumber: (count) => `Antwort ${count}`,
    onlyOnce: "nur dieses Mal",
    onlyWith: (parameter) => `nur mit ${parameter}`,
    wire: "Die Leitung",
    roundTripTime: "Roundtrip-Zeit",
    pieces: "Antworten kommen an",
    piecesWhole: "wie geschrieben",
    piecesOne: "Oktett für Oktett",
    piecesSome: (octets) => `in Stücken von ${octets} Oktetten`,
    port: "Port",
    portAuto: "von selbst",
    tls: "TLS",
    tlsAuto: "wo möglich; mit Anmeldung immer",
    tlsWishes: { implicit: "vom ersten Oktett an", starttls: "STARTTLS, verlangt", none: "keines" },
    login: "Zugangsdaten",
    logins: { none: "keine", password: "ein Passwort", token: "ein OAuth-Token" },
    user: "Benutzer",
    pass: "Passwort",
    token: "Token",
    secretNote: "Sie bleiben in dieser Seite: nie im Link, in der Datei oder im Code.",
    cleartext: "dürfen ohne TLS gesendet werden",
    wishes: "Wünsche",
    wish: { require: "verlangt", prefer: "bevorzugt", avoid: "vermieden" },
    wishDefault: (wish) => `sonst: ${wish}`,
    wishFor: (feature) => `Wunsch für ${feature}`,
    mail: "Die Nachricht",
    from: "Von",
    to: "An, in jeder Zeile einer",
    content: "Inhalt",
    contents: {
      plain: "reines ASCII",
      "eight-bit": "8-Bit-Text (8BITMIME)",
      utf8: "UTF-8 im Kopf (SMTPUTF8)",
      large: "groß, 195 kB",
    },
    count: "Nachrichten auf einer Verbindung",
    scripted:
      "Dieser Server spricht aus einem Transkript. Ändern Sie es, und der Client wird daran gemessen.",
    transcript: "Transkript",
    parts: (line, expected, got) =>
      `Ab Zeile ${line} des Transkripts geht die Sitzung anders. Geschrieben steht: ${expected}. Es war: ${got}.`,
    problem: "Das lässt sich nicht spielen. Die Bibliothek sagt dazu, auf Englisch:",
    conversation: "Das Gespräch",
    me: "Client",
    it: "Server",
    connection: (count) => `Verbindung ${count}`,
    flight: (count) => `Zug ${count}`,
    cost: (trips, milliseconds) =>
      trips === 0 ? "ohne Warten" : `${roundTrips(trips)}, ${milliseconds} ms`,
    stepper: "Zeitreise",
    step: (at, all) => `Schritt ${at} von ${all}`,
    first: "An den Anfang",
    back: "Zurück",
    on: "Weiter",
    last: "Ans Ende",
    before: "Noch wurde nichts gesagt.",
    notYet: "noch nicht",
    isNew: "neu",
    details: "Diese Zeile",
    choose:
      "Wählen Sie eine Zeile des Gesprächs, um ihre Oktette, ihre Felder und ihre Bedeutung zu sehen.",
    stateNow: "Was der Server dann weiß",
    state: {
      greeted: "Begrüßt mit",
      tls: "TLS",
      user: "Angemeldet",
      from: "Absender",
      to: "Empfänger",
      octets: "Oktette des Inhalts",
      taken: "Angenommene Nachrichten",
    },
    yes: "ja",
    no: "nein",
    nothing: "nichts",
    decisions: "Entscheidungen",
    methods: germanWays,
    costTitle: "Was es gekostet hat",
    thisSession: "Diese Sitzung",
    floor: "Ein Server, der Wort hält",
    costOf: (trips, milliseconds) => `${roundTrips(trips)}, ${milliseconds} ms`,
    noFloor:
      "Selbst ein Server, der jedes Angebot hält, ließe sich mit diesen Wünschen nicht benutzen.",
    taken: (count) =>
      count === 0
        ? "Der Server hat keine Nachricht."
        : `Der Server hat wirklich ${number(count, "Nachricht", "Nachrichten")}.`,
    since: "Seit dem letzten Lauf",
    sinceNone: "Am Gespräch hat sich nichts geändert.",
    sinceLines: (added, gone) => `${added} Zeilen sind neu, ${gone} sind weg`,
    sinceCost: (before, now) => `Roundtrips ${before} → ${now}`,
    copied: "Kopiert.",
    copyFailed: "Der Browser hat es nicht erlaubt; markieren Sie den Text, und kopieren Sie ihn.",
    share: "Link kopieren",
    save: "Als .smtp speichern",
    embed: "Code zum Einbetten kopieren",
    compare: "Vergleichen",
    print: "Drucken",
  },
  loading: "Einen Augenblick …",
  verdict: {
    sent: (who) => `Gesendet an ${who}.`,
    sentFallback: (who, features) => `Gesendet an ${who}, auf anderem Weg: ${features}.`,
    partly: (accepted, all) => `Gesendet an ${accepted} von ${all} Empfängern.`,
    failed: (code) => `Nicht gesendet: ${code}.`,
    unknown: "Niemand kann sagen, ob es gesendet wurde.",
    asked: "Es wurde nichts gesendet; es wurde gefragt.",
    cut: "Die Sitzung hat das Transkript verlassen.",
  },
  line: {
    connect: (host, port) => `verbindet sich mit ${host}:${port}`,
    connectTls: (host, port) => `verbindet sich unter TLS mit ${host}:${port}`,
    connectFails: (host, port, why) => `kann sich nicht mit ${host}:${port} verbinden (${why})`,
    tls: "Von hier an TLS",
    tlsFails: (why) => `TLS kommt nicht zustande (${why})`,
    silence: "Der Server sagt bis zum Ende der Frist nichts.",
    closed: "Der Server schließt die Verbindung.",
    reset: "Die Verbindung bricht ab.",
    clientCloses: "Der Client schließt die Verbindung.",
    content: (octets) => `${octets} Oktette Inhalt`,
    garbage: "was keine Antwort ist",
    fallback: "Ausweg",
    unmet: "Nicht erfüllt",
    says: { client: "Client:", server: "Server:", event: "" },
  },
  presets: {
    modern: {
      title: "Ein moderner Server",
      shows:
        "STARTTLS, der Umschlag in einem Zug und die Nachricht mit BDAT nach einer kleinen Probe.",
    },
    "bdat-502": {
      title: "Bietet BDAT an, antwortet 502",
      shows:
        "Er nennt CHUNKING und sagt dann „502 Command not implemented“. Die Nachricht geht stattdessen mit DATA.",
    },
    "helo-only": {
      title: "Nur HELO",
      shows:
        "EHLO wird mit 502 beantwortet, also gibt es gar keine Erweiterungen, und die Post geht trotzdem durch.",
    },
    "auth-liar": {
      title: "AUTH PLAIN mit 504 beantwortet",
      shows: "Der angebotene Mechanismus wird abgelehnt; der nächste funktioniert.",
    },
    "tls-stripped": {
      title: "TLS herausgenommen",
      shows:
        "Jemand hat STARTTLS aus dem Angebot genommen. Mit Zugangsdaten ist TLS verlangt: Es wird nichts gesendet.",
    },
    masked: {
      title: "Von einer Firewall verdeckt",
      shows:
        "Eine Firewall hat mit XXXXXXXA überschrieben, was sie nicht kannte. Die Post geht im Klartext, und das wird gesagt.",
    },
    greylisting: {
      title: "Greylisting",
      shows: "Der Empfänger wird beim ersten Mal mit 451 abgelehnt. Der Fehler sagt: später.",
    },
    "starttls-454": {
      title: "STARTTLS mit 454 beantwortet",
      shows:
        "TLS wird angeboten und ist nicht zu haben. Ohne Zugangsdaten geht die Post im Klartext, und das wird gesagt.",
    },
    certificate: {
      title: "Ein schlechtes Zertifikat",
      shows:
        "Wer da antwortet, kann nicht nachweisen, der Server zu sein. Es wird nichts gesendet, was auch gewünscht ist.",
    },
    "wrong-password": {
      title: "Falsches Passwort",
      shows: "535 auf AUTH: Es wird nicht noch einmal versucht, denn das sperrt Konten.",
    },
    "size-555": {
      title: "Lehnt den Parameter SIZE ab",
      shows: "Er nennt SIZE und antwortet darauf 555. Der Befehl geht noch einmal ohne hinaus.",
    },
    serial: {
      title: "Verliert Befehle einer Gruppe",
      shows:
        "Er nennt PIPELINING und wirft weg, was hinter dem ersten Befehl kommt. Einzeln geht es.",
    },
    "hangs-up": {
      title: "Legt bei EHLO auf",
      shows: "Gar keine Antwort: Der Client kommt einmal wieder, mit HELO.",
    },
    "lost-reply": {
      title: "Die letzte Antwort geht verloren",
      shows:
        "Die Verbindung endet nach dem Punkt. Wurde es gesendet? Niemand weiß es, und von selbst wird es nicht noch einmal gesendet.",
    },
    "recipient-unknown": {
      title: "Einer von zwei Empfängern ist unbekannt",
      shows:
        "550 für einen von ihnen. Der andere bekommt die Nachricht, und die Quittung nennt beide.",
    },
    "early-552": {
      title: "Zu groß",
      shows: "Der Server nennt keine Grenze und lehnt am Ende die ganze Nachricht mit 552 ab.",
    },
  },
};
