/** The German words for the methods of each feature, and for the reasons of fallbacks. */
import type { Catalogue } from "../catalogue.ts";
import type { WordsForEveryMethod } from "../sentences-features.ts";

/** By feature. The words for a method follow `wird` or stand alone. */
export const GERMAN_FEATURES: Catalogue["features"] = {
  ESMTP: { asked: "EHLO", methods: { EHLO: "mit EHLO begrüßt", HELO: "mit HELO begrüßt" } },
  TLS: {
    asked: "STARTTLS",
    unanswered: "ein Versuch mit TLS",
    methods: {
      "implicit TLS": "vom ersten Byte an verschlüsselt",
      STARTTLS: "mit STARTTLS verschlüsselt",
      "implicit TLS on a second connection":
        "auf einer zweiten Verbindung vom ersten Byte an verschlüsselt",
      "implicit TLS on port 465": "auf Port 465 vom ersten Byte an verschlüsselt",
      "clear text": "im Klartext belassen",
    },
    reasons: { "implicit TLS on a second connection": "der Server schwieg im Klartext" },
    without: "es bleibt kein Weg, den Server zu erreichen",
  },
  AUTH: {
    asked: "ein Mechanismus",
    methods: {
      "SCRAM-SHA-256-PLUS": "mit SCRAM-SHA-256-PLUS angemeldet",
      "SCRAM-SHA-256": "mit SCRAM-SHA-256 angemeldet",
      "SCRAM-SHA-1-PLUS": "mit SCRAM-SHA-1-PLUS angemeldet",
      "SCRAM-SHA-1": "mit SCRAM-SHA-1 angemeldet",
      OAUTHBEARER: "mit OAUTHBEARER angemeldet",
      EXTERNAL: "dem Server anders bekannt, etwa durch ein Zertifikat (EXTERNAL)",
      XOAUTH2: "mit XOAUTH2 angemeldet",
      PLAIN: "mit PLAIN angemeldet",
      LOGIN: "mit LOGIN angemeldet",
      "CRAM-MD5": "mit CRAM-MD5 angemeldet",
      "no authentication": "ohne Anmeldung fortgesetzt",
    },
  },
  PIPELINING: {
    asked: "eine Gruppe von Befehlen",
    methods: {
      "across messages": "in einem Zug mit der Nachricht davor gesendet",
      "envelope in one flight": "mit dem ganzen Umschlag in einem Zug gesendet",
      "one command per flight": "mit einem Befehl nach dem anderen gesendet",
    },
    reconnects: true,
  },
  CHUNKING: {
    asked: "BDAT",
    methods: {
      "BDAT at once": "sofort mit BDAT gesendet",
      "BDAT after a probe": "nach einem ersten kleinen Stück als Probe mit BDAT gesendet",
      DATA: "mit DATA gesendet",
    },
    reconnects: true,
  },
  SIZE: {
    asked: "der Parameter SIZE",
    methods: {
      declared: "vor dem Senden mit der Größe angekündigt",
      "not declared": "ohne Angabe der Größe gesendet",
    },
  },
  "8BITMIME": {
    asked: "der Parameter BODY",
    methods: {
      "BODY=8BITMIME": "unverändert als 8-Bit-Inhalt gesendet",
      "re-encoded": "als 7-Bit-Inhalt umkodiert",
    },
    without: "nur 7-Bit-Inhalt lässt sich senden",
  },
  BINARYMIME: {
    asked: "der Parameter BODY",
    methods: {
      "BODY=BINARYMIME": "unverändert als binärer Inhalt gesendet",
      "re-encoded": "als Text umkodiert",
    },
    without: "binärer Inhalt lässt sich nicht senden",
  },
  SMTPUTF8: {
    asked: "der Parameter SMTPUTF8",
    methods: {
      "A-labels": "mit den Domains als A-Labels gesendet",
      "encoded header": "mit dem Text des Kopfes in ASCII kodiert gesendet",
      SMTPUTF8: "mit UTF-8 in Adressen und Kopf gesendet",
    },
    without: "in Adressen und Kopf kann nur ASCII stehen",
  },
  DSN: {
    asked: "ein Parameter von DSN",
    methods: {
      "NOTIFY, ORCPT, RET, ENVID": "mit Wünschen für Zustellmeldungen gesendet",
      "those not refused":
        "mit den Wünschen für Zustellmeldungen gesendet, die nicht abgelehnt wurden",
      "no delivery status wishes": "ohne Wünsche für Zustellmeldungen gesendet",
    },
  },
  REQUIRETLS: {
    asked: "der Parameter REQUIRETLS",
    methods: { REQUIRETLS: "mit der Forderung nach TLS auf jedem Abschnitt gesendet" },
    without: "TLS lässt sich von späteren Abschnitten nicht fordern",
  },
  DELIVERBY: {
    asked: "der Parameter BY",
    methods: { BY: "mit einer Frist gesendet", "no deadline": "ohne Frist gesendet" },
  },
  FUTURERELEASE: {
    asked: "ein Parameter von FUTURERELEASE",
    methods: {
      "HOLDFOR, HOLDUNTIL": "zum Aufheben bis später gesendet",
      "sent at once": "zur sofortigen Zustellung gesendet",
    },
  },
  "MT-PRIORITY": {
    asked: "der Parameter MT-PRIORITY",
    methods: {
      "MT-PRIORITY": "mit einem Vorrang gesendet",
      "MT-Priority header": "mit dem Vorrang im Kopf gesendet",
      "no priority": "ohne Vorrang gesendet",
    },
  },
  RRVS: {
    asked: "der Parameter RRVS",
    methods: {
      RRVS: "mit der Prüfung gesendet, dass das Postfach den Inhaber nicht gewechselt hat",
      "not checked": "ohne Prüfung gesendet, ob das Postfach den Inhaber gewechselt hat",
    },
  },
  LIMITS: {
    asked: "ein Befehl innerhalb der Grenzen",
    methods: {
      "as announced": "in den angekündigten Grenzen gehalten",
      "as learned": "in den gelernten Grenzen gehalten",
    },
    without: "die Grenzen des Servers werden nicht bedacht",
    unlisted: true,
  },
  ENHANCEDSTATUSCODES: {
    asked: "ein Befehl",
    methods: {
      "as sent": "an den erweiterten Codes abgelesen",
      "by reply code": "allein an den Antwortcodes abgelesen",
    },
  },
  RSET: {
    asked: "RSET",
    methods: {
      RSET: "mit RSET neu begonnen",
      "new connection": "auf einer neuen Verbindung neu begonnen",
    },
  },
  TRANSACTION: {
    asked: "ein Befehl",
    methods: { "sent once": "im ersten Versuch gesendet", repeated: "im zweiten Versuch gesendet" },
  },
  KEEPALIVE: {
    asked: "RSET",
    methods: { "RSET with the next transaction": "für die nächste Nachricht offen gehalten" },
    without: "die Verbindung wird nicht gehalten",
  },
  VRFY: { asked: "VRFY", methods: { asked: "gefragt", unknown: "nicht gefragt" } },
  EXPN: { asked: "EXPN", methods: { asked: "gefragt", unknown: "nicht gefragt" } },
  HELP: { asked: "HELP", methods: { asked: "gefragt", unknown: "nicht gefragt" } },
  ETRN: { asked: "ETRN", methods: { asked: "gefragt", unknown: "nicht gefragt" } },
  QUIT: { asked: "QUIT", methods: { QUIT: "mit QUIT beendet", closed: "ohne QUIT geschlossen" } },
  FAILOVER: {
    asked: "der Versuch zu senden",
    methods: { "next server": "wo einer nicht kann, wird ein anderer Server versucht" },
    without: "kein anderer Server wird versucht",
  },
} satisfies WordsForEveryMethod;

