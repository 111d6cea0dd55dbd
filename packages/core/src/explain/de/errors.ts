/** Was jeder Fehler bedeutet und was dagegen zu tun ist, auf Deutsch. */
import type { Catalogue } from "../catalogue.ts";

/** Nach Fehlercode. */
export const GERMAN_ERRORS: Catalogue["errors"] = {
  CONNECT_FAILED: {
    means: "Zum Server kam keine Verbindung zustande. Es wurde nichts gesendet.",
    retry:
      "Später kann es helfen, wenn der Server oder das Netz ausgefallen war; nicht, wenn Host oder Port falsch ist oder die Laufzeit die Verbindung verbietet.",
    advice:
      "Prüfen Sie Host und Port und ob eine Firewall oder der Anbieter den Port sperrt, wie viele es mit 25 tun. Versuchen Sie 587 oder 465.",
  },
  CONNECTION_LOST: {
    means:
      "Die Verbindung brach ab, bevor die ganze Nachricht übergeben war, und der Server hatte vorher nichts abgelehnt. Er hat die Nachricht nicht angenommen, so dass erneutes Senden sie einmal zustellt.",
    retry: "Sofort kann es helfen, über eine neue Verbindung.",
    advice:
      "Senden Sie die Nachricht noch einmal. Geschieht es wieder an derselben Stelle, sehen Sie sich `phase` und das Protokoll des Servers an: Manche Server schließen die Verbindung, statt abzulehnen.",
  },
  TIMEOUT: {
    means:
      "Der Server hat nicht rechtzeitig geantwortet, oder die Frist für den ganzen Aufruf ist verstrichen.",
    retry: "Später kann es helfen.",
    advice:
      "Prüfen Sie, ob etwas auf dem Weg Pakete verschluckt. Erhöhen Sie die Frist dieser Phase in `timeouts`, wenn der Server bekanntlich langsam ist.",
  },
  ABORTED: {
    means:
      "Das AbortSignal des Aufrufers wurde ausgelöst. Die Nachricht wurde nicht ganz übergeben.",
    retry: "Sofort kann es helfen: Auf der Seite des Servers ist nichts gescheitert.",
    advice: "Es ist nichts zu beheben; `cause` enthält den Grund, den der Aufrufer nannte.",
  },
  CLOSED: {
    means: "Die Verbindung oder der Mailer war vor dem Aufruf von der eigenen Seite geschlossen.",
    retry: "Am selben Objekt hilft es nie.",
    advice:
      "Öffnen Sie eine andere Verbindung, und schließen Sie sie erst nach der letzten Nachricht.",
  },
  PROTOCOL_VIOLATION: {
    means:
      "Der Server sandte etwas, das keine SMTP-Antwort ist, oder Antworten, die nicht zu den Fragen passen. Nichts Weiteres von ihm ist verlässlich, deshalb wurde die Verbindung geschlossen.",
    retry:
      "Später kann es helfen, wenn der Server schuld war; nicht, wenn dort ein anderes Protokoll gesprochen wird.",
    advice:
      "Prüfen Sie Host, Port und die Art von TLS: Ein Server für TLS vom ersten Oktett an sieht im Klartext wie Unsinn aus. Suchen Sie nach einem Proxy, der SMTP umschreibt.",
  },
  SERVER_UNAVAILABLE: {
    means:
      "Der Server nimmt im Augenblick keine Post an oder hat sich verabschiedet. Er hat die Nachricht nicht angenommen.",
    retry: "Später kann es helfen.",
    advice:
      "Versuchen Sie es nach einigen Minuten noch einmal, in wachsenden Abständen. Benutzen Sie weniger Verbindungen gleichzeitig.",
  },
  GREETING_REFUSED: {
    means:
      "Der Server hat diesen Client in seiner Begrüßung oder auf EHLO und HELO abgelehnt. Es wurde nichts gesendet.",
    retry:
      "Später kann es helfen, wenn `retry` das sagt; sonst erst, wenn sich etwas geändert hat.",
    advice:
      "Lesen Sie die Antwort: Die Adresse des Clients steht vielleicht auf einer Sperrliste, oder der Name in EHLO wird nicht angenommen. Geben Sie als `name` einen vollständigen Hostnamen an.",
  },
  CERTIFICATE_REFUSED: {
    means:
      "Das Zertifikat des Servers wurde nicht angenommen oder lautet auf einen anderen Namen. Es wurden weder Zugangsdaten noch Post gesendet.",
    retry: "Es hilft nie, bis sich das Zertifikat oder die Optionen ändern.",
    advice:
      "Geben Sie als `host` den Namen aus dem Zertifikat an oder als `ca` das Zertifikat der eigenen Stelle des Servers. Ist beides nicht zu erwarten, hört vielleicht jemand mit.",
  },
  TLS_FAILED: {
    means: "Der TLS-Handshake ist gescheitert, und TLS ist verlangt. Es wurde nichts gesendet.",
    retry: "Später kann es helfen, wenn der Server schuld war.",
    advice:
      "Prüfen Sie, ob der Port TLS so spricht, wie es verlangt ist: vom ersten Oktett an auf 465, mit STARTTLS auf 587. Alten Servern fehlt vielleicht TLS 1.2.",
  },
  FEATURE_UNMET: {
    means:
      "Etwas Verlangtes ist von diesem Server nicht zu haben, und kein anderer Weg ist übrig. Es wurde nichts gesendet.",
    retry: "Mit demselben Server und denselben Wünschen hilft es nicht, außer `retry` sagt es.",
    advice:
      "Sehen Sie in `decisions` nach, was fehlt und warum. Nehmen Sie einen anderen Server, oder ändern Sie, was verlangt wird.",
  },
  AUTH_REFUSED: {
    means:
      "Der Server hat die Zugangsdaten nicht angenommen oder die Verbindung geschlossen, als er sie erhielt. Sie wurden nicht noch einmal versucht.",
    retry: "Mit denselben Zugangsdaten hilft es nie; wiederholte Fehlversuche sperren Konten.",
    advice:
      "Prüfen Sie Benutzername und Passwort oder Token. Bei Anmeldung in zwei Schritten ist ein Anwendungspasswort nötig, und manche Anbieter nehmen nur OAuth.",
  },
  AUTH_UNAVAILABLE: {
    means: "Es gibt hier keine Art der Anmeldung, die beide Seiten haben.",
    retry: "Mit demselben Server und denselben Optionen hilft es nie.",
    advice:
      "Viele Server bieten die Anmeldung nur unter TLS an oder nur auf Port 587 oder 465. Geben Sie die Art von Zugangsdaten an, die die Mechanismen des Servers brauchen.",
  },
  AUTH_TEMPORARY: {
    means:
      "Der Server kann die Zugangsdaten im Augenblick nicht prüfen, oder `auth.token` gab kein Token. Die Zugangsdaten können stimmen.",
    retry: "Später kann es helfen.",
    advice:
      "Versuchen Sie es nach einigen Minuten noch einmal, und fragen Sie den Benutzer nicht nach einem anderen Passwort. Wo `cause` vom Token erzählt, sehen Sie dort nach.",
  },
  AUTH_REQUIRED: {
    means: "Der Server nimmt Post nur von angemeldeten Clients. Es wurde nichts gesendet.",
    retry: "Ohne Zugangsdaten hilft es nie.",
    advice:
      "Geben Sie `auth` an, oder nehmen Sie einen Server, der von diesem Client Post ohne Anmeldung nimmt.",
  },
  SENDER_REFUSED: {
    means: "Der Server hat den Absender des Umschlags abgelehnt. Es wurde nichts gesendet.",
    retry: "Später kann es helfen, wenn `retry` das sagt; sonst nur mit einem anderen Absender.",
    advice:
      "Benutzen Sie eine Absenderadresse, die dem Konto gehört und deren Domain es gibt. Lesen Sie in der Antwort die Regel.",
    adviceAgain:
      "Senden Sie dieselbe Nachricht nach einigen Minuten noch einmal, in wachsenden Abständen. Eine vorübergehende Ablehnung sagt nichts gegen den Absender.",
  },
  RECIPIENTS_REFUSED: {
    means:
      "Kein Empfänger wurde angenommen, oder nicht alle, wo alle verlangt waren. Es wurde niemandem etwas gesendet.",
    retry: "Später kann es für die Empfänger helfen, deren Ablehnung vorläufig ist.",
    advice:
      "Sehen Sie sich `recipients` an: Jeder hat seine eigene Antwort. Berichtigen oder streichen Sie die endgültig abgelehnten.",
    adviceAgain:
      "Sehen Sie sich `recipients` an: Jeder hat seine eigene Antwort. Senden Sie nach einigen Minuten noch einmal an die vorübergehend abgelehnten.",
  },
  MESSAGE_REFUSED: {
    means:
      "Absender und Empfänger wurden angenommen, und der Server hat die Nachricht selbst abgelehnt.",
    retry:
      "Später kann es helfen, wenn `retry` das sagt; sonst nur nach einer Änderung der Nachricht.",
    advice:
      "Lesen Sie die Antwort: Spamfilter, gefälschte Absender, verbotene Anhänge und fehlerhafte Kopffelder sind die üblichen Gründe.",
    adviceAgain:
      "Senden Sie dieselbe Nachricht nach einigen Minuten noch einmal, in wachsenden Abständen.",
  },
  MESSAGE_TOO_LARGE: {
    means: "Die Nachricht ist größer, als der Server annimmt. Es wurde nichts gesendet.",
    retry: "In dieser Größe hilft es nie.",
    advice:
      "Senden Sie eine kleinere Nachricht oder einen Link statt der Anhänge. Sie wachsen um ein Drittel, wenn sie kodiert werden.",
  },
  BODY_FAILED: {
    means:
      "Die Nachricht ließ sich nicht zu Ende lesen: Ihr Stream ist gescheitert. Die Verbindung wurde geschlossen, bevor die Nachricht vollständig war, also wurde nichts gesendet.",
    retry: "Es hilft, sobald der Stream lesbar ist.",
    advice: "Sehen Sie in `cause` den Fehler des Streams nach.",
  },
  BODY_SPENT: {
    means:
      "Die Nachricht musste noch einmal von vorn gesendet werden, und ihr Stream ist nur einmal lesbar. Es wurde nichts gesendet.",
    retry: "Mit einem frischen Stream kann es helfen.",
    advice: "Geben Sie `raw` als Bytes, als Text oder als Funktion an, die einen Stream macht.",
  },
  OUTCOME_UNKNOWN: {
    means:
      "Die ganze Nachricht wurde übergeben, und die Verbindung endete vor der Antwort des Servers. Die Nachricht kann angenommen worden sein oder nicht.",
    retry: "Es kann die Nachricht doppelt zustellen, deshalb tut Parley es nie von selbst.",
    advice:
      "Lassen Sie jemanden entscheiden, oder suchen Sie die Nachricht auf der anderen Seite. Dieselbe Message-ID lässt manche Systeme die Doppelte verwerfen.",
  },
};

/** Was `retry` sagt, in einem Satz. */
export const GERMAN_RETRY: Catalogue["retry"] = {
  now: "Ein sofortiger neuer Versuch kann helfen.",
  later: "Ein späterer neuer Versuch kann helfen.",
  never: "Dasselbe noch einmal zu versuchen hilft nicht.",
};
