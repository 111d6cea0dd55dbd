/** One session with one server: opened, used for any number of messages, closed. */

import { type Capabilities, offers } from "../protocol/capabilities.ts";
import type { Script } from "../protocol/effects.ts";
import { SmtpError } from "../protocol/errors.ts";
import type { ClientEvent } from "../protocol/events.ts";
import { lost } from "../protocol/failure.ts";
import type { Wishes } from "../protocol/feature.ts";
import type { Receipt } from "../protocol/outcome.ts";
import { bare } from "../protocol/own-properties.ts";
import type { Evidence, Plan } from "../protocol/plan.ts";
import { deliver } from "../protocol/scripts/deliver.ts";
import { deliverMany } from "../protocol/scripts/deliver-many.ts";
import { type Answer, enquire, type Question } from "../protocol/scripts/enquire.ts";
import { leave } from "../protocol/scripts/leave.ts";
import { open } from "../protocol/scripts/open.ts";
import { createSession, type Hint, type Session, type SessionConfig } from "../protocol/session.ts";
import { TransportError } from "../protocol/transport-error.ts";
import { evidenceOf, hintsOf, planOf } from "../protocol/view.ts";
import { close } from "../protocol/wire.ts";
import { CallClock, checkSignal, reasonOf, unlessAborted } from "./call-clock.ts";
import { type ConnectionLimit, SurplusConnection } from "./connection-limit.ts";
import { Driver } from "./driver.ts";
import { stamper } from "./events.ts";
import { Memory } from "./memory.ts";
import { type CheckedMessage, checkMessage, type Message } from "./message.ts";
import { type CoreOptions, configOf, tokenOf } from "./options.ts";
import { outcomeOfError, outcomeOfReceipt } from "./outcome-event.ts";
import { checkMost, type Outcome, Overlapping } from "./overlapping.ts";
import { sendEach } from "./send-many.ts";
import { memoryStore } from "./store.ts";
import { mergeOptions } from "./url.ts";

/** What every call takes beside its subject. */
export interface CallOptions {
  /** Stops the call, also while it waits for its turn; the error says what was under way. */
  readonly signal?: AbortSignal;
}

/** @internal What the parts of a call hand on to each other: its signal fires for `timeouts.total` too. */
export interface RunningCall extends CallOptions {
  /** The call's clock runs already. */
  readonly timed?: true;
}

/** How `sendMany` goes about it. */
export interface SendManyOptions extends CallOptions {
  /**
   * Whole messages that the server has not answered yet, at most. With 1, the
   * default, each waits for the answer to the one before. With more, the
   * envelope of the next message goes along with the end of the present one
   * (RFC 2920 3.1), and small messages follow each other without waiting, by
   * BDAT, once the server has proved to know it. If the connection breaks, the
   * outcome of up to so many messages is unknown.
   */
  readonly maxUnacknowledged?: number;
}

/** What became of one message of many. */
export type SendManyResult =
  | { readonly index: number; readonly receipt: Receipt; readonly error?: undefined }
  | {
      readonly index: number;
      readonly receipt?: undefined;
      readonly error: SmtpError | TypeError | RangeError;
    };

/** Milliseconds without use after which a connection may be dead without our knowing. */
const RESTED = 1_000;

/** How long a connection is used. */
export interface ConnectionLimits {
  /** Milliseconds without use after which leave is taken of the server; absent: never. */
  readonly idle?: number;
  /** Milliseconds since it was opened after which it carries no further message. */
  readonly age?: number;
  /** Messages that one connection carries. */
  readonly messages?: number;
}

/**
 * One explicit session. Calls are carried out one after the other.
 *
 * Made by `connect`. A connection that was lost, or that another way needs anew,
 * is opened again by the next call.
 */
