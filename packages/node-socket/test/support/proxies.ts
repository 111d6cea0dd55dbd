/** Proxies on loopback for tests: SOCKS5 and HTTP CONNECT, as small as their protocols allow. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";

/** A proxy that listens. */
export interface TestProxy {
  readonly port: number;
  /** The hosts and ports that clients asked for. */
  readonly asked: string[];
  /** The connections that are open. */
  readonly open: Set<Socket>;
  close(): void;
}

export interface Login {
  readonly user: string;
  readonly pass: string;
}

/** Listens on loopback and hands each connection to a function. */
export async function listenFor(
  serve: (socket: Socket, proxy: TestProxy) => void,
  tls?: { readonly key: string; readonly cert: string },
): Promise<TestProxy> {
  const open = new Set<Socket>();
  const server: Server = (tls ? createTlsServer(tls) : createServer()) as Server;
  const proxy: TestProxy = {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    asked: [],
    open,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
  server.on("connection", (socket: Socket) => {
    open.add(socket.on("close", () => open.delete(socket)).on("error", () => {}));
  });
  server.on(tls ? "secureConnection" : "connection", (socket: Socket) => {
    socket.on("error", () => {});
    serve(socket, proxy);
  });
  server.on("tlsClientError", () => {});
  await once(server.listen(0, "127.0.0.1"), "listening");
  return proxy;
}

/** Reads pieces of known sizes from a socket. */
export function reader(socket: Socket): {
  take: (size: number) => Promise<Buffer>;
  until: (end: string) => Promise<string>;
} {
  let held = Buffer.alloc(0);
  let wake = (): void => {};
  const onData = (bytes: Buffer): void => {
    held = Buffer.concat([held, bytes]);
    wake();
  };
  socket.on("data", onData);
  const more = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const cut = (size: number): Buffer => {
    const piece = held.subarray(0, size);
    held = held.subarray(size);
    return piece;
  };
  return {
    async take(size) {
      while (held.length < size) await more();
      return cut(size);
    },
    async until(end) {
      while (!held.includes(end)) await more();
      return cut(held.indexOf(end) + end.length).toString();
    },
  };
}

/** Joins two sockets, so that each end sees how the other one closes. */
function join(client: Socket, server: Socket): void {
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    from.removeAllListeners("data");
    from.on("error", () => (to instanceof TLSSocket ? to.destroy() : to.resetAndDestroy()));
    from.on("close", () => to.destroy());
    from.pipe(to);
  }
}

const REPLIES: Readonly<Record<string, number>> = { ECONNREFUSED: 5, ENOTFOUND: 4, EAI_AGAIN: 4 };

/** Connects to a server for a client, or returns the code of the system's error. */
async function reach(host: string, port: number): Promise<Socket | string> {
  const socket = connect(port, host);
  try {
    await once(socket, "connect");
    return socket;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "";
  }
}

/** A SOCKS5 proxy (RFC 1928), with a login if one is given (RFC 1929). */
export function socksProxy(login?: Login): Promise<TestProxy> {
  return listenFor(async (socket, proxy) => {
    const { take } = reader(socket);
    const [version, count = 0] = await take(2);
    const methods = await take(count);
    const method = login ? 2 : 0;
    if (version !== 5 || !methods.includes(method)) {
      socket.end(Buffer.from([5, 0xff]));
      return;
    }
    socket.write(Buffer.from([5, method]));
    if (login) {
      const text = async (): Promise<string> => (await take((await take(1))[0] ?? 0)).toString();
      await take(1);
      const good = (await text()) === login.user && (await text()) === login.pass;
      socket.write(Buffer.from([1, good ? 0 : 1]));
      if (!good) {
        socket.end();
        return;
      }
    }
    const [, , , kind] = await take(4);
    const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await take(1))[0] ?? 0);
    const name = await take(length);
    const host =
      kind === 3
        ? name.toString()
        : kind === 1
          ? name.join(".")
          : (name.toString("hex").match(/.{4}/g) ?? []).join(":");
    const port = (await take(2)).readUInt16BE();
    proxy.asked.push(`${host}:${port}`);
    const server = await reach(host, port);
    const code = typeof server === "string" ? (REPLIES[server] ?? 1) : 0;
    const answer = Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
    if (typeof server === "string") socket.end(answer);
    else {
      // The server's first words come in the same piece as the proxy's answer, where there are any.
      socket.cork();
      socket.write(answer);
      join(socket, server);
      setTimeout(() => socket.uncork(), 20);
    }
  });
}

/** An HTTP proxy that knows CONNECT only. */
export function httpProxy(
  login?: Login,
  tls?: { readonly key: string; readonly cert: string },
): Promise<TestProxy> {
  const wanted = login && `Basic ${Buffer.from(`${login.user}:${login.pass}`).toString("base64")}`;
  return listenFor(async (socket, proxy) => {
    const head = await reader(socket).until("\r\n\r\n");
    const [, host = "", port = ""] = /^CONNECT \[?(.+?)\]?:(\d+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    const given = /^Proxy-Authorization: (.*?)\r$/m.exec(head)?.[1];
    if (wanted !== undefined && given !== wanted) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    proxy.asked.push(`${host}:${port}`);
    const server = await reach(host, Number(port));
    if (typeof server === "string") {
      socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    socket.cork();
    socket.write("HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n");
    join(socket, server);
    setTimeout(() => socket.uncork(), 20);
  }, tls);
}
