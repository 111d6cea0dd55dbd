/** The connection options on Node besides host, port and kind of TLS. */

/** How to connect. */
export interface NodeNetOptions {
  /**
   * The local IP address to connect from, which reaches only addresses of its own family. Default: the system's
   * choice.
   */
  readonly localAddress?: string;
  /** Only IPv4 or only IPv6. Default: both in parallel (RFC 8305); with `localAddress` its family. */
  readonly family?: 4 | 6;
}

/** How to secure a connection. TLS below 1.2 is never used. */
export interface NodeTlsOptions {
  /**
   * `false` accepts any certificate: the connection is encrypted, but the server's identity is unknown. Default
   * `true`.
   */
  readonly verify?: boolean;
  /** Certificates of authorities to trust instead of the well-known ones: PEM texts, not file names. */
  readonly ca?: string | readonly string[];
  /** The client's certificate with its chain, for servers that request one: PEM text. */
  readonly cert?: string;
  /** The private key to `cert`: PEM text. */
  readonly key?: string;
  /** The passphrase of an encrypted `key`. */
  readonly passphrase?: string;
  /**
   * The name to send (SNI) and to check the certificate against. Default: the dialed host; an IP address is checked
   * but not sent (RFC 6066 3), and a name with international labels is sent as A-labels.
   */
  readonly servername?: string;
}
