/** Helpers for the cases of the transport conformance suite. The cases are in the other `conformance-*.ts` files. */
import type { Dial, DialOptions, DialTarget, Transport } from "../client/connection/transport.ts";
import { TransportError, type TransportErrorKind } from "../protocol/errors/transport-error.ts";
import type { ConformancePeer, PeerAnswer, PeerBehaviour } from "./conformance-peer.ts";
import { decodeUtf8, encodeUtf8 } from "./octets.ts";

/**
 * A requirement of a case on the runtime beyond the contract of a transport. An adapter whose runtime lacks it
 * declares that with a reason and skips these cases.
 *
 * - `starttls`: a connection can be upgraded.
 * - `connect-errors`: a refused connection and an unknown name are distinguished.
 * - `certificate-errors`: a bad certificate is distinguished from other failures of TLS.
 * - `rst`: a reset is distinguished from an orderly end.
 * - `release`: a running handshake can be aborted, and its socket closed.
 * - `ip-san`: certificates are checked against an IP address.
 * - `local-address`: the transport reports its own address.
 * - `addresses`: the transport reports the server's address, and the dial can skip addresses.
 * - `channel-binding`: the transport reports the `tls-exporter` binding.
 */
export type ConformanceNeed =
  | "starttls"
  | "connect-errors"
  | "certificate-errors"
  | "rst"
  | "release"
  | "ip-san"
  | "local-address"
  | "addresses"
  | "channel-binding";

/** A case that has no dial and no peer yet. */
export interface BenchCase {
  readonly name: string;
  readonly needs?: readonly ConformanceNeed[];
  readonly run: (bench: Bench) => Promise<void>;
}

/** A connection to the peer. */
export interface Connected {
  readonly transport: Transport;
  readonly port: number;
}

/** Opens connections for one case, and closes them after it. */
export class Bench {
  readonly peer: ConformancePeer;
  readonly #dialWith: (ca: string) => Dial;
  readonly #opened: Transport[] = [];

  constructor(dialWith: (ca: string) => Dial, peer: ConformancePeer) {
    this.#dialWith = dialWith;
    this.peer = peer;
  }

  /** Opens a connection to an endpoint that the peer has reported. */
  async dial(
    to: Pick<PeerAnswer, "host" | "port" | "ca">,
    tls: DialTarget["tls"],
    options: Partial<DialOptions> = {},
  ): Promise<Transport> {
    const dial = this.#dialWith(to.ca);
    const { signal } = new AbortController();
    return this.#keep(await dial({ host: to.host, port: to.port, tls }, { signal, ...options }));
  }

  /** Requests a behaviour from the peer and opens a connection, with STARTTLS if the behaviour requires it. */
  async open(behaviour: PeerBehaviour): Promise<Connected> {
    const to = await this.peer.request(behaviour);
    const { port } = to;
    if (!behaviour.startsWith("starttls ")) {
      const tls = behaviour.startsWith("tls ") ? "implicit" : "none";
      return { transport: await this.dial(to, tls), port };
    }
    const transport = await this.dial(to, "starttls");
    await this.askForTls(transport);
    return { transport: await this.upgrade(transport), port };
  }

  /** Sends STARTTLS and waits for the positive reply. */
  async askForTls(transport: Transport): Promise<void> {
    await transport.write(encodeUtf8("STARTTLS\r\n"));
    assertEqual(await readText(transport, GO_AHEAD.length), GO_AHEAD, "the go-ahead");
  }

  /** Upgrades a connection. */
  async upgrade(transport: Transport): Promise<Transport> {
    assertCondition(transport.startTls, "it has no startTls().");
    return this.#keep(await transport.startTls());
  }

  /** Returns whether a promise is still pending after several round trips to the peer's control port. */
  async pending(promise: Promise<unknown>, port: number): Promise<boolean> {
    let pending = true;
    const settle = (): void => {
      pending = false;
    };
    promise.then(settle, settle);
    for (let trips = 0; pending && trips < 10; trips += 1) await this.peer.request(`look ${port}`);
    return pending;
  }

  /** Closes everything that the case has opened. */
  close(): void {
    for (const transport of this.#opened) transport.close();
  }

  #keep(transport: Transport): Transport {
    this.#opened.push(transport);
    return transport;
  }
}

/** The peer's reply to STARTTLS. */
export const GO_AHEAD = "220 go ahead\r\n";

/** Fails the case unless the condition holds. */
export function assertCondition(condition: unknown, otherwise: string): asserts condition {
  if (!condition) throw new Error(`The transport breaks its contract: ${otherwise}`);
}

/** Fails the case unless both values are equal. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  assertCondition(got === wanted, `${what} should be ${wanted} and is ${got}.`);
}

/** Fails the case unless the promise rejects with a TransportError of one of these kinds, or of any. */
export async function rejects(
  promise: Promise<unknown>,
  what: string,
  ...kinds: TransportErrorKind[]
): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assertCondition(error !== undefined, `${what} should fail and does not.`);
  assertCondition(
    error instanceof TransportError,
    `${what} fails with ${error}, which is no TransportError.`,
  );
  const fits = kinds.length === 0 || kinds.includes(error.kind);
  assertCondition(fits, `${what} should fail as ${kinds.join(" or ")} and fails as ${error.kind}.`);
}

/** Reads until this many octets have arrived, or the end. */
export async function readOctets(transport: Transport, length: number): Promise<Uint8Array> {
  const all = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const bytes = await transport.read();
    if (bytes === null) break;
    assertCondition(bytes.length > 0, "a read gave no octets, which is neither bytes nor the end.");
    assertCondition(filled + bytes.length <= length, "more came than was sent.");
    all.set(bytes, filled);
    filled += bytes.length;
  }
  return all.subarray(0, filled);
}

/** Reads this many octets as text. */
export async function readText(transport: Transport, length: number): Promise<string> {
  return decodeUtf8(await readOctets(transport, length));
}
