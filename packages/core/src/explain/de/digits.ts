/** The German sentences for the digits of a reply code, and the parts of an enhanced status code. */
import type { ReplySentences } from "../catalogue.ts";

/** The meaning of the first digit, which decides for unknown codes (RFC 5321 4.2.1). */
export const GERMAN_FIRST_DIGITS: ReplySentences["firstDigits"] = {
  2: {
    type: "positive completion",
    means: "Der Befehl wurde ausgeführt.",
    causes: ["Der Server hat den Befehl ausgeführt."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer: "Fahren Sie fort. Welcher Code 2yz es ist, ändert nichts an dem, was folgt.",
      administrator: "Es ist nichts zu tun.",
    },
  },
  3: {
    type: "positive intermediate",
    means: "Der Server hat den Befehl so weit angenommen und wartet auf mehr.",
    causes: ["Der Befehl ist die erste Hälfte eines Austauschs, wie DATA und AUTH."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Senden Sie, was der Befehl ankündigte. Wurde nichts angekündigt, sind beide Seiten aus dem Takt: Schließen Sie die Verbindung.",
      administrator: "Es ist nichts zu tun.",
    },
  },
  4: {
    type: "transient negative completion",
    means: "Ein vorübergehender Fehler: Derselbe Befehl kann später gelingen.",
    causes: [
      "Der Server ist beschäftigt, ihm fehlt eine Ressource, oder er bittet unbekannte Clients, wiederzukommen.",
      "Ein Dienst, auf den der Server angewiesen ist, antwortet nicht.",
    ],
  },
  5: {
    type: "permanent negative completion",
    means: "Ein dauerhafter Fehler: Wiederholen Sie denselben Befehl nicht unverändert.",
    causes: [
      "Der Befehl hat einen Fehler, den Warten nicht behebt.",
      "Eine Richtlinie des Servers verbietet den Befehl.",
    ],
  },
};

/** The meaning of the second digit (RFC 5321 4.2.1); servers also use others than 0, 1, 2 and 5. */
export const GERMAN_SECOND_DIGITS: ReplySentences["secondDigits"] = [
  {
    category: "syntax",
    means:
      "Es geht um die Syntax: einen Befehl, der nicht verstanden wurde, den es nicht gibt oder der zur falschen Zeit kam.",
  },
  { category: "information", means: "Es ist die Antwort auf eine Frage, etwa HELP." },
  { category: "connections", means: "Es geht um die Verbindung selbst." },
  {
    category: "unspecified",
    means: "RFC 5321 gibt ihr keine Bedeutung; Erweiterungen benutzen sie für die Anmeldung.",
  },
  { category: "unspecified", means: "RFC 5321 gibt ihr keine Bedeutung." },
  {
    category: "mail system",
    means:
      "Es geht um den Zustand des Mailsystems: Postfächer, Speicher, die Übertragung von Nachrichten.",
  },
];

/** A digit from 6 to 9, which no code of the RFC has. */
export const GERMAN_OTHER_SECOND_DIGIT: ReplySentences["otherSecondDigit"] = {
  category: "unspecified",
  means: "RFC 5321 erlaubt diese Ziffer nicht, also sagt sie nichts.",
};

/** The meaning of the first number of an enhanced status code (RFC 3463 2). */
export const GERMAN_CLASSES: ReplySentences["classes"] = {
  2: "Es ist gelungen.",
  4: "Ein vorübergehender Fehler: Die Nachricht ist gültig, und ein späterer Versuch kann gelingen.",
  5: "Ein dauerhafter Fehler: Nur eine Änderung an Nachricht, Adresse oder Server hilft.",
};

/** The subject of the second number of an enhanced status code (RFC 3463 3). */
export const GERMAN_SUBJECTS: ReplySentences["subjects"] = {
  0: {
    means: "Worum es geht, wird nicht gesagt.",
    causes: ["Der Server hat keinen besseren Code dafür."],
  },
  1: {
    means: "Es geht um eine Adresse: des Absenders oder eines Empfängers.",
    causes: ["Eine Adresse ist falsch geschrieben, veraltet oder dem Server nicht bekannt."],
  },
  2: {
    means: "Es geht um das Postfach des Empfängers.",
    causes: ["Das Postfach gibt es, und kann in seinem Zustand keine E-Mail annehmen."],
  },
  3: {
    means: "Es geht um das empfangende Mailsystem als Ganzes.",
    causes: ["Der Server ist voll, für E-Mail abgeschaltet, begrenzt oder falsch eingestellt."],
  },
  4: {
    means: "Es geht um das Netz oder den Weg zum Empfänger.",
    causes: ["Ein Host, ein Namensserver oder eine Verbindung auf dem Weg ist ausgefallen."],
  },
  5: {
    means: "Es geht um das Protokoll: einen Befehl, seine Reihenfolge oder seine Argumente.",
    causes: ["Client und Server sind sich nicht einig, was gesagt werden darf."],
  },
  6: {
    means: "Es geht um den Inhalt der Nachricht oder seine Kodierung.",
    causes: [
      "Die Nachricht hat eine Form oder Kodierung, die dieser oder der nächste Server nicht nimmt.",
    ],
  },
  7: {
    means: "Es geht um Sicherheit oder Richtlinien.",
    causes: ["Eine Richtlinie lehnt diesen Client, diesen Absender oder diese Nachricht ab."],
  },
};
