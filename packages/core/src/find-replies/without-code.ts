/** Recognizes replies whose code is written as words, comes after the text, or is missing. */
import { speaks } from "./evidence.ts";
import type { TextLine } from "./lines.ts";
import { dotNetCode, lettreReply } from "./named-codes.ts";
import { cutTail, decodeEscapes, findEndOfLiteral } from "./reply-text.ts";
import { originIn } from "./surroundings.ts";
import { LITERAL_LEFT, NO_REST, openMark, WRAPPED } from "./taking.ts";

/** What introduces the words of a server, in the languages of mail programs. */
const SPEECH_INTRODUCTION = String.raw`(?:(?:mail[ -]?)?server (?:has )?(?:responded|replied|answered|said)|(?:the )?(?:smtp |mail |remote )?server(?:'s)? (?:response|reply)(?: was| is)?|(?:mail-?|smtp-?|ausgangs)?server (?:hat )?(?:folgendes )?(?:geantwortet|antwortete|meldete|meldet)|(?:die )?(?:serverantwort|antwort des (?:mail-?|smtp-?|remote-)?servers)(?: war| lautet| lautete)?|remote host said|serveur (?:de messagerie |de courrier )?a répondu|réponse du serveur|servidor (?:de correo )?respondió|respuesta del servidor|(?:il )?server (?:di posta )?ha risposto|risposta del server|resposta do servidor(?: foi)?|odpowiedź serwera|antwoord van de server|server (?:antwoordde|gaf als antwoord)|сервер ответил|servidor respondeu)\s?:\s{0,3}`;

const WITH_WORDS = new RegExp(`${SPEECH_INTRODUCTION}(?=\\S)`, "i");
const AT_END = new RegExp(`${SPEECH_INTRODUCTION}$`, "i");

/** Returns the words of a server in a line, and the text before them; `undefined` if the line has no such words. */
export function wordsOfServer(line: string): { left: string; text: string } | undefined {
  const found = WITH_WORDS.exec(line);
  if (!found) return undefined;
  return { left: line.slice(0, found.index), text: line.slice(found.index + found[0].length) };
}

/**
 * Returns whether the code is missing before a reply: its text begins with an enhanced status code, or .NET wrote it.
 */
