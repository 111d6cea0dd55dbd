/**
 * The types of a transport: everything that the core needs from a runtime.
 *
 * An adapter implements them in about fifty lines and knows no SMTP. It has no timers: the driver handles deadlines
 * and cancellation, because on some runtimes the pending operations of a closed socket never end.
 */

/** What is known of the TLS connection, as far as the runtime reports it. */
export interface TlsInfo {
  /** The version, such as `TLSv1.3`. */
  readonly version?: string;
  /** The cipher, such as `TLS_AES_256_GCM_SHA384`. */
  readonly cipher?: string;
  /** The server's certificate was checked against the trusted roots and the host name. */
  readonly verified: boolean;
  /** Channel bindings for SCRAM-PLUS by name (RFC 5929, RFC 9266), if the runtime has them. */
  readonly channelBindings?: Readonly<Record<string, Uint8Array>>;
}

/** A byte stream to a server. */
export interface Transport {
  /**
   * Returns the next bytes from the server, at least one, or `null` after it has closed. The end of TLS without
   * close_notify counts as a close too, because many servers end this way.
   *
   * At most one read is outstanding, and the transport never reads ahead of the call: bytes after a STARTTLS reply
   * must not be lost.
   * @throws {TransportError} kind `reset` if the connection broke, `handshake` if the server rejected the handshake
   * after the client had finished it, as TLS 1.3 allows (RFC 8446 6.2). An error of the connection takes precedence
   * over its end
   */
  read(): Promise<Uint8Array | null>;
  /**
   * Writes bytes; resolves when there is room for more (back-pressure).
   * @throws {TransportError} kind `reset` if the connection broke
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Writes bytes like `write`, and returns a promise only if there is no room for more: it resolves when there is.
   * The next read may report a failure instead. If the call returned nothing, its bytes may be read until a later
   * `write` has resolved. Absent if the runtime does not report at once whether there is room.
   *
   * Only used if `write` belongs to the same object: code that copies or inherits from a transport and replaces
   * `write` sees every write. Make it a property that is not enumerable, so that copies do not have it.
   * @throws {TransportError} kind `reset` when the connection broke
   * @throws {TransportError} kind `reset` if the connection broke
   */
  writeNow?(bytes: Uint8Array): Promise<void> | undefined;
  /**
   * Set if the transport and the runtime no longer read the bytes of a `write` that has resolved. The client then
   * reads the next piece of a large message into the same memory. If it is not set, every piece has memory of its
   * own.
   */
  readonly releasesBytes?: boolean;
  /**
   * Upgrades to TLS: performs the handshake, verifies, and resolves with a new transport. The old one must not be
   * used any more. Absent if the runtime cannot upgrade.
   * @throws {TransportError} kind `certificate`, `handshake` or `reset`. Any other error counts as `certificate`,
   * because the client must not continue in clear text after it.
   */
  startTls?(): Promise<Transport>;
  /**
   * Closes at once, without waiting and without throwing; may be called again. Pending and later operations fail with
   * kind `reset`.
   */
  close(): void;
  /**
   * Sets whether the connection is idle: kept for later calls while no call is running. An idle connection must not
   * keep the process alive. Absent if the runtime has no such function.
   */
  setIdle?(idle: boolean): void;
  /**
   * Finds out whether a connection that was idle can be used from here: a socket of Cloudflare Workers belongs to the
   * request that opened it. Never rejects. Absent if every connection can be used.
   */
  isUsable?(): Promise<boolean>;
  /** Set if the connection is under TLS. */
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
   * - `starttls`: clear text, which may be upgraded.
   * - `none`: always clear text.
   */
  readonly tls: "implicit" | "starttls" | "none";
}

/** How to connect. */
export interface DialOptions {
  /** Stops connecting and releases everything; has no effect after the connection is established. */
  readonly signal: AbortSignal;
  /**
   * IP addresses to skip, because the server failed there: `remoteAddress` of earlier transports. If the host has no
   * other address, the dial rejects without connecting. A dial that cannot choose the address ignores this option and
   * sets no `remoteAddress`.
   */
  readonly avoid?: readonly string[];
  /**
   * Called with the IP address of the server as soon as TCP is connected, before the handshake of `implicit`: if the
   * handshake fails, the client can skip this address. A dial that cannot choose the address does not call it.
   */
  readonly onAddress?: (address: string) => void;
}

/**
 * Opens a connection. Adapters create a `Dial` from their runtime's options; users may pass their own, such as one
 * through a SOCKS proxy.
 *
 * The addresses of a host are tried as RFC 8305 describes: attempts start 250 ms apart, run in parallel, and the
 * first one that connects wins.
 *
 * @param target where to connect
 * @param options the signal that stops the dial, and addresses to skip
 * @returns a connected transport; for `implicit` the handshake is done and verified
 * @throws {TransportError} of the fitting kind
 */
export type Dial = (target: DialTarget, options: DialOptions) => Promise<Transport>;
