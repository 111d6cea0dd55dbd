/**
 * Runs scripts, one at a time, on the current connection. Reads, writes and content happen for every message, so they
 * continue by callback, and at once if there is nothing to wait for. All other effects are performed in `driver.ts`.
 */
import { TransportError } from "../../protocol/errors/transport-error.ts";
import type {
  ConnectionInfo,
  Effect,
  OpenEffect,
  PullEffect,
  ReadEffect,
  Script,
  TimeoutName,
  WriteEffect,
} from "../../protocol/session/effects.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import type { BodyReader } from "../message/body-reader.ts";
import type { Timeouts } from "../options/timeouts.ts";
import { toAbortError } from "./call-clock.ts";
import { CallWait } from "./call-wait.ts";
import { Channel } from "./channel.ts";
import { describeLink } from "./link.ts";
import { toScriptError } from "./outside-errors.ts";
import { Pace } from "./pace.ts";
import { ReplyTimes } from "./reply-times.ts";
import { getBody, type Run, requireDefined } from "./run.ts";
import type { ReadResult } from "./second-connection.ts";
import type { Transport } from "./transport.ts";

/** The effects that are performed with promises. */
export type RareEffect = Exclude<
  Effect,
  {
    readonly do:
      | "read"
      | "write"
      | "pull"
      | "open"
      | "rewind"
      | "emit"
      | "close"
      | "next"
      | "result";
  }
>;

/** The options of a runner. */
export interface RunnerOptions {
  readonly timeouts: Timeouts;
  /** Removes secrets from a line of text. */
  readonly hide: (line: string) => string;
  readonly emit: ((event: ClientEvent) => void) | undefined;
  /** Performs the other effects; the runner's `race` limits their waits. */
  readonly perform: (effect: RareEffect) => Promise<unknown>;
  /** Called when the server sends data or ends the connection while no script runs. */
  readonly onUnaskedData?: (() => void) | undefined;
}

/** A running script, and the promise of its end. */
interface Call {
  readonly script: Script<unknown>;
  readonly run: Run;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Returned instead of a result if the script has to wait. */
const PENDING = Symbol("pending");

/** Runs scripts. */
export class ScriptRunner {
  /** The current connection. */
  channel: Channel | undefined;
  readonly times: ReplyTimes = new ReplyTimes();
  /** Data from the server arrived, and the source did not make the call wait since. */
  hasReceived = false;
  readonly #options: RunnerOptions;
  readonly #wait: CallWait;
  readonly #pace = new Pace();
  #call: Call | undefined;
  /** The effect that is being performed. */
  #effect: Effect["do"] | undefined;
  /** Counts waits, so that late results are recognized. */
  #waitCount = 0;
  /** Called when the server sends data during the current wait. */
  #onReceived: ((received: ReadResult, channel: Channel) => void) | undefined;
  /** The pieces of messages that were still being read when the server sent data first. */
  readonly #pulling = new Map<BodyReader, Promise<Uint8Array | null>>();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#wait = new CallWait(options.timeouts.total);
  }

