/** Explains why a TLS handshake failed and whether another try can help, by the code of OpenSSL or BoringSSL. */

/** The explanation of a failure. */
export interface HandshakeFault {
  /** A sentence without its full stop: what happened and what to do. */
  readonly why: string;
  /** Whether another try cannot help until an option or the server changes. */
  readonly permanent: boolean;
}

const NOT_TLS =
  'It answered with something that is not TLS: perhaps this port begins in clear text and wants STARTTLS; set tls: "starttls", or use port 465';
const TOO_OLD = "It offers nothing above TLS 1.1, which is not safe; the server must be updated";
const NO_CERTIFICATE =
  "The server requires a client certificate: pass yours as `cert` and its private key as `key`";
const BAD_CERTIFICATE =
  "The server does not accept the client certificate: check that `cert` is valid, has its whole chain, and comes from an authority that the server trusts";
const WEAK_DH =
  "The server uses a Diffie-Hellman group that is too weak (1024 bits or fewer), which is not safe; its administrator must set one of 2048 bits or more, or use ECDHE";

/** Why a certificate is weak, and what to do. */
export const WEAK_CERTIFICATE =
  "its key or signature is too weak to be safe; the server's administrator must replace it by one with an RSA key of 2048 bits or more, or an EC key, signed with SHA-256 or better";

/**
 * The codes by a part of their name: the prefixes differ between versions, as in `ERR_SSL_SSLV3_ALERT_...`,
 * `ERR_SSL_TLSV13_ALERT_...` and `ERR_SSL_SSL/TLS_ALERT_...`. The first match counts.
 */
const FAULTS: readonly (readonly [RegExp, string, permanent?: false])[] = [
  [/^ECONNRESET$/, "It closed the connection during the handshake", false],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, NOT_TLS],
  [/UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION/, TOO_OLD],
  [/ALERT_CERTIFICATE_REQUIRED/, NO_CERTIFICATE],
  [/ALERT_(?:(?:BAD|UNSUPPORTED)_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA)/, BAD_CERTIFICATE],
  [/DH_KEY_TOO_SMALL|BAD_DH_P_LENGTH/, WEAK_DH],
  [
    /(?:EE|CA)_KEY_TOO_SMALL|CA_MD_TOO_WEAK/,
    `The certificate is too weak: ${WEAK_CERTIFICATE.replace("its key", "a key")}`,
  ],
  [
    /ALERT_HANDSHAKE_FAILURE|ALERT_INSUFFICIENT_SECURITY/,
    "The server refused the handshake: it has no version and cipher in common with this client, or requires a client certificate (`cert` and `key`)",
  ],
  [
    /ALERT_UNRECOGNIZED_NAME/,
    "The server does not know the name that it was asked for: check host, or set servername",
  ],
  [
    /UNSAFE_LEGACY_RENEGOTIATION/,
    "The server lacks secure renegotiation (RFC 5746), which is not safe; the server must be updated",
  ],
];

/** Returns the explanation of a failure, or `undefined`. */
export function explainHandshake(code: string): HandshakeFault | undefined {
  const fault = FAULTS.find(([codes]) => codes.test(code));
  if (!fault) return undefined;
  const [, why, permanent = true] = fault;
  return { why, permanent };
}

/** Returns whether OpenSSL's verification found a key or signature too weak; it has no code of its own. */
export function isWeak(message: string): boolean {
  return /too weak|too small/i.test(message);
}
