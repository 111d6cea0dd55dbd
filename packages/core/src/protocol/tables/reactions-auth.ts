/** Reactions to AUTH, and to commands that want TLS or AUTH first. */
import type { Asked } from "../situation.ts";
import type { ReactionRow } from "./reactions-row.ts";

/** Commands that a server may keep for the secured or the known (RFC 3207 4, RFC 4954 6). */
const GUARDED: readonly Asked[] = ["MAIL", "RCPT", "DATA", "VRFY", "EXPN", "HELP", "ETRN"];
const AUTH: readonly Asked[] = ["AUTH", "AUTH-RESPONSE"];

const SECURE_FIRST = {
  action: "secure-first",
  scope: "session",
  retry: "now",
  because: "tls-required",
  rfc: "RFC 3207 4",
} as const;

const AUTHENTICATE_FIRST = {
  action: "authenticate-first",
  scope: "session",
  retry: "now",
  because: "authentication-required",
  rfc: "RFC 4954 6",
} as const;

const AUTHENTICATION_REQUIRED = {
  action: "refuse",
  scope: "session",
  retry: "never",
  because: "authentication-required",
  rfc: "RFC 4954 6",
} as const;

const NEXT_MECHANISM = {
  action: "next-way",
  feature: "AUTH",
  scope: "session",
  retry: "now",
  because: "mechanism-unsupported",
} as const;

const NO_AUTHENTICATION = {
  action: "next-way",
  feature: "AUTH",
  scope: "session",
  retry: "never",
  because: "authentication-unavailable",
} as const;

const GREET_FIRST = {
  action: "resynchronize",
  scope: "session",
  retry: "now",
  because: "bad-sequence",
  rfc: "RFC 5321 4.1.4",
} as const;

const OTHER_IDENTITY = {
  action: "reconnect",
  scope: "connection",
  retry: "now",
  because: "already-authenticated",
  rfc: "RFC 4954 4",
} as const;

const AUTHENTICATED_ALREADY = {
  action: "already-authenticated",
  scope: "session",
  retry: "never",
  because: "already-authenticated",
  rfc: "RFC 4954 4",
} as const;

/** Whose initial response holds no secret. */
const WITHOUT_PASSWORD = [
  "EXTERNAL",
  "SCRAM-SHA-512-PLUS",
  "SCRAM-SHA-512",
  "SCRAM-SHA-256-PLUS",
  "SCRAM-SHA-256",
  "SCRAM-SHA-1-PLUS",
  "SCRAM-SHA-1",
];

/** Sender verification (RFC 7372, RFC 8617) speaks of authentication too, but means domains. */
const OF_DOMAINS = ["X.1.*", "X.7.20", "X.7.21", "X.7.22", "X.7.23", "X.7.24", "X.7.25", "X.7.26"];