  /** Milliseconds that QUIT may delay the next message: as long as a server that still answers needs. */
  get quitTimeout(): number {
    return this.times.quitTimeout(this.#options.timeouts.quit);
  }

  /**
   * Runs a script to its end.
   *
   * @returns what the script returns; rejects with what the script throws
   */
  run<T>(script: Script<T>, run: Run): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#call = { script, run, resolve, reject };
      // A call for one message has its own clock; each of many messages may take the whole time.
      this.#wait.startCall(run.signal);
      this.#pace.restart();
      if (run.feed) this.#wait.startMessage();
      this.#continue(false, undefined);
    });
  }

  /** Reads while no script runs; calls a function after this many idle milliseconds. */
  watchIdle(idle: number, onIdle: () => void): void {
    const { channel } = this;
    if (!channel) return;
    if (idle !== Number.POSITIVE_INFINITY) this.#wait.setIdleTimer(idle, onIdle);
    channel.listen();
    if (channel.received) this.#options.onUnaskedData?.();
  }

  /**
   * Waits for work, which continues after a failure.
   *
   * @param due a deadline that was set before, for the current reply; otherwise the wait has its usual timeout
   * @throws {TransportError} if the deadline is over or the signal fires
   */
  race<T>(work: Promise<T>, wait: TimeoutName, due?: number): Promise<T> {
    const now = performance.now();
    const from = due === undefined ? now : this.times.startedAt;
    return this.#wait.race(work, wait, from, due ?? now + this.#timeoutOf(wait));
  }

  /** Returns the result of the outstanding read; never rejects. */
  waitForData(): Promise<ReadResult> {
    const channel = requireDefined(this.channel);
    channel.listen();
    return new Promise((resolve) => {
      if (channel.received) resolve(channel.received);
      else this.#onReceived = resolve;
    });
  }

  /** Makes scripts use this transport from now on. */
  attach(transport: Transport, received?: ReadResult): ConnectionInfo {
    if (!isTransport(transport))
      throw new TransportError(
        "unreachable",
        "`dial` or `startTls` gave no transport: it needs the methods read, write and close.",
        { permanent: true },
      );
    const channel = new Channel(transport, () => this.#handleReceived(channel), received);
    this.channel = channel;
    return describeLink(transport);
  }

  #handleReceived(channel: Channel): void {
    this.hasReceived = true;
    const onReceived = this.#onReceived;
    this.#onReceived = undefined;
    if (onReceived) onReceived(channel.received as ReadResult, channel);
    else if (!this.#call) this.#options.onUnaskedData?.();
  }

  /** Closes the connection, if there is one. */
  drop(): void {
    this.channel?.close();
    this.channel = undefined;
    // A timer of Cloudflare Workers belongs to the request that set it, like the connection.
    this.#wait.stop();
  }

  /** Continues the script until it has to wait, or ends. */
  #continue(failed: boolean, given: unknown): void {
    const { script, run, resolve, reject } = this.#call as Call;
    let fails = failed;
    let result = given;
    try {
      while (result !== PENDING) {
        const step = fails ? script.throw(this.#toScriptError(result)) : script.next(result);
        if (step.done) {
          this.#endCall();
          resolve(step.value as never);
          return;
        }
        this.#effect = step.value.do;
        try {
          result = this.#begin(step.value, run);
          fails = false;
        } catch (error) {
          // Work that was begun is not awaited any more.
          this.#waitCount += 1;
          this.#onReceived = undefined;
          result = error;
          fails = true;
        }
      }
    } catch (error) {
      this.#endCall();
      reject(error);
    }
  }

  #toScriptError(error: unknown): unknown {
    return this.#effect ? toScriptError(error, this.#effect, this.#options.hide) : error;
  }

  #endCall(): void {
    this.#call = undefined;
    this.#effect = undefined;
    this.#pulling.clear();
    this.#wait.endCall();
    if (!this.channel) this.#wait.stop();
  }

  /** Continues the script with the result of its wait, or with the error. */
  #resume(failed: boolean, value: unknown): void {
    this.#waitCount += 1;
    this.#onReceived = undefined;
    this.#wait.endWait();
    this.#continue(failed, value);
  }

  // Created once, not for each wait.
  readonly #succeed = (value: unknown): void => this.#resume(false, value);
  readonly #fail = (error: unknown): void => this.#resume(true, error);

  /** Begins an effect. Returns its result, or PENDING. */
  #begin(effect: Effect, run: Run): unknown {
    switch (effect.do) {
      case "read":
        return this.#read(effect);
      case "write":
        // Write nothing after an abort.
        if (run.signal?.aborted) throw toAbortError(run.signal);
        return this.#write(effect);
      case "pull":
        return this.#pull(getBody(run, effect.of), effect);
      case "open":
        return this.#open(getBody(run, effect.of), effect);
      case "rewind":
        return this.#rewind(getBody(run, effect.of));
      case "emit":
        return this.#options.emit?.(effect.event);
      case "close":
        return this.drop();
      case "next":
        return run.feed?.next();
      case "result":
        this.#wait.startMessage();
        return run.feed?.recordOutcome(effect);
      default:
        this.#options.perform(effect).then(this.#succeed, this.#fail);
        return PENDING;
    }
  }

  #read(effect: ReadEffect): unknown {
    const channel = requireDefined(this.channel);
    this.times.startReply(effect, this.#timeoutOf(effect.wait));
    if (channel.received) return channel.takeReceived(channel.received);
    channel.listen();
    this.#onReceived = this.#hearReply;
    this.#wait.startWait(effect.wait, this.times.startedAt, this.times.due, this.#fail);
    return PENDING;
  }

  readonly #hearReply = (received: ReadResult, channel: Channel): void => {
    this.times.recordReply();
    channel.received = undefined;
    if ("error" in received) this.#fail(received.error);
    else this.#succeed(received.bytes);
  };

  #write(effect: WriteEffect): unknown {
    const { bytes, more, wait, watch } = effect;
    const channel = requireDefined(this.channel);
    const { writeNow, pendingWrite: writing } = channel;
    if (writing) {
      channel.pendingWrite = undefined;
      return this.#waitFor(writing, wait, () => this.#write(effect));
    }
    if (watch) return this.#writeWatched(effect, channel);
    if (more || !writeNow) return this.#waitFor(handOver(channel, effect), wait, no);
    const room = writeNow(bytes);
    return room ? this.#waitFor(room, wait, no) : false;
  }

  /** Writes, and returns early if the server sends data. */
  #writeWatched(effect: WriteEffect, channel: Channel): unknown {
    const writing = handOver(channel, effect);
    const interrupted = (): boolean => {
      channel.pendingWrite = writing.catch(() => {});
      return true;
    };
    channel.listen();
    if (channel.received) return interrupted();
    this.#onReceived = () => this.#succeed(interrupted());
    // This write fails because the server is gone; the data that the server sent before decides.
    return this.#waitFor(writing, effect.wait, no, () => {});
  }

  /**
   * Returns the next piece of a message, or `undefined` if the server was first; then the next call gets the piece.
   */
  #pull(body: BodyReader, { watch, reuse }: PullEffect): unknown {
    const channel = this.channel;
    // Only if the transport no longer reads that memory.
    const memory = channel?.transport.releasesBytes ? reuse : undefined;
    if (body.pullNow) return body.pullNow(memory);
    this.hasReceived = false;
    const piece = this.#pulling.get(body) ?? body.pull(memory);
    this.#pulling.delete(body);
    if (watch && channel) {
      const interrupted = (): undefined => {
        this.#pulling.set(body, piece);
        piece.catch(() => {});
      };
      channel.listen();
      if (channel.received) return interrupted();
      this.#onReceived = () => this.#succeed(interrupted());
    }
    return this.#waitFor(piece, "content", identity);
  }

  /** Content that is made for a plan; `undefined` where it must be at hand and is not. */
  #open(body: BodyReader, { allowed, atHand }: OpenEffect): unknown {
    this.#pulling.delete(body);
    const opened = body.open?.(allowed) ?? {};
    if (!(opened instanceof Promise)) return opened;
    if (!atHand) return this.#waitFor(opened, "content", identity);
    // The next `open` effect reports its failure.
    opened.catch(() => {});
    return undefined;
  }

  #rewind(body: BodyReader): typeof PENDING {
    this.#pulling.delete(body);
    return this.#waitFor(body.rewind(), "content", identity);
  }

  /**
   * Waits for work until the wait ends for another reason. The work itself continues.
   *
   * @param use converts the result, or returns PENDING to wait for more
   */
  #waitFor<T>(
    work: Promise<T>,
    wait: TimeoutName,
    use: (value: T) => unknown,
    fail = this.#fail,
  ): typeof PENDING {
    const own = this.#waitCount;
    const now = performance.now();
    const pause = this.#pace.pause(now);
    const coming = pause ? Promise.all([work, pause]).then(getFirst) : work;
    coming.then(
      (value) => {
        if (own === this.#waitCount) this.#use(use, value);
      },
      (error: unknown) => {
        if (own === this.#waitCount) fail(error);
      },
    );
    this.#wait.startWait(wait, now, now + this.#timeoutOf(wait), this.#fail);
    return PENDING;
  }

  #use<T>(use: (value: T) => unknown, value: T): void {
    let result: unknown;
    try {
      result = use(value);
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (result !== PENDING) this.#succeed(result);
  }

  /** Returns the timeout of a wait in milliseconds. */
  #timeoutOf(wait: TimeoutName): number {
    return wait === "quit" && !this.#call?.run.isLast
      ? this.quitTimeout
      : this.#options.timeouts[wait];
  }
}

function isTransport(value: unknown): value is Transport {
  const { read, write, close } = (value ?? {}) as Record<string, unknown>;
  return [read, write, close].every((each) => typeof each === "function");
}

/** The result of a complete write: the server was not first. */
const no = (): boolean => false;

const identity = <T>(value: T): T => value;

const getFirst = <T>([value]: readonly [T, unknown]): T => value;

function handOver(channel: Channel, { bytes, more }: WriteEffect): Promise<void> {
  return more ? writeAll(channel, [bytes, ...more]) : channel.transport.write(bytes);
}

/** Writes pieces in order. If the last piece is written and released, so are the others. */
async function writeAll(
  { transport, writeNow }: Channel,
  pieces: readonly Uint8Array[],
): Promise<void> {
  const last = pieces.at(-1);
  for (const piece of pieces) {
    const room = piece === last || !writeNow ? transport.write(piece) : writeNow(piece);
    if (room) await room;
  }
}
