/**
 * The only module of Workers that is needed, without Workers' globals: the core is checked against those of the web.
 */
declare module "cloudflare:sockets" {
  import type { Socket, SocketAddress, SocketOptions } from "@cloudflare/workers-types";

  export function connect(address: SocketAddress, options: SocketOptions): Socket;
}
