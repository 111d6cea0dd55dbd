/**
 * The types of the events that an observer receives. Plain data, with secrets masked. Numbers and times are added
 * in `client/connection/events.ts`.
 */

import type { SmtpErrorCode } from "../errors/errors.ts";
import type { Capabilities } from "../plan/capabilities.ts";
import type { Decision } from "../plan/decision.ts";
import type { Endpoint } from "../plan/endpoint.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import type { Notice } from "./outcome.ts";

/** One event of a session, before the driver adds number and time. */
export type ClientEvent =
  | { readonly type: "connecting"; readonly to: Endpoint; readonly second?: true }
  | { readonly type: "connected"; readonly to: Endpoint; readonly tls: boolean }
  | { readonly type: "command"; readonly line: string; readonly flight: number }
  | { readonly type: "reply"; readonly reply: Reply; readonly answers: string }
  | { readonly type: "capabilities"; readonly capabilities: Capabilities }
  | { readonly type: "secured"; readonly verified: boolean }
  | { readonly type: "authenticated"; readonly mechanism: string }
  | { readonly type: "decision"; readonly decision: Decision }
  | { readonly type: "notice"; readonly notice: Notice }
  | { readonly type: "content"; readonly octets: number }
  | { readonly type: "closed"; readonly why: string }
  | ({ readonly type: "reconnect" } & Reconnect)
  | ({ readonly type: "next-address" } & NextAddress)
  | { readonly type: "message"; readonly recipients: number }
  | ({ readonly type: "outcome" } & MessageOutcome)
  | ({ readonly type: "connection-limit" } & ConnectionLimited)
  | { readonly type: "store-failed"; readonly why: string };

/**
 * The server refused a connection while other connections of the same mailer work. The current message, if there is
 * one, waits for one of those and has no outcome on this connection.
 */
export interface ConnectionLimited {
  /** Number of connections to this server that the mailer currently uses. */
  readonly connections: number;
  /** When the mailer tries one more connection, in milliseconds since 1970. */
  readonly until: number;
  /** The server's refusal; absent if it closed the connection without a reply. */
  readonly reply?: Reply;
}

/**
 * A kept connection was unusable, and the current message is sent over a new one. This says nothing about the server,
 * so no fallback and no hint results.
 */
export interface Reconnect {
  /**
   * `silence`: no reply arrived; `disconnected`: the server had closed the connection; `closing`: the reply said so.
   */
  readonly reason: Extract<Reason, "silence" | "disconnected" | "closing">;
  /** The reply that said so, such as `451 4.4.2 Timeout`. */
  readonly reply?: Reply;
}

/**
 * An address of the server's host failed, and the client connected to another address (RFC 5321 5.1). The next call
 * begins with the first address again, so no fallback and no hint results.
 */
export interface NextAddress {
  /** The IP address that failed. */
  readonly failed: string;
  /** The IP address of the current connection. */
  readonly address: string;
  /**
   * `silence`: no greeting arrived; `disconnected`, `handshake-failed`: the server closed before the greeting or in
   * the TLS handshake; `closing`, `temporary`: the greeting was 421 or another 4yz.
   */
  readonly reason: Extract<
    Reason,
    "silence" | "disconnected" | "handshake-failed" | "closing" | "temporary"
  >;
  /** The greeting, such as `421 4.3.2 Closing`. */
  readonly reply?: Reply;
}

/** The outcome of a message in numbers: recipients by outcome, and the cost. */
export interface MessageOutcome {
  /** Recipients that the server accepted responsibility for. */
  readonly accepted: number;
  /** Recipients that the server refused. */
  readonly rejected: number;
  /** Recipients whose outcome is unknown. */
  readonly unknown: number;
  /** Recipients for which nothing of the message was sent. */
  readonly notSent: number;
  /** Octets of the message as given by the caller; 0 if no recipient was accepted. */
  readonly octets: number;
  /** Round trips as in the receipt; 0 if no recipient was accepted. */
  readonly roundTrips: number;
  /** The error's code, if there is an error. */
  readonly code?: SmtpErrorCode;
}
