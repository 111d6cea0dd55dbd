/**
 * Converts Workers' errors to TransportErrors. The errors have no codes, and one of them has many causes, so the
 * sentences list the possible ones.
 */
import { type DialTarget, TransportError } from "@parley-smtp/core";

/** Creates the error for a failed connection. */
export function connectFailure(
  where: string,
  tls: DialTarget["tls"],
  cause: unknown,
): TransportError {
  const handshake =
    tls === "implicit"
      ? ", TLS failed, its certificate is not accepted (expired, for another name, not issued by a public authority)"
      : "";
  return new TransportError(
    "unreachable",
    `Cannot connect to ${where}. Workers report all causes alike: the name has no address, nothing listens there, a firewall drops it${handshake}, or Cloudflare forbids it, as it does addresses that are private or its own. Check host, port and TLS mode, and try the server from elsewhere to find out which.`,
    { cause },
  );
}

/** Creates the error for port 25, to which Workers do not connect. */
export function port25Blocked(where: string): TransportError {
  return new TransportError(
    "not-permitted",
    `Cannot connect to ${where}. Cloudflare blocks outgoing connections from Workers to port 25. Send through a submission server on port 587 or 465.`,
  );
}

/** Creates the error for a socket that the runtime does not open. */
export function forbidden(where: string, cause: unknown): TransportError {
  return new TransportError(
    "not-permitted",
    `Workers do not open a connection to ${where}: ${wordsOf(cause)}. Sockets exist in handlers only: connect and send inside fetch(), scheduled(), queue() and the like.`,
    { cause },
  );
}

/**
 * Creates the error for a failed upgrade. The runtime does not say whether the certificate was the cause, so the
 * certificate is assumed: otherwise a session that only prefers TLS would continue in clear text with a server
 * without a valid certificate.
 */
export function upgradeFailure(where: string, cause?: unknown): TransportError {
  return new TransportError(
    "certificate",
    `TLS with ${where} failed, and Workers do not say why; the log of \`wrangler dev\` does. The certificate may have expired, name another host, or come from no public authority, the only ones that Workers trust; or the server closed the connection, or has nothing above TLS 1.1.`,
    { cause },
  );
}

/** Creates the error for a connection that broke, or that was closed on this side. */
export function broken(where: string, cause?: unknown): TransportError {
  const why = cause === undefined ? "it was closed on this side" : wordsOf(cause);
  return new TransportError("reset", `The connection to ${where} is gone: ${why}.`, { cause });
}

function wordsOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
}
