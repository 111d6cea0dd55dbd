/** Enhanced status codes X.7.0 to X.7.19, about security and policy, in German. */
import type { EnhancedProse } from "../explanation.ts";

/** By code, with X for the class. */
export const GERMAN_SECURITY_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.7.0": {
    means: "Es geht um Sicherheit oder Richtlinien; der Code nennt keine Einzelheiten.",
    done: "Der Sicherheitsschritt ist gelungen.",
  },
  "X.7.1": {
    means: "Eine Richtlinie lehnt diese Nachricht, diesen Absender oder diesen Client ab.",
    causes: [
      "Der Server leitet für diesen Client nichts weiter oder will eine Anmeldung.",
      "Die Adresse des Clients steht auf einer Sperrliste oder stammt aus einem dynamischen Bereich.",
      "SPF, DKIM oder DMARC der Absenderdomain ist gescheitert.",
      "Der Inhalt wurde für Spam gehalten, oder der Empfänger nimmt nur von wenigen Absendern Post.",
    ],
  },
  "X.7.2": {
    means: "Der Absender darf nicht an diese Verteilerliste senden.",
    causes: ["Nur Mitglieder oder Inhaber dürfen an die Liste schreiben."],
    advice: {
      sender: "Treten Sie der Liste bei, oder schreiben Sie ihrem Inhaber.",
      developer: "Wiederholen Sie es nicht unter demselben Absender.",
      administrator: "Prüfen Sie, wer an die Liste schreiben darf.",
    },
  },
  "X.7.3": {
    means: "Eine Umwandlung zwischen Sicherheitssystemen ist nötig und nicht möglich.",
    causes: [
      "Die Nachricht ist so verschlüsselt oder signiert, dass die andere Seite sie nicht annehmen kann.",
    ],
    advice: {
      sender: "Senden Sie sie anders verschlüsselt oder unverschlüsselt.",
      developer: "Wiederholen Sie sie nicht unverändert.",
      administrator: "Prüfen Sie das Gateway zwischen den beiden Systemen.",
    },
  },
  "X.7.4": {
    means: "Eine Sicherheitsfunktion wird nicht unterstützt.",
    causes: [
      "Der Mechanismus von AUTH oder die Sicherheit, die die Nachricht verlangt, ist nicht verfügbar.",
    ],
  },
  "X.7.5": {
    means: "Ein kryptographischer Vorgang ist gescheitert.",
    causes: ["Ein Schlüssel oder Zertifikat fehlt, ist beschädigt oder abgelaufen."],
    advice: {
      sender: "Sagen Sie es dem Verwalter.",
      developer: "Prüfen Sie die Schlüssel auf beiden Seiten.",
      administrator: "Prüfen Sie Schlüssel und Zertifikate des Servers.",
    },
  },
  "X.7.6": {
    means: "Ein kryptographisches Verfahren wird nicht unterstützt.",
    causes: ["Eine Seite ist für die andere zu alt oder zu streng."],
    advice: {
      sender: "Sagen Sie es dem Verwalter.",
      developer: "Bieten Sie andere Verfahren an.",
      administrator: "Bringen Sie die ältere Seite auf den neuesten Stand.",
    },
  },
  "X.7.7": {
    means: "Die Nachricht passt nicht zu ihrer Prüfsumme oder Signatur.",
    done: "Die Nachricht wurde angenommen, obwohl sie nicht zu ihrer Prüfsumme oder Signatur passt.",
    causes: ["Ein Server oder Scanner unterwegs hat die Nachricht verändert."],
    advice: {
      sender: "Senden Sie noch einmal; geschieht es wieder, sagen Sie es dem Verwalter.",
      developer: "Signieren Sie nach der letzten Änderung der Nachricht.",
      administrator:
        "Suchen Sie, was Nachrichten umschreibt, etwa angehängte Hinweise und Linkprüfer.",
    },
  },
  "X.7.8": {
    means: "Die Zugangsdaten sind nicht gültig.",
    causes: [
      "Benutzername oder Passwort ist falsch.",
      "Der Anbieter will ein Anwendungspasswort oder OAuth statt des Passworts.",
      "Das Token ist abgelaufen.",
    ],
  },
  "X.7.9": {
    means:
      "Der Mechanismus ist zu schwach, oder eine solche Anmeldung ist für dieses Konto nicht erlaubt.",
    causes: [
      "Der Anbieter will OAuth oder ein Anwendungspasswort.",
      "Der Anbieter will zuerst eine Anmeldung im Browser.",
    ],
  },
  "X.7.10": {
    means: "Verschlüsselung ist nötig, hier oder weiter auf dem Weg (REQUIRETLS).",
    causes: [
      "Die Verbindung ist im Klartext.",
      "Die Nachricht verlangt TLS auf jedem Abschnitt, und dem nächsten fehlt es.",
    ],
  },
  "X.7.11": {
    means: "Der Mechanismus darf nur verschlüsselt benutzt werden.",
    causes: ["Der Mechanismus zeigt das Passwort, und die Verbindung ist im Klartext."],
  },
  "X.7.12": {
    means: "Das Passwort muss zuerst auf einen anderen Mechanismus umgestellt werden.",
    causes: [
      "Der Server speichert das Passwort in einer Form, die dieser Mechanismus nicht brauchen kann.",
    ],
  },
  "X.7.13": {
    means: "Das Konto ist gesperrt.",
    causes: ["Das Konto wurde geschlossen, gesperrt oder nie zum Senden freigegeben."],
  },
  "X.7.14": {
    means: "Dem Server fehlt das Vertrauen eines anderen Servers, den er braucht.",
    causes: ["Der Server zum Einliefern darf vom IMAP-Server keinen Inhalt holen."],
    advice: {
      sender: "Sagen Sie es dem Verwalter.",
      developer: "Senden Sie den Inhalt selbst statt BURL.",
      administrator: "Richten Sie das Vertrauen zwischen den beiden Servern ein.",
    },
  },
  "X.7.15": {
    means: "Der Vorrang der Nachricht ist zu niedrig, um sie jetzt anzunehmen.",
    causes: ["Der Server ist ausgelastet und nimmt dringende Nachrichten zuerst."],
    advice: {
      sender: "Senden Sie später noch einmal.",
      developer: "Versuchen Sie es später noch einmal; erhöhen Sie den Vorrang nicht ohne Grund.",
      administrator: "Prüfen Sie die Last und die Schwelle des Vorrangs.",
    },
  },
  "X.7.16": {
    means: "Die Nachricht ist für ihren Vorrang zu groß.",
    causes: ["Der Server begrenzt die Größe von Nachrichten mit diesem Vorrang."],
    advice: {
      sender: "Senden Sie eine kleinere Nachricht.",
      developer: "Senden Sie sie kleiner oder mit anderem Vorrang.",
      administrator: "Prüfen Sie die Größengrenzen je Vorrang.",
    },
  },
  "X.7.17": {
    means: "Das Postfach hat seit der Zeit, die der Absender nannte, den Inhaber gewechselt.",
    causes: ["Der Anbieter hat die Adresse einer anderen Person gegeben."],
    advice: {
      sender: "Fragen Sie den Empfänger nach der neuen Adresse.",
      developer:
        "Behandeln Sie die Adresse als verloren: Was gesendet wird, käme bei einem Fremden an.",
      administrator: "Es ist nichts zu tun.",
    },
  },
  "X.7.18": {
    means: "Die Domain hat seit der Zeit, die der Absender nannte, den Inhaber gewechselt.",
    causes: ["Die Domain ist abgelaufen, und jemand anders hat sie angemeldet."],
  },
  "X.7.19": {
    means: "Ob das Postfach den Inhaber gewechselt hat, lässt sich nicht prüfen.",
    causes: ["Der Server weiß nicht, seit wann der Inhaber es hat."],
    advice: {
      sender: "Kontaktieren Sie den Empfänger auf anderem Weg.",
      developer: "Senden Sie nur dann ohne RRVS, wenn ein Fremder die Nachricht lesen darf.",
      administrator: "Merken Sie sich, wann jedes Postfach angelegt wurde.",
    },
  },
};
