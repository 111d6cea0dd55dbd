/**
 * Finds recipients, servers, commands and programs in the text next to a reply. Patterns read a limited number of
 * characters.
 */
import { COMMAND_ROWS } from "./commands.ts";
import { ORIGINS } from "./origins.ts";

const ADDRESS_PATTERN = String.raw`([^\s<>"'(),:;@[\]\\=]{1,64}@[\p{L}\p{N}.-]{1,255}[\p{L}\p{N}])`;
const HOST = String.raw`([\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|\[?[\da-f:.]{3,45}\]?)`;

/** Positions of recipients, exact ones first. */
const RECIPIENTS: readonly RegExp[] = [
  String.raw`(?:final|original)-recipient:\s{0,4}(?:[\w-]{1,20}\s{0,2};)?\s{0,4}<?${ADDRESS_PATTERN}`,
  String.raw`\brcpt\s?(?:to:?)?\s{0,2}<${ADDRESS_PATTERN}`,
  String.raw`\brcpt\s?to:?\s{0,2}${ADDRESS_PATTERN}`,
  String.raw`\b(?:rcpt_?to|to|rcpt|recipients?|for)=<?"?${ADDRESS_PATTERN}`,
  String.raw`addresses=\[?["']?<?${ADDRESS_PATTERN}`,
  String.raw`["'],\s["']${ADDRESS_PATTERN}["']\)`,
  String.raw`\ban ${ADDRESS_PATTERN} (?:zugestellt|gesendet|nicht|konnte)`,
  String.raw`(?:\*\*|==|=>|->) ${ADDRESS_PATTERN}(?= |$)`,
  String.raw`["']?(?:email_?address|recipients?|rcpt_?to|emails?|to|rcpt|destination|rejected)["']?\s?(?::|=>|=)\s?\[?\s?["'<]${ADDRESS_PATTERN}`,
  String.raw`[{,]\s?[ub]?["']${ADDRESS_PATTERN}["']:\s?\(`,
  String.raw`^\s{0,8}(?:[-*•]\s)?["']?<?${ADDRESS_PATTERN}>?["']?(?::?$|:\s|\s?(?:\(|host\s|SMTP error|unknown|#\d|Remote |\.\.\.))`,
  String.raw`(?:^\s{0,8}|: )["']?<?${ADDRESS_PATTERN}>?["']? (?:am|on|le|el|il|op) \d{1,2}[./-]\d{1,2}[./-]`,
  String.raw`(?:recipient|empfänger|destinataire|destinatario)s?(?: address| du message| del mensaje)?(?: was| is| failed| rejected| refused)?\s?:?\s{1,2}["'<(]?\s?${ADDRESS_PATTERN}`,
  String.raw`(?:delivered to|deliver(?: the message| mail| your message)? to|delivery to|zugestellt werden an|send(?:ing)?(?: e?-?mail)? to|sent to|message to|mail to|reach|for address|address is|email address:?|address(?:es)?:|recipients:?|mailing to|emailing|zustellung an|remise à)(?: the following (?:address|recipients?))?:?\s{1,2}["'<]?${ADDRESS_PATTERN}`,
].map((pattern) => new RegExp(pattern, "iu"));

/** Positions of servers, exact ones first. */
const SERVERS: readonly RegExp[] = [
  String.raw`remote-mta:\s{0,4}(?:dns\s{0,2};)?\s{0,4}${HOST}`,
  String.raw`\brelay="?${HOST}`,
  String.raw`\b(?:H|FQDN)=${HOST}`,
  String.raw`\bhost:? ${HOST}\s?[[(:]`,
  `while talking to ${HOST}`,
  String.raw`\bhost ${HOST} said`,
  String.raw`\bhost=${HOST} (?:tls|port|auth)=`,
  String.raw`(?:mx_?host(?:name)?|remote_?mta(?:_?ip)?|smtp_?host|mx|peer|server)["']?\s?(?:=>|[:=])\s?["']?(?:dns; )?${HOST}`,
  String.raw`server for the recipient domain [\w.-]{1,255} by ${HOST}`,
  String.raw`(?:=== trying|connected to|trying|connecting to|connect to|talking to|connection to)\s${HOST}`,
  `(?:^|: )${HOST} (?:does not like|rejected your|failed on|failed after I sent|gave this error)`,
  `generating server: ${HOST}`,
  String.raw`(?:mail server|smtp server|server|host|by) ["'(]?${HOST}["')]?(?: \(|\[|:| said| respon| return| replied| reject| gave|$)`,
  String.raw`(?:connect|econnrefused|etimedout|enotfound|getaddrinfo \w{1,20}|lookup|dial tcp:? (?:lookup )?)\s${HOST}`,
].map((pattern) => new RegExp(pattern, "i"));

function findFirstMatch(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the recipient that a text names. */
export function recipientIn(text: string): string | undefined {
  if (!text.includes("@")) return undefined;
  return findFirstMatch(RECIPIENTS, text)?.replace(/\.$/, "");
}

/** Returns the server that a text names. */
export function serverIn(text: string): string | undefined {
  const host = findFirstMatch(SERVERS, text)?.replace(/^\[|\]$/g, "");
  // File names and versions look like host names.
  if (host === undefined || /\.(?:js|ts|py|php|rb|go|java|cs|rs|pl|c)$|^[\d.]{1,6}$/i.test(host))
    return undefined;
  return host;
}

/** Returns the recipient that the reply itself names, unless the reply is about the sender. */
export function recipientInReply(text: string): string | undefined {
  if (!/recipient|user|mailbox|address|relay|account|deliver mail for/i.test(text))
    return undefined;
  if (/sender|from|mail domain|owned by|client host/i.test(text)) return undefined;
  return /<([^<>\s@]{1,64}@[^<>\s]{1,255})>/.exec(text)?.[1];
}

/** Returns the command that a text names. */
export function commandIn(text: string): string | undefined {
  const lower = text.toLowerCase();
  return COMMAND_ROWS.find(({ words }) => words.some((word) => lower.includes(word)))?.command;
}

/** Returns the program or service that a text shows. */
export function originIn(text: string): string | undefined {
  const lower = text.toLowerCase();
  return ORIGINS.find(({ signs }) => signs.some((sign) => lower.includes(sign)))?.origin;
}

const LOGS = new Set(ORIGINS.flatMap(({ origin, log }) => (log ? [origin] : [])));

/** Returns whether texts of this program are logs with separate events. */
export function isLog(origin: string | undefined): boolean {
  return origin !== undefined && LOGS.has(origin);
}
