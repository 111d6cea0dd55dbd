/**
 * Converts Node's errors to TransportErrors: a kind and a sentence that says what happened, what it means and what to
 * do.
 */
import {
  explainBlockedPort,
  RaceError,
  TransportError,
  type TransportErrorKind,
} from "@parley-smtp/core";
import { explainHandshake, isWeak, WEAK_CERTIFICATE } from "./handshakes.ts";

/** An error of the system, of OpenSSL or of Node's check of certificates. */
interface NodeError {
  readonly code?: string;
  readonly message: string;
  /** OpenSSL's reason, such as `wrong version number`. */
  readonly reason?: string;
  /** The certificate, if it names other hosts. */
  readonly cert?: { readonly subjectaltname?: string };
}

const NO_ROUTE = "There is no way to its network: check this machine's connection and its routes";
const FORBIDDEN = "The system forbids this connection: check its firewall and policies";

/** Why connecting failed, by the system's code; the most informative first. */
const CONNECT: Readonly<Record<string, readonly [TransportErrorKind, string]>> = {
  ERR_ACCESS_DENIED: [
    "not-permitted",
    "Node's permission model forbids this connection: allow it with --allow-net",
  ],
  EACCES: ["not-permitted", FORBIDDEN],
  EPERM: ["not-permitted", FORBIDDEN],
  ECONNREFUSED: [
    "refused",
    "It refused the connection: nothing listens there, or a firewall answers for it; check host and port",
  ],
  ENOTFOUND: ["unresolved", "The name has no address: check its spelling"],
  EAI_AGAIN: [
    "unresolved",
    "The name server did not answer: check this machine's connection, or try again later",
  ],
  ETIMEDOUT: ["unreachable", "It did not answer"],
  EHOSTUNREACH: ["unreachable", "It cannot be reached: a router or a firewall on the way says so"],
  ENETUNREACH: ["unreachable", NO_ROUTE],
  EADDRNOTAVAIL: [
    "unreachable",
    "The local address does not belong to this machine, or cannot reach the server: check localAddress",
  ],
};

/** Codes that a blocked port can cause. */
const PERHAPS_BLOCKED: readonly string[] = ["ETIMEDOUT", "EHOSTUNREACH"];

const UNKNOWN_ISSUER =
  "its issuer is not trusted here, or the server sends an incomplete chain; if the issuer is your own, pass its certificate as `ca`";

/** The code of a certificate without subject alternative names for hosts. */
export const NO_NAMES = "NO_SUBJECT_ALTERNATIVE_NAMES";

/** Why a certificate was not accepted, by the code of OpenSSL's verification. */
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "it has expired; the server's administrator must renew it",
  CERT_NOT_YET_VALID: "it is not valid yet; check this machine's clock",
  DEPTH_ZERO_SELF_SIGNED_CERT: "it is self-signed; if that is intended, pass it as `ca`",
  [NO_NAMES]:
    "it has no DNS name or IP address among its subject alternative names, and its common name does not count (RFC 9525); the server's administrator must replace it by one that lists the host there",
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
};

/**
 * Creates the error for a failed connection.
 *
 * @param where host and port, for the message
 * @param port the port, or 0 if only the name was resolved
 * @param cause the system's error, or one for each address
 */
export function connectFailure(where: string, port: number, cause: unknown): TransportError {
  const { code = "", message } = mostTelling(cause);
  const [kind, why] = CONNECT[code] ?? ["unreachable", `The system says: ${message || code}`];
  const blocked = PERHAPS_BLOCKED.includes(code) ? ` ${explainBlockedPort(port)}` : "";
  return new TransportError(
    kind,
    `Cannot connect to ${where}. ${why}.${blocked}${listAttempts(cause)}`,
    { cause },
  );
}

/** Returns the most informative of several errors. */
function mostTelling(cause: unknown): NodeError {
  const errors = cause instanceof AggregateError ? cause.errors : [cause];
  const codes = errors.map((error) => asNodeError(error).code);
  const code = Object.keys(CONNECT).find((known) => codes.includes(known));
  const at = code === undefined ? 0 : codes.indexOf(code);
  return asNodeError(errors[at] ?? cause);
}

/** Describes the failure at each of several addresses, as a sentence. */
function listAttempts(cause: unknown): string {
  if (!(cause instanceof RaceError) || cause.addresses.length < 2) return "";
  const each = cause.addresses.map((address, at) => {
    const { code, message } = asNodeError(cause.errors[at]);
    return `${address} (${code ?? message})`;
  });
  return ` All its addresses failed: ${each.join(", ")}.`;
}

/** Creates the error for a certificate that was not accepted for a name. */
export function certificateFailure(where: string, name: string, cause: unknown): TransportError {
  const { code = "", message, cert } = asNodeError(cause);
  const why =
    code === "ERR_TLS_CERT_ALTNAME_INVALID"
      ? `it names ${cert?.subjectaltname ?? "no host"} and not ${name}; connect by a name that it carries, or set servername`
      : (CERTIFICATE[code] ??
        (isWeak(message) ? `${WEAK_CERTIFICATE} (${message})` : `the check says: ${message}`));
  return new TransportError("certificate", `The certificate of ${where} is not accepted: ${why}.`, {
    cause,
  });
}

/** Creates the error for a handshake that failed for any other reason. */
export function handshakeFailure(where: string, cause: unknown): TransportError {
  const { code = "", message, reason } = asNodeError(cause);
  const known = explainHandshake(code);
  const why = known?.why ?? `OpenSSL says: ${reason ?? message}`;
  return new TransportError("handshake", `TLS with ${where} failed. ${why}.`, {
    cause,
    permanent: known?.permanent ?? false,
  });
}

/** Creates the error for a connection that broke, or whose handshake the server rejected after its end. */
export function broken(where: string, cause: unknown): TransportError {
  const { code = "", message } = asNodeError(cause);
  if (/_ALERT_/.test(code)) return handshakeFailure(where, cause);
  const why = cause === undefined ? "it was closed on this side" : message;
  return new TransportError("reset", `The connection to ${where} is gone: ${why}.`, { cause });
}

function asNodeError(cause: unknown): NodeError {
  return cause instanceof Error ? cause : { message: String(cause) };
}
