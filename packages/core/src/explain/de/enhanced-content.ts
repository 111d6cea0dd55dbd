/** Enhanced status codes X.6.z, about content, in German. */
import type { EnhancedProse } from "../explanation.ts";

/** By code, with X for the class. */
export const GERMAN_CONTENT_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.6.0": {
    means: "Der Inhalt lässt sich nicht verarbeiten.",
    done: "Der Inhalt wurde angenommen.",
  },
  "X.6.1": {
    means: "Diese Art von Inhalt wird nicht unterstützt.",
    causes: [
      "Der Medientyp oder eine Kodierung mit 8 Bit oder binär wird auf diesem Weg nicht angenommen.",
    ],
    advice: {
      sender: "Senden Sie den Anhang in einem anderen Format.",
      developer: "Kodieren Sie die Teile als Quoted-Printable oder Base64.",
      administrator: "Prüfen Sie die Regeln für Inhalte, und schalten Sie 8BITMIME ein.",
    },
  },
  "X.6.2": {
    means: "Der Inhalt müsste umgewandelt werden, und das ist verboten.",
    causes: [
      "Die Nachricht ist signiert oder verbietet die Umwandlung, und der nächste Server braucht 7-Bit-Inhalt.",
    ],
    advice: {
      sender: "Senden Sie sie ohne Signatur oder in reinem ASCII.",
      developer: "Kodieren Sie die Nachricht, bevor sie signiert wird.",
      administrator: "Schalten Sie 8BITMIME auf dem nächsten Server ein.",
    },
  },
  "X.6.3": {
    means: "Der Inhalt müsste umgewandelt werden, und der Server kann es nicht.",
    causes: ["Dem nächsten Server fehlt 8BITMIME oder BINARYMIME."],
  },
  "X.6.4": {
    means: "Der Inhalt wurde umgewandelt, und dabei ging etwas verloren.",
    done: "Der Inhalt wurde unterwegs umgewandelt, und dabei ging etwas verloren.",
  },
  "X.6.5": {
    means: "Die Umwandlung des Inhalts ist gescheitert.",
    causes: [
      "Der MIME-Aufbau der Nachricht ist fehlerhaft oder dem, der umwandelt, nicht bekannt.",
    ],
    advice: {
      sender: "Senden Sie sie in einfacherer Form.",
      developer: "Prüfen Sie den MIME-Aufbau, und kodieren Sie die Teile vorher.",
      administrator: "Sehen Sie in das Protokoll des Umwandlers.",
    },
  },
  "X.6.6": {
    means: "Inhalt, auf den die Nachricht verweist, lässt sich nicht holen.",
    causes: ["Der IMAP-Server, den BURL nennt, hat abgelehnt oder antwortet nicht."],
    advice: {
      sender: "Senden Sie später noch einmal.",
      developer: "Prüfen Sie die URL und ihre Berechtigung, oder senden Sie den Inhalt selbst.",
      administrator:
        "Prüfen Sie das Vertrauen zwischen dem Server zum Einliefern und dem IMAP-Server.",
    },
  },
  "X.6.7": {
    means: "Eine Adresse außerhalb von ASCII ist für diesen Absender oder Empfänger nicht erlaubt.",
    causes: [
      "Dem Server oder dem dahinter fehlt SMTPUTF8.",
      "Das Postfach hat eine ASCII-Adresse, die stattdessen zu benutzen ist.",
    ],
  },
  "X.6.8": {
    means: "Die Antwort bräuchte UTF-8, und der Client hat es nicht erlaubt.",
    done: "Die Antwort bräuchte UTF-8, und der Client hat es nicht erlaubt.",
    causes: [
      "VRFY oder EXPN wurde ohne SMTPUTF8 gesendet, und die Antwort hat Namen außerhalb von ASCII.",
    ],
  },
  "X.6.9": {
    means: "Ein Kopf mit UTF-8 lässt sich an mindestens einen Empfänger nicht weitergeben.",
    causes: ["Einem Server hinter diesem fehlt SMTPUTF8."],
  },
  "X.6.10": {
    means: "Die Antwort bräuchte UTF-8; dies ist eine veraltete Doppelung von X.6.8.",
    done: "Die Antwort bräuchte UTF-8, und der Client hat es nicht erlaubt.",
    causes: [
      "VRFY oder EXPN wurde ohne SMTPUTF8 gesendet, und die Antwort hat Namen außerhalb von ASCII.",
    ],
  },
};
