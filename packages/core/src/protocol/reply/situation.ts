/**
 * The types of a situation and of a reaction: what a reply depends on, and what a session does with it. `react.ts`
 * finds the reaction to a reply.
 */
import type { Feature } from "../plan/feature.ts";

/** What a reply answers. Not always a verb: a greeting and message content are answered too. */
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
 * Everything beside the reply itself that decides what the reply means.
 *
 * The code alone never says: a 502 may mean that a verb is unknown, that a
 * parameter is, that an earlier command of the group was refused, or that the
 * session has lost its place.
 */
export interface Situation {
  /** The command, greeting or content that the reply answers. */
  readonly command: CommandName;
  /** The SASL mechanism of AUTH and its responses, in upper case. */
  readonly mechanism?: string;
  /** AUTH carried an initial response (RFC 4954 section 4). */
  readonly initialResponse: boolean;
  /** The server has sent a challenge in which it has to prove itself too (SCRAM), and has proved nothing. */
  readonly proofOwed?: boolean;
  /** The ESMTP parameters of MAIL or RCPT as sent, such as `BODY=8BITMIME`. */
  readonly parameters: readonly string[];
  /** Parameters among them that may be left out without breaking what the user requires. */
  readonly droppable: readonly string[];
  /** How the server was greeted on this connection, or that it was not yet. */
  readonly greeted: "no" | "HELO" | "EHLO";
  /** Not the first time: a second EHLO, AUTH or MAIL on this connection, or a command tried once more. */
  readonly repeated: boolean;
  /** TLS is on. */
  readonly tls: boolean;
  /** AUTH has succeeded on this connection. */
  readonly authenticated: boolean;
  /** Credentials are at hand. */
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
  /** The mechanism presents a token, and another one can be asked for, which has not been done yet. */
  readonly tokenRenewable: boolean;
  /** Mechanisms that the server offers, the client can do, and nobody tried yet. */
  readonly mechanismsLeft: readonly string[];
}

/**
 * What to do about a reply.
 *
 * - `proceed`: the command did what it was for (any 2yz or 3yz that fits here).
 * - `ignore`: refused, and nothing depends on it.
 * - `next-method`: leave the present way of `feature`; the fallback order has the next one.
 *   With scope `connection` the next way needs a new connection.
 * - `without-parameters`: the same command once more, without `parameters`.
 * - `without-initial-response`: the same mechanism once more, asked to speak second.
 * - `renew-token`: ask the user's function for another token, then the same mechanism once more.
 * - `already-authenticated`: as good as success.
 * - `fix-name`: EHLO with another name (the address literal), once.
 * - `secure-first`: STARTTLS, then the command again.
 * - `authenticate-first`: AUTH, then the command again.
 * - `resynchronize`: bring the session to a known state (EHLO, RSET), then once more.
 * - `reconnect`: this connection is of no more use; a new one may do the same work.
 * - `split`: this recipient goes into a transaction of its own, later.
 * - `re-encode`: the same message in another encoding.
 * - `end-without-content`: DATA was let in with no recipient: a lone dot, nothing more.
 * - `cascade`: follows from an earlier refusal and says nothing of its own.
 * - `unknown`: the server would not say (VRFY, EXPN).
 * - `later`: a temporary failure.
 * - `refuse`: a permanent failure.
 * - `next-server`: this server will not serve; another one may.
 * - `abort`: the conversation cannot be trusted any more: close without another word.
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

/** How far a reply reaches: what else it spoils or settles. */
export type Scope =
  | "command"
  | "recipient"
  | "message"
  | "transaction"
  | "session"
  | "connection"
  | "account"
  | "host";

/** Why a way was left or a command refused, in one word a program can switch on. */
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

/** What one reply to one command in one situation means. Plain frozen data. */
export interface Reaction {
  /** What to do, see above. */
  readonly action: Action;
  /** The feature whose fallback order moves, for `next-method` and `without-parameters`. */
  readonly feature?: Feature;
  /** The parameters to leave out, for `without-parameters`. */
  readonly parameters?: readonly string[];
  /** What else the reply spoils or settles. */
  readonly scope: Scope;
  /** When the same thing may be asked again of the same server. */
  readonly retry: "now" | "later" | "never";
  /** Why, in one word that a program can switch on. */
  readonly reason: Reason;
  /** The row of the reaction table that decided. */
  readonly row: string;
  /** Where the rule is written, such as `RFC 5321 4.2.4`. */
  readonly rfc: string;
}
