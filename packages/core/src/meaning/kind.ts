/** The kinds of meaning that a reply can have, and who usually has to act on each. */

/** Who has to act on a reply. */
export type Responsible =
  /** The person who writes: an address, the content, an attachment. */
  | "sender"
  /** The administrator of the sender's domain: its DNS records, its addresses. */
  | "sending-domain"
  /** The administrator of the server or the IP address that sends. */
  | "sending-host"
  /** The owner of the account at the provider that sends: its password, settings or plan. */
  | "account"
  /** The author of the program that talks SMTP. */
  | "developer"
  /** The recipient. */
  | "recipient"
  /** The administrator of the receiving server. */
  | "receiving-admin"
  /** The network between the two. */
  | "network"
  /** Nobody: the reply settles itself. */
  | "nobody";

/**
 * What helps.
 *
 * - `later`: the same again after a while.
 * - `fix-then-retry`: something has to be repaired first.
 * - `other-way`: reach the recipient another way, or send through another server.
 * - `never`: nothing; the same reply will come again.
 * - `not-needed`: the server did what it was asked.
 */
export type RetryAdvice = "later" | "fix-then-retry" | "other-way" | "never" | "not-needed";

/** What a kind says about all its replies. A row may know better for its own. */
export interface KindRow {
  /** One line: what the server means. */
  readonly means: string;
  /** Who usually has to act. */
  readonly responsible: Responsible;
  /** What usually helps. */
  readonly retry: RetryAdvice;
}

const kind = (means: string, responsible: Responsible, retry: RetryAdvice): KindRow =>
  Object.freeze({ means, responsible, retry });

/** What a reply means, as one of a closed list; `accepted` stands for every 2yz and 3yz reply. */
export type Kind =
  | "accepted"
  | "mailbox-unknown"
  | "mailbox-disabled"
  | "mailbox-full"
  | "domain-unknown"
  | "null-mx"
  | "recipient-restricted"
  | "sender-unknown"
  | "sender-not-permitted"
  | "relay-denied"
  | "auth-required"
  | "auth-failed"
  | "auth-method-disabled"
  | "app-password-needed"
  | "oauth-refused"
  | "login-blocked"
  | "account-suspended"
  | "account-limit"
  | "tls-required"
  | "tls-failed"
  | "spf"
  | "dkim"
  | "dmarc"
  | "sender-unauthenticated"
  | "ptr"
  | "helo-name"
  | "ip-blocklisted"
  | "domain-blocklisted"
  | "url-blocked"
  | "reputation"
  | "network-block"
  | "rate-limited"
  | "connection-limit"
  | "greylisted"
  | "spam-content"
  | "virus"
  | "attachment-type"
  | "message-too-large"
  | "message-malformed"
  | "content-policy"
  | "too-many-recipients"
  | "command-not-implemented"
  | "parameter-unsupported"
  | "syntax"
  | "bad-sequence"
  | "loop"
  | "server-busy"
  | "server-error"
  | "lookup-failed"
  | "timeout"
  | "unknown-policy";

