/**
 * Supplies messages to the script that pipelines them, and keeps their outcomes until they are read. Handles one
 * connection; `pipelined-send.ts` handles several servers.
 */
import type { NumberedMessage, ResultEffect } from "../../protocol/session/effects.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import type { Receipt } from "../../protocol/session/outcome.ts";
import { unlessStalled } from "../connection/call-clock.ts";
import { outcomeOfError, outcomeOfReceipt } from "../connection/outcome-event.ts";
import { Pace } from "../connection/pace.ts";
import type { Feed } from "../connection/run.ts";
import { discard } from "../message/body.ts";
import type { BodyReader } from "../message/body-reader.ts";
import type { CheckedMessage } from "../message/message.ts";
import { closeIterator } from "../message/streams.ts";

/** The outcome of one message by its number, and the round trips up to then. */
export type IndexedOutcome = { readonly index: number; readonly roundTrips?: number } & (
  | { readonly receipt: Receipt; readonly error?: undefined }
  | { readonly receipt?: undefined; readonly error: unknown }
);

/** The error of a message that was read but not begun, because of `halt`. It may be sent elsewhere. */
export const NOT_STARTED: unique symbol = Symbol("the message was not begun");

/** Receipts between two readings of the clock. */
const PAUSE_INTERVAL = 64;

/** The options of a feed. */
export interface PipelinedFeedOptions<Given> {
  readonly messages: Iterable<Given> | AsyncIterable<Given>;
  /** The most whole messages that the server has not answered yet. */
  readonly maxUnacknowledged: number;
  /** Creates a message from an entry. An error is the outcome of that message. */
  readonly check: (given: Given) => CheckedMessage;
  /** Closes an entry that is never begun; absent: the entry is a message. */
  readonly discard?: (given: Given) => void;
  /** Resolves when the next message may begin; absent: at any time. */
  readonly waitForTurn?: () => Promise<void>;
  /** When it fires, the feed waits for no further message. */
  readonly signal?: AbortSignal;
  /** Receives the outcome of each message as soon as it is known. */
  readonly onOutcome?: (outcome: IndexedOutcome) => void;
}

/** One run of the script over one connection. */
export interface PipelinedRun {
  /**
   * The connection may have been closed without notice, so the first flight must not contain the whole first message.
   */
  readonly wasIdle: boolean;
  /** Returns whether the connection may carry this many messages in this run; the first one always. */
  mayCarry(messages: number): boolean;
  /** Returns whether the message moves to another connection, because the server refused this one. */
  isSurplus(error: unknown): boolean;
  /** Returns the round trips of this run so far. */
  countRoundTrips(): number;
  /** Reports to an observer. */
  readonly emit: ((event: ClientEvent) => void) | undefined;
}

/**
 * Checks `maxUnacknowledged`.
 *
 * @throws {RangeError} for anything but an integer of at least 1
 */
export function checkMaxUnacknowledged(maxUnacknowledged: number = 1): number {
  if (!Number.isInteger(maxUnacknowledged) || maxUnacknowledged < 1) {
    throw new RangeError("`maxUnacknowledged` must be a whole number from 1 up.");
  }
  return maxUnacknowledged;
}

/**
 * Reads messages ahead of the script, but no further than needed, and keeps their outcomes until they are read.
 */
export class PipelinedFeed<Given> implements Feed {
  readonly #options: PipelinedFeedOptions<Given>;
  readonly #source: AsyncIterator<Given> | Iterator<Given>;
  #run: PipelinedRun | undefined;
  /** Number of messages of the current run. */
  #taken = 0;
  /** Round trips of the current run that are assigned to messages. */
  #roundTrips = 0;
  #halted = false;
  /** The server refused the connection of the current run. */
  #surplus = false;
  /** Messages that were put back for another connection, and the errors that they would have failed with. */
  readonly #postponed = new Map<number, unknown>();
  /** The message that waits for its turn to begin. */
  #held: number | undefined;
  #index = 0;
  #waiting: (CheckedMessage & { readonly index: number })[] = [];
  /** Messages of the current run whose outcome is unknown. */
  readonly #sent = new Map<number, CheckedMessage & { readonly index: number }>();
  readonly #outcomes = new Map<number, IndexedOutcome>();
  #reported = 0;
  #reading = false;
  #failed: { readonly error: unknown } | undefined;
  #ended = false;
  #wake: () => void = () => {};

