/** The German sentences about refusals of a recipient or of a sender. */
import { type KindsProse, kindProse as of } from "../kinds.ts";
import type { ADDRESS_KINDS as English } from "../sentences-kinds-address.ts";

const DNS_OF_SENDER =
  "Fragen Sie das DNS nach der Absenderdomain: dig TXT example.org, dig TXT _dmarc.example.org. Eine Nachricht an ein eigenes Postfach zeigt die Ergebnisse in Authentication-Results.";

export const ADDRESS_KINDS: Pick<KindsProse, keyof typeof English> = {
  "mailbox-unknown": of(
    [
      "Die Adresse ist falsch geschrieben.",
      "Der Empfänger ist ausgeschieden, und seine Adresse wurde gelöscht.",
      "Der Server kennt eine neue Adresse oder einen Alias noch nicht.",
    ],
    "Prüfen Sie die Schreibweise und fragen Sie den Empfänger nach seiner aktuellen Adresse.",
    "Nehmen Sie die Adresse aus Ihren Verteilern. Senden Sie erst wieder, wenn jemand sie berichtigt hat.",
    "Wenn es die Adresse geben soll, legen Sie Postfach oder Alias an und prüfen Sie, ob das Verzeichnis abgeglichen wurde.",
    "Vergleichen Sie die Adresse mit einer früheren Nachricht des Empfängers. `parley probe` zeigt die Antwort auf RCPT, ohne etwas zu senden.",
  ),
  "mailbox-disabled": of(
    [
      "Das Konto wurde geschlossen, gesperrt oder nicht bezahlt.",
      "Das Postfach wurde lange nicht benutzt.",
      "Das Postfach ist neu und noch nicht eingerichtet.",
    ],
    "Kontaktieren Sie den Empfänger auf anderem Weg und fragen Sie nach einer anderen Adresse.",
    "Nehmen Sie die Adresse aus Ihren Verteilern, bis der Empfänger sie bestätigt.",
    "Wenn das Postfach offen sein soll, schalten Sie das Konto wieder frei.",
    "Nur der Empfänger oder sein Anbieter weiß, ob das Postfach wieder geöffnet wird.",
  ),
  "mailbox-full": of(
    [
      "Der Empfänger hat alte Mail nicht gelöscht, und sein Speicherplatz ist verbraucht.",
      "Das Postfach wird nicht mehr gelesen.",
      "Die Nachricht ist größer als der freie Platz.",
    ],
    "Kontaktieren Sie den Empfänger auf anderem Weg. Senden Sie die Nachricht in ein, zwei Tagen erneut.",
    "Versuchen Sie es einige Tage lang in wachsenden Abständen. Bleibt das Postfach wochenlang voll, nehmen Sie die Adresse aus Ihren Verteilern.",
    "Erhöhen Sie den Speicherplatz des Postfachs, oder löschen Sie alte Mail.",
    "Senden Sie eine sehr kleine Nachricht: Kommt sie an, liegt es nur an der Größe.",
  ),
  "domain-unknown": of(
    [
      "Der Teil der Adresse nach dem @ ist falsch geschrieben.",
      "Die Domain ist abgelaufen oder hat weder MX- noch Adresseintrag.",
      "Die Nameserver der Domain antworten nicht.",
    ],
    "Prüfen Sie den Teil der Adresse nach dem @.",
    "Prüfen Sie Domains schon bei der Eingabe: Es muss einen MX-, A- oder AAAA-Eintrag geben.",
    "Veröffentlichen Sie einen MX-Eintrag und prüfen Sie, ob die Domain noch registriert ist.",
    "Fragen Sie das DNS: dig MX example.org, danach dig A example.org.",
  ),
  "null-mx": of(
    [
      "Die Domain dient nur dem Web und veröffentlicht einen leeren MX-Eintrag.",
      "Der Host ist kein Mailserver für eingehende Mail.",
    ],
    "Verwenden Sie eine Adresse bei einer anderen Domain, oder kontaktieren Sie den Empfänger auf anderem Weg.",
    "Behandeln Sie jede Adresse bei dieser Domain als unzustellbar und verwenden Sie keine davon als Absender.",
    "Soll die Domain Mail annehmen, ersetzen Sie den leeren MX-Eintrag durch den Namen eines Mailservers.",
    "Fragen Sie das DNS: dig MX example.org zeigt einen einzelnen Punkt als Mailserver einer Domain ohne Mail (RFC 7505 3).",
  ),
  "recipient-restricted": of(
    [
      "Der Empfänger oder die Gruppe nimmt nur Mail von Mitgliedern oder bekannten Absendern an.",
      "Der Empfänger hat diesen Absender blockiert.",
      "Eine Richtlinie der Organisation sperrt Mail von außen.",
    ],
    "Bitten Sie den Empfänger auf anderem Weg, Ihre Adresse zuzulassen.",
    "Wiederholen Sie den Versuch nicht automatisch. Melden Sie die Ablehnung dem Verfasser der Nachricht.",
    "Prüfen Sie die Einschränkungen des Postfachs oder der Gruppe und lassen Sie den Absender zu, wenn das gewollt ist.",
    "Senden Sie von einer Adresse innerhalb der Organisation, oder lassen Sie ein Mitglied schreiben: Geht das, liegt es am Absender.",
  ),
  "sender-unknown": of(
    [
      "Die Domain des Absenders gibt es nicht, oder sie hat weder MX- noch Adresseintrag.",
      "Die Absenderadresse selbst gibt es nicht, und der Server hat nachgefragt.",
      "Ein Programm sendet mit dem lokalen Namen seines Rechners als Domain.",
    ],
    "Senden Sie von einer Adresse, die Antworten empfangen kann.",
    "Setzen Sie `from` auf eine bestehende Adresse bei einer Domain mit MX- oder Adresseintrag.",
    "Veröffentlichen Sie einen MX-Eintrag für die Absenderdomain und nehmen Sie Mail an die Absenderadresse an.",
    "Fragen Sie das DNS nach der Absenderdomain: dig MX example.org. Senden Sie dann eine Nachricht an die Absenderadresse.",
  ),
  "sender-not-permitted": of(
    [
      "Die Absenderadresse gehört zu einem anderen Konto als dem angemeldeten.",
      "Adresse oder Domain sind beim Anbieter nicht bestätigt; ein Testkonto braucht auch bestätigte Empfänger.",
      "Dem Konto fehlt das Recht, unter dieser Adresse zu senden.",
    ],
    "Senden Sie von der Adresse Ihres eigenen Kontos, oder lassen Sie die andere als Alias eintragen.",
    "Setzen Sie `from` auf eine Adresse des Kontos in `auth`. Eine andere Adresse gehört in Reply-To.",
    "Bestätigen Sie Absenderadresse oder Domain beim Anbieter, oder geben Sie dem Konto das Recht zum Senden.",
    "Senden Sie einmal mit der eigenen Adresse des Kontos als `from`: Geht das, fehlt das Recht für die andere.",
  ),
  spf: of(
    [
      "Der SPF-Eintrag der Absenderdomain enthält den sendenden Server nicht.",
      "Ein weiterleitender Server hat die Nachricht mit dem ursprünglichen Absender weitergegeben.",
      "Der SPF-Eintrag ist fehlerhaft oder braucht mehr als zehn DNS-Abfragen.",
    ],
    "Senden Sie über den Mailserver Ihres eigenen Anbieters und informieren Sie den Administrator Ihrer Domain.",
    "Senden Sie über einen Server, der im SPF-Eintrag der Domain steht, oder mit einem Absender einer eigenen Domain.",
    "Nehmen Sie den sendenden Server in den SPF-Eintrag der Absenderdomain auf (RFC 7208 3).",
    DNS_OF_SENDER,
  ),
  dkim: of(
    [
      "Der sendende Server signiert nicht für die Absenderdomain.",
      "Ein Server unterwegs hat die Nachricht nach der Signatur geändert.",
      "Der öffentliche Schlüssel im DNS fehlt, ist zu kurz oder ein anderer.",
    ],
    "Informieren Sie den Administrator Ihrer Domain. Selbst können Sie die Signatur nicht reparieren.",
    "Signieren Sie Nachrichten mit DKIM und ändern Sie danach nichts mehr.",
    "Veröffentlichen Sie den öffentlichen Schlüssel des Selektors, verwenden Sie mindestens 1024 Bit und prüfen Sie, dass kein Server signierte Nachrichten ändert (RFC 6376 3.6).",
    DNS_OF_SENDER,
  ),
  dmarc: of(
    [
      "Weder SPF noch DKIM bestehen für die Domain in From.",
      "Ein Versanddienst signiert nur mit seiner eigenen Domain.",
      "Die Domain in From hat keinen DMARC-Eintrag, und dieser Empfänger verlangt einen.",
    ],
    "Senden Sie über den Mailserver Ihrer eigenen Domain. Schreiben Sie keine Adresse eines Freemail-Anbieters in From, wenn ein anderer Server sendet.",
    "Verwenden Sie in From eine Adresse der Domain, die signiert und sendet.",
    "Sorgen Sie dafür, dass SPF oder DKIM für die Domain in From besteht, und veröffentlichen Sie einen DMARC-Eintrag.",
    DNS_OF_SENDER,
  ),
  "sender-unauthenticated": of(
    [
      "Kein SPF-Eintrag der Absenderdomain nennt den sendenden Server, und der Nachricht fehlt eine gültige DKIM-Signatur.",
      "Der Versanddienst ist für diese Domain noch nicht eingerichtet.",
    ],
    "Senden Sie über den Mailserver Ihres eigenen Anbieters und informieren Sie den Administrator Ihrer Domain.",
    "Senden Sie über einen Server, der für die Absenderdomain signiert.",
    "Richten Sie SPF und DKIM für die Absenderdomain ein, danach einen DMARC-Eintrag.",
    DNS_OF_SENDER,
  ),
  "domain-blocklisted": of(
    [
      "Über die Domain kam unerwünschte Mail, vielleicht durch ein gestohlenes Konto oder eine gehackte Website.",
      "Die Domain ist neu und hat noch keinen Ruf.",
    ],
    "Informieren Sie den Administrator Ihrer Domain. Kontaktieren Sie den Empfänger bis zur Löschung des Eintrags auf anderem Weg.",
    "Weichen Sie nicht auf andere Domains aus. Senden Sie nicht weiter, bis die Ursache gefunden ist.",
    "Schlagen Sie die Domain bei der genannten Liste nach, beseitigen Sie die Ursache und beantragen Sie die Löschung.",
    "Die Seite der Liste zeigt, ob und warum die Domain darauf steht.",
  ),
};
