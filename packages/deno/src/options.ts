/** The TLS options on Deno besides host, port and kind of TLS. */

/**
 * How to secure a connection. TLS below 1.2 is never used.
 *
 * No option here makes Deno accept any certificate; that is `deno run --unsafely-ignore-certificate-errors=host`, for
 * everything that the process then runs. A program cannot detect that flag, so `verified` is `true` anyway.
 */
export interface DenoTlsOptions {
  /**
   * Certificates of authorities to trust in addition to Deno's defaults (`DENO_TLS_CA_STORE`): PEM texts, not file
   * names.
   */
  readonly ca?: string | readonly string[];
  /**
   * The name to send (SNI) and to check the certificate against. Default: the dialed host; an IP address is checked
   * but not sent (RFC 6066 3).
   */
  readonly servername?: string;
}

/**
 * The client's certificate, for servers that request one. Deno can only send it under implicit TLS, and then sends
 * and checks no other name than the dialed host.
 */
export interface DenoClientCertificate {
  /** The certificate with its chain: PEM text. */
  readonly cert: string;
  /** The private key to `cert`, not encrypted: PEM text. */
  readonly key: string;
  /** Not together with `cert`. */
  readonly servername?: never;
}

/** The usual case: no client certificate. */
export interface NoClientCertificate {
  /** Not without `key`. */
  readonly cert?: never;
  /** Not without `cert`. */
  readonly key?: never;
}

/** A client certificate, or none. */
export type DenoCertificateOptions = DenoClientCertificate | NoClientCertificate;
