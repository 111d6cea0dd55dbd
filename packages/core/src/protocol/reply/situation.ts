/**
 * The types of a situation and of a reaction: what a reply depends on, and what a session does with it. `react.ts`
 * finds the reaction to a reply.
 */
import type { Feature } from "../plan/feature.ts";

/** The command or moment that a reply answers: a greeting and message content are answered too. */
export type CommandName =
  | "GREETING"
  | "EHLO"
  | "HELO"
  | "STARTTLS"
  | "AUTH"
  | "AUTH-RESPONSE"
  | "MAIL"
  | "RCPT"
  | "DATA"
  | "CONTENT"
  | "BDAT"
  | "RSET"
  | "NOOP"
  | "VRFY"
  | "EXPN"
  | "HELP"
  | "ETRN"
  | "TURN"
  | "QUIT"
  | "OTHER";

/**
 * The situation of a reply: everything except the reply itself that decides its meaning.
 *
 * The code alone does not decide: 502 can mean that a command is unknown, that a parameter is unknown, that an
 * earlier command of the group was refused, or that client and server are out of sync.
 */
export interface Situation {
  /** The command, greeting or content that the reply answers. */
  readonly command: CommandName;
  /** The SASL mechanism of AUTH and its responses, in upper case. */
  readonly mechanism?: string;
  /** Whether AUTH carried an initial response (RFC 4954 4). */
  readonly initialResponse: boolean;
  /** The server has to prove its identity in this exchange (SCRAM) and has sent only a challenge so far. */
  readonly proofOwed?: boolean;
  /** The ESMTP parameters of MAIL or RCPT as sent, such as `BODY=8BITMIME`. */
  readonly parameters: readonly string[];
  /** Those parameters that may be dropped without violating the user's requirements. */
  readonly droppable: readonly string[];
  /** How the session was opened on this connection; `no` if it was not yet. */
  readonly greeted: "no" | "HELO" | "EHLO";
  /** Whether the command is repeated: a second EHLO, AUTH or MAIL on this connection, or another try. */
  readonly repeated: boolean;
  /** Whether TLS is active. */
  readonly tls: boolean;
  /** AUTH has succeeded on this connection. */
  readonly authenticated: boolean;
  /** Whether the client has credentials. */
  readonly credentials: boolean;
  /** The keywords that EHLO listed, in upper case. */
  readonly advertised: readonly string[];
  /** The command was written together with others, before their replies. */
  readonly grouped: boolean;
  /** An earlier command of the same group or transaction was refused. */
  readonly earlierRefused: boolean;
  /** Recipients accepted so far in this transaction. */
  readonly recipientsAccepted: number;
  /** Octets of message content written so far in this transaction. */
  readonly contentOctets: number;
  /** The mechanism sends a token, and the client can request a new one and has not done so yet. */
  readonly tokenRenewable: boolean;
  /** Mechanisms that the server offers, the client supports, and the session has not tried yet. */
  readonly mechanismsLeft: readonly string[];
}

/**
 * The action for a reply.
 *
 * - `proceed`: the command succeeded (any fitting 2yz or 3yz).
 * - `ignore`: the command was refused, and nothing depends on it.
 * - `next-method`: stop using the current method of `feature`; the fallback order has the next one. With scope
 *   `connection`, the next method needs a new connection.
 * - `without-parameters`: repeat the command without `parameters`.
 * - `without-initial-response`: repeat the mechanism, and let the server speak first.
 * - `renew-token`: request another token from the user's function, then repeat the mechanism.
 * - `already-authenticated`: the same as success.
 * - `fix-name`: EHLO with another name (the address literal), once.
 * - `secure-first`: STARTTLS, then the command again.
 * - `authenticate-first`: AUTH, then the command again.
 * - `resynchronize`: bring the session to a known state (EHLO, RSET), then repeat.
 * - `reconnect`: this connection is unusable; a new one may do the same work.
 * - `split`: send this recipient in a later transaction.
 * - `re-encode`: send the same message in another encoding.
 * - `end-without-content`: DATA was accepted without a recipient: send a single dot, nothing else.
 * - `cascade`: the refusal follows from an earlier one and has no meaning of its own.
 * - `unknown`: the server gave no answer (VRFY, EXPN).
 * - `later`: a temporary failure.
 * - `refuse`: a permanent failure.
 * - `next-server`: this server does not accept the message; another server may.
 * - `abort`: the connection cannot be trusted any more: close without writing anything.
 */
export type Action =
  | "proceed"
  | "ignore"
  | "next-method"
  | "without-parameters"
  | "without-initial-response"
  | "renew-token"
  | "already-authenticated"
  | "change-ehlo-name"
  | "starttls-first"
  | "authenticate-first"
  | "resynchronize"
  | "reconnect"
  | "defer-recipient"
  | "re-encode"
  | "end-without-content"
  | "cascade"
  | "unknown"
  | "fail-temporarily"
  | "fail-permanently"
  | "next-server"
  | "abort";

/** How far a reply reaches: what else it affects. */
export type Scope =
  | "command"
  | "recipient"
  | "message"
  | "transaction"
  | "session"
  | "connection"
  | "account"
  | "host";

/** Why a method is no longer used or a command was refused, as one word that a program can compare. */
export type Reason =
  | "accepted"
  | "avoided"
  | "not-needed"
  | "not-offered"
  | "masked"
  | "withdrawn"
  | "not-possible-here"
  | "no-other-server"
  | "hint"
  | "hint-unanswered"
  | "unproven"
  | "out-of-limits"
  | "unverified"
  | "unsupported"
  | "parameter-unsupported"
  | "mechanism-unsupported"
  | "initial-response-unsupported"
  | "bad-sequence"
  | "name-refused"
  | "tls-required"
  | "tls-unavailable"
  | "handshake-failed"
  | "authentication-required"
  | "authentication-unavailable"
  | "credentials-refused"
  | "mechanism-too-weak"
  | "too-costly"
  | "already-authenticated"
  | "too-many-recipients"
  | "too-many-errors"
  | "too-large"
  | "content-unacceptable"
  | "address-unacceptable"
  | "policy"
  | "temporary"
  | "closing"
  | "disconnected"
  | "silence"
  | "garbage"
  | "client-fault"
  | "earlier-refusal"
  | "server-unavailable";

/** The meaning of a reply to a command in a situation. Plain frozen data. */
export interface Reaction {
  /** The action, see above. */
  readonly action: Action;
  /** The feature whose next method is used, for `next-method` and `without-parameters`. */
  readonly feature?: Feature;
  /** The parameters to drop, for `without-parameters`. */
  readonly parameters?: readonly string[];
  /** What else the reply affects. */
  readonly scope: Scope;
  /** When the same command may be sent again to the same server. */
  readonly retry: "now" | "later" | "never";
  /** The reason as one word that a program can compare. */
  readonly reason: Reason;
  /** The row of the reaction table that decided. */
  readonly row: string;
  /** The RFC section of the rule, such as `RFC 5321 4.2.4`. */
  readonly rfc: string;
}
