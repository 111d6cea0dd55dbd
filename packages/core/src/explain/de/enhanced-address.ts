/** Enhanced status codes X.0.z, X.1.z and X.2.z, about addresses and mailboxes, in German. */
import type { EnhancedProse } from "../explanation.ts";

/** By code, with X for the class. */
export const GERMAN_ADDRESS_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.0.0": {
    means: "Mehr als die Klasse wird nicht gesagt.",
    done: "Es ist gelungen; mehr wird nicht gesagt.",
  },
  "X.1.0": {
    means: "Mit einer Adresse stimmt etwas nicht.",
    done: "Die Adresse wurde angenommen.",
  },
  "X.1.1": {
    means: "Das Postfach gibt es nicht.",
    causes: [
      "Der Teil vor dem @ ist falsch geschrieben.",
      "Die Person ist nicht mehr da, und das Postfach wurde gelöscht.",
      "Das Postfach ist neu, und der Server kennt es noch nicht.",
    ],
  },
  "X.1.2": {
    means: "Das System hinter dem @ gibt es nicht, oder es kann keine E-Mail annehmen.",
    causes: [
      "Die Domain ist falsch geschrieben oder abgelaufen.",
      "Die Domain hat weder einen MX- noch einen Adresseintrag.",
    ],
  },
  "X.1.3": {
    means: "Die Adresse des Empfängers ist falsch aufgebaut.",
    causes: ["In der Adresse ist ein Leerzeichen, ein verirrtes Zeichen oder kein @."],
  },
  "X.1.4": {
    means: "Die Adresse des Empfängers passt zu mehr als einem Postfach.",
    causes: ["Der Server sucht in einem Verzeichnis nach Namen, und mehrere Personen passen."],
    advice: {
      sender: "Benutzen Sie die vollständige Adresse der Person.",
      developer: "Zeigen Sie die Vorschläge, die der Text nennt, wenn es welche gibt.",
      administrator: "Geben Sie jeder Person eine eigene Adresse.",
    },
  },
  "X.1.5": {
    means: "Die Adresse des Empfängers ist gültig.",
    done: "Die Adresse des Empfängers ist gültig.",
  },
  "X.1.6": {
    means: "Das Postfach ist umgezogen, und die neue Adresse wird nicht genannt.",
    causes: ["Der Empfänger hat die Organisation verlassen oder den Anbieter gewechselt."],
  },
  "X.1.7": {
    means: "Die Adresse des Absenders ist falsch aufgebaut.",
    causes: ["Die Rücksendeadresse hat ein verirrtes Zeichen oder keine Domain."],
  },
  "X.1.8": {
    means: "Die Domain des Absenders gibt es nicht, oder sie kann keine Bounces empfangen.",
    causes: [
      "Die Domain hinter dem @ des Absenders ist falsch geschrieben oder hat keine DNS-Einträge.",
      "Ein Host sendet unter seinem eigenen lokalen Namen.",
      "Die Namensauflösung des Servers ist im Augenblick ausgefallen.",
    ],
  },
  "X.1.9": {
    means: "Die Nachricht ging an ein System weiter, das nicht meldet, was aus ihr wird.",
    done: "Die Nachricht ging an ein System weiter, das nicht meldet, was aus ihr wird.",
  },
  "X.1.10": {
    means:
      "Die Domain des Empfängers erklärt durch einen leeren MX-Eintrag, dass sie keine Post nimmt.",
    causes: ["Die Domain dient nur dem Web.", "Die Domain ist falsch geschrieben."],
  },
  "X.2.0": {
    means: "Mit dem Postfach des Empfängers stimmt etwas nicht.",
    done: "Das Postfach hat es angenommen.",
  },
  "X.2.1": {
    means: "Das Postfach gibt es, und es ist gesperrt.",
    causes: [
      "Das Konto wurde gesperrt oder geschlossen.",
      "Das Postfach wurde lange nicht benutzt.",
    ],
  },
  "X.2.2": {
    means: "Das Postfach ist voll.",
    causes: [
      "Der Inhaber hat alte Post nicht gelöscht.",
      "Eine große Nachricht hat den Rest der Quote gefüllt.",
    ],
  },
  "X.2.3": {
    means: "Die Nachricht ist größer, als dieses Postfach empfangen darf.",
    causes: ["Das Postfach hat eine eigene Grenze unterhalb der des Servers."],
  },
  "X.2.4": {
    means: "Die Verteilerliste lässt sich nicht auflösen.",
    causes: ["Die Mitglieder der Liste sind nicht lesbar oder falsch eingestellt."],
    advice: {
      sender: "Sagen Sie es dem Inhaber der Liste.",
      developer: "Versuchen Sie es später noch einmal, wenn die Klasse 4 ist.",
      administrator: "Prüfen Sie die Mitglieder der Liste und das Verzeichnis dahinter.",
    },
  },
};
