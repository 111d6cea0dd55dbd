/**
 * What Deno's errors mean, in the words of the port: a kind and a sentence that
 * says what happened, what it means and what to do.
 *
 * Deno's errors have a class, the system's code where it comes from the system,
 * and otherwise only the words of the library below: rustls for TLS.
 */
import { TransportError, type TransportErrorKind } from "@parley-smtp/core";

type Why = readonly [kind: TransportErrorKind, why: string];

const NO_WAY: Why = [
  "unreachable",
  "There is no way to its network: check this machine's connection and its routes",
];
const FORBIDDEN: Why = [
  "not-permitted",
  "The system forbids this connection: check its firewall and policies",
];

/** Why a connection could not be made, by code or class. */
const CONNECT: Readonly<Record<string, Why>> = {
  ECONNREFUSED: [
    "refused",
    "It refused the connection: nothing listens there, or a firewall answers for it; check host and port",
  ],
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  ETIMEDOUT: [
    "unreachable",
    "It did not answer: a firewall may drop the packets, as many providers do on port 25",
  ],
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
};

/** How an error of name resolution begins; it has neither code nor class. */
const LOOKUP = "failed to lookup address information: ";

/** How an error about a certificate begins. */
const CERTIFICATE = "invalid peer certificate: ";

/** Why a certificate was not accepted, by what rustls says next. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  "certificate expired": "it has expired; the server's administrator must renew it",
  "certificate not valid yet": "it is not valid yet; check this machine's clock",
  "certificate not valid for name":
    "it names other hosts; connect by a name that it carries, or set servername",
  UnknownIssuer:
    "its issuer is not trusted here, or the server sends an incomplete chain; if the issuer is your own, pass its certificate as ca",
  CaUsedAsEndEntity:
    "it is an authority's, made to issue others and not to be shown; the server must show one that it issued",
};

/** What else ended a handshake, by how the error begins. */
const HANDSHAKES: Readonly<Record<string, string>> = {
  "unexpected end of file": "It closed the connection during the handshake",
  "connection reset": "It broke the connection during the handshake",
  "received corrupt message":
    "It answered with something that is not TLS: perhaps this port begins in clear text and wants STARTTLS",
  "received fatal alert: ProtocolVersion":
    "It offers nothing above TLS 1.1, which is not safe; the server must be updated",
};

/** The error for a connection that could not be made. */
export function connectFailure(where: string, cause: unknown): TransportError {
  const [kind, why] = whyNot(where, cause);
  return new TransportError(kind, `Cannot connect to ${where}. ${why}.`, { cause });
}

/** The error for a handshake that failed. */
export function handshakeFailure(where: string, cause: unknown): TransportError {
  const words = wordsOf(cause);
  if (!words.startsWith(CERTIFICATE)) {
    const why = beginning(HANDSHAKES, words) ?? `Deno says: ${words}`;
    return new TransportError("handshake", `TLS with ${where} failed. ${why}.`, { cause });
  }
  const fault = words.slice(CERTIFICATE.length);
  const why = beginning(CERTIFICATES, fault) ?? "see the end of this message";
  return new TransportError(
    "certificate",
    `The certificate of ${where} is not accepted: ${why}. Deno says: ${fault}.`,
    { cause },
  );
}

/** The error for a handshake that Deno did not even begin. */
export function notBegun(where: string, cause: unknown): TransportError {
  const why = "One of ca cannot be used, or the connection is gone or in use";
  return new TransportError(
    "handshake",
    `TLS with ${where} was not begun. ${why}. Deno says: ${wordsOf(cause)}.`,
    { cause },
  );
}

/** The error for a connection that broke in use, or that was closed on this side. */
export function broken(where: string, cause?: unknown): TransportError {
  const why = cause === undefined ? "it was closed on this side" : wordsOf(cause);
  return new TransportError("reset", `The connection to ${where} is gone: ${why}.`, { cause });
}

function whyNot(where: string, cause: unknown): Why {
  const words = wordsOf(cause);
  if (cause instanceof Deno.errors.NotCapable) {
    return [
      "not-permitted",
      `This program may not use the network, or not to there: run it with --allow-net=${where}`,
    ];
  }
  if (words.startsWith(LOOKUP)) {
    const said = words.slice(LOOKUP.length);
    return [
      "unresolved",
      `The name has no address: check its spelling. The resolver says: ${said}`,
    ];
  }
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return CONNECT[code] ?? ["unreachable", `Deno says: ${words}`];
}

/** The row whose key the text begins with. */
function beginning(table: Readonly<Record<string, string>>, text: string): string | undefined {
  return Object.entries(table).find(([words]) => text.startsWith(words))?.[1];
}

function wordsOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
}
