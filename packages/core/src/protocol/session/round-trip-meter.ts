/** Counts the round trips of a session, and the extra ones that fallbacks take. */
export class RoundTripMeter {
  /** Round trips so far, over all connections. */
  total = 0;
  /** Flights written so far. */
  flights = 0;
  /** Round trips since the connection or the transaction began that another connection will not need again. */
  once = 0;
  /** Something was written since the last wait, so the next wait is a round trip. */
  #awaited = false;
  #atConnect = 0;
  #atTransaction = 0;
  /** Round trips to open a connection, from connecting to the last reply before a message; 0 until that is known. */
  #toOpen = 0;

  /** Counts a new connection. */
  connected(tls: boolean): void {
    this.#atConnect = this.total;
    this.#toOpen = 0;
    this.beginTransaction();
    // The handshakes of TCP and TLS. The greeting is waited for separately.
    this.total += tls ? 2 : 1;
    this.#awaited = true;
  }

  /** Records the cost of opening the session. */
  opened(): void {
    this.#toOpen = this.reconnectCost;
  }

  beginTransaction(): void {
    this.#atTransaction = this.total;
    this.once = 0;
  }

  /** Counts a written flight. */
  wrote(): void {
    this.flights += 1;
    this.#awaited = true;
  }

  /** Counts a wait for the server. */
  waits(): void {
    if (this.#awaited) this.total += 1;
    this.#awaited = false;
  }

  /** The round trips of the current transaction that another transaction would need too. */
  get transactionCost(): number {
    return this.total - this.#atTransaction - this.once;
  }

  /** The round trips that a new connection needs if the current one is closed. */
  get reconnectCost(): number {
    const since = this.#toOpen > 0 ? this.#atTransaction : this.#atConnect;
    return this.#toOpen + this.total - since - this.once;
  }
}
