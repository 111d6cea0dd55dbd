/**
 * Replies, as servers word them, to what the real ones of the other fixture leave
 * open: at least one for every row of the reaction table.
 */
import type { Reaction } from "../reply/situation.ts";
import type { Expected, Particular } from "./real-reply.fixture.ts";

/** One reply, and the row that must decide on it. */
export interface RowReply {
  readonly situation: Particular;
  readonly reply: string;
  readonly expect: Expected & Pick<Reaction, "row">;
}

const auth = { command: "AUTH", mechanism: "PLAIN", tls: true, credentials: true } as const;
const answer = { ...auth, command: "AUTH-RESPONSE" } as const;
const mail = { command: "MAIL" } as const;
const eightBit = { ...mail, parameters: ["BODY=8BITMIME"], droppable: ["BODY=8BITMIME"] } as const;
const sized = { ...mail, parameters: ["SIZE=100"], droppable: ["SIZE=100"] } as const;
const rcpt = { command: "RCPT", recipientsAccepted: 1 } as const;
const data = { command: "DATA", recipientsAccepted: 1 } as const;
const content = { command: "CONTENT", recipientsAccepted: 1, contentOctets: 1000 } as const;
const bdat = { ...content, command: "BDAT" } as const;

const one = (row: string, situation: Particular, reply: string, expect: Expected): RowReply => ({
  situation,
  reply,
  expect: { ...expect, row },
});

