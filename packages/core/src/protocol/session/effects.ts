/**
 * What a script asks of the outside, one request at a time.
 *
 * A script is a generator that speaks the protocol. It yields an effect, is
 * resumed with the effect's result, or has a TransportError or SmtpError thrown
 * into it where the effect failed. What drives it (the async driver, the
 * virtual server, a replay) does the waiting, so that the same script runs over
 * a socket and, synchronously, in a test.
 */

import { concat } from "../bytes/octets.ts";
import type { Endpoint } from "../plan/endpoint.ts";
import type { Computation, ComputationResults, ComputeEffect, Computing } from "./compute.ts";
import type { ClientEvent } from "./events.ts";
import type { Receipt } from "./outcome.ts";
import type { OutgoingMessage } from "./outgoing-message.ts";

/** A part of the conversation with a deadline of its own (RFC 5321 4.5.3.2). */
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

/** What is known of a fresh or upgraded connection. */
export interface ConnectionInfo {
  /** TLS is on. */
  readonly tls: boolean;
  /** The peer's certificate was checked. */
  readonly verified: boolean;
  /** The runtime can upgrade this connection by STARTTLS. */
  readonly canStartTls: boolean;
  /** The local IP address, if the runtime reports it. */
  readonly localAddress?: string;
  /** The IP address of the server, if the runtime reports it. */
  readonly remoteAddress?: string;
  /** Channel bindings of TLS by name (RFC 5929, RFC 9266), where the runtime has them. */
  readonly channelBindings?: Readonly<Record<string, Uint8Array>>;
}

/** Closes what is open, then connects. Resumed with a Link. */
export interface ConnectEffect {
  /** What is asked. */
  readonly do: "connect";
  /** Where to, and how the connection begins. */
  readonly to: Endpoint;
  /** IP addresses of this host to leave out. */
  readonly avoid?: readonly string[];
}

/**
 * Waits for the first byte of a reply, for no longer than another wait takes. Resumed with `true` when the next
 * read effect has something, or the end of the connection; with `false` when the shorter time is over. The
 * deadline of the reply runs on.
 */
export interface ListenEffect {
  /** What is asked. */
  readonly do: "listen";
  /** Whose deadline holds for the reply. */
  readonly wait: TimeoutName;
  /** How long the first byte is waited for. */
  readonly upTo: TimeoutName;
}

/**
 * Connects once more without closing what is open. The connection that gets a byte first is kept, the other one
 * closed. Resumed with the Link of the new one if that was first, with `undefined` if it was not; the next
 * read effect has what came. The deadline is that of the listen effect before.
 */
export interface ConnectBesideEffect {
  /** What is asked. */
  readonly do: "connect-beside";
  /** Where to, and how the connection begins. */
  readonly to: Endpoint;
  /** IP addresses of this host to leave out. */
  readonly avoid?: readonly string[];
}

/** Waits for bytes of the server. Resumed with them, or with `null` when the server has closed. */
export interface ReadEffect {
  /** What is asked. */
  readonly do: "read";
  /** Whose deadline holds. */
  readonly wait: TimeoutName;
  /** The connection rested before, and may be dead: the wait is short. */
  readonly rested?: boolean;
  /** The reply has begun: its deadline is that of the read before. */
  readonly more?: boolean;
}

/** Hands one flight to the connection: one packet train, nothing awaited inside. */
export interface WriteEffect {
  /** What is asked. */
  readonly do: "write";
  /** The whole flight, or its beginning. */
  readonly bytes: Uint8Array;
  /** The rest of it, in large pieces that are not worth a copy. */
  readonly more?: readonly Uint8Array[];
  /** Whose deadline holds. */
  readonly wait: TimeoutName;
  /**
   * Keep a read outstanding meanwhile, and come back early when the server
   * speaks or closes first: the next read effect then has what came.
   * Resumed with `true` when the server was first.
   */
  readonly watch?: boolean;
}

/** All that an effect writes, in one piece. */
export function allBytesOf({ bytes, more = [] }: WriteEffect): Uint8Array {
  return concat([bytes, ...more]);
}

/** Upgrades the connection. Resumed with a Link; nothing may be unread. */
export interface StartTlsEffect {
  /** What is asked. */
  readonly do: "starttls";
}

/**
 * Asks for the next piece of the message. Resumed with it, with `null` at its end, or with `undefined` when
 * the server spoke first: the next read effect has what came, and another pull effect waits for the same piece.
 */
export interface PullEffect {
  /** What is asked. */
  readonly do: "pull";
  /** Come back early when the server speaks or closes first. */
  readonly watch?: boolean;
  /** A piece that was written and is needed no more: its memory may hold the next one. */
  readonly reuse?: Uint8Array;
  /** Which message, where several are under way. */
  readonly of?: number;
}

/** Asks to start the message over. Resumed with `false` when it can be read only once. */
export interface RewindEffect {
  /** What is asked. */
  readonly do: "rewind";
  /** Which message, where several are under way. */
  readonly of?: number;
}

/** Asks for another message to send. Resumed with it, or `undefined` when none is at hand. */
export interface NextEffect {
  /** What is asked. */
  readonly do: "next";
}

/** Hands over the outcome of one of several messages, in their order. */
export interface ResultEffect {
  /** What is asked. */
  readonly do: "result";
  /** Which message. */
  readonly index: number;
  /** Its receipt, or what went wrong. */
  readonly outcome: { readonly receipt: Receipt } | { readonly error: unknown };
}

/** Asks for a token (OAUTHBEARER, XOAUTH2). Resumed with a string. */
export interface TokenEffect {
  /** What is asked. */
  readonly do: "token";
  /** The token that was had before, and that the server refused. */
  readonly refused?: string;
}

/** Closes the connection at once. */
export interface CloseEffect {
  /** What is asked. */
  readonly do: "close";
}

/** Reports to an observer. Never fails. */
export interface EmitEffect {
  /** What is asked. */
  readonly do: "emit";
  /** What happened, without secrets. */
  readonly event: ClientEvent;
}

/** Everything a script can ask. */
export type Effect =
  | ConnectEffect
  | ListenEffect
  | ConnectBesideEffect
  | ReadEffect
  | WriteEffect
  | StartTlsEffect
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
  /** The message, checked; its content comes by pull effects. */
  readonly message: OutgoingMessage;
}

/** The result that each kind of effect resumes a script with. */
export interface EffectResults {
  connect: ConnectionInfo;
  listen: boolean;
  "connect-beside": ConnectionInfo | undefined;
  read: Uint8Array | null;
  write: boolean;
  starttls: ConnectionInfo;
  pull: Uint8Array | null | undefined;
  rewind: boolean;
  next: NumberedMessage | undefined;
  result: undefined;
  token: string;
  compute: ComputationResults[keyof ComputationResults];
  close: undefined;
  emit: undefined;
}

/** A conversation: yields effects, returns what came of it. */
export type Script<T> = Generator<Effect, T, unknown>;

/** Yields one effect and gives its result the right type. */
export function* perform<E extends Effect>(effect: E): Script<EffectResults[E["do"]]> {
  return (yield effect) as EffectResults[E["do"]];
}

/**
 * Yields one computation and gives its result the right type.
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
