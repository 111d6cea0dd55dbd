/**
 * The types of effects: the requests of a script to its driver, one at a time. No logic.
 *
 * A script is a generator that speaks SMTP. It yields an effect and is resumed with the effect's result, or with a
 * TransportError or SmtpError if the effect failed. The driver (asynchronous, virtual server, or replay) does the
 * waiting, so the same script runs over a socket and, synchronously, in a test.
 */

import { concat } from "../bytes/octets.ts";
import type { AllowedContent, ContentFacts } from "../content/allowed-content.ts";
import type { Endpoint } from "../plan/endpoint.ts";
import type { Computation, ComputationResults, ComputeEffect, Computing } from "./compute.ts";
import type { ClientEvent } from "./events.ts";
import type { Receipt } from "./outcome.ts";
import type { OutgoingMessage } from "./outgoing-message.ts";

/** A part of the dialogue with a deadline of its own (RFC 5321 4.5.3.2). */
export type TimeoutName =
  | "connect"
  | "silence"
  | "greeting"
  | "ehlo"
  | "tls"
  | "auth"
  | "mail"
  | "rcpt"
  | "data"
  | "content"
  | "final"
  | "command"
  | "quit";

/** What is known of a new or upgraded connection. */
export interface ConnectionInfo {
  /** Whether TLS is active. */
  readonly tls: boolean;
  /** Whether the server's certificate was checked. */
  readonly verified: boolean;
  /** The runtime can upgrade this connection by STARTTLS. */
  readonly canStartTls: boolean;
  /** The local IP address, if the runtime reports it. */
  readonly localAddress?: string;
  /** The IP address of the server, if the runtime reports it. */
  readonly remoteAddress?: string;
  /** TLS channel bindings by name (RFC 5929, RFC 9266), if the runtime has them. */
  readonly channelBindings?: Readonly<Record<string, Uint8Array>>;
}

/** Closes what is open, then connects. Resumed with a Link. */
export interface ConnectEffect {
  /** The kind of effect. */
  readonly do: "connect";
  /** The endpoint, and how the connection begins. */
  readonly to: Endpoint;
  /** IP addresses of this host that are skipped. */
  readonly avoid?: readonly string[];
}

/**
 * Waits for the first byte of a reply, but not longer than another timeout. Resumed with `true` if the next read
 * effect has data or the end of the connection, and with `false` if the shorter timeout is over. The deadline of the
 * reply continues.
 */
export interface ListenEffect {
  /** The kind of effect. */
  readonly do: "listen";
  /** The timeout of the reply. */
  readonly wait: TimeoutName;
  /** The timeout of the first byte. */
  readonly upTo: TimeoutName;
}

/**
 * Connects a second time without closing the first connection. The connection that receives a byte first is kept, the
 * other one is closed. Resumed with the Link of the new connection if it was first, otherwise with `undefined`; the
 * next read effect has the data. The deadline is that of the previous listen effect.
 */
export interface ConnectBesideEffect {
  /** The kind of effect. */
  readonly do: "connect-second";
  /** The endpoint, and how the connection begins. */
  readonly to: Endpoint;
  /** IP addresses of this host that are skipped. */
  readonly avoid?: readonly string[];
}

/** Waits for bytes from the server. Resumed with the bytes, or with `null` if the server has closed. */
export interface ReadEffect {
  /** The kind of effect. */
  readonly do: "read";
  /** The timeout. */
  readonly wait: TimeoutName;
  /** The connection was idle and may be dead, so the wait is short. */
  readonly isShort?: boolean;
  /** Part of the reply has arrived: the deadline of the previous read continues. */
  readonly more?: boolean;
}

/** Writes one flight to the connection without waiting within it. */
export interface WriteEffect {
  /** The kind of effect. */
  readonly do: "write";
  /** The whole flight, or its beginning. */
  readonly bytes: Uint8Array;
  /** The rest of the flight, in large pieces that are not copied. */
  readonly more?: readonly Uint8Array[];
  /** The timeout. */
  readonly wait: TimeoutName;
  /**
   * Keeps a read outstanding, and returns early if the server sends data or closes first. The next read effect then
   * has the data. Resumed with `true` if the server was first.
   */
  readonly watch?: boolean;
}

/** Joins all bytes that an effect writes. */
export function allBytesOf({ bytes, more = [] }: WriteEffect): Uint8Array {
  return concat([bytes, ...more]);
}

