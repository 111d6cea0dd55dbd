/**
 * Pipelines messages over several servers. The feed of one connection is in `pipelined-feed.ts`.
 *
 * Messages are sent in legs. A leg uses one connection at a time to the server that is best at that time. If a
 * message has to move to another server, the leg ends: messages that the connection has begun finish there and are
 * reported, the failed message moves to the other server separately, and the rest belongs to the next leg.
 *
 * A connection is borrowed as long as messages are available. It is returned whether or not the caller reads results,
 * so that other calls never wait for this caller.
 */
import { SmtpError } from "../../protocol/errors/errors.ts";
import type { Receipt } from "../../protocol/session/outcome.ts";
import { unlessStalled } from "../connection/call-clock.ts";
import type { Connection } from "../connection/connection.ts";
import { Pace } from "../connection/pace.ts";
import { discard, keepErrorsOf } from "../message/body.ts";
import type { BodyReader } from "../message/body-reader.ts";
import { type CheckedMessage, checkMessage, type Message } from "../message/message.ts";
import { withPutBack } from "../message/put-back.ts";
import { closeIterator } from "../message/streams.ts";
import { FailoverState } from "./failover-state.ts";
import { type IndexedOutcome, NOT_STARTED, PipelinedFeed } from "./pipelined-feed.ts";
import type { SendManyResult } from "./send-many.ts";
import { iteratorOf } from "./send-many.ts";
import type { Server } from "./server.ts";

/** The functions of the mailer that pipelining uses. */
export interface PipelinedSendHooks {
  readonly signal?: AbortSignal;
  /** Returns the server to try first for this message. */
  chooseServer(message: CheckedMessage): Promise<Server>;
  /** Records the outcome of a message; returns true if a message has to move to another server. */
  recordOutcome(server: Server, outcome: IndexedOutcome): boolean;
  /** Moves a message to the next server, after this server failed. */
  failOver(
    failover: FailoverState,
    server: Server,
    error: SmtpError,
    roundTrips: number,
  ): Promise<Receipt>;
  /** Returns why no further message is begun; undefined if messages are begun. */
  getStopError(message: CheckedMessage): SmtpError | undefined;
  /** Registers a leg, until the returned function is called. */
  startRun(halt: () => void): () => void;
}

/** A message with its number and, after it was begun, what another server needs to know. */
interface Entry {
  readonly index: number;
  readonly message: Message;
  failover?: FailoverState;
  body?: CheckedMessage["body"];
}

/** A message that its server did not accept. */
interface RefusedMessage {
  readonly entry: Entry;
  readonly error: SmtpError;
  readonly roundTrips: number;
}

/**
 * Pipelines messages, and never throws for one of them.
 *
 * @param messages read a little ahead of sending
 * @param most whole messages that a server has not answered yet
 */
export async function* sendPipelined(
  messages: Iterable<Message> | AsyncIterable<Message>,
  most: number,
  route: PipelinedSendHooks,
): AsyncGenerator<SendManyResult, void, undefined> {
  const source = new MessageSource(messages, route.signal);
  const refused: RefusedMessage[] = [];
  const pace = new Pace();
  try {
    for (let entry = await source.peek(); entry; entry = await source.peek()) {
      const first = checkEntry(entry, route);
      if ("error" in first) {
        source.take(entry);
        await pace.pause();
        yield { index: entry.index, error: first.error };
        continue;
      }
      const server = await route.chooseServer(first);
      yield* sendToOneServer(source, most, route, { server, refused });
      for (let each = refused.shift(); each; each = refused.shift()) {
        yield await failOverMessage(each, server, route);
      }
    }
  } finally {
    for (const { entry } of refused) entry.body?.release();
    source.close();
  }
}

/** Sends to one server, until no message is left or a message has to move to another server. */
async function* sendToOneServer(
  source: MessageSource,
  most: number,
  route: PipelinedSendHooks,
  { server, refused }: { readonly server: Server; readonly refused: RefusedMessage[] },
): AsyncGenerator<SendManyResult, void, undefined> {
  const { signal } = route;
  const { waitForRate } = server.pool;
  const entries = new Map<number, Entry>();
  const notStarted: Entry[] = [];
  let halted = false;
  let read = 0;
  const next = async (): Promise<IteratorResult<Entry, undefined>> => {
    const entry = halted ? undefined : await source.peek();
    // The next leg reads later messages.
    if (!entry || halted) return { done: true, value: undefined };
    source.take(entry);
    entries.set(read, entry);
    read += 1;
    return { done: false, value: entry };
  };
  const feed = new PipelinedFeed<Entry>({
    messages: { [Symbol.asyncIterator]: () => ({ next }) },
    maxUnacknowledged: most,
    check: admitMessage,
    discard: ({ message }) => discard(message),
    ...(waitForRate ? { waitForTurn: () => waitForRate(signal) } : {}),
    ...(signal ? { signal } : {}),
    onOutcome: (outcome) => {
      if (!halted && route.recordOutcome(server, outcome)) stop();
    },
  });
  const stop = (): void => {
    halted = true;
    feed.halt();
  };
  const ended = route.startRun(stop);
  try {
    const start = (): Promise<void> => run(feed, server, signal, stop);
    for await (const outcome of feed.outcomes(start)) {
      const { index: number, receipt, error, roundTrips = 0 } = outcome;
      const entry = entries.get(number) as Entry;
      const { index } = entry;
      entries.delete(number);
      if (error === NOT_STARTED) {
        notStarted.push(entry);
      } else if (halted && SmtpError.is(error) && entry.failover) {
        refused.push({ entry, error, roundTrips });
      } else {
        entry.body?.release();
        yield receipt ? { index, receipt } : { index, error: toSendError(error) };
      }
    }
  } finally {
    ended();
    source.putBack(notStarted);
    for (const { body, message } of entries.values()) {
      body?.release();
      discard(message);
    }
  }
}

