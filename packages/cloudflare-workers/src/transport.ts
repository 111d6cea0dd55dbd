/**
 * A socket of Workers as the core's port wants it.
 *
 * What is pending on a socket when it is closed, or when TLS is begun and never
 * answered, may stay so for ever on Workers; so every wait here ends with `close()`.
 */
import type { Socket } from "@cloudflare/workers-types";
import type { TlsInfo, Transport } from "@parley-smtp/core";
import { broken, upgradeFailure } from "./failure.ts";
import { rememberRequest } from "./own-request.ts";

/**
 * @param socket opened
 * @param where host and port, for error messages
 * @param tls what is known of TLS, when the socket is under it
 */
export function overSocket(socket: Socket, where: string, tls?: TlsInfo): Transport {
  const reader = socket.readable.getReader();
  const writer = socket.writable.getWriter();
  /** This socket, or the one that took its place. */
  let top = socket;
  let heard = false;
  let closed = false;
  /** Ends the waits that are under way. To listen to an AbortSignal for each would cost more on Workers. */
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
          // With a lock still held the upgrade would wait for ever.
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

/** Waits for work until the signal fires, and leaves the work to itself then. */
export function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