export class Connection {
  readonly #config: SessionConfig;
  readonly #memory: Memory;
  readonly #tell: (event: ClientEvent) => void;
  readonly #driver: Driver;
  readonly #giveUp:
    | ((connection: Connection, error: SmtpError) => ConnectionLimit | undefined)
    | undefined;
  #session: Session;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #limits: ConnectionLimits;
  readonly #total: number | undefined;
  #lastUse = 0;
  #opened = 0;
  #before = 0;
  #resting = false;
  /** Bounds the wait for a QUIT under way, for a call that comes behind it. */
  #hurry: (() => void) | undefined;
  #closed = false;

  /**
   * @internal Use `connect` or `createMailer`.
   * @param more how long it is used, and what is known of the server; `elsewhere`: another one was named;
   *   `giveUp` decides whether what was under way when it failed goes over another connection;
   *   `othersWork`: whether there is one
   */
  constructor(
    options: CoreOptions,
    more: {
      limits?: ConnectionLimits;
      memory?: Memory;
      elsewhere?: boolean;
      giveUp?: (connection: Connection, error: SmtpError) => ConnectionLimit | undefined;
      othersWork?: (connection: Connection) => boolean;
    } = {},
  ) {
    const { config, timeouts } = configOf(options);
    const { dial, auth, onEvent, deriveKey } = bare<CoreOptions>(options);
    const { limits = {}, memory, elsewhere = false, giveUp, othersWork } = more;
    this.#giveUp = giveUp;
    this.#config = {
      ...config,
      observed: onEvent !== undefined,
      ...(elsewhere && { elsewhere }),
      ...(othersWork && { othersWork: () => othersWork(this) }),
    };
    this.#limits = limits;
    this.#total = timeouts.total;
    this.#tell = stamper(onEvent);
    this.#driver = new Driver({
      dial,
      timeouts,
      token: (refused) => tokenOf(auth, refused),
      tell: this.#tell,
      deriveKey,
      onUnasked: () => this.#disturbed(),
    });
    this.#session = createSession(this.#config);
    this.#memory = memory ?? new Memory(memoryStore(), this.#session.target);
  }

  /** @internal There is a connection that the next message can use. */
  get isOpen(): boolean {
    return this.#session.open && !this.#session.ending && !this.#driver.disturbed;
  }

  /** @internal What is known of the server, once it was greeted. */
  get known(): { readonly evidence: Evidence; readonly wishes: Wishes } | undefined {
    if (this.#session.greeted === "no") return undefined;
    return { evidence: evidenceOf(this.#session), wishes: this.#session.wishes };
  }

  /** @internal Round trips of the last message, whatever became of it. */
  get lastRoundTrips(): number {
    return this.#session.roundTrips - this.#before;
  }

  /** What the server offers in the present phase of the session. */
  get capabilities(): Capabilities {
    return this.#session.capabilities;
  }

  /** Which way is taken for every feature, as things stand. */
  get plan(): Plan {
    return planOf(this.#session);
  }

  /** What was learned here that the next session with this server should know. */
  get hints(): readonly Hint[] {
    return hintsOf(this.#session);
  }

  /**
   * Sends one message.
   *
   * @param message envelope and content
   * @param options `signal` stops it
   * @returns a receipt, if at least one recipient was accepted
   * @throws {SmtpError} when none was; `recipients` tells what became of each
   * @throws {TypeError | RangeError} for a message that cannot be sent, before anything is written
   * @example
   * const receipt = await connection.send({ from: "a@example.org", to: "b@example.com", raw });
   */
  async send(message: Message, options: CallOptions = {}): Promise<Receipt> {
    const checked = checkMessage(message);
    try {
      return await this.deliver(checked, options);
    } finally {
      checked.body.release();
    }
  }

  /** @internal Sends a message that was checked; the body is left to whoever made it. */
  deliver({ outgoing, body }: CheckedMessage, options: RunningCall = {}): Promise<Receipt> {
    return this.#inTurn(options, async (signal) => {
      this.#tell({ type: "message", recipients: outgoing.to.length });
      try {
        const receipt = await this.#run(
          (session) => deliver(session, { ...outgoing, idle: this.#rested(session) }),
          { body, ...(signal ? { signal } : {}) },
        );
        this.#tell(outcomeOfReceipt(receipt));
        return receipt;
      } catch (error) {
        const failure = this.#orSurplus(error);
        // What becomes of the message is not known before another connection has carried it.
        if (!(failure instanceof SurplusConnection)) {
          this.#tell(outcomeOfError(error, outgoing.to.length));
        }
        throw failure;
      }
    });
  }

  /** The failure, or a SurplusConnection where the pool goes on with its other connections. */
  #orSurplus(error: unknown): unknown {
    if (!SmtpError.is(error)) return error;
    const limit = this.#giveUp?.(this, error);
    if (!limit) return error;
    const { reply } = error;
    this.#tell({ type: "connection-limit", ...limit, ...(reply ? { reply } : {}) });
    return new SurplusConnection(error);
  }

  /** It may have been closed meanwhile without our knowing. */
  #rested({ carried }: Session): boolean {
    return carried > 0 && Date.now() - this.#lastUse > RESTED;
  }

  /**
   * Sends messages one after the other, and never throws for one of them. Where they overlap, one
   * that has to be sent again, such as re-encoded, may arrive after those behind it.
   *
   * @param messages any iterable; it is read as fast as messages are sent
   * @param options `maxUnacknowledged` lets messages overlap; `signal` stops what is under way and what follows
   * @returns for each message its index and its receipt or error, in order
   * @example
   * for await (const { index, receipt, error } of connection.sendMany(messages)) {
   *   console.log(index, receipt?.accepted ?? error);
   * }
   */
  async *sendMany(
    messages: Iterable<Message> | AsyncIterable<Message>,
    { maxUnacknowledged, ...options }: SendManyOptions = {},
  ): AsyncGenerator<SendManyResult, void, undefined> {
    const most = checkMost(maxUnacknowledged);
    checkSignal(options.signal);
    if (most > 1) {
      const { signal } = options;
      const stops = signal ? { signal } : {};
      const feed = new Overlapping({ messages, most, check: checkMessage, ...stops });
      for await (const each of feed.outcomes(() => this.carry(feed, options))) yield told(each);
      return;
    }
    yield* sendEach(messages, 1, (message) => this.send(message, options), options.signal);
  }

  /**
   * @internal Sends the messages of a feed that are at hand, in one run of the script.
   * @param goOn false when somebody waits for the connection, so that the run should end
   */
  carry<Given>(
    feed: Overlapping<Given>,
    options: CallOptions,
    goOn: () => boolean = () => true,
  ): Promise<void> {
    const script = (session: Session): Script<void> => {
      const before = session.open ? session.carried : 0;
      feed.begin({
        rested: this.#rested(session),
        mayCarry: (messages) => goOn() && !this.#spent(before + messages - 1),
        spent: () => this.lastRoundTrips,
        tell: this.#tell,
        isSurplus: (error) => this.#orSurplus(error) instanceof SurplusConnection,
      });
      return deliverMany(session, feed.most);
    };
    // Each of the messages has a time of its own, which the driver keeps.
    return this.#inTurn({ ...options, timed: true }, (signal) =>
      this.#run(script, { feed, ...(signal ? { signal } : {}) }),
    );
  }

  /**
   * Connects, secures and authenticates, unless that was done, and sends nothing.
   *
   * @returns the plan for this server
   * @throws {SmtpError} when a session cannot be had as required
   */
  verify(options: RunningCall = {}): Promise<Plan> {
    return this.#inTurn(options, async (signal) => {
      try {
        const run = signal ? { signal } : {};
        await this.#run((session) => (session.open ? nothing() : open(session)), run);
      } catch (error) {
        throw this.#orSurplus(error);
      }
      return this.plan;
    });
  }

  /** Asks whether a mailbox exists (RFC 5321 3.5); most servers answer `unknown`. */
  vrfy(address: string, options: CallOptions = {}): Promise<Answer> {
    return this.#ask("VRFY", address, options);
  }

  /** Asks who is on a mailing list (RFC 5321 3.5); most servers answer `unknown`. */
  expn(list: string, options: CallOptions = {}): Promise<Answer> {
    return this.#ask("EXPN", list, options);
  }

  /** Asks for the server's help text (RFC 5321 4.1.1.8). */
  help(topic = "", options: CallOptions = {}): Promise<Answer> {
    return this.#ask("HELP", topic, options);
  }

  /**
   * Asks the server to send what it holds for a host (RFC 1985 5).
   *
   * @param node the host; `@domain` for a domain and all below it, `#name` for a queue
   * @returns `yes` when the queue was started, or nothing waits; `no` for a host that may not be asked for
   */
  etrn(node: string, options: CallOptions = {}): Promise<Answer> {
    return this.#ask("ETRN", node, options);
  }

  /** Waits for what is under way, takes leave and closes. May be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#resting = false;
    await this.#queue;
    await this.#driver.drive(leave(this.#session), { last: true });
    await this.#memory.settled();
  }

  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #ask(question: Question, about: string, options: CallOptions): Promise<Answer> {
    return this.#inTurn(options, (signal) =>
      this.#run((session) => enquired(session, question, about), signal ? { signal } : {}),
    );
  }

  /** One call at a time: a session is one conversation. A call may end while it waits for its turn. */
  async #inTurn<T>(
    { signal: own, timed }: RunningCall,
    work: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    if (this.#closed) throw closed();
    this.#hurry?.();
    const clock = new CallClock(timed ? undefined : this.#total, own);
    const { signal } = clock;
    let over = false;
    const before = this.#queue;
    let begun = false;
    const turn = before.then(() => {
      begun = true;
      if (!over) return work(signal);
      throw reasonOf(signal);
    });
    this.#queue = turn.catch(() => {});
    try {
      // Once it has begun, the driver ends it.
      await unlessAborted(before, begun ? undefined : signal);
      return await turn;
    } catch (error) {
      over = true;
      if (!begun && error instanceof TransportError) {
        void turn.catch(() => {});
        throw lost(this.#session, error, "ready");
      }
      throw error;
    } finally {
      clock.stop();
    }
  }

  async #run<T>(
    script: (session: Session) => Script<T>,
    run: Parameters<Driver["drive"]>[1],
  ): Promise<T> {
    this.#resting = false;
    if (this.#driver.disturbed) this.#session.ending = true;
    const usable = this.#session.open ? this.#driver.isUsable(run?.signal) : undefined;
    if (usable && !(await usable)) {
      this.#session.ending = true;
      await this.#driver.drive(close(this.#session, "it belongs to another request"));
    }
    if (this.#isStale) await this.#driver.drive(close(this.#session, "it rested for too long"));
    if (this.#spent()) await this.#driver.drive(leave(this.#session, "it has served long enough"));
    if (!this.#session.open) {
      const recalled = await this.#recall(run?.signal);
      this.#session = createSession({ ...this.#config, ...recalled });
      this.#opened = Date.now();
    }
    this.#before = this.#session.roundTrips;
    try {
      return await this.#driver.drive(script(this.#session), run);
    } finally {
      this.#lastUse = Date.now();
      this.#learn();
      if (this.#session.open) this.#rest();
    }
  }

  /** What is known of the server. When the call ends while the store is asked, the script says so at once. */
  async #recall(signal: AbortSignal | undefined): Promise<Partial<SessionConfig>> {
    try {
      return await unlessAborted(this.#memory.recall(), signal);
    } catch (error) {
      if (error instanceof TransportError) return {};
      throw error;
    }
  }

  /**
   * The timer that ends a resting connection did not fire in time, such as on a suspended machine or in a
   * frozen function: nobody knows whether the connection still exists, and QUIT would only be waited for.
   */
  get #isStale(): boolean {
    const { idle = Number.POSITIVE_INFINITY, age = Number.POSITIVE_INFINITY } = this.#limits;
    const now = Date.now();
    const rested = now - this.#lastUse;
    // A busy connection that is old enough is closed after QUIT, as usual.
    const frozen = now - this.#opened >= age && rested > RESTED;
    return this.#session.open && this.#lastUse > 0 && (rested > idle || frozen);
  }

  /** A connection that has carried enough, or is old enough, makes room for a fresh one. */
  #spent(carried = this.#session.carried): boolean {
    const { age = Number.POSITIVE_INFINITY, messages = Number.POSITIVE_INFINITY } = this.#limits;
    const old = Date.now() - this.#opened >= age;
    return this.#session.open && (carried >= messages || old);
  }

  #learn(): void {
    const session = this.#session;
    const { tls, target, capabilities, proven, invitationsNext, unsupported } = session;
    const startTls = tls ? target.tls === "starttls" : offers(capabilities, "STARTTLS");
    this.#memory.learn({
      hints: hintsOf(session),
      proven,
      startTls,
      invitations: invitationsNext,
      unsupported,
    });
    session.unsupported = [];
  }

  /** An idle connection ends by itself, and does not keep the process alive meanwhile. */
  #rest(): void {
    this.#resting = true;
    this.#driver.rest(this.#closed ? undefined : this.#limits.idle, this.#tired);
  }

  readonly #tired = (): void => {
    if (this.#resting) void this.#inTurn(UNTIMED, () => this.#leave()).catch(() => {});
  };

  /** Sends QUIT with nobody behind it. A call that comes meanwhile waits no longer than it would for its own QUIT. */
  async #leave(why?: string): Promise<void> {
    const hurry = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.#hurry = () => {
      timer ??= setTimeout(() => hurry.abort(), this.#driver.quitPatience);
    };
    try {
      const run = { last: true, signal: hurry.signal } as const;
      await this.#driver.drive(leave(this.#session, why), run);
    } finally {
      this.#hurry = undefined;
      clearTimeout(timer);
    }
  }

  /** A server that speaks unasked, mostly 421 and a close, is left at once; the next call connects anew. */
  #disturbed(): void {
    if (!this.#resting || !this.#driver.disturbed) return;
    void this.#inTurn(UNTIMED, async () => {
      const session = this.#session;
      if (!session.open || !this.#driver.disturbed) return;
      session.ending = true;
      await this.#leave("the server ended it");
    }).catch(() => {});
  }
}

