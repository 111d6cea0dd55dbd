/**
 * The port: all that the core asks of a runtime.
 *
 * An adapter fills it in about fifty lines and knows no SMTP. It keeps no
 * timers: deadlines and cancellation race in the driver, because on some
 * runtimes a closed socket leaves its pending operations hanging for ever.
 */

/** What is known of the TLS connection, as far as the runtime reports it. */
export interface TlsInfo {
  /** Such as `TLSv1.3`. */
  readonly version?: string;
  /** Such as `TLS_AES_256_GCM_SHA384`. */
  readonly cipher?: string;
  /** The peer's certificate was checked against the trusted roots and the host name. */
  readonly verified: boolean;
  /** Channel bindings for SCRAM-PLUS by name (RFC 5929, RFC 9266), where the runtime has them. */
  readonly channelBindings?: Readonly<Record<string, Uint8Array>>;
}

/** A byte stream to a server. */
export interface Transport {
  /**
   * The next bytes from the peer, at least one, or `null` once it has closed. An
   * end of TLS without close_notify is a close too: many servers leave that way.
   *
   * At most one read is outstanding, and the transport never reads ahead of the
   * call: bytes that follow a STARTTLS reply must not be swallowed.
   * @throws {TransportError} kind `reset` when the connection broke, `handshake` when the server
   *   rejected the handshake after this side had finished it, as TLS 1.3 allows (RFC 8446 6.2). An
   *   error of the connection takes precedence over its end
   */
  read(): Promise<Uint8Array | null>;
  /**
   * Hands bytes over; resolves when there is room for more (back-pressure).
   * @throws {TransportError} kind `reset` when the connection broke
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Hands bytes over as `write` does, and returns a promise only where there is no room for more: it
   * resolves when there is. A failure may show in the next read instead. Bytes of a call that
   * returned nothing may still be looked at, until a `write` that follows has resolved. Absent where
   * the runtime does not say at once whether there is room.
   *
   * It is used only where `write` belongs to the same object: who copies or inherits from a transport
   * and replaces `write` sees every write. Make it a property that is not enumerable, so that copies
   * do not have it.
   * @throws {TransportError} kind `reset` when the connection broke
   */
  writeNow?(bytes: Uint8Array): Promise<void> | undefined;
  /**
   * Set when a `write` that has resolved looks at its bytes no more: neither the transport nor the
   * runtime keeps them. The client then reads the next piece of a large message into the same
   * memory. Where it is not set, every piece has memory of its own.
   */
  readonly releasesBytes?: boolean;
  /**
   * Upgrades to TLS: handshakes, verifies, and resolves with a new transport;
   * this one is of no more use. Absent where the runtime cannot.
   * @throws {TransportError} kind `certificate`, `handshake` or `reset`. Any other error counts as `certificate`,
   * because the client must not go on in clear text after it.
   */
  startTls?(): Promise<Transport>;
  /**
   * Closes at once, without waiting and without throwing; may be called again.
   * What is pending, and whatever is called later, fails with kind `reset`.
   */
  close(): void;
  /**
   * Says whether the connection is idle: kept for later calls, with none under way. An idle
   * connection must not keep the process alive. Absent where the runtime has no such thing.
   */
  setIdle?(idle: boolean): void;
  /**
   * Finds out whether the connection that rested can be used from here: a socket of Cloudflare Workers
   * belongs to the request that opened it. Never rejects. Absent where every connection can be used.
   */
  isUsable?(): Promise<boolean>;
  /** Set when the connection is under TLS. */
  readonly tls?: TlsInfo;
  /** The local IP address, for the EHLO address literal, if the runtime reports it. */
  readonly localAddress?: string;
  /** The IP address of the server, as `avoid` takes it, if the runtime reports it. */
  readonly remoteAddress?: string;
}

/** Where to connect, and how the connection begins. */
export interface DialTarget {
  /** A host name or an IP address, without brackets. */
  readonly host: string;
  /** The TCP port. */
  readonly port: number;
  /**
   * - `implicit`: TLS from the first byte.
   * - `starttls`: clear text that may be upgraded.
   * - `none`: always clear text.
   */
  readonly tls: "implicit" | "starttls" | "none";
}

/** How to connect. */
export interface DialOptions {
  /** Stops connecting and releases everything; without effect once connected. */
  readonly signal: AbortSignal;
  /**
   * IP addresses to leave out, because the server refused service there: `remoteAddress` of earlier
   * transports. When the host has no other address, the dial rejects without connecting. A dial
   * that cannot choose the address ignores this option and sets no `remoteAddress`.
   */
  readonly avoid?: readonly string[];
  /**
   * Takes the IP address of the server as soon as TCP is connected, before the handshake of
   * `implicit`: if that fails, the client can leave this address out. A dial that cannot choose the
   * address does not call it.
   */
  readonly onAddress?: (address: string) => void;
}

/**
 * Opens a connection. Adapters make one of these from their runtime's options;
 * users may bring their own, such as one through a SOCKS proxy.
 *
 * A host with several addresses is tried as RFC 8305 describes: attempts start 250 ms apart, run
 * side by side, and the first one that connects wins.
 *
 * @param target where to connect
 * @param options when to stop, and addresses to leave out
 * @returns a connected transport; for `implicit` the handshake is done and verified
 * @throws {TransportError} of the kind that fits
 */
export type Dial = (target: DialTarget, options: DialOptions) => Promise<Transport>;
