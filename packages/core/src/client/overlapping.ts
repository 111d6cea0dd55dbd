/** Messages on their way into a script that lets them overlap, and what became of them on the way out. */
import type { NumberedMessage, SettledEffect } from "../protocol/effects.ts";
import type { ClientEvent } from "../protocol/events.ts";
import type { Receipt } from "../protocol/outcome.ts";
import type { BodyReader } from "./body.ts";
import type { Feed } from "./driver.ts";
import { type CheckedMessage, checkMessage, type Message } from "./message.ts";
import { outcomeOfError, outcomeOfReceipt } from "./outcome-event.ts";

/** What became of one message, by its number. */
export type Outcome = { readonly index: number } & (
  | { readonly receipt: Receipt; readonly error?: undefined }
  | { readonly receipt?: undefined; readonly error: unknown }
);

/**
 * Reads messages ahead of the script, but no further than it needs, and keeps
 * what became of them until somebody asks.
 */
export class Overlapping implements Feed {
  readonly #source: AsyncIterator<Message> | Iterator<Message>;
  /** Messages that are read and not yet asked about at most. */
  readonly #most: number;
  /** The connection has rested, so that the next message must not be whole in its first flight. */
  rested = false;
  readonly #tell: (event: ClientEvent) => void;
  #index = 0;
  #waiting: (CheckedMessage & { readonly index: number })[] = [];
  readonly #recipients = new Map<number, number>();
  readonly #bodies = new Map<number, BodyReader>();
  readonly #outcomes = new Map<number, Outcome>();
  #told = 0;
  #reading = false;
  #failed: { readonly error: unknown } | undefined;
  #ended = false;
  #wake: () => void = () => {};

  /**
   * @param messages where they come from
   * @param most how many are read and not yet told of at a time
   * @param tell tells an observer
   */
  constructor(
    messages: Iterable<Message> | AsyncIterable<Message>,
    most: number,
    tell: (event: ClientEvent) => void,
  ) {
    this.#source =
      Symbol.asyncIterator in messages
        ? messages[Symbol.asyncIterator]()
        : messages[Symbol.iterator]();
    this.#most = most;
    this.#tell = tell;
  }

  next(): NumberedMessage | undefined {
    const taken = this.#waiting.shift();
    if (!taken) return undefined;
    const { index, outgoing, body } = taken;
    this.#bodies.set(index, body);
    this.#recipients.set(index, outgoing.to.length);
    this.#tell({ type: "message", recipients: outgoing.to.length });
    const idle = this.rested;
    this.rested = false;
    return { index, message: { ...outgoing, idle } };
  }

  bodyOf(index: number): BodyReader {
    return this.#bodies.get(index) as BodyReader;
  }

  settled({ index, outcome }: SettledEffect): void {
    void this.#bodies.get(index)?.release();
    this.#bodies.delete(index);
    const recipients = this.#recipients.get(index) ?? 0;
    this.#recipients.delete(index);
    const failed = "error" in outcome;
    this.#tell(
      failed ? outcomeOfError(outcome.error, recipients) : outcomeOfReceipt(outcome.receipt),
    );
    this.#keep({ index, ...outcome });
  }

  /** A message waits to be sent. */
  get hungry(): boolean {
    return this.#waiting.length > 0;
  }

  /**
   * Nothing will come any more, and everything was asked about.
   *
   * @throws what the source of messages threw, when all that came before it was asked about
   */
  get done(): boolean {
    if (!this.#ended || this.#told < this.#index) return false;
    if (this.#failed) throw this.#failed.error;
    return true;
  }

  /** What became of the next message in order, once it is known. */
  take(): Outcome | undefined {
    const outcome = this.#outcomes.get(this.#told);
    if (!outcome) return undefined;
    this.#outcomes.delete(this.#told);
    this.#told += 1;
    void this.#read();
    return outcome;
  }

  /** Waits until there is something new: a message, an outcome, or the end. */
  async change(): Promise<void> {
    const changed = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    void this.#read();
    await changed;
  }

  /** No more are read; those that wait are forgotten. */
  async stop(): Promise<void> {
    this.#ended = true;
    for (const { body } of this.#waiting.splice(0)) await body.release();
    // It may be busy with a message that nobody wants any more; there is no use in waiting for that.
    void Promise.resolve(this.#source.return?.()).catch(() => {});
  }

  #keep(outcome: Outcome): void {
    this.#outcomes.set(outcome.index, outcome);
    this.#wake();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (!this.#ended && this.#index - this.#told < this.#most) {
        const { done, value } = await this.#source.next();
        if (done) this.#ended = true;
        else if (!this.#ended) this.#add(value);
        this.#wake();
      }
    } catch (error) {
      this.#ended = true;
      this.#failed = { error };
      this.#wake();
    } finally {
      this.#reading = false;
    }
  }

  #add(message: Message): void {
    const index = this.#index;
    this.#index += 1;
    try {
      this.#waiting.push({ index, ...checkMessage(message) });
    } catch (error) {
      this.#keep({ index, error });
    }
  }
}
