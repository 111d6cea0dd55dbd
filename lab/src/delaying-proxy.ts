/** A TCP proxy that delays every packet in both directions. It cannot delay the client's own TCP handshake. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A running proxy. */
export interface DelayingProxy extends AsyncDisposable {
  readonly port: number;
}

/**
 * Starts a proxy on a free loopback port.
 *
 * @param port the port of the server
 * @param delay milliseconds that a packet takes in either direction
 */
export async function delayingProxy(port: number, delay: number): Promise<DelayingProxy> {
  const sockets = new Set<Socket>();
  const proxy = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: "127.0.0.1", port, noDelay: true });
    pass(client, server, delay);
    pass(server, client, delay);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    }
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: (proxy.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
    },
  };
}

/** Timers of one length fire in the order in which they were set, so packets stay in order. */
function pass(from: Socket, to: Socket, delay: number): void {
  from.on("data", (packet) => setTimeout(() => to.write(packet), delay));
  from.on("end", () => setTimeout(() => to.end(), delay));
}
