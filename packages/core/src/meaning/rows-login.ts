/** Rows for replies to AUTH, and for replies that require AUTH, or TLS before it. */
import { type MeaningRow, rowsOf } from "./row.ts";
import type { Stage } from "./stage.ts";

/** A refused login is a reply to AUTH. If the command is unknown, only the words decide. */
const LOGIN_STAGES: readonly Stage[] = ["auth", "unknown"];

/** In the order in which they are checked. */
export const LOGIN_ROWS: readonly MeaningRow[] = [
  ...rowsOf("app-password-needed", {
    text: {
      at: LOGIN_STAGES,
      text: /\bapp(?:lication)?[- ](?:specific[- ])?pass(?:word|code)|\bparol[' ]? ?prilozheni|\banwendungs(?:spezifisches? )?-?(?: ?passwort|kennwort)|\bapp-?(?:passwort|kennwort)|\bmot de passe d.application|\bcontrasena de (?:la )?aplicacion|\bhaslo (?:do )?aplikacji|\bauthori[sz]ation code\b.{0,40}\b(?:log|password)|\b(?:use|with|need) (?:the |an )?authori[sz]ation code|\b(?:use|create|generate|need) (?:an? |the |your )?(?:(?:app(?:lication)?|smtp|api) )?token\b/i,
    },
    raw: {
      at: LOGIN_STAGES,
      raw: /p=InvalidSecondFactor/i,
    },
  }),
  ...rowsOf("server-error", {
    "auth-service": {
      at: LOGIN_STAGES,
      codes: [4],
      text: /\btempor\w{0,8}\b.{0,30}\bauth\w{0,12} (?:failure|error|problem|server)|\bunable to authenticate at (?:present|this time)|\bauth\w{0,12}\b.{0,25}\b(?:temporar\w{0,4}|unavailable|not available|backend|internal|down|offline)|\b(?:connection lost|can ?not connect|cannot contact|failed to connect)\b.{0,30}\bauth|\b(?:problem|error) (?:with|in) (?:the )?auth|\binternal (?:authentication )?error|\btry again later to authenticate/i,
    },
  }),
  ...rowsOf("login-blocked", {
    temporary: {
      at: LOGIN_STAGES,
      codes: [4],
      text: /\btoo many (?:[\w-]{1,20} ){0,4}log-?in attempts\b.{0,20}\b(?:later|wait)|\bip\b.{0,30}\btemporar\w{0,4} (?:blocked|banned|locked)/i,
      retry: "later",
    },
    "for-a-while": {
      at: ["auth"],
      text: /\b(?:too many|locked|blocked|zu viele[rn]?|gesperrt|trop de)\b.{0,80}\b(?:in|for|after|wait|fur|nach|dans) (?:\w{1,8} )?\d{1,4} ?(?:s|sec\w{0,4}|min\w{0,5}|h|hours?|stunden?|heures?)\b/i,
      not: /\bconnections?\b|\bmessages?\b|\bverbindung/i,
      retry: "later",
      temporary: true,
      why: "The lock ends after the time that the text names.",
    },
    attempts: {
      at: ["auth"],
      text: /\btoo many (?:[\w-]{1,20} ){0,5}(?:log-?ins?|log ins?|auth\w{0,12}|sign-?ins?|passwords?|attempts|failures)\b|\b(?:auth\w{0,12}|log-?in|password) (?:attempts?|failures?|tries) (?:limit|exceeded|too)|\bbrute|\bexceeded\b.{0,30}\b(?:log-?in|auth\w{0,12}|password) (?:attempts?|failures?)|\bzu viele (?:\w{1,20} ){0,3}(?:anmelde|login)|\btrop de tentatives|\bzu viele[rn]? (?:\w{1,20} ){0,3}fehl\w{0,12}/i,
    },
    browser: {
      at: LOGIN_STAGES,
      text: /\b(?:via|with|through|in|use|using) (?:your |a |the )?(?:web )?browser|\bweb ?login required|\bcaptcha\b|\bsuspicious (?:log-?in|sign-?in|activity|attempt)|\bunusual (?:log-?in|sign-?in|activity)|\bverify (?:your )?(?:account|identity)|\bconditional access|\bdid not meet the criteria to be authenticated|\b(?:two|2|multi)[- ]?(?:factor|step|fa)\b|\bmfa\b|\baccount (?:is |has been )?(?:temporarily |currently )?locked|\bsecurity (?:check|challenge)|\bblocked this (?:sign-?in|log-?in|attempt)|\bconfirm it was you/i,
    },
    place: {
      at: ["auth"],
      text: /\bunauthori[sz]ed ip|\b(?:ip|address|country|location|region|network|host)\b.{0,40}\bnot (?:allowed|permitted|authori[sz]ed|whitelisted|in (?:the )?(?:allow|white)).{0,30}|\b(?:log-?in|access|authentication|sign-?in) from (?:this|your) (?:ip|country|location|region|address|host|network)|\b(?:log-?in|sign-?in|auth\w{0,12}) (?:is |has been |was )?(?:blocked|banned)|\bzugriff .{0,30}gesperrt|\banmeldung .{0,20}(?:blockiert|gesperrt)/i,
    },
    "web-login": {
      at: LOGIN_STAGES,
      raw: /p=WebLoginRequired|accounts\.google\.com\/signin\/continue/i,
    },
  }),
  ...rowsOf("auth-method-disabled", {
    basic: {
      at: LOGIN_STAGES,
      text: /\bbasic auth\w{0,15}\b.{0,40}\b(?:not|disabled|deprecated|blocked|retired|no longer|unsupported)|\bsmtpclientauth\w{0,12} is disabled|\bsmtp ?auth\w{0,12}\b.{0,30}\b(?:is )?disabled|\bsecurity defaults|\bdisabled for the (?:tenant|mailbox|organi[sz]ation|account)|\bsmtp access (?:is )?(?:disabled|not enabled|not allowed)|\b(?:less secure|insecure) app|\b(?:enable|turn on|activate) (?:the )?(?:smtp|imap|pop)\b.{0,20}\b(?:access|service|auth)|\bsmtp service (?:is )?(?:not |dis)(?:en)?abled|\bexternal smtp\b.{0,30}\b(?:not|dis)|\bsmtp is (?:not enabled|disabled|not activated)|\b(?:has no|no|not have) (?:access )?(?:permission|rights)\b/i,
    },
    mechanism: {
      at: ["auth"],
      text: /\b(?:unrecogni[sz]ed|unknown|unsupported|invalid|unimplemented) (?:smtp )?(?:auth\w{0,12}|sasl)?[ -]?(?:type|method|mechanism|scheme)|\b(?:type|method|mechanisms?|scheme)\b.{0,25}\b(?:not (?:\w{1,12} )?(?:supported|available|allowed|enabled|implemented|recogni[sz]ed|permitted|offered)|unsupported|unavailable|disabled|unrecogni[sz]ed|unknown|too weak)|\bno mechanism\b|\bno (?:suitable|supported|such|acceptable|common) (?:\w{1,15} )?(?:mechanism|method)|\b(?:plain|login|cram-md5|xoauth2|ntlm|gssapi)\b.{0,20}\b(?:not supported|disabled|unsupported|not available|not allowed)/i,
      responsible: "developer",
    },
    command: {
      at: ["auth"],
      text: /\bcommand\b.{0,30}\b(?:not (?:\w{1,12} )?(?:implemented|recogni[sz]ed|supported|available|allowed|enabled)|unrecogni[sz]ed|unknown|disabled|unimplemented)|\b(?:unrecogni[sz]ed|unknown|unimplemented|unsupported|invalid) command|\bunimplemented\b|\bnot implemented\b/i,
      codes: [5],
      responsible: "developer",
    },
    absent: {
      at: ["auth"],
      text: /\bauth\w{0,12}\b(?: command)?.{0,25}\b(?:not (?:\w{1,12} )?(?:enabled|available|supported|allowed|permitted|implemented|advertised|offered|activated)|disabled|unsupported|unavailable|unimplemented|turned off|switched off)|\bno auth\w{0,12} (?:is )?(?:available|enabled|allowed|supported|methods?)/i,
      not: /\bauth\w{0,12}\b.{0,25}\b(?:temporar|credentials|password (?:is |was )?(?:not|inc|wrong|inv))|\bbefore (?:start)?tls\b/i,
      codes: [5],
      responsible: "developer",
    },
  }),
  ...rowsOf("tls-required", {
    text: {
      text: /\b(?:must|need to|please|have to) (?:issue|use|send|start|do) (?:a |an |the )?(?:\w{1,10} )?(?:starttls|tls|ssl)\b|\bstarttls (?:command )?(?:is )?(?:first|required|needed|mandatory)|\b(?:tls|ssl|encrypt\w{1,5}|secure connection|verschlusselung|chiffrement)(?:[ /-](?:tls|ssl|connection|session|encryption|verbindung)){0,2}\b.{0,15}\b(?:required|needed|mandatory|erforderlich|notwendig|requise?|vereist)\b|\brequires? (?:an? |the use of )?(?:tls|ssl|starttls|encrypt)|\black of security|\b(?:tls|encrypted|ssl|secure)(?: connections?)? only\b|\bplain ?text auth\w{0,12} (?:is )?(?:disallowed|disabled|not)|\bencryption (?:is )?required for requested|\b(?:without|before|outside) (?:an? )?(?:tls|ssl|starttls|encrypt|secure)|\bover an? (?:tls|encrypted|secure) (?:connection|channel)|\bnot sent over an? tls|\bkeine? (?:tls|verschlusselte)|\bverschlusselt\w{0,2} (?:verbindung|ubertragung)\b.{0,15}\b(?:erforderlich|notwendig)|\bconnexion (?:chiffree|securisee)\b.{0,15}\brequise|\bconexion (?:cifrada|segura)\b.{0,15}\b(?:requerida|necesaria|obligatoria)/i,
      not: /\bcertificate|\brcpt domain|\btlsa\b|\bfailed\b|\bLastAttempted|\bMessage=/i,
    },
  }),
  ...rowsOf("oauth-refused", {
    text: {
      at: LOGIN_STAGES,
      text: /\boauth|\bbearer\b|\b(?:access |refresh |id |security )?token\b.{0,40}\b(?:expired|invalid|revoked|scope|not valid|missing|fail\w{0,4}|refused|reject\w{0,3})|\b(?:invalid|expired|bad|missing|unknown) (?:access )?token|\binvalid_(?:grant|token|request)|\binsufficient scope/i,
    },
    challenge: {
      at: LOGIN_STAGES,
      codes: [3],
      raw: /^eyJzdGF0dXMi|^eyJzY2hlbWVz|^eyJlcnJvci/,
    },
  }),
  ...rowsOf("account-suspended", {
    login: {
      at: ["auth"],
      text: /\b(?:account|user|mailbox|subscription|domain|sender|service|customer|login)\b.{0,30}\b(?:suspended|disabled|blocked|deactivated|inactive|terminated|expired|frozen|closed|banned|not (?:yet )?(?:active|activated|verified|confirmed))|\b(?:disabled|suspended|blocked|inactive|expired) (?:user|account)|\b(?:konto|benutzer|postfach)\b.{0,30}\b(?:gesperrt|deaktiviert|abgelaufen)|\bcompte\b.{0,30}\b(?:bloque|desactive|suspendu)|\b(?:unpaid|not paid|payment)\b/i,
    },
  }),
  ...rowsOf("account-limit", {
    login: {
      at: ["auth"],
      text: /\bcredits?\b|\bquota\b|\b(?:daily|monthly|hourly|sending|plan) (?:\w{1,12} )?limit/i,
      not: /\bcredentials/i,
      retry: "fix-then-retry",
    },
  }),
  ...rowsOf("auth-failed", {
    words: {
      at: ["unknown"],
      codes: [5],
      text: /\b(?:user ?name|login|user) (?:and|or|\/) password\b|\b(?:bad|wrong|invalid|incorrect) (?:password|credentials|log-?in)\b|\b(?:smtp )?auth(?:entication)? (?:failed|failure|unsuccessful)\b|\bfailed to authenticate\b|\bpassword\b.{0,20}\b(?:incorrect|invalid|wrong)/i,
      not: /\b(?:spf|dkim|dmarc|message|mail|e-?mail|sender|domain)\b/i,
    },
    text: {
      at: ["auth"],
      codes: [5],
      text: /\b(?:user ?names?|log-?in|users?|passwords?|passwd|pass|credentials?|auth\w{0,12}(?: data)?|kennwort|passwort|benutzername|anmeldedaten|zugangsdaten|identifiants?|mot de passe|haslo|wachtwoord|contrasena|api ?key)\b.{0,45}\b(?:incorrect|invalid|wrong|bad|fail\w{0,4}|failure|not (?:be )?(?:accepted|valid|match\w{0,3}|correct|recogni[sz]ed|successful|verified|found)|rejected|mismatch|unsuccessful\w{0,2}|denied|refused|unknown|error|falsch|ungultig|fehlgeschlagen|incorrectes?|invalides?|echoue|niepoprawn\w{1,2}|nieprawidlow\w{1,2}|bledn\w{1,2}|ongeldig|onjuist|incorrecta|mislukt)|\b(?:incorrect|invalid|wrong|bad|unknown|ungultige[rs]?|falsche[rs]?|bledne|onjuiste?|ongeldige?) (?:smtp )?(?:user\w{0,5}|log-?in|password|credentials?|auth\w{0,12}|benutzer\w{0,6}|passwort|kennwort|anmelde\w{0,10}|gebruikers\w{0,6}|haslo|wachtwoord|api ?key)|\bfailed to authenticate|\bcould not (?:be )?authenticate|\b(?:anmeldung|authentifizierung)\b.{0,25}\bfehlgeschlagen|\bechec de l.authentification|\b(?:logowanie|uwierzytelni\w{1,8})\b.{0,30}\b(?:nie|blad|niepoprawn)|\bblad (?:logowania|uwierzytelniania)/i,
    },
  }),
  ...rowsOf("auth-required", {
    text: {
      text: /\bmail ?from account is a local\b|\buse submission\b|\bauth\w{0,12} (?:is |needed |not |must )?(?:required|needed|mandatory|necessary|first)\b|\b(?:requires?|need|must|please|have to|should) (?:an? |to |first )?(?:smtp )?(?:auth\w{0,12}|log ?-?in|sign ?-?in)\b|\b(?:not|never|isn't|without) (?:yet |being |been )?(?:authenticated|logged in|signed in|logged on)\b|\b(?:turn on|enable|use) smtp auth\w{0,12}|\bunauthenticated (?:clients?|senders?|users?|connections?|relay)|\bauth(?:enticate)? (?:first|before)|\b(?:anmeldung|authentifizierung|authentication|authentification|uwierzytelnienie|authenticatie|autenticacion)\b.{0,25}\b(?:erforderlich|notwendig|requise?|necessaire|wymagan\w{1,2}|vereist|requerida|nodig)|\bpop[- ]before[- ]smtp|\bcheck (?:your )?mail (?:via pop|first)|\blog(?:ged)? ?in first|\blog in before|\b(?:must|need to|please) (?:issue|send|use) (?:an? )?auth|\bdebe (?:autenticarse|iniciar sesion)|\bdevez vous (?:authentifier|identifier)|\bmussen sich (?:zuerst |erst )?(?:anmelden|authentifizieren)/i,
      not: /\bto continue sending\b|\bresolver\.|\bgroup\b|\bspf\b|\bdkim\b|\bdmarc\b|\bmailbox\b|\bpublic folder|\brelay\w{0,4}\b|\bdistribution|\borgani[sz]ation|\bfrom this range|\bunauthenticated (?:mail|e-?mail|messages?)\b|\bsender is unauthenticated|\ball senders\b|\bbulk\b/i,
      codes: [5, 4],
      at: ["mail", "rcpt", "data", "content", "transaction", "ehlo", "other", "unknown"],
    },
  }),
];
