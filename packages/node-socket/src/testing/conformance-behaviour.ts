/** The behaviours of the conformance peer; `PeerBehaviour` of the core defines each word. */
import { once } from "node:events";
import type { Socket } from "node:net";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import type { PeerTls } from "@parley-smtp/core/testing";
import { testAuthority } from "./certificates.ts";
import type { ConformancePort } from "./conformance-port.ts";

type Act = (stream: Socket, port: ConformancePort, raw: Socket) => void;

/** The behaviours of an established connection; `raw` is the socket below TLS. */
const STREAMS: Readonly<Record<string, Act>> = {
  echo(stream, port) {
    stream.on("data", (bytes) => port.count(bytes)).pipe(stream);
  },
  fin(stream) {
    // Node sends no close_notify in the tick in which the handshake is done.
    setImmediate(() => stream.resume().end("12345"));
  },
  leave(stream, _port, raw) {
    stream.resume().write("12345", () => raw.end());
  },
  halves(stream) {
    stream.write("220 ha");
    stream.once("data", () => stream.write("lf\r\n"));
  },
  stall(stream, port) {
    port.until(() => port.resumed).then(() => stream.on("data", (bytes) => port.count(bytes)));
  },
  rst(stream, _port, raw) {
    stream.write("12345");
    stream.once("data", () => raw.resetAndDestroy());
  },
  about(stream, port, raw) {
    stream.write(`${JSON.stringify(stream instanceof TLSSocket && handshakeOf(stream))}\n`);
    STREAMS["echo"]?.(stream, port, raw);
  },
};

/** The behaviours of a handshake that fails before it begins. */
const HELLOS: Readonly<Record<string, Act>> = {
  silent(stream, port) {
    stream.on("data", (bytes) => port.count(bytes));
  },
  hangup(stream) {
    stream.once("data", () => stream.end());
  },
  gone(stream) {
    stream.resume().end();
  },
  cut(stream) {
    stream.once("data", () => stream.resetAndDestroy());
  },
};

/** The server's TLS identities, by their fault. */
export interface Identities {
  readonly ca: string;
  readonly good: SecureContext;
  readonly flawed: Readonly<Record<string, SecureContext>>;
}

/** Creates the certificates of a peer. */
export async function identities(): Promise<Identities> {
  const authority = await testAuthority("Parley conformance authority");
  const stranger = await testAuthority("Unknown authority");
  const good = await authority.issue();
  const yesterday = new Date(Date.now() - 86_400_000);
  return {
    ca: authority.ca,
    good: createSecureContext(good),
    flawed: {
      "wrong-host": createSecureContext(await authority.issue(["other.example"])),
      "common-name-only": createSecureContext(await authority.issue(undefined, undefined, [])),
      expired: createSecureContext(await authority.issue(undefined, yesterday)),
      untrusted: createSecureContext(await stranger.issue()),
      // OpenSSL supports TLS 1.1 only at security level 0.
      old: createSecureContext({
        ...good,
        minVersion: "TLSv1.1",
        maxVersion: "TLSv1.1",
        ciphers: "DEFAULT:@SECLEVEL=0",
      }),
    },
  };
}

/** Applies the behaviour to a new connection. */
export async function behave(
  behaviour: string,
  raw: Socket,
  port: ConformancePort,
  { good, flawed }: Identities,
): Promise<void> {
  const [act = "", mode] = behaviour.split(" ").reverse();
  if (mode === undefined) return STREAMS[act]?.(raw, port, raw);
  if (mode === "starttls") {
    await take(raw, port, "STARTTLS\r\n");
    raw.write(`220 go ahead\r\n${act === "inject" ? "INJECTED\r\n" : ""}`);
  }
  if (act === "inject-later") {
    await take(raw, port, "MORE\r\n");
    raw.write("INJECTED\r\n");
  }
  const hello = HELLOS[act];
  if (hello) return hello(raw, port, raw);
  const secureContext = flawed[act] ?? good;
  const secured = new TLSSocket(raw, { isServer: true, secureContext });
  secured.on("error", () => {});
  secured.on("secure", () => (STREAMS[act] ?? STREAMS["echo"])?.(secured, port, raw));
}

/** Reads a line from the stream, and nothing after it. */
async function take(socket: Socket, port: ConformancePort, line: string): Promise<void> {
  let bytes: Buffer | null = socket.read(line.length);
  while (bytes === null) {
    await once(socket, "readable");
    bytes = socket.read(line.length);
  }
  port.count(bytes);
}

function handshakeOf(secured: TLSSocket): PeerTls {
  const exporter =
    secured.getProtocol() === "TLSv1.3"
      ? secured.exportKeyingMaterial(32, "EXPORTER-Channel-Binding", Buffer.alloc(0))
      : Buffer.alloc(0);
  return {
    servername: secured.servername || false,
    exporter: exporter.toString("hex"),
    resumed: secured.isSessionReused(),
  };
}
