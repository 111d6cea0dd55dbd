/** Reply codes 52z and 53z, about encryption and authentication, in German. */
import type { Prose } from "../explanation.ts";

/** By reply code. */
export const GERMAN_AUTHENTICATION_REPLIES: Readonly<Record<number, Prose>> = {
  523: {
    means: "Vor der Anmeldung ist Verschlüsselung nötig.",
    causes: ["Die Verbindung ist im Klartext, und der Server verbietet dort Passwörter."],
  },
  524: {
    means: "Dieser Mechanismus darf nur verschlüsselt benutzt werden.",
    causes: ["Der Mechanismus zeigt das Passwort, und die Verbindung ist im Klartext."],
  },
  525: {
    means: "Das Konto ist gesperrt.",
    causes: ["Das Konto wurde geschlossen, gesperrt oder nie zum Senden freigegeben."],
  },
  530: {
    means: "Etwas muss vorher kommen: TLS oder die Anmeldung.",
    causes: [
      "Der Server nimmt Post nur von angemeldeten Clients.",
      "Der Server nimmt im Klartext keinen Befehl außer STARTTLS.",
      "Die Nachricht ging ohne Benutzername und Passwort an einen Server zum Einliefern.",
    ],
  },
  533: {
    means: "Der Client ist dazu nicht berechtigt.",
    causes: ["Dem Konto oder der Adresse fehlt das Recht."],
    advice: {
      sender: "Bitten Sie den Verwalter um das Recht.",
      developer: "Wiederholen Sie es nicht mit demselben Konto.",
      administrator: "Prüfen Sie die Rechte des Kontos.",
    },
  },
  534: {
    means: "Der Mechanismus ist für dieses Konto zu schwach.",
    causes: [
      "Der Anbieter will OAuth oder ein Passwort, das für diese Anwendung gemacht ist.",
      "Der Server verlangt einen stärkeren Mechanismus.",
      "Der Anbieter will zuerst eine Anmeldung im Browser.",
    ],
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
  },
  538: {
    means: "Dieser Mechanismus darf nur verschlüsselt benutzt werden.",
    causes: ["Der Mechanismus zeigt das Passwort, und die Verbindung ist im Klartext."],
  },
};
