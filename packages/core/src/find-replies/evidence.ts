/**
 * Whether a number in a text is the code of a reply.
 *
 * No single sign decides: a ticket number may stand behind "error", and a reply may stand alone. So signs are
 * weighed. Everything looks at a bounded piece of text beside the number.
 */
import { HTTP_REASONS, HTTP_WORDS } from "./http.ts";

/** Words that come right before the code of a reply; what only mail programs write weighs more. */
const INTRODUCERS: readonly (readonly [weight: number, words: readonly string[]])[] = [
  [
    5,
    [
      "smtp",
      "smtp error",
      "smtp error code",
      "smtp code",
      "smtp status",
      "smtp reply",
      "smtp reply code",
      "smtp response",
      "smtp status code",
      "smtp-fehler",
      "smtp-fehlercode",
      "smtp-code",
      "esmtp",
      "lmtp",
      "erreur smtp",
      "error smtp",
      "errore smtp",
      "smtpfehler",
      "smtp server error",
      "smtp response code",
      "smtp server response",
      "smtp protocol error",
      "smtp exception",
      "smtp-status",
      "smtp-antwort",
      "smtp-server meldet",
      "code smtp",
      "código smtp",
      "smtp-foutcode",
      "smtp-fout",
      "błąd smtp",
      "ошибка smtp",
      "smtpexception",
      "smtp error from remote mail server",
      "smtpstatus",
      "smtpcmdresp",
      "smtpmsg",
      "permanent error",
      "rcpt failed",
      "mail failed",
      "data failed",
      "auth failed",
      "transient error",
      "permanent_failure",
      "temporary_failure",
    ],
  ],
  [
    4,
    [
      "said",
      "remote host said",
      "responded",
      "server responded",
      "server response",
      "server response was",
      "response was",
      "response from server",
      "server replied",
      "server message",
      "server returned",
      "returned",
      "remote server returned",
      "host said",
      "server said",
      "diagnostic-code",
      "diagnosticcode",
      "response",
      "server antwortete",
      "server-antwort",
      "serverantwort",
      "serverantwort lautete",
      "antwortete",
      "antwort",
      "antwort des servers",
      "serveur a répondu",
      "a répondu",
      "réponse",
      "respondió",
      "respuesta",
      "ha risposto",
      "risposta",
      "reply",
      "got code",
      "but got code",
      "with code",
      "stat",
      "reject",
      "smtp;",
      "reply code",
      "response code",
      "responsecode",
      "response_code",
      "status: smtp",
      "gave this error",
      "rejected with",
      "remote error",
      "server error",
      "bounced with",
      "failed with",
      "rejected by server",
      "smtp_code",
      "smtpcode",
      "rejected the message",
      "talk to me",
      "odpowiedź",
      "retcode",
      "received",
      "resp",
      "deferred",
      "answered",
      "server meldet",
      "meldete",
      "server gaf",
      "antwoordde",
    ],
  ],
  [
    3,
    [
      "error",
      "error code",
      "error-code",
      "errorcode",
      "fehler",
      "fehlercode",
      "fehlermeldung",
      "fehler-code",
      "failed",
      "failure",
      "reason",
      "message",
      "code",
      "status",
      "rejected",
      "refused",
      "erreur",
      "código",
      "errore",
      "problem",
      "exception",
      "err",
      "result",
      "because",
      "details",
      "bounce",
      "unexpected response",
      "unexpected reply",
      "fatal",
      "denied",
      "meldung",
      "nachricht",
      "blocked",
      "bounced",
      "fout",
      "error message",
      "command failed",
      "response data",
      "msg",
      "detail",
      "description",
      "info",
      "cause",
      "permanent",
      "temporary",
    ],
  ],
];

/** Words that count messages as often as they introduce a reply: "bounced: 550". */
const COUNTERS: ReadonlySet<string> = new Set([
  "failed",
  "failure",
  "bounced",
  "bounce",
  "deferred",
  "rejected",
  "refused",
  "denied",
  "blocked",
  "permanent",
  "temporary",
  "received",
  "returned",
  "stat",
  "message",
  "nachricht",
  "reply",
  "antwort",
  "details",
  "info",
  "result",
]);

const WEIGHTS: ReadonlyMap<string, number> = new Map(
  INTRODUCERS.flatMap(([weight, words]) => words.map((word) => [word, weight] as const)),
);

