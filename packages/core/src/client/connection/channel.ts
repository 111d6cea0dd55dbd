/** A transport with its one outstanding read, and with the write that was interrupted by data from the server. */
import type { ReadResult } from "./second-connection.ts";
import type { Transport } from "./transport.ts";

/** One connection, as the driver uses it. */
export class Channel {
  readonly transport: Transport;
  /** The transport's `writeNow`, unless somebody has replaced only `write` and must see every write. */
  readonly writeNow: Transport["writeNow"];
  /** The result of the outstanding read, until it is taken. */
  received: ReadResult | undefined;
  /** A write that was not complete when the server sent data; never rejects. */
  pendingWrite: Promise<void> | undefined;
  readonly #onReceived: () => void;
  #isReading = false;
  #isClosed = false;

  /**
   * @param onReceived called each time the outstanding read has a result
   * @param received data that was already read from the transport
   */
  constructor(transport: Transport, onReceived: () => void, received?: ReadResult) {
    this.transport = transport;
    if (transport.writeNow && holderOf(transport, "writeNow") === holderOf(transport, "write"))
      this.writeNow = (bytes) => transport.writeNow?.(bytes);
    this.#onReceived = onReceived;
    this.received = received;
  }

  /** Whether a read is outstanding, or has a result that nobody has taken. */
  get isListening(): boolean {
    return this.#isReading || this.received !== undefined;
  }

  /** Starts a read, unless one is outstanding or has a result. */
  listen(): void {
    if (this.isListening) return;
    this.#isReading = true;
    this.#read().then(this.#onBytes, this.#onError);
  }

  /** Starts a read. A read that throws is treated like one that rejects. */
  #read(): Promise<Uint8Array | null> {
    try {
      return this.transport.read();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Takes the result of a read.
   *
   * @throws the error of the read
   */
  takeReceived(received: ReadResult): Uint8Array | null {
    this.received = undefined;
    if ("error" in received) throw received.error;
    return received.bytes;
  }

  /** Closes the transport. Data that still arrives is ignored. */
  close(): void {
    this.#isClosed = true;
    this.transport.close();
  }

  // Created once for each connection, not for each read.
  readonly #onBytes = (bytes: Uint8Array | null): void => this.#receive({ bytes });
  readonly #onError = (error: unknown): void => this.#receive({ error });

  #receive(received: ReadResult): void {
    if (this.#isClosed) return;
    this.#isReading = false;
    this.received = received;
    this.#onReceived();
  }
}

/** Returns the object that has the property: the transport itself, or an object that it inherits from. */
function holderOf(transport: Transport, name: keyof Transport): unknown {
  let holder: unknown = transport;
  while (holder && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
  return holder;
}
