/** Rows for replies about rates: how many messages in a period. Rates of a host are in `rows-host.ts`. */
import { type MeaningRow, rowsOf } from "./row.ts";

/** In the order in which they are checked. */
export const LIMIT_ROWS: readonly MeaningRow[] = [
  ...rowsOf("rate-limited", {
    recipient: {
      text: /\b(?:user|recipient|mailbox|account) (?:you are trying to contact |that you tried to reach )?(?:is |has |was |received ?)?(?:currently )?(?:receiv\w{1,4}|exceeded|getting|received) (?:\w{1,10} ){0,6}(?:too (?:quickly|fast|much|many)|limit|rate|prevents|mail at a rate)|\btoo many recent messages|\b(?:recipient|mailbox|user)\b.{0,40}\b(?:message|mail|receiving|delivery|inbound) rate|\b(?:recipient|mailbox)\b.{0,30}\b(?:rate|flood|throttl\w{1,4})|\bfor this (?:recipient|mailbox|user)\b.{0,20}\btoo (?:many|fast)|\b(?:number of )?messages they can receive/i,
      responsible: "recipient",
      temporary: true,
      why: "A limit for a period ends with the period.",
    },
    sender: {
      text: /\bsender has exceeded the limit for the number of messages they can send to this/i,
      responsible: "sender",
      temporary: true,
      why: "A limit for a period ends with the period.",
    },
    throttling: {
      text: /\bthrottling failure\b|\bsending rate exceeded/i,
      responsible: "account",
    },
    text: {
      text: /\btoo many (?:same|similar|identical|duplicate|equal) (?:\w{1,8} )?(?:messages|mails|e-?mails)\b|\b(?:mail|message|smtp) ?flood|\brate[- ]?limit|\b(?:message|mail|sending|submission|delivery|recipient|send|connection|transaction|smtp|ip|rcpt|inbound|traffic|domain|sender) (?:submission )?(?:rate|frequency)\b.{0,50}\b(?:limit\w{0,3}|exceed\w{0,3}|too|reached|high|max)|\bthrottl\w{1,4}|\btoo (?:quickly|fast|rapidly|frequent\w{0,2}|often)\b|\btoo (?:many|much) (?:\w{1,12} ){0,4}(?:messages?|mails?|e-?mails?|recipients?|requests?|deliver\w{1,4}|rcpts?|traffic|transactions?)\b.{0,60}\b(?:from|per|in|within|recent\w{0,2}|today|this|hour|minute|day|sent|last|short|lately|sender|wait|later|slow)|\btoo many (?:messages|mails|e-?mails|requests)\b|\b(?:messages?|mails?|e-?mails?|recipients?|deliveries)\b.{0,30}\b(?:per|an?|each|every) (?:hour|minute|day|second)\b|\bper (?:hour|minute|day|second|\d{1,4} (?:minutes|seconds|hours))\b|\b\d{1,6} (?:messages|mails|e-?mails|recipients) (?:in|within|per) \d|\bslow down|\btoo many deliveries|\bflood|\bexcessive (?:volume|rate|number|mail|traffic|use)|\bunusual rate|\bexceed\w{0,3} (?:the |your |its )?(?:\w{1,12} ){0,3}(?:rate|threshold|permitted limits?|number of (?:messages|mails|emails|recipients))|\bvolume\b.{0,30}\b(?:limit|exceed\w{0,3}|too|high)|\bsending too|\b(?:hourly|message|e-?mail|mail) (?:limit|quota) (?:exceeded|reached)|\bzu viele (?:\w{1,20} ){0,3}(?:nachrichten|mails|e-mails|anfragen)|\bzu schnell|\btrop de (?:messages|mails|courriels)|\btrop rapide|\bte veel (?:berichten|mails|e-mails)|\bzbyt (?:wiele|duzo) (?:wiadomosci|e-?maili)|\bdemasiados (?:mensajes|correos)|\bfrequency limited|\breached (?:its|the|your|a) limit\b.{0,20}\b(?:requests|messages|processing)|\bwarm ?up\b|\bgreedy\b|\btarpit/i,
      not: /\breputation\b.{0,60}\bblock|\binvalid recipients|\bto(?:o)? many hops|\blog-?in|\bauthenticat\w{3,6} with|\bnot exist|\bspf\b|\bdkim\b|\bptr\b|\bcommands\b|\bcontaining content|\bsystem load|\bspam score/i,
      temporary: true,
      why: "A limit for a period ends with the period, whatever the class of the code.",
    },
  }),
];
