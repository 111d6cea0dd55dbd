/** Reply codes of temporary failures, 4yz, in German. */
import type { Prose } from "../explanation.ts";

/** By reply code. */
export const GERMAN_TRANSIENT_REPLIES: Readonly<Record<number, Prose>> = {
  421: {
    means: "Der Dienst ist nicht verfügbar, und der Server schließt die Verbindung.",
    causes: [
      "Der Server ist überlastet, startet neu oder wird gewartet.",
      "Dieser Client hat zu viele Verbindungen oder sendet zu schnell.",
      "Die Sitzung hat zu lange geruht oder war zu lange offen.",
      "Die Adresse des Clients hat einen schlechten oder keinen Ruf.",
    ],
  },
  422: {
    means:
      "Das Konto muss auf einen anderen Mechanismus umgestellt werden, bevor dieser funktioniert.",
    causes: [
      "Der Server speichert das Passwort in einer Form, die dieser Mechanismus nicht brauchen kann.",
    ],
    advice: {
      sender:
        "Melden Sie sich einmal auf anderem Weg an, etwa im Webmail, oder setzen Sie das Passwort neu.",
      developer:
        "Wiederholen Sie nicht denselben Mechanismus; unter TLS kann PLAIN einmal funktionieren.",
      administrator:
        "Setzen Sie das Passwort neu, damit es in jeder nötigen Form gespeichert wird.",
    },
  },
  430: {
    means: "Der Befehl ist vorläufig nicht gültig.",
    causes: ["Der Server ist in einem Zustand, der diesen Befehl nicht erlaubt."],
  },
  432: {
    means:
      "Das Passwort muss auf einen anderen Mechanismus umgestellt werden, bevor dieser funktioniert.",
    causes: [
      "Der Server speichert das Passwort in einer Form, die dieser Mechanismus nicht brauchen kann.",
    ],
    advice: {
      sender:
        "Melden Sie sich einmal auf anderem Weg an, etwa im Webmail, oder setzen Sie das Passwort neu.",
      developer:
        "Versuchen Sie unter TLS einmal PLAIN: Damit kann der Server das Passwort neu speichern (RFC 4954 6). Sonst sagen Sie es dem Benutzer.",
      administrator:
        "Setzen Sie das Passwort neu, damit es in jeder nötigen Form gespeichert wird.",
    },
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
  },
  451: {
    means: "Der Server hat wegen eines eigenen Fehlers abgebrochen.",
    causes: [
      "Eine Datenbank, ein Namensserver oder ein Filter, auf den der Server angewiesen ist, antwortet nicht.",
      "Der Server benutzt Greylisting.",
      "Der Inhaltsprüfer ist ausgefallen oder hat zu lange gebraucht.",
    ],
  },
  452: {
    means:
      "Der Server hat gerade keinen Platz oder nimmt in dieser Transaktion keine weiteren Empfänger.",
    causes: [
      "Es wurden mehr Empfänger genannt, als der Server auf einmal nimmt.",
      "Die Platte oder die Warteschlange des Servers ist voll.",
      "Das Postfach des Empfängers hat seine Quote überschritten.",
    ],
  },
  453: {
    means: "Es wartet keine Post.",
    causes: ["ATRN wurde für Domains ohne Post gesendet."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer: "Behandeln Sie es als Ende des Austauschs, nicht als Fehler.",
      administrator:
        "Prüfen Sie, ob Post für die Domain dort in der Warteschlange steht, wo ATRN danach fragt.",
    },
  },
  454: {
    means: "TLS oder die Anmeldung ist vorläufig nicht verfügbar.",
    causes: [
      "Der Server kann sein Zertifikat oder seinen Schlüssel nicht lesen.",
      "Die Passwortdatenbank oder der Identitätsdienst antwortet nicht.",
      "In kurzer Zeit sind zu viele Anmeldungen gescheitert.",
    ],
  },
  455: {
    means: "Der Server kann gerade nicht tun, was die Parameter von MAIL oder RCPT verlangen.",
    causes: ["Ein Parameter ist bekannt, und die Mittel dazu fehlen im Augenblick."],
  },
  458: {
    means: "Der Server kann für den Host, den ETRN nannte, keine Nachrichten einreihen.",
    causes: ["Die Warteschlange ist voll oder gesperrt."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer: "Fragen Sie später noch einmal.",
      administrator: "Prüfen Sie die Warteschlange des Servers.",
    },
  },
  459: {
    means: "Der Server erlaubt ETRN für den genannten Host nicht.",
    causes: ["Der Host steht nicht auf der Liste des Servers für ETRN."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer: "Fragen Sie für diesen Host nicht noch einmal.",
      administrator: "Nehmen Sie den Host unter die auf, für die ETRN erlaubt ist.",
    },
  },
};