export function isWithoutCode({ left, text }: { left: string; text: string }): boolean {
  return (
    /^["'(\s]{0,3}#?[245]\.\d{1,3}\.\d{1,3}\b/.test(text) ||
    (dotNetCode(left) !== undefined && !/^["'(\s]{0,3}[2-5]\d\d\b/.test(text))
  );
}

/** Returns whether the code comes after the text. */
export function hasCodeBehind(line: string): boolean {
  return line.includes(" SMTP code: ") && CODE_BEHIND.test(line.slice(0, MAX_LINE_CHARACTERS));
}

/** Returns the text before a server's words, if those begin in the next line. */
export function wordsFollow(line: string): string | undefined {
  const found = AT_END.exec(line);
  return found ? line.slice(0, found.index) : undefined;
}

/** PHPMailer writes the code after the text. */
const CODE_BEHIND =
  /\bDetail: (.{1,2000}?) SMTP code: ([45][0-5]\d)(?: Additional SMTP info: ([245]\.\d{1,3}\.\d{1,3}))?/;

/** PHPMailer lists the recipients with the server's text for each, in the program's language. */
const RECIPIENTS_FAILED =
  /(?:recipients failed|folgenden empfänger sind nicht korrekt|les destinataires suivants (?:ont échoué|sont en erreur)|los siguientes destinos fallaron|volgende ontvangers zijn ongeldig|indirizzi destinatari hanno generato un errore|destinatários falharam)\s?:\s{1,3}[^\s@:,]{1,64}@[^\s@:,]{1,255}: {1,2}(?=[\p{L}<])(.{3,1000})/iu;

/** Sendmail's log has a status next to words. */
const SENDMAIL = /\bdsn=([45]\.\d{1,3}\.\d{1,3}),.{0,200}\bstat=(?!Sent|Deferred\b)([^,]{3,400})/;

/** A diagnostic that is not a reply (RFC 3464 2.3.6). */
const DIAGNOSTIC = /^Diagnostic-Code:\s{0,4}(?!smtp)[\w-]{1,40}\s?;\s{0,4}(.{3,1000})/i;

/**
 * A reply that begins with its enhanced status code, in a line of its own, after the name of an exception, or after a
 * number that is no reply code (RFC 5321 4.2).
 */
const ENHANCED_ONLY =
  /(?:^(?:[45][6-9]\d[ -]|-{1,2} )?|(?:exception|error|permanent|temporary|failed|transient|failure|said|response|reply|fehler(?: [\p{L}-]{1,30}){0,4}): {0,2}["']?|(?:meldet|antwortete) ["']?|\b(?:milter-)?(?:reject|hold): [\w-]{1,20} from [^\s:]{1,320}: |\(\*{2,3}, b?["'])(#?([45]\.\d{1,3}\.\d{1,3})[ :]\s{0,3}[\p{L}<[].{3,2000})/iu;

/** A message that was not delivered, in the words of a program or a person, and the reason. */
const NOT_DELIVERED =
  /\b(?:nachricht|e-?mail|mail|message|zustellung|delivery|mensaje|correo|courriel)\b[^:;]{0,120}?(?:(?:nicht|konnte nicht) (?:zugestellt|gesendet|ausgeliefert)(?: werden)?|fehlgeschlagen|abgelehnt|unzustellbar|not (?:be )?delivered|undeliver(?:ed|able)|delivery failed|non (?:remis|distribué)e?|no (?:fue )?entregado)\s?:\s{1,3}["']?([\p{L}<].{3,300})/iu;

/**
 * Reads why a message was not delivered.
 *
 * @param line a line with neither a code nor a failed connection
 * @returns the reason; `undefined` if the line gives none in words that servers use
 */
export function reasonIn(line: string): string | undefined {
  const reason = NOT_DELIVERED.exec(line.slice(0, MAX_LINE_CHARACTERS))?.[1];
  return reason !== undefined && speaks(reason) ? cutTail(reason) : undefined;
}

/** An enhanced status code (RFC 3463) in a sentence about mail. */
const ENHANCED_NAMED =
  /\b(?:fehler(?:code|meldung|nummer)?|statuscode|status|code|error|with|mit|unzustellbar|undeliverable|bounced|abgelehnt|rejected|erreur|rechazado|refusé|antwort|dsn)[ :(#]{1,3}(?:(?:code|status|fehler|error)[ :]{1,2})?#?([45]\.[0-7]\.\d{1,3})(?![\d.])/iu;
const ABOUT_DELIVERY =
  /zustell|undeliver|bounce|abgelehnt|abgewiesen|rejected|nachricht|\bmessage\b|server.{0,60}(?:geantwortet|antwortet|meldet|said|replied|responded)|statuscode|status code|e-?mail|smtp/i;
const ABOUT_VERSIONS =
  /\b(?:version|update|upgrade|release|v\d|php|python|kernel|node|ruby|java|library|package|paket)\b/i;

/** A whole typed line that says why nothing can be delivered to a mailbox or recipient. */
const STATE =
  /^(?:fehler|error|grund|reason)?[: ]{0,3}(?:(?:das|ihr|sein|the|your|empfänger-?|recipient(?:'s)?) ?)?(?:postfach|mail ?box|inbox)(?: (?:des empfängers|der empfängerin|von \S{1,320}|of \S{1,320}))?(?: (?:ist|is))? (?:voll|full|überfüllt|over quota|unavailable|not found|unknown|unbekannt|nicht gefunden|nicht verfügbar|deaktiviert|disabled)[.!]{0,3}$|^(?:empfänger|benutzer|user|recipient|adresse|address)(?: (?:ist|is))? (?:unbekannt|unknown|nicht gefunden|not found|existiert nicht|does not exist)[.!]{0,3}$|^(?:mailbox |e?mail )?(?:quota exceeded|over quota)[.!]{0,3}$|^buzón lleno[.!]?$|^boîte (?:aux lettres )?pleine[.!]?$/iu;

/** The most lines of a typed text. */
const TYPED_LINES = 3;

/**
 * Reads what somebody typed about a failed delivery instead of the reply.
 *
 * @param line a line without a code, a failure and a reason
 * @param count the number of lines of the text
 * @returns the line, and its enhanced status code; `undefined` if it gives no such reason
 */
export function typedReason(line: string, count: number): Said | undefined {
  const text = line.slice(0, MAX_LINE_CHARACTERS).trim();
  const enhanced = ENHANCED_NAMED.exec(text)?.[1];
  if (
    enhanced !== undefined &&
    (ABOUT_DELIVERY.test(text) || speaks(text)) &&
    !ABOUT_VERSIONS.test(text)
  ) {
    return { enhanced, lines: [cutTail(text)] };
  }
  return count <= TYPED_LINES && text.length <= 200 && STATE.test(text)
    ? { lines: [text] }
    : undefined;
}

/** Characters of a line that are read. */
const MAX_LINE_CHARACTERS = 4_000;

/** A server's text. */
export interface Said {
  readonly code?: number;
  readonly enhanced?: string;
  readonly lines: readonly string[];
}

/** Facts known before a line is read. */
export interface Before {
  /** The text before a server's words that begin in this line. */
  readonly left: string | undefined;
  /** The Status field of the report. */
  readonly status: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Reads a line that has no code.
 *
 * @param lines all lines
 * @param at the index of the line
 * @param whole the line without the text that a log put before it
 * @param before facts from the lines before
 * @returns the server's text; `undefined` if the line has none
 */
export function readWithoutCode(
  lines: readonly TextLine[],
  at: number,
  whole: string,
  before: Before,
): Said | undefined {
  const text = whole.slice(0, MAX_LINE_CHARACTERS);
  const next = lines[at + 1]?.text ?? "";
  // PHPMailer's debug output has the code in a line of its own.
  const behind = CODE_BEHIND.exec(/^SMTP code: /.test(next) ? `${text} ${next}` : text);
  if (behind) {
    const [, said = "", code, enhanced] = behind;
    return { code: Number(code), lines: [enhanced === undefined ? said : `${enhanced} ${said}`] };
  }
  const spelled = lettreReply(text);
  if (spelled) return { code: spelled.code, lines: decodeEscapes(spelled.text).split("\n") };
  const refused = RECIPIENTS_FAILED.exec(text)?.[1];
  if (refused !== undefined) return { lines: [cutTail(refused)] };
  const words =
    wordsOfServer(text) ?? (before.left === undefined ? undefined : { left: before.left, text });
  if (words) return readWords(lines, at, words, before.origin);
  const sendmail = SENDMAIL.exec(text);
  if (sendmail) return { enhanced: sendmail[1] as string, lines: [(sendmail[2] as string).trim()] };
  const only = ENHANCED_ONLY.exec(text);
  if (only && speaks(text)) {
    return {
      enhanced: only[2] as string,
      lines: [cutTail(decodeEscapes(only[1] as string)).replace(/;$/, "")],
    };
  }
  const said = DIAGNOSTIC.exec(text)?.[1]?.trim();
  if (said === undefined) return undefined;
  return { lines: [said], ...(before.status !== undefined && { enhanced: before.status }) };
}

/** A number instead of a code: a port, or a code that no server may use (RFC 5321 4.2). */
const NO_CODE = /^["'(\s]{0,3}[2-5](?:[689]\d|7[05-9])[ -]/;

/** Returns words that a program attributes to the server. */
function readWords(
  all: readonly TextLine[],
  at: number,
  { left, text: whole }: { left: string; text: string },
  origin: string | undefined,
): Said | undefined {
  // Mail programs put what the server said in quotes and end their sentence behind them.
  const said = /^"([^"]{3,2000})"\.?\s{0,3}$/.exec(whole)?.[1] ?? whole;
  const text = said.replace(NO_CODE, "");
  if (text !== said && !/^[45]\.\d{1,3}\.\d{1,3} /.test(text)) return undefined;
  const mark = openMark(left.slice(-LITERAL_LEFT));
  const close = mark === undefined || mark === "(" ? -1 : findEndOfLiteral(text, mark);
  const raw = wrapped(all, at, close < 0 ? text : text.slice(0, close));
  const lines = decodeEscapes(raw)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const last = cutTail(lines.pop() ?? "");
  // Thunderbird writes a full stop after the server's text.
  lines.push(
    origin === "Thunderbird" || originIn(left) === "Thunderbird" ? last.replace(/\.$/, "") : last,
  );
  if (!lines.some((line) => /\p{L}{2}/u.test(line))) return undefined;
  const code = dotNetCode(left);
  if (code !== undefined) return { code, lines };
  const enhanced = /^#?([45]\.\d{1,3}\.\d{1,3})\b/.exec(lines[0] ?? "")?.[1];
  return { lines, ...(enhanced !== undefined && { enhanced }) };
}

/** Returns a server's words with their continuation that a mail program has wrapped. */
function wrapped(lines: readonly TextLine[], at: number, text: string): string {
  const next = lines[at + 1]?.text ?? "";
  const isLong = (lines[at]?.text.length ?? 0) >= WRAPPED;
  const isRest = isLong && /^\p{Ll}/u.test(next) && !NO_REST.test(next) && !/["'.]$/.test(text);
  return isRest ? `${text} ${next}` : text;
}
