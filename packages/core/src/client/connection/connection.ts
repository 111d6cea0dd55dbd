/**
 * The class `Connection`: one session with one server, for any number of messages. It names the script of each
 * call and emits the events of a message. `session-keeper.ts` holds the session, `driver.ts` the transport.
 */

import { SmtpError } from "../../protocol/errors/errors.ts";
import type { Capabilities } from "../../protocol/plan/capabilities.ts";
import type { Wishes } from "../../protocol/plan/feature.ts";
import type { Evidence, Plan } from "../../protocol/plan/plan.ts";
import { evidenceOf, hintsOf, planOf } from "../../protocol/plan/session-plan.ts";
import { deliver } from "../../protocol/scripts/deliver.ts";
import { deliverMany } from "../../protocol/scripts/deliver-many.ts";
import { open } from "../../protocol/scripts/open.ts";
import { type EnquiryAnswer, type Question, queryServer } from "../../protocol/scripts/query.ts";
import type { Script } from "../../protocol/session/effects.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import type { Receipt } from "../../protocol/session/outcome.ts";
import { createSession, type Hint, type Session } from "../../protocol/session/session.ts";
import { type ConnectionLimit, SurplusConnection } from "../mailer/connection-limit.ts";
import {
  checkMaxUnacknowledged,
  type IndexedOutcome,
  PipelinedFeed,
} from "../mailer/pipelined-feed.ts";
import type { SendManyResult } from "../mailer/send-many.ts";
import { sendEach } from "../mailer/send-many.ts";
import { Memory } from "../memory/memory.ts";
import { memoryStore } from "../memory/store.ts";
import { type CheckedMessage, checkMessage, type Message } from "../message/message.ts";
import {
  type CheckedOptions,
  type CoreOptions,
  getToken,
  toSessionConfig,
} from "../options/options.ts";
import { mergeOptions } from "../options/url.ts";
import { type CallOptions, checkSignal, type RunningCall } from "./call-clock.ts";
import { createEventSender } from "./events.ts";
import { Lessons } from "./lessons.ts";
import { type ConnectionLimits, Lifetime } from "./lifetime.ts";
import { outcomeOfError, outcomeOfReceipt } from "./outcome-event.ts";
import { SessionKeeper } from "./session-keeper.ts";

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

/**
 * One explicit session. Calls are carried out one after the other.
 *
 * Made by `connect`. A connection that was lost, or that another way needs anew,
 * is opened again by the next call.
 */
export class Connection {
  readonly #keeper: SessionKeeper;
  readonly #lifetime: Lifetime;
  readonly #emit: ((event: ClientEvent) => void) | undefined;
  readonly #giveUp:
    | ((connection: Connection, error: SmtpError) => ConnectionLimit | undefined)
    | undefined;

