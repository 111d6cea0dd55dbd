/**
 * A socket of Workers as the core's port wants it.
 *
 * What is pending on a socket when it is closed, or when TLS is begun and never
 * answered, may stay so for ever on Workers; so every wait here ends with `close()`.
 */
import type { Socket } from "@cloudflare/workers-types";
import type { TlsInfo, Transport } from "@parley-smtp/core";
import { broken, upgradeFailure } from "./failure.ts";

/**
 * @param socket opened
 * @param where host and port, for error messages
 * @param tls what is known of TLS, when the socket is under it
 */
export function overSocket(socket: Socket, where: string, tls?: TlsInfo): Transport {
  const reader = socket.readable.getReader();
  const writer = socket.writable.getWriter();
  const closed = new AbortController();
  /** This socket, or the one that took its place. */
  let top = socket;
  let heard = false;
  const settled = <T>(work: Promise<T>): Promise<T> =>
    unless(closed.signal, work).catch((cause) => {
      throw broken(where, closed.signal.aborted ? undefined : cause);
    });

  return {
    ...(tls && { tls }),

    async read() {
      const { value, done } = await settled(reader.read());
      // Older versions of the runtime open a connection whose handshake fails, and then end it.
      if (done && tls && !heard) throw upgradeFailure(where);
      heard = true;
      return done ? null : value;
    },

    write: (bytes) => settled(writer.write(bytes)),

    close() {
      closed.abort();
      top.close().catch(() => {});
    },

    ...(socket.secureTransport === "starttls" && {
      async startTls() {
        try {
          closed.signal.throwIfAborted();
          // With a lock still held the upgrade would wait for ever.
          reader.releaseLock();
          writer.releaseLock();
          top = socket.startTls();
          await unless(closed.signal, top.opened);
          return overSocket(top, where, { verified: true });
        } catch (cause) {
          throw closed.signal.aborted ? broken(where) : upgradeFailure(where, cause);
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
