/**
 * Decides whether a number in a text is the code of a reply.
 *
 * No single sign decides: a ticket number may come after "error", and a reply may be alone. The signs are therefore
 * weighed. Every check reads a limited number of characters around the number. The words are in `words-before.ts` and
 * `words-behind.ts`.
 */
import { HTTP_REASONS, HTTP_WORDS } from "./http.ts";
import { COUNTED_BEFORE, COUNTERS, WEIGHTS } from "./words-before.ts";
import { KNOWN_CODES, MAIL_SIGN, SENTENCE_AFTER_CODE, UNIT, VOCABULARY } from "./words-behind.ts";

/** Number of characters around the number that are read. */
export const EVIDENCE_CHARACTERS = 160;
export const RIGHT = 240;

/** A number and the text around it. */
export interface CodeCandidate {
  readonly code: string;
  /** Up to LEFT characters before it. */
  readonly left: string;
  /** Up to RIGHT characters behind it. */
  readonly right: string;
  /** Only marks come before it in its line, or in the quotes around it. */
  readonly leads: boolean;
  /** The line, or the text around it, is about mail. */
  readonly mail: boolean;
}

/** The classification of a number. */
export type NumberVerdict =
  | "reply"
  /** The code of a reply whose text is elsewhere, or missing. */
  | "code"
  | "http"
  | "none";