/** Upgrades the connection to TLS. Resumed with a Link. No data may be unread. */
export interface StartTlsEffect {
  /** The kind of effect. */
  readonly do: "starttls";
}

/**
 * Requests the next piece of the message. Resumed with the piece, with `null` at the end, or with `undefined` if the
 * server sent data first: the next read effect has that data, and another pull effect waits for the same piece.
 */
export interface PullEffect {
  /** The kind of effect. */
  readonly do: "pull";
  /** Return early if the server sends data or closes first. */
  readonly watch?: boolean;
  /** A piece that was written and is no longer needed: its memory may hold the next piece. */
  readonly reuse?: Uint8Array;
  /** The message's number, if several are being sent. */
  readonly of?: number;
}

/**
 * Requests the content of a message that is made for what the plan allows, from the start. Resumed with what is known
 * of the content, or with `undefined` if the script would have to wait for it and `atHand` is set.
 */
export interface OpenEffect {
  /** The kind of effect. */
  readonly do: "open";
  /** What the plan allows. */
  readonly allowed: AllowedContent;
  /** Do not wait. Content that is on its way is kept for the next such effect. */
  readonly atHand?: boolean;
  /** The message's number, if several are being sent. */
  readonly of?: number;
}

/** Requests to read the message again from the start. Resumed with `false` if it can be read only once. */
export interface RewindEffect {
  /** The kind of effect. */
  readonly do: "rewind";
  /** The message's number, if several are being sent. */
  readonly of?: number;
}

/** Requests another message. Resumed with the message, or `undefined` if none is available. */
export interface NextEffect {
  /** The kind of effect. */
  readonly do: "next";
}

/** Reports the outcome of one of several messages, in order. */
export interface ResultEffect {
  /** The kind of effect. */
  readonly do: "result";
  /** The message's number. */
  readonly index: number;
  /** The receipt or the error. */
  readonly outcome: { readonly receipt: Receipt } | { readonly error: unknown };
}

/** Requests a token (OAUTHBEARER, XOAUTH2). Resumed with a string. */
export interface TokenEffect {
  /** The kind of effect. */
  readonly do: "token";
  /** The previous token, which the server refused. */
  readonly refused?: string;
}

/** Closes the connection at once. */
export interface CloseEffect {
  /** The kind of effect. */
  readonly do: "close";
}

/** Reports an event to an observer. Never fails. */
export interface EmitEffect {
  /** The kind of effect. */
  readonly do: "emit";
  /** The event, without secrets. */
  readonly event: ClientEvent;
}

/** All effects. */
export type Effect =
  | ConnectEffect
  | ListenEffect
  | ConnectBesideEffect
  | ReadEffect
  | WriteEffect
  | StartTlsEffect
  | OpenEffect
  | PullEffect
  | RewindEffect
  | NextEffect
  | ResultEffect
  | TokenEffect
  | ComputeEffect
  | CloseEffect
  | EmitEffect;

/** One of several messages. */
export interface NumberedMessage {
  /** Counts from 0. */
  readonly index: number;
  /** The checked message. Its content comes by pull effects. */
  readonly message: OutgoingMessage;
}

/** The result of each kind of effect. */
export interface EffectResults {
  connect: ConnectionInfo;
  listen: boolean;
  "connect-second": ConnectionInfo | undefined;
  read: Uint8Array | null;
  write: boolean;
  starttls: ConnectionInfo;
  pull: Uint8Array | null | undefined;
  open: ContentFacts | undefined;
  rewind: boolean;
  next: NumberedMessage | undefined;
  result: undefined;
  token: string;
  compute: ComputationResults[keyof ComputationResults];
  close: undefined;
  emit: undefined;
}

/** A dialogue: yields effects and returns its result. */
export type Script<T> = Generator<Effect, T, unknown>;

/** Yields one effect and returns its result with the right type. */
export function* perform<E extends Effect>(effect: E): Script<EffectResults[E["do"]]> {
  return (yield effect) as EffectResults[E["do"]];
}

/**
 * Yields one computation and returns its result with the right type.
 *
 * @param request what to compute
 * @example
 * function* fingerprint(of: Uint8Array): Computing<Uint8Array> {
 *   return yield* compute({ what: "digest", hash: "SHA-256", of });
 * }
 */
export function* compute<C extends Computation>(
  request: C,
): Computing<ComputationResults[C["what"]]> {
  return (yield { do: "compute", ...request }) as ComputationResults[C["what"]];
}
