/** Dials through proxies, and transports over connected sockets. */
import type { Duplex } from "node:stream";
import {
  copyOptions,
  type Dial,
  type DialTarget,
  type Transport,
  TransportError,
  toAsciiHost,
} from "@parley-smtp/core";
import { begin, placeOf, reachWith, stoppedBy } from "../dial.ts";
import type { NodeNetOptions, NodeTlsOptions } from "../options.ts";
import { resolveBySystem } from "../resolve.ts";
import { type Secure, tlsClient } from "../tls.ts";
import { type ProxyAddress, readProxyUrl } from "./address.ts";
import { connectByHttp } from "./http-connect.ts";
import { connectBySocks } from "./socks.ts";

/** How to reach the mail server behind a proxy: what `nodeDial` takes, and the TLS of the proxy itself. */
export interface ProxyDialOptions extends NodeNetOptions, NodeTlsOptions {
  /** Certificates and names for the connection to an `https` proxy. The other options are for the mail server. */
  readonly proxyTls?: NodeTlsOptions;
}

/**
 * Makes the function that opens connections through a proxy: SOCKS5 (RFC 1928) or HTTP CONNECT (RFC 9110 9.3.6). The
 * proxy resolves the name of the mail server. TLS with the mail server is verified as without a proxy, so that the
 * proxy sees only encrypted bytes.
 *
 * A SOCKS5 proxy needs the package `socks`. The password of the proxy is in no error. A proxy chooses the address of
 * the server: options and events of single addresses have no effect.
 *
 * @param proxy `socks5://user:pass@host:1080`, `http://user:pass@host:3128`, or `https://...` for TLS with the proxy
 * @param options certificates and names for the mail server, and `proxyTls` for the proxy
 * @returns a dial for the option `dial`. It throws a TransportError of kind `not-permitted` if the proxy refuses the
 *   login or the server, and `refused` or `unreachable` if the proxy or the server cannot be reached
 * @throws {TypeError} for a URL that is not that of a proxy, or options that cannot be used
 * @example
 * import { createMailer } from "@parley-smtp/node-socket";
 * import { proxyDial } from "@parley-smtp/node-socket/proxy";
 *
 * const dial = proxyDial("socks5://ann:secret@proxy.example.com:1080");
 * const mailer = createMailer({ host: "smtp.example.com", auth: { user, pass }, dial });
 */
export function proxyDial(proxy: string | URL, options: ProxyDialOptions = {}): Dial {
  const address = readProxyUrl(proxy);
  const { proxyTls = {}, ...own } = copyOptions(options);
  const secureProxy = tlsClient(copyOptions(proxyTls));
  const secure = tlsClient(own);
  const reach = reachWith(resolveBySystem, own);
  const place = placeOf(address.target);
  return async (to, { signal }) => {
    const target = { ...to, host: toAsciiHost(to.host) };
    checkHost(target.host);
    const where = placeOf(target);
    const stopped = stoppedBy(signal, where);
    const { socket } = await reach(address.target, `the proxy ${place}`, signal);
    /** What to destroy if it fails: under TLS only the TLS socket, and none during a handshake, which destroys its own. */
    let top: Duplex | undefined = socket;
    const abort = (): void => void top?.destroy();
    signal.addEventListener("abort", abort);
    try {
      if (signal.aborted) throw stopped();
      if (address.target.tls === "implicit") {
        top = undefined;
        top = (await secureProxy(socket, address.target, signal)).socket;
      }
      const tunnel = top;
      await askFor(target, tunnel, address, where);
      if (signal.aborted) throw stopped();
      top = undefined;
      return await begin(
        { socket: tunnel, isProxied: true },
        target,
        where,
        secure,
        signal,
        stopped,
      );
    } catch (error) {
      top?.destroy();
      throw signal.aborted ? stopped() : error;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  };
}

/** Asks a proxy for a connection to a server. */
async function askFor(
  target: DialTarget,
  stream: Duplex,
  address: ProxyAddress,
  where: string,
): Promise<void> {
  const names = { proxy: placeOf(address.target), where };
  if (address.protocol === "socks5") await connectBySocks(stream, target, address, names);
  else await connectByHttp(stream, target, address.credentials, names);
}

/** A host with a line end would be a header field of the request to the proxy. */
function checkHost(host: string): void {
  if (host !== "" && host.length <= 255 && !/[\s\p{Cc}/@]/u.test(host)) return;
  throw new TransportError("unresolved", "The host of the mail server is not a host name.", {
    permanent: true,
  });
}

/** What `toTransport` takes. */
export interface ToTransportOptions extends NodeTlsOptions {
  /** Stops the handshake and destroys the socket. */
  readonly signal?: AbortSignal;
}

/**
 * Makes a transport of a connected socket, for a `dial` of your own: a tunnel, a jump host, a Unix socket.
 *
 * @param socket a socket of node:net, or another duplex stream, that is connected and that nobody has read from. It
 *   belongs to the transport from now on
 * @param target the server behind the socket, and how TLS begins
 * @param options certificates and names, as for `nodeDial`, and a signal that stops the handshake
 * @returns the transport; under `implicit` the handshake is done and verified
 * @throws {TransportError} the handshake failed or was stopped; the socket is destroyed then
 * @throws {TypeError} a certificate or key is not PEM text
 * @example
 * import { connect } from "node:net";
 * import { once } from "node:events";
 * import { toTransport } from "@parley-smtp/node-socket/proxy";
 *
 * const dial: Dial = async (target, { signal }) => {
 *   const socket = connect("/run/mail.sock");
 *   await once(socket, "connect", { signal });
 *   return toTransport(socket, target, { signal });
 * };
 */
export async function toTransport(
  socket: Duplex,
  target: DialTarget,
  { signal = new AbortController().signal, ...options }: ToTransportOptions = {},
): Promise<Transport> {
  const own = { ...target, host: toAsciiHost(target.host) };
  const where = placeOf(own);
  const stopped = stoppedBy(signal, where);
  let secure: Secure;
  try {
    if (signal.aborted) throw stopped();
    secure = tlsClient(copyOptions(options));
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return begin({ socket }, own, where, secure, signal, stopped);
}
