/** The German sentences about what a reply refuses, and about Parley's reaction to it. */
import type { ReplySentences } from "../catalogue.ts";

const GERMAN_ENDS = "Parley endet mit einem Fehler; dasselbe würde wieder abgelehnt.";
const GERMAN_ENDS_FOR_NOW = "Parley endet mit einem Fehler; dasselbe kann später gelingen.";
const GERMAN_GIVES_UP = "Parley endet mit einem Fehler und schließt die Verbindung.";
const GERMAN_UNKNOWN = "Parley meldet die Antwort als unbekannt.";

/** By action. */
export const GERMAN_DOES: ReplySentences["does"] = {
  proceed: {
    usual: "Parley fährt fort.",
    GREETING: "Parley sendet EHLO.",
    STARTTLS:
      "Parley beginnt den TLS-Handshake und schließt, wenn der Antwort im Klartext noch Bytes folgen.",
    DATA: "Parley sendet den Inhalt.",
    CONTENT: "Parley gibt eine Quittung: Der Server hat die Nachricht.",
    BDAT: "Parley fährt fort; nach dem letzten Stück gibt es eine Quittung.",
    VRFY: "Parley meldet die Antwort als Ja.",
    EXPN: "Parley meldet die Antwort als Ja.",
  },
  ignore: { usual: "Parley fährt fort, denn davon hängt nichts ab." },
  "next-method": {
    usual: GERMAN_ENDS,
    GREETING: "Parley endet mit einem Fehler; prüfen Sie den Port und die Art von TLS.",
    EHLO: "Parley sendet stattdessen HELO und verzichtet auf Erweiterungen. Wo eine verlangte Funktion EHLO braucht, endet Parley mit einem Fehler.",
    CONTENT: GERMAN_ENDS,
  },
  "without-parameters": {
    usual:
      "Parley sendet den Befehl noch einmal ohne die Parameter, auf die die Nachricht verzichten kann.",
  },
  "without-initial-response": {
    usual: "Parley sendet AUTH noch einmal ohne erste Antwort und beantwortet die Aufforderung.",
  },
  "renew-token": {
    usual:
      "Parley bittet `auth.token` einmal um ein anderes Token und legt dieses vor. Bekommt es dasselbe, endet es mit einem Fehler.",
  },
  "already-authenticated": { usual: "Parley nimmt es als Erfolg und fährt fort." },
  "change-ehlo-name": {
    usual:
      "Parley nennt in EHLO einen anderen Namen, ein Adressliteral, über eine neue Verbindung.",
    EHLO: "Parley sendet EHLO mit einem anderen Namen, einem Adressliteral. Werden alle seine Namen abgelehnt, endet es mit einem Fehler.",
    HELO: "Parley sendet HELO mit einem anderen Namen, einem Adressliteral. Werden alle seine Namen abgelehnt, endet es mit einem Fehler.",
  },
  "starttls-first": {
    usual:
      "Parley sendet STARTTLS und dann den Befehl noch einmal. Wo TLS nicht verfügbar ist, endet Parley mit einem Fehler.",
    VRFY: GERMAN_UNKNOWN,
    EXPN: GERMAN_UNKNOWN,
    HELP: GERMAN_UNKNOWN,
  },
  "authenticate-first": {
    usual: "Parley meldet sich an und sendet dann den Befehl noch einmal.",
    VRFY: GERMAN_UNKNOWN,
    EXPN: GERMAN_UNKNOWN,
    HELP: GERMAN_UNKNOWN,
  },
  resynchronize: {
    usual: GERMAN_GIVES_UP,
    AUTH: "Parley sendet EHLO und noch einmal AUTH.",
    HELO: "Parley sendet RSET und noch einmal HELO.",
    MAIL: "Parley sendet EHLO, um beide Seiten in einen bekannten Zustand zu bringen, und noch einmal MAIL.",
    RCPT: "Parley sendet den Umschlag noch einmal.",
    DATA: "Parley sendet den Umschlag noch einmal.",
    VRFY: GERMAN_UNKNOWN,
    EXPN: GERMAN_UNKNOWN,
    HELP: GERMAN_UNKNOWN,
  },
  reconnect: {
    usual: GERMAN_GIVES_UP,
    MAIL: "Parley sendet die Nachricht einmal über eine neue Verbindung.",
    RCPT: "Parley sendet die Nachricht einmal über eine neue Verbindung.",
    DATA: "Parley sendet die Nachricht einmal über eine neue Verbindung.",
  },
  "defer-recipient": {
    usual:
      "Parley sendet die Nachricht an die bisher angenommenen Empfänger und meldet diesen als abgelehnt.",
  },
  "re-encode": {
    usual:
      "Parley endet mit einem Fehler; kodieren Sie die Nachricht als Quoted-Printable oder Base64.",
  },
  "end-without-content": {
    usual:
      "Parley sendet einen einzelnen Punkt und keine Nachricht und endet mit einem Fehler: Niemand wurde angenommen.",
  },
  cascade: { usual: "Parley ignoriert die Antwort, denn es zählt die frühere Ablehnung." },
  unknown: { usual: GERMAN_UNKNOWN },
  "fail-temporarily": {
    usual: GERMAN_ENDS_FOR_NOW,
    recipient:
      "Parley meldet für diesen Empfänger einen vorübergehenden Fehler und fährt mit den anderen fort.",
    VRFY: GERMAN_UNKNOWN,
    EXPN: GERMAN_UNKNOWN,
    HELP: GERMAN_UNKNOWN,
  },
  "fail-permanently": {
    usual: GERMAN_ENDS,
    recipient:
      "Parley meldet für diesen Empfänger einen dauerhaften Fehler und fährt mit den anderen fort.",
    VRFY: "Parley meldet die Antwort als Nein.",
    EXPN: "Parley meldet die Antwort als Nein.",
    HELP: "Parley meldet die Antwort als Nein.",
  },
  "next-server": {
    usual: "Parley endet mit einem Fehler; ein anderer Server kann es vielleicht.",
    later:
      "Parley endet mit einem Fehler; ein anderer Server kann es vielleicht, und bei diesem kann es später gelingen.",
  },
  abort: {
    usual:
      "Parley schließt die Verbindung und endet mit einem Fehler, denn die Antwort passt nicht zum Befehl.",
  },
};

