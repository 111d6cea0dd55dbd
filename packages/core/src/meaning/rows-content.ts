/** Rows for replies about the message content. The stage excludes replies that come before it. */
import { type MeaningRow, rowsOf } from "./row.ts";
import type { Stage } from "./stage.ts";

const STAGES_BEFORE_CONTENT: readonly Stage[] = [
  "greeting",
  "ehlo",
  "starttls",
  "auth",
  "mail",
  "rcpt",
  "data",
];

/** In the order in which they are checked. */
export const CONTENT_ROWS: readonly MeaningRow[] = [
  ...rowsOf("attachment-type", {
    text: {
      text: /\b(?:attach\w{0,7}|file(?:s|name|names| type| extension| name)?|extensions?|mime[ -]?types?|media type|archives?|zip|executables?|anhang|anhange|dateityp|piece jointe|zalacznik\w{0,2}|bijlage|adjunto|macros?)\b.{0,50}\b(?:not (?:allowed|accepted|permitted)|ban\w{0,4}|block\w{0,3}|forbidden|prohibited|reject\w{0,3}|unacceptable|disallowed|dangerous|restricted|denied|refused|illegal|suspicious|verboten|nicht (?:erlaubt|zulassig)|interdite?|niedozwolon\w|potential(?:ly)?)\b|\b(?:banned|blocked|forbidden|prohibited|dangerous|executable|disallowed|unacceptable|illegal|restricted|encrypted|password[- ]protected|suspicious|invalid|unsafe|bad|wrong) (?:\w{1,12} ){0,2}(?:attach\w{0,7}|file|extension|content type|archive|zip)|\bmime_banned|\bbanned (?:content|name)|\bbanned:|\.(?:exe|bat|scr|vbs|jar|js|cmd|pif|com,)\b|\bpotential security issue|\bexecutable content|\bpasswor\w{1,2} protected|\brejected (?:content |due to )?attachments?\b|\b(?:reject\w{0,3}|block\w{0,3}|refus\w{1,3}|den(?:y|ied)|abgelehnt)\b.{0,40}\b(?:contain\w{0,3}|carries|includ\w{1,3}|enthalt)\b.{0,25}\b(?:macros?|attachments?|executables?|archives?|scripts?|anhang|ausfuhrbare)|\b(?:contain|includ)\w{0,3} (?:an? )?(?:\w{1,12} )?(?:executable|macros?)\b|\bausfuhrbare datei|\b(?:adjunto|allegato)s?\b.{0,30}\b(?:no permitid\w|prohibid\w|non (?:consentit|ammess)\w)/i,
      not: /\b(?:black|block)list|\bprofile\b|\bfile (?:system|write|too large)|\btoo (?:large|big)|\bsize\b|\bvirus/i,
    },
  }),
  ...rowsOf("virus", {
    text: {
      text: /\bspam (?:or|and|\/) ?virus\b.{0,10}\bnever\b|\b(?:virus|viruses|viral|malware|malicious (?:content|code|file|software|attachment)|trojan|worm|ransomware|infected|infizier\w{1,2}|wirus\w{0,3}|schadsoftware|clam(?:av|d)|eicar|heuristics\.|vir(?:en|us) (?:gefunden|entdeckt)|exploit)\b/i,
      not: /\bspam or (?:\w{1,12} )?virus|\bspam (?:or|and|\/) ?virus|\bvirus (?:or|and|\/) ?spam|\bspam\/virus|\bscanner (?:is )?(?:not|un|fail)|\bvirus scan\w{0,4} (?:fail|error|un|temporar)|\bexploits block/i,
    },
  }),
  ...rowsOf("message-malformed", {
    header: {
      text: /\bformat (?:\w{1,12} )?violation|\bmessage pars(?:e|ing) (?:fail|error)|\b(?:header|headers|headern?|kopfzeile\w?|en-?tete)\b.{0,60}\b(?:missing|invalid|malformed|not (?:rfc |allowed|valid|compliant|accepted)|multiple|duplicate|syntax|error|required|bad|too (?:long|many|large)|empty|must|illegal|broken|incorrect|fehl\w{1,3}|ungultig)|\b(?:missing|invalid|malformed|multiple|duplicate|no|empty|bad|lacks?|without|illegal|broken|more than one|several) (?:a |the |valid )?(?:\w{1,15}[- :]{1,2}){0,3}(?:headers?|header fields?|from:|message-id|date:|to:|subject|from field)\b|\bnot (?:rfc ?-? ?\d{3,4} ?-?)?(?:rfc )?(?:5322|2822|822|mime)[- ]?(?:section [\d.]{1,6} )?compliant|\brfc ?(?:5322|2822|822)\b|\bmessage(?:s)? (?:is |are |was )?(?:not (?:rfc|valid|well)|malformed|invalid|badly formatted|corrupt\w{0,2}|empty)|\bmalformed (?:message|mime|e-?mail|mail|date|from)|\b(?:mime|multipart|base64|boundary|content-(?:type|transfer))\b.{0,40}\b(?:error|invalid|malformed|broken|not|missing|violation|illegal|depth|nest\w{0,4}|too)|\bmessages missing|\bblank from|\bfrom: ?address|\b(?:8-?bit|non-?ascii|invalid) (?:characters?|data) in (?:the )?(?:header|message|body)|\binvalid message content|\bnot accepted from (?:an )?empty|\bmultiple addresses in from|\bfrom: (?:header )?(?:is )?(?:missing|invalid|required)|\bnoncompliant|\bencoded-word|\b(?:not|dis)\w{0,3} ?(?:permitted|allowed) in (?:\w{1,10} )?header|\bdisallowed header|\b(?:incorrect|wrong) (?:\w{1,12} )?header|\b(?:date|from|to|message-id|subject) field\b|\bnicht rfc/i,
      not: /\bhelo\b|\behlo\b|\bheader (?:size|based|from domain)|\bsize\b|\bnot owned\b|\banti-?spoof|\bhops\b|\bdomain not verified|\bnot aligned/i,
    },
  }),
  ...rowsOf("reputation", {
    "spam-host": {
      text: /\b(?:your|sending|this|from|sender(?:'s)?) (?:ip|host|server|address|domain|network)\b.{0,60}\b(?:spam\w{0,6}|abus\w{1,3}|suspicious)|\bspam (?:ip|host|server|network)\b|\bspam\w{0,4} (?:from|originating|sent by|coming) (?:from )?(?:your|this) (?:ip|host|server|address|network)/i,
    },
  }),
  ...rowsOf("spam-content", {
    text: {
      text: /\bspam\w{0,8}\b|\bphish\w{0,4}|\bunsolicited\b|\bjunk ?mail|\bbulk (?:e-?)?mail|\bube\b|\buce\b|\bpourriel|\bniechcian\w{1,2}|\bscam\b|\bsuspicious due to the nature|\b(?:message|mail|content) (?:looks|appears|seems|is) (?:like |to be |likely )?(?:suspicious|unsolicited|bulk|junk)|\bunacceptable content|\bcontent (?:is |was )?(?:rejected|denied|blocked|unacceptable|not acceptable)|\bcontent (?:filter|scanner|match|scanning|reject\w{0,4})\b|\banti-?spam|\bantyspam|\bfingerprint|\bbayes|\bdt:spm|\bscore (?:of|too|exceed|is)|\bmessage filtered|\bscored\b.{0,20}\bpoints|\boutboundspam|\brecurrent pattern|\b(?:identified|classified|flagged|marked|detected|categori[sz]ed|treated) as (?:an? )?(?:\w{1,12} )?(?:junk|bulk|unwanted|advertising)|\b(?:als|wie) (?:werbung|unerwunscht) (?:eingestuft|erkannt|markiert)|\b(?:consideree?|classee?|identifiee?) comme (?:etant )?(?:indesirable|publicite)|\bcorreo no deseado\b/i,
      not: /\bbehaviou?r\w{0,2} spam|\b(?:scanner|scanning|filter|engine|service|system|check) (?:is )?(?:currently )?(?:temp|unavail|not avail|fail|error|down|time)|\bmultiple domains|\b(?:your|sending|the|this|from) (?:ip|host|server)\b|\bspoof|\bout of memory\b/i,
    },
  }),
  ...rowsOf("reputation", {
    "spam-before": {
      at: STAGES_BEFORE_CONTENT,
      text: /\bspam\w{0,8}\b|\bphish|\bunsolicited\b|\babuse\b|\bmalware\b|\bsuspicious\b|\bjunk ?mail|\bbot ?net|\bzombi/i,
      not: /\bprotect our users\b/i,
      certainty: "likely",
    },
  }),
  ...rowsOf("content-policy", {
    text: {
      at: ["content", "transaction", "unknown"],
      text: /\b(?:transport|mail flow) rules?|\btransport\.rules|\borgani[sz]ation(?:al|'s)? (?:policy|settings)|\bpolicy that prohibit|\bcontent (?:policy|examination|restriction|control|rule)|\banti-?spoof|\bspoof\w{0,3}\b|\bimpersonat|\bcompliance (?:policy|rule)|\bdata (?:loss|leak)|\bdlp\b|\bprohibited (?:content|words?)|\b(?:keyword|words?|phrase|subject|text)\b.{0,30}\b(?:not allowed|blocked|forbidden|prohibited|banned|restricted)|\bmessage (?:was |has been )?(?:rejected|blocked|refused) (?:by|due to|because of) (?:an? |the |our )?(?:\w{1,15} )?(?:organi[sz]ation|administrator|admin|company|custom|user-?defined|content|compliance)/i,
    },
    security: {
      at: ["content"],
      text: /\b(?:security|company|corporate|content|mail|acceptable use) polic(?:y|ies)\b/i,
      certainty: "likely",
    },
  }),
];
