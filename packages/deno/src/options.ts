/** What a user may say about TLS on Deno, beyond host, port and kind of TLS. */

/**
 * How to secure a connection. TLS below 1.2 is never spoken.
 *
 * No option here makes Deno accept any certificate; that is `deno run
 * --unsafely-ignore-certificate-errors=host`, for everything that it then runs. A
 * program cannot see that, so `verified` says `true` all the same.
 */
export interface DenoTlsOptions {
  /**
   * Certificates of authorities to trust beside those that Deno trusts anyway
   * (`DENO_TLS_CA_STORE` says which): PEM texts, not file names.
   */
  readonly ca?: string | readonly string[];
  /**
   * The name to send (SNI) and to check the certificate against. Default: the
   * host that is dialed; an IP address is checked but not sent (RFC 6066 3).
   */
  readonly servername?: string;
}

/**
 * Our own certificate, for servers that ask for one. Deno can show it under implicit
 * TLS alone, and then sends and checks no other name than the host that is dialed.
 */
export interface DenoClientCertificate {
  /** The certificate with its chain: PEM text. */
  readonly cert: string;
  /** The private key to `cert`, not encrypted: PEM text. */
  readonly key: string;
  /** Not beside `cert`. */
  readonly servername?: never;
}

/** The usual case: no certificate of our own. */
export interface NoClientCertificate {
  /** Not without `key`. */
  readonly cert?: never;
  /** Not without `cert`. */
  readonly key?: never;
}

/** A certificate of our own, or none. */
export type DenoCertificateOptions = DenoClientCertificate | NoClientCertificate;