/** Words right before a number that is something else. */
const COUNTED_BEFORE = new Set([
  "port",
  "line",
  "line:",
  "id",
  "pid",
  "uid",
  "no",
  "nr",
  "number",
  "nummer",
  "ticket",
  "order",
  "invoice",
  "rechnung",
  "room",
  "zimmer",
  "page",
  "seite",
  "chapter",
  "section",
  "took",
  "size",
  "length",
  "bytes",
  "count",
  "total",
  "version",
  "v",
  "build",
  "exit",
  "exited",
  "signal",
  "rfc",
  "expected",
  "expecting",
  "expect",
  "about",
  "over",
  "than",
  "nearly",
  "exactly",
  "only",
  "up",
  "to",
  "of",
  "with",
  "after",
  "in",
  "for",
  "from",
  "within",
  "every",
  "past",
  "around",
  "approx",
  "approximately",
  "ca",
  "etwa",
  "rund",
  "über",
  "nach",
  "von",
  "bis",
  "um",
  "mit",
  "case",
  "bug",
  "issue",
  "pr",
  "commit",
  "row",
  "column",
  "col",
  "char",
  "offset",
  "eur",
  "usd",
  "chf",
  "gbp",
  "tel",
  "fax",
  "phone",
  "telefon",
  "sent",
  "read",
  "wrote",
  "processed",
  "queue",
  "limit",
  "max",
  "min",
  "errno",
  "worker",
  "thread",
  "process",
  "delay",
  "duration",
  "elapsed",
  "timeout",
  "retry",
  "attempt",
  "step",
  "route",
  "hotel",
  "platform",
  "error #",
  "#",
  "uidvalidity",
  "uidnext",
  "nrcpt",
  "nrcpts",
  "ttl",
  "weight",
  "model",
  "article",
  "paragraph",
  "§",
  "building",
  "block",
  "street",
  "apt",
  "suite",
  "flight",
  "bus",
  "gate",
  "seat",
  "article no",
  "expected response code",
  "score",
  "score:",
  "level",
  "priority",
  "year",
  "age",
  "dpt",
  "spt",
]);

/** Words right behind a number that counts something, or measures it. */
const UNIT =
  /^[ -]?(?:(?:invalid|unknown|rejected|failed|new|old|active|duplicate|bad|different|unique|valid|open|ungültige|neue)\s)?(?:ms|msec|milliseconds?|µs|ns|s|secs?|seconds?|sekunden?|mins?|minutes?|minuten?|h|hrs?|hours?|stunden?|days?|tage?n?|weeks?|wochen?|months?|monate?n?|years?|jahre?n?|b|bytes?|octets|kb|kib|k|mb|mib|m|gb|gib|g|tb|kbit|mbit|bits?|users|people|persons|personen|kunden|customers|clients|e-?mails|mails|messages|nachrichten|recipients|items|lines?|zeilen?|rows?|requests|connections|verbindungen|times|mal|px|pt|em|rem|eur|euros?|usd|dollars?|pounds?|cents?|km|cm|mm|mi|miles|meters?|kg|w|watts?|v|hz|khz|mhz|ghz|pages|seiten|words|mailboxes|postfächer|accounts|konten|hosts|servers|domains|domänen|addresses|adressen|subscribers|tickets|orders|bestellungen|percent|prozent|points|punkte|threads|processes|files|dateien|records|entries|einträge|jobs|queries|tests|tables|modules|packages|commits|followers|more|mehr|different|x|st|nd|rd|th|str|street|main|cores|workers|retries|attempts|visitors|rooms|guests|characters|chars|tokens|degrees|°|members|mitglieder|issues|bugs|lists|attachments|copies|replies|newsletters|rechnungen|invoices|errors|bounces|rejects|spam mails)(?![\w-])/i;

