/**
 * A socket as the core's port wants it.
 *
 * The socket stays in paused mode and bytes are taken out by `read()` alone, so
 * that what follows a STARTTLS reply is there for whoever reads next.
 */
import type { Socket } from "node:net";
import { type TlsInfo, type Transport, TransportError } from "@parley-smtp/core";
import { broken } from "./failure.ts";

const EARLY =
  "The server sent more than its go-ahead before the handshake, which somebody may have injected";

/** A socket under TLS, and what is known of it. */
export interface Secured {
  readonly socket: Socket;
  /** What `collectErrors` found since the handshake began. */
  readonly errors: readonly unknown[];
  readonly tls: TlsInfo;
}

/**
 * Records the errors that a socket emits before its end; an error that follows the end explains nothing.
 *
 * @param socket the socket to listen to, from now on
 * @returns a list that grows
 */
export function collectErrors(socket: Socket): readonly unknown[] {
  const errors: unknown[] = [];
  socket.on("error", (error) => {
    if (!socket.readableEnded) errors.push(error);
  });
  return errors;
}

/**
 * @param socket connected, and under TLS if `tls` is given
 * @param where host and port, for error messages
 * @param more `remoteAddress`: what it is connected to; `tls`: what is known of it; `errors`: what `collectErrors` found so far; `secure`: does
 *   the handshake, given up when the signal fires
 */
export function overSocket(
  socket: Socket,
  where: string,
  more: {
    readonly remoteAddress?: string | undefined;
    readonly tls?: TlsInfo;
    readonly errors?: readonly unknown[];
    readonly secure?: (signal: AbortSignal) => Promise<Secured>;
  },
): Transport {
  const closed = new AbortController();
  const { remoteAddress, tls, secure, errors = collectErrors(socket) } = more;
  let wake = (): void => {};
  /** The socket to destroy: this one, none during a handshake, the TLS socket above it afterwards. */
  let top: Socket | undefined = socket;
  const gone = (error?: unknown): TransportError =>
    broken(where, closed.signal.aborted ? undefined : (errors[0] ?? error));
  for (const event of ["readable", "end", "close"]) socket.on(event, () => wake());
  /** Fails each write under way: Bun forgets the callback of one that is stuck when the socket is destroyed. */
  const stuck = new Set<() => void>();
  socket.once("close", () => {
    for (const fail of stuck) fail();
  });

  return {
    ...(tls && { tls }),
    ...(socket.localAddress && { localAddress: socket.localAddress }),
    ...(remoteAddress !== undefined && { remoteAddress }),

    async read() {
      while (!closed.signal.aborted) {
        const bytes: Buffer | null = socket.read();
        if (bytes) return bytes;
        // A TLS alert after the handshake is an error first and an end next (RFC 8446 6.2).
        if (socket.readableEnded && errors.length === 0) return null;
        if (socket.readableEnded || socket.destroyed) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      throw gone();
    },

    releasesBytes: true,

    write(bytes) {
      return new Promise((resolve, reject) => {
        const lost = (): void => reject(gone());
        stuck.add(lost);
        socket.write(bytes, (error) => {
          stuck.delete(lost);
          if (error) reject(gone(error));
          else resolve();
        });
      });
    },

    close() {
      closed.abort();
      // Under TLS only the TLS socket may be destroyed: Node crashes when it and
      // the one below are destroyed in one tick while a write is under way.
      top?.destroy();
    },

    setIdle(idle) {
      if (idle) socket.unref();
      else socket.ref();
    },

    ...(secure && {
      async startTls() {
        if (socket.destroyed) throw gone();
        if (socket.read() !== null) {
          socket.destroy();
          throw new TransportError("handshake", `TLS with ${where} was not begun. ${EARLY}.`);
        }
        top = undefined;
        try {
          const secured = await secure(closed.signal);
          top = secured.socket;
          return overSocket(top, where, { ...secured, remoteAddress });
        } catch (error) {
          throw closed.signal.aborted ? gone() : error;
        }
      },
    }),
  };
}
