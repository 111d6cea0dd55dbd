/**
 * The types of a network between a script and a server, without sockets and without time. Implementations are in
 * `virtual-world.ts` and `replay-network.ts`.
 */

import { TransportError, type TransportErrorKind } from "../protocol/errors/transport-error.ts";
import type { Endpoint } from "../protocol/plan/endpoint.ts";
import type { Output } from "./virtual-state.ts";

/** The server's end of one connection. */
export interface ServerConnection {
  /** The server's output when the connection is established. */
  readonly greeting: readonly Output[];
  /** Passes octets from the client to the server. */
  receive(bytes: Uint8Array): readonly Output[];
  /**
   * Starts a TLS handshake of the client.
   * @throws {TransportError} if the handshake fails
   */
  handshake(): void;
  /** Completes the handshake. */
  secured(): readonly Output[];
  /** The IP address of the server, if a transcript gives one. */
  readonly remoteAddress?: string;
  /** Channel bindings of the TLS connection, if there are any. */
  readonly channelBindings?: Readonly<Record<string, Uint8Array>>;
  /** The server's later output, while the client sends nothing. */
  readonly later?: {
    /** Seconds after connecting. */
    readonly after: number;
    /** Returns the output, unless the client has sent data before. */
    say(): readonly Output[];
  };
  /** Closes the client's end; `lost`: because another connection was first. */
  close(lost?: "lost"): void;
  /** Returns the failure of a client that waits in vain, as its deadline would report it. */
  starve(): TransportError;
}

/** Options for connecting. */
export interface ConnectHow {
  /** IP addresses to skip. */
  readonly avoid?: readonly string[];
  /** Whether the previous connection stays open meanwhile. */
  readonly second?: true;
}

/** A network that a script can connect to. */
export interface Network {
  /**
   * Connects to a port.
   * @throws {TransportError} if the connection fails
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
  aborted: "The call was aborted.",
};

/** Returns the error of this kind. */
export function failure(kind: TransportErrorKind): TransportError {
  return new TransportError(kind, sentences[kind]);
}