/** Words right behind a code that go on with a sentence about it: they are no text of the reply. */
const SENTENCE =
  /^["'`)\]]?,? (?:and|or|of|when|if|while|but|because|since|for|from|in|on|to|with|as|after|every|und|oder|wenn|bei|beim|von|vom|mit|für|seit|aber|als|kommt|is|was|means|errors?|codes?|response|reply|replies|bounces?|rejections?|fehler|meldung|et|ou|de|du|quand|y|o|cuando|status|again|each|what|why|how|error code|einen?|die|der|das|the|a|an)(?![\w:=-])/i;

/** Words that replies are made of, in the languages that servers speak. */
const VOCABULARY =
  /sorry|mailbox|recipient|sender\b|relay|reject|denied|block(?:ed|list)|blacklist|spam|authenticat|authoriz|unauth|unavailable|quota|not allowed|not permitted|syntax|unrecogni[sz]ed|not recogni[sz]ed|greylist|graylist|try again|does not exist|doesn't exist|no such (?:user|address|mailbox|recipient|person|domain)|unknown|unroutable|invalid|disabled|inactive|suspended|not accepted|not accept|\b[eh][eh]lo\b|starttls|\btls\b|closing|too many|exceed|rate.?limit|throttl|requested (?:mail )?action|bad sequence|not implemented|unimplemented|policy|dmarc|dkim|\bspf\b|reputation|\brbl\b|\bdnsbl\b|undeliverable|virus|bounce|\bverify\b|forward|local error|temporar|permanent|failed|failure|no valid|access|credentials|login|password|username|verboten|abgelehnt|abgewiesen|nicht (?:erlaubt|gefunden|zugestellt)|unbekannt|postfach|empfänger|absender|utilisateur|inconnu|boite|boîte|refus|destinataire|destinatario|buz[oó]n|cuenta|usuario|casella|service not|service shut|try later|message (?:too|size|refused|content|rejected|contains|not)|mail (?:not|size|refused|from)|user (?:not|is|un|has|over|does)|prohibit|not found|over limit|full\b|system|transaction|protocol|command|parameters|overquota|connection|reverse dns|ptr\b|null mx|must (?:issue|authenticate|be)/i;

/** Signs that a text is about sending mail. */
const MAIL_SIGN =
  /\b(?:e?smtp|lmtp|mail(?:er|ing|box)?|e-?mails?|mx\d*|rcpt|bounced?|postfix|exim|sendmail|mta|dsn|relay|recipient|sender|outlook|thunderbird|postmaster|sending|versand|(?:ver|ab)?senden|verschicken|enviar|envoyer)\b|[\w.+-]@[\w-]|e-?mail|smtp/i;

/** Codes that servers send. */
const KNOWN_CODES = new Set(
  "211 214 220 221 235 250 251 252 253 334 354 421 422 430 431 432 441 442 446 447 449 450 451 452 453 454 455 458 459 471 500 501 502 503 504 505 510 511 512 513 515 517 521 523 524 525 530 531 533 534 535 538 540 541 542 543 546 547 550 551 552 553 554 555 556 557 558 559 560 570 571 572 573 577 578 590 591 592".split(
    " ",
  ),
);

/** Characters beside the number that are looked at. */
export const LEFT = 160;
export const RIGHT = 240;

/** A number with what stands around it. */
export interface Candidate {
  readonly code: string;
  /** Up to LEFT characters before it. */
  readonly left: string;
  /** Up to RIGHT characters behind it. */
  readonly right: string;
  /** Nothing but marks stands before it in its line, or in the quotes around it. */
  readonly leads: boolean;
  /** The line, or the text around it, is about mail. */
  readonly mail: boolean;
}

/** What a number is. */
export type Verdict =
  | "reply"
  /** The code of a reply whose text stands elsewhere, or nowhere. */
  | "code"
  | "http"
  | "none";

/** How an enhanced status code may begin the text behind a code. */
export const ENHANCED_BEHIND: RegExp = /^[\s:;,\-#("'b]{0,4}([245])\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** A mark that announces what somebody said. */
const ANNOUNCES = /[:=>([{"'`]\s{0,3}$/;
/** Who says something, near the end of a text. */
const ACTORS =
  /smtp|mail ?server|remote (?:host|server)|\bserver\b|\bhost\b|exception|error|failed|rejected/i;

/** The last words before the number, in lower case, without marks: the weight of the longest phrase that is known. */
function introduced(left: string): { weight: number; last: string; isTold: boolean } {
  const plain = left
    .toLowerCase()
    .replace(/<[^<>\s]{0,120}>|\[[^[\]\s]{0,60}\]|\([^()\s]{0,60}\)/g, " ")
    .replace(/[\s:;=,.'"`„“”»«([{<>\-|*!_]{1,60}$/, "");
  const words = plain.split(/[\s:;=,'"`„“([{<>|*]+/).slice(-5);
  let weight = 0;
  for (let from = words.length - 1; from >= 0; from -= 1) {
    weight = Math.max(weight, WEIGHTS.get(words.slice(from).join(" ")) ?? 0);
  }
  const last = words.at(-1) ?? "";
  const isTold = weight > 0;
  // Names of exceptions: SMTPAddressFailedException, Net::SMTPFatalError.
  if (/smtp\w*(?:exception|error|refused|failure)$|smtp::error$/.test(last))
    weight = Math.max(weight, 5);
  else if (/(?:exception|error|refused|failure)$/.test(last)) weight = Math.max(weight, 3);
  else if (ANNOUNCES.test(left) && ACTORS.test(left.slice(-90))) weight = Math.max(weight, 3);
  else if (/smtp|mail ?server|remote host/i.test(left.slice(-90))) weight = Math.max(weight, 2);
  return { weight, last, isTold };
}

/** Whether the words around the number are those of HTTP. */
function isHttp(code: number, left: string, right: string): boolean {
  const before = left.toLowerCase().replace(/[\s:;=,.'"`([{<>-]{1,20}$/, "");
  if (HTTP_WORDS.some((word) => before.endsWith(word))) return true;
  // An access log: "GET / HTTP/1.1" 502 157
  if (/http\/[\d.]{1,4}$/.test(before)) return true;
  const behind = right.toLowerCase().replace(/^[\s:;,.'"`)\]}<>\-–—|]{0,12}/, "");
  return HTTP_REASONS.get(code)?.some((reason) => behind.startsWith(reason)) ?? false;
}

/**
 * Weighs the signs.
 *
 * @param candidate a number and what stands around it
 * @returns what the number is
 */
export function judge({ code, left, right, leads, mail }: Candidate): Verdict {
  const strong = ENHANCED_BEHIND.exec(right)?.[1] === code[0];
  const { weight, last, isTold } = introduced(left);
  if (!strong && weight < 5 && isHttp(Number(code), left, right)) return "http";
  if (strong) return "reply";
  if (UNIT.test(right)) return "none";
  // What goes on as prose is about mail only where the sentence says so.
  const isNear = MAIL_SIGN.test(left) || MAIL_SIGN.test(right);
  const key = /([\w.-]{1,40})\s?=\s?["']?$/.exec(left)?.[1]?.toLowerCase();
  if (key !== undefined && !WEIGHTS.has(key) && !/err|code|status|reply|resp|msg|reason/.test(key))
    return "none";
  if (/^ (?:of|to|or|and|bis|von) \d/.test(right)) return "none";
  const isWord = /^[\s:;,.\-"'()[\]#b>]{0,8}[\p{L}<]/u.test(right) || right.trim() === "";
  if (
    weight < 5 &&
    (!isWord || COUNTERS.has(last) || (!isTold && right.trim() === "")) &&
    !speaks(right)
  )
    return "none";
  if (SENTENCE.test(right)) {
    const isNamed =
      weight >= 3 ||
      /^ (?:errors?|response|reply|bounces?|rejections?|fehler|meldung)\b/i.test(right);
    return isNamed && KNOWN_CODES.has(code) && (weight >= 5 || isNear) ? "code" : "none";
  }
  if (weight === 0 && COUNTED_BEFORE.has(last) && !leads) return "none";
  if (/expect\w* (?:\w+ ){0,3}["']?$/i.test(left)) return "none";
  // The sentence about the code ends here.
  if (/^[.!?](?:\s|$)/.test(right) && !speaks(right)) {
    return weight >= 3 && isNear && KNOWN_CODES.has(code) ? "code" : "none";
  }
  // A comma goes on with the sentence.
  if (/^,? ?\p{Ll}/u.test(right) && right[0] === "," && !speaks(right))
    return weight >= 3 && isNear && KNOWN_CODES.has(code) ? "code" : "none";
  const text = right.replace(/^[\s:;,.\-"'()[\]#b]{0,6}/, "");
  const isRefusal = speaks(text);
  const score =
    weight +
    (isRefusal ? 2 : 0) +
    (KNOWN_CODES.has(code) ? 1 : -1) +
    (leads ? 1 : 0) +
    (ANNOUNCES.test(left) && !leads ? 1 : 0) +
    (/^, ?b?['"]/.test(right) ? 1 : 0) +
    (mail || isNear ? 1 : 0) +
    (/^-[\p{L}<([*]/u.test(right) && leads ? 1 : 0);
  if (score < 5 && !(leads && isRefusal && score >= 4)) return "none";
  return "reply";
}

/** Whether a text has words that replies are made of. */
export function speaks(text: string): boolean {
  return VOCABULARY.test(text.slice(0, 160));
}

/** Whether a text is about mail. */
export function isAboutMail(text: string): boolean {
  return MAIL_SIGN.test(text);
}
