/** One port of the conformance peer, with the data that arrived on it. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** Counts the data that arrives on a port, and wakes the requests that wait for it. */
export class ConformancePort {
  connections = 0;
  received = 0;
  remote = "";
  /** Whether the latest connection has ended. */
  ended = false;
  /** Whether a stalled connection may be read. */
  resumed = false;
  readonly #servers: Server[] = [];
  readonly #sockets: Set<Socket> = new Set();
  #waiting: (() => void)[] = [];

  /**
   * Listens on the loopback addresses, with the same port number on both if there is IPv6.
   *
   * @returns the port's number
   */
  async listen(accept: (socket: Socket) => void): Promise<number> {
    const take = (socket: Socket): void => {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.change({ ended: true });
      });
      this.change({ connections: this.connections + 1, remote: socket.remoteAddress ?? "" });
      accept(socket);
    };
    const number = await this.#bind("127.0.0.1", 0, take);
    await this.#bind("::1", number, take).catch(() => {});
    return number;
  }

  /** Counts octets. */
  count(bytes: Uint8Array): void {
    this.change({ received: this.received + bytes.length });
  }

  /** Records a change, and wakes the waiting requests. */
  change(
    news: Partial<
      Pick<ConformancePort, "connections" | "received" | "remote" | "ended" | "resumed">
    >,
  ): void {
    Object.assign(this, news);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Waits until a condition holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Stops listening and closes every connection. */
  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #bind(host: string, port: number, take: (socket: Socket) => void): Promise<number> {
    const server = createServer({ noDelay: true }, take).listen(port, host);
    await once(server, "listening");
    this.#servers.push(server);
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : port;
  }
}
