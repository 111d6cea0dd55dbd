/** Rows for replies about the protocol itself: TLS, order, commands, parameters, syntax, size. */
import { type MeaningRow, rowsOf } from "./row.ts";
import type { Stage } from "./stage.ts";

const PROTOCOL_CONTENT_STAGES: readonly Stage[] = ["content", "transaction", "unknown"];

/** In the order in which they are checked. */
export const PROTOCOL_ROWS: readonly MeaningRow[] = [
  ...rowsOf("bad-sequence", {
    pipelining: {
      text: /\bsynchroni[sz]ation|\b(?:not|no|improper|illegal|unauthori[sz]ed|bad|without) (?:\w{1,15} ){0,4}(?:to )?(?:use (?:of )?(?:\w{1,10} )?)?(?:command )?pipelin|\bpipelin\w{0,4}\b.{0,30}\b(?:not|improper|before|unauthori|error|violation)|\bbefore (?:the )?(?:banner|greeting|220)|\bbefore its turn|\btalk(?:ed|s|ing)? (?:too soon|before)|\btoo (?:early|soon)\b|\bprotocol (?:violation|error)|\bearly talk|\bunsolicited data|\bcommands? (?:sent )?out of sync|\bspoke? (?:too early|before)/i,
    },
    order: {
      text: /\bsequence error|\bbad (?:command )?sequence|\bout of (?:sequence|order)|\bsequence of commands|\bsend hello|\bissue a (?:reset|rset)\b|\b(?:need|want|expect\w{0,3}|send|use|say|issue|require\w?|missing|give|no) (?:a |an |the )?(?:\w{1,10} )?(?:helo|ehlo|hello|mail|rcpt|recipient)(?: from| to|\/helo|\/ehlo)?:? ?(?:command|first|before|yet|sent|given)|\bmissing (?:a )?(?:mail from|rcpt to|recipient)|\bneed (?:mail|rcpt|helo|ehlo)|\b(?:mail|rcpt|sender|recipients?|helo|ehlo)(?: command)? (?:has )?(?:not )?(?:yet )?(?:been )?(?:already )?(?:given|sent|specified|first|issued|(?:required|needed) before)|\bnested mail|\b(?:helo|ehlo) (?:is )?(?:needed|required)\b|\balready (?:established|specified|given|sent|authenticated|identified|in progress|logged|started|done|in tls|issued|been (?:given|specified))|\bpolite people|\bintroduce yourself|\bduplicate (?:helo|ehlo|mail|sender)|\bcommand (?:not allowed|out of|unexpected|is not (?:allowed|permitted|valid)) (?:at this|here|now|in this|during)|\bwrong (?:state|sequence|order)|\bno recipients?(?: (?:have been )?(?:specified|given|defined|accepted))?\b|\bno valid recipients? (?:have been )?(?:specified|given|defined|accepted)\b|\bmust precede|\bexpected (?:mail|rcpt|data|helo)|\bsender already|\buse (?:ehlo|helo)|\bhelo\/ehlo (?:first|before)|\b(?:helo|ehlo)\b.{0,10}\bfirst\b|\bnot allowed (?:at this point|before|now|in this state)|\bmay not be repeated|\bidentity changes|\bcannot be used with|\bonly (?:one|a single) (?:auth|mail)/i,
      not: /\btoo many|\btransaction failed|\bunknown|\bgateway\b/i,
      codes: [5],
    },
  }),
  ...rowsOf("tls-failed", {
    plain: {
      at: ["greeting", "ehlo", "starttls", "unknown", "other"],
      text: /\b(?:ssl|tls) (?:attempted )?(?:over|on|to) (?:a )?(?:non-?(?:ssl|tls)|plain)|\b(?:client hello|tls handshake|ssl) (?:received|detected|on)\b/i,
      responsible: "developer",
    },
    text: {
      text: /\b(?:start)?(?:tls|ssl)\b.{0,60}\b(?:not (?:\w{1,12} )?(?:available|supported|enabled|possible|offered|implemented|advertised)|unavailable|fail\w{0,4}|error|negotiat\w{1,5}|handshake|attempted|could not|cannot|refused|disabled|temporar\w{1,5}|invalid|too old|unsupported|local problem|version|mismatch|protocol)|\b(?:certificate|ciphers?|tlsa|dane|mta-?sts|dnssec|handshake)\b|\bno (?:tls|ssl)\b|\b(?:fail\w{0,3}|unable|cannot|error)\b.{0,30}\b(?:tls|ssl)\b|\btls required for rcpt|\bstarttls is required to send|\b(?:tls|verschlusselung)\b.{0,30}\bnicht (?:verfugbar|unterstutzt|moglich)/i,
      not: /\btoo many|\bmust issue|\bcommand (?:not recogni|unrec|unknown)|\bauth/i,
    },
  }),
  ...rowsOf("message-malformed", {
    lines: {
      at: PROTOCOL_CONTENT_STAGES,
      text: /\bbare (?:<?(?:lf|cr|line ?feed|newline|carriage)>?s?)|\bbarelf|\bsmtplf|\bline[- ]?(?:is )?(?:length|too long|longer|exceed)|\blines? (?:too long|longer|exceed\w{0,3})|\b(?:stray|naked) (?:newline|lf|cr)|\bend[- ]of[- ]line|\b(?:missing|lone) cr\b|\b998 (?:octets|characters|bytes)|\bnul (?:byte|char)|\bzeile\w{0,2}\b.{0,20}\bzu lang/i,
      temporary: false,
      why: "The same bytes are refused every time, whatever the class of the code.",
    },
    link: {
      at: PROTOCOL_CONTENT_STAGES,
      raw: /smtplf\.html/i,
      temporary: false,
      why: "qmail gives bare line feeds a temporary code, and refuses the same bytes every time.",
    },
  }),
  ...rowsOf("too-many-recipients", {
    later: {
      codes: [452, 451, 450, 455, 421, 552],
      text: /\bout of allow\w{0,2} rcpt|\brecipient policy mismatch|\btoo many (?:\w{1,12} )?(?:recipients?|rcpts?|addressees)\b|\bseparate transaction|\bsize per transaction|\bmultiple (?:destination )?domains/i,
      not: /\b(?:invalid|unknown|bad|nonexistent|wrong) (?:recipients|users)|\bper (?:hour|day|minute)|\bhour|\bdaily\b|\bday\b|\bin the last|\bfrom \d{1,3}\./i,
      responsible: "developer",
      retry: "later",
      temporary: true,
      why: "RFC 5321 4.5.3.1.10: the rest of the recipients go in a further transaction, also after 552.",
    },
    text: {
      text: /\bnever sent to more than one recipient|\bmore than one recipient\b|\bnumber of rcpt\b.{0,30}\bmax\w{0,4}|\btotal of rcpts?\b.{0,30}\bmax\w{0,4}|\btoo many (?:\w{1,12} )?(?:recipients?|rcpts?|addressees|addresses|destinataires|rcpt commands)\b|\b(?:recipients?|rcpt)(?: count)? (?:limit|exceed\w{0,3}|max)|\b(?:max(?:imum)?|limit|number)\b.{0,15}\brecipients?\b(?!')|\bmultiple (?:destination )?(?:domains|recipients|rcpts)\b.{0,40}\b(?:unsupported|not|per)|\bseparate transaction|\bsize per transaction|\bone recipient (?:at a time|only|per)|\btoo much recipients|\bno more than \d{1,5} recipients|\bzu viele empfanger|\btrop de destinataires|\bte veel ontvangers|\bzbyt wielu odbiorcow|\bdemasiados destinatarios/i,
      not: /\b(?:invalid|unknown|bad|nonexistent|wrong) (?:recipients|users)|\bper (?:hour|day|minute)|\bhour|\bdaily\b|\bday\b|\bin the last|\brecently\b|\bfrom \d{1,3}\.|\bdelivery rate|\brate limit|\brecipient limit exceeded for|\bper (?:connection|session)/i,
    },
  }),
  ...rowsOf("account-limit", {
    text: {
      text: /\bsubmissionquotaexceeded|\blimits? (?:for|of|on) your account (?:is |are |has been |have been )?(?:exceeded|reached)|\b(?:sending|outgoing|outbound|daily|monthly|hourly|user sending|smtp|account|plan|credit|message|mail|relay|e-?mail|send|weekly|your) (?:\w{1,12} )?(?:quota|limit|allowance|credits?)\b.{0,30}\b(?:exceeded|reached|used|exhausted|over|depleted|hit)|\b(?:exceed\w{0,3}|reached|over|used up|exhausted) (?:your |the |its |his |their |of )?(?:\w{1,12} ){0,4}(?:sending|daily|monthly|outgoing|24[- ]?hour|plan|account) (?:\w{1,12} )?(?:quota|limit|allowance|credits?)|\b(?:not enough|insufficient|no|out of|lack of) (?:\w{1,10} )?credits?\b|\bdaily (?:user )?(?:sending|message|e-?mail|mail|smtp relay)\b|\bsubmission quota|\bmaximum (?:number of )?(?:messages|emails|recipients) (?:per day|allowed per day)\b.{0,30}\b(?:account|user|plan)|\b(?:versand|sende|tages|stunden|monats)-?(?:limit|kontingent|quota|volumen)|\bquota d.envoi|\blimit wysylki|\bverzendlimiet|\bexceeded the (?:allowed )?(?:number|amount) of (?:messages|emails|mails|recipients) (?:you|allowed for your|that you)|\bover the (?:daily|hourly|monthly) (?:quota|limit)|\bmessage(?:s)? (?:count )?limit for (?:your|this) (?:account|user|plan)|\bsender(?:'s)? (?:\w{1,10} )?(?:submission |sending )?quota|\b(?:stundlich|taglich|monatlich)\w{0,2} (?:limit|kontingent)|\blimite d.envois?\b|\blimite (?:diario|mensual|de envios?)\b/i,
      not: /\bmailbox\b|\bstorage\b|\brecipient (?:has|is|'s)|\bthis recipient|\brecipient's\b|\bper hour\b.{0,10}\brecipient|\bpieces? jointes?\b/i,
      temporary: true,
      why: "A share for a period is renewed with the next period, whatever the class of the code.",
    },
  }),
  ...rowsOf("mailbox-full", {
    text: {
      text: /\btoo much mail data\b|\bquota\b|\b(?:mail ?box|in-?box|mail ?folder|account|user|postfach|boite|casella|skrzynka|buzon|postvak|konto|recipient|maildir)\b.{0,45}\b(?:full|over ?-?quota|overquota|voll|pleine|piena|pelna|lleno|vol\b|out of (?:storage )?space|exceed\w{0,3} (?:its |the |their )?(?:\w{1,12} ){0,3}(?:quota|storage|space)|(?:size|storage|space) (?:limit )?(?:exceeded|used up|full)|ubervoll|uberfullt|przepelniona|saturee)|\b(?:full|overfull|over-?quota) (?:mail ?box|in-?box|folder)|\bover ?-?quota\b|\b(?:not|doesn't have) enough (?:disk |storage )?space (?:in|on|for|to store) (?:the |this )?(?:user|recipient|mailbox|account)|\bspeicherplatz\b|\bstorage (?:space|limit|quota)\b.{0,25}\b(?:used|exceeded|full|reached)|\bexceeded storage allocation|\bmailbox (?:size )?limit (?:exceeded|reached|exeeded)|\bout of storage space|\bno space left\b.{0,20}\b(?:mailbox|user)|\bbox full|\b(?:mailbox|inbox|user|recipient)\b.{0,45}\bno (?:\w{1,8} )?space|\b(?:mailbox|inbox|postfach)\b.{0,60}\bover (?:its|the|their) (?:\w{1,8} )?(?:limit|quota)|\bspace has been used up|\btoo many messages (?:on the server|in (?:the )?mailbox)|\bmailbox (?:would )?exceed|\bcuota\b|\bexceeding (?:receiving|their|its) (?:limits|quota)|\b(?:account|mailbox) storage limit|\bspeicher(?:kontingent|limit|volumen)|\bexhausted\b.{0,25}\b(?:storage|space)\b/i,
      not: /\b(?:message|mail|receiving|delivery) rate\b|\bnumber of messages|\bper hour\b|\b(?:message|mail) size exceeds (?:fixed|maximum|file)|\bsending (?:quota|limit|rate)|\bfile system\b|\bdaily\b|\bsize exceeds (?:fixed|max)/i,
      temporary: true,
      why: "A full mailbox is emptied again; many servers give it a permanent code.",
    },
  }),
  ...rowsOf("message-too-large", {
    text: {
      text: /\b(?:messages?|mail|e-?mail|content|body|data|attachments?|headers?|nachricht|bericht|wiadomosc|correo|size|msg|taille|file)(?:'s)?\b.{0,40}\b(?:too (?:big|large|long|much)|larger than|bigger than|over (?:the )?(?:\w{1,10} )?size|zu gro(?:ss|ß)|trop (?:gros|volumineux|grand)|te groot|za duz\w|demasiado grande|oversized?)|\b(?:message|mail|e-?mail|content|header|data)?(?:'s)? ?(?:size|length|taille|grosse)\b.{0,40}\b(?:exceed\w{0,3}|limit\w{0,2}|maxim\w{1,3}|max|reached|uberschreitet|overschrijdt|depasse)|\bexceed\w{0,3}\b.{0,45}\b(?:size|length|bytes|octets|[mk]i?b|\d{1,9} ?[mk]b?|attachments|databytes)\b|\b(?:message|mail|e-?mail)s? exceeds? (?:the )?(?:fixed |maximum |server )|\b(?:message|mail|filter) size\b|\bmaximum (?:\w{1,12} ){0,2}size\b|\boversized?\b|\brecipsizelimit|\bmore than \d{1,12} (?:bytes|octets|[kmg]b)\b|\bsize violation|\btoo (?:big|large)\b|\b(?:nachricht|mail|e-mail|bericht)\b.{0,40}\b(?:uberschreitet|overschrijdt)|\b(?:supera|excede|depasse)\b.{0,30}\b(?:tamano|taille)|\b(?:anhang|anhange|datei|fichier|piece jointe|adjunto)\b.{0,40}\b(?:zu gro(?:ss|ß)|trop (?:gros|volumineu)|demasiado grande)/i,
      not: /\bline\b|\brate\b|\bper (?:hour|day|minute)|\btoo many\b|\bhops?\b|\bnumber of (?:messages|recipients|connections)|\bquota\b|\bspam\b|\btime\b|\bmailbox size/i,
    },
  }),
  ...rowsOf("parameter-unsupported", {
    text: {
      text: /\b(?:smtputf8|8bitmime|8-?bit|binarymime|requiretls|mt-priority|deliverby|notify|orcpt|envid|body=|ret=|dsn|size=|rrvs|by=|futurerelease|holdfor)\b.{0,60}\b(?:not|un\w{3,12}|disabled|disallow\w{0,2}|refused|required|requires|only|invalid|denied|need\w{0,2})|\b(?:requires?|needs?|unsupported|unknown|invalid|unrecogni[sz]ed|no|not support\w{0,3}) (?:esmtp )?(?:smtputf8|8bitmime|dsn|extension|option|parameters?|body type|argument for)|\b(?:unsupported|unknown|unrecogni[sz]ed|invalid|illegal|bad) (?:esmtp |mail |rcpt |command )?(?:extensions?|options?|parameters?|params?|keyword)|\b(?:parameters?|options?|extensions?)\b.{0,30}\b(?:not (?:\w{1,12} )?(?:recogni[sz]ed|implemented|supported|allowed|understood|known)|unsupported|unrecogni[sz]ed)|\binternationali[sz]ed (?:e-?mail |mail )?address|\bnon-?ascii\b|\beai\b|\binvalid command (?:arguments?|parameters?)|\b(?:parameter|option)\w? (?:nicht|unbekannt)|\bunable to accommodate (?:\w{1,12} )?parameters?/i,
      not: /\bauth\w{0,12} (?:type|mechanism)|\bhelo\b|\behlo\b|\bmailbox\b|\battachment|\bname or parameter\b|\bno parameters/i,
    },
  }),
  ...rowsOf("command-not-implemented", {
    text: {
      text: /\b(?:command|verb|befehl|commande|comando|polecenie|kommando|opdracht)\b.{0,50}\b(?:not (?:\w{1,12} )?(?:implemented|recogni[sz]ed|supported|understood|known|available|allowed|enabled|permitted)|unrecogni[sz]ed|unknown|unimplemented|unsupported|disabled|disallowed|unbekannt|nicht (?:implementiert|erkannt|unterstutzt|bekannt)|inconnue?|non reconnue|desconocido|nieznan\w{1,2}|onbekend)|\b(?:unrecogni[sz]ed|unknown|unimplemented|unsupported|invalid|illegal|bad|what\?|nieznan\w{1,2}|onbekende?|commande inconnue|unbekannter|ungultiger) (?:smtp |esmtp )?(?:command|verb|befehl|polecenie|opdracht)\b(?!:)|\b(?:vrfy|expn|turn|etrn|help|noop|rset|bdat|chunking|starttls|atrn|size|noop)\b.{0,40}\b(?:not|dis\w{4,8}|un\w{4,12}|denied|refused)|\bunimplemented\b|\bnot implemented\b|\bdo not allow this operation|\bcould not vrfy|\bnot understood\b|\bunrecogni[sz]ed\b(?! \w{1,20} )|\bsend some mail/i,
      not: /\bauth\w{0,12} (?:type|mechanism)|\btoo many|\bparameters?\b|\boptions?\b|\brecipient\b|\bmailbox\b|\bhelo\/ehlo argument|\bsequence\b/i,
    },
    "too-many": {
      text: /\btoo many (?:unrecogni[sz]ed|unknown|bad|invalid|nonmail|non-mail|syntax|protocol|unauthenticated|smtp)? ?(?:or \w{1,10} )?(?:commands?|errors)\b/i,
      at: [
        "other",
        "unknown",
        "greeting",
        "ehlo",
        "starttls",
        "auth",
        "mail",
        "rcpt",
        "data",
        "content",
        "transaction",
      ],
      certainty: "likely",
    },
  }),
  ...rowsOf("syntax", {
    text: {
      text: /\billegal characters?\b|\bcharacters? (?:is |are )?not allowed in (?:the )?address|\bdomain name required\b|\blocal-?part (?:is )?(?:denied|refused|rejected)|\bunbalanced\b|\bauthentication (?:cancel\w{1,5}|aborted)|\b(?:user|recipient|sender|destination) address (?:is )?(?:required|missing)|\bsyntax\b|\bsyntaxfehler|\bcannot decode\b|\b(?:address|recipient|command|path|domain)\b.{0,20}\bmalformed\b|\bmissing or malformed|\bsyntactically\b|\bsyntaxe\b|\bsyntaktisch|\bskladni\w?\b|\bsintaxis\b|\bmalformed (?:address|command|mailbox|recipient|sender|path)|\b(?:bad|invalid|illegal|not a valid) (?:\w{1,12} ){0,2}(?:address (?:format|syntax)|mailbox syntax|path|rfc ?(?:2?821|5321) address|characters? in (?:the )?(?:address|local|domain|recipient))|\bnot a valid rfc[- ]?\d{3,4} (?:5321 )?address|\b(?:need|must be|requires?|not) (?:a )?fully[- ]qualified (?:\w{1,10} )?address|\bfully qualified (?:e-?mail )?address|\bneed fully-qualified (?:address|domain|recipient)|\bmissing (?:domain|angle|colon|@|local|argument|parameter)|\bcommand (?:line )?(?:is )?too long|\bline too long|\bcontrol characters?\b.{0,20}\b(?:address|local|command)|^(?:\S{1,64} )?(?:bad|invalid) e-?mail address\.?$|\bimproper (?:use|format)|\bcannot parse|\b(?:domain|address)[- ]literal|\bquoted (?:local|string)|\bunbalanced|\bunmatched|\bargument required|\bneeds? (?:an? )?(?:argument|domain|address)|\bpath too long|\blocal[- ]part (?:is )?too long|\bzero size|\bempty (?:e-?mail )?address|\bbad command|\bparse error/i,
      not: /\b(?:helo|ehlo)\b|\bheader|\bmessage\b|\bunknown sender|\brfc ?2822/i,
    },
  }),
];
