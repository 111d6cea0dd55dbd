/**
 * A Node socket as a transport. Opening connections is in `dial.ts`.
 *
 * Data goes to the read that waits for it. If none waits, the socket is paused: data after a STARTTLS reply stays
 * there for the next reader.
 */
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type TlsInfo, type Transport, TransportError } from "@parley-smtp/core";
import { broken } from "./failure.ts";

const EARLY =
  "The server sent more than its go-ahead before the handshake, which somebody may have injected";

/** A socket, or another stream to a server, which may know no addresses. */
type Connected = Duplex & Partial<Pick<Socket, "localAddress" | "ref" | "unref">>;

/** A socket under TLS, and what is known of it. */
export interface Secured {
  readonly socket: Socket;
  /** The errors that `collectErrors` recorded since the handshake began. */
  readonly errors: readonly unknown[];
  readonly tls: TlsInfo;
}

/**
 * Records the errors that a socket emits before its end; an error after the end explains nothing.
 *
 * @param socket the socket to listen to
 * @returns a list that grows
 */
export function collectErrors(socket: Duplex): readonly unknown[] {
  const errors: unknown[] = [];
  socket.on("error", (error) => {
    if (!socket.readableEnded) errors.push(error);
  });
  return errors;
}

/** The waiting read. */
interface Reader {
  readonly resolve: (bytes: Uint8Array | null) => void;
  readonly reject: (error: TransportError) => void;
}

/**
 * @param socket a connected socket, under TLS if `tls` is given
 * @param where host and port, for error messages
 * @param more `remoteAddress`: the remote address; `tls`: the TLS data; `errors`: what `collectErrors` recorded so
 * far; `secure`: performs the handshake, aborted if the signal fires
 */
export function overSocket(
  socket: Connected,
  where: string,
  more: {
    readonly remoteAddress?: string | undefined;
    /** The socket ends at a proxy, which sees an address that the server does not see, and must not. */
    readonly isProxied?: boolean | undefined;
    readonly tls?: TlsInfo;
    readonly errors?: readonly unknown[];
    readonly secure?: (signal: AbortSignal) => Promise<Secured>;
  },
): Transport {
  const { remoteAddress, isProxied, tls, secure, errors = collectErrors(socket) } = more;
  let isClosed = false;
  /** Aborts a running handshake. */
  let stopHandshake = (): void => {};
  /** The socket to destroy: this one, none during a handshake, the TLS socket above it afterwards. */
  let top: Duplex | undefined = socket;
  let reader: Reader | undefined;
  /** Data that arrived before the socket was paused. */
  const early: Uint8Array[] = [];
  const gone = (error?: unknown): TransportError =>
    broken(where, isClosed ? undefined : (errors[0] ?? error));

  const onData = (bytes: Uint8Array): void => {
    if (reader) {
      const { resolve } = reader;
      reader = undefined;
      resolve(bytes);
    } else {
      early.push(bytes);
      socket.pause();
    }
  };
  const unread = (): Uint8Array | null => {
    // A destroyed socket does not emit the data that it still has.
    const left: Buffer | null = early.length === 0 ? socket.read() : null;
    return early.shift() ?? left;
  };
  /** Ends the waiting read, if there is a result. */
  const settle = (): void => {
    if (!reader) return;
    const { resolve, reject } = reader;
    reader = undefined;
    const bytes = isClosed ? null : unread();
    if (bytes) resolve(bytes);
    // A TLS alert after the handshake is first an error and then an end (RFC 8446 6.2).
    else if (!isClosed && socket.readableEnded && errors.length === 0) resolve(null);
    else if (isClosed || socket.readableEnded || socket.destroyed) reject(gone());
    else reader = { resolve, reject };
  };
  socket.on("data", onData);
  for (const event of ["end", "close"]) socket.on(event, settle);

  /** Fails each running write: Bun never calls the callback of a blocked write if the socket is destroyed. */
  const stuck = new Set<() => void>();
  socket.once("close", () => {
    for (const fail of stuck) fail();
  });
  /** Returns a promise that is rejected if the socket closes before `done` is called. */
  const unlessGone = (begin: (done: (error?: unknown) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const lost = (): void => reject(gone());
      stuck.add(lost);
      begin((error) => {
        stuck.delete(lost);
        if (error) reject(gone(error));
        else resolve();
      });
    });

  const transport: Transport = {
    ...(tls && { tls }),
    ...(socket.localAddress && !isProxied && { localAddress: socket.localAddress }),
    ...(remoteAddress !== undefined && { remoteAddress }),

    read: () =>
      new Promise((resolve, reject) => {
        reader = { resolve, reject };
        settle();
        if (reader) socket.resume();
      }),

    write: (bytes) => unlessGone((done) => socket.write(bytes, done)),

    close() {
      isClosed = true;
      settle();
      stopHandshake();
      // Under TLS, only the TLS socket may be destroyed: Node crashes if it and the underlying socket are destroyed
      // in one tick while a write is running.
      top?.destroy();
    },

    setIdle(idle) {
      if (idle) socket.unref?.();
      else socket.ref?.();
    },

    ...(secure && {
      async startTls() {
        if (socket.destroyed) throw gone();
        socket.off("data", onData);
        socket.pause();
        if (unread() !== null) {
          socket.destroy();
          throw new TransportError("handshake", `TLS with ${where} was not begun. ${EARLY}.`);
        }
        top = undefined;
        const closing = new AbortController();
        stopHandshake = () => closing.abort();
        try {
          const secured = await secure(closing.signal);
          top = secured.socket;
          return overSocket(secured.socket, where, { ...secured, remoteAddress, isProxied });
        } catch (error) {
          throw isClosed ? gone() : error;
        }
      },
    }),
  };
  const writeNow = (bytes: Uint8Array): Promise<void> | undefined => {
    if (isClosed || socket.destroyed) throw gone();
    if (socket.write(bytes)) return undefined;
    return unlessGone((done) => socket.once("drain", () => done()));
  };
  // A copy with another `write` must see every write, so a copy does not get properties that bypass or describe this
  // `write`.
  return Object.defineProperties(transport, {
    writeNow: { value: writeNow },
    releasesBytes: { value: true },
  });
}
