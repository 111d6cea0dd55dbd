/** Reactions to AUTH and to what is said within its exchange. */
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
 * To AUTH, those by which a server may object to an argument; 504 is not among them, which with X.5.4 speaks
 * of the mechanism (RFC 4954 4).
 */
const TO_AN_ARGUMENT = [500, 501, 502, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555];

/** In order: the first that fits decides. */
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
    // Nothing but this client's own success on this connection is one: anybody can say 503.
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
    // Not the mechanism: whichever comes next would be refused too.
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
    // "Invalid command arguments" is about the response, by whatever code it comes (RFC 3463 3.6).
    id: "initial-response-argument",
    commands: ["AUTH"],
    codes: TO_AN_ARGUMENT,
    when: { initialResponse: true },
    enhanced: ["X.5.4"],
    ...WITHOUT_RESPONSE,
  },
  {
    // The only argument left is the mechanism's name, and nothing secret went with it.
    id: "mechanism-argument",
    commands: ["AUTH"],
    codes: TO_AN_ARGUMENT,
    when: { initialResponse: false, mechanismsLeft: "some" },
    enhanced: ["X.5.4"],
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 4",
  },
  {
    // A response was read as a command: the server has lost its place, and has seen a secret as one.
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
    // A man in the middle gets nothing that gives away more, whatever is said now.
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
    // Never a weaker one, and the final ones of RFC 5248 are about the account.
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
    // A server that keeps hashes cannot compute what these need, and says that the password is wrong.
    id: "digest-refused",
    commands: AUTH_COMMANDS,
    codes: [535],
    when: { mechanism: ["CRAM-MD5", "DIGEST-MD5"], mechanismsLeft: "some" },
    ...NEXT_MECHANISM,
    rfc: "RFC 4954 6",
  },
  {
    // To a first message that proves nothing yet: the server keeps no SCRAM secret of this user, or
    // knows it by no other means. No password was tried, so the next mechanism is no second guess.
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
    // It has expired or was revoked; its issuer knows nothing of that before the server says so.
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
