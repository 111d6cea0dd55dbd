/**
 * Opens connections over Deno's own sockets. Reading and writing is in `transport.ts`, errors are in `failure.ts`.
 *
 * No timers here; a caller stops a connection with the signal or with `close()`.
 */
import {
  connectFirst,
  copyOptions,
  type Dial,
  interleaveFamilies,
  type Transport,
  TransportError,
  toAsciiHost,
} from "@parley-smtp/core";
import { connectFailure, handshakeFailure, notBegun } from "./failure.ts";
import type { DenoCertificateOptions, DenoTlsOptions } from "./options.ts";
import { overConn, shut } from "./transport.ts";

/**
 * Creates the function that opens connections on Deno. It needs `--allow-net`.
 *
 * @param options certificates and names for every connection
 * @returns a dial that verifies certificates, uses TLS 1.2 or later, tries the addresses of the host in parallel as
 * Deno does (RFC 8305) and, without a client certificate, disables Nagle's delay. With a client certificate it cannot
 * choose the address, so it ignores `avoid`
 * @throws {TypeError} a certificate or key is not PEM text, or `cert` is used with an incompatible option
 *
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * const dial = denoDial({ ca: await readFile("office-ca.pem", "utf8") });
 * const target = { host: "mail.example.com", port: 465, tls: "implicit" } as const;
 * const transport = await dial(target, { signal: AbortSignal.timeout(30_000) });
 * ```
 */
export function denoDial(options: DenoTlsOptions & DenoCertificateOptions = {}): Dial {
  const own = copyOptions(options);
  const { ca = [], servername, cert, key } = own;
  const caCerts = [ca].flat();
  check(caCerts, own);

  return async ({ host: given, port, tls }, { signal, avoid = [], onAddress }) => {
    const host = toAsciiHost(given);
    const where = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
    // SNI carries A-labels and no final dot (RFC 6066 3).
    const hostname = toAsciiHost(servername ?? host).replace(/\.$/, "");
    const stopped = (): TransportError =>
      new TransportError("aborted", `Connecting to ${where} was aborted by the caller's signal.`, {
        cause: signal.reason,
      });
    if (signal.aborted) throw stopped();
    if (cert && tls !== "implicit") {
      throw new TypeError('Deno can show a client certificate with `tls: "implicit"` alone.');
    }
    const secured = async (
      conn: Deno.TlsConn,
      giveUp: AbortSignal,
      remoteAddress?: string,
    ): Promise<Transport> => {
      await handshake(conn, where, giveUp);
      return overConn(conn, where, { tls: { verified: true }, remoteAddress });
    };
    try {
      if (cert) {
        // Only connectTls() can send client certificates. It supports no signal, and does not disable Nagle's delay.
        const conn = await Deno.connectTls({ hostname: host, port, caCerts, cert, key });
        return await secured(conn, signal);
      }
      const conn = await connectTo(host, port, where, avoid, signal);
      const remoteAddress = conn.remoteAddr.hostname;
      onAddress?.(remoteAddress);
      if (signal.aborted) shut(conn);
      signal.throwIfAborted();
      conn.setNoDelay(true);
      const secure = async (giveUp: AbortSignal): Promise<Transport> => {
        const upgrading = Deno.startTls(conn, { hostname, caCerts });
        const upgraded = await upgrading.catch((cause) => {
          shut(conn);
          throw notBegun(where, cause);
        });
        return secured(upgraded, giveUp, remoteAddress);
      };
      if (tls === "implicit") return await secure(signal);
      return overConn(conn, where, { remoteAddress, ...(tls === "starttls" && { secure }) });
    } catch (cause) {
      if (signal.aborted) throw stopped();
      throw cause instanceof TransportError ? cause : connectFailure(where, port, cause);
    }
  };
}

/** Lets Deno choose among the addresses of the host by RFC 8305, unless some must be skipped. */
async function connectTo(
  host: string,
  port: number,
  where: string,
  avoid: readonly string[],
  signal: AbortSignal,
): Promise<Deno.TcpConn> {
  if (avoid.length === 0) return connectTcp(host, port, signal);
  const addresses = (await addressesOf(host, signal)).filter((address) => !avoid.includes(address));
  if (addresses.length === 0) {
    throw new TransportError(
      "unreachable",
      `Cannot connect to ${where}. The host has no other address than ${avoid.join(", ")}, which did not serve before. Try again later.`,
    );
  }
  return connectFirst(interleaveFamilies(addresses), {
    attempt: (address, stop) => connectTcp(address, port, stop),
    close: shut,
    signal,
  });
}

/** Connects, and leaves nothing open if the signal fires. */
async function connectTcp(
  hostname: string,
  port: number,
  signal: AbortSignal,
): Promise<Deno.TcpConn> {
  const stop = new AbortController();
  // After connecting, Deno checks the signal, throws if it has fired, and drops the connection without closing it.
  Object.defineProperty(stop.signal, "throwIfAborted", { value: () => {} });
  const abort = (): void => stop.abort();
  signal.throwIfAborted();
  signal.addEventListener("abort", abort);
  try {
    const conn = await Deno.connect({ hostname, port, signal: stop.signal });
    if (signal.aborted) shut(conn);
    signal.throwIfAborted();
    return conn;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function addressesOf(host: string, signal: AbortSignal): Promise<readonly string[]> {
  if (isAddress(host)) return [host];
  const found = await Promise.all(
    (["AAAA", "A"] as const).map((type) =>
      Deno.resolveDns(host, type, { signal }).catch((error: unknown): string[] => {
        if (error instanceof Deno.errors.NotFound) return [];
        throw error;
      }),
    ),
  );
  return found.flat();
}

/** Returns whether a host is an IP address: a name has no colon, and its last label is not a number. */
function isAddress(host: string): boolean {
  return host.includes(":") || /^\d+(?:\.\d+){3}$/.test(host);
}

/** Waits for the handshake, which Deno.startTls() does not do, and closes a connection whose handshake fails. */
async function handshake(conn: Deno.TlsConn, where: string, giveUp: AbortSignal): Promise<void> {
  const stop = (): void => shut(conn);
  giveUp.addEventListener("abort", stop);
  try {
    giveUp.throwIfAborted();
    await conn.handshake();
    giveUp.throwIfAborted();
  } catch (cause) {
    stop();
    throw handshakeFailure(where, cause);
  } finally {
    giveUp.removeEventListener("abort", stop);
  }
}

/** Checks options that Deno would ignore silently, or refuse only after connecting. */
function check(
  caCerts: readonly string[],
  { cert, key, servername }: DenoTlsOptions & DenoCertificateOptions,
): void {
  const texts = [...caCerts, cert, key].filter((text) => text !== undefined);
  if (!texts.every((text) => text.includes("-----BEGIN "))) {
    throw new TypeError(
      "One of ca, cert and key cannot be used. Give the texts of PEM files and not their names.",
    );
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw new TypeError("cert and key go together: give both or neither.");
  }
  if (cert !== undefined && servername !== undefined) {
    throw new TypeError(
      "Deno cannot show a certificate to a server of another name: leave out servername.",
    );
  }
}