/** Why a method was not used, if no reply says so. `{asked}` stands for what was asked. */
export const GERMAN_WITHOUT_REPLY: Catalogue["withoutReply"] = {
  "server-unavailable": "der Server war nicht erreichbar",
  unsupported: "eine verlangte Funktion war nicht verfügbar",
  disconnected: "{asked} bekam keine Antwort, der Server legte auf",
  silence: "{asked} bekam nie eine Antwort",
  garbage: "{asked} bekam etwas, das keine Antwort ist",
  "handshake-failed": "der TLS-Handshake ist gescheitert",
  "tls-unavailable": "TLS ist nicht verfügbar",
  "bad-sequence": "{asked} brachte Client und Server aus dem Takt",
  "too-costly": "der Server verlangte mehr Rechenaufwand, als dieser Client leistet",
};

/** Why a method was never available. */
export const GERMAN_NEVER_OPEN: Catalogue["neverOpen"] = {
  avoided: "wie gewünscht vermieden",
  "not-needed": "nicht nötig",
  "not-offered": "nicht angeboten",
  masked: "von etwas auf dem Weg verdeckt, das überschreibt, was der Server anbietet",
  "not-possible-here": "in dieser Version oder Laufzeit nicht möglich",
  hint: "nicht versucht, weil der Server es in einer früheren Sitzung ablehnte",
  "hint-unanswered":
    "nicht versucht, weil der Server darauf in einer früheren Sitzung nicht antwortete",
  unproven: "noch nicht erprobt",
  withdrawn:
    "nicht angeboten, obwohl dieser Server es früher anbot, was ein Angriff unterwegs sein kann",
  "out-of-limits": "nicht in den Grenzen, die der Server nennt",
  "tls-required": "ohne TLS nicht möglich",
  unverified: "mit einem ungeprüften Zertifikat nicht möglich",
  "no-other-server": "kein anderer Server wurde genannt",
};

/** The meaning of a reply, if it is more than "the server does not have the feature". */
export const GERMAN_MEANT: Catalogue["meant"] = {
  "name-refused": "der Name wurde nicht angenommen",
  "tls-required": "TLS wird vorher verlangt",
  "tls-unavailable": "TLS ist nicht verfügbar",
  "handshake-failed": "der TLS-Handshake ist gescheitert",
  "authentication-required": "eine Anmeldung wird vorher verlangt",
  "authentication-unavailable": "eine Anmeldung ist hier nicht möglich",
  "credentials-refused": "die Zugangsdaten wurden abgelehnt",
  "already-authenticated":
    "der Server hält die Verbindung für bereits angemeldet, obwohl sich dieser Client nicht angemeldet hat",
  "mechanism-too-weak": "der Mechanismus ist zu schwach",
  "too-many-recipients": "es sind zu viele Empfänger",
  "too-many-errors": "der Server zählte zu viele Fehler",
  "too-large": "es ist zu groß",
  policy: "eine Richtlinie verbietet es",
  temporary: "nicht jetzt",
  closing: "der Server war am Schließen",
  "bad-sequence": "Client und Server waren aus dem Takt",
};
