/**
 * Determines which command or moment a reply answers, and which kinds are possible there.
 *
 * This limit comes first: 535 to AUTH is about the login, whatever its enhanced code means, and a message that was
 * not sent yet cannot be refused as spam.
 */
import type { Kind } from "./kind.ts";

/** The command or moment of a reply, as far as the meaning depends on it. */
export type Stage =
  | "greeting"
  | "ehlo"
  | "starttls"
  | "auth"
  | "mail"
  | "rcpt"
  /** The DATA command itself. */
  | "data"
  /** The message content. */
  | "content"
  /** Some command of a mail transaction, or its content. */
  | "transaction"
  /** A command outside of transactions, such as VRFY, NOOP or QUIT. */
  | "other"
  | "unknown";

/** Kinds that depend on the content already sent. */
const OF_CONTENT: readonly Kind[] = [
  "spam-content",
  "virus",
  "attachment-type",
  "url-blocked",
  "message-malformed",
  "content-policy",
  "dkim",
];

const OF_LOGIN: readonly Kind[] = [
  "auth-failed",
  "auth-method-disabled",
  "app-password-needed",
  "oauth-refused",
  "login-blocked",
];

const OF_MAILBOX: readonly Kind[] = ["mailbox-unknown", "mailbox-disabled", "mailbox-full"];

const OF_RECIPIENT: readonly Kind[] = [...OF_MAILBOX, "domain-unknown", "too-many-recipients"];

const OF_SENDER: readonly Kind[] = [
  "sender-unknown",
  "sender-not-permitted",
  "sender-unauthenticated",
  "spf",
  "dmarc",
];

const OF_TRANSACTION: readonly Kind[] = [
  ...OF_CONTENT,
  ...OF_RECIPIENT,
  ...OF_SENDER,
  "recipient-restricted",
  "relay-denied",
  "message-too-large",
  "loop",
];

/** Kinds that are impossible at a stage. */
const IMPOSSIBLE: Readonly<Record<Stage, readonly Kind[]>> = {
  greeting: [
    ...OF_TRANSACTION,
    ...OF_LOGIN,
    "auth-required",
    "account-suspended",
    "account-limit",
    "command-not-implemented",
    "parameter-unsupported",
  ],
  ehlo: [...OF_TRANSACTION, ...OF_LOGIN, "account-suspended", "account-limit"],
  starttls: [
    ...OF_TRANSACTION,
    ...OF_LOGIN,
    "account-suspended",
    "account-limit",
    "null-mx",
    "greylisted",
    "tls-required",
  ],
  auth: [...OF_TRANSACTION, "null-mx", "greylisted", "helo-name"],
  mail: [...OF_CONTENT, ...OF_LOGIN, ...OF_RECIPIENT],
  rcpt: [...OF_CONTENT, ...OF_LOGIN],
  data: [...OF_CONTENT, ...OF_LOGIN],
  content: OF_LOGIN,
  transaction: OF_LOGIN,
  other: [...OF_CONTENT, ...OF_LOGIN, ...OF_SENDER],
  unknown: [],
};

/**
 * Returns whether a reply at a stage can have a kind.
 *
 * @param stage the command or moment of the reply
 * @param kind a kind
 */
export function isPossible(stage: Stage, kind: Kind): boolean {
  return !IMPOSSIBLE[stage].includes(kind);
}

const BY_VERB: ReadonlyMap<string, Stage> = new Map<string, Stage>(
  Object.entries({
    EHLO: "ehlo",
    HELO: "ehlo",
    LHLO: "ehlo",
    STARTTLS: "starttls",
    AUTH: "auth",
    MAIL: "mail",
    RCPT: "rcpt",
    BDAT: "content",
    CONTENT: "content",
    MESSAGE: "content",
    END: "content",
    ".": "content",
    GREETING: "greeting",
    CONNECT: "greeting",
    CONN: "greeting",
  } satisfies Record<string, Stage>),
);

const BY_PHASE: ReadonlyMap<string, Stage> = new Map<string, Stage>(
  Object.entries({
    connect: "greeting",
    greeting: "greeting",
    ehlo: "ehlo",
    tls: "starttls",
    auth: "auth",
    envelope: "transaction",
    content: "content",
    final: "content",
    quit: "other",
  } satisfies Record<string, Stage>),
);

/** A continuation of AUTH: base64, `*`, or a mask instead of it. */
const AUTH_ANSWER = /^(?:\*|\(auth|\(secret|\(credential)/i;

/** Codes that are only used in reply to AUTH (RFC 4954 6, RFC 5248). */
const OF_AUTH: readonly number[] = [435, 535];

/**
 * Determines the stage of a reply.
 *
 * DATA has two replies. Without a phase, `DATA` may mean the command or, as other clients write it, the content, so
 * both are possible.
 *
 * @param command the command that was answered, such as `RCPT TO:<a@example.org>`, or
 *   `(greeting)` or `(message content)`
 * @param phase the phase of an SmtpError
 * @param code the reply code, which decides if neither is known
 */
export function stageOf(command?: string, phase?: string, code?: number): Stage {
  const stage = stageBy(command, phase);
  return stage === "unknown" && code !== undefined && OF_AUTH.includes(code) ? "auth" : stage;
}

function stageBy(command: string | undefined, phase: string | undefined): Stage {
  const verb = /^\(?([A-Z]{3,8}|\.)/i.exec(command?.trimStart() ?? "")?.[1]?.toUpperCase();
  if (verb === "DATA") {
    if (phase === "final") return "content";
    return phase === undefined ? "transaction" : "data";
  }
  const known = verb === undefined ? undefined : BY_VERB.get(verb);
  if (known) return known;
  if (command !== undefined && phase === undefined && AUTH_ANSWER.test(command)) return "auth";
  const ofPhase = phase === undefined ? undefined : BY_PHASE.get(phase);
  if (ofPhase) return ofPhase;
  return verb === undefined ? "unknown" : "other";
}
