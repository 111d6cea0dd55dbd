/** What lies between a script and a server: octets carried by hand, with no time passing. */

import { TransportError, type TransportErrorKind } from "../protocol/errors/transport-error.ts";
import type { Endpoint } from "../protocol/plan/endpoint.ts";
import type { Output } from "./virtual-state.ts";

/** The server's end of one connection, for the code that carries the octets. */
export interface ServerConnection {
  /** What the server says as soon as the connection stands. */
  readonly greeting: readonly Output[];
  /** Hands over octets of the client. */
  receive(bytes: Uint8Array): readonly Output[];
  /**
   * The client begins a TLS handshake.
   * @throws {TransportError} when it does not come about
   */
  handshake(): void;
  /** The handshake is done. */
  secured(): readonly Output[];
  /** The IP address of the server, where a transcript says it. */
  readonly remoteAddress?: string;
  /** What both ends of its TLS know and nobody else, where there is such a thing. */
  readonly channelBindings?: Readonly<Record<string, Uint8Array>>;
  /** What the server says later on, while the client says nothing. */
  readonly later?: {
    /** Seconds after connecting. */
    readonly after: number;
    /** Says it, unless the client has spoken before. */
    say(): readonly Output[];
  };
  /** The client closes; `lost`: because another connection was first. */
  close(lost?: "lost"): void;
  /** The client waits and nothing will come: what its deadline makes of that. */
  starve(): TransportError;
}

/** How a connection is asked for. */
export interface ConnectHow {
  /** IP addresses to leave out. */
  readonly avoid?: readonly string[];
  /** The connection before stays open meanwhile. */
  readonly beside?: true;
}

/** Something that can be connected to. */
export interface Network {
  /**
   * Connects to a port of it.
   * @throws {TransportError} when no connection comes about
   */
  connect(to: Endpoint, how?: ConnectHow): ServerConnection;
}

const sentences: Readonly<Record<TransportErrorKind, string>> = {
  refused: "The connection was refused.",
  unresolved: "The host name has no address.",
  unreachable: "There is no way to the host.",
  "not-permitted": "This connection is not permitted.",
  certificate: "The certificate cannot be trusted.",
  handshake: "The TLS handshake failed.",
  reset: "The connection was reset.",
  timeout: "The server was silent until the deadline passed.",
  expired: "the time of the whole call was over",
  aborted: "The caller gave up.",
};

/** The failure of that kind. */
export function failure(kind: TransportErrorKind): TransportError {
  return new TransportError(kind, sentences[kind]);
}
