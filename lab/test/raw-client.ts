/** A minimal raw SMTP client: enough to see that a server works. */

import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { LabServer, Profile } from "../src/mod.ts";

/** One connection to a server. */
export class Client implements AsyncDisposable {
  #socket: Socket;
  #received = "";

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** Connects to a profile of the server and reads the greeting. */
  static async connect(server: LabServer, profile: Profile = "plain"): Promise<Client> {
    const { host, ca } = server;
    const port = server.ports[profile];
    if (port === undefined) throw new Error(`${server.name} has no profile ${profile}`);
    const isTls = profile === "implicit";
    const socket = isTls
      ? connectTls({ host, port, ca, servername: "localhost" })
      : connectTcp({ host, port });
    const client = new Client(socket);
    await once(socket, isTls ? "secureConnect" : "connect");
    await client.reply();
    return client;
  }

  /** Sends a line and returns the replies so far; the last one answers the line. */
  async command(line: string): Promise<string> {
    this.#socket.write(`${line}\r\n`);
    return await this.reply();
  }

  /** Upgrades to TLS and verifies the server's name. */
  async startTls(server: LabServer): Promise<void> {
    await this.command("STARTTLS");
    this.#socket.removeAllListeners("data");
    const { ca } = server;
    this.#socket = connectTls({ socket: this.#socket, ca, servername: "localhost" });
    await once(this.#socket, "secureConnect");
    this.#listen();
  }

  /** Sends one message and returns the reply to it. */
  async send(message: string, ...recipients: readonly string[]): Promise<string> {
    await this.command("MAIL FROM:<sender@example.test>");
    for (const recipient of recipients) await this.command(`RCPT TO:<${recipient}>`);
    await this.command("DATA");
    return await this.command(`${message.replaceAll(/^\./gm, "..")}.`);
  }

  /** Returns the next whole reply. */
  async reply(): Promise<string> {
    for (;;) {
      const end = /^\d{3} .*\r\n/m.exec(this.#received);
      if (end) {
        const reply = this.#received.slice(0, end.index + end[0].length);
        this.#received = this.#received.slice(reply.length);
        return reply;
      }
      await once(this.#socket, "received");
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
  }

  #listen(): void {
    this.#socket.on("data", (bytes: Buffer) => {
      this.#received += bytes.toString("latin1");
      this.#socket.emit("received");
    });
  }
}