/** Anything but the errors that a message can come to is a fault of this library. */
function told({ index, receipt, error }: Outcome): SendManyResult {
  if (receipt) return { index, receipt };
  if (SmtpError.is(error) || error instanceof TypeError || error instanceof RangeError) {
    return { index, error };
  }
  throw error;
}

/** Work of the connection's own, which `timeouts.total` says nothing of. */
const UNTIMED: RunningCall = { timed: true };

function* nothing(): Script<void> {}

function* enquired(session: Session, question: Question, about: string): Script<Answer> {
  if (!session.open || session.ending) yield* open(session);
  return yield* enquire(session, question, about);
}

function closed(): SmtpError {
  return new SmtpError("This connection was closed by its own side; open another one.", {
    code: "CLOSED",
    phase: "ready",
    retry: "never",
  });
}

/**
 * Opens a session: connects, greets, secures and authenticates as the options ask.
 *
 * @param options the server, the wishes, and how to dial
 * @returns the open session; close it when done, or declare it with `await using`
 * @throws {SmtpError} when a session cannot be had as required
 * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
 */
export async function connect(options: CoreOptions & CallOptions): Promise<Connection> {
  const { signal, ...rest } = mergeOptions<CoreOptions & CallOptions>(options);
  checkSignal(signal);
  const connection = new Connection(rest);
  await connection.verify(signal ? { signal } : {});
  return connection;
}
