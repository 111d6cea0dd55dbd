/** Reply codes 55z, about mailboxes and messages, in German. */
import type { Prose } from "../explanation.ts";

/** By reply code. */
export const GERMAN_MAILBOX_REPLIES: Readonly<Record<number, Prose>> = {
  550: {
    means:
      "Das Postfach ist nicht verfügbar, oder der Server lehnt die Nachricht nach einer Richtlinie ab.",
    causes: [
      "Die Adresse des Empfängers gibt es nicht, oder sie ist falsch geschrieben.",
      "Der Server leitet für diesen Client nicht an diese Domain weiter.",
      "Die Adresse des Clients steht auf einer Sperrliste oder hat kein Reverse-DNS.",
      "SPF, DKIM oder DMARC der Absenderdomain ist gescheitert.",
      "Der Inhalt wurde für Spam gehalten.",
    ],
  },
  551: {
    means:
      "Der Empfänger ist nicht lokal, und der Server leitet nicht weiter; der Text nennt vielleicht eine andere Adresse.",
    causes: ["Das Postfach ist umgezogen.", "Der Server leitet für diesen Client nichts weiter."],
    advice: {
      sender: "Senden Sie an die Adresse, die der Text nennt, wenn Sie ihr trauen.",
      developer:
        "Zeigen Sie dem Benutzer die Adresse. Folgen Sie ihr nie ungefragt: Post kann so verraten oder umgelenkt werden.",
      administrator:
        "Leiten Sie eine Weile weiter, oder nehmen Sie 550, um keine Adressen preiszugeben.",
    },
  },
  552: {
    means: "Der Speicher reicht nicht: Das Postfach ist voll, oder die Nachricht ist zu groß.",
    causes: [
      "Die Nachricht ist größer, als der Server oder das Postfach annimmt.",
      "Das Postfach hat seine Quote überschritten.",
      "Alte Server meinen damit, dass es zu viele Empfänger sind.",
    ],
  },
  553: {
    means: "Der Name des Postfachs ist nicht erlaubt.",
    causes: [
      "Die Adresse ist falsch geschrieben oder mehrdeutig.",
      "Das Konto darf nicht unter dieser Absenderadresse senden.",
      "Die Adresse hat Zeichen außerhalb von ASCII, und der Server nimmt sie nicht.",
      "Der Server leitet nicht an diese Domain weiter.",
    ],
  },
  554: {
    means:
      "Die Transaktion ist gescheitert; als Begrüßung heißt es, dass es für diesen Client keinen Dienst gibt.",
    causes: [
      "Der Inhalt wurde für Spam oder schädlich gehalten.",
      "Die Adresse des Clients steht auf einer Sperrliste.",
      "Kein Empfänger war gültig.",
      "Die Nachricht verletzt eine Regel des Servers, etwa durch ein fehlendes oder gefälschtes Kopffeld.",
    ],
  },
  555: {
    means: "Ein Parameter von MAIL oder RCPT wird nicht erkannt oder nicht unterstützt.",
    causes: [
      "Der Parameter gehört zu einer Erweiterung, die der Server nicht hat.",
      "Die Adresse ist nicht als <user@domain> geschrieben, und ihr Rest wurde für einen Parameter gehalten.",
    ],
  },
  556: {
    means: "Die Domain des Empfängers nimmt keine E-Mail an.",
    causes: ["Die Domain veröffentlicht einen leeren MX-Eintrag."],
  },
};
