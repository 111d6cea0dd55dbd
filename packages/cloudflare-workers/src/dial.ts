/**
 * Connections over cloudflare:sockets, as the core's port wants them.
 *
 * There are no timers here: a caller gives up by the signal or by `close()`.
 */
/// <reference path="./sockets.d.ts" />
import { connect } from "cloudflare:sockets";
import type { Socket } from "@cloudflare/workers-types";
import { type Dial, type DialTarget, type Transport, TransportError } from "@parley-smtp/core";
import { connectFailure, forbidden } from "./failure.ts";
import { overSocket, unless } from "./transport.ts";

/** Workers must know at the start whether a connection may be upgraded. */
const SECURE_TRANSPORT = { implicit: "on", starttls: "starttls", none: "off" } as const;

/**
 * Opens connections on Cloudflare Workers.
 *
 * Workers verify certificates against the public authorities and the host that
 * is dialed, and nothing can be changed about it. They give no channel binding
 * and no local address. In production they do not connect to port 25.
 *
 * @throws {TransportError} kind `not-permitted` at once, and not by a rejection,
 *   outside of a handler: no deadline could be set there that a rejection would meet
 *
 * @example
 * ```ts
 * const target = { host: "mail.example.com", port: 465, tls: "implicit" } as const;
 * const transport = await workersDial(target, { signal: AbortSignal.timeout(30_000) });
 * ```
 */
export const workersDial: Dial = ({ host, port, tls }, { signal }): Promise<Transport> => {
  const where = `${host}:${port}`;
  const stopped = (): TransportError =>
    new TransportError("aborted", `Connecting to ${where} was given up by the caller's signal.`, {
      cause: signal.reason,
    });
  if (signal.aborted) return Promise.reject(stopped());
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
