/**
 * A socket of Workers as a transport. Opening connections is in `dial.ts`.
 *
 * On Workers, pending operations may never end if a socket is closed, or if TLS is started and never answered. Every
 * wait here therefore ends with `close()`.
 */
import type { Socket } from "@cloudflare/workers-types";
import type { TlsInfo, Transport } from "@parley-smtp/core";
import { broken, upgradeFailure } from "./failure.ts";
import { rememberRequest } from "./own-request.ts";

/**
 * @param socket the open socket
 * @param where host and port, for error messages
 * @param tls the TLS data, if the socket is under TLS
 */
export function overSocket(socket: Socket, where: string, tls?: TlsInfo): Transport {
  const reader = socket.readable.getReader();
  const writer = socket.writable.getWriter();
  /** This socket, or the one that replaced it. */
  let top = socket;
  let heard = false;
  let closed = false;
  /** Ends the current waits. Listening to an AbortSignal for each would cost more on Workers. */
  const ends = new Set<() => void>();
  const untilClosed = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = (): void => reject(broken(where));
      if (closed) end();
      ends.add(end);
      work.then(resolve, reject).finally(() => ends.delete(end));
    });
  const isUsable = rememberRequest();
  const failed = (cause: unknown): never => {
    throw broken(where, closed ? undefined : cause);
  };

  return {
    ...(tls && { tls }),

    isUsable,

    read: () =>
      untilClosed(reader.read()).then(({ value, done }) => {
        // Older versions of the runtime open a connection whose handshake fails, and then end it.
        if (done && tls && !heard) throw upgradeFailure(where);
        heard = true;
        return done ? null : value;
      }, failed),

    write: (bytes) => untilClosed(writer.write(bytes)).catch(failed),

    close() {
      closed = true;
      for (const end of ends) end();
      top.close().catch(() => {});
    },

    ...(socket.secureTransport === "starttls" && {
      async startTls() {
        if (closed) throw broken(where);
        try {
          // If a lock is held, the upgrade would never end.
          reader.releaseLock();
          writer.releaseLock();
          top = socket.startTls();
          await untilClosed(top.opened);
          return overSocket(top, where, { verified: true });
        } catch (cause) {
          throw closed ? broken(where) : upgradeFailure(where, cause);
        }
      },
    }),
  };
}

/** Waits for work until the signal fires. The work itself continues. */
export function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
