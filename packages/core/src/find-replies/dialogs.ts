/** Recognizes how programs mark the lines of an SMTP dialogue, and how logs begin their lines. */

/** Who wrote a line of a dialog. */
export type Side = "server" | "client";

/** One way to mark the lines of a dialogue. */
export interface DialogRow {
  /** The programs that use it. */
  readonly origin?: string;
  readonly side: Side;
  /** The mark at the beginning of a line, after the time and level of a log. */
  readonly mark: RegExp;
}

/** The first row that matches counts. Every pattern is anchored and short. */
const DIALOGS: readonly DialogRow[] = [
  { origin: "PHPMailer", side: "server", mark: /^SERVER -> CLIENT: ?/i },
  { origin: "PHPMailer", side: "client", mark: /^CLIENT -> SERVER: ?/i },
  { origin: "Ruby Net::SMTP", side: "server", mark: /^-> (?=")/ },
  { origin: "Ruby Net::SMTP", side: "client", mark: /^<- (?=")/ },
  { origin: "swaks", side: "server", mark: /^<(?:-|~|\*\*|~\*) {1,2}/ },
  { origin: "swaks", side: "client", mark: /^(?:->|~>|\*\*>|-->|~~>) (?!")/ },
  { origin: "Perl Net::SMTP", side: "server", mark: /^Net::SMTP\S{0,60}<<< ?/ },
  { origin: "Perl Net::SMTP", side: "client", mark: /^Net::SMTP\S{0,60}>>> ?/ },
  { origin: "Sendmail", side: "server", mark: /^<<< / },
  { origin: "Sendmail", side: "client", mark: /^>>> / },
  { origin: "msmtp", side: "server", mark: /^<-- / },
  { origin: "msmtp", side: "client", mark: /^--> / },
  { origin: "sSMTP", side: "server", mark: /^\[<-\] ?/ },
  { origin: "sSMTP", side: "client", mark: /^\[->\] ?/ },
  { origin: "Exim", side: "server", mark: /^SMTP<< / },
  { origin: "Exim", side: "client", mark: /^SMTP(?:>>|\(close\)>>|\+>|>\|) ?/ },
  { origin: "Python smtplib", side: "server", mark: /^reply: (?=b?['"])/ },
  { origin: "Python smtplib", side: "client", mark: /^send: (?=b?['"])/ },
  { origin: "Postfix", side: "server", mark: /^< [\w.-]{1,255}\[[^\]]{1,60}\](?::\d{1,5})?: / },
  { origin: "Postfix", side: "client", mark: /^> [\w.-]{1,255}\[[^\]]{1,60}\](?::\d{1,5})?: / },
  { origin: "Thunderbird", side: "server", mark: /^mailnews\.smtp:? (?:S: |<< )/i },
  { origin: "Thunderbird", side: "client", mark: /^mailnews\.smtp:? (?:C: |>> )/i },
  { origin: "Outlook", side: "server", mark: /^SMTP \([^()]{1,255}\): <rx> /i },
  { origin: "Outlook", side: "client", mark: /^SMTP \([^()]{1,255}\): <tx> /i },
  {
    origin: "hMailServer",
    side: "server",
    mark: /^"SMTP[CD]"(?:\s{1,4}[^\s]{1,60}){1,6}\s{1,4}"(?:RECEIVED): /,
  },
  {
    origin: "hMailServer",
    side: "client",
    mark: /^"SMTP[CD]"(?:\s{1,4}[^\s]{1,60}){1,6}\s{1,4}"(?:SENT): /,
  },
  { origin: "Chilkat", side: "server", mark: /^SmtpCmdResp: / },
  { origin: "Chilkat", side: "client", mark: /^SmtpCmdSent: / },
  { origin: "Mutt", side: "server", mark: /^\d< / },
  { origin: "Mutt", side: "client", mark: /^\d> / },
  { origin: "curl", side: "server", mark: /^< (?=[2-5]\d\d)/ },
  { origin: "curl", side: "client", mark: /^> (?=[A-Za-z])/ },
  {
    side: "server",
    mark: /^(?:S|Server|SRV|RX|RECV|Received|Recv|Got|IN|Response|Resp|Remote|R)\s?(?:[:>]|<<|<-|=>|->)\s{0,4}(?=["']?[2-5]\d\d)/i,
  },
  {
    side: "client",
    mark: /^(?:C|Client|CLI|TX|SEND|Sent|OUT|Command|Cmd|Local|Me)\s?(?:[:>]|>>|->|<-|=>)\s{0,4}(?=["']?[A-Z.])/i,
  },
  { side: "server", mark: /^(?:<<|<=|<|←|⇐|⟵|◀)\s?(?=[2-5]\d\d)/ },
  { side: "client", mark: /^(?:>>|=>|>|→|⇒|⟶|▶)\s?(?=[A-Z.])/i },
];

/** Any of the marks: most lines have none. */
const ANY_MARK = new RegExp(DIALOGS.map(({ mark }) => `(?:${mark.source})`).join("|"), "i");

/** The beginnings of log lines: time, host, level, thread, logger. Each is removed once, in this order. */
const LOG_HEADS: readonly RegExp[] = [
  /^(?:[-•]\s)?\[?(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{4}|[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2})?[T ,]{0,2}(?:\d{1,2}:\d\d:\d\d)(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|GMT|CET|CEST|[+-]\d\d:?\d\d|AM|PM))?(?: \d{4})?\]?[:,]?\s{1,4}/,
  /^std(?:out|err) [FP] /,
  /^\d{1,7} (?:DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w?-]{1,40} [\w.]{1,80}: /,
  /^(?:<\d{1,3}>)?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,6})? (?:[\w.-]{1,64} )?/,
  /^[\w.@-]{1,40}\s{1,3}\|\s/,
  /^[<[(]?(?:DEBUG|INFO|ERROR|ERR|WARN(?:ING)?|NOTICE|TRACE|FATAL|SEVERE|FINE|VERBOSE|LOG|CRITICAL)[>\])]?:?\s{1,8}/i,
  /^\[[\w#:.,/ -]{1,60}\](?::?\s{1,4}|$)/,
  /^[\w/.-]{1,40}\[\d{1,9}\]: /,
  /^(?:debug: )?[\w-]{2,20}: 0x[\da-f]{4,16}: /,
  /^(?:DEBUG SMTP: |smtp(?:-client)?: |nodemailer |\[core\] )/i,
];

/** Logs in which each line is a separate event of a mail server. */
export const SERVER_LOG: RegExp =
  /\bpostfix(?:-\w+)?\/[\w/-]{1,30}\[|\bsm-mta\[|\bsendmail\[|\bexim\d?\[|\bsmtpd\[\d+\]: [\da-f]{8,}|[\da-zA-Z]{6}-[\da-zA-Z]{6,11}-[\da-zA-Z]{2,4} (?:\*\*|==|=>|->|<=|H=|SMTP|Completed)|\bdelivery \d+: (?:failure|deferral|success)|\bdsn=[245]\.\d|\bNOQUEUE: reject/;

/** A line of a dialog, or of a log. */
export interface Undecorated {
  readonly side?: Side;
  readonly origin?: string;
  /** The line without the text that a log put before it. */
  readonly rest: string;
  /** Number of characters that were removed. */
  readonly head: number;
}

/** A line that is quoted as a whole. */
const QUOTED = /^b?(['"])(.*?)\1[,;]?$/s;

/**
 * Removes the text that a log or a program put before a line.
 *
 * @param line one line
 * @returns the rest, and the side that wrote it, if that is marked
 */
export function undecorate(line: string): Undecorated {
  let rest = line;
  for (const head of LOG_HEADS) rest = rest.replace(head, "");
  for (const { side, origin, mark } of ANY_MARK.test(rest) ? DIALOGS : []) {
    const found = mark.exec(rest);
    if (!found) continue;
    let said = rest.slice(found[0].length);
    const quoted = QUOTED.exec(said.trim());
    if (quoted?.[2] !== undefined) said = quoted[2];
    if (origin === "hMailServer") said = said.replace(/"$/, "");
    return { side, rest: said, head: line.length - said.length, ...(origin && { origin }) };
  }
  // Protocol logs of Exchange: date,connector,session,number,local,remote,event,data,context
  const protocol = !/,[<>],/.test(line)
    ? undefined
    : /^[^,]{0,60}(?:,[^,]{0,120}){4,6},([<>]),"?([^"]{0,2000}?)"?,[^,]{0,200}$/.exec(line);
  if (protocol) {
    const [, event, data = ""] = protocol;
    // Exchange uses the same mark for everything it sends, as a client or as a server.
    const isReply = event === "<" ? !COMMAND.test(data) : /^[2-5][0-5]\d[ -]/.test(data);
    return { side: isReply ? "server" : "client", rest: data, head: 0, origin: "Exchange" };
  }
  return { rest, head: line.length - rest.length };
}

/** Commands in the form of a client. */
const COMMAND =
  /^(?:(EHLO|HELO|LHLO)\b|(MAIL) ?FROM ?:|(RCPT) ?TO ?:|(DATA)$|(AUTH) ([A-Z\d-]{3,20})|(STARTTLS|QUIT|RSET|NOOP|VRFY|EXPN|HELP|ETRN|BDAT)\b|(\.)$)/i;

/**
 * Reads a command.
 *
 * @param line the client's line, without marks
 * @returns the command as `explain` takes it; `undefined` for anything else
 */
export function findCommand(line: string): string | undefined {
  const text = line
    .slice(0, 1_000)
    .trim()
    .replace(/(?:\\[rn]){1,4}$/, "");
  const found = COMMAND.exec(text);
  if (!found) return undefined;
  const [, hello, mail, rcpt, data, auth, mechanism, other, dot] = found;
  if (dot) return CONTENT_LABEL;
  if (auth) return `AUTH ${(mechanism ?? "").toUpperCase()}`;
  // A word of prose may begin like a command: commands without a colon have at most one argument.
  if ((hello ?? other) && text.split(/\s+/).length > 3) return undefined;
  return (hello ?? mail ?? rcpt ?? data ?? other)?.toUpperCase();
}

/** The message content, as `explain` names it. */
export const CONTENT_LABEL = "(message content)";
/** The beginning of a session, as `explain` names it. */
export const GREETING_LABEL = "(greeting)";
