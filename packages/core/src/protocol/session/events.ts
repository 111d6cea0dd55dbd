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

/** One event of a session, before the driver stamps it. */
export type ClientEvent =
  | { readonly type: "connecting"; readonly to: Endpoint; readonly beside?: true }
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
 * The server refused a connection while others of the same mailer work. The message, if one was
 * under way, waits for one of those: it has no outcome on this connection.
 */
export interface ConnectionLimited {
  /** Connections to this server that the mailer uses for now. */
  readonly connections: number;
  /** When the mailer tries one more again, in milliseconds since 1970. */
  readonly until: number;
  /** The server's refusal; absent when it closed the connection without a reply. */
  readonly reply?: Reply;
}

/**
 * A kept connection turned out to be of no more use, and the message under way goes over a new one.
 * It says nothing about the server, so no fallback and no hint comes of it.
 */
export interface Reconnect {
  /** `silence`: no reply came; `disconnected`: the server had closed it; `closing`: the reply said so. */
  readonly reason: Extract<Reason, "silence" | "disconnected" | "closing">;
  /** The reply that said so, such as `451 4.4.2 Timeout`. */
  readonly reply?: Reply;
}

/**
 * An address of the server's host did not serve, and the client has connected to another one (RFC 5321 5.1).
 * The next call begins with the first address again, so no fallback and no hint comes of it.
 */
export interface NextAddress {
  /** The IP address that did not serve. */
  readonly failed: string;
  /** The IP address that the client is connected to now. */
  readonly address: string;
  /**
   * `silence`: no greeting came; `disconnected`, `handshake-failed`: the server closed before the greeting or
   * in the TLS handshake; `closing`, `temporary`: it greeted with 421 or another 4yz.
   */
  readonly reason: Extract<
    Reason,
    "silence" | "disconnected" | "handshake-failed" | "closing" | "temporary"
  >;
  /** The greeting, such as `421 4.3.2 Closing`. */
  readonly reply?: Reply;
}

/** The outcome of a message, in numbers: recipients by outcome, and what it took. */
export interface MessageOutcome {
  /** Recipients that the server took responsibility for. */
  readonly accepted: number;
  /** Recipients that the server refused. */
  readonly rejected: number;
  /** Recipients whose outcome is unknown. */
  readonly unknown: number;
  /** Recipients that nothing of the message was sent for. */
  readonly notSent: number;
  /** Octets of the message as handed in; 0 when nobody was accepted. */
  readonly octets: number;
  /** Round trips as in the receipt; 0 when nobody was accepted. */
  readonly roundTrips: number;
  /** The error's code, when there is one. */
  readonly code?: SmtpErrorCode;
}
