/** Rows for replies about the sending host: greylisting, blocklists, reverse DNS, its name, its rate. */
import { type MeaningRow, rowsOf } from "./row.ts";
import type { Stage } from "./stage.ts";

const BEFORE_CONTENT: readonly Stage[] = [
  "greeting",
  "ehlo",
  "starttls",
  "auth",
  "mail",
  "rcpt",
  "data",
];
const HOST_CONTENT_STAGES: readonly Stage[] = ["content", "transaction", "unknown"];

/** In the order in which they are checked. */
export const HOST_ROWS: readonly MeaningRow[] = [
  ...rowsOf("greylisted", {
    text: {
      text: /\[s09\]|\bgr[ae]y[- ]?list|\bfirst[- ]time (?:visit|sender|seen)|\bdocking request denied|\bplease come back in|\bdeferred for (?:\d{1,5} seconds|anti-?spam)|\btriplet\b|\bgl\d{2}\b|\bdelay(?:ed|ing) (?:unknown|new|first) (?:sender|client|contact)|\bunknown (?:sender|triplet|tuple)\b.{0,20}\b(?:retry|later)|\bnot yet (?:authori[sz]ed to deliver|whitelisted)\b|\bpregreet|\bgrijze lijst|\bgraulist|\bliste grise|\blista gris|\berster zustellversuch/i,
      why: "A deferral on purpose ends, even where a server gives it a permanent code.",
      temporary: true,
    },
  }),
  ...rowsOf("null-mx", {
    text: {
      text: /\bnull ?-?mx\b|\bdoes(?: not|n't) (?:accept|receive|want) (?:any )?(?:(?:e-?)?mails?|messages)\b(?! (?:sent )?(?:from|over|via|by|with|to|for))|\bno smtp service here|\b(?:host|server|domain|system|we)\b.{0,20}\b(?:never|do not|does not|doesn't) accepts? (?:any )?(?:e-?mail|incoming)\b(?! (?:from|over|with|for))|\bno (?:e-?)?mail (?:service|accepted) here|\baccepts no mail|\bnot accept(?:ing)? (?:any )?mail for this domain|\bno mail service|\bsend-only|\bnimmt keine (?:e-?)?mails? an/i,
      not: /\bsender\b|\bmailbox\b|\bipv6\b/i,
    },
    sender: {
      text: /\b(?:sender|from|domain)\b.{0,80}\b(?:null ?-?mx|nullmx|does not accept mail)\b/i,
      responsible: "sending-domain",
      retry: "fix-then-retry",
    },
  }),
  ...rowsOf("url-blocked", {
    text: {
      at: HOST_CONTENT_STAGES,
      text: /\b(?:ur[il]s?|links?|web ?sites?|hyperlinks?)\b.{0,60}\b(?:list\w{0,4}|black\w{0,8}|block\w{0,8}|blocked|spam\w{0,4}|suspicious|malicious|phish\w{0,5}|reputation|reject\w{0,3}|bad|banned|forbidden|not allowed|prohibited|surbl|uribl|dbl)\b|\b(?:black ?listed|block ?listed|blocked|spam\w{0,4}|malicious|suspicious|phishing|bad|listed|banned|prohibited|forbidden|dangerous) (?:ur[il]s?|links?|web ?sites?|domains? (?:in|found in) (?:the )?(?:message|mail|body|content))|\b(?:surbl|uribl)\b|\bcontains? (?:an? )?(?:\w{1,15} ){0,2}(?:ur[il]|link)s?\b/i,
      not: /\bclient host\b|\bclient \[/i,
    },
  }),
  ...rowsOf("domain-blocklisted", {
    message: {
      at: ["content"],
      text: /\b(?:domain|host)s?\b.{0,30}\b(?:present|listed|found|is) (?:in|on|at|by)\b.{0,30}\b(?:dbl|spamhaus|surbl|uribl|black ?list|block ?list)/i,
      responsible: "sender",
    },
    text: {
      text: /\bblack (?:e-?mail |mail )?(?:address|sender|domain)\b|\bno access for (?:this|your) (?:domain|user|sender)\b|\b(?:sender|from|domain|helo|ehlo|envelope|return-path|mail ?from|sender address|sender domain|reverse|rhs|hostname)\b.{0,80}\b(?:black ?list\w{0,3}|block ?list\w{0,3}|listed (?:in|on|at|by)|dnsbl|rhsbl|rbl|dbl|spamhaus|blocked using)\b|\bdbl\.spamhaus|\brhsbl\b|\b(?:black|block)listed (?:sender|domain|from)|\byour (?:e-?mail|mail) address (?:has been |is )?(?:black|block) ?list/i,
      not: /\bfrom (?:ip )?\[?\d{1,3}\.|\bclient host\b|\bclient \[|\bip(?:v4|v6)?\b|\b(?:sender|sending|source|server)(?:'s)? (?:ip|host|server|mta|mail server)|\bhost \[|\brecipient\b|\bdomain's black|\byour (?:server|host)|\bhelo-?ip|\bsmtp server|\bmay be black|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\]?.{0,40}\b(?:listed|black|block)/i,
    },
  }),
  ...rowsOf("network-block", {
    pbl: {
      text: /\bpbl\b|\bpolicy block ?list\b|\bdul\b|\bdial-?up\b|\bdynamic(?:ally)?[ /-](?:\w{1,15}[ /-]){0,3}(?:ips?|address\w{0,2}|hosts?|ranges?|allocated|assigned|pool)|\bresidential\b|\b(?:generic|dynamic|dsl)[ -](?:looking )?(?:r?dns|ptr|hostnames?|reverse)|\bend-?user (?:ip|network|address)|\bdynamisch\w{0,3} (?:ip|adress)|\bconsumer (?:ip|network)|\bhome (?:ip|user|network)/i,
    },
    country: {
      text: /\b(?:country|countries|geo(?:graph\w{0,6})?(?:ip)?|region|nation|location)\b.{0,40}\b(?:block\w{0,3}|den\w{2,3}|reject\w{0,3}|not (?:allowed|accepted|permitted|welcome)|refus\w{1,3}|restrict\w{0,4}|location|banned|policy|prohibit\w{0,3})|\b(?:reject\w{0,3}|block\w{0,3}|based on) (?:due to |on |by |for )?(?:geo|country|region)|\b(?:accept|allow|reject|block|refus|ban)\w{0,3} (?:\w{1,12} ){0,3}from (?:your|this|that) (?:country|region|nation)/i,
    },
    ipv6: {
      text: /\bipv6\b.{0,40}\b(?:not (?:accepted|supported|allowed)|refus\w{1,3}|disabled|block\w{0,3})|\b(?:not|doesn't|no) (?:accept|support|process|receive|allow) (?:\w{1,12} ){0,3}(?:over |from |via |through )?ipv6/i,
      not: /\bspf\b|\bdkim\b/i,
    },
    direct: {
      text: /\bnot authori[sz]ed to send (?:e?-?mail )?directly|\buse (?:the |your )?(?:smtp (?:relay|server)|smarthost|relay|mail server) (?:of|at|from) your (?:service provider|isp|provider)|\bdirect[- ]to[- ]mx|\bmail not allowed from this (?:range|network|host)|\bnot accept\w{0,3} (?:direct )?(?:mail |connections |messages )?from (?:cloud|hosting|vps|aws|azure|amazon|data ?cent)|\b(?:cloud|hosting|vps|vpn|proxy|tor|open proxy)\b.{0,30}\b(?:not allowed|block\w{0,3}|reject\w{0,3}|refus\w{1,3}|denied|prohibited)|\bhosting providers?\b.{0,20}\bnot|\brejecting open proxy|\bnetwork (?:is )?(?:not allowed|blocked|not accepted)|\bmay not be mail exchanger|\b(?:cloud|hosting|data ?cent\w{1,2}|vps) (?:\w{1,12} ){0,2}(?:ranges?|networks?|ips?)\b.{0,40}\b(?:not (?:accepted|allowed|permitted|welcome)|block\w{0,3}|reject\w{0,3}|refus\w{1,3})/i,
    },
  }),
  ...rowsOf("ip-blocklisted", {
    text: {
      text: /\b(?:black|block|deny)[- ]?list(?:ed|s|ing|e)?\b|\b(?:dns)?[rx]?bls?\b|\bspamhaus|\bspamcop|\bbarracudacentral|\bsorbs\b|\buceprotect|\binvaluement|\bivmsip|\babuseat|\bmailspike|\babusix|\bcloudmark sender|\bcsi\b|\bpsbl\b|\b(?:blocked|rejected|listed|denied|refused) (?:using|by|at|in|on|because (?:it|of)?) (?:the )?[a-z0-9-]{1,40}\.[a-z0-9.-]{0,40}(?:bl|rbl|spam|list)\b|\bis (?:currently )?listed (?:on|in|at|by)\b|\blisted (?:at|in|on|by) [a-z0-9-]{1,60}\.[a-z0-9-]|\bauf (?:der|einer) (?:\w{1,20} )?(?:schwarzen liste|blacklist|blockliste|sperrliste)|\bliste noire|\blista negra|\bczarn\w{1,3} li[sś]\w{1,3}|\bzwarte lijst|\bbanned (?:send(?:er|ing) ?)?ip|\bbanned sender ?\[|\bsbl\b|\bzen\./i,
      not: /\bnot want your mail|\bmay be black|\bwhite ?list|\ballow ?list|\bbypass list|\brecipient'?s? (?:\w{1,12} )?(?:block|black) ?list|\bblack ?listed by (?:the )?recipient|\bnot subscribed|\bcustomer block list|\b(?:user|domain)'?s? (?:personal )?black ?list|\blist(?:ed)? (?:in|on) (?:the )?(?:recipient|user)|\bsender(?: address)? (?:is )?(?:in|on) (?:the )?(?:recipient|user)|\breputation\b.{0,10}\bdomain/i,
    },
    see: {
      at: [...BEFORE_CONTENT, ...HOST_CONTENT_STAGES],
      raw: /\b(?:blocked|refused|rejected|denied|listed)\b.{0,20}\bsee:? <?https?:\/\/[^ ]{0,60}(?:dnsbl|bl\b|lookup|ip=|query|ipcheck|remov|delist|unblock)|https?:\/\/(?:www\.)?(?:spamhaus\.org\/(?:query|lookup|sbl|xbl)|spamcop\.net\/|barracudacentral\.org|csi\.cloudmark\.com|invaluement\.com|ipcheck\.proofpoint)/i,
    },
    manual: {
      text: /\b(?:not|never|don't) accept\w{0,3} (?:connections?|mail|messages) from (?:your|this) (?:ip|host|server)\b|\b(?:this|your) connection (?:is|has been|was) (?:being )?(?:blocked|refused|rejected)|\bsender \[?\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\]? (?:is |has been )?(?:banned|blocked)|\bip=\S{3,45} - a problem occurred|\[s10\]|\bblack ips?\b|\bno access for (?:this|your) (?:ip|host|server)|\b(?:banned|blocked|forbidden|rejected) (?:remote |client |source )?ip\b|\b(?:remote |client |source )?ip (?:is )?(?:forbidden|denied|refused)\b|\byour (?:ip|server|host|network|mail ?server|smtp server)\b.{0,60}\b(?:has been |is |was )?(?:blocked|banned|blacklisted|block ?listed|rejected|denied|listed)\b|\b(?:ip|host|client|address|server) (?:\[?[0-9a-f.:]{3,40}\]? )?(?:has been |is |was )?(?:temporarily |permanently |currently )?(?:blocked|banned|blacklisted|listed|suspended)\b|\bblocked ip\b|\bblock(?:ed)? for spam\b|\b(?:you are|your (?:ip|host|server)) (?:is |are )?(?:identified as (?:a )?spam|sending spam|spammer|listed)|\bip ?:? ?\S{0,40} (?:is )?(?:blocked|banned|rejected)\b|\bidentified as (?:a )?spammer|\badresse ip\b.{0,30}\bbloquee|\bip-?adresse\b.{0,60}\b(?:gesperrt|blockiert|gelistet)|\bspam source\b/i,
      not: /\brelay access|\binvalid recipients|\btoo many|\blimit|\bpolicy|\brate\b|\bcountry/i,
    },
  }),
  ...rowsOf("ptr", {
    text: {
      text: /\bhost\b.{0,80}\bfrom (?:\w{1,10} )?(?:reserved domain|unknown tld)|\bptr\b|\br-?dns\b|\breverse[- ]?(?:dns|lookup|hostname|host name|name|address|record|resolution|mapping|map|entry|path lookup|zone)|\b(?:cannot|can't|can not|could not|unable to|fail\w{0,3} to) (?:find|resolve|determine|verify|lookup|look up) your (?:reverse )?(?:host ?name|address|ip|host)|\b(?:ip|client|host|hostname)[ -](?:name|address)? ?lookup (?:failed|failure|error)|\bno (?:valid )?(?:host ?name|dns (?:name|entry|record)) (?:for|of|found for) (?:your|the|this|client) ?(?:ip|host|client|address)?|\b(?:full[- ]circle|forward[- ]confirmed|fcrdns|iprev)\b|\bunresolvable (?:relay|client|ip)|\bmissing or invalid (?:r?dns|ptr)|\bclient host rejected: (?:cannot|can't) find your|\bmay be forged|\bpossibly forged|\bhas no (?:name|host ?name|dns name|dns entry|valid dns)|\bdoes(?:n't| not) (?:have|resolve to) (?:a )?(?:valid )?(?:host ?name|reverse|dns name|fqdn)|\bruckwarts(?:auflosung|-?dns)|\bresolution inverse|\brevdns|\binvalid (?:r?dns) record of your|\bnot matching your dns|\baddress does not resolve|\bmust have a (?:valid )?(?:reverse )?dns/i,
      not: /\b(?:helo|ehlo)\b|\brelay(?:ing)? (?:denied|access|not)|\bsender address rejected|\bdomain of sender|\bsender domain\b(?!.{0,40}reverse)/i,
    },
  }),
  ...rowsOf("helo-name", {
    text: {
      text: /\bhelo ?host\b|\b(?:helo|ehlo) (?:check |test )?(?:error|fail\w{0,3})\b|\b(?:helo|ehlo)\b(?:\/(?:helo|ehlo))?.{0,50}\b(?:argument|domain|fqdn|host ?name|literal|name|qualified|reject(?:ed)?|invalid|match\w{0,3}|resolve|forged|syntact\w{0,6}|denied|required|must|bad|mismatch|not found|does not|doesn't|wrong|impersonat\w{1,4}|unacceptable|refused|own ip)|\b(?:bad|forged|invalid|malformed|empty|wrong|illegal|suspicious|incorrect|bogus|ungultiger?) (?:helo|ehlo)|\bhelo\b.{0,40}\bdns\b|\bfalsche[rs]? helo|\bintroduced? (?:itself|yourself) as\b|\bneed fully[- ]qualified host ?name/i,
      not: /\bsend (?:helo|ehlo|hello)|\b(?:helo|ehlo|hello) first|\bpolite people|\bbefore (?:mail|auth|helo)|\bduplicate|\buse (?:helo|ehlo)|\bexpect\w{0,3} (?:helo|ehlo)|\bwrong state|\bneed (?:helo|ehlo)|\bcommand (?:not|unrec)|\binvalid credentials|\bspf\b|\bmust (?:issue|send|say) |\bcall(?:back|out)\b|\bverif/i,
    },
    fqdn: {
      at: ["ehlo"],
      text: /\bfully[- ]qualified|\bfqdn\b|\binvalid (?:host ?name|domain|name)\b|\bbad (?:domain|hostname)|\bargument\b|\bhost ?name\b/i,
    },
  }),
  ...rowsOf("connection-limit", {
    messages: {
      text: /\b(?:max(?:imum)?\.?|too many|number of|exceeded (?:the )?max\w{0,4} (?:number )?of|limit of) (?:\w{1,15} ){0,2}(?:messages?|mails?|emails?|transactions?|recipients?) (?:per|in this|in a single|in one|this|on this|for this) (?:single )?(?:connection|session)\b|\bmessages? per (?:connection|session)|\btoo (?:many|much) (?:messages|mail|transactions) (?:in|on|over|for) (?:this|one|a single) (?:connection|session)|\bmessage threshold exceeded/i,
      responsible: "developer",
      temporary: true,
      why: "The next connection is let in, whatever the class of the code.",
    },
    text: {
      text: /\btoo many (?:(?:concurrent|simultaneous|open|parallel|active|smtp|tcp|client|opened|new|tls|current|inbound|incoming|ssl|of your|established|existing) ){0,4}(?:connections?|sessions?)\b|\b(?:concurrent|simultaneous|parallel) (?:[\w-]{1,15} ){0,2}(?:connections?|sessions?)\b|\b(?:maximum|max\.?|number|limit|amount) (?:of |on |for |allowed ){0,2}(?:[\w-]{1,15} ){0,4}(?:connections|sessions)\b|\bconnections? (?:count |rate |frequency )?(?:limit|threshold)|\balready (?:have |has )?\d{1,5} (?:\w{1,10} )?(?:connections|sessions)|\bthread limit|\bzu viele (?:\w{1,20} ){0,2}(?:verbindungen|sitzungen)|\btrop de connexions|\bte veel (?:\w{1,15} )?verbindingen|\bdemasiadas conexiones|\bzbyt wiele polaczen|\btoo many connects|\bsession limit/i,
      why: "Connections end, and the next attempt is let in, whatever the class of the code.",
      temporary: true,
    },
  }),
  ...rowsOf("reputation", {
    domain: {
      text: /\breputation\b.{0,40}\b(?:domain|url|from)\b|\bdomain(?:'s)? reputation|\b(?:poor|low|bad) (?:domain|sender) reputation/i,
      responsible: "sending-domain",
    },
    text: {
      text: /\b(?:reported|known|seen|identified|caught) (?:as|for) sending (?:unsolicited|spam|junk|bulk)|\bnumber of (?:invalid|unknown|bad|non-?existent|wrong) (?:recipients?|users?|addresses|mailboxes)|\bbehaviou?r\w{0,2} spam|\bspam(?:ming)? behaviou?r|\bunexpected sending|\breputation\b|\bschlechten? ruf\b|\btoo many bounces|\btoo many errors (?:detected )?from your ip|\b(?:spam|user) complaints\b|\bcomplaints? (?:rate|from|about)|\bunsolicited (?:mail|e-?mail|messages?) (?:originating|from|coming)|\bsender ?score|\bnamespace mining|\bdictionary attack|\bdirectory harvest|\btoo many (?:invalid|unknown|bad|nonexistent|non-existent|wrong) (?:recipients?|users?|rcpts?|addresses|mailboxes)|\bmail(?:s|ing)? (?:too )?many invalid recipients|\bspam-?like (?:behavio|activity)|\bsuspicious (?:activity|behavio\w{1,3}|traffic) (?:from|detected|on)|\babusive (?:behavio|host|ip|sender)|\btrust(?:ed)? (?:level|score)|\bunexpected volume\b|\buntrusted (?:ip|host|sender|source)|\btoo many spams? from|\b(?:poor|low) (?:sender|ip|sending)|\bbad (?:sender )?ip\b|\bfor abuse\b|\bdue to abuse/i,
      not: /\bsuspended\b|\brate limit(?:ed)?\b.{0,12}\b(?:reached|exceeded)|\btoo many messages\b|\bheader|\bthis message\b.{0,40}\bspam\b/i,
    },
  }),
];
