/**
 * Opens connections over cloudflare:sockets. Reading and writing is in `transport.ts`, errors are in `failure.ts`.
 *
 * No timers here; a caller stops a connection with the signal or with `close()`.
 */
/// <reference path="./sockets.d.ts" />
import { connect } from "cloudflare:sockets";
import type { Socket } from "@cloudflare/workers-types";
import {
  type Dial,
  type DialTarget,
  type Transport,
  TransportError,
  toAsciiHost,
} from "@parley-smtp/core";
import { connectFailure, forbidden, port25Blocked } from "./failure.ts";
import { overSocket, unless } from "./transport.ts";

/** Workers must know when connecting whether a connection may be upgraded. */
const SECURE_TRANSPORT = { implicit: "on", starttls: "starttls", none: "off" } as const;

/** The port between mail servers (RFC 5321 4.5.4.2), which Cloudflare blocks. */
const SMTP_PORT = 25;

/**
 * Opens connections on Cloudflare Workers.
 *
 * Workers verify certificates against the public authorities and the dialed host; this cannot be changed. They
 * provide no channel binding and no local address, and choose the server's address themselves, so `avoid` has no
 * effect. Cloudflare blocks port 25, so this dial rejects without connecting to it.
 *
 * @throws {TransportError} kind `not-permitted` for port 25, and synchronously outside of a handler, where a deadline
 * could not be set
 *
 * @example
 * ```ts
 * const target = { host: "mail.example.com", port: 465, tls: "implicit" } as const;
 * const transport = await workersDial(target, { signal: AbortSignal.timeout(30_000) });
 * ```
 */
export const workersDial: Dial = (target, { signal }): Promise<Transport> => {
  const { port, tls } = target;
  const host = toAsciiHost(target.host);
  const where = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const stopped = (): TransportError =>
    new TransportError("aborted", `Connecting to ${where} was aborted by the caller's signal.`, {
      cause: signal.reason,
    });
  if (signal.aborted) return Promise.reject(stopped());
  if (port === SMTP_PORT) return Promise.reject(port25Blocked(where));
  const socket = open({ host, port, tls }, where);
  return unless(signal, socket.opened).then(
    () => overSocket(socket, where, tls === "implicit" ? { verified: true } : undefined),
    (cause) => {
      socket.close().catch(() => {});
      throw signal.aborted ? stopped() : connectFailure(where, tls, cause);
    },
  );
};

function open({ host, port, tls }: DialTarget, where: string): Socket {
  const hostname = host.includes(":") ? `[${host}]` : host;
  const options = { secureTransport: SECURE_TRANSPORT[tls], allowHalfOpen: false };
  try {
    return connect({ hostname, port }, options);
  } catch (cause) {
    throw forbidden(where, cause);
  }
}
