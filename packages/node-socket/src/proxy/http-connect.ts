/** HTTP CONNECT: asks a proxy for a tunnel to a server (RFC 9110 9.3.6). */
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { TransportError, type TransportErrorKind } from "@parley-smtp/core";
import type { ProxyAddress } from "./address.ts";

/** As many bytes of an answer's head are read; Node's HTTP client has the same limit. */
const MAX_HEAD = 16_384;

/** What the statuses of proxies mean that have a meaning of their own here. */
const STATUSES: Readonly<Record<string, readonly [TransportErrorKind, string]>> = {
  "400": ["not-permitted", "It does not understand the request. Check that it is an HTTP proxy"],
  "401": ["not-permitted", "Check user and password in the proxy's URL"],
  "403": [
    "not-permitted",
    "It does not allow connections to this host and port. Ask its administrator",
  ],
  "404": ["not-permitted", "It is perhaps a web server and not a proxy. Check the proxy's URL"],
  "405": ["not-permitted", "It does not allow CONNECT. Check that it is an HTTP proxy"],
  "407": ["not-permitted", "Check user and password in the proxy's URL"],
  "502": ["unreachable", "It cannot reach the server. Check host and port of the server"],
  "503": ["unreachable", "It is overloaded or cannot reach the server. Try again later"],
  "504": ["unreachable", "The server did not answer it. Check host and port of the server"],
};

/**
 * Asks for a tunnel, and leaves the stream with what follows the proxy's answer.
 *
 * @param socket connected to the proxy; the caller destroys it if this fails
 * @param to the server
 * @param proxy host and port of the proxy, for error messages
 * @param where host and port of the server, for error messages
 */
export async function connectByHttp(
  socket: Duplex,
  to: { readonly host: string; readonly port: number },
  credentials: ProxyAddress["credentials"],
  { proxy, where }: { readonly proxy: string; readonly where: string },
): Promise<void> {
  const authority = `${isIP(to.host) === 6 ? `[${to.host}]` : to.host}:${to.port}`;
  const login =
    credentials &&
    `Basic ${Buffer.from(`${credentials.user}:${credentials.pass}`).toString("base64")}`;
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(login ? [`Proxy-Authorization: ${login}`] : []),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  const head = await readHead(socket, proxy);
  const [, status = ""] = /^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(head) ?? [];
  if (status.startsWith("2")) return;
  if (status === "") throw notHttp(proxy);
  const [kind, why] = STATUSES[status] ?? ["unreachable", "Ask the proxy's administrator"];
  throw new TransportError(
    kind,
    `Cannot connect to ${where}: the proxy ${proxy} answered ${status}. ${why}.`,
    { permanent: kind === "not-permitted" },
  );
}

function notHttp(proxy: string): TransportError {
  return new TransportError(
    "unreachable",
    `${proxy} did not answer as an HTTP proxy does. Check the proxy's URL: a SOCKS proxy has socks5://, a proxy with TLS https://.`,
    { permanent: true },
  );
}

/** Reads up to the empty line that ends the head of an answer. What follows goes back into the stream. */
function readHead(socket: Duplex, proxy: string): Promise<string> {
  const head = Buffer.alloc(MAX_HEAD);
  let length = 0;
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      socket.off("data", onData).off("close", onEnd).off("end", onEnd).off("error", onEnd);
      socket.pause();
    };
    const onEnd = (cause?: unknown): void => {
      stop();
      const why = cause instanceof Error ? `: ${cause.message}` : "";
      const said = `The proxy ${proxy} closed the connection without an answer${why}.`;
      reject(new TransportError("unreachable", said, { cause }));
    };
    const onData = (bytes: Buffer): void => {
      const taken = bytes.copy(head, length);
      const from = Math.max(0, length - 3);
      length += taken;
      const end = head.subarray(0, length).indexOf("\r\n\r\n", from);
      if (end < 0 && length < MAX_HEAD) return;
      stop();
      if (end < 0) {
        reject(notHttp(proxy));
        return;
      }
      const follows = bytes.subarray(taken - (length - end - 4));
      if (follows.length > 0) socket.unshift(follows);
      resolve(head.toString("latin1", 0, end));
    };
    socket.on("data", onData).once("close", onEnd).once("end", onEnd).once("error", onEnd);
  });
}
