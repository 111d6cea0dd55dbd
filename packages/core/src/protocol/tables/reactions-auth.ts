/** Reactions to replies to AUTH and to responses within its exchange (RFC 4954 4, 6). */
import type { CommandName } from "../reply/situation.ts";
import { WITHOUT_SECRET } from "./mechanism-strength.ts";
import { GUARDED } from "./reactions-guarded.ts";
import type { ReactionRow } from "./reactions-row.ts";

const AUTH_COMMANDS: readonly CommandName[] = ["AUTH", "AUTH-RESPONSE"];

const NEXT_MECHANISM = {
  action: "next-method",
  feature: "AUTH",
  scope: "session",
  retry: "now",
  reason: "mechanism-unsupported",
} as const;

const WITHOUT_RESPONSE = {
  action: "without-initial-response",
  scope: "session",
  retry: "now",
  reason: "initial-response-unsupported",
  rfc: "RFC 4954 4",
} as const;

const NO_AUTHENTICATION = {
  action: "next-method",
  feature: "AUTH",
  scope: "session",
  retry: "never",
  reason: "authentication-unavailable",
} as const;

const GREET_FIRST = {
  action: "resynchronize",
  scope: "session",
  retry: "now",
  reason: "bad-sequence",
  rfc: "RFC 5321 4.1.4",
} as const;

const OTHER_IDENTITY = {
  action: "reconnect",
  scope: "connection",
  retry: "now",
  reason: "already-authenticated",
  rfc: "RFC 4954 4",
} as const;

/**
 * Replies to AUTH with which a server may object to an argument. 504 is missing: with X.5.4 it is about the mechanism
 * (RFC 4954 4).
 */
const TO_AN_ARGUMENT = [500, 501, 502, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555];

