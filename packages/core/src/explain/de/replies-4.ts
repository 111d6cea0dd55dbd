/** Antwortcodes vorläufiger Ablehnungen, 4yz, auf Deutsch. */
import type { Prose } from "../explanation.ts";

/** Nach Antwortcode. */
export const GERMAN_TRANSIENT_REPLIES: Readonly<Record<number, Prose>> = {
  421: {
    means: "Der Dienst ist nicht verfügbar, und der Server schließt die Verbindung.",
    causes: [
      "Der Server ist überlastet, startet neu oder wird gewartet.",
      "Dieser Client hat zu viele Verbindungen oder sendet zu schnell.",
      "Die Sitzung hat zu lange geruht oder war zu lange offen.",
      "Die Adresse des Clients hat einen schlechten oder keinen Ruf.",
    ],
    sender:
      "Senden Sie später noch einmal. Dauert es länger als einen Tag, fragen Sie den Verwalter des Servers.",
    developer:
      "Behandeln Sie jeden Befehl ohne Antwort als vorläufig abgelehnt, und schließen Sie die Verbindung. Benutzen Sie weniger Verbindungen gleichzeitig, und warten Sie von Versuch zu Versuch länger.",
    administrator:
      "Prüfen Sie Last, Plattenplatz und Verbindungsgrenzen des Servers und den Ruf der sendenden Adresse.",
  },
  422: {
    means:
      "Das Konto muss auf einen anderen Mechanismus umgestellt werden, bevor dieser funktioniert.",
    causes: [
      "Der Server speichert das Passwort in einer Form, die dieser Mechanismus nicht brauchen kann.",
    ],
    sender:
      "Melden Sie sich einmal auf anderem Weg an, etwa im Webmail, oder setzen Sie das Passwort neu.",
    developer:
      "Wiederholen Sie nicht denselben Mechanismus; unter TLS kann PLAIN einmal funktionieren.",
    administrator: "Setzen Sie das Passwort neu, damit es in jeder nötigen Form gespeichert wird.",
  },
  430: {
    means: "Der Befehl ist vorläufig nicht gültig.",
    causes: ["Der Server ist in einem Zustand, der diesen Befehl nicht erlaubt."],
    sender: "Senden Sie später noch einmal.",
    developer:
      "Prüfen Sie die Reihenfolge der Befehle; versuchen Sie es dann in einer neuen Sitzung.",
    administrator: "Suchen Sie im Protokoll nach dem Zustand, der den Befehl abgelehnt hat.",
  },
  432: {
    means:
      "Das Passwort muss auf einen anderen Mechanismus umgestellt werden, bevor dieser funktioniert.",
    causes: [
      "Der Server speichert das Passwort in einer Form, die dieser Mechanismus nicht brauchen kann.",
    ],
    sender:
      "Melden Sie sich einmal auf anderem Weg an, etwa im Webmail, oder setzen Sie das Passwort neu.",
    developer:
      "Versuchen Sie unter TLS einmal PLAIN: Damit kann der Server das Passwort neu speichern (RFC 4954 6). Sonst sagen Sie es dem Benutzer.",
    administrator: "Setzen Sie das Passwort neu, damit es in jeder nötigen Form gespeichert wird.",
  },
  450: {
    means:
      "Das Postfach ist gerade nicht verfügbar, oder der Server nimmt diese Nachricht noch nicht an.",
    causes: [
      "Der Server benutzt Greylisting: Einen unbekannten Client und Absender lehnt er beim ersten Mal ab.",
      "Das Postfach ist belegt oder gesperrt.",
      "Die Domain des Absenders oder der Name des Clients lässt sich gerade nicht nachschlagen.",
      "An diesen Empfänger oder von diesem Client kam in kurzer Zeit zu viel.",
    ],
    sender: "Warten Sie: Ein zweiter Versuch nach einigen Minuten gelingt meistens.",
    developer:
      "Versuchen Sie es von derselben Adresse mit demselben Absender und Empfänger nach fünf Minuten oder mehr noch einmal; Greylisting zählt alle drei.",
    administrator:
      "Prüfen Sie DNS der Absenderdomain, die Greylist und die Grenzen für die Senderate.",
  },
  451: {
    means: "Der Server hat wegen eines eigenen Fehlers abgebrochen.",
    causes: [
      "Eine Datenbank, ein Namensserver oder ein Filter, auf den der Server angewiesen ist, antwortet nicht.",
      "Der Server benutzt Greylisting.",
      "Der Inhaltsprüfer ist ausgefallen oder hat zu lange gebraucht.",
    ],
    sender: "Senden Sie später noch einmal; an der Nachricht selbst liegt es nicht.",
    developer:
      "Behalten Sie die Nachricht, und versuchen Sie es später noch einmal. Eine verlorene Verbindung zählt wie 451 (RFC 5321 3.8).",
    administrator:
      "Suchen Sie im Protokoll nach dem Teil, der ausgefallen ist: Resolver, Datenbank, Virenscanner, Milter.",
  },
  452: {
    means:
      "Der Server hat gerade keinen Platz oder nimmt in dieser Transaktion keine weiteren Empfänger.",
    causes: [
      "Es wurden mehr Empfänger genannt, als der Server auf einmal nimmt.",
      "Die Platte oder die Warteschlange des Servers ist voll.",
      "Das Postfach des Empfängers hat seine Quote überschritten.",
    ],
    sender: "Senden Sie an weniger Empfänger auf einmal oder später.",
    developer:
      "Nach mindestens einem angenommenen Empfänger: Senden Sie die Nachricht an diese und an die anderen in einer eigenen Transaktion. Sonst versuchen Sie es später noch einmal.",
    administrator:
      "Prüfen Sie Plattenplatz, Warteschlange und die Grenze der Empfänger einer Nachricht.",
  },
  453: {
    means: "Es wartet keine Post.",
    causes: ["ATRN wurde für Domains ohne Post gesendet."],
    sender: "Es ist nichts zu tun.",
    developer: "Behandeln Sie es als Ende des Austauschs, nicht als Fehler.",
    administrator:
      "Prüfen Sie, ob Post für die Domain dort in der Warteschlange steht, wo ATRN danach fragt.",
  },
  454: {
    means: "TLS oder die Anmeldung ist vorläufig nicht verfügbar.",
    causes: [
      "Der Server kann sein Zertifikat oder seinen Schlüssel nicht lesen.",
      "Die Passwortdatenbank oder der Identitätsdienst antwortet nicht.",
      "In kurzer Zeit sind zu viele Anmeldungen gescheitert.",
    ],
    sender: "Senden Sie später noch einmal; das Passwort muss nicht geändert werden.",
    developer:
      "Fahren Sie nach STARTTLS nur dann im Klartext fort, wenn TLS nicht verlangt ist, und nie mit Zugangsdaten. Nach AUTH versuchen Sie es später, und lassen Sie die anderen Mechanismen in Ruhe.",
    administrator:
      "Prüfen Sie Zertifikat, Schlüssel und deren Rechte und das, was die Anmeldung prüft.",
  },
  455: {
    means: "Der Server kann gerade nicht tun, was die Parameter von MAIL oder RCPT verlangen.",
    causes: ["Ein Parameter ist bekannt, und die Mittel dazu fehlen im Augenblick."],
    sender: "Senden Sie später noch einmal oder ohne die besondere Option.",
    developer:
      "Senden Sie den Befehl noch einmal ohne die Parameter, auf die die Nachricht verzichten kann.",
    administrator: "Prüfen Sie die Erweiterung, zu der der Parameter gehört.",
  },
  458: {
    means: "Der Server kann für den Host, den ETRN nannte, keine Nachrichten einreihen.",
    causes: ["Die Warteschlange ist voll oder gesperrt."],
    sender: "Es ist nichts zu tun.",
    developer: "Fragen Sie später noch einmal.",
    administrator: "Prüfen Sie die Warteschlange des Servers.",
  },
  459: {
    means: "Der Server erlaubt ETRN für den genannten Host nicht.",
    causes: ["Der Host steht nicht auf der Liste des Servers für ETRN."],
    sender: "Es ist nichts zu tun.",
    developer: "Fragen Sie für diesen Host nicht noch einmal.",
    administrator: "Nehmen Sie den Host unter die auf, für die ETRN erlaubt ist.",
  },
};
