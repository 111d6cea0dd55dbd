/** The German sentences for meanings. The English ones are in `sentences.ts`. */
import type { MeaningSentences } from "./sentences.ts";

/**
 * German sentences for what `classifyReply` returns.
 *
 * @example
 * import { classifyReply, germanMeanings } from "@parley-smtp/core/meaning";
 *
 * const { kind } = classifyReply("550 5.1.1 User unknown", { command: "RCPT" });
 * console.log(germanMeanings.happened[kind]);
 */
export const germanMeanings: MeaningSentences = Object.freeze({
  happened: {
    accepted: "Der Server hat den Befehl angenommen.",
    "mailbox-unknown": "Der Server kennt die Empfängeradresse nicht.",
    "mailbox-disabled": "Das Postfach des Empfängers ist geschlossen, gesperrt oder unbenutzt.",
    "mailbox-full": "Das Postfach des Empfängers ist voll.",
    "domain-unknown": "Die Domain des Empfängers existiert nicht oder hat keinen Mailserver.",
    "null-mx": "Die Domain oder der Host nimmt überhaupt keine Mail an.",
    "recipient-restricted":
      "Der Empfänger nimmt nur Mail bestimmter Absender an oder hat diesen Absender blockiert.",
    "sender-unknown": "Absenderadresse oder Absenderdomain existieren aus Sicht des Servers nicht.",
    "sender-not-permitted": "Das angemeldete Konto darf diese Absenderadresse nicht verwenden.",
    "relay-denied": "Der Server leitet für diesen Client keine Mail an diese Domain weiter.",
    "auth-required": "Der Server verlangt eine Anmeldung, bevor er Mail annimmt.",
    "auth-failed": "Der Server hat Benutzername und Passwort nicht angenommen.",
    "auth-method-disabled":
      "Dieses Anmeldeverfahren wird nicht angeboten oder ist für Konto oder Organisation abgeschaltet.",
    "app-password-needed": "Der Server nimmt das normale Passwort hier nicht an.",
    "oauth-refused": "Der Server hat das OAuth-Token abgelehnt.",
    "login-blocked": "Eine Schutzmaßnahme des Anbieters hat die Anmeldung verhindert.",
    "account-suspended": "Das sendende Konto darf nicht senden.",
    "account-limit": "Das sendende Konto hat sein Kontingent aufgebraucht.",
    "tls-required": "Der Server nimmt dies nur über eine verschlüsselte Verbindung an.",
    "tls-failed": "Es kam keine verschlüsselte Verbindung zustande.",
    spf: "Die Absenderdomain erlaubt diesem Server nicht, für sie zu senden (SPF).",
    dkim: "Der Nachricht fehlt eine gültige DKIM-Signatur.",
    dmarc: "Die Nachricht besteht die DMARC-Prüfung für die Domain in From nicht.",
    "sender-unauthenticated": "Die Nachricht besteht weder SPF noch DKIM.",
    ptr: "Die sendende IP-Adresse hat keinen passenden Namen im DNS (PTR).",
    "helo-name": "Der Server nimmt den Namen nicht an, den der Client bei EHLO nennt.",
    "ip-blocklisted": "Die sendende IP-Adresse steht auf einer Sperrliste.",
    "domain-blocklisted": "Die Absenderdomain steht auf einer Sperrliste.",
    "url-blocked": "Ein Link in der Nachricht steht auf einer Sperrliste.",
    reputation:
      "Der Empfänger stuft die sendende Adresse oder Domain als schlecht ein oder kennt sie noch nicht.",
    "network-block": "Der Empfänger nimmt aus dieser Art von Netz keine Mail an.",
    "rate-limited": "Es kamen zu viele Nachrichten in kurzer Zeit.",
    "connection-limit":
      "Es waren zu viele Verbindungen gleichzeitig offen, oder über eine liefen zu viele Nachrichten.",
    greylisted:
      "Der Server weist die erste Nachricht eines unbekannten Absenders absichtlich vorübergehend ab.",
    "spam-content": "Der Server hält die Nachricht für Spam.",
    virus: "Der Server vermutet Schadsoftware in der Nachricht.",
    "attachment-type": "Der Server nimmt einen Anhang dieses Typs nicht an.",
    "message-too-large": "Die Nachricht ist zu groß für den Server oder das Postfach.",
    "message-malformed": "Die Nachricht verletzt die Formregeln für Mail.",
    "content-policy": "Eine Regel einer Organisation lehnt diese Nachricht ab.",
    "too-many-recipients": "Die Nachricht hat zu viele Empfänger für eine Transaktion.",
    "command-not-implemented": "Der Server kennt diesen Befehl nicht oder bietet ihn nicht an.",
    "parameter-unsupported":
      "Der Server unterstützt eine Option, eine Adresse oder eine Kodierung der Nachricht nicht.",
    syntax: "Der Server hält einen Befehl oder eine Adresse für fehlerhaft.",
    "bad-sequence":
      "Der Server hat diesen Befehl jetzt nicht erwartet, oder der Client hat nicht gewartet.",
    loop: "Die Nachricht läuft im Kreis.",
    "server-busy": "Der Server ist überlastet oder wird gewartet.",
    "server-error": "Im Server ist etwas fehlgeschlagen.",
    "lookup-failed": "Der Server konnte etwas nicht nachschlagen, etwa einen Namen im DNS.",
    timeout:
      "Ein Server war nicht erreichbar, hat nicht mehr geantwortet oder die Nachricht zu lange zurückgehalten.",
    "unknown-policy": "Der Server hat abgelehnt, und seine Antwort nennt keinen genauen Grund.",
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
