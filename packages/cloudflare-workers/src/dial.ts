/**
 * Connections over cloudflare:sockets, as the core's port wants them.
 *
 * There are no timers here; a caller stops by the signal or by `close()`.
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

/** Workers must know at the start whether a connection may be upgraded. */
const SECURE_TRANSPORT = { implicit: "on", starttls: "starttls", none: "off" } as const;

/** The port between mail servers (RFC 5321 4.5.4.2), which Cloudflare blocks. */
const SMTP_PORT = 25;

/**
 * Opens connections on Cloudflare Workers.
 *
 * Workers verify certificates against the public authorities and the host that
 * is dialed, and nothing can be changed about it. They give no channel binding
 * and no local address, and choose the server's address themselves: `avoid` has no
 * effect. Cloudflare blocks port 25, so this dial rejects without connecting to it.
 *
 * @throws {TransportError} kind `not-permitted` for port 25, and at once, not by a rejection,
 *   outside of a handler: no deadline could be set there that a rejection would meet
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
