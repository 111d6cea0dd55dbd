/**
 * What Node's errors mean, in the words of the port: a kind and a sentence
 * that says what happened, what it means and what to do.
 */
import { TransportError, type TransportErrorKind } from "@parley-smtp/core";

/** An error of the system, of OpenSSL or of Node's check of certificates. */
interface NodeError {
  readonly code?: string;
  readonly message: string;
  /** What OpenSSL says, such as `wrong version number`. */
  readonly reason?: string;
  /** The certificate that names other hosts. */
  readonly cert?: { readonly subjectaltname?: string };
}

const NO_WAY = "There is no way to its network: check this machine's connection and its routes";

/** Why a connection could not be made, by the system's code. */
const CONNECT: Readonly<Record<string, readonly [TransportErrorKind, string]>> = {
  ECONNREFUSED: [
    "refused",
    "It refused the connection: nothing listens there, or a firewall answers for it; check host and port",
  ],
  ENOTFOUND: ["unresolved", "The name has no address: check its spelling"],
  EAI_AGAIN: [
    "unresolved",
    "The name server did not answer: check this machine's connection, or try again later",
  ],
  EHOSTUNREACH: ["unreachable", NO_WAY],
  ENETUNREACH: ["unreachable", NO_WAY],
  ETIMEDOUT: [
    "unreachable",
    "It did not answer: a firewall may drop the packets, as many providers do on port 25",
  ],
  EADDRNOTAVAIL: [
    "unreachable",
    "The local address is none of this machine's, or cannot reach it: check localAddress",
  ],
  EACCES: ["not-permitted", "The system forbids this connection: check its firewall and policies"],
  EPERM: ["not-permitted", "The system forbids this connection: check its firewall and policies"],
  ERR_ACCESS_DENIED: [
    "not-permitted",
    "Node's permission model forbids this connection: allow it with --allow-net",
  ],
};

const UNKNOWN_ISSUER =
  "its issuer is not trusted here, or the server sends an incomplete chain; if the issuer is your own, pass its certificate as `ca`";

/** Why a certificate was not accepted, by the code of OpenSSL's verification. */
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "it has expired; the server's administrator must renew it",
  CERT_NOT_YET_VALID: "it is not valid yet; check this machine's clock",
  DEPTH_ZERO_SELF_SIGNED_CERT: "it is signed by itself; if that is intended, pass it as `ca`",
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
};

const TOO_OLD = "It offers nothing above TLS 1.1, which is not safe; the server must be updated";

/** What else ended a handshake, by the code of OpenSSL. */
const HANDSHAKE: Readonly<Record<string, string>> = {
  ECONNRESET: "It closed the connection during the handshake",
  ERR_SSL_WRONG_VERSION_NUMBER:
    "It answered with something that is not TLS: perhaps this port begins in clear text and wants STARTTLS",
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    "It answered with something that is not TLS: perhaps this port begins in clear text and wants STARTTLS",
  ERR_SSL_UNSUPPORTED_PROTOCOL: TOO_OLD,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: TOO_OLD,
};

/** The error for a connection that could not be made. */
export function connectFailure(where: string, cause: unknown): TransportError {
  const { code = "", message } = asNodeError(cause);
  const [kind, why] = CONNECT[code] ?? ["unreachable", `The system says: ${message || code}`];
  return new TransportError(kind, `Cannot connect to ${where}. ${why}.`, { cause });
}

/** The error for a certificate that was not accepted under a name. */
export function certificateFailure(where: string, name: string, cause: unknown): TransportError {
  const { code = "", message, cert } = asNodeError(cause);
  const why =
    code === "ERR_TLS_CERT_ALTNAME_INVALID"
      ? `it names ${cert?.subjectaltname ?? "no host"} and not ${name}; connect by a name that it carries, or set servername`
      : (CERTIFICATE[code] ?? `the check says: ${message}`);
  return new TransportError("certificate", `The certificate of ${where} is not accepted: ${why}.`, {
    cause,
  });
}

/** The error for a handshake that failed for any other reason. */
export function handshakeFailure(where: string, cause: unknown): TransportError {
  const { code = "", message, reason } = asNodeError(cause);
  const why = HANDSHAKE[code] ?? `OpenSSL says: ${reason ?? message}`;
  return new TransportError("handshake", `TLS with ${where} failed. ${why}.`, { cause });
}

/** The error for a connection that broke in use. */
export function broken(where: string, cause: unknown): TransportError {
  const why = cause === undefined ? "it was closed on this side" : asNodeError(cause).message;
  return new TransportError("reset", `The connection to ${where} is gone: ${why}.`, { cause });
}

function asNodeError(cause: unknown): NodeError {
  return cause instanceof Error ? cause : { message: String(cause) };
}
