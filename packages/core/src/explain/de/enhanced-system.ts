/** Erweiterte Codes X.3.z, X.4.z und X.5.z, über Systeme, Wege und das Protokoll, auf Deutsch. */
import type { EnhancedProse } from "../explanation.ts";

/** Nach Code, mit X für die Klasse. */
export const GERMAN_SYSTEM_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.3.0": { means: "Das Mailsystem hat eine Störung.", done: "Das Mailsystem hat es getan." },
  "X.3.1": {
    means: "Das Mailsystem ist voll.",
    causes: ["Die Platte mit der Warteschlange oder den Postfächern ist voll."],
    sender: "Senden Sie später noch einmal.",
    developer: "Versuchen Sie es später noch einmal; jeder Empfänger dort ist betroffen.",
    administrator: "Schaffen Sie Platz auf der Platte.",
  },
  "X.3.2": {
    means: "Das System nimmt zur Zeit keine Post an.",
    causes: [
      "Der Server ist zur Wartung abgeschaltet oder überlastet.",
      "Der Server lehnt diesen Client wegen seines Rufs oder seiner Senderate ab.",
    ],
    sender: "Senden Sie später noch einmal.",
    developer: "Versuchen Sie es später noch einmal, über weniger Verbindungen.",
    administrator: "Prüfen Sie Last und Wartung und die Grenzen für die sendende Adresse.",
  },
  "X.3.3": {
    means: "Das System unterstützt eine verlangte Funktion nicht.",
    causes: [
      "Ein Parameter wie SMTPUTF8 wurde abgelehnt, obwohl er vielleicht angeboten war.",
      "Der Befehl ist auf diesem System nicht verfügbar.",
    ],
    sender:
      "An der Nachricht ist nichts falsch; sagen Sie es denen, die das sendende Programm betreiben.",
    developer:
      "Verzichten Sie auf die Funktion, wo die Nachricht es kann; sonst melden Sie sie als nicht unterstützt.",
    administrator: "Bieten Sie nur an, was jedes System hinter dem Server kann.",
  },
  "X.3.4": {
    means: "Die Nachricht ist größer, als das System annimmt.",
    causes: [
      "Anhänge wachsen um ein Drittel, wenn sie als Base64 kodiert werden.",
      "Die Grenze ist für diesen Client niedriger als die, die EHLO nannte.",
    ],
    sender: "Senden Sie eine kleinere Nachricht oder einen Link statt eines Anhangs.",
    developer: "Nennen Sie die Größe in MAIL, damit die Ablehnung vor dem Hochladen kommt.",
    administrator:
      "Erhöhen Sie die Grenze auf jedem System des Weges, oder sagen Sie den Benutzern, wo sie liegt.",
  },
  "X.3.5": {
    means: "Das System ist falsch eingestellt.",
    causes: [
      "Der Server würde die Nachricht an sich selbst senden, oder ihm fehlt eine nötige Einstellung.",
    ],
    sender: "Sagen Sie es dem Verwalter der empfangenden Seite.",
    developer: "Wiederholen Sie es nicht; nur eine Änderung am Server hilft.",
    administrator:
      "Prüfen Sie MX-Einträge und die Liste der Domains, die der Server für die eigenen hält.",
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
    sender: "Bei Klasse 5 prüfen Sie die Adresse; sonst warten Sie.",
    developer:
      "Bei Klasse 4 versuchen Sie es später noch einmal; bei Klasse 5 behandeln Sie die Adresse als abgelehnt.",
    administrator:
      "Prüfen Sie den Host, Port 25 und die Firewall; bei Klasse 5 die Liste der Empfänger.",
  },
  "X.4.2": {
    means: "Die Verbindung war schlecht oder ging verloren.",
    causes: [
      "Das Netz ist während der Übertragung ausgefallen.",
      "Die Sitzung hat zu lange geruht.",
      "Eine Firewall mit falscher Paketgröße (MTU) verschluckt lange Pakete.",
    ],
    sender: "Senden Sie später noch einmal.",
    developer: "Versuchen Sie es später über eine neue Verbindung noch einmal.",
    administrator: "Prüfen Sie Fristen, die MTU und die Firewall zwischen den beiden Hosts.",
  },
  "X.4.3": {
    means: "Ein Verzeichnis oder Namensserver ist ausgefallen.",
    causes: [
      "DNS oder das Verzeichnis der Benutzer antwortet nicht.",
      "Der eigene Name des Clients hat keinen DNS-Eintrag.",
    ],
    sender: "Senden Sie später noch einmal.",
    developer: "Versuchen Sie es später noch einmal.",
    administrator: "Prüfen Sie den Resolver und das Verzeichnis, die der Server benutzt.",
  },
  "X.4.4": {
    means: "Kein Weg zum Empfänger ist bekannt.",
    causes: [
      "Die Domain hat keinen brauchbaren MX- oder Adresseintrag.",
      "Eine Regel für den Weg fehlt.",
    ],
    sender: "Prüfen Sie den Teil der Adresse hinter dem @.",
    developer:
      "Bei Klasse 4 versuchen Sie es später noch einmal; bei Klasse 5 melden Sie eine falsche Adresse.",
    administrator: "Prüfen Sie die DNS-Einträge der Domain und die Wegetabelle des Servers.",
  },
  "X.4.5": {
    means: "Das Mailsystem ist verstopft.",
    causes: [
      "In der Warteschlange stehen zu viele Nachrichten.",
      "Es sind zu viele Verbindungen gleichzeitig offen.",
    ],
    sender: "Senden Sie später noch einmal.",
    developer: "Senden Sie langsamer: weniger Verbindungen und längere Pausen.",
    administrator: "Prüfen Sie die Länge der Warteschlange und was sie aufhält.",
  },
  "X.4.6": {
    means: "Die Nachricht läuft im Kreis.",
    causes: ["Zwei Server oder zwei Weiterleitungen senden sie einander zu."],
    sender: "Sagen Sie es dem Empfänger, dessen Weiterleitung der Grund sein kann.",
    developer: "Wiederholen Sie es nicht.",
    administrator:
      "Folgen Sie den Feldern Received, und unterbrechen Sie den Kreis aus Weiterleitungen oder MX-Einträgen.",
  },
  "X.4.7": {
    means: "Die Zeit für die Zustellung ist abgelaufen.",
    causes: [
      "Der nächste Server war tagelang nicht zu erreichen.",
      "Eine Frist der Nachricht ist verstrichen.",
    ],
    sender: "Senden Sie die Nachricht neu, sobald der Grund bekannt ist.",
    developer: "Beginnen Sie neu mit einer neuen Frist, wenn es noch von Nutzen ist.",
    administrator: "Suchen Sie im Protokoll, was die Nachricht aufgehalten hat.",
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
    sender: "Senden Sie an weniger Empfänger auf einmal.",
    developer:
      "Senden Sie die Nachricht an die angenommenen und an die anderen in eigenen Transaktionen.",
    administrator: "Erhöhen Sie die Grenze: RFC 5321 4.5.3.1.8 verlangt mindestens 100.",
  },
  "X.5.4": { means: "Die Argumente des Befehls sind nicht gültig oder nicht unterstützt." },
  "X.5.5": {
    means: "Beide Seiten sprechen nicht dieselbe Version des Protokolls.",
    causes: ["Der Server erwartet auf diesem Port ein anderes Protokoll, etwa LMTP."],
    sender: "Prüfen Sie Host und Port in den Kontoeinstellungen.",
    developer: "Prüfen Sie Host und Port.",
    administrator: "Prüfen Sie, was auf dem Port lauscht.",
  },
  "X.5.6": {
    means: "Eine Zeile der Anmeldung ist für den Server zu lang.",
    causes: ["Ein Token oder Zertifikat ist länger, als der Server lesen kann."],
    sender: "Wählen Sie eine andere Art der Anmeldung.",
    developer: "Versuchen Sie einen Mechanismus mit kürzeren Nachrichten.",
    administrator: "Erlauben Sie Zeilen von 12288 Oktetten, wie RFC 4954 4 verlangt.",
  },
};
