/** What a user may say about connections on Node, beyond host, port and kind of TLS. */

/** How to connect. */
export interface NodeNetOptions {
  /** The local IP address to connect from, which reaches addresses of its own family only. Default: the system chooses. */
  readonly localAddress?: string;
  /** Only IPv4 or only IPv6. Default: both, side by side (RFC 8305); with `localAddress` its family. */
  readonly family?: 4 | 6;
}

/** How to secure a connection. TLS below 1.2 is never spoken. */
export interface NodeTlsOptions {
  /**
   * `false` accepts any certificate: the connection is encrypted, but nobody
   * knows with whom. Default `true`.
   */
  readonly verify?: boolean;
  /** Certificates of authorities to trust in place of the well-known ones: PEM texts, not file names. */
  readonly ca?: string | readonly string[];
  /** Our own certificate, with its chain, for servers that ask for one: PEM text. */
  readonly cert?: string;
  /** The private key to `cert`: PEM text. */
  readonly key?: string;
  /** What `key` is encrypted with. */
  readonly passphrase?: string;
  /**
   * The name to send (SNI) and to check the certificate against. Default: the
   * host that is dialed; an IP address is checked but not sent (RFC 6066 3), and a name with
   * international labels is sent as A-labels.
   */
  readonly servername?: string;
}
