/** Counts the round trips of a session, and what finding out has cost of them. */
export class RoundTripMeter {
  /** Round trips so far, over all connections. */
  total = 0;
  /** Flights that were written so far. */
  flights = 0;
  /** Those since the connection or the transaction began that another connection will not cost again. */
  once = 0;
  /** Something was written since the last wait, so that the next wait is a round trip. */
  #awaited = false;
  #atConnect = 0;
  #atTransaction = 0;
  /** What opening a connection costs, from connecting to the last reply before a message; 0 until it is known. */
  #toOpen = 0;

  /** Another connection was made. */
  connected(tls: boolean): void {
    this.#atConnect = this.total;
    this.#toOpen = 0;
    this.beginTransaction();
    // The handshakes of TCP and TLS; the greeting is waited for too.
    this.total += tls ? 2 : 1;
    this.#awaited = true;
  }

  /** The session is open, and what that costs is known. */
  opened(): void {
    this.#toOpen = this.reconnectCost;
  }

  beginTransaction(): void {
    this.#atTransaction = this.total;
    this.once = 0;
  }

  /** A flight is written. */
  wrote(): void {
    this.flights += 1;
    this.#awaited = true;
  }

  /** The server is waited for. */
  waits(): void {
    if (this.#awaited) this.total += 1;
    this.#awaited = false;
  }

  /** What the present transaction has cost that another one would cost too. */
  get transactionCost(): number {
    return this.total - this.#atTransaction - this.once;
  }

  /** What a new connection costs, once the present one is given up. */
  get reconnectCost(): number {
    const since = this.#toOpen > 0 ? this.#atTransaction : this.#atConnect;
    return this.#toOpen + this.total - since - this.once;
  }
}