/** Every kind, with what it means, who usually has to act, and what usually helps. */
export const KINDS: Readonly<Record<Kind, KindRow>> = Object.freeze({
  accepted: kind("The server did what it was asked, or goes on with it.", "nobody", "not-needed"),
  "mailbox-unknown": kind("The server knows no such recipient address.", "sender", "never"),
  "mailbox-disabled": kind(
    "The address exists or existed, but its mailbox is closed, suspended or unused.",
    "recipient",
    "other-way",
  ),
  "mailbox-full": kind("The recipient's mailbox is over its quota.", "recipient", "later"),
  "domain-unknown": kind(
    "The recipient's domain does not exist, or no mail server is found for it.",
    "sender",
    "fix-then-retry",
  ),
  "null-mx": kind("A domain or host accepts no mail at all.", "receiving-admin", "never"),
  "recipient-restricted": kind(
    "The recipient, group or organization accepts mail from certain senders only, or blocked this one.",
    "receiving-admin",
    "other-way",
  ),
  "sender-unknown": kind(
    "The sender's address or domain does not exist, or cannot receive a reply.",
    "sending-domain",
    "fix-then-retry",
  ),
  "sender-not-permitted": kind(
    "The account or key that logged in may not use this sender address.",
    "account",
    "fix-then-retry",
  ),
  "relay-denied": kind(
    "The server does not pass on mail to this domain for this client.",
    "developer",
    "fix-then-retry",
  ),
  "auth-required": kind("The server wants a login first.", "developer", "fix-then-retry"),
  "auth-failed": kind(
    "The user name and password, or the key, were not accepted.",
    "account",
    "fix-then-retry",
  ),
  "auth-method-disabled": kind(
    "This way to log in is not offered, or is switched off for the account or the organization.",
    "account",
    "fix-then-retry",
  ),
  "app-password-needed": kind(
    "The normal password is not accepted here; a password made for one program is.",
    "account",
    "fix-then-retry",
  ),
  "oauth-refused": kind(
    "The OAuth token is expired, not valid, or has another scope.",
    "developer",
    "fix-then-retry",
  ),
  "login-blocked": kind(
    "A safeguard stops the login: too many attempts, a place that is not allowed, a check in the browser.",
    "account",
    "fix-then-retry",
  ),
  "account-suspended": kind(
    "The sending account may not send: blocked, not paid, not verified, or still in a sandbox.",
    "account",
    "fix-then-retry",
  ),
  "account-limit": kind(
    "The sending account used up its share of messages for a period, or its credit.",
    "account",
    "later",
  ),
  "tls-required": kind(
    "The server accepts this over an encrypted connection only.",
    "developer",
    "fix-then-retry",
  ),
  "tls-failed": kind(
    "TLS is not available or failed: not offered, certificate, version or policy.",
    "receiving-admin",
    "fix-then-retry",
  ),
  spf: kind(
    "The sender's domain does not allow this server to send for it (SPF).",
    "sending-domain",
    "fix-then-retry",
  ),
  dkim: kind("A valid DKIM signature is missing.", "sending-domain", "fix-then-retry"),
  dmarc: kind(
    "The message does not pass DMARC, or the domain has no DMARC record.",
    "sending-domain",
    "fix-then-retry",
  ),
  "sender-unauthenticated": kind(
    "The message passes neither SPF nor DKIM, or not enough of SPF, DKIM and DMARC.",
    "sending-domain",
    "fix-then-retry",
  ),
  ptr: kind(
    "The client's IP address has no name in the DNS (PTR), or the name does not lead back to it.",
    "sending-host",
    "fix-then-retry",
  ),
  "helo-name": kind("The name in EHLO or HELO is not accepted.", "sending-host", "fix-then-retry"),
  "ip-blocklisted": kind(
    "The client's IP address is on a blocklist.",
    "sending-host",
    "fix-then-retry",
  ),
  "domain-blocklisted": kind(
    "The sender's domain, or the one in EHLO, is on a blocklist.",
    "sending-domain",
    "fix-then-retry",
  ),
  "url-blocked": kind(
    "A link in the message is on a blocklist or suspicious.",
    "sender",
    "fix-then-retry",
  ),
  reputation: kind(
    "The receiver's own measure finds the sending address, network or domain bad or unknown.",
    "sending-host",
    "fix-then-retry",
  ),
  "network-block": kind(
    "Mail from this kind of network or place is not accepted: dial-up, home, cloud, country, IP version.",
    "sending-host",
    "other-way",
  ),
  "rate-limited": kind(
    "Too many messages in a period, from this client or sender or to this recipient.",
    "sending-host",
    "later",
  ),
  "connection-limit": kind(
    "Too many connections at once, or too much over one connection.",
    "sending-host",
    "later",
  ),
  greylisted: kind(
    "The first attempt of an unknown sender is deferred on purpose; a later one passes.",
    "nobody",
    "later",
  ),
  "spam-content": kind("The message is taken for spam or phishing.", "sender", "fix-then-retry"),
  virus: kind("The message is taken to carry malware.", "sender", "fix-then-retry"),
  "attachment-type": kind(
    "An attachment of this type is not accepted.",
    "sender",
    "fix-then-retry",
  ),
  "message-too-large": kind(
    "The message is larger than the server or the mailbox accepts.",
    "sender",
    "fix-then-retry",
  ),
  "message-malformed": kind(
    "The message breaks the rules of form: header fields, line lengths, line ends.",
    "developer",
    "fix-then-retry",
  ),
  "content-policy": kind(
    "A rule of the receiving or sending organization refuses this message.",
    "receiving-admin",
    "other-way",
  ),
  "too-many-recipients": kind(
    "The message or transaction has too many recipients.",
    "sender",
    "fix-then-retry",
  ),
  "command-not-implemented": kind(
    "The server does not know or does not offer this command.",
    "developer",
    "other-way",
  ),
  "parameter-unsupported": kind(
    "The server cannot take an option, an address or an encoding, such as SIZE, SMTPUTF8 or DSN.",
    "developer",
    "other-way",
  ),
  syntax: kind("A command or an address is not well formed.", "developer", "fix-then-retry"),
  "bad-sequence": kind(
    "A command came out of turn, or the client did not wait for the server.",
    "developer",
    "fix-then-retry",
  ),
  loop: kind("The message goes round in a loop.", "receiving-admin", "fix-then-retry"),
  "server-busy": kind(
    "The server is overloaded, in maintenance, or accepts no mail at the moment.",
    "receiving-admin",
    "later",
  ),
  "server-error": kind(
    "Something inside the server fails: software, storage, login service, configuration.",
    "receiving-admin",
    "later",
  ),
  "lookup-failed": kind(
    "The server could not look something up (DNS, directory, the recipient) and defers the mail.",
    "nobody",
    "later",
  ),
  timeout: kind(
    "The other side could not be reached or fell silent, or the message grew too old in a queue.",
    "network",
    "later",
  ),
  "unknown-policy": kind("Refused, and the text does not say why.", "receiving-admin", "other-way"),
});
