/** What a meaning is in sentences, for people; German. */
import type { KindSentences, MeaningSentences } from "./sentences.ts";

const createGermanSentences = (happened: string, todo: string): KindSentences =>
  Object.freeze({ happened, todo });

/**
 * German sentences for what `classifyReply` returns.
 *
 * @example
 * import { classifyReply, germanMeanings } from "@parley-smtp/core/meaning";
 *
 * const { kind } = classifyReply("550 5.1.1 User unknown", { command: "RCPT" });
 * console.log(germanMeanings.kinds[kind].happened);
 */
export const germanMeanings: MeaningSentences = Object.freeze({
  kinds: {
    accepted: createGermanSentences(
      "Der Server hat den Befehl angenommen.",
      "Es ist nichts zu tun.",
    ),
    "mailbox-unknown": createGermanSentences(
      "Der Server kennt die Empfängeradresse nicht.",
      "Prüfen Sie die Schreibweise, fragen Sie nach der aktuellen Adresse und entfernen Sie die alte aus Verteilern.",
    ),
    "mailbox-disabled": createGermanSentences(
      "Das Postfach des Empfängers ist geschlossen, gesperrt oder unbenutzt.",
      "Erreichen Sie den Empfänger auf anderem Weg und schreiben Sie nicht mehr an diese Adresse.",
    ),
    "mailbox-full": createGermanSentences(
      "Das Postfach des Empfängers ist voll.",
      "Versuchen Sie es in ein, zwei Tagen erneut, oder sagen Sie dem Empfänger anders Bescheid.",
    ),
    "domain-unknown": createGermanSentences(
      "Die Domain des Empfängers existiert nicht oder hat keinen Mailserver.",
      "Prüfen Sie den Teil der Adresse nach dem @.",
    ),
    "null-mx": createGermanSentences(
      "Die Domain oder der Host nimmt überhaupt keine Mail an.",
      "Verwenden Sie eine Adresse bei einer anderen Domain.",
    ),
    "recipient-restricted": createGermanSentences(
      "Der Empfänger nimmt nur Mail bestimmter Absender an oder hat diesen Absender blockiert.",
      "Bitten Sie den Empfänger oder den Administrator des empfangenden Servers, den Absender zuzulassen.",
    ),
    "sender-unknown": createGermanSentences(
      "Absenderadresse oder Absenderdomain existieren aus Sicht des Servers nicht.",
      "Senden Sie von einer Adresse, die Mail empfangen kann, bei einer Domain mit MX- oder Adresseintrag.",
    ),
    "sender-not-permitted": createGermanSentences(
      "Das angemeldete Konto darf diese Absenderadresse nicht verwenden.",
      "Senden Sie von einer Adresse des Kontos, oder bestätigen Sie Adresse oder Domain beim Anbieter.",
    ),
    "relay-denied": createGermanSentences(
      "Der Server leitet für diesen Client keine Mail an diese Domain weiter.",
      "Melden Sie sich zuerst an, oder senden Sie über den Server Ihres eigenen Anbieters.",
    ),
    "auth-required": createGermanSentences(
      "Der Server verlangt eine Anmeldung, bevor er Mail annimmt.",
      "Geben Sie Benutzername und Passwort an und verwenden Sie den Port für den Versand (587 oder 465).",
    ),
    "auth-failed": createGermanSentences(
      "Der Server hat Benutzername und Passwort nicht angenommen.",
      "Prüfen Sie beides, auch ob der Benutzername die ganze Adresse sein muss. Manche Anbieter verlangen ein App-Passwort.",
    ),
    "auth-method-disabled": createGermanSentences(
      "Dieses Anmeldeverfahren wird nicht angeboten oder ist für Konto oder Organisation abgeschaltet.",
      "Verwenden Sie ein anderes Verfahren, etwa OAuth, oder lassen Sie SMTP AUTH in den Einstellungen des Kontos einschalten.",
    ),
    "app-password-needed": createGermanSentences(
      "Der Server nimmt das normale Passwort hier nicht an.",
      "Erzeugen Sie in den Einstellungen des Kontos ein App-Passwort und verwenden Sie dieses.",
    ),
    "oauth-refused": createGermanSentences(
      "Der Server hat das OAuth-Token abgelehnt.",
      "Holen Sie ein neues Token und prüfen Sie, ob sein Scope SMTP erlaubt.",
    ),
    "login-blocked": createGermanSentences(
      "Eine Schutzmaßnahme des Anbieters hat die Anmeldung verhindert.",
      "Melden Sie sich einmal im Browser an und bestätigen Sie den Zugriff. Warten Sie nach zu vielen Versuchen vor dem nächsten.",
    ),
    "account-suspended": createGermanSentences(
      "Das sendende Konto darf nicht senden.",
      "Suchen Sie den Grund in der Verwaltung beim Anbieter: eine Zahlung, eine Bestätigung oder Missbrauch.",
    ),
    "account-limit": createGermanSentences(
      "Das sendende Konto hat sein Kontingent aufgebraucht.",
      "Warten Sie, bis das Kontingent erneuert wird, senden Sie weniger, oder wählen Sie einen größeren Tarif.",
    ),
    "tls-required": createGermanSentences(
      "Der Server nimmt dies nur über eine verschlüsselte Verbindung an.",
      'Setzen Sie tls auf "starttls" oder "implicit".',
    ),
    "tls-failed": createGermanSentences(
      "Es kam keine verschlüsselte Verbindung zustande.",
      "Prüfen Sie Zertifikat und TLS-Version des Servers und ob unterwegs etwas STARTTLS entfernt.",
    ),
    spf: createGermanSentences(
      "Die Absenderdomain erlaubt diesem Server nicht, für sie zu senden (SPF).",
      "Nehmen Sie den sendenden Server in den SPF-Eintrag der Domain auf, oder senden Sie über einen Server, der darin steht.",
    ),
    dkim: createGermanSentences(
      "Der Nachricht fehlt eine gültige DKIM-Signatur.",
      "Signieren Sie mit einem Schlüssel, den die Absenderdomain veröffentlicht, und ändern Sie danach nichts mehr.",
    ),
    dmarc: createGermanSentences(
      "Die Nachricht besteht die DMARC-Prüfung für die Domain in From nicht.",
      "Sorgen Sie dafür, dass SPF oder DKIM für genau diese Domain besteht, und veröffentlichen Sie einen DMARC-Eintrag.",
    ),
    "sender-unauthenticated": createGermanSentences(
      "Die Nachricht besteht weder SPF noch DKIM.",
      "Richten Sie SPF und DKIM für die Absenderdomain ein.",
    ),
    ptr: createGermanSentences(
      "Die sendende IP-Adresse hat keinen passenden Namen im DNS (PTR).",
      "Lassen Sie vom Anbieter der IP-Adresse einen PTR-Eintrag setzen, dessen Name zur Adresse zurückführt.",
    ),
    "helo-name": createGermanSentences(
      "Der Server nimmt den Namen nicht an, den der Client bei EHLO nennt.",
      "Setzen Sie die Option name auf den vollen Hostnamen des Clients, den das DNS kennt.",
    ),
    "ip-blocklisted": createGermanSentences(
      "Die sendende IP-Adresse steht auf einer Sperrliste.",
      "Schlagen Sie die Adresse bei der Liste nach, beseitigen Sie die Ursache und beantragen Sie die Löschung.",
    ),
    "domain-blocklisted": createGermanSentences(
      "Die Absenderdomain steht auf einer Sperrliste.",
      "Schlagen Sie die Domain bei der Liste nach, beseitigen Sie die Ursache und beantragen Sie die Löschung.",
    ),
    "url-blocked": createGermanSentences(
      "Ein Link in der Nachricht steht auf einer Sperrliste.",
      "Entfernen oder ersetzen Sie den Link und meiden Sie Kurzlinks.",
    ),
    reputation: createGermanSentences(
      "Der Empfänger stuft die sendende Adresse oder Domain als schlecht ein oder kennt sie noch nicht.",
      "Senden Sie weniger, nur an Personen, die die Mail wünschen, und steigern Sie die Menge langsam.",
    ),
    "network-block": createGermanSentences(
      "Der Empfänger nimmt aus dieser Art von Netz keine Mail an.",
      "Senden Sie über den Mailserver Ihres Anbieters statt direkt.",
    ),
    "rate-limited": createGermanSentences(
      "Es kamen zu viele Nachrichten in kurzer Zeit.",
      "Warten Sie und senden Sie dann langsamer.",
    ),
    "connection-limit": createGermanSentences(
      "Es waren zu viele Verbindungen gleichzeitig offen, oder über eine liefen zu viele Nachrichten.",
      "Verwenden Sie weniger Verbindungen und schließen Sie jede früher.",
    ),
    greylisted: createGermanSentences(
      "Der Server weist die erste Nachricht eines unbekannten Absenders absichtlich vorübergehend ab.",
      "Versuchen Sie es nach einigen Minuten von derselben Adresse erneut. Meist gelingt der nächste Versuch.",
    ),
    "spam-content": createGermanSentences(
      "Der Server hält die Nachricht für Spam.",
      "Ändern Sie, was nach Werbung oder Phishing aussieht, und prüfen Sie Links, Betreff und Anhänge.",
    ),
    virus: createGermanSentences(
      "Der Server vermutet Schadsoftware in der Nachricht.",
      "Prüfen Sie die Anhänge und den Rechner, bevor Sie erneut senden.",
    ),
    "attachment-type": createGermanSentences(
      "Der Server nimmt einen Anhang dieses Typs nicht an.",
      "Teilen Sie die Datei über einen Link, oder senden Sie sie in einem anderen Format.",
    ),
    "message-too-large": createGermanSentences(
      "Die Nachricht ist zu groß für den Server oder das Postfach.",
      "Senden Sie eine kleinere Nachricht. Anhänge wachsen unterwegs um ein Drittel.",
    ),
    "message-malformed": createGermanSentences(
      "Die Nachricht verletzt die Formregeln für Mail.",
      "Prüfen Sie Header wie From, Date und Message-ID sowie Länge und Ende der Zeilen.",
    ),
    "content-policy": createGermanSentences(
      "Eine Regel einer Organisation lehnt diese Nachricht ab.",
      "Fragen Sie den Administrator des empfangenden Servers nach der Regel.",
    ),
    "too-many-recipients": createGermanSentences(
      "Die Nachricht hat zu viele Empfänger für eine Transaktion.",
      "Verteilen Sie die Empfänger auf mehrere Nachrichten.",
    ),
    "command-not-implemented": createGermanSentences(
      "Der Server kennt diesen Befehl nicht oder bietet ihn nicht an.",
      "Verzichten Sie auf den Befehl, oder verwenden Sie einen anderen Server.",
    ),
    "parameter-unsupported": createGermanSentences(
      "Der Server unterstützt eine Option, eine Adresse oder eine Kodierung der Nachricht nicht.",
      "Verzichten Sie darauf, oder verwenden Sie einen anderen Server.",
    ),
    syntax: createGermanSentences(
      "Der Server hält einen Befehl oder eine Adresse für fehlerhaft.",
      "Prüfen Sie die Adresse auf Leerzeichen, fehlende Teile und ungewöhnliche Zeichen.",
    ),
    "bad-sequence": createGermanSentences(
      "Der Server hat diesen Befehl jetzt nicht erwartet, oder der Client hat nicht gewartet.",
      "Prüfen Sie die Reihenfolge der Befehle. Schalten Sie Pipelining ab, wenn der Server es nicht beherrscht.",
    ),
    loop: createGermanSentences(
      "Die Nachricht läuft im Kreis.",
      "Lassen Sie die Weiterleitung zwischen den Servern reparieren.",
    ),
    "server-busy": createGermanSentences(
      "Der Server ist überlastet oder wird gewartet.",
      "Versuchen Sie es später erneut.",
    ),
    "server-error": createGermanSentences(
      "Im Server ist etwas fehlgeschlagen.",
      "Versuchen Sie es später erneut. Bleibt es dabei, informieren Sie den Administrator des Servers.",
    ),
    "lookup-failed": createGermanSentences(
      "Der Server konnte etwas nicht nachschlagen, etwa einen Namen im DNS.",
      "Versuchen Sie es später erneut. Bleibt es dabei, prüfen Sie das DNS der Absenderdomain.",
    ),
    timeout: createGermanSentences(
      "Ein Server war nicht erreichbar, ist verstummt oder hat die Nachricht zu lange gehalten.",
      "Versuchen Sie es später erneut und prüfen Sie das Netz dazwischen.",
    ),
    "unknown-policy": createGermanSentences(
      "Der Server hat abgelehnt, und sein Text nennt keinen Grund.",
      "Fragen Sie den Administrator des Servers und nennen Sie die ganze Antwort und die Uhrzeit.",
    ),
  },
  responsible: {
    sender: "Handeln muss, wer die Nachricht schreibt.",
    "sending-domain": "Handeln muss der Inhaber der Absenderdomain.",
    "sending-host": "Handeln muss der Betreiber des sendenden Servers.",
    account: "Handeln muss der Inhaber des sendenden Kontos.",
    developer: "Handeln muss, wer das Programm entwickelt.",
    recipient: "Handeln muss der Empfänger.",
    "receiving-admin": "Handeln muss der Administrator des empfangenden Servers.",
    network: "Die Ursache liegt im Netz zwischen den Servern.",
    nobody: "Niemand muss handeln.",
  },
  retry: {
    later: "Ein späterer Versuch hilft.",
    "fix-then-retry": "Ein neuer Versuch hilft, sobald die Ursache behoben ist.",
    "other-way": "Ein neuer Versuch hilft nicht, ein anderer Weg schon.",
    never: "Ein neuer Versuch hilft nicht.",
    "not-needed": "Ein weiterer Versuch ist nicht nötig.",
  },
});
