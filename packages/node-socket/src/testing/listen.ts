/** Runs the virtual server on a real socket, with real TLS. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { TransportError } from "@parley-smtp/core";
import {
  createVirtualWorld,
  type Network,
  type Output,
  type Personality,
  printStep,
  type ReceivedMessage,
  received,
  recordTranscript,
  type ServerConnection,
} from "@parley-smtp/core/testing";

/** Where to listen, and the server's TLS identity. */
export interface ListenOptions {
  /** The server's private key, PEM; needed unless the personality has no TLS. */
  readonly key?: string;
  /** The server's certificate with its chain, PEM. */
  readonly cert?: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Wraps the network, such as `(network) => faulty(network, { at: 100, how: "close" })`. */
  readonly between?: (network: Network) => Network;
}

/** A virtual server that listens. */
export interface ListeningServer extends AsyncDisposable {
  /** The address that it listens on. */
  readonly host: string;
  /** The port that it listens on. */
  readonly port: number;
  /** The messages that the server accepted, in order. */
  readonly messages: readonly ReceivedMessage[];
  /** Returns the dialogue on all connections, without secrets. */
  transcript(): string;
  /** Breaks all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a virtual server on 127.0.0.1.
 *
 * @param personality the server's behaviour
 * @param options certificate and port
 * @returns the server, after it has started to listen
 * @throws {TypeError} for an invalid personality, or one with TLS if key or certificate are missing
 *
 * @example
 * import { modernServer } from "@parley-smtp/core/testing";
 * const { ca, ...pair } = await testCertificates();
 * await using server = await listen(modernServer, pair);
 * await using mailer = createMailer({ host: "localhost", port: server.port, ca });
 */
export async function listen(
  personality: Personality,
  { key, cert, port = 0, between = (network) => network }: ListenOptions = {},
): Promise<ListeningServer> {
  const world = createVirtualWorld(personality);
  const network = between(world);
  const tls = personality.tls ?? "starttls";
  if (personality.tls !== "none" && (key === undefined || cert === undefined)) {
    throw new TypeError(
      "A server with TLS needs `key` and `cert`, PEM; testCertificates() makes a pair.",
    );
  }
  const secureContext = createSecureContext({ ...(key && { key }), ...(cert && { cert }) });
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  });

  function serve(raw: Socket): void {
    // The client is gone: "close" follows.
    raw.on("error", () => {});
    let connection: ServerConnection;
    try {
      connection = network.connect({ host: "127.0.0.1", port: bound, tls });
    } catch (error) {
      if (!isSilence(error)) raw.resetAndDestroy();
      return;
    }
    raw.on("close", () => connection.close());
    const stream = carry(raw, raw, connection);
    stream.say(connection.greeting);
    if (personality.tls === "implicit") stream.startTls();
    else sayLater(connection, stream, raw);
  }

  /** Passes octets between a stream and the virtual server, until TLS replaces the stream. */
  function carry(stream: Socket, raw: Socket, connection: ServerConnection) {
    function say(outputs: readonly Output[]): void {
      for (const output of outputs) {
        if ("send" in output) stream.write(output.send);
        else if ("close" in output) stream.end();
        else if ("reset" in output) raw.resetAndDestroy();
        else startTls();
      }
    }
    function startTls(): void {
      stream.off("data", hear);
      try {
        connection.handshake();
      } catch (error) {
        // The client's hello is answered by closing, or not at all.
        raw.once("data", () => !isSilence(error) && raw.destroy());
        return;
      }
      const secure = new TLSSocket(raw, { isServer: true, secureContext });
      // It destroys the socket below itself; doing both at once crashes Node.
      secure.on("error", () => secure.destroy());
      secure.on("secure", () => {
        const stream = carry(secure, raw, connection);
        stream.say(connection.secured());
        if (personality.tls === "implicit") sayLater(connection, stream, raw);
      });
    }
    const hear = (bytes: Buffer): void => say(connection.receive(bytes));
    stream.on("data", hear);
    return { say, startTls };
  }

  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const bound = (server.address() as AddressInfo).port;
  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, "close");
  }
  return {
    host: "127.0.0.1",
    port: bound,
    get messages() {
      return world.mailbox.accepted.map(received);
    },
    transcript: () => recordTranscript(world.history).map(printStep).join("\n"),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Sends unrequested data of the server after a while. */
function sayLater(
  { later }: ServerConnection,
  { say }: { readonly say: (outputs: readonly Output[]) => void },
  raw: Socket,
): void {
  if (!later) return;
  const timer = setTimeout(() => say(later.say()), later.after * 1000);
  raw.on("close", () => clearTimeout(timer));
}

/** Returns whether the server sends nothing at all; other failures break the connection. */
function isSilence(error: unknown): boolean {
  return error instanceof TransportError && error.kind === "timeout";
}
