/** Recognizes errors without a reply by the words of runtimes and libraries. Replies are found in `reader.ts`. */

/** The kinds of errors that happen before, or instead of, a reply. */
export type FailureKind =
  | "connection-refused"
  | "connection-timeout"
  | "greeting-timeout"
  | "host-not-found"
  | "host-unreachable"
  | "connection-closed"
  | "tls-expected-plain-text"
  | "certificate-untrusted"
  | "certificate-expired"
  | "certificate-name"
  | "tls-handshake"
  | "starttls-not-offered"
  | "auth-not-offered"
  | "login-refused"
  | "credentials-missing";

/** One kind of failure. */
export interface FailureRow {
  /** The kind. */
  readonly failure: FailureKind;
  /** Words of the failure in lower case; they count only as whole words. */
  readonly words: readonly string[];
  /** The meaning as a sentence. */
  readonly means: string;
  /** What to do, as a sentence. */
  readonly advice: string;
}

/** The first row whose words occur in a line counts, so rows with exact words come first. */
export const FAILURE_ROWS: readonly FailureRow[] = [
  {
    failure: "greeting-timeout",
    words: ["greeting never received"],
    means: "The connection was opened, but the server did not send a greeting in time.",
    advice:
      "The port may expect TLS from the first byte: use implicit TLS on port 465, or STARTTLS on port 587. A firewall that only pretends to accept connections looks the same.",
  },
  {
    failure: "tls-expected-plain-text",
    words: [
      "wrong version number",
      "wrong_version_number",
      "first record does not look like a tls handshake",
      "plaintext connection?",
      "unsupported or unrecognized ssl message",
      "packet length too long",
      "received record with version",
      "corrupted frame",
      "invalidcontenttype",
      "record layer failure",
    ],
    means: "The client began TLS, and the server answered in plain text.",
    advice:
      "Use STARTTLS on ports 587 and 25. Begin with TLS from the first byte only on port 465.",
  },
  {
    failure: "certificate-expired",
    words: ["certificate has expired", "cert_has_expired", "certificate expired", "notvalidafter"],
    means: "The server's certificate has expired.",
    advice:
      "The administrator of the server has to renew the certificate. Check the clock of the client too.",
  },
  {
    failure: "certificate-name",
    words: [
      "err_tls_cert_altname_invalid",
      "hostname/ip does not match certificate",
      "hostname mismatch",
      "remotecertificatenamemismatch",
      "certificate name mismatch",
      "doesn't match any of the subject alternative names",
      "no alternative certificate subject name matches",
      "no subject alternative names",
      "certificate is valid for",
      "did not match expected cn",
      "notvalidforname",
    ],
    means: "The server's certificate is for another host name.",
    advice: "Connect to the name that the certificate has, which the provider's help page shows.",
  },
  {
    failure: "certificate-untrusted",
    words: [
      "self-signed certificate",
      "self signed certificate",
      "self_signed_cert",
      "unable_to_verify_leaf_signature",
      "unable_to_get_issuer_cert",
      "unable to get local issuer",
      "unable to verify the first certificate",
      "certificate verify failed",
      "certificate verification failed",
      "pkix path building failed",
      "signed by unknown authority",
      "remote certificate is invalid",
      "remotecertificatechainerrors",
      "unknownissuer",
      "certificate is not trusted",
      "peer certificate cannot be authenticated",
    ],
    means: "The client does not trust the issuer of the server's certificate.",
    advice:
      "Give the client the issuer's certificate. Do not switch verification off: that shows passwords to anyone on the way.",
  },
  {
    failure: "tls-handshake",
    words: [
      "no protocols available",
      "unsupported protocol",
      "unsupported_protocol",
      "handshake failure",
      "handshake_failure",
      "sslhandshakeexception",
      "dh key too small",
      "alert protocol version",
      "tlsv1 alert",
      "no cipher match",
      "no shared cipher",
      "protocol version not supported",
      "unknown protocol",
      "cannot start tls",
      "ssl_connect error",
      "ssl_error_syscall",
      "handshake failed",
      "no appropriate protocol",
      "error initializing tls",
      "0x800ccc1a",
    ],
    means: "Client and server did not agree on TLS.",
    advice:
      "One side is too old: update it, and allow TLS 1.2 or later on both. Check also that the port is one for TLS.",
  },
  {
    failure: "starttls-not-offered",
    words: [
      "starttls extension not supported",
      "starttls not supported",
      "does not support starttls",
      "doesn't support starttls",
      "starttls is required but host did not offer",
      "does not support the starttls extension",
      "tls is required, but was not offered",
      "server does not support secure connections",
    ],
    means: "The client needs STARTTLS, and the server does not offer it on this port.",
    advice:
      "Use port 465 with TLS from the first byte, or port 587. If the server offers STARTTLS elsewhere, something on the way removes it.",
  },
  {
    failure: "auth-not-offered",
    words: [
      "smtp auth extension not supported",
      "no suitable authentication method",
      "does not support authentication",
      "doesn't support auth",
      "no authentication mechanisms",
      "no compatible authentication mechanism",
      "none of the authentication methods",
      "0x800ccc80",
    ],
    means: "The client was to log in, and the server offers no method that the client knows.",
    advice: "Servers often offer AUTH only after TLS: use port 465, or STARTTLS on port 587.",
  },
  {
    failure: "login-refused",
    words: ["curl: (67)", "curle_login_denied", "0x800ccc92"],
    means: "The server refused the login, and the program does not show its reply.",
    advice:
      "Check the user name and the password. Let the program show the session, such as curl -v: the reply says more.",
  },
  {
    failure: "credentials-missing",
    words: ["missing credentials for", "wrong host, user, or password configuration"],
    means: "The client was to log in without a user name or password.",
    advice: "Check that the variables that hold the user name and the password are set.",
  },
  {
    failure: "host-not-found",
    words: [
      "enotfound",
      "eai_again",
      "eai_noname",
      "name or service not known",
      "no such host",
      "unknownhostexception",
      "unknown smtp host",
      "nodename nor servname",
      "temporary failure in name resolution",
      "php_network_getaddresses",
      "getaddrinfo failed",
      "could not resolve host",
      "couldn't resolve host",
      "host or domain name not found",
      "cannot locate host",
      "remote name could not be resolved",
      "failed to lookup address",
      "'edns'",
      '"edns"',
      "code: edns",
      "no address associated with hostname",
      "nxdomain",
      "host not found",
      "could not be resolved",
      "connection to recipients server failed",
      "0x800ccc0d",
    ],
    means: "No address was found for the name of the server.",
    advice: "Check the spelling of the host name, and that the name server works.",
  },
  {
    failure: "host-unreachable",
    words: [
      "ehostunreach",
      "enetunreach",
      "no route to host",
      "network is unreachable",
      "host is unreachable",
      "network unreachable",
    ],
    means: "There is no way to the server's address.",
    advice:
      "Check the network and the firewall. If the address is IPv6, the network may have none: try IPv4.",
  },
  {
    failure: "connection-refused",
    words: [
      "econnrefused",
      "connection refused",
      "actively refused",
      "connectionrefused",
      "connectexception",
      "refused the connection",
      "couldn't connect to server",
      "could not connect to smtp host",
      "verbindungsaufbau abgelehnt",
      "verbindung verweigert",
      "0x800ccc0e",
      "0x80042109",
    ],
    means: "Nothing listens on this port of the server, or a firewall refuses the connection.",
    advice: "Check host name and port: 465 and 587 are for clients, 25 for servers.",
  },
  {
    failure: "connection-timeout",
    words: [
      "etimedout",
      "esockettimedout",
      "connection timed out",
      "connection timeout",
      "operation timed out",
      "timed out",
      "i/o timeout",
      "timeout expired",
      "sockettimeoutexception",
      "connection attempt failed because the connected party did not properly respond",
      "deadline exceeded",
      "timeout waiting for",
      "connect: timeout",
      "zeitüberschreitung",
      "smtp timeout",
      "smtp-timeout",
      "timeout after",
      "0x800ccc19",
      "0x8004210b",
    ],
    means: "The server did not answer in time.",
    advice:
      "Many networks and cloud providers block port 25, and some 465 and 587: try another port, or ask the provider.",
  },
  {
    failure: "connection-closed",
    words: [
      "econnreset",
      "epipe",
      "connection reset",
      "socket hang up",
      "unexpected socket close",
      "connection unexpectedly closed",
      "smtpserverdisconnected",
      "lost connection with",
      "broken pipe",
      "closed unexpectedly",
      "forcibly closed by the remote host",
      "connection was closed",
      "eoferror",
      "error=eof",
      ": eof",
      "unexpected eof",
      "got an empty response",
      'got code "", with message ""',
      "got empty code",
      "end of file reached",
      "server closed connection",
      "server has unexpectedly disconnected",
      "connection was aborted",
      "connection aborted",
      "net::readtimeout",
      "0x800ccc0f",
    ],
    means: "The server, or something on the way, closed the connection without a reply.",
    advice:
      "Try again later. If the connection is always closed at the same place, check the port and TLS, and ask the administrator what the server's log says.",
  },
];

