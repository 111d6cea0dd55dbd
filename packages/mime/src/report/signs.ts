/** Recognizes bounces without the fields of RFC 3464. */
import type { Email } from "postal-mime";

/** Senders of bounces. */
const DAEMON =
  /mailer-?daemon|postmaster|mail delivery (?:sub)?system|mail-?daemon|\bmdaemon\b|(?:internet )?mail delivery\b|double-bounce|microsoftexchange[\da-f]{6,}|bounces?@|<>|^$/i;

/** The beginnings of their subjects, in the languages of servers. */
const SUBJECT =
  /undeliver|returned mail|return(?:ed)? to sender|delivery (?:status|failure|has failed|failed|report|notification|problem|incomplete|delayed)|mail delivery|failure notice|failed delivery|message delivery|non-?delivery|not delivered|could(?:n't| not) be delivered|bounce|delayed mail|warning: (?:could not|message)|mail system error|mail failed|message you sent blocked|permanent delivery failure|rejected|unzustellbar|nicht zugestellt|zustellung|undelivrable|non remis|échec|no se (?:ha )?(?:pudo|podido)|no entregado|mancata consegna|nondeliver|niet bezorgd|onbestelbaar|退信|недоставлен/i;

/** Text before a quoted reply. */
const BODY =
  /this is the mail system at host|this is the qmail-send program|created automatically by mail delivery software|could not be delivered|couldn'?t be delivered|was(?:n'?t| not) delivered|unable to deliver|delivery to the following recipients? (?:failed|has been)|delivery has failed|did not reach|has not been delivered|failed addresses follow|undeliverable|permanent (?:fatal )?errors?|the following address(?:es)?(?:\(es\))? failed|nicht zugestellt|konnte nicht|returned to sender|rejected by|not able to deliver|n'a pas pu|non è stato possibile|no se pudo entregar|delivery (?:is )?delayed/i;

/** Text which says that a mail system keeps trying. */
const DELAY =
  /\bdelay(?:ed)?\b|has not yet been delivered|hasn't been delivered yet|warning message only|could not send message for (?:the )?past|will (?:keep|continue) trying|verzögert|noch nicht zugestellt|wird weiter versucht|différée?|retardée?|retrasad[oa]/i;
const FINAL =
  /permanent(?:ly)? (?:error|fail|fatal)|given up|giving up|has failed|delivery failed|nicht zugestellt werden/i;

/** A message of a program that is not a bounce. */
const OTHER_REPORT = /report-type="?(?:disposition-notification|feedback-report)/i;

/** Returns the value of a header field. */
export function header(email: Email, name: string): string | undefined {
  return email.headers.find(({ key }) => key === name)?.value;
}

/**
 * Returns whether a bounce is about a message that is still being tried.
 *
 * @param email the message
 * @param text its text without the quoted message
 * @returns true if no recipient has failed yet
 */
export function isWarning(email: Email, text: string): boolean {
  const said = text.slice(0, 4_000);
  const subject = email.subject ?? "";
  return (DELAY.test(subject) || DELAY.test(said)) && !FINAL.test(subject) && !FINAL.test(said);
}

/**
 * Returns why a message is not a bounce.
 *
 * @param email the message
 * @param text its text
 * @returns a sentence; `undefined` if it may be a bounce
 */
export function whyNoBounce(email: Email, text: string): string | undefined {
  if (OTHER_REPORT.test(header(email, "content-type") ?? "")) {
    return "It is a report of another kind: a read receipt, or a complaint about spam.";
  }
  if (header(email, "x-failed-recipients") !== undefined) return undefined;
  const from = `${header(email, "from") ?? ""} ${header(email, "return-path") ?? ""}`.trim();
  const isDaemon = DAEMON.test(from) || header(email, "return-path")?.trim() === "<>";
  if (!isDaemon) return `It is not from a mail system but from ${from.slice(0, 200) || "nobody"}.`;
  if (SUBJECT.test(email.subject ?? "") || BODY.test(text.slice(0, 20_000))) return undefined;
  return "Neither its subject nor its text says that a message was not delivered.";
}