/** The replies, in the order of the table. */
export const ROW_REPLIES: readonly RowReply[] = [
  one("goodbye-used", { ...mail, repeated: true }, "221 2.0.0 Timeout", { action: "reconnect" }),
  one("goodbye-before-envelope", { command: "GREETING", greeted: "no" }, "221 Not ready", {
    action: "next-server",
  }),
  one("goodbye-in-envelope", data, "221 2.0.0 Closing", { action: "fail-temporarily" }),
  one(
    "goodbye-behind-refusal",
    { ...bdat, recipientsAccepted: 0, earlierRefused: true },
    "221 2.0.0 Closing",
    { action: "cascade" },
  ),
  one("goodbye-aside", { command: "VRFY" }, "221 2.0.0 Closing", { action: "reconnect" }),
  one("helo-again", { command: "HELO", greeted: "HELO", repeated: true }, "451 4.3.0 Not twice", {
    action: "ignore",
  }),
  one("talks-too-soon", { command: "EHLO", greeted: "no" }, "500 You talk too soon", {
    action: "next-server",
    scope: "host",
  }),
  one("closing-told", mail, "421 4.4.2 mx.example Error: timeout exceeded", {
    action: "reconnect",
  }),
  one("closing-used", { ...mail, repeated: true }, "421 4.3.0 Shutting down", {
    action: "reconnect",
  }),
  one("timeout-told", { ...mail, repeated: true }, "451 4.4.2 Timeout - closing connection", {
    action: "reconnect",
  }),
  one("closing-before-envelope", mail, "421 4.3.2 Shutting down", { action: "next-server" }),
  one("closing-in-envelope", rcpt, "421 4.7.0 Try again later", {
    action: "fail-temporarily",
    scope: "connection",
  }),
  one("closing-over-content", content, "421 4.4.2 Timeout exceeded", {
    action: "fail-temporarily",
    scope: "message",
  }),
  one("line-too-long-closing", mail, "521 Command line too long", { action: "reconnect" }),
  one("name-argument", { command: "EHLO", greeted: "no" }, "504 5.5.2 <pc>: not fully qualified", {
    action: "change-ehlo-name",
  }),
  one("name-told", { command: "EHLO", greeted: "no" }, "550 Access denied - Invalid HELO name", {
    action: "change-ehlo-name",
  }),
  one(
    "ehlo-parameter",
    { command: "EHLO", greeted: "no" },
    "504 Command parameter not implemented",
    {
      action: "next-method",
      feature: "ESMTP",
    },
  ),
  one(
    "secured-already",
    { command: "STARTTLS", tls: true },
    "554 5.5.1 Error: TLS already active",
    {
      action: "ignore",
    },
  ),
  ...["454 5.5.1 TLS already active", "454 4.5.1 Bad sequence", "403 4.7.0 Not twice"].map(
    (reply) =>
      one("secured-already", { command: "STARTTLS", tls: true }, reply, { action: "ignore" }),
  ),
  ...["403 4.7.0 TLS handshake failed.", "454 4.7.0 TLS negotiation failed"].map((reply) =>
    one("hello-half-secured", { command: "EHLO", greeted: "no", tls: true }, reply, {
      action: "reconnect",
    }),
  ),
  one("starttls-injected", { command: "STARTTLS" }, "454 4.5.1 Unexpected input", {
    action: "abort",
  }),
  one("starttls-injected-told", { command: "STARTTLS" }, "554 SMTP synchronization error", {
    action: "abort",
  }),

  one("guarded-cascade", { command: "RCPT", earlierRefused: true }, "530 5.7.0 Log in first", {
    action: "cascade",
  }),
  one("encryption-needed", { ...auth, tls: false }, "503 5.7.10 You feel vulnerable", {
    action: "starttls-first",
  }),
  one(
    "authentication-told-in-clear",
    { ...mail, credentials: true },
    "530 Log in, please; authentication is required",
    {
      action: "starttls-first",
      reason: "authentication-required",
    },
  ),
  one("authentication-told", { ...mail, tls: true, credentials: true }, "550 Please log in first", {
    action: "authenticate-first",
  }),
  one("authentication-told-in-vain", mail, "550 Authentication is required to send mail", {
    action: "fail-permanently",
    scope: "session",
    reason: "authentication-required",
  }),
  one("guarded-known-client", { ...mail, authenticated: true }, "530 5.7.0 Access denied", {
    action: "fail-permanently",
    reason: "authentication-required",
  }),
  one("guarded-in-clear", mail, "530 5.7.1 Access denied", { action: "starttls-first" }),
  one("guarded-unknown-client", { ...mail, tls: true, credentials: true }, "530 Access denied", {
    action: "authenticate-first",
  }),
  one("guarded", { ...mail, tls: true, authenticated: true }, "530 5.7.57 Not permitted", {
    action: "fail-permanently",
    reason: "authentication-required",
  }),
  one("greet-first", { ...mail, grouped: true }, "503 5.5.2 Send hello first", {
    action: "resynchronize",
  }),
  one("other-identity", { ...auth, authenticated: true }, "503 5.7.0 Not twice", {
    action: "reconnect",
  }),
  one("other-identity-told", auth, "503 Error: No identity changes permitted", {
    action: "reconnect",
  }),
  one("authenticated-already", { ...auth, authenticated: true }, "503 5.5.1 Bad sequence", {
    action: "already-authenticated",
  }),
  one("authenticated-otherwise", auth, "503 but you already said AUTH ...", {
    action: "next-method",
    reason: "already-authenticated",
  }),
  one("auth-before-hello", { ...auth, greeted: "no" }, "503 5.5.1 Bad sequence", {
    action: "resynchronize",
  }),
  one("auth-encrypted-only", { ...auth, tls: false }, "538 5.7.0 Not like this", {
    action: "starttls-first",
  }),
  one(
    "auth-disabled-told",
    { ...auth, initialResponse: true, mechanismsLeft: ["LOGIN"] },
    "504 Authentication not enabled",
    { action: "next-method", reason: "authentication-unavailable" },
  ),
  ...[
    "502 5.5.4 Authentication is disabled",
    "504 AUTH is currently not available on this port",
    "550 No authentication available",
  ].map((reply) =>
    one(
      "auth-disabled-told",
      { ...auth, initialResponse: true, mechanismsLeft: ["LOGIN"] },
      reply,
      {
        action: "next-method",
        reason: "authentication-unavailable",
      },
    ),
  ),
  ...[
    "504 5.5.4 Authentication mechanism not available",
    "504 Authentication type not supported",
    "504 5.7.4 Unrecognized authentication type",
  ].map((reply) =>
    one("mechanism-told", { ...auth, initialResponse: true, mechanismsLeft: ["LOGIN"] }, reply, {
      action: "next-method",
      reason: "mechanism-unsupported",
    }),
  ),
  ...["550 5.5.4 Use another mechanism", "554 5.5.4 Bad password"].map((reply) =>
    one(
      "initial-response-argument",
      { ...auth, initialResponse: true, mechanismsLeft: ["LOGIN"] },
      reply,
      { action: "without-initial-response" },
    ),
  ),
  one("initial-response-refused", { ...auth, initialResponse: true }, "555 5.5.4 Not recognized", {
    action: "without-initial-response",
  }),
  one(
    "initial-response-argument",
    { ...auth, initialResponse: true, mechanismsLeft: ["LOGIN"] },
    "535 5.5.4 Optional Argument not permitted",
    { action: "without-initial-response" },
  ),
  one(
    "mechanism-argument",
    { ...auth, mechanismsLeft: ["LOGIN"] },
    "535 5.5.4 Optional Argument not permitted",
    { action: "next-method", reason: "mechanism-unsupported" },
  ),
  one(
    "proof-owed",
    { ...answer, mechanism: "SCRAM-SHA-256", proofOwed: true, mechanismsLeft: ["PLAIN"] },
    "504 5.5.4 Unrecognized authentication type",
    { action: "fail-permanently", reason: "credentials-refused" },
  ),
  one("last-mechanism-refused", answer, "500 5.5.6 Authentication exchange line is too long", {
    action: "next-method",
    reason: "authentication-unavailable",
  }),
  one(
    "account-told",
    { ...auth, mechanismsLeft: ["XOAUTH2"] },
    "534 5.7.9 Wrong sort of password",
    {
      action: "fail-permanently",
      scope: "account",
    },
  ),
  one("mechanism-too-weak-for-good", auth, "538 5.7.11 Encryption required", {
    action: "fail-permanently",
    reason: "mechanism-too-weak",
  }),
  one(
    "digest-refused",
    { ...answer, mechanism: "CRAM-MD5", mechanismsLeft: ["PLAIN"] },
    "535 5.7.8 Authentication failed",
    { action: "next-method", feature: "AUTH" },
  ),
  one(
    "mechanism-told",
    { ...auth, mechanismsLeft: ["LOGIN"] },
    "535 5.7.8 no mechanism available",
    {
      action: "next-method",
      reason: "mechanism-unsupported",
    },
  ),
  one(
    "nothing-to-prove-with",
    {
      ...auth,
      mechanism: "SCRAM-SHA-256",
      initialResponse: true,
      mechanismsLeft: ["PLAIN"],
    },
    "535 5.7.8 Authentication failed",
    { action: "next-method", feature: "AUTH" },
  ),
  one(
    "token-refused",
    { ...answer, mechanism: "OAUTHBEARER", tokenRenewable: true },
    "535 5.7.8 Authentication failed",
    { action: "renew-token" },
  ),
  one("mechanism-told-in-vain", auth, "535 5.7.8 Error: no mechanism available", {
    action: "next-method",
    reason: "authentication-unavailable",
  }),

  one(
    "required-parameter-named",
    { ...mail, parameters: ["SIZE=9", "SMTPUTF8"], droppable: ["SIZE=9"] },
    "555 5.5.4 Unsupported option: SMTPUTF8",
    { action: "fail-permanently", reason: "parameter-unsupported" },
  ),
  one("parameters-or-address", sized, "501 5.1.0 Sender address syntax error", {
    action: "without-parameters",
    feature: "SIZE",
  }),
  one("parameters-or-sender", sized, "553 5.1.7 Address syntax", {
    action: "without-parameters",
    feature: "SIZE",
  }),
  one("parameters-or-sender-domain", sized, "553 5.1.8 Bad domain", {
    action: "without-parameters",
    feature: "SIZE",
  }),
  one("parameters-invalid", eightBit, "503 5.5.4 Not like this", { action: "without-parameters" }),
  one("parameters-told", eightBit, "503 Unsupported option", { action: "without-parameters" }),
  one("parameter-named", eightBit, "550 BODY not understood", { action: "without-parameters" }),
  one("line-too-long", mail, "500 5.5.2 Line too long", {
    action: "fail-permanently",
    reason: "client-fault",
  }),
  one("required-parameter-invalid", { ...mail, parameters: ["SMTPUTF8"] }, "502 5.3.3 Not here", {
    action: "fail-permanently",
    reason: "parameter-unsupported",
  }),
  one("required-parameter-refused", { ...mail, parameters: ["BY=120;R"] }, "555 5.5.4 Not here", {
    action: "fail-permanently",
    reason: "parameter-unsupported",
  }),

  one("data-nobody", { ...data, recipientsAccepted: 0, earlierRefused: true }, "451 4.3.0 No", {
    action: "cascade",
  }),
  one("data-binary-told", data, "554 BINARYMIME needs another verb", { action: "re-encode" }),
  one("data-no-recipients", { command: "DATA" }, "554 5.5.1 Error: no valid recipients", {
    action: "cascade",
  }),
  one(
    "recipient-cascade",
    { command: "RCPT", earlierRefused: true },
    "554 5.5.1 need MAIL command",
    {
      action: "cascade",
    },
  ),
  one("too-many-recipients", rcpt, "550 5.5.3 Enough", { action: "defer-recipient" }),
  one("no-room-for-more", rcpt, "452 4.3.1 Insufficient system storage", {
    action: "defer-recipient",
  }),
  one("out-of-sync", { ...mail, grouped: true }, "503 5.5.1 Command not allowed at this point.", {
    action: "next-method",
    feature: "PIPELINING",
  }),
  one("recipient-out-of-sync", { command: "RCPT", grouped: true }, "503 5.5.1 need MAIL command", {
    action: "next-method",
    feature: "PIPELINING",
  }),
  one("data-out-of-sync", { ...data, grouped: true }, "503 5.5.1 RCPT first", {
    action: "next-method",
    feature: "PIPELINING",
  }),
  one("out-of-sync-protocol", { ...mail, grouped: true }, "554 5.5.1 Protocol violation", {
    action: "next-method",
    feature: "PIPELINING",
  }),
  one("lost-place", { ...mail, repeated: true, grouped: true }, "503 5.5.1 Error: nested MAIL", {
    action: "resynchronize",
  }),
  one("recipient-lost-place", { command: "RCPT" }, "503 5.5.1 need MAIL command", {
    action: "resynchronize",
  }),
  one("data-lost-place", { ...data, grouped: true }, "502 Error: command not implemented", {
    action: "resynchronize",
  }),
  one("command-refused", data, "500 5.5.2 Syntax error, command unrecognized", {
    action: "fail-permanently",
    reason: "unsupported",
  }),
  one("command-refused", { ...mail, repeated: true }, "502 5.5.1 Unrecognized command", {
    action: "fail-permanently",
    reason: "unsupported",
  }),
  one("command-refused", { ...rcpt, grouped: true }, "502 5.5.1 Unrecognized command", {
    action: "fail-permanently",
    scope: "recipient",
  }),

  one("chunk-cascade", { ...bdat, recipientsAccepted: 0, earlierRefused: true }, "502 Need RCPT", {
    action: "cascade",
  }),
  one("chunk-for-nobody", { command: "BDAT" }, "503 valid RCPT command must precede BDAT", {
    action: "cascade",
  }),
  one("chunk-out-of-place", bdat, "503 BDAT command used when CHUNKING not advertised", {
    action: "next-method",
    feature: "CHUNKING",
  }),
  one("content-line-told", content, "550 maximum allowed line length is 998 octets, got 2020", {
    action: "re-encode",
  }),
  one("content-octets-told", content, "554 5.6.0 8-bit data not allowed", { action: "re-encode" }),
  one("content-syntax", content, "500 Error: bad content", { action: "re-encode" }),
  one("content-media", content, "554 5.6.1 Body type not supported", { action: "re-encode" }),
  one("content-utf8", content, "550 5.6.9 UTF-8 header message cannot be transferred", {
    action: "next-method",
    feature: "SMTPUTF8",
  }),
  one("too-large", content, "554 5.3.4 Not this much", {
    action: "fail-permanently",
    reason: "too-large",
  }),
  one("size-exceeded", mail, "552 Not this much", {
    action: "fail-permanently",
    reason: "too-large",
  }),
  one("size-told", content, "554 Message too big!", {
    action: "fail-permanently",
    reason: "too-large",
  }),

  one("may-not-say", { command: "VRFY" }, "550 5.7.1 Go away", { action: "unknown" }),
  one("may-not-say-told", { command: "EXPN" }, "550 Administrative prohibition", {
    action: "unknown",
  }),
  one("go-on", answer, "334 UGFzc3dvcmQ6", { action: "proceed" }),
  one("policy", rcpt, "554 5.7.1 <b@other.example>: Relay access denied", {
    action: "fail-permanently",
    scope: "recipient",
    reason: "policy",
  }),
  one("content", content, "554 Transaction failed", {
    action: "fail-permanently",
    reason: "content-unacceptable",
  }),
  one("refused", data, "554 Transaction failed", { action: "fail-permanently", reason: "policy" }),
  one("etrn-not-for-this-host", { command: "ETRN" }, "459 Node not allowed", {
    action: "fail-permanently",
  }),
];
