/** The German sentences about refusals of a login, of TLS, and of commands. */
import { type KindsProse, kindProse as of } from "../kinds.ts";
import type { LOGIN_KINDS as English } from "../sentences-kinds-login.ts";

const EHLO_FIRST =
  "Sehen Sie zuerst in die Antwort auf EHLO: Sie nennt, was der Server kann, vor und nach TLS. `parley probe` zeigt diese Liste und probiert jedes Verfahren, `parley matrix` vergleicht Server, und `parley ledger` zeigt, was Server früher abgelehnt haben.";
const EHLO_AUTH =
  "Sehen Sie in die AUTH-Zeile der Antwort auf EHLO nach TLS: Sie nennt die Verfahren, die der Server annimmt. `parley probe` zeigt diese Liste.";

export const LOGIN_KINDS: Pick<KindsProse, keyof typeof English> = {
  "relay-denied": of(
    [
      "Der Client hat sich nicht angemeldet, und die Domain des Empfängers gehört nicht zu diesem Server.",
      "Der falsche Server ist eingestellt: Dieser nimmt nur Mail für seine eigenen Domains an.",
      "Die IP-Adresse des Clients gehört nicht zu den vertrauten Netzen des Servers.",
    ],
    "Schalten Sie im Mailprogramm die Anmeldung am Postausgangsserver ein, oder verwenden Sie den Ihres eigenen Anbieters.",
    "Setzen Sie `auth` und verbinden Sie sich mit dem Versandport (587 oder 465) des Anbieters des Absenders.",
    "Erlauben Sie dem Client das Weiterleiten nach Anmeldung oder nach seinem Netz, oder nehmen Sie die Domain an. Erlauben Sie es nicht allen.",
    "`parley probe` zeigt, ob der Server AUTH anbietet und ob der Port für den Versand ist.",
  ),
  "auth-required": of(
    [
      "Der Client hat sich nicht angemeldet.",
      "Port 25 ist eingestellt, an dem der Server andere Server und keine Benutzer erwartet.",
    ],
    "Schalten Sie im Mailprogramm die Anmeldung am Postausgangsserver ein.",
    "Setzen Sie `auth` mit Benutzername und Passwort oder Token und verwenden Sie Port 587 oder 465.",
    "Soll dieser Client ohne Anmeldung senden, lassen Sie sein Netz zu. Sonst ist nichts zu ändern.",
    EHLO_AUTH,
  ),
  "auth-failed": of(
    [
      "Das Passwort ist falsch oder wurde geändert.",
      "Der Benutzername hat eine andere Form, etwa die ganze Adresse.",
      "Der Anbieter verlangt ein App-Passwort oder OAuth statt des normalen Passworts.",
    ],
    "Prüfen Sie Benutzername und Passwort. Melden Sie sich mit denselben Daten im Webmail an.",
    "Prüfen Sie, ob die Konfiguration die erwarteten Zugangsdaten enthält, ohne Leerzeichen und Zeilenenden. Wiederholen Sie eine abgelehnte Anmeldung nicht.",
    "Prüfen Sie, ob es das Konto gibt, ob es gesperrt ist und ob es SMTP verwenden darf.",
    "Melden Sie sich im Webmail des Anbieters an. Geht das, verlangt der Anbieter für SMTP ein App-Passwort oder OAuth, oder SMTP ist für das Konto abgeschaltet.",
  ),
  "auth-method-disabled": of(
    [
      "Das Verfahren ist für das Konto oder die ganze Organisation abgeschaltet.",
      "Der Server unterstützt dieses Verfahren nicht.",
      "Der Server bietet das Verfahren nur nach TLS oder nur an Port 587 oder 465 an.",
      "Ein Proxy oder Mailfilter zwischen Client und Server gibt das Verfahren nicht weiter.",
    ],
    "Fragen Sie den Administrator Ihres Mailkontos, welche Anmeldung erlaubt ist.",
    "Verwenden Sie ein Verfahren, das der Server in EHLO nennt, etwa XOAUTH2 mit `auth.token`, über TLS.",
    "Schalten Sie SMTP AUTH für das Konto ein, wenn die Richtlinien es erlauben, oder bieten Sie OAuth an.",
    EHLO_AUTH,
  ),
  "app-password-needed": of(
    [
      "Die Zwei-Faktor-Anmeldung ist eingeschaltet; Programme dürfen das normale Passwort nicht verwenden.",
      "Der Anbieter nimmt das normale Passwort für SMTP nie an.",
    ],
    "Erzeugen Sie in den Sicherheitseinstellungen Ihres Kontos ein App-Passwort und tragen Sie es im Mailprogramm ein.",
    "Setzen Sie in `auth` ein App-Passwort oder ein OAuth-Token statt des normalen Passworts.",
    "Erlauben Sie App-Passwörter in der Organisation, oder stellen Sie OAuth bereit.",
    "Die Sicherheitsseite des Kontos zeigt, ob die Zwei-Faktor-Anmeldung eingeschaltet ist und wo App-Passwörter erzeugt werden.",
  ),
  "oauth-refused": of(
    [
      "Das Token ist abgelaufen.",
      "Das Token wurde für einen anderen Scope oder Dienst ausgestellt.",
      "Der Benutzername gehört nicht zum Token.",
      "Konto oder Organisation erlauben dieser Anwendung SMTP nicht.",
    ],
    "Melden Sie sich in der Anwendung neu an.",
    "Holen Sie mit `auth.token` vor jeder Verbindung ein neues Token mit dem Scope für SMTP; der Benutzername ist die Adresse des Kontos.",
    "Geben Sie der Anwendung das Recht, über SMTP zu senden, und schalten Sie SMTP AUTH für das Konto ein.",
    "Dekodieren Sie das Token: Vergleichen Sie Ablauf, Audience und Scope mit der Hilfeseite des Anbieters.",
  ),
  "login-blocked": of(
    [
      "Es gab zu viele gescheiterte Anmeldungen.",
      "Die Anmeldung kam von einem ungewöhnlichen Ort oder einem neuen Gerät.",
      "Der Anbieter verlangt zuerst eine Bestätigung im Browser.",
    ],
    "Melden Sie sich im Browser an, bestätigen Sie den Zugriff und warten Sie vor dem nächsten Versuch.",
    "Stellen Sie alle automatischen Anmeldungen eine Weile ein. Öffnen Sie weniger Verbindungen und halten Sie sie länger.",
    "Entsperren Sie das Konto und suchen Sie ein Gerät, das noch ein altes Passwort verwendet.",
    "Die Sicherheitsseite des Kontos nennt die verhinderten Anmeldungen.",
  ),
  "account-suspended": of(
    [
      "Der Anbieter hat das Konto wegen Missbrauchs oder eines gestohlenen Passworts gesperrt.",
      "Eine Zahlung oder Bestätigung fehlt.",
      "Das Konto ist noch auf Tests beschränkt (Sandbox).",
    ],
    "Sehen Sie in die Verwaltung beim Anbieter, oder fragen Sie seinen Support.",
    "Senden Sie nicht weiter, bis das Konto wieder offen ist. Ein neuer Versuch hilft nicht.",
    "Stellen Sie fest, was über das Konto gesendet wurde, ändern Sie sein Passwort und bitten Sie den Anbieter, es zu öffnen.",
    "Die Verwaltung beim Anbieter zeigt den Zustand des Kontos.",
  ),
  "account-limit": of(
    [
      "Das Konto hat alle Nachrichten gesendet, die sein Tarif in einer Stunde oder an einem Tag erlaubt.",
      "Das Guthaben ist verbraucht.",
      "Ein Programm sendet mehr als erwartet, vielleicht in einer Schleife.",
    ],
    "Warten Sie, bis die Grenze zurückgesetzt wird, meist innerhalb eines Tages.",
    "Senden Sie mit der Option `rate` langsamer und heben Sie den Rest für später auf.",
    "Erhöhen Sie Tarif oder Grenze des Kontos und prüfen Sie, was darüber gesendet wurde.",
    "Die Verwaltung beim Anbieter zeigt die Grenze und den Verbrauch.",
  ),
  "tls-required": of(
    [
      "Der Client hat unverschlüsselt gesendet.",
      "Der Client beginnt TLS zu spät: Der Server verlangt TLS vor AUTH oder MAIL.",
    ],
    "Schalten Sie im Mailprogramm STARTTLS oder SSL/TLS für den Postausgang ein.",
    'Setzen Sie `tls` auf "starttls" für Port 587 oder auf "implicit" für Port 465.',
    "Es ist nichts zu ändern, außer dieser Client kann nicht verschlüsseln.",
    EHLO_FIRST,
  ),
  "tls-failed": of(
    [
      "Der Server bietet hier kein TLS an oder kann es gerade nicht beginnen.",
      "Das Zertifikat ist abgelaufen oder gilt für einen anderen Namen.",
      "Eine Seite ist zu alt für eine TLS-Version, die die andere annimmt.",
      "Eine Firewall oder ein Virenscanner entfernt oder sperrt STARTTLS.",
    ],
    "Informieren Sie den Administrator. Schalten Sie die Verschlüsselung nicht ab.",
    "Verwenden Sie Port 465 mit TLS ab dem ersten Byte, oder geben Sie das Zertifikat des Ausstellers als `ca` an. Schalten Sie die Prüfung nicht ab.",
    "Erneuern Sie das Zertifikat, erlauben Sie TLS 1.2 und neuer und prüfen Sie, was zwischen Client und Server steht.",
    "`parley probe` zeigt, ob STARTTLS angeboten wird und wie der Handshake ausgeht. openssl s_client -starttls smtp zeigt das Zertifikat.",
  ),
  "command-not-implemented": of(
    [
      "Der Befehl ist abgeschaltet, oder eine Richtlinie des Servers verbietet ihn.",
      "Der Server unterstützt den Befehl nicht: Er ist alt oder klein, oder der Befehl ist neuer.",
      "Ein Proxy, eine Firewall oder ein Virenscanner zwischen Client und Server kennt den Befehl nicht.",
      "Der Befehl ist erst nach TLS oder AUTH erlaubt.",
    ],
    "Gegen diese Antwort können Sie nichts tun. Senden Sie über einen anderen Server, wenn die Nachricht nicht ankommt.",
    "Senden Sie nur Befehle, die die Antwort auf EHLO nennt, und halten Sie für jeden ein anderes Verfahren bereit.",
    "Schalten Sie den Befehl ein, aktualisieren Sie den Server, oder nehmen Sie SMTP vom Proxy davor aus.",
    EHLO_FIRST,
  ),
  "parameter-unsupported": of(
    [
      "Der Server unterstützt die Option oder Kodierung nicht, etwa SMTPUTF8, 8BITMIME oder DSN.",
      "Der Wert des Parameters liegt außerhalb des Erlaubten.",
      "Der nächste Server auf dem Weg unterstützt nicht, was die Nachricht braucht.",
    ],
    "Verwenden Sie eine Adresse aus reinen ASCII-Zeichen, wenn Ihre oder die des Empfängers andere enthält.",
    "Senden Sie Parameter nur, wenn die Antwort auf EHLO die Erweiterung nennt. Kodieren Sie die Nachricht als 7-Bit-Text.",
    "Aktualisieren Sie den Server, oder schalten Sie die Erweiterung auf jedem Server des Weges ein.",
    EHLO_FIRST,
  ),
  syntax: of(
    [
      "Eine Adresse enthält ein Leerzeichen oder Zeichen, die Anführungszeichen brauchen, oder ein Teil fehlt.",
      "Die Befehlszeile ist zu lang oder hat einen Parameter, den der Server nicht kennt.",
      "Text einer Nachricht wurde als Befehl gelesen, weil Client und Server aus dem Takt gerieten.",
    ],
    "Prüfen Sie die Adressen auf Leerzeichen, fehlende Teile und ungewöhnliche Zeichen.",
    "Sehen Sie den beantworteten Befehl Byte für Byte an und prüfen Sie Adressen vor dem Senden.",
    "Suchen Sie im Log des Servers die Zeile, die er nicht lesen konnte.",
    "Zeichnen Sie die Sitzung auf: Der Befehl direkt vor dieser Antwort ist der, den der Server nicht lesen konnte.",
  ),
  "bad-sequence": of(
    [
      "Ein Befehl davor wurde abgelehnt, so dass dieser zu früh kam.",
      "Der Client hat gesendet, bevor der Server geantwortet hatte.",
      "Der Server verlangt zuerst TLS oder eine Anmeldung.",
    ],
    "Gegen diese Antwort können Sie nichts tun. Informieren Sie den Entwickler des Programms.",
    "Sehen Sie die Antwort auf den Befehl davor an. Warten Sie auf jede Antwort, wenn der Server PIPELINING nicht anbietet.",
    "Suchen Sie nach einem Proxy, der Befehle verschluckt oder umordnet.",
    "Zeichnen Sie die Sitzung auf und suchen Sie den ersten abgelehnten Befehl. `parley probe` zeigt, ob der Server mit Pipelining zurechtkommt.",
  ),
};
