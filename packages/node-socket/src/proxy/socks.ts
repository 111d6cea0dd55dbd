/** SOCKS5 (RFC 1928, RFC 1929), with the library `socks`. */
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TransportError, type TransportErrorKind } from "@parley-smtp/core";
import type { ProxyAddress } from "./address.ts";

/** The library stops after this time in milliseconds; the client's own deadlines are shorter. */
const LIBRARY_TIMEOUT = 300_000;

/** What the library says, and what it means; its errors hold the password, so that they are no cause. */
const FAILURES: readonly (readonly [RegExp, TransportErrorKind, string])[] = [
  [
    /no accepted authentication type/i,
    "not-permitted",
    "It accepts none of the ways to log in. Give user and password in the proxy's URL, or leave them out",
  ],
  [
    /unknown authentication type/i,
    "not-permitted",
    "It asks for another way to log in than user and password, which is not supported",
  ],
  [
    /authentication/i,
    "not-permitted",
    "It did not accept the login. Check user and password in the proxy's URL",
  ],
  [
    /NotAllowed/,
    "not-permitted",
    "It does not allow connections to this host and port. Ask its administrator",
  ],
  [/CommandNotSupported/, "not-permitted", "It does not support connections to servers"],
  [/AddressNotSupported/, "not-permitted", "It does not support this kind of address"],
  [
    /ConnectionRefused/,
    "refused",
    "The server refused its connection. Check host and port of the server",
  ],
  [
    /HostUnreachable/,
    "unreachable",
    "It cannot reach the server. Check the host's name, or try again later",
  ],
  [/NetworkUnreachable|TTLExpired/, "unreachable", "It cannot reach the server's network"],
  [
    /invalid|version/i,
    "unreachable",
    "It does not answer as a SOCKS5 proxy does. Check the proxy's URL",
  ],
  [/closed/i, "unreachable", "It closed the connection"],
];

/** Answers of a program that is not the proxy that the URL says. */
const WRONG_PROXY = /invalid|version/i;

/**
 * Asks for a connection, and leaves the socket with what follows the proxy's answer.
 *
 * @param socket connected to the proxy; the caller destroys it if this fails
 * @param to the server, whose name the proxy resolves
 * @param proxy host and port of the proxy, for error messages
 * @param where host and port of the server, for error messages
 */
export async function connectBySocks(
  socket: Duplex,
  to: { readonly host: string; readonly port: number },
  { target, credentials }: ProxyAddress,
  { proxy, where }: { readonly proxy: string; readonly where: string },
): Promise<void> {
  const { SocksClient } = await load();
  try {
    await SocksClient.createConnection({
      command: "connect",
      proxy: {
        type: 5,
        host: target.host,
        port: target.port,
        ...(credentials && { userId: credentials.user, password: credentials.pass }),
      },
      destination: to,
      // The library only uses methods that every stream has.
      existing_socket: socket as Socket,
      timeout: LIBRARY_TIMEOUT,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const [, kind, why] = FAILURES.find(([words]) => words.test(message)) ?? [
      undefined,
      "unreachable" as const,
      "Try again later, or ask its administrator",
    ];
    throw new TransportError(
      kind,
      `Cannot connect to ${where} through the proxy ${proxy}. ${why}.`,
      { permanent: kind === "not-permitted" || WRONG_PROXY.test(message) },
    );
  }
  await putBackExcess(socket);
}

/** The library emits in the next round of the event loop what followed the proxy's answer, and resumes the socket. */
async function putBackExcess(socket: Duplex): Promise<void> {
  const excess: Buffer[] = [];
  const collect = (bytes: Buffer): void => void excess.push(bytes);
  socket.on("data", collect);
  await new Promise((resolve) => setImmediate(resolve));
  socket.off("data", collect);
  socket.pause();
  if (excess.length > 0) socket.unshift(Buffer.concat(excess));
}

async function load(): Promise<typeof import("socks")> {
  try {
    return await import("socks");
  } catch (cause) {
    throw new TypeError(
      "Connections through SOCKS proxies need the package socks. Install it: npm install socks.",
      { cause },
    );
  }
}
