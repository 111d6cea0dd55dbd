/**
 * What a server says, by the name of what it says it for: the words of an
 * ordinary server, and in their place those of the personality.
 */
import type { State, Verdict } from "./virtual-state.ts";

/** Every reply of an ordinary server; `{}` stands for what the reply is about. */
export const ordinaryReplies = {
  EHLO: "250 {host}",
  HELO: "250 {host}",
  "EHLO name": "501 5.5.2 {} wants a domain or an address literal",
  STARTTLS: "220 2.0.0 Ready to start TLS",
  "STARTTLS twice": "503 5.5.1 TLS is on already",
  "STARTTLS unserved": "502 5.5.1 STARTTLS is not implemented",
  AUTH: "235 2.7.0 Authentication successful",
  "AUTH twice": "503 5.5.1 Already authenticated",
  "AUTH in transaction": "503 5.5.1 Not during a mail transaction",
  "AUTH unserved": "502 5.5.1 AUTH is not implemented",
  "AUTH mechanism": "504 5.5.4 Unrecognized authentication type",
  "AUTH initial response": "501 5.7.0 This mechanism takes no initial response",
  "AUTH refused": "535 5.7.8 Authentication credentials invalid",
  "AUTH without users": "535 5.7.8 SCRAM needs a server that knows passwords: give it `users`",
  "AUTH malformed": "501 5.5.2 Malformed response",
  "AUTH base64": "501 5.5.2 Cannot decode base64",
  "AUTH cancelled": "501 5.7.0 Authentication cancelled",
  MAIL: "250 2.1.0 Sender ok",
  "MAIL twice": "503 5.5.1 Nested MAIL command",
  "MAIL before AUTH": "530 5.7.0 Authentication required",
  "MAIL syntax": "501 5.5.4 Syntax: MAIL FROM:<address> [parameters]",
  "MAIL address": "501 5.1.7 Bad sender address",
  "MAIL SMTPUTF8": "553 5.6.7 This address needs SMTPUTF8",
  "MAIL SIZE": "552 5.3.4 Message size exceeds fixed limit",
  "MAIL parameter": "555 5.5.4 Unsupported option: {}",
  "MAIL parameter value": "501 5.5.4 Bad option: {}",
  RCPT: "250 2.1.5 Recipient ok",
  "RCPT before MAIL": "503 5.5.1 Need MAIL command",
  "RCPT syntax": "501 5.5.4 Syntax: RCPT TO:<address> [parameters]",
  "RCPT address": "501 5.1.3 Bad recipient address",
  "RCPT SMTPUTF8": "553 5.6.7 This address needs SMTPUTF8",
  "RCPT parameter": "555 5.5.4 Unsupported option: {}",
  "RCPT parameter value": "501 5.5.4 Bad option: {}",
  "RCPT too many": "452 4.5.3 Too many recipients",
  DATA: "354 End data with <CR><LF>.<CR><LF>",
  "DATA before MAIL": "503 5.5.1 Need MAIL command",
  "DATA before RCPT": "554 5.5.1 No valid recipients",
  "DATA after BDAT": "503 5.5.1 BDAT only, for this message",
  CONTENT: "250 2.0.0 Queued",
  "CONTENT size": "552 5.3.4 Message size exceeds fixed limit",
  "CONTENT before RCPT": "554 5.5.1 No valid recipients",
  BDAT: "250 2.0.0 {} octets so far",
  "BDAT last": "250 2.0.0 Queued",
  "BDAT before RCPT": "503 5.5.1 Need MAIL and RCPT, or RSET",
  "BDAT syntax": "501 5.5.4 Syntax: BDAT size [LAST]",
  "BDAT unserved": "500 5.5.2 Command not recognized",
  RSET: "250 2.0.0 Reset",
  NOOP: "250 2.0.0 Ok",
  VRFY: "252 2.1.5 Send some mail, then we shall see",
  EXPN: "550 5.1.1 No such list",
  "EXPN unserved": "502 5.5.1 EXPN is not implemented",
  HELP: "214 2.0.0 See RFC 5321",
  ETRN: "250 2.0.0 Queuing started",
  "ETRN unserved": "502 5.5.1 ETRN is not implemented",
  QUIT: "221 2.0.0 Bye",
  OTHER: "500 5.5.2 Command not recognized",
  "argument too much": "501 5.5.4 Syntax: {}",
  "argument missing": "501 5.5.4 {} needs an argument",
  "line too long": "500 5.5.2 Line too long",
  "before EHLO": "503 5.5.1 Send EHLO first",
  "before STARTTLS": "530 5.7.0 Must issue a STARTTLS command first",
  "turned away": "503 5.5.1 No service here",
  "too many errors": "421 4.7.0 Too many errors",
} as const;

/** What a reply is said for. */
export type ReplyName = keyof typeof ordinaryReplies;

/**
 * The reply that this server has for it.
 *
 * @param about what the reply may quote: the client's name, an address, an argument
 */
export function say(state: State, name: ReplyName, about = ""): readonly string[] {
  const { personality, host, enhanced } = state.server;
  const own = personality.replies?.[name];
  const ordinary: string = ordinaryReplies[name];
  const words = own ?? (enhanced ? ordinary : withoutEnhancedCode(ordinary));
  const filled = (line: string): string => quote(line.replaceAll("{host}", host), about);
  return (typeof words === "string" ? [words] : words).map(filled);
}

/** An objection: a server that has 2yz for it makes none, and goes on. */
export function objection(
  state: State,
  name: ReplyName,
  about?: string,
): Pick<Verdict, "lines"> | undefined {
  const lines = say(state, name, about);
  return lines[0]?.startsWith("2") ? undefined : { lines };
}

/** A reply with what it is about in its place. */
export function quote(line: string, about: string): string {
  return line.replaceAll("{}", () => about);
}

function withoutEnhancedCode(line: string): string {
  return line.replace(/^(\d{3}) \d\.\d+\.\d+(?= )/, "$1");
}
