/**
 * Counts how much of the content was handed to the connection in the current transaction. Once all of it was, only the
 * server's reply says whether the message was accepted.
 */
export class ContentHandover {
  #octets = 0;
  #complete = false;

  /** Octets that were handed over. */
  get octets(): number {
    return this.#octets;
  }

  /** Whether the end of the content was handed over and not answered: the server may have the message. */
  get isComplete(): boolean {
    return this.#complete;
  }

  /** Begins a new transaction. */
  restart(): void {
    this.#octets = 0;
    this.#complete = false;
  }

  /**
   * Hands over a part of the content.
   *
   * @param octets length of the part
   * @param last whether the content ends with it
   */
  add(octets: number, last = false): void {
    this.#octets += octets;
    this.#complete = last;
  }

  /** The end of the content is handed over. */
  complete(): void {
    this.#complete = true;
  }

  /** The server has answered, or cannot have accepted the message. */
  settle(): void {
    this.#complete = false;
  }
}