  constructor(options: PipelinedFeedOptions<Given>) {
    const { messages } = options;
    this.#options = options;
    this.#source =
      Symbol.asyncIterator in messages
        ? messages[Symbol.asyncIterator]()
        : messages[Symbol.iterator]();
  }

  /** The most whole messages that the server has not answered yet. */
  get maxUnacknowledged(): number {
    return this.#options.maxUnacknowledged;
  }

  /** Starts a run, which lasts as long as messages are available. */
  startRun(run: PipelinedRun): void {
    this.#run = run;
    this.#taken = 0;
    this.#roundTrips = 0;
    this.#surplus = false;
  }

  next(): NumberedMessage | undefined {
    // Messages that are available after a connection has carried enough use another connection in the next run.
    const run = this.#run;
    if (!run || this.#surplus || (this.#taken > 0 && !run.mayCarry(this.#taken + 1)))
      return undefined;
    const taken = this.#waiting.shift();
    if (!taken) return undefined;
    this.#taken += 1;
    void this.#read();
    const { index, outgoing } = taken;
    this.#sent.set(index, taken);
    run.emit?.({ type: "message", recipients: outgoing.to.length });
    return { index, message: { ...outgoing, idle: run.wasIdle && this.#taken === 1 } };
  }

  getBody(index: number): BodyReader {
    return (this.#sent.get(index) as CheckedMessage).body;
  }

  recordOutcome({ index, outcome }: ResultEffect): void {
    const sent = this.#sent.get(index);
    this.#sent.delete(index);
    const failed = "error" in outcome;
    if (failed && sent && this.#postpone(sent, outcome.error)) return;
    sent?.body.release();
    const recipients = sent?.outgoing.to.length ?? 0;
    this.#run?.emit?.(
      failed ? outcomeOfError(outcome.error, recipients) : outcomeOfReceipt(outcome.receipt),
    );
    const roundTrips = this.#run?.countRoundTrips() ?? 0;
    this.#storeOutcome({ index, ...outcome, roundTrips: roundTrips - this.#roundTrips });
    this.#roundTrips = roundTrips;
  }

  /** Puts back a message whose connection was refused by the server while other connections work. */
  #postpone(sent: CheckedMessage & { readonly index: number }, error: unknown): boolean {
    // After a halt, no message begins on another connection.
    if (this.#halted || !this.#run?.isSurplus(error)) return false;
    this.#surplus = true;
    this.#postponed.set(sent.index, error);
    const later = this.#waiting.findIndex(({ index }) => index > sent.index);
    this.#waiting.splice(later === -1 ? this.#waiting.length : later, 0, sent);
    return true;
  }

  /** Prepares messages that were put back for another connection. A message that can be read only once fails. */
  async rewind(): Promise<void> {
    for (const [index, error] of this.#postponed) {
      const at = this.#waiting.findIndex((sent) => sent.index === index);
      const sent = this.#waiting[at];
      const ready = sent ? await sent.body.rewind() : true;
      // A halt of the feed may remove the message meanwhile.
      if (!this.#postponed.delete(index) || ready || !sent) continue;
      this.#waiting.splice(this.#waiting.indexOf(sent), 1);
      await sent.body.release();
      this.#storeOutcome({ index, error });
    }
  }

  /**
   * Yields the outcomes of the messages, in order.
   *
   * @param run sends the available messages; called again when more are available
   * @throws the error of the source of messages, after everything before it was reported
   */
  async *outcomes(run: () => Promise<void>): AsyncGenerator<IndexedOutcome, void, undefined> {
    let running: Promise<void> | undefined;
    let failure: { readonly error: unknown } | undefined;
    const pace = new Pace();
    try {
      while (!this.#done) {
        const outcome = this.#take();
        if (outcome) {
          // Messages that cannot be sent have their outcomes at once. Others rarely do.
          if (!outcome.receipt || outcome.index % PAUSE_INTERVAL === 0) await pace.pause();
          yield outcome;
          continue;
        }
        if (failure) throw failure.error;
        if (this.#waiting.length > 0) {
          running ??= run()
            .catch((error: unknown) => {
              failure = { error };
            })
            .finally(() => {
              running = undefined;
              this.#wake();
            });
        }
        await this.#waitForChange();
      }
    } finally {
      await this.#stop();
      await running;
      // The message was put back meanwhile.
      for (const { body } of this.#waiting.splice(0)) body.release();
    }
  }

  /** Whether the source has ended and everything was reported. */
  get #done(): boolean {
    if (!(this.#ended || this.#halted) || this.#reported < this.#index) return false;
    if (this.#failed && !this.#halted) throw this.#failed.error;
    return true;
  }

  /** Returns the outcome of the next message in order, if it is known. */
  #take(): IndexedOutcome | undefined {
    const outcome = this.#outcomes.get(this.#reported);
    if (!outcome) return undefined;
    this.#outcomes.delete(this.#reported);
    this.#reported += 1;
    void this.#read();
    return outcome;
  }

  /** Waits until something changes: a message, an outcome, the end of a run or of everything. */
  #waitForChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      void this.#read();
    });
  }

  /** Begins no further message. Waiting messages are reported as `NOT_STARTED`; running ones finish. */
  halt(): void {
    if (this.#halted) return;
    this.#halted = true;
    for (const { index } of this.#waiting.splice(0)) {
      // Part of a message that was put back may have been read.
      this.#storeOutcome({ index, error: this.#postponed.get(index) ?? NOT_STARTED });
    }
    this.#postponed.clear();
    if (this.#held !== undefined) this.#storeOutcome({ index: this.#held, error: NOT_STARTED });
    this.#held = undefined;
    this.#wake();
  }

  /** Reads no further message, and drops the waiting ones. */
  async #stop(): Promise<void> {
    this.#ended = true;
    for (const { body } of this.#waiting.splice(0)) body.release();
    // The source may be busy with a message that is not needed any more, so nothing waits for it.
    closeIterator(this.#source);
  }

  #storeOutcome(outcome: IndexedOutcome): void {
    this.#outcomes.set(outcome.index, outcome);
    this.#options.onOutcome?.(outcome);
    this.#wake();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#canReadAhead) {
        const { signal } = this.#options;
        const { done, value } = await unlessStalled(Promise.resolve(this.#source.next()), signal);
        if (done) this.#ended = true;
        else if (this.#ended) this.#discard(value);
        else {
          const turn = this.#admit(value);
          if (turn) await turn;
        }
        this.#wake();
      }
    } catch (error) {
      this.#ended = true;
      if (!this.#options.signal?.aborted) this.#failed = { error };
      this.#wake();
    } finally {
      this.#reading = false;
    }
  }

  /**
   * Whether another message is read: twice as many as may be unanswered are enough, and one if each message waits for
   * its turn.
   */
  get #canReadAhead(): boolean {
    if (this.#ended || this.#halted) return false;
    const { maxUnacknowledged: most, waitForTurn: turn } = this.#options;
    const waits = turn !== undefined && this.#waiting.length > 0;
    return !waits && this.#index - this.#reported < 2 * most;
  }

  /** Numbers a message and admits it. Returns a promise if the message has to wait for its turn. */
  #admit(given: Given): Promise<void> | undefined {
    const index = this.#index;
    this.#index += 1;
    const { waitForTurn: turn } = this.#options;
    if (turn) return this.#admitInTurn(index, given, turn);
    this.#addUnlessEnded(index, given);
    return undefined;
  }

  async #admitInTurn(index: number, given: Given, turn: () => Promise<void>): Promise<void> {
    this.#held = index;
    // If the turn is aborted, the script reports that.
    await turn().catch(() => {});
    if (this.#held !== index) return;
    this.#held = undefined;
    this.#addUnlessEnded(index, given);
  }

  #addUnlessEnded(index: number, given: Given): void {
    if (this.#ended) this.#discard(given);
    else this.#add(index, given);
  }

  /** Closes a message that was read and is not needed any more. */
  #discard(given: Given): void {
    (this.#options.discard ?? discard)(given);
  }

  #add(index: number, given: Given): void {
    if (this.#halted) {
      this.#storeOutcome({ index, error: NOT_STARTED });
      return;
    }
    try {
      this.#waiting.push({ index, ...this.#options.check(given) });
    } catch (error) {
      this.#storeOutcome({ index, error });
    }
  }
}