/** In order: the first row that fits decides. */
export const AUTH_REACTIONS: readonly ReactionRow[] = [
  {
    id: "greet-first",
    commands: ["AUTH", ...GUARDED],
    codes: [5],
    when: { repeated: false },
    text: "greet-first",
    ...GREET_FIRST,
  },
  {
    id: "other-identity",
    commands: AUTH_COMMANDS,
    codes: [503],
    when: { authenticated: true },
    enhanced: ["X.7.*"],
    ...OTHER_IDENTITY,
  },
  {
    id: "other-identity-told",
    commands: AUTH_COMMANDS,
    codes: [503],
    text: "identity",
    ...OTHER_IDENTITY,
  },
  {
    // Only a success of this client on this connection counts: any server can send 503.
    id: "authenticated-already",
    commands: AUTH_COMMANDS,
    codes: [503],
    when: { authenticated: true },
    action: "already-authenticated",
    scope: "session",
    retry: "never",
    reason: "already-authenticated",
    rfc: "RFC 4954 4",
  },
  {
    id: "auth-before-hello",
    commands: ["AUTH"],
    codes: [502, 503],
    when: { greeted: "no" },
    ...GREET_FIRST,
  },
  {
    id: "authenticated-otherwise",
    commands: ["AUTH"],
    codes: [503],
    text: "authenticated-already",
    ...NO_AUTHENTICATION,
    reason: "already-authenticated",
    rfc: "RFC 4954 4",
  },
  {
    id: "auth-not-here",
    commands: ["AUTH"],
    codes: [503],
    ...NO_AUTHENTICATION,
    rfc: "RFC 4954 4",
  },
  {
    // The reply is about authentication, not the mechanism: every other mechanism would be refused too.
    id: "auth-disabled-told",
    commands: AUTH_COMMANDS,
    codes: [500, 501, 502, 504, 550, 554, 555],
    text: "authentication-disabled",
    ...NO_AUTHENTICATION,
    rfc: "RFC 4954 4",
  },

  {
    // "Unknown command", a missing feature and a refused account are not about the response.
    id: "initial-response-refused",
    commands: ["AUTH"],
    codes: [500, 501, 553, 555],
    when: { initialResponse: true },
    notEnhanced: ["X.3.*", "X.5.1", "X.7.*"],
    ...WITHOUT_RESPONSE,
  },
  {
    // "Invalid command arguments" is about the response, whatever the code (RFC 3463 3.6).
    id: "initial-response-argument",
    commands: ["AUTH"],
    codes: TO_AN_ARGUMENT,
    when: { initialResponse: true },
    enhanced: ["X.5.4"],
    ...WITHOUT_RESPONSE,
  },
  {
    // The mechanism's name is the only argument left, and no secret was sent with it.
    id: "mechanism-argument",
    commands: ["AUTH"],
    codes: TO_AN_ARGUMENT,
    when: { initialResponse: false, mechanismsLeft: "some" },
    enhanced: ["X.5.4"],
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 4",
  },
  {
    // The server read a response as a command: it is out of sync, and has treated a secret as a command.
    id: "response-as-command",
    commands: ["AUTH-RESPONSE"],
    codes: [500, 502, 503],
    notEnhanced: ["X.5.6", "X.7.*"],
    notText: "long-line",
    action: "abort",
    scope: "connection",
    retry: "never",
    reason: "bad-sequence",
    rfc: "RFC 4954 4",
  },
  {
    // A server that has not proved its identity gets no weaker mechanism, whatever it replies.
    id: "proof-owed",
    commands: ["AUTH-RESPONSE"],
    codes: [5],
    when: { proofOwed: true },
    action: "fail-permanently",
    scope: "account",
    retry: "never",
    reason: "credentials-refused",
    rfc: "RFC 5802 7",
  },

  {
    id: "account-told",
    commands: AUTH_COMMANDS,
    codes: [534],
    text: "account",
    action: "fail-permanently",
    scope: "account",
    retry: "never",
    reason: "credentials-refused",
    rfc: "RFC 4954 6",
  },
  {
    // Never followed by a weaker mechanism. The final codes of RFC 5248 are about the account.
    id: "mechanism-too-weak",
    commands: AUTH_COMMANDS,
    codes: [534],
    when: { strongerLeft: "some" },
    notEnhanced: ["X.7.8", "X.7.13", "X.7.14"],
    ...NEXT_MECHANISM,
    reason: "mechanism-too-weak",
    rfc: "RFC 4954 6",
  },
  {
    id: "mechanism-too-weak-for-good",
    commands: AUTH_COMMANDS,
    codes: [523, 524, 534, 538],
    action: "fail-permanently",
    scope: "account",
    retry: "never",
    reason: "mechanism-too-weak",
    rfc: "RFC 4954 6",
  },
  {
    // A server that stores hashes cannot compute the response of these mechanisms, and reports a wrong password.
    id: "digest-refused",
    commands: AUTH_COMMANDS,
    codes: [535],
    when: { mechanism: ["CRAM-MD5", "DIGEST-MD5"], mechanismsLeft: "some" },
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 6",
  },
  {
    // A refusal of the first message, which proves nothing yet: the server has no SCRAM secret for this user. No
    // password was tried, so the next mechanism is not a second guess.
    id: "nothing-to-prove-with",
    commands: ["AUTH"],
    codes: [535],
    when: { mechanism: WITHOUT_SECRET, initialResponse: true, mechanismsLeft: "some" },
    ...NEXT_MECHANISM,
    rfc: "RFC 5802 5",
  },
  {
    id: "mechanism-told",
    commands: AUTH_COMMANDS,
    codes: [5],
    when: { mechanismsLeft: "some" },
    text: "mechanism",
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 4",
  },
  {
    id: "mechanism-told-in-vain",
    commands: AUTH_COMMANDS,
    codes: [5],
    when: { mechanismsLeft: "none" },
    text: "mechanism",
    ...NO_AUTHENTICATION,
    rfc: "RFC 4954 4",
  },
  {
    // The token has expired or was revoked; only the server's reply shows that.
    id: "token-refused",
    commands: AUTH_COMMANDS,
    codes: [535],
    when: { tokenRenewable: true },
    action: "renew-token",
    scope: "session",
    retry: "now",
    reason: "credentials-refused",
    rfc: "RFC 7628 3.2.2",
  },
  {
    id: "mechanism-refused",
    commands: AUTH_COMMANDS,
    codes: [500, 501, 502, 504, 553, 555],
    when: { mechanismsLeft: "some" },
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 4",
  },
  {
    id: "last-mechanism-refused",
    commands: AUTH_COMMANDS,
    codes: [500, 501, 502, 504, 553, 555],
    ...NO_AUTHENTICATION,
    rfc: "RFC 4954 4",
  },
  {
    id: "authentication-later",
    commands: AUTH_COMMANDS,
    codes: [4],
    action: "fail-temporarily",
    scope: "host",
    retry: "later",
    reason: "temporary",
    rfc: "RFC 4954 6",
  },
];
