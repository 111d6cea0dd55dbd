/** A transport with its one outstanding read, and with the write that the server interrupted. */
import type { ReadResult } from "./second-connection.ts";
import { toTransportError } from "./to-transport-error.ts";
import type { Transport } from "./transport.ts";

/** One connection as the driver uses it. */
export class Channel {
  readonly transport: Transport;
  /** The transport's `writeNow`, unless somebody has replaced `write` alone and must see every write. */
  readonly writeNow: Transport["writeNow"];
  /** What the outstanding read brought, until it is taken. */
  received: ReadResult | undefined;
  /** A write that was still under way when the server spoke first; never rejects. */
  pendingWrite: Promise<void> | undefined;
  readonly #onReceived: () => void;
  #isReading = false;
  #isClosed = false;

  /**
   * @param onReceived called each time the outstanding read brings something
   * @param received what was read from the transport before
   */
  constructor(transport: Transport, onReceived: () => void, received?: ReadResult) {
    this.transport = transport;
    if (transport.writeNow && holderOf(transport, "writeNow") === holderOf(transport, "write"))
      this.writeNow = (bytes) => transport.writeNow?.(bytes);
    this.#onReceived = onReceived;
    this.received = received;
  }

  /** A read is outstanding, or has brought something that nobody has taken. */
  get isListening(): boolean {
    return this.#isReading || this.received !== undefined;
  }

  /** Sees to it that a read is outstanding, unless one has brought something. */
  listen(): void {
    if (this.isListening) return;
    this.#isReading = true;
    this.#read().then(this.#onBytes, this.#onError);
  }

  /** A read that throws has failed like one that rejects. */
  #read(): Promise<Uint8Array | null> {
    try {
      return this.transport.read();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Takes what was heard.
   *
   * @throws what the read failed with
   */
  takeReceived(received: ReadResult): Uint8Array | null {
    this.received = undefined;
    if ("error" in received) throw received.error;
    return received.bytes;
  }

  /** Closes the transport; what it still brings is ignored. */
  close(): void {
    this.#isClosed = true;
    this.transport.close();
  }

  // Made once for a connection, and not for each read.
  readonly #onBytes = (bytes: Uint8Array | null): void => this.#receive({ bytes });
  readonly #onError = (error: unknown): void => this.#receive({ error: toTransportError(error) });

  #receive(received: ReadResult): void {
    if (this.#isClosed) return;
    this.#isReading = false;
    this.received = received;
    this.#onReceived();
  }
}

/** The object that has the property: the transport itself, or what it inherits from. */
function holderOf(transport: Transport, name: keyof Transport): unknown {
  let holder: unknown = transport;
  while (holder && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
  return holder;
}