/** The next method of a feature, in words. */
export const GERMAN_METHODS: ReplySentences["nextWays"] = {
  TLS: "Parley versucht TLS auf Port 465, wenn kein Port angegeben war, sonst fährt es ohne Zugangsdaten im Klartext fort. Wo TLS verlangt ist, endet es mit einem Fehler.",
  AUTH: "Parley versucht den nächsten Mechanismus, den beide Seiten haben. Ist keiner übrig, endet es mit einem Fehler oder fährt ohne fort, wo das erlaubt ist.",
  PIPELINING:
    "Parley beginnt über eine neue Verbindung von vorn und sendet einen Befehl nach dem anderen.",
  CHUNKING: "Parley sendet die Nachricht mit DATA über eine neue Verbindung.",
  RSET: "Parley öffnet stattdessen eine neue Verbindung.",
  VRFY: "Parley meldet die Antwort als unbekannt und fragt nicht noch einmal.",
  EXPN: "Parley meldet die Antwort als unbekannt und fragt nicht noch einmal.",
  HELP: "Parley meldet die Antwort als unbekannt und fragt nicht noch einmal.",
};

/** Why a server refuses a command itself with 50z. */
export const GERMAN_COMMAND_CAUSES: ReplySentences["commandCauses"] = {
  EHLO: "Der Server ist älter als EHLO, oder etwas auf dem Weg lässt es nicht durch.",
  HELO: "Der Server will EHLO oder ist über ein eben abgelehntes EHLO nicht hinweggekommen.",
  STARTTLS: "TLS ist abgeschaltet oder schon eingeschaltet, oder etwas auf dem Weg verbietet es.",
  AUTH: "AUTH ist auf diesem Port oder vor TLS nicht verfügbar, oder der Mechanismus ist abgeschaltet.",
  MAIL: "Der Server will zuerst EHLO, TLS oder AUTH, oder er kennt einen Parameter von MAIL nicht.",
  RCPT: "MAIL wurde vorher abgelehnt, oder beide Seiten sind aus dem Takt.",
  DATA: "Kein Empfänger wurde angenommen, oder beide Seiten sind aus dem Takt.",
  CONTENT:
    "Eine Zeile der Nachricht ist zu lang oder hat Bytes, die der Server nicht annehmen kann.",
  BDAT: "CHUNKING ist angeboten, und der Server oder ein Proxy oder Scanner davor kennt BDAT nicht.",
  VRFY: "VRFY ist abgeschaltet, damit niemand damit Adressen sammeln kann.",
  EXPN: "EXPN ist abgeschaltet, damit niemand damit Adressen sammeln kann.",
};

/** Situations in which a reply means something else than usual: the words before the colon. */
export const GERMAN_WHEN: ReplySentences["when"] = {
  grouped: "Wenn er in einem Zug mit anderen Befehlen gesendet wurde",
  "earlier-refused": "Wenn ein früherer Befehl desselben Zugs abgelehnt wurde",
  "in-clear": "Wenn TLS nicht eingeschaltet ist",
  "could-log-in": "Wenn der Client sich anmelden könnte und es nicht getan hat",
  "after-starttls": "Nach STARTTLS",
  again: "Wenn das schon einmal getan wurde",
  "stronger-left": "Wenn ein stärkerer Mechanismus übrig ist",
  "none-left": "Wenn kein Mechanismus übrig ist",
  authenticated: "Wenn die Anmeldung schon gelungen ist",
  droppable: "Wenn er Parameter trug, die wegbleiben können",
  "others-accepted": "Wenn andere Empfänger vorher angenommen wurden",
  "nobody-accepted": "Wenn kein Empfänger angenommen wurde",
  content: "Wenn es die Antwort auf die Nachricht selbst ist",
};
