/**
 * A transport whose other end is a virtual server. It uses no sockets, so it works on every runtime, and only
 * microtasks pass between request and answer.
 */
import type { Dial, DialTarget, TlsInfo, Transport } from "../client/connection/transport.ts";
import { TransportError } from "../protocol/errors/transport-error.ts";
import { failure, type Network, type ServerConnection } from "./network.ts";
import type { Output } from "./virtual-state.ts";

function tlsInfoOf({ channelBindings }: ServerConnection): TlsInfo {
  const bindings = channelBindings ? { channelBindings } : {};
  return Object.freeze({ version: "TLSv1.3", verified: true, ...bindings });
}

/**
 * Creates a `dial` that connects to a virtual server, whatever the host name.
 *
 * @param network the virtual server's network
 * @example
 * createMailer({ host: "mail.example", dial: memoryDial(createVirtualWorld(modernServer)) });
 */
export function memoryDial(network: Network): Dial {
  return async (target, { signal }) => {
    const aborted = new Promise<never>((_, reject) => {
      const abort = (): void => reject(failure("aborted"));
      if (signal.aborted) abort();
      signal.addEventListener("abort", abort, { once: true });
    });
    aborted.catch(() => {});
    if (signal.aborted) return aborted;
    try {
      return transportOver(network.connect(target), target);
    } catch (error) {
      // An adapter has no timers: if nothing answers, the dial waits until it is stopped.
      if (error instanceof TransportError && error.kind === "timeout") return aborted;
      throw error;
    }
  };
}

function transportOver(connection: ServerConnection, target: DialTarget): Transport {
  const inbox: Output[] = [];
  let waiting: PromiseWithResolvers<Uint8Array | null> | undefined;
  let closed = false;

  function arrive(outputs: readonly Output[]): void {
    inbox.push(...outputs.filter((output) => !("startTls" in output)));
    if (waiting && inbox.length > 0) {
      take().then(waiting.resolve, waiting.reject);
      waiting = undefined;
    }
  }
  async function take(): Promise<Uint8Array | null> {
    const [first] = inbox;
    if (!first || "reset" in first) throw failure("reset");
    if (!("send" in first)) return null;
    inbox.shift();
    return first.send;
  }
  function arriveLater({ later }: ServerConnection): void {
    if (later) setTimeout(() => arrive(later.say()), later.after * 1000);
  }
  const broken = (): boolean => closed || inbox.some((output) => "reset" in output);

  const transport: Transport = {
    localAddress: "127.0.0.1",
    releasesBytes: true,
    async read() {
      if (waiting) throw new Error("A transport was asked to read while a read was outstanding.");
      if (closed) throw failure("reset");
      if (inbox.length > 0) return take();
      waiting = Promise.withResolvers();
      return waiting.promise;
    },
    async write(bytes) {
      if (broken()) throw failure("reset");
      arrive(connection.receive(bytes));
    },
    close() {
      if (closed) return;
      closed = true;
      connection.close();
      waiting?.reject(failure("reset"));
      waiting = undefined;
    },
  };
  const secured = (): Transport => ({ ...transport, tls: tlsInfoOf(connection) });

  if (target.tls === "implicit") {
    connection.handshake();
    arrive(connection.secured());
    arriveLater(connection);
    return secured();
  }
  arrive(connection.greeting);
  arriveLater(connection);
  if (target.tls === "none") return transport;
  return {
    ...transport,
    async startTls() {
      // Unread data is not a TLS record, and a pending read would take the server's hello.
      if (closed || waiting || inbox.length > 0) throw failure("handshake");
      try {
        connection.handshake();
        arrive(connection.secured());
      } catch (error) {
        if (!(error instanceof TransportError) || error.kind !== "timeout") throw error;
        waiting = Promise.withResolvers();
        await waiting.promise;
      }
      return secured();
    },
  };
}
