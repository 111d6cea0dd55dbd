/** A dialogue with a server, line by line. */

import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** The lines of a reply, or that the server closed, or sent nothing for a while. */
export type Heard = readonly string[] | "closed" | "silent";

/** The address of a server. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** The CA's certificate as PEM, if there is TLS. */
  readonly ca?: string;
  /** Whether TLS comes first. */
  readonly implicit?: boolean;
}

/**
 * Milliseconds without a reply after which a server counts as silent: longer than servers delay the greeting to
 * detect early clients.
 */
const PATIENCE = 10_000;

/** One connection. */
export class Conversation implements AsyncDisposable {
  #socket: Socket;
  #received = "";
  #closed = false;
  readonly #ca: string | undefined;

  private constructor(socket: Socket, ca: string | undefined) {
    this.#socket = socket;
    this.#ca = ca;
    this.#listen();
  }

  /** Connects without reading the greeting. */
  static async connect({ host, port, ca, implicit = false }: Address): Promise<Conversation> {
    const socket = implicit
      ? connectTls({ host, port, ca, servername: "localhost" })
      : connectTcp({ host, port });
    const conversation = new Conversation(socket, ca);
    await once(socket, implicit ? "secureConnect" : "connect");
    return conversation;
  }

  /** Writes a line, or several at once, and reads the reply. */
  async say(line: string): Promise<Heard> {
    if (!this.#closed) this.#socket.write(`${line}\r\n`, "latin1");
    return await this.hear();
  }

  /** Reads the next reply. */
  async hear(): Promise<Heard> {
    const deadline = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const end = /^\d{3}(?: .*)?\r\n/m.exec(this.#received);
      if (end) {
        const reply = this.#received.slice(0, end.index + end[0].length);
        this.#received = this.#received.slice(reply.length);
        return reply.split("\r\n").slice(0, -1);
      }
      if (this.#closed) return "closed";
      try {
        await once(this.#socket, "heard", { signal: deadline });
      } catch {
        return "silent";
      }
    }
  }

  /** Performs the handshake, after a 220 to STARTTLS. */
  async secure(): Promise<void> {
    this.#socket.removeAllListeners("data");
    this.#socket = connectTls({ socket: this.#socket, ca: this.#ca, servername: "localhost" });
    this.#listen();
    await once(this.#socket, "secureConnect");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on("data", (bytes: Buffer) => {
      this.#received += bytes.toString("utf8");
      socket.emit("heard");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      if (socket !== this.#socket) return;
      this.#closed = true;
      socket.emit("heard");
    });
  }
}
