/**
 * The other end of the transport conformance suite, as the suite sees it.
 *
 * The peer itself is a server outside the runtime under test, for it resets,
 * falls silent and shows bad certificates on demand. It is controlled over
 * a control port: one connection and one line a request, one line of JSON back.
 */
import type { Dial } from "../client/connection/transport.ts";

/**
 * What the peer does with a connection.
 *
 * - `echo`: sends back what comes.
 * - `fin`: sends `12345` and closes.
 * - `leave`: the same without TLS's closing alert, as many servers do.
 * - `halves`: sends `220 ha`, and `lf\r\n` once anything came.
 * - `stall`: neither reads nor writes until `resume`; then it reads and counts.
 * - `rst`: sends `12345`, and resets the connection once anything came.
 * - `about`: one line of JSON with what it knows of the TLS handshake (`PeerTls`), then as `echo`.
 * - `closed`: nothing listens on that port.
 */
export type PeerStream = "echo" | "fin" | "leave" | "halves" | "stall" | "rst" | "about" | "closed";

/**
 * How a handshake goes wrong.
 *
 * - `wrong-host`, `expired`, `untrusted`: the certificate is not good. `common-name-only`: it names the host
 *   as its subject alone (RFC 9525 2).
 * - `old`: nothing above TLS 1.1.
 * - `silent`: the hello is never answered.
 * - `hangup`, `cut`: the hello is answered by closing, or by a reset.
 * - `gone`: closes without waiting for the hello.
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
 * What to ask the peer for. `tls`: from the first byte. `starttls`: the line
 * `STARTTLS` is answered by `220 go ahead`, and the handshake follows; with
 * `inject` the line `INJECTED` follows in the same packet, with `inject-later`
 * when the line `MORE` came, both before the handshake.
 */
export type PeerBehaviour =
  | PeerStream
  | `${"tls" | "starttls"} ${PeerStream | PeerFlaw}`
  | "starttls inject"
  | "starttls inject-later";

/**
 * What to ask about the connections to a port that was given before.
 *
 * - `look`: answered at once.
 * - `resume`: lets a stalled connection be read.
 * - `received N`: answered when at least N octets have come.
 * - `ended`: answered when the latest connection is over.
 */
export type PeerQuestion =
  | `look ${number}`
  | `resume ${number}`
  | `received ${number} ${number}`
  | `ended ${number}`;

/** What the peer answers. */
export interface PeerAnswer {
  /** The host name to dial; its good certificate carries it, and the address 127.0.0.1. */
  readonly host: string;
  /** Where it listens. */
  readonly port: number;
  /** The certificate of the authority to trust, PEM. */
  readonly ca: string;
  /** How many connections have come to the port. */
  readonly connections: number;
  /** How many octets have come, decrypted where a handshake has succeeded. */
  readonly received: number;
  /** The address that the latest connection came from, or `""`. */
  readonly remote: string;
}

/** What the peer knows of a handshake. */
export interface PeerTls {
  /** The name sent as SNI, or `false`. */
  readonly servername: string | false;
  /** The `tls-exporter` channel binding (RFC 9266), hexadecimal. */
  readonly exporter: string;
  /** The handshake resumed an earlier session. */
  readonly resumed: boolean;
}

/** The way to the peer. */
export interface ConformancePeer {
  /** Sends one request and gives the answer to it. */
  request(line: PeerBehaviour | PeerQuestion): Promise<PeerAnswer>;
}

/**
 * A way to the peer that needs nothing of the runtime but a `dial`.
 *
 * @param control where the peer's control port is
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