  /**
   * @internal Use `connect` or `createMailer`.
   * @param more how long it is used, and what is known of the server; `hasOtherServers`: another one was named;
   *   `giveUp` decides whether what was under way when it failed goes over another connection;
   *   `othersWork`: whether there is one
   */
  constructor(
    { given, config, timeouts }: CheckedOptions,
    more: {
      limits?: ConnectionLimits;
      memory?: Memory;
      hasOtherServers?: boolean;
      giveUp?: (connection: Connection, error: SmtpError) => ConnectionLimit | undefined;
      othersWork?: (connection: Connection) => boolean;
    } = {},
  ) {
    const { dial, auth, onEvent, deriveKey } = given;
    const { limits = {}, memory, hasOtherServers = false, giveUp, othersWork } = more;
    this.#giveUp = giveUp;
    this.#lifetime = new Lifetime(limits);
    this.#emit = createEventSender(onEvent);
    this.#keeper = new SessionKeeper({
      config: {
        ...config,
        observed: onEvent !== undefined,
        ...(hasOtherServers && { hasOtherServers }),
        ...(othersWork && { othersWork: () => othersWork(this) }),
      },
      driver: {
        dial,
        timeouts,
        token: (refused) => getToken(auth, refused),
        emit: this.#emit,
        deriveKey,
      },
      lifetime: this.#lifetime,
      lessons: new Lessons(memory ?? new Memory(memoryStore(), createSession(config).target)),
      toClosedError: closed,
    });
  }

  /** @internal There is a connection that the next message can use. */
  get isOpen(): boolean {
    return this.#keeper.isOpen;
  }

  /** @internal What is known of the server, once it was greeted. */
  get known(): { readonly evidence: Evidence; readonly wishes: Wishes } | undefined {
    if (this.#keeper.session.greeted === "no") return undefined;
    return { evidence: evidenceOf(this.#keeper.session), wishes: this.#keeper.session.wishes };
  }

  /** @internal Round trips of the last message, whatever its outcome. */
  get lastRoundTrips(): number {
    return this.#keeper.lastRoundTrips;
  }

  /** What the server offers in the present phase of the session. */
  get capabilities(): Capabilities {
    return this.#keeper.session.capabilities;
  }

  /** Which way is taken for every feature, as things stand. */
  get plan(): Plan {
    return planOf(this.#keeper.session);
  }

  /** What was learned here that the next session with this server should know. */
  get hints(): readonly Hint[] {
    return hintsOf(this.#keeper.session);
  }

  /**
   * Sends one message.
   *
   * @param message envelope and content
   * @param options `signal` stops it
   * @returns a receipt, if at least one recipient was accepted
   * @throws {SmtpError} when none was; `recipients` has the outcome of each
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

  /** @internal Sends a message that was checked; the body is left to its creator. */
  deliver({ outgoing, body }: CheckedMessage, options: RunningCall = {}): Promise<Receipt> {
    const recipients = outgoing.to.length;
    return this.#keeper.call(options, {
      body,
      onStart: () => this.#emit?.({ type: "message", recipients }),
      script: (session) =>
        deliver(session, this.#hasRested(session) ? { ...outgoing, idle: true } : outgoing),
      onResult: (receipt) => this.#emit?.(outcomeOfReceipt(receipt)),
      toError: (error) => {
        const failure = this.#orSurplus(error);
        // The outcome of the message is not known before another connection has carried it.
        if (!(failure instanceof SurplusConnection))
          this.#emit?.(outcomeOfError(error, recipients));
        return failure;
      },
    });
  }

  /** The failure, or a SurplusConnection where the pool goes on with its other connections. */
  #orSurplus(error: unknown): unknown {
    if (!SmtpError.is(error)) return error;
    const limit = this.#giveUp?.(this, error);
    if (!limit) return error;
    const { reply } = error;
    this.#emit?.({ type: "connection-limit", ...limit, ...(reply ? { reply } : {}) });
    return new SurplusConnection(error);
  }

  /** It may have been closed meanwhile without our knowing. */
  #hasRested({ messagesSent }: Session): boolean {
    return messagesSent > 0 && this.#lifetime.wasIdle;
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
    const most = checkMaxUnacknowledged(maxUnacknowledged);
    checkSignal(options.signal);
    if (most > 1) {
      const { signal } = options;
      const stops = signal ? { signal } : {};
      const feed = new PipelinedFeed({
        messages,
        maxUnacknowledged: most,
        check: checkMessage,
        ...stops,
      });
      for await (const each of feed.outcomes(() => this.sendFeed(feed, options)))
        yield toSendManyResult(each);
      return;
    }
    yield* sendEach(messages, 1, (message) => this.send(message, options), options.signal);
  }

  /**
   * @internal Sends the messages of a feed that are at hand, in one run of the script.
   * @param canContinue false when somebody waits for the connection, so that the run should end
   */
  sendFeed<Given>(
    feed: PipelinedFeed<Given>,
    options: CallOptions,
    canContinue: () => boolean = () => true,
  ): Promise<void> {
    const script = (session: Session): Script<void> => {
      const before = session.open ? session.messagesSent : 0;
      feed.startRun({
        wasIdle: this.#hasRested(session),
        mayCarry: (messages) =>
          canContinue() && !(session.open && this.#lifetime.isOver(before + messages - 1)),
        countRoundTrips: () => this.lastRoundTrips,
        emit: this.#emit,
        isSurplus: (error) => this.#orSurplus(error) instanceof SurplusConnection,
      });
      return deliverMany(session, feed.maxUnacknowledged);
    };
    // Each of the messages has a time of its own, which the driver keeps.
    return this.#keeper.call({ ...options, timed: true }, { script, feed });
  }

  /**
   * Connects, secures and authenticates, unless that was done, and sends nothing.
   *
   * @returns the plan for this server
   * @throws {SmtpError} when a session is not possible as required
   */
  verify(options: RunningCall = {}): Promise<Plan> {
    return this.#keeper.call(options, {
      script: opened,
      toError: (error) => this.#orSurplus(error),
    });
  }

  /** Asks whether a mailbox exists (RFC 5321 3.5); most servers answer `unknown`. */
  vrfy(address: string, options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("VRFY", address, options);
  }

  /** Asks who is on a mailing list (RFC 5321 3.5); most servers answer `unknown`. */
  expn(list: string, options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("EXPN", list, options);
  }

  /** Asks for the server's help text (RFC 5321 4.1.1.8). */
  help(topic = "", options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("HELP", topic, options);
  }

  /**
   * Asks the server to send what it holds for a host (RFC 1985 5).
   *
   * @param node the host; `@domain` for a domain and all below it, `#name` for a queue
   * @returns `yes` when the queue was started, or nothing waits; `no` for a host that may not be asked for
   */
  etrn(node: string, options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("ETRN", node, options);
  }

  /** Waits for what is under way, sends QUIT and closes. May be called again. */
  close(): Promise<void> {
    return this.#keeper.close();
  }

  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #ask(question: Question, about: string, options: CallOptions): Promise<EnquiryAnswer> {
    return this.#keeper.call(options, { script: (session) => enquired(session, question, about) });
  }
}

/** Anything but the errors that a message can come to is a fault of this library. */
function toSendManyResult({ index, receipt, error }: IndexedOutcome): SendManyResult {
  if (receipt) return { index, receipt };
  if (SmtpError.is(error) || error instanceof TypeError || error instanceof RangeError) {
    return { index, error };
  }
  throw error;
}

function* opened(session: Session): Script<Plan> {
  if (!session.open) yield* open(session);
  return planOf(session);
}

function* enquired(session: Session, question: Question, about: string): Script<EnquiryAnswer> {
  if (!session.open || session.unusable) yield* open(session);
  return yield* queryServer(session, question, about);
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
 * @throws {SmtpError} when a session is not possible as required
 * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
 */
export async function connect(options: CoreOptions & CallOptions): Promise<Connection> {
  const { signal, ...rest } = mergeOptions<CoreOptions & CallOptions>(options);
  checkSignal(signal);
  const connection = new Connection(toSessionConfig(rest));
  await connection.verify(signal ? { signal } : {});
  return connection;
}
