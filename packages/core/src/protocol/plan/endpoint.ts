/** The type of a server's address and the TLS mode of a connection. No logic. */

/** Where to connect and how the connection begins. The adapter's `dial` receives the same. */
export interface Endpoint {
  /** A host name or an IP address, without brackets. */
  readonly host: string;
  /** The TCP port. */
  readonly port: number;
  /**
   * `implicit`: TLS from the first octet (RFC 8314 3); `starttls`: clear text that may be upgraded (RFC
   * 3207); `none`: always clear text.
   */
  readonly tls: "implicit" | "starttls" | "none";
}
