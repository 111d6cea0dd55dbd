/** Reply codes of success, 2yz and 3yz, in German. */
import type { Prose } from "../explanation.ts";

/** By reply code. */
export const GERMAN_SUCCESS_REPLIES: Readonly<Record<number, Prose>> = {
  211: {
    means: "Der Server nennt seinen Zustand oder gibt Hilfe.",
    causes: ["HELP wurde gesendet."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Zeigen Sie den Text Menschen; Programme können sich auf seine Form nicht verlassen.",
      administrator: "Lassen Sie Versionen und Pfade aus dem Text, wenn Fremde ihn lesen können.",
    },
  },
  214: {
    means: "Der Text ist Hilfe für Menschen, zum Server oder zu einem Befehl.",
    causes: ["HELP wurde gesendet."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Zeigen Sie den Text Menschen; Programme können sich auf seine Form nicht verlassen.",
      administrator: "Lassen Sie Versionen und Pfade aus dem Text, wenn Fremde ihn lesen können.",
    },
  },
  220: {
    means:
      "Der Server ist bereit: begrüßt zu werden oder nach STARTTLS mit dem TLS-Handshake zu beginnen.",
    causes: [
      "Die Verbindung wurde geöffnet.",
      "STARTTLS wurde gesendet, und der Server stimmt zu.",
    ],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Senden Sie am Anfang EHLO. Beginnen Sie nach STARTTLS sofort den Handshake; Bytes, die der Antwort im Klartext folgen, sind ein Angriff.",
      administrator: "Beginnen Sie die Begrüßung mit dem vollständigen Namen des Hosts.",
    },
  },
  221: {
    means: "Der Server schließt die Verbindung.",
    causes: [
      "QUIT wurde gesendet.",
      "Der Server beendet auf seine Weise eine ruhende oder lange Sitzung.",
    ],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer: "Schließen Sie die Verbindung. Was vorher angenommen wurde, bleibt angenommen.",
      administrator: "Es ist nichts zu tun.",
    },
  },
  235: {
    means: "Die Anmeldung ist gelungen.",
    causes: ["Die Zugangsdaten stimmen, und das Konto darf benutzt werden."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Fahren Sie mit MAIL fort. Nur eine SASL-Sicherheitsschicht verlangt noch einmal EHLO.",
      administrator: "Achten Sie im Log auf Anmeldungen von Orten, mit denen niemand rechnet.",
    },
  },
  250: {
    means:
      "Der Befehl wurde ausgeführt. Als Antwort auf den Inhalt bedeutet der Code, dass der Server die Verantwortung für die Nachricht übernommen hat.",
    causes: ["Der Server hat den Befehl ausgeführt."],
    advice: {
      sender:
        "Es ist nichts zu tun. Bewahren Sie den Text der letzten Antwort auf: Er enthält oft die Queue-ID der Nachricht.",
      developer:
        "Fahren Sie fort. Senden Sie dieselbe Nachricht nach dem Inhalt nie noch einmal: Von hier an stellt der Server sie zu oder schickt einen Bounce.",
      administrator:
        "Nennen Sie in der letzten Antwort die Queue-ID, damit sich die Nachricht im Log finden lässt.",
    },
  },
  251: {
    means:
      "Der Empfänger ist nicht lokal, und der Server leitet die Nachricht weiter. Auf ETRN heißt es, dass keine Nachricht wartet.",
    causes: ["Das Postfach ist umgezogen, und die neue Adresse ist bekannt."],
    advice: {
      sender: "Notieren Sie die neue Adresse, wenn der Text sie nennt.",
      developer:
        "Behandeln Sie es als angenommen. Zeigen Sie die neue Adresse, und ändern Sie Adressbücher nicht ungefragt.",
      administrator:
        "Teilen Sie den Absendern die neue Adresse mit, bevor die Weiterleitung endet.",
    },
  },
  252: {
    means:
      "Der Server kann oder will die Adresse nicht prüfen und würde Post für sie annehmen. Auf ETRN heißt es, dass die Zustellung begonnen hat.",
    causes: ["VRFY oder EXPN ist abgeschaltet, damit niemand Adressen sammelt."],
    advice: {
      sender: "Es ist nichts zu tun; nur das Senden zeigt, ob die Adresse funktioniert.",
      developer:
        "Behandeln Sie die Antwort auf VRFY oder EXPN als unbekannt, weder als Ja noch als Nein.",
      administrator: "Diese Antwort empfiehlt RFC 5321, wo VRFY abgeschaltet ist.",
    },
  },
  253: {
    means: "Die Zustellung der wartenden Nachrichten hat begonnen.",
    causes: ["ETRN wurde für einen Host gesendet, auf den Post wartet."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer: "Warten Sie auf Verbindungen des Servers; die Post kommt über sie.",
      administrator: "Prüfen Sie, ob der Server den Host erreicht, der gefragt hat.",
    },
  },
  334: {
    means:
      "Der Server sendet eine Aufforderung und wartet auf die Antwort, die der Mechanismus verlangt.",
    causes: ["AUTH wurde gesendet, und der Austausch hat einen weiteren Schritt."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Lesen Sie den Text als Base64, antworten Sie in Base64, oder senden Sie zum Abbrechen einen einzelnen Stern (RFC 4954 4).",
      administrator: "Es ist nichts zu tun.",
    },
  },
  353: {
    means:
      "Für jeden Empfänger folgt eine Antwort, vor der Antwort, die die Transaktion abschließt.",
    causes: ["Der Client hat mit dem Parameter PRDR darum gebeten."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Lesen Sie für jeden angenommenen Empfänger eine Antwort, in ihrer Reihenfolge, dann die letzte.",
      administrator: "Es ist nichts zu tun.",
    },
  },
  354: {
    means:
      "Der Server wartet auf den Inhalt der Nachricht, bis zu einer Zeile mit einem einzelnen Punkt.",
    causes: ["DATA wurde gesendet, und mindestens ein Empfänger wurde angenommen."],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer:
        "Senden Sie den Inhalt mit verdoppelten Punkten am Zeilenanfang, dann den Punkt. Zum Abbrechen schließen Sie die Verbindung: Nichts anderes nimmt die Nachricht zurück.",
      administrator: "Es ist nichts zu tun.",
    },
  },
  355: {
    means:
      "Der Server hat schon einen Teil der Nachricht und nennt die Stelle, an der es weitergeht.",
    causes: [
      "Eine unterbrochene Transaktion wird mit der Erweiterung CHECKPOINT wieder aufgenommen.",
    ],
    advice: {
      sender: "Es ist nichts zu tun.",
      developer: "Senden Sie den Inhalt ab dieser Stelle (RFC 1845).",
      administrator: "Es ist nichts zu tun.",
    },
  },
};
