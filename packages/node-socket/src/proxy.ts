/**
 * Connections through SOCKS5 and HTTP proxies, and over sockets of your own.
 *
 * @module
 */
export {
  type ProxyDialOptions,
  proxyDial,
  type ToTransportOptions,
  toTransport,
} from "./proxy/dial.ts";
