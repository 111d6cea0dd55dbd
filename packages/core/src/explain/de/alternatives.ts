/** What can be used instead of a command that a server refuses, in German. */
import type { ReplySentences } from "../catalogue.ts";

export const ALTERNATIVES: ReplySentences["alternatives"] = {
  EHLO: "Auch HELO beginnt eine Sitzung, aber ohne Erweiterungen. Ein Server ohne EHLO sollte aktualisiert oder ersetzt werden.",
  HELO: "EHLO ist der neuere Befehl, und jeder heutige Server kennt ihn.",
  STARTTLS:
    "Port 465 mit TLS ab dem ersten Byte braucht kein STARTTLS. Ein anderer Server bietet STARTTLS vielleicht an.",
  AUTH: "Verwenden Sie ein anderes Verfahren, das der Server nach TLS nennt, etwa PLAIN, LOGIN oder XOAUTH2. Manche Server lassen bekannte Netze ohne Anmeldung senden.",
  MAIL: "Lassen Sie die Parameter von MAIL weg, etwa SIZE, BODY oder SMTPUTF8.",
  RCPT: "Lassen Sie die Parameter von RCPT weg, etwa NOTIFY oder ORCPT.",
  DATA: "Senden Sie an einen anderen Server: Jeder Mailserver muss DATA kennen.",
  BDAT: "DATA sendet dieselbe Nachricht ohne CHUNKING. Kodieren Sie binären Inhalt vorher als 7-Bit-Text.",
  CONTENT: "Kodieren Sie die Nachricht als 7-Bit-Text mit kurzen Zeilen und senden Sie sie erneut.",
  RSET: "Schließen Sie die Verbindung und öffnen Sie eine neue.",
  VRFY: "RCPT mit der Adresse, ohne eine Nachricht zu senden, zeigt bei den meisten Servern dasselbe.",
  EXPN: "Fragen Sie den Besitzer der Liste nach den Mitgliedern: Auf den meisten Servern ist EXPN abgeschaltet.",
  HELP: "Die Antwort auf EHLO nennt, was der Server kann.",
  ETRN: "Holen Sie wartende Mail mit einem anderen Protokoll ab, etwa IMAP oder POP3.",
  OTHER:
    "Die meisten Befehle sind ersetzbar: EHLO durch HELO, BDAT durch DATA, STARTTLS durch TLS an Port 465, AUTH durch ein anderes Verfahren, VRFY durch RCPT. Hilft sonst nichts, aktualisieren Sie den Server oder verwenden Sie einen anderen.",
};
