/** The kinds of meaning that a reply can have, and who usually has to act on each. */

/** Who has to act on a reply. */
export type Responsible =
  /** The author of the message: an address, the content, an attachment. */
  | "sender"
  /** The administrator of the sender's domain: its DNS records, its addresses. */
  | "sending-domain"
  /** The administrator of the sending server or its IP address. */
  | "sending-host"
  /** The owner of the account at the sending provider: its password, settings or plan. */
  | "account"
  /** The author of the program that sends by SMTP. */
  | "developer"
  /** The recipient. */
  | "recipient"
  /** The administrator of the receiving server. */
  | "receiving-admin"
  /** The network between client and server. */
  | "network"
  /** Nobody: no action is needed. */
  | "nobody";

/**
 * What helps.
 *
 * - `later`: another try after a while.
 * - `fix-then-retry`: another try after a repair.
 * - `other-way`: reach the recipient another way, or send through another server.
 * - `never`: nothing; the same reply will come again.
 * - `not-needed`: the server did what was requested.
 */
export type RetryAdvice = "later" | "fix-then-retry" | "other-way" | "never" | "not-needed";

/** The defaults of a kind. A row may differ. */
export interface KindRow {
  /** Who usually has to act. */
  readonly responsible: Responsible;
  /** What usually helps. */
  readonly retry: RetryAdvice;
}

const kind = (responsible: Responsible, retry: RetryAdvice): KindRow =>
  Object.freeze({ responsible, retry });

/** The meaning of a reply, from a closed list; `accepted` is every 2yz and 3yz reply. */
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

/** Every kind, with who usually has to act and what usually helps. `englishMeanings` says what each kind means. */
export const KINDS: Readonly<Record<Kind, KindRow>> = Object.freeze({
  accepted: kind("nobody", "not-needed"),
  "mailbox-unknown": kind("sender", "never"),
  "mailbox-disabled": kind("recipient", "other-way"),
  "mailbox-full": kind("recipient", "later"),
  "domain-unknown": kind("sender", "fix-then-retry"),
  "null-mx": kind("receiving-admin", "never"),
  "recipient-restricted": kind("receiving-admin", "other-way"),
  "sender-unknown": kind("sending-domain", "fix-then-retry"),
  "sender-not-permitted": kind("account", "fix-then-retry"),
  "relay-denied": kind("developer", "fix-then-retry"),
  "auth-required": kind("developer", "fix-then-retry"),
  "auth-failed": kind("account", "fix-then-retry"),
  "auth-method-disabled": kind("account", "fix-then-retry"),
  "app-password-needed": kind("account", "fix-then-retry"),
  "oauth-refused": kind("developer", "fix-then-retry"),
  "login-blocked": kind("account", "fix-then-retry"),
  "account-suspended": kind("account", "fix-then-retry"),
  "account-limit": kind("account", "later"),
  "tls-required": kind("developer", "fix-then-retry"),
  "tls-failed": kind("receiving-admin", "fix-then-retry"),
  spf: kind("sending-domain", "fix-then-retry"),
  dkim: kind("sending-domain", "fix-then-retry"),
  dmarc: kind("sending-domain", "fix-then-retry"),
  "sender-unauthenticated": kind("sending-domain", "fix-then-retry"),
  ptr: kind("sending-host", "fix-then-retry"),
  "helo-name": kind("sending-host", "fix-then-retry"),
  "ip-blocklisted": kind("sending-host", "fix-then-retry"),
  "domain-blocklisted": kind("sending-domain", "fix-then-retry"),
  "url-blocked": kind("sender", "fix-then-retry"),
  reputation: kind("sending-host", "fix-then-retry"),
  "network-block": kind("sending-host", "other-way"),
  "rate-limited": kind("sending-host", "later"),
  "connection-limit": kind("sending-host", "later"),
  greylisted: kind("nobody", "later"),
  "spam-content": kind("sender", "fix-then-retry"),
  virus: kind("sender", "fix-then-retry"),
  "attachment-type": kind("sender", "fix-then-retry"),
  "message-too-large": kind("sender", "fix-then-retry"),
  "message-malformed": kind("developer", "fix-then-retry"),
  "content-policy": kind("receiving-admin", "other-way"),
  "too-many-recipients": kind("sender", "fix-then-retry"),
  "command-not-implemented": kind("developer", "other-way"),
  "parameter-unsupported": kind("developer", "other-way"),
  syntax: kind("developer", "fix-then-retry"),
  "bad-sequence": kind("developer", "fix-then-retry"),
  loop: kind("receiving-admin", "fix-then-retry"),
  "server-busy": kind("receiving-admin", "later"),
  "server-error": kind("receiving-admin", "later"),
  "lookup-failed": kind("nobody", "later"),
  timeout: kind("network", "later"),
  "unknown-policy": kind("receiving-admin", "other-way"),
});

/** Kinds that say the same as another one, less exactly. Their words beside it leave no room for doubt. */
export const LESS_EXACT: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  "auth-method-disabled": ["auth-failed", "command-not-implemented"],
  "login-blocked": ["auth-failed"],
  "parameter-unsupported": ["command-not-implemented"],
  "ip-blocklisted": ["reputation"],
  "url-blocked": ["spam-content"],
  dmarc: ["sender-unauthenticated"],
  "sender-unauthenticated": ["spf", "dkim"],
  "message-malformed": ["syntax"],
};