/** Sends the available messages as soon as a connection is free. */
async function run(
  feed: PipelinedFeed<Entry>,
  server: Server,
  signal: AbortSignal | undefined,
  stop: () => void,
): Promise<void> {
  const { pool } = server;
  let connection: Connection;
  try {
    connection = await pool.acquire(signal);
  } catch (error) {
    if (!signal?.aborted) throw error;
    // Waiting results are reported one after the other before the next leg.
    stop();
    return;
  }
  try {
    await feed.rewind();
    await connection.sendFeed(feed, signal ? { signal } : {}, () => !pool.hasWaiters);
  } finally {
    server.recordCost(connection);
    pool.release(connection);
  }
}

/** Checks a message, and keeps what another server needs to know. */
function admitMessage(entry: Entry): CheckedMessage {
  const { outgoing, body } = checkMessage(entry.message);
  const kept = withPutBack(body);
  entry.body = body;
  entry.failover = new FailoverState({ outgoing, body: kept });
  return { outgoing, body: new Borrowed(kept) };
}

/** A body that this file closes, when no server is left. */
class Borrowed implements BodyReader {
  readonly #body: BodyReader;
  readonly replayable: boolean;
  readonly pullNow?: (reuse?: Uint8Array) => Uint8Array | null;

  constructor(body: BodyReader) {
    this.#body = body;
    this.replayable = body.replayable;
    if (body.pullNow) this.pullNow = body.pullNow;
  }

  get taken(): number {
    return this.#body.taken;
  }

  pull(reuse?: Uint8Array): Promise<Uint8Array | null> {
    return this.#body.pull(reuse);
  }

  rewind(): Promise<boolean> {
    return this.#body.rewind();
  }

  release(): void {}
}

async function failOverMessage(
  { entry, error, roundTrips }: RefusedMessage,
  server: Server,
  route: PipelinedSendHooks,
): Promise<SendManyResult> {
  const { index, failover, body } = entry;
  try {
    if (!failover) return { index, error };
    return { index, receipt: await route.failOver(failover, server, error, roundTrips) };
  } catch (failure) {
    return { index, error: toSendError(failure) };
  } finally {
    body?.release();
  }
}

/** Returns the message, or why it is not begun: it cannot be sent at all, or no further message is begun. */
function checkEntry(
  { message }: Entry,
  route: PipelinedSendHooks,
): CheckedMessage | { readonly error: SentError } {
  try {
    const checked = checkMessage(message);
    const error = route.getStopError(checked);
    if (error) checked.body.release();
    return error ? { error } : checked;
  } catch (error) {
    return { error: toSendError(error) };
  }
}

type SentError = NonNullable<SendManyResult["error"]>;

/** Any other error than those of a message is a fault of this library. */
function toSendError(error: unknown): SentError {
  if (SmtpError.is(error) || error instanceof TypeError || error instanceof RangeError) {
    return error;
  }
  throw error;
}

/** A source of messages that can be put back, for one leg after the other. */
class MessageSource {
  readonly #iterator: AsyncIterator<Message, unknown>;
  #back: Entry[] = [];
  #coming: Promise<Entry | undefined> | undefined;
  #count = 0;
  readonly #signal: AbortSignal | undefined;
  #ended = false;

  /** @param signal when it fires, the source waits for no further message */
  constructor(
    messages: Iterable<Message> | AsyncIterable<Message>,
    signal: AbortSignal | undefined,
  ) {
    this.#iterator = iteratorOf(messages);
    this.#signal = signal;
  }

  /** Returns the next message without taking it; undefined if there are no more. */
  async peek(): Promise<Entry | undefined> {
    const [first] = this.#back;
    if (first) return first;
    this.#coming ??= this.#read();
    const signal = this.#signal;
    // Messages that are available when the signal fires still get their result.
    if (!signal) return this.#coming;
    try {
      return await unlessStalled(this.#coming, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      this.#coming.catch(() => {});
      return undefined;
    }
  }

  take(entry: Entry): void {
    if (this.#back[0] === entry) this.#back.shift();
    else this.#coming = undefined;
  }

  putBack(entries: readonly Entry[]): void {
    this.#back.unshift(...entries);
  }

  /** Closes the source. It may be busy with a message that is not needed any more, so nothing waits for it. */
  close(): void {
    for (const { body, message } of this.#back) {
      body?.release();
      discard(message);
    }
    this.#coming?.then(
      (entry) => discard(entry?.message),
      () => {},
    );
    if (!this.#ended) closeIterator(this.#iterator);
  }

  async #read(): Promise<Entry | undefined> {
    try {
      const { done, value } = await this.#iterator.next();
      this.#ended = done === true;
      if (done) return undefined;
      this.#count += 1;
      // The message may wait for its turn, or for the next leg.
      keepErrorsOf(value);
      return { index: this.#count - 1, message: value };
    } catch (error) {
      // A source that throws has ended too.
      this.#ended = true;
      throw error;
    }
  }
}
