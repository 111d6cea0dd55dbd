/**
 * Opens connections over node:net and node:tls. Reading and writing is in `transport.ts`, TLS in `tls.ts`, errors in
 * `failure.ts`.
 *
 * The only timer here is the one between two attempts; a caller stops a connection with the signal or with `close()`.
 */
import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import {
  connectFirst,
  copyOptions,
  type Dial,
  type DialTarget,
  TransportError,
  toAsciiHost,
} from "@parley-smtp/core";
import { connectFailure } from "./failure.ts";
import type { NodeNetOptions, NodeTlsOptions } from "./options.ts";
import { findAddresses, type Resolve, resolveBySystem } from "./resolve.ts";
import { type Secure, tlsClient } from "./tls.ts";
import { overSocket } from "./transport.ts";

/**
 * Creates the function that opens connections on Node.
 *
 * @param options certificates, names and addresses for every connection
 * @returns a dial that verifies certificates, uses TLS 1.2 or later and sends without Nagle's delay. It tries all
 * addresses of the host, alternating IPv6 and IPv4: attempts start 250 ms apart, run in parallel, and the first one
 * that connects wins (RFC 8305)
 * @throws {TypeError} a certificate or key is not PEM text, `localAddress` is not an IP address, or not of the given
 * `family`
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
  return dialWith(resolveBySystem, options);
}

/**
 * Creates a dial that resolves names with the given function.
 *
 * @param resolve returns the addresses of a name
 * @param given as for `nodeDial`
 */
export function dialWith(resolve: Resolve, given: NodeNetOptions & NodeTlsOptions = {}): Dial {
  const options = copyOptions(given);
  const secure = tlsClient(options);
  const reach = reachWith(resolve, options);
  return async (to, { signal, avoid = [], onAddress }) => {
    const target = { ...to, host: toAsciiHost(to.host) };
    const where = placeOf(target);
    const stopped = stoppedBy(signal, where);
    const reached = await reach(target, where, signal, avoid);
    onAddress?.(reached.address);
    return begin(reached, target, where, secure, signal, stopped);
  };
}

/** Returns host and port for error messages. */
export function placeOf({ host, port }: Pick<DialTarget, "host" | "port">): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Returns a function that makes the error of a connection that the caller's signal stopped. */
export function stoppedBy(signal: AbortSignal, where: string): () => TransportError {
  return () =>
    new TransportError("aborted", `Connecting to ${where} was aborted by the caller's signal.`, {
      cause: signal.reason,
    });
}

/** Opens a TCP connection to one of the addresses of a host. */
export type Reach = (
  to: Pick<DialTarget, "host" | "port">,
  where: string,
  signal: AbortSignal,
  avoid?: readonly string[],
) => Promise<Reached>;

/**
 * Makes the function that opens TCP connections.
 *
 * @param resolve returns the addresses of a name
 * @param options `localAddress` and `family`
 * @throws {TypeError} `localAddress` is not an IP address, or not of the `family` that is given
 */
export function reachWith(resolve: Resolve, options: NodeNetOptions): Reach {
  const { localAddress } = options;
  const family = familyOf(options);
  const reason = options.family === undefined ? "localAddress" : "family";
  return async ({ host, port }, where, signal, avoid = []) => {
    const stopped = stoppedBy(signal, where);
    if (signal.aborted) throw stopped();
    const from = localAddress !== undefined && { localAddress };
    const attempt = async (address: string, stop: AbortSignal): Promise<Reached> => ({
      socket: await open({ host: address, port, ...from }, stop),
      address,
    });
    try {
      const finding = findAddresses(host, where, { family, reason, avoid }, resolve);
      const addresses = await untilAborted(finding, signal);
      const close = ({ socket }: Reached): void => void socket.destroy();
      return await connectFirst(addresses, { attempt, close, signal });
    } catch (cause) {
      if (signal.aborted) throw stopped();
      throw cause instanceof TransportError ? cause : connectFailure(where, port, cause);
    }
  };
}

/** A connected socket, and the address that it was connected to: one that was reset does not know any more. */
export interface Reached {
  readonly socket: Socket;
  readonly address: string;
}

/** A stream that leads to a server. */
export interface Way {
  readonly socket: Duplex;
  /** The server's address, if this side chose it. */
  readonly address?: string;
  /** The socket ends at a proxy. */
  readonly isProxied?: boolean;
}

/** Makes a transport of a connected socket, after the handshake where the connection begins with one. */
export async function begin(
  { socket, address: remoteAddress, isProxied }: Way,
  target: DialTarget,
  where: string,
  secure: Secure,
  signal: AbortSignal,
  stopped: () => TransportError,
): ReturnType<Dial> {
  if (target.tls !== "implicit") {
    const upgradable = target.tls === "starttls";
    return overSocket(socket, where, {
      remoteAddress,
      isProxied,
      ...(upgradable && { secure: (closing) => secure(socket, target, closing) }),
    });
  }
  try {
    const secured = await secure(socket, target, signal);
    return overSocket(secured.socket, where, { ...secured, remoteAddress, isProxied });
  } catch (error) {
    throw signal.aborted ? stopped() : error;
  }
}

/** Connects to one address; a socket that fails or is stopped is destroyed. */
async function open(
  to: { readonly host: string; readonly port: number; readonly localAddress?: string },
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connect({ ...to, noDelay: true }).on("error", () => {});
  try {
    await once(socket, "connect", { signal });
    return socket;
  } catch (cause) {
    socket.destroy();
    throw cause;
  }
}

/** Returns the family of addresses to connect to: a local address reaches only its own family. */
function familyOf({ localAddress, family }: NodeNetOptions): 4 | 6 | undefined {
  if (localAddress === undefined) return family;
  const own = isIP(localAddress);
  if (own !== 4 && own !== 6) {
    throw new TypeError(`localAddress must be an IP address; "${localAddress}" is not valid.`);
  }
  if (family !== undefined && family !== own) {
    throw new TypeError(
      `localAddress ${localAddress} is an IPv${own} address and family is ${family}: leave out family.`,
    );
  }
  return own;
}

/** Waits for work until the signal fires. The work itself continues. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
