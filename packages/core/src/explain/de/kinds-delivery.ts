/** The German sentences about refusals because of the sending host, the content, limits, and faults. */
import { type KindsProse, kindProse as of } from "../kinds.ts";
import type { DELIVERY_KINDS as English } from "../sentences-kinds-delivery.ts";

const DNS_OF_HOST =
  "Fragen Sie das DNS nach der sendenden IP-Adresse: dig -x 192.0.2.1, danach nach dem gefundenen Namen. Beide müssen zueinander führen.";
const LOGS =
  "Sehen Sie in die Logs beider Server zur Zeit dieser Antwort. `parley ledger` zeigt, ob der Server dasselbe früher abgelehnt hat.";

export const DELIVERY_KINDS: Pick<KindsProse, keyof typeof English> = {
  ptr: of(
    [
      "Die sendende IP-Adresse hat keinen PTR-Eintrag.",
      "Der Name im PTR-Eintrag führt nicht zur Adresse zurück.",
    ],
    "Informieren Sie Ihren Mailanbieter, oder senden Sie über einen anderen Server.",
    "Senden Sie über den Mailserver eines Anbieters, nicht direkt von einer Adresse ohne Namen.",
    "Lassen Sie vom Anbieter der IP-Adresse einen PTR-Eintrag setzen und veröffentlichen Sie für dessen Namen einen A- oder AAAA-Eintrag.",
    DNS_OF_HOST,
  ),
  "helo-name": of(
    [
      "Der Client nennt sich localhost, mit einer IP-Adresse oder einem Namen ohne Domain.",
      "Den Namen gibt es im DNS nicht.",
      "Der Name gehört jemand anderem, etwa dem empfangenden Server.",
    ],
    "Informieren Sie den Administrator Ihres Mailservers.",
    "Setzen Sie die Option `name` auf den vollen Hostnamen des sendenden Rechners.",
    "Stellen Sie den vollen Hostnamen des Servers als seinen Namen für EHLO ein und veröffentlichen Sie ihn im DNS.",
    "Schlagen Sie den Namen nach, den der Client bei EHLO nennt: dig A mail.example.org.",
  ),
  "ip-blocklisted": of(
    [
      "Von dieser IP-Adresse kam unerwünschte Mail, vielleicht durch ein gestohlenes Konto.",
      "Die Adresse gehört zu einem Netz privater oder mobiler Anschlüsse.",
      "Ein früherer Nutzer der Adresse hat unerwünschte Mail gesendet.",
    ],
    "Informieren Sie Ihren Mailanbieter und kontaktieren Sie den Empfänger auf anderem Weg.",
    "Senden Sie über den Mailserver Ihres Anbieters, bis der Eintrag gelöscht ist. Wechseln Sie nicht zwischen IP-Adressen, um die Liste zu umgehen.",
    "Schlagen Sie die sendende IP-Adresse bei der genannten Liste nach, beseitigen Sie die Ursache und beantragen Sie die Löschung.",
    "Die Seite der Liste zeigt, ob und warum die Adresse darauf steht.",
  ),
  "url-blocked": of(
    [
      "Ein Link in der Nachricht führt zu einer Seite auf einer Sperrliste.",
      "Ein Kurzlink oder Zähllink verbirgt sein Ziel.",
      "Die Website hinter dem Link wurde gehackt.",
    ],
    "Entfernen Sie den Link, oder schreiben Sie die Adresse der Seite ohne Kurzlink.",
    "Verwenden Sie Links Ihrer eigenen Domain, ohne Kurzlinks.",
    "Schlagen Sie die Domain des Links bei der Liste nach und beantragen Sie die Löschung, wenn sie Ihnen gehört.",
    "Senden Sie die Nachricht ohne ihre Links: Kommt sie an, fügen Sie die Links einzeln wieder hinzu.",
  ),
  reputation: of(
    [
      "Empfänger haben frühere Nachrichten als Spam gemeldet, oder viele Adressen gab es nicht.",
      "IP-Adresse oder Domain sind neu und senden plötzlich viel.",
      "SPF, DKIM oder DMARC fehlen.",
    ],
    "Kontaktieren Sie den Empfänger auf anderem Weg und informieren Sie Ihren Mailanbieter.",
    "Senden Sie weniger und gleichmäßiger, nur an Leute, die die Mail wollen, und nehmen Sie abgelehnte Adressen aus Ihren Verteilern.",
    "Sehen Sie auf der Postmaster-Seite des Empfängers nach, richten Sie SPF, DKIM und DMARC ein und steigern Sie die Menge langsam.",
    "Die Postmaster-Seiten großer Anbieter zeigen, wie sie eine Adresse oder Domain bewerten.",
  ),
  "network-block": of(
    [
      "Der Client sendet direkt aus einem privaten, mobilen oder Cloud-Netz.",
      "Der Empfänger nimmt keine Mail aus diesem Land, Netz oder dieser IP-Version an.",
    ],
    "Verwenden Sie mit Anmeldung den Postausgangsserver Ihres Anbieters.",
    "Senden Sie über einen Versandserver (Port 587 oder 465), nicht direkt an den Server des Empfängers.",
    "Senden Sie über ein Relay mit fester Adresse, oder bitten Sie den Empfänger, Ihre Adresse zuzulassen.",
    "Senden Sie dieselbe Nachricht aus einem anderen Netz: Kommt sie an, liegt es am Netz.",
  ),
  "rate-limited": of(
    [
      "In kurzer Zeit kamen zu viele Nachrichten von diesem Client oder Absender.",
      "Zu viele Nachrichten gingen an diesen Empfänger.",
      "Der Empfänger erlaubt neuen oder unbekannten Absendern nur wenige Nachrichten.",
    ],
    "Warten Sie und senden Sie die Nachricht dann erneut.",
    "Senden Sie mit den Optionen `pool.rate` und `pool.size` langsamer und versuchen Sie es in wachsenden Abständen erneut.",
    "Verteilen Sie die Nachrichten über die Zeit. Bitten Sie den Empfänger um eine höhere Grenze, wenn Sie eine brauchen.",
    LOGS,
  ),
  "connection-limit": of(
    [
      "Der Client hat zu viele Verbindungen zugleich geöffnet.",
      "Der Client hat zu viele Nachrichten über eine Verbindung gesendet.",
    ],
    "Warten Sie und senden Sie die Nachricht dann erneut.",
    "Verringern Sie die Option `pool.size` und begrenzen Sie die Nachrichten je Verbindung.",
    "Erhöhen Sie die Grenze für diesen Client, wenn Sie ihm vertrauen.",
    "Zählen Sie die offenen Verbindungen aller Programme, die von derselben IP-Adresse senden.",
  ),
  greylisted: of(
    ["Der Server kennt diese Kombination aus Absender, Empfänger und IP-Adresse noch nicht."],
    "Nichts. Die Nachricht kommt meist nach einigen Minuten an.",
    "Versuchen Sie es nach fünf bis fünfzehn Minuten erneut, von derselben IP-Adresse und mit demselben Absender.",
    "Es ist nichts zu ändern. Empfänger können bekannte Absender ausnehmen.",
    "Ein zweiter Versuch nach einigen Minuten gelingt. Wenn nicht, ist der Grund ein anderer.",
  ),
  "spam-content": of(
    [
      "Text, Betreff oder Links sehen nach Werbung oder Phishing aus.",
      "Dieselbe Nachricht ging an viele Empfänger.",
      "Domain oder Server haben schon einen schlechten Ruf.",
    ],
    "Ändern Sie Text, Betreff und Links und senden Sie die Nachricht erneut.",
    "Senden Sie wohlgeformte Nachrichten mit Textteil, echter Adresse in From und List-Unsubscribe.",
    "Ist die Nachricht erwünscht, melden Sie sie dem Empfänger als zu Unrecht abgelehnt und lassen Sie den Absender zu.",
    "Senden Sie die Nachricht in Teilen: ohne Links, dann ohne Anhänge. Der abgelehnte Teil ist der Grund.",
  ),
  virus: of(
    [
      "Ein Anhang oder Link enthält Schadsoftware.",
      "Der Scanner irrt sich bei einem Anhang, etwa bei einem verschlüsselten Archiv.",
    ],
    "Prüfen Sie Ihren Rechner und den Anhang, bevor Sie wieder etwas senden.",
    "Prüfen Sie hochgeladene Dateien vor dem Senden. Versuchen Sie es nicht erneut.",
    "Ist die Datei harmlos, melden Sie sie dem Hersteller des Scanners.",
    "Senden Sie die Nachricht ohne den Anhang und lassen Sie die Datei von einem zweiten Scanner prüfen.",
  ),
  "attachment-type": of(
    [
      "Der Anhang ist ein Programm, ein Skript oder ein Dokument mit Makros.",
      "Der Anhang ist ein Archiv mit einer solchen Datei oder mit Passwort.",
    ],
    "Geben Sie die Datei über einen Link frei, oder senden Sie sie in einem anderen Format, etwa als PDF.",
    "Laden Sie Dateien solcher Typen hoch und senden Sie einen Link darauf.",
    "Erlauben Sie den Dateityp für vertraute Absender, wenn die Richtlinien es zulassen.",
    "Senden Sie die Nachricht ohne den Anhang: Kommt sie an, liegt es am Dateityp.",
  ),
  "message-too-large": of(
    [
      "Anhänge machen die Nachricht größer, als der Server erlaubt. Sie wachsen unterwegs um ein Drittel.",
      "Postfach oder Konto haben eine niedrigere Grenze als der Server.",
    ],
    "Senden Sie eine kleinere Nachricht, oder geben Sie die Dateien über einen Link frei.",
    "Vergleichen Sie die Größe der Nachricht vor dem Senden mit der SIZE-Zeile der Antwort auf EHLO.",
    "Erhöhen Sie die Größengrenze des Servers und jedes Servers dahinter.",
    "Die SIZE-Zeile in der Antwort auf EHLO zeigt die Grenze; `parley probe` gibt sie aus.",
  ),
  "message-malformed": of(
    [
      "Ein Kopffeld wie From, Date oder Message-ID fehlt, ist doppelt oder fehlerhaft.",
      "Eine Zeile ist länger als 998 Bytes, oder Zeilen enden mit einem bloßen Line Feed.",
      "From hat keine gültige Adresse.",
    ],
    "Informieren Sie den Entwickler des Programms, das die Nachricht geschrieben hat.",
    "Bauen Sie die Nachricht mit einer Mailbibliothek und prüfen Sie From, Date, Message-ID und die Zeilenenden (RFC 5322 3.6).",
    "Suchen Sie nach einem Filter oder Gateway, das Nachrichten ändert.",
    "Speichern Sie die Nachricht in einer Datei und prüfen Sie ihre Kopffelder und Zeilenlängen.",
  ),
  "content-policy": of(
    [
      "Eine Richtlinie der empfangenden Organisation sperrt solche Inhalte.",
      "Eine Richtlinie der sendenden Organisation sperrt sie, etwa gegen den Abfluss von Daten.",
    ],
    "Fragen Sie den Empfänger, welcher Inhalt nicht erlaubt ist, oder kontaktieren Sie ihn auf anderem Weg.",
    "Wiederholen Sie den Versuch nicht automatisch. Melden Sie die Ablehnung dem Verfasser der Nachricht.",
    "Suchen Sie die Regel im Log des Filters und machen Sie eine Ausnahme, wenn die Nachricht erwünscht ist.",
    "Senden Sie nur einen kurzen Text: Kommt er an, liegt es am Inhalt, nicht am Absender.",
  ),
  "too-many-recipients": of(
    [
      "Die Nachricht hat mehr Empfänger, als der Server in einer Transaktion erlaubt.",
      "Der Absender darf in einer Zeit nur so viele Empfänger erreichen.",
    ],
    "Senden Sie die Nachricht an weniger Empfänger auf einmal.",
    "Verteilen Sie die Empfänger auf mehrere Nachrichten.",
    "Erhöhen Sie die Grenze für Empfänger, oder verwenden Sie eine Mailingliste.",
    "Die LIMITS-Zeile in der Antwort auf EHLO zeigt die Grenze, wenn der Server sie meldet; `parley probe` gibt sie aus.",
  ),
  loop: of(
    [
      "Zwei Server oder zwei Postfächer leiten einander Nachrichten weiter.",
      "Der MX-Eintrag führt zu einem Server, der die Nachricht zurückgibt.",
    ],
    "Sagen Sie dem Empfänger auf anderem Weg, dass die Weiterleitung fehlerhaft ist.",
    "Versuchen Sie es erst wieder, wenn die Weiterleitung repariert ist.",
    "Sehen Sie die Received-Felder der Nachricht an und reparieren Sie Weiterleitung oder MX-Eintrag.",
    "Die Received-Felder der zurückgekommenen Nachricht nennen jeden Server des Weges: Suchen Sie Namen, die sich wiederholen.",
  ),
  "server-busy": of(
    [
      "Der Server ist überlastet, startet neu oder wird gewartet.",
      "Dem Server fehlt Arbeitsspeicher oder Plattenplatz.",
    ],
    "Warten Sie. Die Nachricht kann später erneut gesendet werden.",
    "Versuchen Sie es nach einigen Minuten erneut, in wachsenden Abständen und über weniger Verbindungen.",
    "Prüfen Sie Last, Platte und Warteschlange des Servers.",
    LOGS,
  ),
  "server-error": of(
    [
      "Ein Teil des Servers ist ausgefallen, etwa Speicher, Filter oder Anmeldedienst.",
      "Der Server ist falsch konfiguriert.",
    ],
    "Warten Sie und senden Sie die Nachricht später erneut.",
    "Versuchen Sie es in wachsenden Abständen erneut. Melden Sie die ganze Antwort mit Uhrzeit, wenn die Störung bleibt.",
    "Sehen Sie in das Log des Servers zur Zeit dieser Antwort.",
    LOGS,
  ),
  "lookup-failed": of(
    [
      "Ein Nameserver hat nicht rechtzeitig geantwortet.",
      "Das Verzeichnis oder die Datenbank des Servers hat nicht geantwortet.",
      "Die Nameserver der Absenderdomain sind gestört.",
    ],
    "Warten Sie und senden Sie die Nachricht später erneut.",
    "Versuchen Sie es in wachsenden Abständen erneut.",
    "Prüfen Sie das DNS der Absenderdomain und des sendenden Hosts und die Nameserver, die der Server verwendet.",
    "Fragen Sie die Namen in der Antwort aus einem anderen Netz ab: dig MX example.org, dig -x 192.0.2.1.",
  ),
  timeout: of(
    [
      "Der nächste Server auf dem Weg war nicht erreichbar.",
      "Client oder Netz waren zu langsam.",
      "Die Nachricht lag zu lange in einer Warteschlange.",
    ],
    "Warten Sie und senden Sie die Nachricht später erneut.",
    "Versuchen Sie es über eine neue Verbindung und schließen Sie untätige Verbindungen früher.",
    "Prüfen Sie Netz und Firewall zwischen den Servern und ob der nächste Server läuft.",
    "`parley probe` zeigt, wie lange der Server für jede Antwort braucht.",
  ),
  "unknown-policy": of(
    [
      "Der Server hat eine Richtlinie, die seine Antwort nicht nennt: zu Absender, Client, Empfänger oder Inhalt.",
    ],
    "Fragen Sie den Empfänger, oder kontaktieren Sie ihn auf anderem Weg.",
    "Melden Sie die ganze Antwort einem Menschen und raten Sie nicht. Senden Sie dieselbe Nachricht zum Vergleich an einen anderen Server.",
    "Suchen Sie im Log des empfangenden Servers nach Uhrzeit und Adressen: Dort steht der Grund meist.",
    LOGS,
  ),
};
