/** Enhanced status codes from X.7.20 on, about proof of the sender's domain, in German. */
import type { EnhancedProse } from "../explanation.ts";

/** By code, with X for the class. */
export const GERMAN_POLICY_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.7.20": {
    means: "Die Nachricht hat keine gültige DKIM-Signatur.",
    causes: [
      "Der sendende Server signiert nicht.",
      "Die Nachricht wurde nach dem Signieren verändert.",
      "Der öffentliche Schlüssel steht nicht in DNS.",
    ],
  },
  "X.7.21": {
    means: "Die DKIM-Signaturen sind gültig, und keine von ihnen ist annehmbar.",
    causes: ["Der Schlüssel ist zu kurz, oder die Signatur ist zu alt oder deckt zu wenig ab."],
  },
  "X.7.22": {
    means: "Keine gültige DKIM-Signatur stammt von der Domain des Verfassers.",
    causes: ["Nur ein Versanddienst hat signiert, mit seiner eigenen Domain."],
  },
  "X.7.23": {
    means:
      "SPF ist gescheitert: Die Absenderdomain erlaubt diesem Client nicht, für sie zu senden.",
    causes: [
      "Der sendende Server fehlt im SPF-Eintrag der Domain.",
      "Die Nachricht wurde von einem Server weitergeleitet, der den alten Absender behielt.",
    ],
  },
  "X.7.24": {
    means: "SPF ließ sich nicht prüfen.",
    causes: [
      "Der SPF-Eintrag ist fehlerhaft oder braucht mehr als zehn DNS-Abfragen.",
      "DNS hat nicht geantwortet.",
    ],
  },
  "X.7.25": {
    means: "Das Reverse-DNS des Clients hat die Prüfung nicht bestanden.",
    causes: ["Die Adresse hat keinen PTR-Eintrag, oder sein Name führt nicht zur Adresse zurück."],
  },
  "X.7.26": {
    means: "Mehrere Prüfungen der Absenderdomain sind gescheitert.",
    causes: ["SPF und DKIM sind beide gescheitert, oder keines passt zum Feld From (DMARC)."],
  },
  "X.7.27": {
    means:
      "Die Domain des Absenders erklärt durch einen leeren MX-Eintrag, dass sie keine Post nimmt.",
    causes: ["Die Adresse des Absenders könnte nie einen Bounce empfangen."],
    advice: {
      sender: "Benutzen Sie eine Adresse, auf die man antworten kann.",
      developer:
        "Benutzen Sie eine Rücksendeadresse, deren Domain Post nimmt, oder für Meldungen die leere.",
      administrator: "Entfernen Sie den leeren MX-Eintrag, wenn die Domain Post senden soll.",
    },
  },
  "X.7.28": {
    means: "Der Server sieht eine Flut von Post.",
    causes: [
      "Von diesem Absender oder für diesen Empfänger kamen in kurzer Zeit zu viele Nachrichten.",
    ],
  },
  "X.7.29": {
    means: "Die ARC-Kette der Nachricht ist nicht gültig.",
    causes: ["Ein Weiterleiter hat die Nachricht verändert und nicht richtig versiegelt."],
    advice: {
      sender: "Senden Sie an die endgültige Adresse statt an die weiterleitende.",
      developer: "Verändern Sie keine Nachrichten, die ARC-Kopffelder tragen.",
      administrator: "Prüfen Sie die ARC-Siegel der weiterleitenden Server.",
    },
  },
  "X.7.30": {
    means: "Die Nachricht verlangt REQUIRETLS, und dem Weg dahinter fehlt es.",
    causes: [
      "Der nächste Server bietet REQUIRETLS nicht an, oder sein Zertifikat lässt sich nicht prüfen.",
    ],
    advice: {
      sender: "Senden Sie ohne diese Forderung, wenn die Nachricht im Klartext reisen darf.",
      developer: "Lassen Sie die Forderung nicht von selbst fallen.",
      administrator: "Schalten Sie REQUIRETLS auf dem nächsten Server ein.",
    },
  },
};
