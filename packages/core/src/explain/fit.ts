/** Decides whether the registered sentences of a reply's codes fit the meaning of the reply. */
import { classifyReply, type ReplyMeaning } from "../meaning/classify.ts";
import type { Kind } from "../meaning/kind.ts";
import type { Reply } from "../protocol/reply/reply.ts";

const LOGIN: readonly Kind[] = [
  "auth-failed",
  "auth-method-disabled",
  "app-password-needed",
  "oauth-refused",
  "login-blocked",
];
const SERVER_PROBLEM_KINDS: readonly Kind[] = [
  "server-error",
  "server-busy",
  "lookup-failed",
  "timeout",
];

/**
 * The kinds that the registered sentence of a reply code fits. Servers also use the codes for other things, and the
 * sentence would then contradict the text. Codes that are missing here fit every kind.
 */
const ABOUT: Readonly<Record<number, readonly Kind[]>> = {
  422: [],
  432: LOGIN,
  451: SERVER_PROBLEM_KINDS,
  452: ["mailbox-full", "message-too-large", "too-many-recipients", ...SERVER_PROBLEM_KINDS],
  454: ["tls-failed", "server-error", "server-busy", ...LOGIN],
  455: ["parameter-unsupported"],
  500: ["syntax", "command-not-implemented", "message-malformed"],
  502: ["command-not-implemented", "parameter-unsupported", "auth-method-disabled", "tls-failed"],
  503: ["bad-sequence", "auth-required", "tls-required"],
  504: ["parameter-unsupported", "auth-method-disabled", "syntax", "helo-name"],
  521: ["null-mx", "network-block", "server-busy"],
  523: ["tls-required"],
  525: ["account-suspended", "mailbox-disabled", "login-blocked"],
  530: ["auth-required", "tls-required"],
  534: ["auth-method-disabled", "app-password-needed"],
  535: ["auth-failed", "app-password-needed", "oauth-refused"],
  538: ["tls-required"],
  551: ["relay-denied", "mailbox-unknown", "mailbox-disabled"],
  552: ["mailbox-full", "message-too-large"],
  553: [
    "syntax",
    "mailbox-unknown",
    "sender-unknown",
    "sender-not-permitted",
    "parameter-unsupported",
  ],
  555: ["parameter-unsupported", "syntax"],
  556: ["null-mx", "domain-unknown"],
};

/**
 * The kinds that the registered sentence of an enhanced code fits, by subject and detail, if the code alone decides
 * no kind. Servers also use these codes for other things. Codes in no list fit every kind.
 */
const ENHANCED_ABOUT: Readonly<Record<string, readonly Kind[]>> = {
  "2.4": ["recipient-restricted"],
  "3.1": ["server-busy", "server-error", "mailbox-full"],
  "3.3": ["command-not-implemented", "parameter-unsupported", "tls-failed", "auth-method-disabled"],
  "4.1": SERVER_PROBLEM_KINDS,
  "4.2": SERVER_PROBLEM_KINDS,
  "4.3": ["domain-unknown", ...SERVER_PROBLEM_KINDS],
  "4.5": ["rate-limited", "connection-limit", ...SERVER_PROBLEM_KINDS],
  "5.1": ["command-not-implemented", "parameter-unsupported", "bad-sequence", "syntax", ...LOGIN],
  "5.5": ["command-not-implemented", "parameter-unsupported", "syntax"],
  "6.1": ["attachment-type", "message-malformed", "content-policy", "parameter-unsupported"],
  "6.2": ["message-malformed", "parameter-unsupported"],
  "6.4": ["message-malformed", "parameter-unsupported"],
  "6.5": ["message-malformed", "parameter-unsupported"],
  "7.2": ["recipient-restricted"],
  "7.3": [],
  "7.4": ["tls-failed", "tls-required", "parameter-unsupported", "auth-method-disabled"],
  "7.5": ["tls-failed"],
  "7.6": ["tls-failed"],
  "7.7": ["message-malformed"],
  "7.9": ["auth-method-disabled", "app-password-needed"],
  "7.12": ["app-password-needed", "auth-method-disabled"],
  "7.13": ["account-suspended", "mailbox-disabled", "login-blocked"],
  "7.14": ["relay-denied"],
  "7.15": ["rate-limited", "server-busy"],
  "7.16": ["message-too-large"],
  // Gmail uses the code for a sender without MX for SPF.
  "7.27": ["sender-unknown"],
  "7.28": ["rate-limited", "account-limit"],
  "7.29": ["sender-unauthenticated"],
  "7.30": ["parameter-unsupported"],
};

/** The part of a meaning that decides here; the meaning of words without a code has no more. */
export type Founded = Pick<ReplyMeaning, "kind" | "certainty">;

/** Returns whether the meaning is based on more than the reply code. */
export function isFounded({ certainty, kind }: Founded): boolean {
  return certainty !== "guess" && kind !== "unknown-policy";
}

/** Returns whether the registered sentence of the reply code fits the meaning. */
export function fitsCode(code: number, meaning: Founded): boolean {
  return !isFounded(meaning) || (ABOUT[code]?.includes(meaning.kind) ?? true);
}

/** Returns whether the registered sentence of the enhanced code fits the meaning. */
export function fitsEnhanced({ code, enhanced }: Reply, meaning: Founded): boolean {
  if (enhanced === undefined || !isFounded(meaning)) return true;
  const about = ENHANCED_ABOUT[enhanced.slice(2)];
  if (about !== undefined) return about.includes(meaning.kind);
  const { kind, evidence } = classifyReply({ code, enhanced, lines: [""] });
  return evidence.basis !== "enhanced" || kind === meaning.kind;
}