/** The beginning of the text after a code, if it is an enhanced status code. */
export const ENHANCED_BEHIND: RegExp = /^[\s:;,\-#("'b]{0,4}([245])\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** A mark that announces a quotation. */
const ANNOUNCING_MARK = /[:=>([{"'`]\s{0,3}$/;
/** Words for servers and programs near the end of a text. */
const ACTORS =
  /smtp|mail ?server|remote (?:host|server)|\bserver\b|\bhost\b|exception|error|failed|rejected/i;

/**
 * Returns the last words before the number, in lower case, without marks, and the weight of the longest known phrase.
 */
function introduced(left: string): {
  weight: number;
  last: string;
  isTold: boolean;
  isPhrase: boolean;
} {
  const plain = left
    .toLowerCase()
    .replace(/<[^<>\s]{0,120}>|\[[^[\]\s]{0,60}\]|\([^()\s]{0,60}\)/g, " ")
    .replace(/[\s:;=,.'"`„“”»«([{<>\-|*!_]{1,60}$/, "");
  const words = plain.split(/[\s:;=,'"`„“([{<>|*]+/).slice(-5);
  let weight = 0;
  const last = words.at(-1) ?? "";
  let longest = last;
  for (let from = words.length - 1; from >= 0; from -= 1) {
    const phrase = words.slice(from).join(" ");
    const known = WEIGHTS.get(phrase);
    if (known === undefined) continue;
    weight = Math.max(weight, known);
    longest = phrase;
  }
  const isTold = weight > 0;
  // Names of exceptions: SMTPAddressFailedException, Net::SMTPFatalError.
  if (/smtp\w{0,60}(?:exception|error|refused|failure)$|smtp::error$/.test(last))
    weight = Math.max(weight, 5);
  else if (/(?:exception|error|refused|failure)$/.test(last)) weight = Math.max(weight, 3);
  else if (ANNOUNCING_MARK.test(left) && ACTORS.test(left.slice(-90))) weight = Math.max(weight, 3);
  else if (/smtp|mail ?server|remote host/i.test(left.slice(-90))) weight = Math.max(weight, 2);
  return { weight, last, isTold, isPhrase: longest !== last };
}

/** Returns whether the words around the number are those of HTTP. */
function hasHttpWords(code: number, left: string, right: string): boolean {
  const before = left.toLowerCase().replace(/[\s:;=,.'"`([{<>-]{1,20}$/, "");
  if (HTTP_WORDS.some((word) => before.endsWith(word))) return true;
  // An access log: "GET / HTTP/1.1" 502 157
  if (/http\/[\d.]{1,4}$/.test(before)) return true;
  const behind = right.toLowerCase().replace(/^[\s:;,.'"`)\]}<>\-–—|]{0,12}/, "");
  return HTTP_REASONS.get(code)?.some((reason) => behind.startsWith(reason)) ?? false;
}

/** A number in a list of counts: `1200 delivered, 554 rejected, 12 bounced`. */
const COUNT_BEFORE = /\d \p{L}[\p{L} -]{1,40}(?:[,;|]| and| und| et| y) $/u;
const COUNT_BEHIND =
  /^ \p{Ll}[\p{L}-]{1,30}(?: \p{Ll}[\p{L}-]{1,30})?(?:\.?$|[,;|] \d| (?:and|und|et|y) \d)/u;

/** A row of statistics: `    550   rejected (12%)`. */
const STATISTICS =
  /^ {1,8}\p{Ll}[\p{L} -]{0,40}\(\d{1,3}(?:[.,]\d{1,2})? ?%\)|^ {2,8}\p{Ll}{1,20}$/u;

/** Words for things that have numbers. */
const NUMBERED =
  /^(?:id|pid|uid|line|port|ticket|order|invoice|page|version|build|row|room|floor|desk|table|case|issue|bug|incident|chapter|section|item|flight|suite|zimmer|raum|vorgang|fall|rechnung|bestellung|auftrag|seite|zeile|kapitel|chambre|salle|commande|facture|sala|pedido|factura)$/;

/** The same before a space: after a colon, the numbered thing may quote a reply. */
const NUMBER_OF = /\p{L}[ #]{1,2}$/u;

/** Words before the protocol's name that make the number something else: "version 5.5.4 of smtp 550". */
const PROTOCOL_OF = /\b(?:of|von|for|für|de|version|library|port|rfc) e?smtp $/i;

/** Things that could be counted, at the beginning of a server's sentence: `450 Messages rejected`. */
const SUBJECT =
  /^ (?:Messages?|Mails?|Recipients?|Connections?|Sessions?|Logins?|Alerts|Requests|Domains?|Addresses|Accounts|Mailboxes|Errors|Attachments?|Users|Clients|Hosts|Servers) \p{Ll}/u;

/** Codes in a list of codes: `421, 450 and 451`. */
const LIST_BEFORE = /(?<!\d)[2-5](?:\d\d|xx)(?:,? (?:and|or|und|oder) |, |\/)$/i;
const LIST_BEHIND =
  /^(?:,? (?:and|or|und|oder) |, |\/)[2-5](?:\d\d|xx)(?=[,.)\]:/]|$| (?:and|or|und|oder) )/i;

/**
 * The status of a process, a label of a counter, `smtp_errors_total{code="550"} 3`, a comparison, or a row of SQL.
 */
const OTHER_NUMBER_CONTEXT =
  /[=!]= ?$|\bvalues ?(?:\([^()]{0,120}\),? ?){0,5}\($|\bexit(?:ed)?(?: with)?(?: (?:status|code))?[:=]? {0,2}$|\b[a-z\d]{1,40}(?:_[a-z\d]{1,40}){1,8}\{(?:\w{1,40}="[^"{}]{0,60}",? ?){0,8}\w{1,40}="$/i;

/**
 * The second digit of a reply code is 0 to 5 (RFC 5321 4.2), so the ports 465 and 587 are not reply codes. Some filters
 * send 471 and 571 to 574 all the same.
 */
const REPLY_CODE = /^(?:[2-5][0-5]\d|471|57[1-4])$/;

/** The code has just been named: `530 , 530 Error`. */
const REPEATED = /(?<!\d)([2-5]\d\d) ?[,|:] $/;

/** Another code with its enhanced status code follows at once: that one is the reply. */
const OTHER_CODE = /^[\s:;,)\]"'-]{1,4}(?:([45])[0-5]\d)[ -]#?\1\.\d{1,3}\.\d{1,3}(?![\d.])/;

/**
 * Weighs the signs.
 *
 * @param candidate a number and the text around it
 * @returns the classification of the number
 */
export function judge({ code, left, right, leads, mail }: CodeCandidate): NumberVerdict {
  const strong = ENHANCED_BEHIND.exec(right)?.[1] === code[0];
  const { weight, last, isTold, isPhrase } = introduced(left);
  if (!strong && weight < 5 && hasHttpWords(Number(code), left, right)) return "http";
  if (!REPLY_CODE.test(code)) return "none";
  const isNumbered = !isTold && NUMBERED.test(last) && NUMBER_OF.test(left) && !leads;
  const behind = right.replace(ENHANCED_BEHIND, "");
  if (strong) return isNumbered && !speaks(behind) ? "none" : "reply";
  if (PROTOCOL_OF.test(left) && !speaks(right)) return "none";
  if (OTHER_CODE.test(right)) return "none";
  if (UNIT.test(right) && !(leads && SUBJECT.test(right) && speaks(right))) return "none";
  if (COUNT_BEFORE.test(left) && COUNT_BEHIND.test(right)) return "none";
  if (STATISTICS.test(right)) return "none";
  if (LIST_BEHIND.test(right)) return "none";
  if (LIST_BEFORE.test(left) && /^(?:[).,;:\]]|$)/.test(right)) return "none";
  if (OTHER_NUMBER_CONTEXT.test(left)) return "none";
  // A number in prose is about mail only if its sentence is.
  const isNear = MAIL_SIGN.test(left) || MAIL_SIGN.test(right);
  const key = /([\w.-]{1,40})\s?=\s?["']?$/.exec(left)?.[1]?.toLowerCase();
  if (key !== undefined && !WEIGHTS.has(key) && !/err|code|status|reply|resp|msg|reason/.test(key))
    return "none";
  if (/^ (?:of|to|or|and|bis|von) \d/.test(right)) return "none";
  // "server returned 550 results" is a count; "server returned 550 on AUTH" is not.
  const counts = COUNTERS.has(last) && !(isPhrase && SENTENCE_AFTER_CODE.test(right));
  const isWord = /^[\s:;,.\-"'()[\]#b>]{0,8}[\p{L}<]/u.test(right) || right.trim() === "";
  if (weight < 5 && (!isWord || counts || (!isTold && right.trim() === "")) && !speaks(right))
    return "none";
  if (SENTENCE_AFTER_CODE.test(right)) {
    const isNamed =
      weight >= 3 ||
      /^ (?:errors?|response|reply|bounces?|rejections?|fehler|meldung)\b/i.test(right);
    return isNamed && KNOWN_CODES.has(code) && (weight >= 5 || isNear) ? "code" : "none";
  }
  if (weight === 0 && COUNTED_BEFORE.has(last) && !leads) return "none";
  if (!isTold && NUMBERED.test(last)) return "none";
  if (/expect\w{0,8} (?:\w{1,30} ){0,3}["']?$/i.test(left)) return "none";
  // The sentence about the code ends here.
  if (/^[.!?](?:\s|$)/.test(right) && !speaks(right)) {
    return weight >= 3 && isNear && KNOWN_CODES.has(code) ? "code" : "none";
  }
  // A comma continues the sentence.
  if (/^,? ?\p{Ll}/u.test(right) && right[0] === "," && !speaks(right))
    return weight >= 3 && isNear && KNOWN_CODES.has(code) ? "code" : "none";
  const text = right.replace(/^[\s:;,.\-"'()[\]#b]{0,6}/, "");
  const isRefusal = speaks(text);
  const score =
    weight +
    (isRefusal ? 2 : 0) +
    (KNOWN_CODES.has(code) ? 1 : -1) +
    (leads ? 1 : 0) +
    (ANNOUNCING_MARK.test(left) && !leads ? 1 : 0) +
    (/^, ?b?['"]/.test(right) ? 1 : 0) +
    (mail || isNear ? 1 : 0) +
    (REPEATED.exec(left)?.[1] === code ? 2 : 0) +
    (/^-[\p{L}<([*]/u.test(right) && leads ? 1 : 0);
  if (score < 5 && !(leads && isRefusal && score >= 4)) return "none";
  return "reply";
}

/** Returns whether a text has words that are common in replies. */
export function speaks(text: string): boolean {
  return VOCABULARY.test(text.slice(0, 160));
}

/** Words of FTP, and words that only occur in a session with a mail server. */
const FTP_SIGN =
  /\b(?:s?ftp>|[a-z-]{0,8}ftpd?\b(?!\.)|filezilla)|\bpassive mode\b|\bport command successful\b|\buser and pass\b|\bchange (?:to the given )?directory\b/i;
const SMTP_SIGN = /smtp|\brcpt\b|\bmail from\b|\b(?:ehlo|helo)\b|[\w.+-]@[\w-]/i;

/** Returns whether lines are from a session with an FTP server and not with a mail server. */
export function isAboutFtp(lines: readonly string[]): boolean {
  return lines.some((line) => FTP_SIGN.test(line)) && !lines.some((line) => SMTP_SIGN.test(line));
}

/** Returns whether a text is about mail. */
export function isAboutMail(text: string): boolean {
  return MAIL_SIGN.test(text);
}
