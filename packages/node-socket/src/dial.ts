/**
 * Connections over node:net and node:tls, as the core's port wants them.
 *
 * There are no timers here: a caller gives up by the signal or by `close()`.
 */
import { once } from "node:events";
import { connect, isIP } from "node:net";
import { type Dial, TransportError } from "@parley-smtp/core";
import { connectFailure } from "./failure.ts";
import type { NodeNetOptions, NodeTlsOptions } from "./options.ts";
import { tlsClient } from "./tls.ts";
import { overSocket } from "./transport.ts";

/**
 * Makes the function that opens connections on Node.
 *
 * @param options certificates, names and addresses to use for every connection
 * @returns a dial that verifies certificates, speaks TLS 1.2 and later, tries
 *   IPv6 and IPv4 side by side (RFC 8305) and sends without Nagle's delay
 * @throws {TypeError} a certificate or key is not PEM text, or `localAddress` no IP address
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * const dial = nodeDial({ ca: readFileSync("office-ca.pem", "utf8") });
 * const target = { host: "mail.example.com", port: 465, tls: "implicit" } as const;
 * const transport = await dial(target, { signal: AbortSignal.timeout(30_000) });
 * ```
 */
export function nodeDial(options: NodeNetOptions & NodeTlsOptions = {}): Dial {
  const secure = tlsClient(options);
  const { localAddress, family } = options;
  if (localAddress !== undefined && isIP(localAddress) === 0) {
    throw new TypeError(`localAddress must be an IP address, and "${localAddress}" is none.`);
  }
  return async (target, { signal }) => {
    const where = `${target.host}:${target.port}`;
    const stopped = (): TransportError =>
      new TransportError("aborted", `Connecting to ${where} was given up by the caller's signal.`, {
        cause: signal.reason,
      });
    if (signal.aborted) throw stopped();
    const socket = connect({
      host: target.host,
      port: target.port,
      noDelay: true,
      autoSelectFamily: true,
      ...(localAddress !== undefined && { localAddress }),
      ...(family !== undefined && { family }),
    }).on("error", () => {});
    try {
      await once(socket, "connect", { signal });
      signal.throwIfAborted();
    } catch (cause) {
      socket.destroy();
      throw signal.aborted ? stopped() : connectFailure(where, cause);
    }
    if (target.tls !== "implicit") {
      const upgradable = target.tls === "starttls";
      return overSocket(socket, where, {
        ...(upgradable && { secure: (closing) => secure(socket, target, closing) }),
      });
    }
    try {
      const secured = await secure(socket, target, signal);
      return overSocket(secured.socket, where, { tls: secured.tls });
    } catch (error) {
      throw signal.aborted ? stopped() : error;
    }
  };
}
