/**
 * Words right behind a number, or around it, that show whether it is the code of a reply. Words before it are in
 * `words-before.ts`.
 */

/** Words directly after a number that counts or measures something. */
export const UNIT: RegExp =
  /^[ -]?(?:(?:invalid|unknown|rejected|failed|new|old|active|duplicate|bad|different|unique|valid|open|ungültige|neue)\s)?(?:ms|msec|milliseconds?|µs|ns|s|secs?|seconds?|sekunden?|mins?|minutes?|minuten?|h|hrs?|hours?|stunden?|days?|tage?n?|weeks?|wochen?|months?|monate?n?|years?|jahre?n?|b|bytes?|octets|kb|kib|k|mb|mib|m|gb|gib|g|tb|kbit|mbit|bits?|users|people|persons|personen|kunden|customers|clients|e-?mails|mails|messages|nachrichten|recipients|items|lines?|zeilen?|rows?|requests|connections|verbindungen|times|mal|px|pt|em|rem|eur|euros?|usd|dollars?|pounds?|cents?|km|cm|mm|mi|miles|meters?|kg|w|watts?|v|hz|khz|mhz|ghz|pages|seiten|words|mailboxes|postfächer|accounts|konten|hosts|servers|domains|domänen|addresses|adressen|subscribers|tickets|orders|bestellungen|percent|prozent|points|punkte|threads|processes|files|dateien|records|entries|einträge|jobs|queries|tests|tables|modules|packages|commits|followers|more|mehr|different|x|st|nd|rd|th|str|street|main|cores|workers|retries|attempts|visitors|rooms|guests|characters|chars|tokens|degrees|°|members|mitglieder|issues|bugs|lists|attachments|copies|replies|newsletters|rechnungen|invoices|errors|bounces|rejects|spam mails|logins|sign-?ins|anmeldungen|opens|clicks|unsubscribes|sessions|sitzungen|warnings|warnungen|alerts)(?![\w-])/i;

/** Words directly after a code that continue a sentence about it: they are no text of the reply. */
export const SENTENCE_AFTER_CODE: RegExp =
  /^["'`)\]]?,? (?:and|or|of|when|if|while|but|because|since|for|from|in|on|to|with|as|after|every|und|oder|wenn|bei|beim|von|vom|mit|für|seit|aber|als|kommt|is|was|means|errors?|codes?|response|reply|replies|bounces?|rejections?|fehler|meldung|et|ou|de|du|quand|y|o|cuando|status|again|each|what|why|how|error code|einen?|die|der|das|the|a|an)(?![\w:=-])/i;

/** Words that replies contain, in the languages of servers. */
export const VOCABULARY: RegExp =
  /sorry|mailbox|recipient|sender\b|relay|reject|denied|block(?:ed|list)|blacklist|spam|authenticat|authoriz|unauth|unavailable|quota|not allowed|not permitted|syntax|unrecogni[sz]ed|not recogni[sz]ed|greylist|graylist|try again|does not exist|doesn't exist|no such (?:user|address|mailbox|recipient|person|domain)|unknown|unroutable|invalid|disabled|inactive|suspended|not accepted|not accept|\b[eh][eh]lo\b|starttls|\btls\b|closing|too many|exceed|rate.?limit|throttl|requested (?:mail )?action|bad sequence|not implemented|unimplemented|policy|dmarc|dkim|\bspf\b|reputation|\brbl\b|\bdnsbl\b|undeliverable|virus|bounce|\bverify\b|forward|local error|temporar|permanent|failed|failure|no valid|access|credentials|login|password|username|verboten|verweigert|abgelehnt|abgewiesen|nicht (?:erlaubt|gefunden|zugestellt)|unbekannt|postfach|empfänger|absender|utilisateur|inconnu|boite|boîte|refus|destinataire|destinatario|buz[oó]n|cuenta|usuario|casella|service not|service shut|try later|message (?:too|size|refused|content|rejected|contains|not)|mail (?:not|size|refused|from)|user (?:not|is|un|has|over|does)|prohibit|not found|over limit|full\b|system|transaction|protocol|command|parameters|overquota|connection|reverse dns|ptr\b|null mx|must (?:issue|authenticate|be)/i;

/** Signs that a text is about sending mail. */
export const MAIL_SIGN: RegExp =
  /\b(?:e?smtp|lmtp|mail(?:er|ing|box)?|e-?mails?|mx\d*|rcpt|bounced?|postfix|exim|sendmail|mta|dsn|relay|recipient|sender|outlook|thunderbird|postmaster|sending|versand|(?:ver|ab)?senden|verschicken|post(?:fach|eingang|ausgang|amt)|(?:die|der|meine[rn]?|ihre[rn]?|eine|elektronische) post|enviar|envoyer)\b|[\w.+-]@[\w-]|e-?mail|smtp/i;

/** Codes that servers send. */
export const KNOWN_CODES: ReadonlySet<string> = new Set(
  "211 214 220 221 235 250 251 252 253 334 354 421 422 430 431 432 441 442 446 447 449 450 451 452 453 454 455 458 459 471 500 501 502 503 504 505 510 511 512 513 515 517 521 523 524 525 530 531 533 534 535 538 540 541 542 543 546 547 550 551 552 553 554 555 556 557 558 559 571 572 573 574".split(
    " ",
  ),
);
