/** What a meaning is in sentences, for people; English. */
import type { Kind, Responsible, RetryAdvice } from "./kind.ts";

/** The sentences of one kind. */
export interface KindSentences {
  /** What happened: one sentence that stands alone. */
  readonly happened: string;
  /** What to do about it: one or two sentences. */
  readonly todo: string;
}

/** The sentences of one language. A kind without a sentence does not compile. */
export interface MeaningSentences {
  /** What each kind means and asks for. */
  readonly kinds: Readonly<Record<Kind, KindSentences>>;
  /** Who has to act. */
  readonly responsible: Readonly<Record<Responsible, string>>;
  /** What helps. */
  readonly retry: Readonly<Record<RetryAdvice, string>>;
}

const createSentences = (happened: string, todo: string): KindSentences =>
  Object.freeze({ happened, todo });

/**
 * English sentences for what `classifyReply` returns.
 *
 * @example
 * import { classifyReply, englishMeanings } from "@parley-smtp/core/meaning";
 *
 * const { kind } = classifyReply("550 5.1.1 User unknown", { command: "RCPT" });
 * console.log(englishMeanings.kinds[kind].happened);
 */
export const englishMeanings: MeaningSentences = Object.freeze({
  kinds: {
    accepted: createSentences("The server accepted the command.", "Nothing has to be done."),
    "mailbox-unknown": createSentences(
      "The server knows no such recipient address.",
      "Check the spelling of the address, and ask the recipient for the current one. Remove it from lists.",
    ),
    "mailbox-disabled": createSentences(
      "The recipient's mailbox is closed, suspended or unused.",
      "Reach the recipient another way, and stop sending to this address.",
    ),
    "mailbox-full": createSentences(
      "The recipient's mailbox is full.",
      "Try again in a day or two, or tell the recipient another way.",
    ),
    "domain-unknown": createSentences(
      "The recipient's domain does not exist, or has no mail server.",
      "Check the part of the address after the @.",
    ),
    "null-mx": createSentences(
      "The domain or host accepts no mail at all.",
      "Use an address at another domain.",
    ),
    "recipient-restricted": createSentences(
      "The recipient accepts mail from certain senders only, or blocked this sender.",
      "Ask the recipient, or the administrator of the receiving server, to allow the sender.",
    ),
    "sender-unknown": createSentences(
      "The sender's address or its domain does not exist in the eyes of the server.",
      "Send from an address that can receive mail, at a domain with an MX or address record.",
    ),
    "sender-not-permitted": createSentences(
      "The account that logged in may not use this sender address.",
      "Send from an address of the account, or verify the address or domain with the provider.",
    ),
    "relay-denied": createSentences(
      "The server does not pass on mail to this domain for this client.",
      "Log in first, or send through the server of your own provider.",
    ),
    "auth-required": createSentences(
      "The server wants a login before it takes mail.",
      "Set user name and password, and use the port for submission (587 or 465).",
    ),
    "auth-failed": createSentences(
      "The server did not accept the user name and password.",
      "Check both, and whether the user name must be the whole address. Some providers want a password made for the program.",
    ),
    "auth-method-disabled": createSentences(
      "This way to log in is not offered, or is switched off for the account or organization.",
      "Use another method, such as OAuth, or have SMTP AUTH switched on in the account's settings.",
    ),
    "app-password-needed": createSentences(
      "The server does not accept the normal password here.",
      "Create an app password in the settings of the account, and use it instead.",
    ),
    "oauth-refused": createSentences(
      "The server refused the OAuth token.",
      "Fetch a new token, and check that its scope allows SMTP.",
    ),
    "login-blocked": createSentences(
      "A safeguard of the provider stopped the login.",
      "Log in with a browser once and confirm that it was you. After too many attempts, wait before the next one.",
    ),
    "account-suspended": createSentences(
      "The sending account may not send.",
      "Look into the provider's dashboard for the reason: a payment, a verification, or abuse.",
    ),
    "account-limit": createSentences(
      "The sending account has used up its share of messages.",
      "Wait until the share is renewed, send less, or get a larger plan.",
    ),
    "tls-required": createSentences(
      "The server accepts this over an encrypted connection only.",
      'Set tls to "starttls" or "implicit".',
    ),
    "tls-failed": createSentences(
      "No encrypted connection came about.",
      "Check the certificate and the TLS version of the server, and that nothing on the way removes STARTTLS.",
    ),
    spf: createSentences(
      "The sender's domain does not allow this server to send for it (SPF).",
      "Add the sending server to the SPF record of the domain, or send through a server that is in it.",
    ),
    dkim: createSentences(
      "The message has no valid DKIM signature.",
      "Sign messages with a key that the sender's domain publishes, and change nothing after signing.",
    ),
    dmarc: createSentences(
      "The message does not pass DMARC for the domain in From.",
      "Let SPF or DKIM pass for the very domain in From, and publish a DMARC record.",
    ),
    "sender-unauthenticated": createSentences(
      "The message passes neither SPF nor DKIM.",
      "Set up SPF and DKIM for the sender's domain.",
    ),
    ptr: createSentences(
      "The sending IP address has no matching name in the DNS (PTR).",
      "Ask the provider of the IP address for a PTR record whose name leads back to the address.",
    ),
    "helo-name": createSentences(
      "The server does not accept the name that the client gives in EHLO.",
      "Set the option name to the client's full host name, which the DNS knows.",
    ),
    "ip-blocklisted": createSentences(
      "The sending IP address is on a blocklist.",
      "Look the address up at the list, remove the cause, and ask for removal.",
    ),
    "domain-blocklisted": createSentences(
      "The sender's domain is on a blocklist.",
      "Look the domain up at the list, remove the cause, and ask for removal.",
    ),
    "url-blocked": createSentences(
      "A link in the message is on a blocklist.",
      "Remove or replace the link, and avoid link shorteners.",
    ),
    reputation: createSentences(
      "The receiver rates the sending address or domain as bad, or does not know it yet.",
      "Send less, only to people who want the mail, and raise the amount slowly.",
    ),
    "network-block": createSentences(
      "The receiver takes no mail from this kind of network.",
      "Send through the mail server of your provider instead of directly.",
    ),
    "rate-limited": createSentences(
      "Too many messages came in a short time.",
      "Wait, then send more slowly.",
    ),
    "connection-limit": createSentences(
      "Too many connections were open at once, or too many messages went over one.",
      "Use fewer connections, and close each one earlier.",
    ),
    greylisted: createSentences(
      "The server defers the first message of an unknown sender on purpose.",
      "Try again after some minutes from the same address. The next attempt usually passes.",
    ),
    "spam-content": createSentences(
      "The server takes the message for spam.",
      "Change what looks like advertising or phishing, and check links, subject and attachments.",
    ),
    virus: createSentences(
      "The server takes the message to carry malware.",
      "Scan the attachments and the computer before you send again.",
    ),
    "attachment-type": createSentences(
      "The server does not accept an attachment of this type.",
      "Share the file by a link, or send it in another format.",
    ),
    "message-too-large": createSentences(
      "The message is too large for the server or the mailbox.",
      "Send a smaller message. Attachments grow by a third on the way.",
    ),
    "message-malformed": createSentences(
      "The message breaks the rules of form for mail.",
      "Check header fields such as From, Date and Message-ID, and the length and ends of lines.",
    ),
    "content-policy": createSentences(
      "A rule of an organization refuses this message.",
      "Ask the administrator of the receiving server which rule it is.",
    ),
    "too-many-recipients": createSentences(
      "The message has too many recipients for one transaction.",
      "Spread the recipients over several messages.",
    ),
    "command-not-implemented": createSentences(
      "The server does not know or offer this command.",
      "Do without the command, or use another server.",
    ),
    "parameter-unsupported": createSentences(
      "The server does not support an option, an address or an encoding of the message.",
      "Do without it, or use another server.",
    ),
    syntax: createSentences(
      "The server finds a command or an address malformed.",
      "Check the address for blanks, missing parts and odd characters.",
    ),
    "bad-sequence": createSentences(
      "The server did not expect this command now, or the client did not wait.",
      "Check the order of commands. Turn off pipelining if the server cannot do it.",
    ),
    loop: createSentences(
      "The message goes round in a loop.",
      "Have the forwarding between the servers repaired.",
    ),
    "server-busy": createSentences(
      "The server is overloaded or in maintenance.",
      "Try again later.",
    ),
    "server-error": createSentences(
      "Something inside the server failed.",
      "Try again later. If it goes on, inform the administrator of the server.",
    ),
    "lookup-failed": createSentences(
      "The server could not look something up, such as a name in the DNS.",
      "Try again later. If it goes on, check the DNS of the sender's domain.",
    ),
    timeout: createSentences(
      "A server could not be reached, fell silent, or held the message too long.",
      "Try again later, and check the network between the two.",
    ),
    "unknown-policy": createSentences(
      "The server refused, and its text does not say why.",
      "Ask the administrator of the server, with the whole reply and the time.",
    ),
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
