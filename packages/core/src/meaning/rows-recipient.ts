/** Rows for replies about the recipient's address and mailbox. */
import { type MeaningRow, rowsOf } from "./row.ts";
import type { Stage } from "./stage.ts";

const RECIPIENT_STAGES: readonly Stage[] = [
  "rcpt",
  "data",
  "content",
  "transaction",
  "other",
  "unknown",
];

/** In the order in which they are checked. */
export const RECIPIENT_ROWS: readonly MeaningRow[] = [
  ...rowsOf("lookup-failed", {
    table: {
      text: /\btemporary lookup failure\b/i,
      codes: [4],
      responsible: "receiving-admin",
    },
  }),
  ...rowsOf("lookup-failed", {
    recipient: {
      at: RECIPIENT_STAGES,
      text: /\bunverified (?:address|recipient)|\b(?:could not|cannot|can't|unable to|failed to|couldn't) (?:complete )?(?:be )?(?:verif\w{1,9}|validat\w{1,4}|check) (?:the |this )?(?:recipient|address|user|mailbox)|\bcould not complete (?:sender|recipient) verif|\b(?:recipient|address|user) (?:address )?(?:verification|validation|check|lookup)\b.{0,30}\b(?:in progress|temporar\w{1,5}|fail\w{0,3}|deferred|defer|time)|\bcallout\b|\brecipient (?:temporarily )?(?:cannot|could not) be verified|^recipient temporarily unavailable/i,
      codes: [4],
    },
  }),
  ...rowsOf("mailbox-disabled", {
    text: {
      at: RECIPIENT_STAGES,
      text: /\bmail ?box cannot be accessed|^<?[^ <>]{1,64}>? ?:? (?:is )?(?:now |currently )?(?:disabled|deactivated|suspended|inactive)\b|\b(?:mail ?box|account|user|recipient|address|e-?mail|inbox|postfach|konto|benutzer|compte|boite|casella|skrzynka|konto|cuenta|buzon|casilla|indirizzo|postvak|destinataire|adressat|destinatario|alias|usuario|customer|subscriber|person)\b.{0,60}\b(?:disabled|deactivated|de-?activated|inactiv\w{1,3}|suspend\w{0,4}|closed|locked|blocked\b(?! (?:using|by|due|for spam|sender|your))|expired|frozen|terminated|cancell?ed|no longer (?:active|available|valid|accept\w{0,3}|in use|used|on server|monitored|with)|not (?:yet )?(?:active|activated|enabled|poped|in use)|archived|discontinued|retired|on hold|unavailable permanently|gesperrt|deaktiviert|geschlossen|inaktiv|abgelaufen|stillgelegt|bloque|desactiv\w{1,3}|ferme|suspendu|archivee|disattivat\w|bloccat\w|sospes\w|zablokowan\w|nieaktywn\w|inactiv[ao]|bloquead[ao]|ha expirado|expirad[ao]|scadut[ao]|geblokkeerd|uitgeschakeld|has left|left the (?:company|organi[sz]ation)|moved|abandoned|dormant|decommission\w{0,3}|not accepting (?:messages|mail|e-?mail))\b|\b(?:dormant|abandoned|disabled|inactive|suspended|deactivated|closed|expired|locked|deleted|archived|frozen|blocked) (?:\w{1,10} )?(?:user|account|mail ?box|recipient|address|in-?box|e-?mail address)\b|\bdisableduser\b|\b(?:no longer|not longer) (?:an employee|employed|works|with (?:us|the company)|on (?:the )?server|valid|active|accepts|in use|available)|\binactive (?:e-?mail|mailbox|user|account)|\badministratively (?:disabled|locked)|\baccount (?:has been |is )?(?:disabled|suspended|closed|locked|inactive|deleted)/i,
      not: /\byour (?:account|user)|\bsending account|\bsender'?s? account|\bsmtp auth|\bplease log|\btemporarily blocked for|\bip\b|\b(?:sender|envelope) (?:address )?(?:blocked|rejected)|\bclient host\b|\b(?:virus|malware|spam(?! filter)|phishing)\b|\bsending for\b/i,
    },
  }),
  ...rowsOf("mailbox-unknown", {
    text: {
      at: RECIPIENT_STAGES,
      text: /\bnosuchuser\b|\bnot in my validrcptto|\b(?:users?|recipients?|mail ?box(?:es)?|address(?:ee|es)?|accounts?|e-?mail(?: address)?|rcpt|alias|local[- ]?part|customer|person|empfanger|benutzer|adressat|adresse|postfach|utilisateur|destinataire|boite|usuario|destinatario|uzytkownik|adresat|odbiorca|gebruiker|ontvanger|indirizzo|buzon|member|subscriber|name|id|conta|konto|subuser)s?\b.{0,45}\b(?:unknown|not (?:be )?(?:found|known|exist\w{0,2}|valid|present|recogni[sz]ed|listed|here|on this|a (?:known|valid|local)|local|registered|ok\b|located|hosted)|does(?: not|n't) (?:exist|have an?)|don't exist|doesn't exist|no longer exists?|non-?existent|nonexistent|invalid|undeliverable|unroutable|unrecogni[sz]ed|unbekannt|nicht (?:gefunden|bekannt|vorhanden|verfugbar)|existiert nicht|gibt es nicht|inconnue?s?|inexistante?s?|n.existe pas|introuvable|invalide|no existe|desconocid[ao]|sconosciut[ao]|inesistente|non (?:esiste|trovato)|nie (?:istnieje|znaleziono|ma)|nieznan\w{1,2}|niepoprawn\w|onbekend|bestaat niet|ongeldig|nao (?:existe|encontrad)|inexistente|missing|has been deleted|deleted|was not found|cannot be found|could not be found|wrong)\b|\b(?:unknown|invalid|no such|bad|non-?existent|nonexistent|undeliverable|illegal|unbekannte[rs]?|ungultige[rs]?|kein solche[rs]?|unroutable|incorrect|wrong|adressat|onbekende|nieznany|mailbox for) (?:\w{1,12} ){0,2}(?:user|recipients?|mail ?box|address(?:ee)?|account|e-?mail address|rcpt|alias|local[- ]?part|person|destination|empfanger|adresse|benutzer|postfach|adressat|gebruiker|ontvanger|adres|id\b|customer|mail drop|name here|uzytkownik|odbiorca)\b|\bno (?:mail ?box|account|user|address|recipient|one|person|such|valid recipient|aliases?|matches|mail-box) (?:\w{1,12} ){0,3}(?:here|by that name|found|at this|with that|there|by this name|available|known)\b|\bno such\b|\b(?:mailbox|account|address|user|recipient)? ?not (?:our|a) (?:customer|valid user|known user|local user)|\baddress rejected\b(?!:)|\brecipient rejected\b|\brecipient ?not ?found|\brecipnotfound|\bresolver\.adr\.|\bbadrcptto|\bdoesn't have an? \S{1,40} account|\bunable to find (?:alias|user|recipient|address)|\bunrou?te?able address|\bno route to (?:address|recipient)|\bthat (?:user|address|account|recipient) (?:is|does)|\bcheck the (?:address|recipient|spelling)|\bmail ?box(?: name)? (?:is )?(?:not allowed|unavailable|not available)\b.{0,40}\b(?:unknown|not found|no such)|\bmailbox name\b.{0,20}\b(?:not allowed|invalid)|\bno existe\b|\bnobody by that name|\butente (?:sconosciuto|inesistente)|\bnot listed in (?:domino|address)|\binvalid-recipient|\bpath (?:does )?no[tn]? exist|\bnot in (?:the |our |this )?(?:\w{1,12} )?(?:recipient|address|route|user)s? (?:list|table|map|directory|database)|\b(?:user|recipient|address)\b.{0,20}\bnot a member of (?:the |this |our )?domain|\bnot have an account (?:here|with)|\bno valid recipients\b|\bANYONE ?[:.]{0,3} ?(?:user )?(?:is )?(?:unknown|invalid|undeliverable|unrou?t(?:e?able)|not (?:found|known|valid|a valid|exist)|does(?: not|n.t) exist)|\breserved by rfc ?\d|\b(?:usuario|destinatario|utente) (?:desconhecido|inexistente)\b|\b(?:usuario|destinatario) nao (?:existe|encontrado)\b/i,
      not: /\bnumber of (?:invalid|unknown|bad|non-?existent|wrong) (?:recipients|users|addresses|mailboxes)|\bsender\b(?!.{0,60}\brecipient)|\bdomain (?:of|name) (?:not|does)|\bexternal\b|\b(?:by|for|due to) (?:\w{1,12} )?polic(?:y|ies)\b|\bfrom:? header|\bspam\b|\btoo many|\bunverified\b|\bcallout\b|\bmessage[- ]id|\bdomain not found|\bhost unknown|\b(?:invalid|unknown|bad) host(?: ?name)?\b/i,
    },
    exchange: {
      at: RECIPIENT_STAGES,
      enhanced: /^5\.(?:4\.1|1\.10)$/,
      raw: /\brecipient address rejected: access denied\b/i,
    },
  }),
  ...rowsOf("domain-unknown", {
    text: {
      at: RECIPIENT_STAGES,
      text: /\b(?:domain|host ?name|host|tenant)\b.{0,60}\b(?:not found|does(?: not|n't) exist|unknown|non-?existent|not exist|no (?:valid )?mx|cannot be (?:found|resolved)|could not be (?:found|resolved)|unbekannt|existiert nicht|inconnu|invalid|has no (?:mx|mail))\b|\b(?:unknown|invalid|no such|non-?existent|bad destination|unrouteable mail|unroutable) (?:\w{1,12} )?(?:domain|host)\b|\bno mx\b|\bname or service not known|\bnonexistentdomain|\binfodomainnonexistent|\bno (?:mail )?(?:server|host|exchanger) (?:could be )?found for|\bhost(?: or domain)? (?:name )?(?:not found|lookup)|\bdomaine inconnu\b|\bdominio desconocido\b|\b(?:invalid|unknown|bad) host ?name\b/i,
      not: /\bsender\b|\bhelo\b|\behlo\b|\bfrom address|\bclient host|\bspf\b|\btemporar|\byour domain/i,
    },
  }),
];
