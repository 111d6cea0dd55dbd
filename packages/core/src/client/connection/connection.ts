/**
 * The class `Connection`: one session with one server, for any number of messages. It selects the script of each call
 * and emits the events of a message. `session-keeper.ts` keeps the session, `driver.ts` the transport.
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
import type { Hint } from "../../protocol/session/server-knowledge.ts";
import { createSession, type Session } from "../../protocol/session/session.ts";
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

/** Options of `sendMany`. */
export interface SendManyOptions extends CallOptions {
  /**
   * The most whole messages that the server has not answered yet. With 1, the default, each message waits for the
   * reply to the one before. With more, the envelope of the next message is written with the end of the current one
   * (RFC 2920 3.1), and small messages follow each other by BDAT without waiting, if the server has shown that it
   * knows BDAT. If the connection breaks, the outcome of up to this many messages is unknown.
   */
  readonly maxUnacknowledged?: number;
}

/**
 * One explicit session. Calls run one after the other.
 *
 * Created by `connect`. The next call opens the connection again if it was lost, or if another method needs a new
 * one.
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
   * @param more how long the connection is used, and what is known of the server; `hasOtherServers`: the user named
   * another server; `giveUp` decides whether unfinished work of a failed connection moves to another connection;
   * `othersWork`: whether another connection works
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

  /** @internal Whether the next message can use the connection. */
  get isOpen(): boolean {
    return this.#keeper.isOpen;
  }

  /** @internal What is known of the server after EHLO. */
  get known(): { readonly evidence: Evidence; readonly wishes: Wishes } | undefined {
    if (this.#keeper.session.connection.greeted === "no") return undefined;
    return { evidence: evidenceOf(this.#keeper.session), wishes: this.#keeper.session.wishes };
  }

  /** @internal Round trips of the last message, whatever its outcome. */
  get lastRoundTrips(): number {
    return this.#keeper.lastRoundTrips;
  }

  /** The server's capabilities in the current phase of the session. */
  get capabilities(): Capabilities {
    return this.#keeper.session.connection.capabilities;
  }

  /** The method currently planned for every feature. */
  get plan(): Plan {
    return planOf(this.#keeper.session);
  }

  /** What this session learned for the next session with this server. */
  get hints(): readonly Hint[] {
    return hintsOf(this.#keeper.session);
  }

  /**
   * Sends one message.
   *
   * @param message envelope and content
   * @param options `signal` stops it
   * @returns a receipt, if at least one recipient was accepted
   * @throws {SmtpError} if no recipient was accepted; `recipients` has the outcome of each
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

  /** @internal Sends a checked message. The caller closes the body. */
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
        // The outcome of the message is unknown until another connection has sent it.
        if (!(failure instanceof SurplusConnection))
          this.#emit?.(outcomeOfError(error, recipients));
        return failure;
      },
    });
  }

  /** Returns the failure, or a SurplusConnection if the pool continues with its other connections. */
  #orSurplus(error: unknown): unknown {
    if (!SmtpError.is(error)) return error;
    const limit = this.#giveUp?.(this, error);
    if (!limit) return error;
    const { reply } = error;
    this.#emit?.({ type: "connection-limit", ...limit, ...(reply ? { reply } : {}) });
    return new SurplusConnection(error);
  }

  /** Returns whether the connection may have been closed without notice while it was idle. */
  #hasRested({ connection }: Session): boolean {
    return connection.messagesSent > 0 && this.#lifetime.wasIdle;
  }

  /**
   * Sends messages one after the other, and never throws for one of them. With pipelining, a message that has to be
   * sent again, such as re-encoded, may arrive after later ones.
   *
   * @param messages any iterable; it is read as fast as messages are sent
   * @param options `maxUnacknowledged` allows pipelining of messages; `signal` stops the current message and the
   * later ones
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
   * @internal Sends the available messages of a feed, in one run of the script.
   * @param canContinue false if another call waits for the connection, so that the run should end
   */
  sendFeed<Given>(
    feed: PipelinedFeed<Given>,
    options: CallOptions,
    canContinue: () => boolean = () => true,
  ): Promise<void> {
    const script = (session: Session): Script<void> => {
      const before = session.connection.open ? session.connection.messagesSent : 0;
      feed.startRun({
        wasIdle: this.#hasRested(session),
        mayCarry: (messages) =>
          canContinue() &&
          !(session.connection.open && this.#lifetime.isOver(before + messages - 1)),
        countRoundTrips: () => this.lastRoundTrips,
        emit: this.#emit,
        isSurplus: (error) => this.#orSurplus(error) instanceof SurplusConnection,
      });
      return deliverMany(session, feed.maxUnacknowledged);
    };
    // Each message may take the whole time; the driver keeps the clock.
    return this.#keeper.call({ ...options, timed: true }, { script, feed });
  }

  /**
   * Connects, secures and authenticates, unless that is already done, and sends nothing.
   *
   * @returns the plan for this server
   * @throws {SmtpError} if a session is not possible as required
   */
  verify(options: RunningCall = {}): Promise<Plan> {
    return this.#keeper.call(options, {
      script: opened,
      toError: (error) => this.#orSurplus(error),
    });
  }

  /** Asks whether a mailbox exists (RFC 5321 3.5). Most servers give no answer: `unknown`. */
  vrfy(address: string, options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("VRFY", address, options);
  }

  /** Requests the members of a mailing list (RFC 5321 3.5). Most servers give no answer: `unknown`. */
  expn(list: string, options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("EXPN", list, options);
  }

  /** Requests the server's help text (RFC 5321 4.1.1.8). */
  help(topic = "", options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("HELP", topic, options);
  }

  /**
   * Requests the server to send its queued messages for a host (RFC 1985 5).
   *
   * @param node the host; `@domain` for a domain and its subdomains, `#name` for a queue
   * @returns `yes` if the queue was started or is empty; `no` for a host that the client may not request
   */
  etrn(node: string, options: CallOptions = {}): Promise<EnquiryAnswer> {
    return this.#ask("ETRN", node, options);
  }

  /** Waits for running calls, sends QUIT and closes. May be called again. */
  close(): Promise<void> {
    return this.#keeper.close();
  }

  /** Like `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #ask(question: Question, about: string, options: CallOptions): Promise<EnquiryAnswer> {
    return this.#keeper.call(options, { script: (session) => enquired(session, question, about) });
  }
}

/** Any other error than those of a message is a fault of this library. */
function toSendManyResult({ index, receipt, error }: IndexedOutcome): SendManyResult {
  if (receipt) return { index, receipt };
  if (SmtpError.is(error) || error instanceof TypeError || error instanceof RangeError) {
    return { index, error };
  }
  throw error;
}

function* opened(session: Session): Script<Plan> {
  if (!session.connection.open) yield* open(session);
  return planOf(session);
}

function* enquired(session: Session, question: Question, about: string): Script<EnquiryAnswer> {
  if (!session.connection.open || session.connection.unusable) yield* open(session);
  return yield* queryServer(session, question, about);
}

function closed(): SmtpError {
  return new SmtpError("The connection is closed. Open a new one with connect().", {
    code: "CLOSED",
    phase: "ready",
    retry: "never",
  });
}

/**
 * Opens a session: connects, sends EHLO, secures and authenticates as the options require.
 *
 * @param options the server, the wishes, and the dial function
 * @returns the open session; close it when done, or declare it with `await using`
 * @throws {SmtpError} if a session is not possible as required
 * @throws {TypeError | RangeError} for invalid options, before anything is opened
 */
export async function connect(options: CoreOptions & CallOptions): Promise<Connection> {
  const { signal, ...rest } = mergeOptions<CoreOptions & CallOptions>(options);
  checkSignal(signal);
  const connection = new Connection(toSessionConfig(rest));
  await connection.verify(signal ? { signal } : {});
  return connection;
}
