/** The client's side of TLS: trusted authorities, checks, and sessions for resumption. */
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from "node:tls";
import { type DialTarget, toAsciiHost } from "@parley-smtp/core";
import { endPointBinding } from "./end-point.ts";
import { certificateFailure, handshakeFailure, NO_NAMES } from "./failure.ts";
import type { NodeTlsOptions } from "./options.ts";
import { collectErrors, type Secured } from "./transport.ts";

/** The label of the tls-exporter channel binding (RFC 9266 2). */
const EXPORTER = "EXPORTER-Channel-Binding";

/** Number of servers whose last session is kept for resumption. */
const SESSIONS = 100;

/** The data of a handshake that is kept for resumption. */
interface Kept {
  readonly session: Buffer;
  readonly endPoint?: Uint8Array;
}

/**
 * Performs the handshake over a connected socket, which belongs to TLS from then on: if the handshake fails or the
 * signal fires, the socket is closed.
 */
export type Secure = (socket: Duplex, target: DialTarget, signal: AbortSignal) => Promise<Secured>;

/**
 * @param options certificates and checks
 * @returns a function that does handshakes, and resumes the sessions of earlier ones
 * @throws {TypeError} for an invalid certificate or key
 */
export function tlsClient(options: NodeTlsOptions): Secure {
  const secureContext = contextFor(options);
  const verify = options.verify !== false;
  const sessions = new Map<string, Kept>();

  return async (socket, { host, port }, signal) => {
    const where = `${host}:${port}`;
    // SNI carries A-labels, no final dot and no IP address (RFC 6066 3).
    const name = toAsciiHost(options.servername ?? host).replace(/\.$/, "");
    const kept = sessions.get(where);
    const secured = connect({
      socket,
      secureContext,
      host: name,
      servername: isIP(name) ? "" : name,
      rejectUnauthorized: verify,
      checkServerIdentity: checkNames,
      ...(kept && { session: kept.session }),
    });
    const errors = collectErrors(secured);
    try {
      await once(secured, "secureConnect", { signal });
      signal.throwIfAborted();
    } catch (cause) {
      secured.destroy();
      throw secured.authorizationError
        ? certificateFailure(where, name, cause)
        : handshakeFailure(where, cause);
    }

    // A resumed session has no certificate: the one of its first handshake counts (RFC 5929 4.1).
    const endPoint = secured.isSessionReused()
      ? kept?.endPoint
      : endPointBinding(secured.getPeerX509Certificate());

    // Only sessions of accepted handshakes are kept: a resumed one is not checked again.
    const keep = (fresh: Buffer | undefined): void => {
      if (fresh === undefined) return;
      sessions.delete(where);
      sessions.set(where, { session: fresh, ...(endPoint && { endPoint }) });
      const [oldest] = sessions.keys();
      if (sessions.size > SESSIONS && oldest !== undefined) sessions.delete(oldest);
    };
    const version = secured.getProtocol() ?? "unknown";
    if (version === "TLSv1.2") keep(secured.getSession());
    secured.on("session", keep);

    return {
      socket: secured,
      errors,
      tls: {
        version,
        cipher: secured.getCipher().standardName,
        verified: verify && secured.authorized,
        channelBindings: {
          // Deno's node:tls has no exporter.
          ...(version === "TLSv1.3" &&
            "exportKeyingMaterial" in secured && { "tls-exporter": exporterBinding(secured) }),
          ...(endPoint && { "tls-server-end-point": endPoint }),
        },
      },
    };
  };
}

/**
 * Safe as a binding with TLS 1.3; with older versions only with an extension that Node does not report (RFC 9266
 * 4.2).
 */
function exporterBinding(secured: TLSSocket): Uint8Array {
  return secured.exportKeyingMaterial(32, EXPORTER, Buffer.alloc(0));
}

/**
 * Checks a certificate for a name only by its subject alternative names. Node itself also accepts the common name,
 * which must not count (RFC 9525 2).
 */
function checkNames(name: string, certificate: PeerCertificate): Error | undefined {
  if (!/(?:^|, )(?:DNS|IP Address):/.test(certificate.subjectaltname ?? "")) {
    return Object.assign(new Error("The certificate has no subject alternative names."), {
      code: NO_NAMES,
    });
  }
  const subject = { ...certificate.subject, CN: "" };
  return checkServerIdentity(name, { ...certificate, subject });
}

function contextFor({ ca, cert, key, passphrase }: NodeTlsOptions): SecureContext {
  if ((cert === undefined) !== (key === undefined)) {
    throw new TypeError("cert and key go together: give both or neither.");
  }
  try {
    const authorities = ca === undefined ? undefined : [ca].flat();
    // Node would accept an invalid ca, and then trust nobody.
    for (const authority of authorities ?? []) new X509Certificate(authority);
    return createSecureContext({ ca: authorities, cert, key, passphrase, minVersion: "TLSv1.2" });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (/KEY_TOO_SMALL|MD_TOO_WEAK/.test(code)) {
      throw new TypeError(
        "cert has a key or signature that is too weak to be safe. Use an RSA key of 2048 bits or more, or an EC key, and a certificate signed with SHA-256 or better.",
        { cause },
      );
    }
    const how =
      "Give the texts of PEM files and not their names, a key that belongs to the cert, and its passphrase";
    throw new TypeError(`One of ca, cert and key cannot be used. ${how}.`, { cause });
  }
}
