/** What each error means and what to do, in German. */
import type { Catalogue } from "../catalogue.ts";
import { createAdvice } from "../kinds.ts";

const GERMAN_NOTHING = "Es ist nichts zu tun.";
const GERMAN_LATER = "Senden Sie die Nachricht später noch einmal.";
const GERMAN_DEVELOPER = "Melden Sie den Fehler dem Entwickler des Programms.";
const GERMAN_SETTINGS = "Prüfen Sie Host, Port und Sicherheitseinstellungen des Kontos.";

/** By error code. */
export const GERMAN_ERRORS: Catalogue["errors"] = {
  CONNECT_FAILED: {
    means: "Parley konnte keine Verbindung zum Server herstellen. Es wurde keine Mail gesendet.",
    retry:
      "Ein späterer Versuch kann helfen, wenn der Server oder das Netz ausgefallen war. Er hilft nicht, wenn Host oder Port falsch ist oder die Laufzeitumgebung die Verbindung verbietet.",
    advice: createAdvice(
      "Prüfen Sie Ihre Netzverbindung, und senden Sie die Nachricht später noch einmal.",
      "Prüfen Sie die Schreibweise des Hosts und den Port. Statt Port 25, den viele Anbieter sperren, verwenden Sie 587 oder 465.",
      "Prüfen Sie, ob der Server läuft und ob eine Firewall seinen Port sperrt.",
    ),
  },
  CONNECTION_LOST: {
    means:
      "Die Verbindung brach ab, bevor die ganze Nachricht gesendet war, und ohne Ablehnung. Der Server hat die Nachricht nicht angenommen, erneutes Senden stellt sie also nicht doppelt zu.",
    retry: "Ein sofortiger Versuch über eine neue Verbindung kann helfen.",
    advice: createAdvice(
      "Senden Sie die Nachricht noch einmal.",
      "Senden Sie die Nachricht über eine neue Verbindung noch einmal. Bricht die Verbindung wieder an derselben Stelle ab, prüfen Sie `phase`: Manche Server schließen die Verbindung, statt abzulehnen.",
      "Suchen Sie im Log des Servers, warum die Verbindung geschlossen wurde. Prüfen Sie die Zeitlimits von Proxys und Firewalls.",
    ),
  },
  TIMEOUT: {
    means:
      "Der Server hat nicht rechtzeitig geantwortet, oder die Frist für den ganzen Aufruf ist abgelaufen.",
    retry: "Ein späterer Versuch kann helfen.",
    advice: createAdvice(
      GERMAN_LATER,
      "Erhöhen Sie bei einem langsamen Server das Zeitlimit dieser Phase in `timeouts`.",
      "Prüfen Sie, ob der Server überlastet ist und ob eine Firewall Pakete verwirft.",
    ),
  },
  ABORTED: {
    means:
      "Der Aufruf wurde durch sein AbortSignal abgebrochen. Die Nachricht wurde nicht vollständig gesendet.",
    retry: "Ein sofortiger Versuch kann helfen, denn am Server ist nichts fehlgeschlagen.",
    advice: createAdvice(
      "Senden Sie die Nachricht noch einmal, wenn Sie das noch möchten.",
      "Es ist nichts zu beheben. `cause` enthält den Grund des AbortSignals.",
      GERMAN_NOTHING,
    ),
  },
  CLOSED: {
    means: "Ihr Programm hat die Verbindung oder den Mailer vor dem Aufruf geschlossen.",
    retry: "Mit demselben Objekt hilft ein neuer Versuch nie.",
    advice: createAdvice(
      GERMAN_DEVELOPER,
      "Erzeugen Sie eine neue Verbindung oder einen neuen Mailer, und schließen Sie beides erst nach der letzten Nachricht.",
      GERMAN_NOTHING,
    ),
  },
  PROTOCOL_VIOLATION: {
    means:
      "Der Server hat eine ungültige SMTP-Antwort gesendet, oder Antworten, die nicht zu den Befehlen passen. Parley kann weiteren Antworten nicht vertrauen und hat die Verbindung geschlossen.",
    retry:
      "Ein späterer Versuch kann helfen, wenn der Server eine Störung hatte. Er hilft nicht, wenn der Server ein anderes Protokoll spricht.",
    advice: createAdvice(
      GERMAN_SETTINGS,
      "Prüfen Sie Host, Port und TLS-Modus: Ein Server, der TLS vom ersten Byte an erwartet, sendet im Klartext unlesbare Daten.",
      "Prüfen Sie, ob ein Proxy oder eine Firewall SMTP umschreibt.",
    ),
  },
  SERVER_UNAVAILABLE: {
    means:
      "Der Server nimmt im Augenblick keine Mail an oder hat die Sitzung beendet. Er hat die Nachricht nicht angenommen.",
    retry: "Ein späterer Versuch kann helfen.",
    advice: createAdvice(
      GERMAN_LATER,
      "Versuchen Sie es nach einigen Minuten noch einmal, in wachsenden Abständen. Benutzen Sie weniger Verbindungen gleichzeitig.",
      "Prüfen Sie Last, Speicherplatz und Verbindungslimits des Servers.",
    ),
  },
  GREETING_REFUSED: {
    means:
      "Der Server hat diesen Client in seiner Begrüßung oder als Antwort auf EHLO und HELO abgelehnt. Es wurde keine Mail gesendet.",
    retry:
      "Ein späterer Versuch kann helfen, wenn `retry` das sagt. Sonst hilft er nur nach einer Änderung.",
    advice: createAdvice(
      "Melden Sie die Antwort dem Administrator Ihres Netzes.",
      "Setzen Sie `name` auf einen vollständigen Hostnamen, oder senden Sie über den Mailserver eines Anbieters.",
      "Lesen Sie die Antwort: Die IP-Adresse des Clients steht vielleicht auf einer Sperrliste, oder der Server akzeptiert den Namen in EHLO nicht.",
    ),
  },
  CERTIFICATE_REFUSED: {
    means:
      "Dem Zertifikat des Servers wird nicht vertraut, oder es gilt für einen anderen Namen. Es wurden weder Zugangsdaten noch Mail gesendet.",
    retry: "Ein neuer Versuch hilft erst, wenn sich das Zertifikat oder die Optionen ändern.",
    advice: createAdvice(
      "Melden Sie den Fehler dem Administrator des Servers. Senden Sie über diese Verbindung keine Passwörter.",
      "Setzen Sie `host` auf den Namen im Zertifikat, oder `ca` auf das Zertifikat der eigenen Zertifizierungsstelle des Servers. Ist beides nicht zu erwarten, liest vielleicht ein Angreifer mit.",
      "Erneuern Sie das Zertifikat, installieren Sie es mit der ganzen Zertifikatskette, und prüfen Sie, ob es den Hostnamen enthält.",
    ),
  },
  TLS_FAILED: {
    means:
      "Der TLS-Handshake ist fehlgeschlagen, und TLS ist verlangt. Es wurde keine Mail gesendet.",
    retry: "Ein späterer Versuch kann helfen, wenn der Server eine Störung hatte.",
    advice: createAdvice(
      GERMAN_SETTINGS,
      "Prüfen Sie, ob der Port den TLS-Modus unterstützt: TLS vom ersten Byte an auf 465, STARTTLS auf 587. Alte Server unterstützen vielleicht kein TLS 1.2.",
      "Prüfen Sie Zertifikat, TLS-Versionen und Cipher-Suites des Servers.",
    ),
  },
  FEATURE_UNMET: {
    means:
      "Dieser Server erfüllt eine Anforderung nicht, und es gibt keine Alternative mehr. Es wurde keine Mail gesendet.",
    retry:
      "Mit demselben Server und denselben Optionen hilft ein neuer Versuch nicht, außer `retry` sagt es.",
    advice: createAdvice(
      GERMAN_DEVELOPER,
      "In `decisions` stehen die nicht erfüllten Anforderungen und die Gründe. Benutzen Sie einen anderen Server, oder ändern Sie die Anforderungen.",
      "Schalten Sie die fehlende Erweiterung ein, wenn der Server sie unterstützt.",
    ),
  },
  AUTH_REFUSED: {
    means:
      "Der Server hat die Zugangsdaten abgelehnt oder die Verbindung geschlossen, als er sie erhielt, oder `auth.token` ist endgültig fehlgeschlagen. Parley hat es nicht noch einmal versucht.",
    retry:
      "Mit denselben Zugangsdaten hilft ein neuer Versuch nie. Wiederholte Fehlversuche sperren Konten.",
    advice: createAdvice(
      "Prüfen Sie Benutzername und Passwort. Konten mit Zwei-Faktor-Authentifizierung brauchen ein Anwendungspasswort.",
      "Fragen Sie den Benutzer nach anderen Zugangsdaten, und versuchen Sie dieselben nicht noch einmal. Manche Anbieter akzeptieren nur OAuth. Ist `auth.token` fehlgeschlagen, steht der Fehler in `cause`.",
      "Suchen Sie im Log des Servers nach der fehlgeschlagenen Anmeldung. Prüfen Sie, ob das Konto gesperrt ist und ob es über SMTP senden darf.",
    ),
  },
  AUTH_UNAVAILABLE: {
    means: "Client und Server haben keinen gemeinsamen Mechanismus zur Authentifizierung.",
    retry: "Mit demselben Server und denselben Optionen hilft ein neuer Versuch nie.",
    advice: createAdvice(
      GERMAN_DEVELOPER,
      "Viele Server bieten die Authentifizierung nur unter TLS an, oder nur auf Port 587 oder 465. Geben Sie die Art von Zugangsdaten an, die die Mechanismen des Servers brauchen.",
      "Bieten Sie einen verbreiteten Mechanismus an, etwa PLAIN unter TLS.",
    ),
  },
  AUTH_TEMPORARY: {
    means:
      "Der Server kann die Zugangsdaten im Augenblick nicht prüfen, oder `auth.token` hat kein Token zurückgegeben. Die Zugangsdaten können richtig sein.",
    retry: "Ein späterer Versuch kann helfen.",
    advice: createAdvice(
      "Senden Sie die Nachricht später noch einmal. Das Passwort kann richtig sein.",
      "Versuchen Sie es nach einigen Minuten noch einmal, und fragen Sie den Benutzer nicht nach einem anderen Passwort. Ist `auth.token` gescheitert, enthält `cause` den Fehler.",
      "Prüfen Sie die Verbindung zwischen dem Mailserver und seiner Benutzerdatenbank.",
    ),
  },
  AUTH_REQUIRED: {
    means:
      "Der Server nimmt Mail nur von authentifizierten Clients an. Es wurde keine Mail gesendet.",
    retry: "Ohne Zugangsdaten hilft ein neuer Versuch nie.",
    advice: createAdvice(
      "Tragen Sie Benutzername und Passwort in die Einstellungen des Kontos ein.",
      "Setzen Sie `auth`, oder benutzen Sie einen Server, der von diesem Client Mail ohne Authentifizierung annimmt.",
      "Darf dieser Client ohne Authentifizierung senden, tragen Sie seine IP-Adresse in die vertrauenswürdigen Netze des Servers ein.",
    ),
  },
  SENDER_REFUSED: {
    means: "Der Server hat den Absender des Umschlags abgelehnt. Es wurde keine Mail gesendet.",
    retry:
      "Ein späterer Versuch kann helfen, wenn `retry` das sagt. Sonst hilft er nur mit einem anderen Absender.",
    advice: createAdvice(
      "Benutzen Sie eine Absenderadresse, die zum Konto gehört.",
      "Prüfen Sie, ob die Domain der Absenderadresse existiert. Vielleicht nennt die Antwort die Regel.",
      "Prüfen Sie, welche Absenderadressen der Server für das Konto zulässt.",
    ),
    adviceAgain: {
      sender: GERMAN_LATER,
      developer:
        "Senden Sie dieselbe Nachricht nach einigen Minuten noch einmal, in wachsenden Abständen. Eine vorübergehende Ablehnung heißt nicht, dass der Absender falsch ist.",
    },
  },
  RECIPIENTS_REFUSED: {
    means:
      "Der Server hat keinen Empfänger angenommen, oder nicht alle, obwohl alle verlangt waren. Es wurde keine Mail gesendet.",
    retry: "Bei vorübergehend abgelehnten Empfängern kann ein späterer Versuch helfen.",
    advice: createAdvice(
      "Berichtigen oder entfernen Sie die endgültig abgelehnten Empfänger.",
      "In `recipients` steht die Antwort zu jedem Empfänger.",
      "Suchen Sie im Log des Servers nach den abgelehnten Empfängern.",
    ),
    adviceAgain: {
      sender:
        "Senden Sie die Nachricht später noch einmal an die vorübergehend abgelehnten Empfänger.",
      developer:
        "In `recipients` steht die Antwort zu jedem Empfänger. Senden Sie nach einigen Minuten noch einmal an die vorübergehend abgelehnten.",
    },
  },
  MESSAGE_REFUSED: {
    means: "Der Server hat Absender und Empfänger angenommen und die Nachricht selbst abgelehnt.",
    retry:
      "Ein späterer Versuch kann helfen, wenn `retry` das sagt. Sonst hilft er nur, wenn Sie die Nachricht ändern.",
    advice: createAdvice(
      "Lesen Sie die Antwort, ändern Sie die Nachricht, und senden Sie sie noch einmal.",
      "Lesen Sie die Antwort. Übliche Ursachen sind Spamfilter, gefälschte Absender, verbotene Anhänge und ungültige Headerfelder.",
      "Suchen Sie im Log des empfangenden Servers nach der Regel, die die Nachricht abgelehnt hat.",
    ),
    adviceAgain: {
      sender: GERMAN_LATER,
      developer:
        "Senden Sie dieselbe Nachricht nach einigen Minuten noch einmal, in wachsenden Abständen.",
    },
  },
  MESSAGE_TOO_LARGE: {
    means: "Die Nachricht ist größer, als der Server annimmt. Es wurde keine Mail gesendet.",
    retry: "In dieser Größe hilft ein neuer Versuch nie.",
    advice: createAdvice(
      "Senden Sie eine kleinere Nachricht, oder einen Link statt der Anhänge.",
      "Vergleichen Sie die Größe der Nachricht mit SIZE in der Antwort des Servers auf EHLO. Die Kodierung macht Anhänge um ein Drittel größer.",
      "Erhöhen Sie das Größenlimit, wenn der Server größere Nachrichten annehmen soll.",
    ),
  },
  BODY_FAILED: {
    means:
      "Parley konnte die Nachricht nicht zu Ende lesen, weil ihr Stream fehlgeschlagen ist. Parley hat die Verbindung geschlossen, bevor die Nachricht vollständig war; es wurde also keine Mail gesendet.",
    retry: "Ein neuer Versuch hilft, sobald der Stream lesbar ist.",
    advice: createAdvice(
      GERMAN_DEVELOPER,
      "`cause` enthält den Fehler des Streams.",
      GERMAN_NOTHING,
    ),
  },
  BODY_SPENT: {
    means:
      "Parley musste die Nachricht noch einmal von vorn senden, ihr Stream ist aber nur einmal lesbar. Es wurde keine Mail gesendet.",
    retry: "Mit einem neuen Stream kann ein neuer Versuch helfen.",
    advice: createAdvice(
      GERMAN_DEVELOPER,
      "Übergeben Sie `raw` als Bytes, als String oder als Funktion, die einen Stream zurückgibt.",
      GERMAN_NOTHING,
    ),
  },
  OUTCOME_UNKNOWN: {
    means:
      "Die ganze Nachricht wurde gesendet, und die Verbindung endete vor der Antwort des Servers. Der Server kann die Nachricht angenommen haben oder nicht.",
    retry:
      "Ein neuer Versuch kann die Nachricht doppelt zustellen. Parley wiederholt deshalb nie automatisch.",
    advice: createAdvice(
      "Fragen Sie den Empfänger, ob die Nachricht angekommen ist, bevor Sie sie noch einmal senden.",
      "Lassen Sie einen Menschen entscheiden. Wird die Nachricht mit derselben Message-ID noch einmal gesendet, verwerfen manche Systeme das Duplikat.",
      "Suchen Sie im Log des Servers nach der Message-ID.",
    ),
  },
};

/** The sentence for `retry`. */
export const GERMAN_RETRY: Catalogue["retry"] = {
  now: "Ein sofortiger neuer Versuch kann helfen.",
  later: "Ein späterer neuer Versuch kann helfen.",
  never: "Ein unveränderter neuer Versuch hilft nicht.",
};
