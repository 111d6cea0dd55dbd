/**
 * Rows for replies about the sender's domain and address: SPF, DKIM, DMARC, and permission to send with an address.
 */
import { type MeaningRow, rowsOf } from "./row.ts";

/** In the order in which they are checked. */
export const DOMAIN_ROWS: readonly MeaningRow[] = [
  ...rowsOf("lookup-failed", {
    spf: {
      text: /\b(?:spf|dkim|dmarc)\b.{0,60}\b(?:temp\w{0,6} ?(?:error|fail\w{0,3})|dns (?:failure|error|lookup|timeout)|lookup (?:failure|failed|error)|time-?out)|\btemporary (?:error|failure|problem|dns)\b.{0,50}\b(?:spf|dkim|dmarc)\b/i,
      codes: [4],
      responsible: "sending-domain",
    },
  }),
  ...rowsOf("dmarc", {
    aligned: {
      text: /\b(?:un|mis)?align(?:ed|ment)?\b/i,
      not: /\bunsupported\b/i,
    },
    text: {
      text: /\bdmarc\b/i,
      not: /\bauthentication information\b|\bspf\b.{0,30}\bdkim\b.{0,30}\bdmarc\b.{0,40}\ball\b/i,
    },
  }),
  ...rowsOf("sender-unauthenticated", {
    both: {
      text: /\bspf\b.{0,60}\bdkim\b|\bdkim\b.{0,60}\bspf\b|\bpurported responsible/i,
    },
    text: {
      text: /\b(?:sender|message|mail|e-?mail|domain) is (?:unauthenticated|not authenticated)\b|\bunauthenticated (?:e-?)?(?:mail|messages?|senders?)\b|\b(?:multiple|failed|fails|fail|passing|pass) (?:\w{1,15} ){0,2}authentication checks?\b|\bauthentication (?:information|results)\b|\bauthentication level/i,
      not: /\bfrom this range|\blog/i,
    },
  }),
  ...rowsOf("spf", {
    text: {
      text: /\bspf\b|\bsender policy framework|\binvalid ip for sending mail|\bnot permitted by (?:the )?domain|\bnot (?:permitted|allowed|designated|authori[sz]ed) (?:as )?(?:a )?(?:sender|to send) (?:mail |email )?(?:for|from|on behalf of) (?:the |this )?domain|\bhardfail\b|\bdoesn't allow sending mails from|\bdoes not designate|\bmail ?from\b.{0,40}\bmis-?match\w{0,3} (?:the )?client ip\b/i,
      not: /\bdkim\b/i,
    },
  }),
  ...rowsOf("dkim", {
    text: {
      text: /\bdkim\b|\bdomainkeys?\b/i,
    },
  }),
  ...rowsOf("sender-not-permitted", {
    text: {
      text: /\bnot owned\b|\bmail ?from\b.{0,20}\bmis-?match\w{0,3} with (?:the )?(?:message )?(?:header|from)|\bsender (?:e-?mail |address )?(?:is )?not in my domain|\bsender do(?:es)?(?: not|n't) match\b|\b(?:from|sender)(?: address)? must (?:use|be on|be in) (?:this|the|your|a verified)|\brestricted to sending domain|\bnot (?:the )?same as (?:the )?(?:smtp |auth\w{0,12} |log-?in )|\b(?:may|can|must) ?not send as\b|\bdoes(?: not|n.t) own\b|\buser does not have permission|\bnot (?:a )?local sender|\bnot a valid sender\b|\bunconfigured sending domain|\bmust (?:equal|match|be|be (?:the )?same as) (?:the |an )?(?:authori[sz]\w{2,5}|authenticated|logged|auth)|\bsend ?-?as ?denied|\bsend (?:\w{1,8} )?as (?:this|that|the|another) (?:sender|user|address)|\b(?:not|isn't|cannot|can't) (?:be )?(?:allowed|authori[sz]ed|permitted|authorised) to (?:send|use|submit|perform|relay)(?: (?:mail|email|e-mail|messages?))? ?(?:as|from|using|with|on behalf|`ses|this (?:sender|from|header|address|envelope))|\b(?:sender|from|domain|identity|address(?:es)?|signature)\b.{0,60}\b(?:not|never|isn't|hasn't|un)(?: yet| been| a| an)? ?-?(?:verified|validated|confirmed|registered|a verified|authenticated user|belong)|\b(?:verified|registered|confirmed) sender (?:identity|address|signature)|\b(?:sender|from)(?: address)?\b.{0,40}\b(?:does not|doesn't|must|not|should) (?:match|belong|correspond)|\b(?:mismatch|differs?|different)\b.{0,40}\b(?:sender|from|authenticated|login|user)|\bforbidden domain\b.{0,40}\b(?:from|sender)|\brelaying disallowed as|\bunverified (?:sender|address|domain|from)|\bverify (?:the|your) (?:sender|from|domain|address)|\bsender (?:address )?(?:is )?not (?:allowed|permitted|authori[sz]ed)\b(?! (?:by|to send to|for this rec|to post))|\bnot authori[sz]ed to (?:send (?:\w{1,8} )?(?:from|as|using)|use (?:this|the) (?:sender|from|address))|\bfrom (?:header |address )?(?:is )?not (?:allowed|authori[sz]ed|permitted)|\bnot allowed (?:to use )?(?:as )?(?:sender|from)\b|\bnot authori[sz]ed for (?:this )?(?:sender|from|user)|\bsender address.{0,30}\bgehort nicht|\babsender\w{0,8}\b.{0,40}\b(?:gehort nicht|nicht (?:erlaubt|zulassig|berechtigt|gestattet)|unzulassig|stimmt nicht)|\bunknown sender address|\bspoof(?:ing|ed)? (?:is )?(?:not|detected)|\bexpediteur\b.{0,40}\bnon autorise|\babsender\b.{0,20}\bdarf (?:diese|die) (?:absender-?)?(?:adresse|domain) nicht (?:verwenden|benutzen|nutzen)/i,
      not: /\brecipient\b.{0,20}\bnot\b|\bdmarc\b|\brelay service\b|\bspf\b|\bmailing list\b|\bgroup\b|\bby recipient|\bdns\b|\b(?:null|empty) (?:envelope )?sender|\bunverified address|\baddress verification/i,
    },
  }),
  ...rowsOf("account-suspended", {
    own: {
      text: /\bto continue sending (?:messages|mail|e-?mail)\b|\bsending (?:from|for) (?:this|your) (?:domain|account|address) (?:is|has been) (?:paused|suspended|disabled|blocked)\b|\b(?:sending|your|smtp|sender'?s?|sender's|mailgun|sendgrid) (?:\w{1,12} )?(?:account|user|domain|api key|subaccount|customer|tenant|service|plan|mailbox|subscription)\b.{0,50}\b(?:suspended|paused|disabled|deactivated|blocked from sending|not allowed to send|not (?:yet )?(?:active|activated|approved|verified|enabled)|under review|terminated|on hold|restricted|banned|sandbox|trial|frozen|unpaid|overdue|locked|has been blocked|is blocked)|\bsending (?:is |has been )?(?:paused|suspended|disabled|blocked|limited)|\baccount\b.{0,30}\b(?:suspended|blocked|disabled|banned|restricted|not (?:allowed|permitted|approved|enabled|activated)) (?:from|for|to) send|\bsandbox\b|\bbad outbound sender|\boutgoing (?:mail |email )?suspension|\bspam abuse detected|\btraffic not accepted from this ip|\bunregistered domains|\btenant has exceeded|\b(?:payment|invoice|billing)\b.{0,40}\b(?:required|overdue|failed|expired|problem|received)|\bnot (?:yet )?(?:been )?(?:approved|activated|enabled|authori[sz]ed) (?:for|to) send(?:ing)?\b(?! (?:from|as|using|e?-?mail (?:from|as|directly)|directly))|\bversand\b.{0,30}\b(?:gesperrt|deaktiviert|blockiert)|\bdomain \S{1,100} is (?:not allowed to send|disabled)|\bbusiness verification|\bunusual (?:sending )?activity|\bnot authori[sz]ed to use ses\b|\b(?:trial|sandbox) (?:accounts?|plan|mode)\b.{0,40}\bonly\b/i,
      not: /\brecipient(?:'s)? (?:address|mailbox|account|has|is)|\bmailbox unavailable|\bspf\b|\bdaily\b/i,
    },
    mail: {
      at: ["mail"],
      text: /\b(?:account|user|domain|customer|subscription|plan)\b.{0,50}\b(?:suspended|paused|disabled|deactivated|not (?:yet )?(?:active|activated|approved|verified|enabled)|under review|terminated|on hold|frozen|unpaid|overdue|locked|expired)/i,
    },
  }),
  ...rowsOf("recipient-restricted", {
    "sender-blocked": {
      text: /\b(?:has |have )?unsubscribed\b|\bopted[- ]out\b|\bsuppress(?:ed|ion)|\b(?:blocked|rejected|refused|denied|blacklisted) by (?:the |this |your )?(?:recipients?|addressee|user|empfanger)|\brecipient\b.{0,40}\b(?:block\w{0,3}|does(?: not|n't) (?:accept|want|allow)|refus\w{1,3}|reject\w{0,3} (?:mail|messages?|your)|preferences|not accept)|\bsender\b.{0,40}\b(?:blocked by|black ?listed by|denied by|blocked by) (?:the |this )?(?:recipient|user)|\buser entry|\b(?:user|recipient|domain's)(?:'s)? (?:\w{1,10} )?(?:block|black|deny) ?list|\bcustomer block list|\bblock-?send-?er\b|\bbypass list|\bmessage rejected due to user rules|\buser refuses|\bvom empfanger (?:abgelehnt|blockiert|gesperrt)|\byou have been blocked|\benvelope (?:blocked|rejected)\b|\badministrative prohibition|\bsenderfilterconfig|\bblocked senders?\b|\b(?:user|recipient|addressee) refused\b|\bblock-?rcpt\b/i,
      not: /\bdmarc\b|\bspf\b|\binvalid - envelope/i,
    },
    restricted: {
      text: /\b(?:can't|cannot) be any bounces|\b(?:does not|doesn't|not) accept(?:ing)? bounces|\bprivate (?:mailing )?(?:list|group)\b|\b(?:permitted|allowed) (?:\w{1,8} ){0,5}only (?:in|within|from|to) (?:the |its )?(?:same|own|local) domain|\bresolver\.rst\b(?!\.\w{0,6}size)|\b(?:only|must be) (?:accept\w{0,3}|allow\w{0,2}|receiv\w{1,3}|take\w?|a member|members)\b.{0,60}\b(?:from|members|subscribers|senders|internal|authenticated)|\b(?:members?|subscribers?)[- ]only|\bonly (?:\w{1,12} ){0,2}(?:members?|subscribers?)\b|\bnot (?:a )?(?:member|subscrib\w{1,4}|on the (?:allow|white|guest|accept) ?list|allowed to (?:post|send|mail|write|e-?mail) to)|\bnot authori[sz]ed to (?:post|send (?:\w{1,12} )?to)|\brestricted\b.{0,40}\b(?:recipient|group|list|senders|distribution|address|mailbox)|\b(?:group|list|distribution|mailbox|public folder|recipient|address|alias|user)\b.{0,60}\b(?:restricted|internal|authenticated|authori[sz]ed|approved|allowed|permitted) (?:senders?|users?|only|use|members)|\bsender (?:was |is )?not (?:authenticated|allowed|authori[sz]ed|permitted) (?:for|to send to|by organi[sz]ation|to deliver)|\bsender was not authenticated by|\bnot (?:in|on) (?:the |our )?(?:allowed[- ]senders?|white ?list|allow ?list|safe ?list|sender list|bypass)|\brecipient prohibited|\bclosed mailing list|\bmoderat\w{2,4} (?:list|group)|\bpolicy that prohibit\w{0,3} the (?:e-?)?mail|\bnot pre-?approved|\bno permission to send to|\bdoes(?: not|n't) have permission to (?:send|post)|\bnot accept(?:ing)? (?:mail|messages|e-?mail)s? from (?:you|this sender|your address|external|outside|unknown|the internet|non)|\boutside (?:of )?(?:the |your |its )?organi[sz]ation|\bexternal (?:senders?|mail|recipients?)\b.{0,30}\b(?:not|block\w{0,3}|reject\w{0,3})|\bonly \w{1,20} (?:can|may) (?:send|post|write)|\bhas restricted (?:who|mail|e-?mail|delivery)|\borgani[sz]ational settings|\bempfanger\b.{0,20}\bkeine\b|\bnur (?:interne|mitglieder|angemeldete|bekannte)|\breserve aux|\baccepts? no (?:mail|messages|e-?mails?) from (?:outside|external|the internet|you|this|non|unknown)|\bonly (?:internal|local|known) (?:senders?|users?|staff)\b|\bexterne? (?:absender|e-?mails?|nachrichten)\b.{0,40}\b(?:nicht|abgelehnt|gesperrt)|\bnot opted[- ]in\b|\bmail ?box (?:ANYONE )?is restricted\b/i,
      not: /\bpolicy that prohibit\w{0,3} the (?:e-?)?mail that|\bmember of (?:the |this |our )?domain\b/i,
    },
  }),
  ...rowsOf("sender-unknown", {
    mail: {
      at: ["mail"],
      codes: [5],
      text: /\bdoes(?: not|n't) exist\b|\bfully[- ]qualified\b/i,
      not: /\b(?:helo|ehlo|client|recipient)\b/i,
      certainty: "likely",
    },
    verify: {
      text: /\bsender\b.{0,40}\breserved domain|\bsender (?:address )?verif\w{1,9} (?:failed|failure|error)|\bverif\w{1,9} (?:of )?(?:the )?(?:mail ?from|envelope sender) (?:failed|failure|error)|\b(?:could not|cannot|can't|unable to|failed to) (?:complete )?(?:sender )?verif\w{1,9}(?: the)? (?:sender|return|envelope)|\bverification failed for|\bsender verify (?:fail|error|callout)|\bcallout (?:verification )?(?:failed|failure)|\bundeliverable address\b.{0,40}\bsender|\bsender address rejected: (?:undeliverable|unverified|user unknown|address does not exist)|\bsender (?:address )?(?:does not|doesn't) exist|\bsender (?:unknown|not found|is unknown)|\bsender undeliverable|\bunrou?t(?:e?able) sender|\breturn(?:-path| path)? (?:address )?(?:is )?(?:not|in)valid\b/i,
      not: /\brecipient (?:verify|address)|\btemporar/i,
    },
    domain: {
      text: /\bfrom:? ?domain must resolve|\b(?:mail ?from|sender)(?: address)? (?:is )?(?:invalid|not valid)\b|\b(?:sender|sending|from) domain\b.{0,20}\bdoes not resolve|\b(?:sender|from|mail ?from|envelope|return-path|absender(?:adresse|domain)?|expediteur|rfc\.?5321|originator|domain of sender)\b.{0,80}\b(?:domain )?(?:not found|does(?: not|n't) (?:exist|resolve)|unresolvable|could not be (?:resolved|found|verified)|cannot be resolved|no (?:valid )?(?:mx|a|dns)|has no|not exist|not resolve|unresolved|unknown|invalid dns|resolve fail|must (?:exist|resolve)|is (?:invalid|empty)|dns check failed|unbekannt|existiert nicht|inexistant|inconnu|n'existe pas|no existe)|\b(?:invalid|bad|unknown|unresolvable|non-?existent|nonexistent) (?:sender(?:'s)?|from|envelope(?: from)?|mail ?from|return-path)(?: address| domain)?\b|\bdomain (?:of|in) (?:the )?(?:sender|from|envelope)|\bdomain (?:\S{1,60} )?(?:may|does) not exist\b.{0,20}\bdns|\binvalid dns mx or a|\bno valid mx\b.{0,30}\bsender|\bbadsendermx|\b(?:domain|account) may not exist\b|\bmx\b.{0,20}\b(?:missing|invalid)\b.{0,30}\bsender|\bdomain exists or must|\bsender domain (?:must|is|not|does)|\bsender rejected: (?:domain|invalid)|\bemetteur invalide|\bnull sender is not|\bsender mx\b|\bunresolvable\b.{0,30}\b(?:from|sender|5321)\b|\bdomain name required for sender/i,
      not: /\bfrom (?:this|your) (?:ip|host|server)|\breverse|\bptr\b|\brecipient (?:address|domain|rejected)|\bheader\b|\bfully[- ]qualified/i,
    },
    "at-mail": {
      at: ["mail"],
      text: /\bdomain (?:not found|does not exist|unknown|invalid|must|not resol)|\bcannot resolve|\bunrouteable|\b(?:user|address|mailbox) (?:is )?(?:unknown|invalid|not found|does not exist)|\bunknown (?:user|address|domain)|\bno such (?:user|domain|address)|\bdns (?:error|failure)|\binvalid (?:dns|domain|address)|\bno (?:a, aaaa|mx|a record)|\bmx\b/i,
      not: /\brelay/i,
    },
  }),
  ...rowsOf("relay-denied", {
    text: {
      text: /\brelay (?:check|test)\b.{0,20}\bfail\w{0,3}|\bopen ?relay (?:check|test)|\bden(?:y|ies|ied) relay|\b(?:isn't|is not|not) a local (?:account|user|mailbox)\b.{0,10}$|\brela(?:y(?:ing)?|is)\b.{0,40}\b(?:denied|not (?:be )?(?:permitted|allowed|possible|authori[sz]ed|supported)|disabled|prohibited|disallowed|refused|rejected|forbidden|blocked|verboten|nicht (?:erlaubt|gestattet|zulassig)|verweigert|abgelehnt|refuse|interdit|zabronion\w{1,2}|geweigerd|denegado|no)\b|\b(?:unable|not allowed|not permitted|unauthori[sz]ed|don't|do not|cannot|refus\w{1,3}|no|denied|isn't allowed|not authori[sz]ed|won't|will not|kein|invalid credentials for|denies|open) (?:to |for |us(?:e|ing) (?:this|the) (?:server|host) (?:as|to) )?(?:a )?(?:mail )?relay\w{0,3}\b|\brcpthosts\b|\bas a relay\b|\bbe relayed\b|\bnot (?:a )?local (?:domain|recipient|user)s?\b|\bdelivery (?:is )?not (?:allowed|permitted) to (?:this|that|the) address|\b(?:do|does|will) not (?:accept|deliver|handle|host|serve|receive) (?:mail |e-?mail |messages )?(?:for|to) (?:this|that|the|your|external|remote|foreign) (?:domain|recipients?|address\w{0,2})|\b(?:domain|recipient)\b.{0,30}\bnot (?:hosted|served|handled|configured|local) (?:here|by|on)|\bnot (?:hosted|served) (?:here|by this|on this)|\bdo(?:es)? not accept (?:e-?)?mail for\b|\bi cannot deliver mail for|\bnot a gateway|\bunauthori[sz]ed (?:relay|destination|recipient domain)|\bexternal (?:domain|address|mail)\b.{0,30}\bnot (?:allowed|permitted)|\bwe are not a relay|\bpermissions? to submit mail|\bmail(?:ing)? to (?:remote|external) (?:addresses|domains|hosts)|\bauth\w{0,12} (?:is )?required (?:for|to) relay|\bno se permite (?:el )?(?:reenvio|relay)\b|\breenvio (?:no permitido|denegado)|\bonly (?:authenticated|authori[sz]ed|local) (?:users?|clients?|senders?|hosts?) (?:may|can|are allowed to) relay\b|\blocal users? only\b|\bno-domain\b/i,
    },
  }),
];
