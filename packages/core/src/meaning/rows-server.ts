/**
 * Rows for replies about the server's own state and its connections to others, and for texts with little information.
 */
import { type MeaningRow, rowsOf } from "./row.ts";

/** In the order in which they are checked. */
export const SERVER_ROWS: readonly MeaningRow[] = [
  ...rowsOf("loop", {
    text: {
      text: /\breceived:?"? headers? counts?\b|\bloop(?:ing|ed) (?:message|mail|e-?mail)\b|\bmail ?loop|\btoo many hops|\bexcessive recursion|\bhop ?-?count|\b(?:mail|routing|forward\w{0,3}|delivery|message) (?:\w{1,10} )?loop\w{0,3}\b|\bloop(?:s|ing)? (?:detect(?:ed|ion)|back)|\bexceeded (?:\d{1,3} )?hops|\btoo many received|\breceived headers\b.{0,20}\b(?:too many|exceed)|\bmail schleife|\bmailschleife|\bboucle\b|\bpoints back to\b|\bdelivered-to line/i,
    },
  }),
  ...rowsOf("timeout", {
    text: {
      text: /\b(?:read|write)\b.{0,20}\b(?:client|socket|peer)\b.{0,10}\berror|\btime(?:d)?[- ]?out\b|\btook too long|\bidle (?:too long|for|session)|\bmessage (?:delayed|expired)|\bqueue (?:expired|too long|time exceeded)|\b(?:delivery time|retry time(?:out)?|retries|delivery|lifetime|queue) (?:has |is )?(?:expired|exceeded|exhausted)\b|\bretry time\b|\bexceeded (?:the )?(?:max\w{0,4} )?(?:time|queue|retry)\b|\b(?:read|write|i\/o) error (?:from|on connection|to)\b|\b(?:connect\w{0,3}|to|from|host|server|exchanger)\b.{0,80}\bconnection (?:was )?refused|\bconnection (?:was )?(?:reset|closed abruptly|dropped|expired|lost|timed)|\bno (?:answer|response|route) (?:from|to) (?:the )?(?:host|server|destination)|\bhost (?:is )?(?:unreachable|down|not respond)|\bnetwork (?:is )?unreachable|\bcould not (?:connect|reach)|\bfailed to connect|\binactivity\b|\bzeituberschreitung|\bdelai (?:depasse|expire)|\b(?:unable|not able|wasn't able) to (?:connect|establish)|\blifetime\b|\bserver not responding|\bhangup|\bsocket error/i,
      not: /\baccount|\bpassword|\btoken|\bcertificate|\bmailbox (?:is|has) |\bdns\b|\bdeactivated|\bunused|\bdatabase|\bldap|^connection refused\b|\bpolicy|\brefused\b.{0,40}\b(?:spam|list|reputation|abuse|limit)/i,
    },
  }),
  ...rowsOf("lookup-failed", {
    text: {
      text: /\b(?:dns|mx(?!\.)|host|domain|name server|nameserver|name|address|directory|ldap|alias|table|map|user|recipient|database|lookup|policy)\b.{0,20}\b(?:lookup|look-?up|query|resolution|service|verification|search|request)\b.{0,30}\b(?:fail\w{0,4}|error|temporar\w{1,5}|defer\w{0,3}|time|unavailable|problem)|\btemporary (?:lookup|dns|name|directory|ldap|resolution) (?:failure|error|problem|server)|\b(?:dns|ldap|directory|nameserver) (?:server )?(?:failure|error|is (?:down|unavailable)|problem|timeout|temporar|servfail|not available)|\bservfail|\btemporar\w{1,5}\b.{0,30}\b(?:unable|fail\w{0,3}|could not|cannot|unresolvable)\b.{0,20}\b(?:resolve|look ?up|verify)|\b(?:cannot|could not|can't|unable to|failed to) (?:resolve|look ?up|query)\b|\bdomain of sender\b.{0,60}\bdoes not resolve|\bunresolvable\b/i,
      codes: [4],
    },
  }),
  ...rowsOf("server-error", {
    text: {
      text: /^from mta\(|\b(?:mail system|system|server) storage (?:is )?full|\bspool (?:fail\w{0,3}|error|full)|\bqueue is full|\bbad configuration|\bincorrectly configured|\bkein speicherplatz auf|\btransport unavailable|\bresource limitations|\bdisk write fail|\btemporarily rejected message|\b(?:internal|local|server|system|configuration|config|software|technical|database|ldap|queue file|file|disk|i\/o|write|resource|processing|application|backend|upstream|storage|unexpected) (?:\w{1,14} )?(?:errors?|problems?|failure|fault|misconfigur\w{1,5})\b|\b(?:error|failure|problem) (?:in|while|during|when) (?:\w{1,12} ){0,2}(?:process\w{0,3}|stor\w{1,3}|writ\w{1,3}|deliver\w{1,4}|queu\w{1,4}|scann\w{1,4}|spool\w{0,3}|read\w{0,3}|handl\w{1,4})|\bmisconfigur|\binsufficient (?:disk|system storage|system resources|resources|storage|memory|space)|\b(?:no space|disk (?:is )?full|out of (?:memory|disk|space|resources)|not enough (?:disk|free|memory|space)|low on (?:disk|space))\b|\bqueue file write|\bfile system\b|\bcould not (?:write|create|open|store|save|queue|process)|\b(?:cannot|can't|unable to|failed to) (?:write|create|open|store|save|queue|process|accept message|scan|allocate|spool|deliver)\b|\bmail system (?:full|config)|\bexception (?:while|in|sending|during|occurred|caught)\b|\blicen[cs]e (?:has |is )?(?:expired|exceeded|invalid)|\bdatabase\b|\bscanner\b.{0,30}\b(?:fail\w{0,3}|unavailable|error|not|down|time)|\bcontent (?:filter|scanner|scanning) (?:is )?(?:not available|unavailable|fail|error|timeout|down)|\binterner (?:server)?fehler|\bsystemfehler|\berreur (?:interne|systeme|technique)|\bblad (?:serwera|wewnetrzn)|\binterne fout|\breplicated\b|\bstoredrv\b|\bsecondary server|\bservice (?:error|failure)|\bmilter\b|\bpolicy (?:server|service) (?:\w{1,12} ){0,2}(?:error|unavailable|problem|down)|\bextern\w{1,3} (?:filter|error)|\brouting (?:error|problem)|\bupstream\b|\bqq (?:trouble|\w{1,10} (?:problem|trouble|error))/i,
      not: /\bsyntax|\btoo many (?:\w{1,10} )?errors|\breview|\bline (?:is )?too|\boutboundspam|\bspf\b|\brecipient address|\bhosts?\b.{0,20}\breject/i,
    },
  }),
  ...rowsOf("server-busy", {
    text: {
      text: /\bqueue (?:is )?(?:unavailable|busy)|\bbeing upgraded|\bwird gewartet|\b(?:server|system|service|host|mx|site|smtp|we|machine|mail ?system|mail server|resources?|mailer)\b.{0,40}\b(?:busy|overload\w{0,2}|too (?:much|high|busy) ?(?:load)?|under (?:heavy|high|maximum) load|maintenance|shutting down|shut ?down|temporarily (?:unavailable|not available|disabled|closed|offline|suspended|out)|not (?:currently )?(?:available|accepting|operational|ready)|unavailable|out of service|restart\w{0,3}|down\b|too busy|nicht (?:verfugbar|erreichbar)|uberlastet|indisponible|niedostepn\w|niet beschikbaar|no disponible)|\b(?:busy|overloaded|congest\w{1,4}|load average|high load|heavy load|system load|maintenance|wartung\w{0,10}|ueberlastet|surcharge|going down|server shutdown)\b|\btoo much load|\bnot accepting (?:network )?(?:messages|connections|mail|e-?mail)s?\b|\bclosing transmission channel|\bservice refuse\b|\btry again later, closing connection|\bunable to process (?:connection|command|an? ?e?-?mail|your)|\btemporarily unable|\btemporarily unavailable/i,
      not: /\bclient host|\b(?:client|sender address|host) \[|\bblocked|\bno smtp service|\blisted|\bpolicy|\bmail ?box|\brecipient\b|\buser\b|\bvrfy\b|\bauth/i,
      codes: [4],
    },
    permanent: {
      codes: [5],
      text: /\b(?:overload\w{0,2}|too busy|maintenance|high load|server busy|temporarily unavailable|try again later, closing)\b/i,
      not: /\bmail ?box|\brecipient\b|\buser\b|\blisted|\bblocked/i,
      temporary: true,
      why: "A server that calls itself busy is meant to be asked again.",
      certainty: "likely",
    },
  }),
];

/**
 * Texts with little information: an enhanced code decides before these. In the order in which they are checked.
 */
export const VAGUE_ROWS: readonly MeaningRow[] = [
  ...rowsOf("server-busy", {
    mailbox: {
      codes: [4],
      text: /\bmail ?box (?:is )?(?:busy|locked|in use)\b/i,
    },
  }),
  ...rowsOf("auth-failed", {
    denied: {
      at: ["auth"],
      codes: [535],
      text: /\b(?:denied|refused|rejected|authori[sz]\w{2,6}|not (?:accepted|allowed|permitted))\b/i,
      certainty: "likely",
    },
  }),
  ...rowsOf("greylisted", {
    "try-again": {
      codes: [450, 451],
      enhanced: /^4\.(?:7\.[01]|2\.0)$/,
      at: ["rcpt", "data", "content", "transaction", "unknown"],
      text: /^(?:ANYONE:? ?|recipient address rejected:? ?|sender address rejected:? ?|please |sorry,? ?|temporar\w{1,5} ?|message |mail |e-?mail |rejected[.,:]? ?|deferred[.,:]? ?|greylisted[.,:]? ?|refused[.,:]? ?|is |was |due to |local |policy[.,:]? ?){0,8}(?:please )?(?:try|retry|wait)\b.{0,40}$/i,
      certainty: "likely",
    },
    "try-in": {
      codes: [450, 451],
      at: ["rcpt"],
      text: /\b(?:try|retry|come back|resend)\b.{0,20}\b(?:in|after|nach) \d{1,5} ?(?:s|m|sek|h)/i,
      certainty: "likely",
    },
    "try-later-rcpt": {
      codes: [450, 451],
      at: ["rcpt"],
      text: /^(?:ANYONE:? ?|please |sorry,? ?|temporar\w{1,5} (?:rejected|deferred|unavailable|refused|failure)[.,:;]? ?){0,5}(?:please )?(?:try|retry|come back)\b.{0,30}$/i,
      certainty: "likely",
    },
  }),
  ...rowsOf("mailbox-unknown", {
    unavailable: {
      codes: [5],
      at: ["rcpt", "data", "content", "transaction", "unknown"],
      text: /\bmail ?box (?:is )?(?:unavailable|not available)|\b(?:access denied|mailbox unavailable or access)\b.{0,20}\bmailbox|\brecipient (?:is )?(?:unavailable|not available|not accepted)/i,
      certainty: "likely",
    },
  }),
  ...rowsOf("mailbox-unknown", {
    "not-verified": {
      codes: [5],
      at: ["rcpt", "data", "content", "transaction", "unknown"],
      text: /\brecipient verif\w{1,9} (?:problem|fail\w{0,3}|error)/i,
      certainty: "likely",
    },
  }),
  ...rowsOf("ip-blocklisted", {
    link: {
      raw: /https?:\/\/\S{0,60}(?:deny_?ip|block(?:ed)?_?ip|dnsbl|delist|unblock)/i,
      certainty: "likely",
    },
  }),
  ...rowsOf("unknown-policy", {
    "try-later": {
      codes: [5],
      text: /\b(?:re)?try (?:\w{1,10} )?later\b/i,
      retry: "later",
      temporary: true,
      why: "The text itself asks for a later attempt.",
    },
    deferred: {
      codes: [4],
      text: /\bpolic(?:y|ies)\b|\brestrict(?:ion|ed)|\baccess denied\b/i,
      retry: "later",
      certainty: "likely",
    },
    text: {
      text: /\bpolic(?:y|ies)\b|\brichtlinie\w{0,2}|\bpolitique|\brestrict(?:ion|ed)|\bnot (?:authori[sz]ed|permitted|allowed|welcome|accepted|acceptable)\b|\b(?:rejected|refused|denied|blocked|abgelehnt|verweigert|refuse|rejete|odrzucon\w|geweigerd|rechazado)\b|\btransaction failed|\bdelivery (?:not authori[sz]ed|failed|refused|error)|\bgo away|\bforbidden|\bprohibited|\bunacceptable|\bproblem occurred|\bno thank you|\bmessage (?:could not|cannot|can not) be (?:delivered|accepted)/i,
      codes: [5],
      certainty: "likely",
    },
  }),
];