/** Characters of a line that are searched. */
const MAX_FAILURE_LINE_CHARACTERS = 2_000;

/** Characters that may come before and after a word: names of exceptions have longer endings. */
const WORD_START = /(?:^|[^\p{L}\p{N}])$/u;
const BEHIND = /^(?:error|exception)?(?:[^\p{L}\p{N}]|$)/u;
const WORD = /[\p{L}\p{N}]/u;

/** A failure that a line names, and its position. */
export interface FailureInLine {
  readonly row: FailureRow;
  /** Start and end of its words. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the failure that a line names.
 *
 * @param line one line
 * @returns the first row with words in the line; `undefined` if no row matches
 */
export function failureIn(line: string): FailureInLine | undefined {
  const lower = line.slice(0, MAX_FAILURE_LINE_CHARACTERS).toLowerCase();
  for (const row of FAILURE_ROWS) {
    for (const word of row.words) {
      const from = findWord(word, lower);
      if (from >= 0) return { row, from, to: from + word.length };
    }
  }
  return undefined;
}

/** Returns the position of words that are not part of a longer word, or -1. */
function findWord(word: string, text: string): number {
  let from = text.indexOf(word);
  while (from >= 0) {
    const end = from + word.length;
    const begins =
      !WORD.test(word[0] ?? "") || WORD_START.test(text.slice(Math.max(0, from - 2), from));
    if (begins && (!WORD.test(word.at(-1) ?? "") || BEHIND.test(text.slice(end, end + 12))))
      return from;
    from = text.indexOf(word, from + 1);
  }
  return -1;
}
