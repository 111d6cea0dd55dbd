/** Reply codes 50z and 521, about syntax and commands, in German. */
import type { Prose } from "../explanation.ts";

/** By reply code. */
export const GERMAN_SYNTAX_REPLIES: Readonly<Record<number, Prose>> = {
  500: {
    means: "Der Server hat den Befehl nicht erkannt, oder die Zeile war zu lang.",
    causes: [
      "Der Server ist alt oder klein und kennt nur die Grundbefehle.",
      "Eine Firewall oder ein Virenscanner hat den Befehl überschrieben, wie die Prüfung von Cisco mit Buchstaben X.",
      "Bytes einer Nachricht oder einer Anmeldung wurden für einen Befehl gehalten: Beide Seiten sind aus dem Takt.",
      "Die Befehlszeile ist länger als 512 Bytes.",
    ],
  },
  501: {
    means: "Der Befehl wurde erkannt, und seine Argumente sind nicht gültig.",
    causes: [
      "Eine Adresse ist falsch geschrieben, oder ihr fehlen die spitzen Klammern.",
      "Der Name in EHLO oder HELO ist kein vollständiger Hostname und kein Adressliteral.",
      "Ein Parameter wie SIZE oder BODY ist dem Server nicht bekannt.",
      "Eine Antwort zu AUTH ist kein gültiges Base64, oder der Austausch wurde abgebrochen.",
    ],
  },
  502: {
    means: "Der Server führt diesen Befehl nicht aus.",
    causes: [
      "Der Befehl ist in der Konfiguration abgeschaltet, wie VRFY und EXPN oft.",
      "Der Server bietet eine Erweiterung an, die er nicht wirklich hat oder nicht für diesen Client.",
      "Ein Proxy vor dem Server lässt EHLO durch und lehnt ab, was folgt.",
      "Der Befehl ist vor TLS oder der Anmeldung nicht erlaubt.",
    ],
  },
  503: {
    means: "Der Befehl kam zur falschen Zeit.",
    causes: [
      "Ein früherer Befehl derselben Gruppe wurde abgelehnt, so dass diesem die Grundlage fehlt.",
      "MAIL kam vor EHLO, RCPT vor MAIL, oder DATA ohne angenommenen Empfänger.",
      "Der Client ist schon angemeldet, oder der Server will zuerst eine Anmeldung.",
      "AUTH wird auf diesem Port oder vor TLS nicht angeboten.",
    ],
  },
  504: {
    means: "Den Befehl gibt es, und einen seiner Parameter nicht.",
    causes: [
      "Der Mechanismus von AUTH ist nicht verfügbar.",
      "Der Name in EHLO oder HELO ist nicht vollständig.",
      "Ein Parameter von MAIL oder RCPT wird nicht unterstützt.",
    ],
  },
  521: {
    means: "Dieser Host nimmt niemals E-Mail an.",
    causes: [
      "Der MX- oder Adresseintrag der Domain zeigt auf einen Host, der kein Mailserver ist.",
      "Der Server lehnt diesen Client von Anfang an ab.",
    ],
  },
};
