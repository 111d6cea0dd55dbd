/** The English sentences for meanings, and their type. The detailed explanations are in `explain`. */
import type { Kind, Responsible, RetryAdvice } from "./kind.ts";

/** The sentences of one language. A kind without a sentence does not compile. */
export interface MeaningSentences {
  /** What happened, by kind: one complete sentence. */
  readonly happened: Readonly<Record<Kind, string>>;
  /** Who has to act. */
  readonly responsible: Readonly<Record<Responsible, string>>;
  /** What helps. */
  readonly retry: Readonly<Record<RetryAdvice, string>>;
}

/**
 * English sentences for what `classifyReply` returns.
 *
 * @example
 * import { classifyReply, englishMeanings } from "@parley-smtp/core/meaning";
 *
 * const { kind } = classifyReply("550 5.1.1 User unknown", { command: "RCPT" });
 * console.log(englishMeanings.happened[kind]);
 */
export const englishMeanings: MeaningSentences = Object.freeze({
  happened: {
    accepted: "The server accepted the command.",
    "mailbox-unknown": "The server knows no such recipient address.",
    "mailbox-disabled": "The recipient's mailbox is closed, suspended or unused.",
    "mailbox-full": "The recipient's mailbox is full.",
    "domain-unknown": "The recipient's domain does not exist, or has no mail server.",
    "null-mx": "The domain or host accepts no mail at all.",
    "recipient-restricted":
      "The recipient accepts mail from certain senders only, or blocked this sender.",
    "sender-unknown":
      "The sender's address or its domain does not exist in the eyes of the server.",
    "sender-not-permitted": "The account that logged in may not use this sender address.",
    "relay-denied": "The server does not pass on mail to this domain for this client.",
    "auth-required": "The server wants a login before it takes mail.",
    "auth-failed": "The server did not accept the user name and password.",
    "auth-method-disabled":
      "This way to log in is not offered, or is switched off for the account or organization.",
    "app-password-needed": "The server does not accept the normal password here.",
    "oauth-refused": "The server refused the OAuth token.",
    "login-blocked": "A safeguard of the provider stopped the login.",
    "account-suspended": "The sending account may not send.",
    "account-limit": "The sending account has used up its share of messages.",
    "tls-required": "The server accepts this over an encrypted connection only.",
    "tls-failed": "No encrypted connection came about.",
    spf: "The sender's domain does not allow this server to send for it (SPF).",
    dkim: "The message has no valid DKIM signature.",
    dmarc: "The message does not pass DMARC for the domain in From.",
    "sender-unauthenticated": "The message passes neither SPF nor DKIM.",
    ptr: "The sending IP address has no matching name in the DNS (PTR).",
    "helo-name": "The server does not accept the name that the client gives in EHLO.",
    "ip-blocklisted": "The sending IP address is on a blocklist.",
    "domain-blocklisted": "The sender's domain is on a blocklist.",
    "url-blocked": "A link in the message is on a blocklist.",
    reputation: "The receiver rates the sending address or domain as bad, or does not know it yet.",
    "network-block": "The receiver takes no mail from this kind of network.",
    "rate-limited": "Too many messages came in a short time.",
    "connection-limit":
      "Too many connections were open at once, or too many messages went over one.",
    greylisted: "The server defers the first message of an unknown sender on purpose.",
    "spam-content": "The server takes the message for spam.",
    virus: "The server takes the message to carry malware.",
    "attachment-type": "The server does not accept an attachment of this type.",
    "message-too-large": "The message is too large for the server or the mailbox.",
    "message-malformed": "The message breaks the rules of form for mail.",
    "content-policy": "A rule of an organization refuses this message.",
    "too-many-recipients": "The message has too many recipients for one transaction.",
    "command-not-implemented": "The server does not know or offer this command.",
    "parameter-unsupported":
      "The server does not support an option, an address or an encoding of the message.",
    syntax: "The server finds a command or an address malformed.",
    "bad-sequence": "The server did not expect this command now, or the client did not wait.",
    loop: "The message goes round in a loop.",
    "server-busy": "The server is overloaded or in maintenance.",
    "server-error": "Something inside the server failed.",
    "lookup-failed": "The server could not look something up, such as a name in the DNS.",
    timeout: "A server could not be reached, stopped answering, or kept the message too long.",
    "unknown-policy": "The server refused, and its reply gives no precise reason.",
  },
  responsible: {
    sender: "The person who writes has to act.",
    "sending-domain": "The owner of the sender's domain has to act.",
    "sending-host": "The operator of the sending server has to act.",
    account: "The owner of the sending account has to act.",
    developer: "The developer of the program has to act.",
    recipient: "The recipient has to act.",
    "receiving-admin": "The administrator of the receiving server has to act.",
    network: "The network between the servers is at fault.",
    nobody: "Nobody has to act.",
  },
  retry: {
    later: "Trying again later helps.",
    "fix-then-retry": "Trying again helps once the cause is repaired.",
    "other-way": "Trying again does not help; another way does.",
    never: "Trying again does not help.",
    "not-needed": "No further attempt is needed.",
  },
});
