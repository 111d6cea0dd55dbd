/** Antwortcodes 50z und 521, über Syntax und Befehle, auf Deutsch. */
import type { Prose } from "../explanation.ts";

/** Nach Antwortcode. */
export const GERMAN_SYNTAX_REPLIES: Readonly<Record<number, Prose>> = {
  500: {
    means: "Der Server hat den Befehl nicht erkannt, oder die Zeile war zu lang.",
    causes: [
      "Der Server ist alt oder klein und kennt nur die Grundbefehle.",
      "Eine Firewall oder ein Virenscanner hat den Befehl überschrieben, wie die Prüfung von Cisco mit Buchstaben X.",
      "Bytes einer Nachricht oder einer Anmeldung wurden für einen Befehl gehalten: Beide Seiten sind aus dem Takt.",
      "Die Befehlszeile ist länger als 512 Oktette.",
    ],
    sender: "Sagen Sie es denen, die das sendende Programm betreiben.",
    developer:
      "Nehmen Sie den älteren Weg: HELO für EHLO, DATA für BDAT, einen anderen Mechanismus für AUTH. Bei einem Grundbefehl machen Sie über eine neue Verbindung weiter, mit einem Befehl nach dem anderen.",
    administrator:
      "Schalten Sie die SMTP-Prüfung auf Firewalls dazwischen ab, und bieten Sie nicht an, was der Server nicht kennt.",
  },
  501: {
    means: "Der Befehl wurde erkannt, und seine Argumente sind nicht gültig.",
    causes: [
      "Eine Adresse ist falsch geschrieben, oder ihr fehlen die spitzen Klammern.",
      "Der Name in EHLO oder HELO ist kein vollständiger Hostname und kein Adressliteral.",
      "Ein Parameter wie SIZE oder BODY ist dem Server nicht bekannt.",
      "Eine Antwort zu AUTH ist kein gültiges Base64, oder der Austausch wurde abgebrochen.",
    ],
    sender: "Prüfen Sie die Adressen auf Tippfehler, Leerzeichen und verirrte Zeichen.",
    developer:
      "Schreiben Sie Adressen als <user@domain>, grüßen Sie mit einem echten Hostnamen, und lassen Sie freiwillige Parameter einmal weg. Bei AUTH versuchen Sie es ohne erste Antwort.",
    administrator:
      "Geben Sie dem sendenden Host einen ordentlichen Namen, und prüfen Sie EHLO bei eigenen Clients milder.",
  },
  502: {
    means: "Der Server führt diesen Befehl nicht aus.",
    causes: [
      "Der Befehl ist in der Konfiguration abgeschaltet, wie VRFY und EXPN oft.",
      "Der Server bietet eine Erweiterung an, die er nicht wirklich hat oder nicht für diesen Client.",
      "Ein Proxy vor dem Server lässt EHLO durch und lehnt ab, was folgt.",
      "Der Befehl ist vor TLS oder der Anmeldung nicht erlaubt.",
    ],
    sender:
      "An der Nachricht ist nichts falsch; sagen Sie es denen, die das sendende Programm betreiben.",
    developer:
      "Nehmen Sie einen anderen Weg zum selben Ziel: HELO für EHLO, DATA für BDAT, einen anderen Mechanismus für AUTH. Wiederholen Sie den Befehl in dieser Sitzung nicht.",
    administrator:
      "Bringen Sie die Liste von EHLO mit dem in Einklang, was der Server tut: Ein angebotener Befehl darf nicht mit 502 beantwortet werden (RFC 5321 4.2.4).",
  },
  503: {
    means: "Der Befehl kam zur falschen Zeit.",
    causes: [
      "Ein früherer Befehl derselben Gruppe wurde abgelehnt, so dass diesem die Grundlage fehlt.",
      "MAIL kam vor EHLO, RCPT vor MAIL, oder DATA ohne angenommenen Empfänger.",
      "Der Client ist schon angemeldet, oder der Server will zuerst eine Anmeldung.",
      "AUTH wird auf diesem Port oder vor TLS nicht angeboten.",
    ],
    sender: "Prüfen Sie, ob in den Kontoeinstellungen die Anmeldung eingeschaltet ist.",
    developer:
      "Sehen Sie sich die erste Ablehnung derselben Gruppe an: Sie ist der Grund. Sonst senden Sie RSET oder EHLO und die Befehle einzeln.",
    administrator:
      "Prüfen Sie, welcher Port zum Einliefern gedacht ist und ob er eine Anmeldung verlangt.",
  },
  504: {
    means: "Den Befehl gibt es, und einen seiner Parameter nicht.",
    causes: [
      "Der Mechanismus von AUTH ist nicht verfügbar.",
      "Der Name in EHLO oder HELO ist nicht vollständig.",
      "Ein Parameter von MAIL oder RCPT wird nicht unterstützt.",
    ],
    sender: "Wählen Sie in den Kontoeinstellungen eine andere Art der Anmeldung.",
    developer:
      "Versuchen Sie den nächsten Mechanismus, den EHLO nannte, oder lassen Sie den Parameter weg.",
    administrator:
      "Schalten Sie den Mechanismus ein, oder nehmen Sie ihn von der Liste, die EHLO nennt.",
  },
  521: {
    means: "Dieser Host nimmt niemals Post an.",
    causes: [
      "Der MX- oder Adresseintrag der Domain zeigt auf einen Host, der kein Mailserver ist.",
      "Der Server lehnt diesen Client von Anfang an ab.",
    ],
    sender: "Prüfen Sie die Domain der Adresse.",
    developer:
      "Schließen Sie die Verbindung, und versuchen Sie den nächsten Server der Domain, wenn es einen gibt.",
    administrator:
      "Berichtigen Sie den MX-Eintrag; für eine Domain ohne Post veröffentlichen Sie einen leeren MX.",
  },
};