/** In order: the first that fits decides. */
export const AUTH_REACTIONS: readonly ReactionRow[] = [
  {
    id: "guarded-cascade",
    asked: ["RCPT", "DATA", "BDAT"],
    codes: [530],
    when: { earlierRefused: true },
    action: "cascade",
    retry: "never",
    because: "earlier-refusal",
    rfc: "RFC 2920 3.1",
  },
  {
    id: "auth-encrypted-only",
    asked: AUTH,
    codes: [523, 524, 530, 538],
    when: { tls: false },
    ...SECURE_FIRST,
    rfc: "RFC 4954 6",
  },
  {
    id: "encryption-needed",
    asked: [...AUTH, ...GUARDED],
    codes: [5],
    when: { tls: false },
    enhanced: ["X.7.10", "X.7.11"],
    ...SECURE_FIRST,
    rfc: "RFC 5248 2.4",
  },
  {
    id: "encryption-told",
    asked: [...AUTH, ...GUARDED],
    codes: [4, 5],
    when: { tls: false },
    text: "tls",
    ...SECURE_FIRST,
  },
  {
    // Many servers offer AUTH under TLS alone, and ask for it in clear all the same.
    id: "authentication-told-in-clear",
    asked: GUARDED,
    codes: [5],
    when: { greeted: "EHLO", tls: false, authenticated: false, credentials: true },
    notEnhanced: OF_DOMAINS,
    text: "authentication",
    ...SECURE_FIRST,
    because: "authentication-required",
    rfc: "RFC 4954 4",
  },
  {
    id: "authentication-told",
    asked: GUARDED,
    codes: [5],
    when: { greeted: "EHLO", authenticated: false, credentials: true },
    notEnhanced: OF_DOMAINS,
    text: "authentication",
    ...AUTHENTICATE_FIRST,
  },
  {
    id: "authentication-told-in-vain",
    asked: ["MAIL"],
    codes: [5],
    when: { greeted: "EHLO", authenticated: false, credentials: false },
    notEnhanced: OF_DOMAINS,
    text: "authentication",
    ...AUTHENTICATION_REQUIRED,
  },
  // 530 asks for either. STARTTLS does no harm, and the same answer under TLS then means AUTH.
  {
    id: "guarded-in-clear",
    asked: [...GUARDED, "BDAT"],
    codes: [530],
    when: { tls: false },
    ...SECURE_FIRST,
  },
  {
    id: "guarded-unknown-client",
    asked: [...GUARDED, "BDAT"],
    codes: [530],
    when: { authenticated: false, credentials: true },
    ...AUTHENTICATE_FIRST,
  },
  { id: "guarded", asked: [...GUARDED, "BDAT"], codes: [530], ...AUTHENTICATION_REQUIRED },

  {
    id: "greet-first",
    asked: ["AUTH", ...GUARDED],
    codes: [5],
    when: { again: false },
    text: "greet-first",
    ...GREET_FIRST,
  },
  {
    id: "other-identity",
    asked: AUTH,
    codes: [503],
    when: { authenticated: true },
    enhanced: ["X.7.*"],
    ...OTHER_IDENTITY,
  },
  { id: "other-identity-told", asked: AUTH, codes: [503], text: "identity", ...OTHER_IDENTITY },
  {
    id: "authenticated-already",
    asked: AUTH,
    codes: [503],
    when: { authenticated: true },
    ...AUTHENTICATED_ALREADY,
  },
  {
    id: "authenticated-already-told",
    asked: AUTH,
    codes: [503],
    text: "authenticated-already",
    ...AUTHENTICATED_ALREADY,
  },
  {
    id: "auth-before-hello",
    asked: ["AUTH"],
    codes: [502, 503],
    when: { greeted: "no" },
    ...GREET_FIRST,
  },
  {
    id: "auth-not-here",
    asked: ["AUTH"],
    codes: [503],
    ...NO_AUTHENTICATION,
    rfc: "RFC 4954 4",
  },

  {
    // "Unknown command", a missing feature and a refused account are not about the response.
    id: "initial-response-refused",
    asked: ["AUTH"],
    codes: [500, 501, 553],
    when: { initialResponse: true },
    notEnhanced: ["X.3.*", "X.5.1", "X.7.*"],
    action: "without-initial-response",
    scope: "session",
    retry: "now",
    because: "initial-response-unsupported",
    rfc: "RFC 4954 4",
  },
  {
    // A response was read as a command: the server has lost its place, and has seen a secret as one.
    id: "response-as-command",
    asked: ["AUTH-RESPONSE"],
    codes: [500, 502, 503],
    notEnhanced: ["X.5.6", "X.7.*"],
    notText: "long-line",
    action: "abort",
    scope: "connection",
    retry: "never",
    because: "bad-sequence",
    rfc: "RFC 4954 4",
  },

  {
    id: "account-told",
    asked: AUTH,
    codes: [534],
    text: "account",
    action: "refuse",
    scope: "account",
    retry: "never",
    because: "credentials-refused",
    rfc: "RFC 4954 6",
  },
  {
    // Never a weaker one, and the final ones of RFC 5248 are about the account.
    id: "mechanism-too-weak",
    asked: AUTH,
    codes: [534],
    when: { strongerLeft: "some" },
    notEnhanced: ["X.7.8", "X.7.13", "X.7.14"],
    ...NEXT_MECHANISM,
    because: "mechanism-too-weak",
    rfc: "RFC 4954 6",
  },
  {
    id: "mechanism-too-weak-for-good",
    asked: AUTH,
    codes: [523, 524, 534, 538],
    action: "refuse",
    scope: "account",
    retry: "never",
    because: "mechanism-too-weak",
    rfc: "RFC 4954 6",
  },
  {
    // A server that keeps hashes cannot compute what these need, and says that the password is wrong.
    id: "digest-refused",
    asked: AUTH,
    codes: [535],
    when: { mechanism: ["CRAM-MD5", "DIGEST-MD5"], mechanismsLeft: "some" },
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 6",
  },
  {
    // To a first message that proves nothing yet: the server keeps no SCRAM secret of this user, or
    // knows it by no other means. No password was tried, so the next mechanism is no second guess.
    id: "nothing-to-prove-with",
    asked: ["AUTH"],
    codes: [535],
    when: { mechanism: WITHOUT_PASSWORD, initialResponse: true, mechanismsLeft: "some" },
    ...NEXT_MECHANISM,
    rfc: "RFC 5802 5",
  },
  {
    id: "mechanism-told",
    asked: AUTH,
    codes: [5],
    when: { mechanismsLeft: "some" },
    text: "mechanism",
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 4",
  },
  {
    id: "mechanism-told-in-vain",
    asked: AUTH,
    codes: [5],
    when: { mechanismsLeft: "none" },
    text: "mechanism",
    ...NO_AUTHENTICATION,
    rfc: "RFC 4954 4",
  },
  {
    // It has expired or was revoked; whoever issues it knows nothing of that before the server says so.
    id: "token-refused",
    asked: AUTH,
    codes: [535],
    when: { tokenRenewable: true },
    action: "renew-token",
    scope: "session",
    retry: "now",
    because: "credentials-refused",
    rfc: "RFC 7628 3.2.2",
  },
  {
    id: "mechanism-refused",
    asked: AUTH,
    codes: [500, 501, 502, 504, 553, 555],
    when: { mechanismsLeft: "some" },
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 4",
  },
  {
    id: "last-mechanism-refused",
    asked: AUTH,
    codes: [500, 501, 502, 504, 553, 555],
    ...NO_AUTHENTICATION,
    rfc: "RFC 4954 4",
  },
  {
    id: "authentication-later",
    asked: AUTH,
    codes: [4],
    action: "later",
    scope: "host",
    retry: "later",
    because: "temporary",
    rfc: "RFC 4954 6",
  },
];
