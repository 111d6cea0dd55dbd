/** Antwortcodes 52z und 53z, über Verschlüsselung und Anmeldung, auf Deutsch. */
import type { Prose } from "../explanation.ts";

/** Nach Antwortcode. */
export const GERMAN_AUTHENTICATION_REPLIES: Readonly<Record<number, Prose>> = {
  523: {
    means: "Vor der Anmeldung ist Verschlüsselung nötig.",
    causes: ["Die Verbindung ist im Klartext, und der Server verbietet dort Passwörter."],
    sender: "Schalten Sie in den Kontoeinstellungen TLS ein.",
    developer:
      "Senden Sie STARTTLS, oder verbinden Sie sich mit Port 465; dann melden Sie sich an.",
    administrator: "Bieten Sie auf dem Port zum Einliefern STARTTLS an.",
  },
  524: {
    means: "Dieser Mechanismus darf nur verschlüsselt benutzt werden.",
    causes: ["Der Mechanismus zeigt das Passwort, und die Verbindung ist im Klartext."],
    sender: "Schalten Sie in den Kontoeinstellungen TLS ein.",
    developer:
      "Senden Sie STARTTLS, oder verbinden Sie sich mit Port 465; dann melden Sie sich an.",
    administrator: "Nennen Sie solche Mechanismen nur unter TLS.",
  },
  525: {
    means: "Das Konto ist gesperrt.",
    causes: ["Das Konto wurde geschlossen, gesperrt oder nie zum Senden freigegeben."],
    sender: "Fragen Sie den Verwalter des Kontos.",
    developer: "Hören Sie auf. Kein anderer Mechanismus und kein zweiter Versuch hilft.",
    administrator: "Prüfen Sie, warum das Konto gesperrt wurde, bevor Sie es freigeben.",
  },
  530: {
    means: "Etwas muss vorher kommen: TLS oder die Anmeldung.",
    causes: [
      "Der Server nimmt Post nur von angemeldeten Clients.",
      "Der Server nimmt im Klartext keinen Befehl außer STARTTLS.",
      "Die Nachricht ging ohne Benutzername und Passwort an einen Server zum Einliefern.",
    ],
    sender:
      "Tragen Sie in den Kontoeinstellungen Benutzername und Passwort ein, und schalten Sie TLS ein.",
    developer:
      "Senden Sie im Klartext zuerst STARTTLS. Unter TLS senden Sie zuerst AUTH; ohne Zugangsdaten gibt es keinen Weg.",
    administrator:
      "Nehmen Sie für Post von Fremden Port 25, der keine Anmeldung verlangen darf; eigenen Benutzern geben Sie Zugangsdaten.",
  },
  533: {
    means: "Der Client ist dazu nicht berechtigt.",
    causes: ["Dem Konto oder der Adresse fehlt das Recht."],
    sender: "Bitten Sie den Verwalter um das Recht.",
    developer: "Wiederholen Sie es nicht mit demselben Konto.",
    administrator: "Prüfen Sie die Rechte des Kontos.",
  },
  534: {
    means: "Der Mechanismus ist für dieses Konto zu schwach.",
    causes: [
      "Der Anbieter will OAuth oder ein Passwort, das für diese Anwendung gemacht ist.",
      "Der Server verlangt einen stärkeren Mechanismus.",
      "Der Anbieter will zuerst eine Anmeldung im Browser.",
    ],
    sender: "Erstellen Sie ein Anwendungspasswort, oder melden Sie sich beim Anbieter neu an.",
    developer:
      "Versuchen Sie einen stärkeren Mechanismus, den EHLO nannte. Versuchen Sie nie einen schwächeren.",
    administrator:
      "Erlauben Sie den Mechanismus für das Konto, oder geben Sie eine andere Art von Zugangsdaten aus.",
  },
  535: {
    means: "Die Zugangsdaten wurden nicht angenommen.",
    causes: [
      "Benutzername oder Passwort ist falsch.",
      "Der Anbieter will ein Anwendungspasswort oder OAuth statt des Passworts.",
      "Das Senden ist für das Konto nicht freigegeben.",
      "Das Token ist abgelaufen oder für einen anderen Zweck.",
      "Der Server kann diesen Mechanismus nicht prüfen und sagt, das Passwort sei falsch.",
    ],
    sender:
      "Prüfen Sie Benutzername und Passwort. Bei Anmeldung in zwei Schritten erstellen Sie ein Anwendungspasswort.",
    developer:
      "Hören Sie auf, und fragen Sie nach anderen Zugangsdaten: Wiederholte Fehlversuche sperren Konten. Holen Sie ein neues Token, wenn OAuth benutzt wird.",
    administrator:
      "Sehen Sie in das Protokoll der Anmeldungen, und prüfen Sie, ob das Konto über SMTP senden darf.",
  },
  538: {
    means: "Dieser Mechanismus darf nur verschlüsselt benutzt werden.",
    causes: ["Der Mechanismus zeigt das Passwort, und die Verbindung ist im Klartext."],
    sender: "Schalten Sie in den Kontoeinstellungen TLS ein.",
    developer:
      "Senden Sie STARTTLS, oder verbinden Sie sich mit Port 465; dann melden Sie sich an. Wiederholen Sie es nie im Klartext.",
    administrator: "Nennen Sie solche Mechanismen nur unter TLS.",
  },
};
