/** Enhanced status codes X.3.z, X.4.z and X.5.z, about systems, routes and the protocol, in German. */
import type { EnhancedProse } from "../explanation.ts";

/** By code, with X for the class. */
export const GERMAN_SYSTEM_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.3.0": { means: "Das Mailsystem hat eine Störung.", done: "Das Mailsystem hat es getan." },
  "X.3.1": {
    means: "Das Mailsystem ist voll.",
    causes: ["Die Platte mit der Warteschlange oder den Postfächern ist voll."],
  },
  "X.3.2": {
    means: "Das System nimmt zurzeit keine E-Mail an.",
    causes: [
      "Der Server ist zur Wartung abgeschaltet oder überlastet.",
      "Der Server lehnt diesen Client wegen seines Rufs oder seiner Senderate ab.",
    ],
  },
  "X.3.3": {
    means: "Das System unterstützt eine verlangte Funktion nicht.",
    causes: [
      "Ein Parameter wie SMTPUTF8 wurde abgelehnt, obwohl er vielleicht angeboten war.",
      "Der Befehl ist auf diesem System nicht verfügbar.",
    ],
  },
  "X.3.4": {
    means: "Die Nachricht ist größer, als das System annimmt.",
    causes: [
      "Anhänge wachsen um ein Drittel, wenn sie als Base64 kodiert werden.",
      "Die Grenze ist für diesen Client niedriger als die, die EHLO nannte.",
    ],
  },
  "X.3.5": {
    means: "Das System ist falsch eingestellt.",
    causes: [
      "Der Server würde die Nachricht an sich selbst senden, oder ihm fehlt eine nötige Einstellung.",
    ],
  },
  "X.3.6": {
    means: "Der Vorrang der Nachricht wurde geändert.",
    done: "Die Nachricht wurde mit einem anderen Vorrang als dem verlangten angenommen.",
  },
  "X.4.0": {
    means: "Es gibt eine Störung im Netz oder auf dem Weg.",
    done: "Der Weg wurde gefunden.",
  },
  "X.4.1": {
    means: "Der Zielhost antwortet nicht.",
    causes: [
      "Der Host ist aus, oder eine Firewall verwirft die Verbindung.",
      "Bei Klasse 5 meinen manche große Anbieter, dass es den Empfänger dort nicht gibt.",
    ],
  },
  "X.4.2": {
    means: "Die Verbindung war schlecht oder ging verloren.",
    causes: [
      "Das Netz ist während der Übertragung ausgefallen.",
      "Die Sitzung hat zu lange geruht.",
      "Eine Firewall mit falscher Paketgröße (MTU) verschluckt lange Pakete.",
    ],
  },
  "X.4.3": {
    means: "Ein Verzeichnis oder Namensserver ist ausgefallen.",
    causes: [
      "DNS oder das Verzeichnis der Benutzer antwortet nicht.",
      "Der eigene Name des Clients hat keinen DNS-Eintrag.",
    ],
  },
  "X.4.4": {
    means: "Kein Weg zum Empfänger ist bekannt.",
    causes: [
      "Die Domain hat keinen brauchbaren MX- oder Adresseintrag.",
      "Eine Regel für den Weg fehlt.",
    ],
  },
  "X.4.5": {
    means: "Das Mailsystem ist verstopft.",
    causes: [
      "In der Warteschlange stehen zu viele Nachrichten.",
      "Es sind zu viele Verbindungen gleichzeitig offen.",
    ],
  },
  "X.4.6": {
    means: "Die Nachricht läuft im Kreis.",
    causes: ["Zwei Server oder zwei Weiterleitungen senden sie einander zu."],
  },
  "X.4.7": {
    means: "Die Zeit für die Zustellung ist abgelaufen.",
    causes: [
      "Der nächste Server war tagelang nicht zu erreichen.",
      "Eine Frist der Nachricht ist verstrichen.",
    ],
  },
  "X.5.0": {
    means: "Der Server hat eine Schwierigkeit mit dem Protokoll.",
    done: "Der Befehl wurde ausgeführt.",
  },
  "X.5.1": {
    means: "Der Befehl ist nicht gültig: unbekannt, nicht vorhanden oder zur falschen Zeit.",
    done: "Der Befehl wurde ausgeführt.",
  },
  "X.5.2": { means: "Die Syntax ist falsch, oder der Server kennt sie nicht." },
  "X.5.3": {
    means: "Es sind zu viele Empfänger.",
    causes: [
      "Der Server begrenzt die Empfänger einer Nachricht.",
      "Der Server begrenzt die Empfänger eines Absenders in einer Zeit.",
    ],
  },
  "X.5.4": { means: "Die Argumente des Befehls sind nicht gültig oder nicht unterstützt." },
  "X.5.5": {
    means: "Beide Seiten sprechen nicht dieselbe Version des Protokolls.",
    causes: ["Der Server erwartet auf diesem Port ein anderes Protokoll, etwa LMTP."],
    advice: {
      sender: "Prüfen Sie Host und Port in den Kontoeinstellungen.",
      developer: "Prüfen Sie Host und Port.",
      administrator: "Prüfen Sie, was auf dem Port lauscht.",
    },
  },
  "X.5.6": {
    means: "Eine Zeile der Anmeldung ist für den Server zu lang.",
    causes: ["Ein Token oder Zertifikat ist länger, als der Server lesen kann."],
  },
};
