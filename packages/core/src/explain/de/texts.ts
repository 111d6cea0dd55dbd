/** The German sentences about pasted texts, and about errors in them that are not replies. */
import type { TextSentences } from "../catalogue.ts";

export const TEXTS: TextSentences = {
  foundMany: (total, kinds) =>
    `${total} gefunden: ${kinds === 1 ? "alle gleich" : `${kinds} verschiedene, die schlimmsten zuerst`}.`,
  nothingFound:
    "In diesem Text steht weder eine SMTP-Antwort noch ein Verbindungsfehler. Eine Antwort hat einen Code und Wörter, etwa „550 5.1.1 No such user“.",
  more: (count) => ` und ${count} weitere`,
  noCode: "Hier steht kein Antwortcode; nur die Wörter sagen, was die Antwort bedeutet.",
  noReason: (status) => `Der Bericht nennt außer ${status} keinen Grund.`,
  http: (status) =>
    `${status} ist hier ein HTTP-Status eines Webservers oder Proxys, keine Antwort eines Mailservers.`,
  failures: {
    "connection-refused": {
      means: "An diesem Port des Servers hört niemand, oder eine Firewall weist die Verbindung ab.",
      advice: "Prüfen Sie Hostname und Port: 465 und 587 sind für Clients, 25 ist für Server.",
    },
    "connection-timeout": {
      means: "Der Server hat nicht rechtzeitig geantwortet.",
      advice:
        "Prüfen Sie Hostname und Port. Viele Netze sperren Port 25; verwenden Sie 587 oder 465.",
    },
    "greeting-timeout": {
      means: "Die Verbindung stand, aber der Server hat keine rechtzeitige Begrüßung gesendet.",
      advice:
        "Der Port erwartet vielleicht TLS ab dem ersten Byte: Verwenden Sie implizites TLS an Port 465 oder STARTTLS an Port 587. Eine Firewall, die Verbindungen nur scheinbar annimmt, sieht genauso aus.",
    },
    "host-not-found": {
      means: "Zum Namen des Servers wurde keine Adresse gefunden.",
      advice: "Prüfen Sie die Schreibweise des Hostnamens und ob der Nameserver arbeitet.",
    },
    "host-unreachable": {
      means: "Zur Adresse des Servers führt kein Weg.",
      advice: "Prüfen Sie die Netzverbindung des Clients, auch für IPv6, und die Firewall.",
    },
    "connection-closed": {
      means: "Der Server oder etwas dazwischen hat die Verbindung ohne Antwort geschlossen.",
      advice:
        "Prüfen Sie, ob der Port zum TLS-Modus passt, und sehen Sie in das Log des Servers. Manche Server schließen die Verbindung statt abzulehnen.",
    },
    "tls-expected-plain-text": {
      means: "Der Client begann mit TLS, und der Server antwortete im Klartext.",
      advice:
        "Verwenden Sie STARTTLS an den Ports 587 und 25. Nur an Port 465 beginnt TLS mit dem ersten Byte.",
    },
    "certificate-untrusted": {
      means: "Der Client vertraut dem Aussteller des Serverzertifikats nicht.",
      advice:
        "Geben Sie dem Client das Zertifikat des Ausstellers. Schalten Sie die Prüfung nicht ab: Sonst kann jeder auf dem Weg Passwörter lesen.",
    },
    "certificate-expired": {
      means: "Das Zertifikat des Servers ist abgelaufen.",
      advice:
        "Der Administrator des Servers muss das Zertifikat erneuern. Prüfen Sie auch die Uhr des Clients.",
    },
    "certificate-name": {
      means: "Das Zertifikat des Servers gilt für einen anderen Hostnamen.",
      advice:
        "Verbinden Sie sich mit dem Namen im Zertifikat; er steht auf der Hilfeseite des Anbieters.",
    },
    "tls-handshake": {
      means: "Client und Server konnten sich nicht auf TLS einigen.",
      advice:
        "Eine Seite ist zu alt: Aktualisieren Sie sie und erlauben Sie auf beiden TLS 1.2 oder neuer. Prüfen Sie auch, ob der Port für TLS ist.",
    },
    "starttls-not-offered": {
      means: "Der Client braucht STARTTLS, und der Server bietet es an diesem Port nicht an.",
      advice: "Verwenden Sie Port 587, oder Port 465 mit TLS ab dem ersten Byte.",
    },
    "auth-not-offered": {
      means:
        "Der Client sollte sich anmelden, und der Server bietet kein Verfahren an, das der Client kennt.",
      advice:
        "Server bieten AUTH oft erst nach TLS an: Verwenden Sie Port 465, oder STARTTLS an Port 587.",
    },
    "login-refused": {
      means: "Der Server hat die Anmeldung abgelehnt, und das Programm zeigt seine Antwort nicht.",
      advice:
        "Prüfen Sie Benutzername und Passwort, und ob der Anbieter ein App-Passwort verlangt. Schalten Sie im Programm das Protokoll ein, um die Antwort zu sehen.",
    },
    "credentials-missing": {
      means: "Der Client sollte sich ohne Benutzername oder Passwort anmelden.",
      advice: "Prüfen Sie, ob die Variablen für Benutzername und Passwort gesetzt sind.",
    },
  },
};
