/**
 * Reactions to replies that require TLS or AUTH before another command (RFC 3207 4, RFC 4954 6). AUTH itself can get
 * such a reply.
 */
import type { CommandName } from "../reply/situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** Commands for which a server may require TLS or authentication (RFC 3207 4, RFC 4954 6). */
export const GUARDED: readonly CommandName[] = [
  "MAIL",
  "RCPT",
  "DATA",
  "VRFY",
  "EXPN",
  "HELP",
  "ETRN",
];
const GUARDED_AUTH_COMMANDS: readonly CommandName[] = ["AUTH", "AUTH-RESPONSE"];

const SECURE_FIRST = {
  action: "starttls-first",
  scope: "session",
  retry: "now",
  reason: "tls-required",
  rfc: "RFC 3207 4",
} as const;

const AUTHENTICATE_FIRST = {
  action: "authenticate-first",
  scope: "session",
  retry: "now",
  reason: "authentication-required",
  rfc: "RFC 4954 6",
} as const;

const AUTHENTICATION_REQUIRED = {
  action: "fail-permanently",
  scope: "session",
  retry: "never",
  reason: "authentication-required",
  rfc: "RFC 4954 6",
} as const;

/** Sender verification (RFC 7372, RFC 8617) also mentions authentication, but means domains. */
const OF_DOMAINS = ["X.1.*", "X.7.20", "X.7.21", "X.7.22", "X.7.23", "X.7.24", "X.7.25", "X.7.26"];

/** In order: the first row that fits decides. */
export const GUARDED_REACTIONS: readonly ReactionRow[] = [
  {
    id: "guarded-cascade",
    commands: ["RCPT", "DATA", "BDAT"],
    codes: [530],
    when: { earlierRefused: true },
    action: "cascade",
    retry: "never",
    reason: "earlier-refusal",
    rfc: "RFC 2920 3.1",
  },
  {
    id: "auth-encrypted-only",
    commands: GUARDED_AUTH_COMMANDS,
    codes: [523, 524, 530, 538],
    when: { tls: false },
    ...SECURE_FIRST,
    rfc: "RFC 4954 6",
  },
  {
    id: "encryption-needed",
    commands: [...GUARDED_AUTH_COMMANDS, ...GUARDED],
    codes: [5],
    when: { tls: false },
    enhanced: ["X.7.10", "X.7.11"],
    ...SECURE_FIRST,
    rfc: "RFC 5248 2.4",
  },
  {
    id: "encryption-told",
    commands: [...GUARDED_AUTH_COMMANDS, ...GUARDED],
    codes: [4, 5],
    when: { tls: false },
    text: "tls",
    ...SECURE_FIRST,
  },
  {
    // Many servers offer AUTH only under TLS, but require it in clear text as well.
    id: "authentication-told-in-clear",
    commands: GUARDED,
    codes: [5],
    when: { greeted: "EHLO", tls: false, authenticated: false, credentials: true },
    notEnhanced: OF_DOMAINS,
    text: "authentication",
    ...SECURE_FIRST,
    reason: "authentication-required",
    rfc: "RFC 4954 4",
  },
  {
    id: "authentication-told",
    commands: GUARDED,
    codes: [5],
    when: { greeted: "EHLO", authenticated: false, credentials: true },
    notEnhanced: OF_DOMAINS,
    text: "authentication",
    ...AUTHENTICATE_FIRST,
  },
  {
    id: "authentication-told-in-vain",
    commands: ["MAIL"],
    codes: [5],
    when: { greeted: "EHLO", authenticated: false, credentials: false },
    notEnhanced: OF_DOMAINS,
    text: "authentication",
    ...AUTHENTICATION_REQUIRED,
  },
  // A server that accepted credentials in clear text does not require TLS with a plain 530.
  {
    id: "guarded-known-client",
    commands: [...GUARDED, "BDAT"],
    codes: [530],
    when: { tls: false, authenticated: true },
    ...AUTHENTICATION_REQUIRED,
  },
  // 530 can mean either. STARTTLS does no harm, and the same reply under TLS then means AUTH.
  {
    id: "guarded-in-clear",
    commands: [...GUARDED, "BDAT"],
    codes: [530],
    when: { tls: false },
    ...SECURE_FIRST,
  },
  {
    id: "guarded-unknown-client",
    commands: [...GUARDED, "BDAT"],
    codes: [530],
    when: { authenticated: false, credentials: true },
    ...AUTHENTICATE_FIRST,
  },
  { id: "guarded", commands: [...GUARDED, "BDAT"], codes: [530], ...AUTHENTICATION_REQUIRED },
];
