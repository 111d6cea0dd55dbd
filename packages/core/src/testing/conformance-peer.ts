/**
 * The types for controlling the peer: the server that transports are tested against.
 *
 * The peer runs outside the runtime under test, because it resets connections, stalls and presents invalid
 * certificates on request. It is controlled over a control port: one connection and one line per request, one line of
 * JSON as the answer.
 */
import type { Dial } from "../client/connection/transport.ts";

/**
 * What the peer does with a connection.
 *
 * - `echo`: sends back everything.
 * - `fin`: sends `12345` and closes.
 * - `leave`: the same without TLS's close_notify, as many servers do.
 * - `halves`: sends `220 ha`, and `lf\r\n` after something arrived.
 * - `stall`: neither reads nor writes until `resume`; then it reads and counts.
 * - `rst`: sends `12345`, and resets the connection after something arrived.
 * - `about`: sends one line of JSON about the TLS handshake (`PeerTls`), then behaves like `echo`.
 * - `closed`: nothing listens on that port.
 */
export type PeerStream = "echo" | "fin" | "leave" | "halves" | "stall" | "rst" | "about" | "closed";

/**
 * How a handshake fails.
 *
 * - `wrong-host`, `expired`, `untrusted`: the certificate is not valid. `common-name-only`: it names the host only in
 *   its subject (RFC 9525 2).
 * - `old`: at most TLS 1.1.
 * - `silent`: the client's hello is never answered.
 * - `hangup`, `cut`: the peer closes or resets the connection after the client's hello.
 * - `gone`: closes without waiting for the client's hello.
 */
export type PeerFlaw =
  | "wrong-host"
  | "common-name-only"
  | "expired"
  | "untrusted"
  | "old"
  | "silent"
  | "hangup"
  | "cut"
  | "gone";

/**
 * A request to the peer. `tls`: from the first byte. `starttls`: the peer replies `220 go ahead` to the line
 * `STARTTLS`, and the handshake follows. With `inject`, the line `INJECTED` follows in the same packet; with
 * `inject-later`, after the line `MORE` arrived; both before the handshake.
 */
export type PeerBehaviour =
  | PeerStream
  | `${"tls" | "starttls"} ${PeerStream | PeerFlaw}`
  | "starttls inject"
  | "starttls inject-later";

/**
 * A question about the connections to a port that was reported before.
 *
 * - `look`: answered at once.
 * - `resume`: lets a stalled connection be read.
 * - `received N`: answered after at least N octets have arrived.
 * - `ended`: answered after the latest connection has ended.
 */
export type PeerQuestion =
  | `look ${number}`
  | `resume ${number}`
  | `received ${number} ${number}`
  | `ended ${number}`;

/** The peer's answer. */
export interface PeerAnswer {
  /** The host name to connect to. The valid certificate contains it, and the address 127.0.0.1. */
  readonly host: string;
  /** The port that the peer listens on. */
  readonly port: number;
  /** The certificate of the authority to trust, PEM. */
  readonly ca: string;
  /** Number of connections to the port so far. */
  readonly connections: number;
  /** Number of octets received, decrypted after a successful handshake. */
  readonly received: number;
  /** The address that the latest connection came from, or `""`. */
  readonly remote: string;
}

/** The peer's data about a handshake. */
export interface PeerTls {
  /** The name sent as SNI, or `false`. */
  readonly servername: string | false;
  /** The `tls-exporter` channel binding (RFC 9266), hexadecimal. */
  readonly exporter: string;
  /** Whether the handshake resumed an earlier session. */
  readonly resumed: boolean;
}

/** Controls the peer. */
export interface ConformancePeer {
  /** Sends one request and returns its answer. */
  request(line: PeerBehaviour | PeerQuestion): Promise<PeerAnswer>;
}

/**
 * Returns a control for the peer that only needs a `dial` from the runtime.
 *
 * @param control the address of the peer's control port
 * @param dial any working dial, such as the one under test
 *
 * @example
 * ```ts
 * import { nodeDial } from "@parley-smtp/node-socket";
 *
 * const peer = conformancePeerAt({ host: "127.0.0.1", port: 40123 }, nodeDial());
 * const { host, port } = await peer.request("echo");
 * ```
 */
export function conformancePeerAt(
  control: { readonly host: string; readonly port: number },
  dial: Dial,
): ConformancePeer {
  return {
    async request(line) {
      const never = new AbortController().signal;
      const transport = await dial({ ...control, tls: "none" }, { signal: never });
      try {
        await transport.write(new TextEncoder().encode(`${line}\n`));
        const decoder = new TextDecoder();
        let answer = "";
        for (let bytes = await transport.read(); bytes; bytes = await transport.read()) {
          answer += decoder.decode(bytes, { stream: true });
        }
        return JSON.parse(answer) as PeerAnswer;
      } finally {
        transport.close();
      }
    },
  };
}
