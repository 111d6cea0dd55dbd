/**
 * Converts Deno's errors to TransportErrors: a kind and a sentence that says what happened, what it means and what to
 * do.
 *
 * Deno's errors have a class, the system's code if they come from the system, and otherwise only the words of the
 * library: rustls for TLS.
 */
import {
  explainBlockedPort,
  RaceError,
  TransportError,
  type TransportErrorKind,
} from "@parley-smtp/core";

type Why = readonly [kind: TransportErrorKind, why: string];

const FORBIDDEN: Why = [
  "not-permitted",
  "The system forbids this connection: check its firewall and policies",
];

/** Why connecting failed, by code or class. */
const CONNECT: Readonly<Record<string, Why>> = {
  ECONNREFUSED: [
    "refused",
    "It refused the connection: nothing listens there, or a firewall answers for it; check host and port",
  ],
  EHOSTUNREACH: ["unreachable", "It cannot be reached: a router or a firewall on the way says so"],
  ENETUNREACH: [
    "unreachable",
    "There is no way to its network: check this machine's connection and its routes",
  ],
  ETIMEDOUT: ["unreachable", "It did not answer"],
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
};

/** The beginning of a name resolution error, which has neither code nor class. */
const LOOKUP = "failed to lookup address information: ";

/** The beginning of an error about a certificate. */
const CERTIFICATE = "invalid peer certificate: ";

/** Codes that a blocked port can cause. */
const PERHAPS_BLOCKED: readonly string[] = ["ETIMEDOUT", "EHOSTUNREACH"];

const STRONGER =
  "the server's administrator must replace it by one with an RSA key of 2048 bits or more, or an EC key, signed with SHA-256 or better";

/** Why a certificate was not accepted, by the next words of rustls. */
const CERTIFICATES: readonly (readonly [RegExp, string])[] = [
  [/^(?:certificate expired|Expired)/, "it has expired; the server's administrator must renew it"],
  [/^(?:certificate not valid yet|NotValidYet)/, "it is not valid yet; check this machine's clock"],
  [
    /^(?:certificate not valid for name|NotValidForName)/,
    "it names other hosts; connect by a name that it carries, or set servername",
  ],
  [
    /^UnknownIssuer/,
    "its issuer is not trusted here, or the server sends an incomplete chain; if the issuer is your own, pass its certificate as ca",
  ],
  [
    /^CaUsedAsEndEntity/,
    "it is an authority's, made to issue others and not to be shown; the server must show one that it issued",
  ],
  [
    /^UnsupportedSignatureAlgorithm/,
    `its signature is too weak to be safe, or of a kind that Deno does not know; ${STRONGER}`,
  ],
  [/^BadSignature/, `its signature is not right, or its key is too weak to be safe; ${STRONGER}`],
];

/** How some versions of rustls wrap the words of its certificate library. */
const WRAPPED = /^Other\(OtherError\((.*)\)\)$/s;

/** The beginning of a server's alert, which may arrive after the handshake (RFC 8446 6.2). */
const ALERT = /^received fatal alert: /;

const BAD_CERTIFICATE =
  "The server does not accept the client certificate: check that cert is valid, has its whole chain, and comes from an authority that the server trusts";

/** Other reasons for a failed handshake, by the beginning of the error, and whether another try may help. */
const HANDSHAKES: readonly (readonly [RegExp, string, temporary?: true])[] = [
  [/^unexpected end of file/, "It closed the connection during the handshake", true],
  [/^connection reset/, "It broke the connection during the handshake", true],
  [
    /^received corrupt message/,
    'It answered with something that is not TLS: perhaps this port begins in clear text and wants STARTTLS; set tls: "starttls", or use port 465',
  ],
  [
    /^received fatal alert: ProtocolVersion/,
    "It offers nothing above TLS 1.1, which is not safe; the server must be updated",
  ],
  [
    /^received fatal alert: CertificateRequired/,
    "The server requires a client certificate: pass yours as cert and its private key as key",
  ],
  [
    /^received fatal alert: (?:BadCertificate|UnsupportedCertificate|Certificate|UnknownCA)/,
    BAD_CERTIFICATE,
  ],
  [
    /^received fatal alert: (?:HandshakeFailure|InsufficientSecurity)|^peer is incompatible/,
    "The server has no version and cipher in common with Deno, or requires a client certificate (cert and key)",
  ],
  [
    /^received fatal alert: UnrecognisedName/,
    "The server does not know the name that it was asked for: check host, or set servername",
  ],
];

/**
 * Creates the error for a failed connection.
 *
 * @param where host and port, for the message
 * @param port the port
 * @param cause Deno's error, or one for each address
 */
export function connectFailure(where: string, port: number, cause: unknown): TransportError {
  const one = cause instanceof RaceError ? cause.errors[0] : cause;
  const [kind, why] = whyNot(where, one);
  const blocked = PERHAPS_BLOCKED.includes(codeOf(one)) ? ` ${explainBlockedPort(port)}` : "";
  return new TransportError(kind, `Cannot connect to ${where}. ${why}.${blocked}`, { cause });
}

/** Creates the error for a failed handshake. */
export function handshakeFailure(where: string, cause: unknown): TransportError {
  const words = wordsOf(cause);
  if (!words.startsWith(CERTIFICATE)) {
    const known = HANDSHAKES.find(([begins]) => begins.test(words));
    const why = known?.[1] ?? `Deno says: ${words}`;
    const permanent = known !== undefined && known[2] !== true;
    return new TransportError("handshake", `TLS with ${where} failed. ${why}.`, {
      cause,
      permanent,
    });
  }
  const said = words.slice(CERTIFICATE.length);
  // The context of some faults lists everything that Deno knows.
  const fault = (WRAPPED.exec(said)?.[1] ?? said).replace(/^(\w+)Context \{.*$/s, "$1");
  const known = CERTIFICATES.find(([begins]) => begins.test(fault));
  const why = known?.[1] ?? "see the end of this message";
  return new TransportError(
    "certificate",
    `The certificate of ${where} is not accepted: ${why}. Deno says: ${fault}.`,
    { cause },
  );
}

/** Creates the error for a handshake that Deno did not begin. */
export function notBegun(where: string, cause: unknown): TransportError {
  const why = "One of ca cannot be used, or the connection is gone or in use";
  return new TransportError(
    "handshake",
    `TLS with ${where} was not begun. ${why}. Deno says: ${wordsOf(cause)}.`,
    { cause },
  );
}

/**
 * Creates the error for a connection that broke, was closed on this side, or whose handshake the server rejected
 * after its end.
 */
export function broken(where: string, cause?: unknown): TransportError {
  if (ALERT.test(wordsOf(cause))) return handshakeFailure(where, cause);
  const why = cause === undefined ? "it was closed on this side" : wordsOf(cause);
  return new TransportError("reset", `The connection to ${where} is gone: ${why}.`, { cause });
}

function whyNot(where: string, cause: unknown): Why {
  const words = wordsOf(cause);
  if (cause instanceof Deno.errors.NotCapable) {
    return [
      "not-permitted",
      `Deno denies this program network access to that address: run it with --allow-net=${where}`,
    ];
  }
  if (words.startsWith(LOOKUP)) {
    const said = words.slice(LOOKUP.length);
    return [
      "unresolved",
      `The name has no address: check its spelling. The resolver says: ${said}`,
    ];
  }
  return CONNECT[codeOf(cause)] ?? ["unreachable", `Deno says: ${words}`];
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function wordsOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
}
