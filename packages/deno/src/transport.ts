/** A Deno connection as a transport. Opening connections is in `dial.ts`. */
import type { TlsInfo, Transport, TransportError } from "@parley-smtp/core";
import { broken } from "./failure.ts";

/** The most octets of one read. */
const READ = 16_384;

/**
 * @param conn a connected socket, under TLS if `tls` is given
 * @param where host and port, for error messages
 * @param more `tls`: the TLS data; `secure`: takes the connection over and performs the handshake, aborted if the
 * signal fires
 */
export function overConn(
  conn: Deno.Conn<Deno.NetAddr>,
  where: string,
  more: {
    readonly tls?: TlsInfo;
    /** The server's address, if this dial could connect to another one. */
    readonly remoteAddress?: string | undefined;
    readonly secure?: (signal: AbortSignal) => Promise<Transport>;
  },
): Transport {
  const buffer = new Uint8Array(READ);
  const closed = new AbortController();
  /** The transport that replaces the connection after an upgrade. */
  let above: Transport | undefined;
  const gone = (cause?: unknown): TransportError =>
    broken(where, closed.signal.aborted ? undefined : cause);

  const { tls, secure, remoteAddress } = more;
  const transport: Transport = {
    ...(tls && { tls }),
    localAddress: conn.localAddr.hostname,
    ...(remoteAddress && { remoteAddress }),

    async read() {
      try {
        // Deno may read no octets, which is not the end.
        let length: number | null = 0;
        while (length === 0) length = await conn.read(buffer);
        return length === null ? null : buffer.slice(0, length);
      } catch (cause) {
        // The end of TLS without close_notify.
        if (cause instanceof Deno.errors.UnexpectedEof) return null;
        throw gone(cause);
      }
    },

    async write(bytes) {
      try {
        for (let at = 0; at < bytes.length; ) at += await conn.write(bytes.subarray(at));
      } catch (cause) {
        throw gone(cause);
      }
    },

    close() {
      closed.abort();
      above?.close();
      shut(conn);
    },

    setIdle(idle) {
      if (idle) conn.unref();
      else conn.ref();
    },

    ...(secure && {
      async startTls() {
        if (closed.signal.aborted) throw gone();
        try {
          above = await secure(closed.signal);
          return above;
        } catch (error) {
          throw closed.signal.aborted ? gone() : error;
        }
      },
    }),
  };
  // A copy with another `write` must not have this property.
  return Object.defineProperty(transport, "releasesBytes", { value: true });
}

/** Closes a connection, unless it is closed or TLS has taken it over. */
export function shut(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
