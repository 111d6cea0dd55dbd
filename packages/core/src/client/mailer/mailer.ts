/**
 * The mailer: chooses a server for each message and moves the message to the next server on failure. Connections
 * and pools are in `server.ts` and `pool.ts`; pipelined messages are in `pipelined-send.ts`.
 */

import { SmtpError } from "../../protocol/errors/errors.ts";
import type { Wish } from "../../protocol/plan/feature.ts";
import type { Plan } from "../../protocol/plan/plan.ts";
import type { Receipt } from "../../protocol/session/outcome.ts";
import {
  CallClock,
  type CallOptions,
  checkSignal,
  type RunningCall,
} from "../connection/call-clock.ts";
import { registerClosing } from "../connection/closing.ts";
import type { SendManyOptions } from "../connection/connection.ts";
import { abortedInLine, mailerClosed } from "../connection/not-begun.ts";
import { RunningCalls } from "../connection/running-calls.ts";
import { byCount, type Ledger, withKind } from "../memory/ledger.ts";
import type { RememberedHint } from "../memory/remembered.ts";
import { memoryStore } from "../memory/store.ts";
import { type CheckedMessage, checkMessage, type Message } from "../message/message.ts";
import { withPutBack as putBack } from "../message/put-back.ts";
import { checkNames, checkObject } from "../options/check-names.ts";
import { checkFunction } from "../options/classifier.ts";
import type { CoreOptions } from "../options/options.ts";
import { orderServers } from "./choose.ts";
import {
  type Compose,
  type ComposeOption,
  type ComposingMailer,
  withCompose,
} from "./composing.ts";
import { demandOf } from "./demand.ts";
import { decideAfterError } from "./failover.ts";
import { FailoverState } from "./failover-state.ts";
import type { Mailer } from "./mailer-api.ts";
import { checkMaxUnacknowledged, NOT_STARTED } from "./pipelined-feed.ts";
import { sendPipelined } from "./pipelined-send.ts";
import type { SendManyResult } from "./send-many.ts";
import { sendEach } from "./send-many.ts";
import { Server } from "./server.ts";
import { type MailerOptions, type MailerParts, splitMailerOptions } from "./servers.ts";
import { withSigning } from "./signing.ts";

/** The rule for an error that is no fault of the server. */
const NOT_A_FAILURE = { next: "no", unwell: false } as const;

/** A server that failed for a message, and why. */
interface ServerFailure {
  readonly server: Server;
  readonly error: SmtpError;
  readonly roundTrips: number;
}

/** Sends over the pools of its servers. */
class ServersMailer implements Mailer {
  readonly #servers: readonly Server[];
  readonly #parts: MailerParts;
  readonly #total: number | undefined;
  readonly #runningCalls = new RunningCalls();
  /** Each function lets pipelined messages finish, and begins no other. */
  readonly #halts = new Set<() => void>();
  /** Fires when the mailer is closed. */
  readonly #closed = new AbortController();
  #closing: Promise<void> | undefined;

  constructor(parts: MailerParts) {
    registerClosing(this, [this.#closed.signal]);
    const { servers, store = memoryStore() } = parts;
    this.#parts = parts;
    this.#total = totalOf(servers);
    this.#servers = servers.map((server) => new Server(server, parts, store, servers.length > 1));
  }

  readonly ledger: Ledger = {
    report: async ({ classify } = {}) => {
      checkFunction("classify", classify, "ledger.report");
      const all = await Promise.all(this.#servers.map(({ memory }) => memory.ledger()));
      return Object.freeze(
        all
          .flat()
          .map((entry) => withKind(entry, classify))
          .sort(byCount),
      );
    },
  };

  async send(message: Message, options: CallOptions = {}): Promise<Receipt> {
    const checked = checkMessage(message);
    try {
      const call = this.#startCall(options);
      try {
        return await this.#sendByAnyServer(checked, call);
      } finally {
        this.#endCall(call);
      }
    } finally {
      checked.body.release();
    }
  }

  sendMany(
    messages: Iterable<Message> | AsyncIterable<Message>,
    options: SendManyOptions = {},
  ): AsyncGenerator<SendManyResult, void, undefined> {
    const most = checkMaxUnacknowledged(options.maxUnacknowledged);
    checkSignal(options.signal);
    if (most > 1) return this.#sendPipelined(messages, most, options);
    const width = this.#servers.reduce((sum, { pool }) => sum + pool.size, 0);
    const { signal } = options;
    return sendEach(messages, width, (message) => this.send(message, options), signal);
  }

  /** Pipelines messages over one connection at a time, as long as its server can take them. */
  #sendPipelined(
    messages: Iterable<Message> | AsyncIterable<Message>,
    most: number,
    { signal }: CallOptions,
  ): AsyncGenerator<SendManyResult, void, undefined> {
    const options = signal ? { signal } : {};
    return sendPipelined(messages, most, {
      ...options,
      chooseServer: async (message) =>
        orderServers(this.#servers, await demandOf(message))[0] as Server,
      recordOutcome: (server, outcome) => this.#recordOutcome(server, outcome.error),
      failOver: (failover, server, error, roundTrips) =>
        this.#closing
          ? Promise.reject(error)
          : this.#call(options, (call) =>
              this.#failOver(failover, { server, error, roundTrips }, call),
            ),
      getStopError: (message) =>
        this.#closing
          ? mailerClosed()
          : signal?.aborted
            ? abortedInLine(signal, message)
            : undefined,
      startRun: (halt) => {
        if (this.#closing) halt();
        this.#halts.add(halt);
        return () => this.#halts.delete(halt);
      },
    });
  }

  verify(options: CallOptions = {}): Promise<Plan> {
    return this.#call(options, (call) => this.#verifyAny(call));
  }

  async #verifyAny(call: RunningCall): Promise<Plan> {
    const servers = orderServers(this.#servers, { features: [], requested: [] });
    for (const [index, server] of servers.entries()) {
      try {
        return await server.use((connection) => connection.verify(call), call.signal);
      } catch (error) {
        if (decideAfterError(error, {}).next !== "yes" || index === servers.length - 1) throw error;
      }
    }
    throw new TypeError("A mailer has a server.");
  }

  async hints(): Promise<readonly (RememberedHint & { readonly server: string })[]> {
    const all = await Promise.all(
      this.#servers.map(async ({ memory, name }) =>
        (await memory.remembered()).hints.map((hint) => Object.freeze({ ...hint, server: name })),
      ),
    );
    return Object.freeze(all.flat());
  }

  close(): Promise<void> {
    this.#closing ??= this.#drain();
    this.#closed.abort();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #drain(): Promise<void> {
    for (const halt of this.#halts) halt();
    await this.#runningCalls.waitForAll();
    await Promise.all(this.#servers.map(({ pool }) => pool.close()));
    await Promise.all(this.#servers.map(({ memory }) => memory.waitForWrites()));
  }

  /** Begins a call with its deadline; `close` waits until the call has ended. */
  #startCall({ signal }: CallOptions): CallClock {
    if (this.#closing) throw mailerClosed();
    const call = new CallClock(this.#total, signal);
    this.#runningCalls.start();
    return call;
  }

  /** Ends a call and removes its timer. */
  #endCall(call: CallClock): void {
    call.stop();
    this.#runningCalls.end();
  }

  async #call<T>(options: CallOptions, work: (call: RunningCall) => Promise<T>): Promise<T> {
    const call = this.#startCall(options);
    try {
      return await work(call);
    } finally {
      this.#endCall(call);
    }
  }

  /** Sends to the best server, and to the next ones if the failure allows it. */
  #sendByAnyServer(message: CheckedMessage, call: RunningCall): Promise<Receipt> {
    const [only] = this.#servers;
    if (only && this.#servers.length === 1) {
      return sendBy(only, only.pool.size > 1 ? withReplayableBody(message) : message, call);
    }
    return this.#sendBySeveralServers(withReplayableBody(message), call);
  }

  async #sendBySeveralServers(message: CheckedMessage, call: RunningCall): Promise<Receipt> {
    const order = orderServers(this.#servers, await demandOf(message));
    return this.#tryServers(order, new FailoverState(message), call);
  }

  /** Tries one server after the other until one has accepted the message. */
  async #tryServers(
    order: readonly Server[],
    failover: FailoverState,
    options: RunningCall,
  ): Promise<Receipt> {
    for (const [index, server] of order.entries()) {
      try {
        return failover.completeReceipt(await sendBy(server, failover.message, options));
      } catch (error) {
        if (!SmtpError.is(error)) throw error;
        const roundTrips = server.costOf(error);
        const failure = { server, error, roundTrips };
        if (!(await this.#moveToServer(failover, failure, order[index + 1])))
          throw failover.failed(error);
      }
    }
    throw new TypeError("A mailer has a server.");
  }

  /** Moves a message away from a server that failed while it sent many messages. */
  async #failOver(
    failover: FailoverState,
    failure: ServerFailure,
    options: RunningCall,
  ): Promise<Receipt> {
    const others = this.#servers.filter((server) => server !== failure.server);
    const order = orderServers(others, await demandOf(failover.message));
    if (!(await this.#moveToServer(failover, failure, order[0]))) throw failure.error;
    return this.#tryServers(order, failover, options);
  }

  /** Moves a message to the next server, if that server may have it, and reports that. */
  async #moveToServer(
    failover: FailoverState,
    failure: ServerFailure,
    next: Server | undefined,
  ): Promise<boolean> {
    const { server, error, roundTrips } = failure;
    if (!next) return false;
    const move = await failover.moveToNextServer(error, this.#decideAfterError(error), {
      method: this.#nameOf(next),
      wish: this.#getFailoverWish(),
      extraRoundTrips: roundTrips,
    });
    if (move) server.emit?.({ type: "decision", decision: move });
    return move !== undefined;
  }

  /** Records the outcome of one of many messages; returns true if the other messages move to another server. */
  #recordOutcome(server: Server, error: unknown): boolean {
    const { next, unwell } = SmtpError.is(error) ? this.#decideAfterError(error) : NOT_A_FAILURE;
    if (unwell) server.recordFailure();
    else if (error !== NOT_STARTED) server.recordSuccess();
    return (
      this.#servers.length > 1 && this.#getFailoverWish() !== "avoid" && (unwell || next === "yes")
    );
  }

  #decideAfterError(error: SmtpError): ReturnType<typeof decideAfterError> {
    const after = decideAfterError(error, this.#parts.failover ?? {});
    return this.#getFailoverWish() === "avoid" ? { ...after, next: "no" } : after;
  }

  #getFailoverWish(): Wish {
    return this.#parts.servers[0]?.features?.FAILOVER ?? "prefer";
  }

  /** Returns the server's host, with the port if another server has the same host. */
  #nameOf({ host, name }: Server): string {
    return this.#servers.filter((server) => server.host === host).length > 1 ? name : host;
  }
}

function sendBy(server: Server, message: CheckedMessage, call: RunningCall): Promise<Receipt> {
  return server.use((connection) => connection.deliver(message, call), call.signal, message);
}

/** Returns the message; a body that can be read only once keeps what was read, for another connection. */
function withReplayableBody(message: CheckedMessage): CheckedMessage {
  return message.body.replayable ? message : { ...message, body: putBack(message.body) };
}

/**
 * Creates a mailer. Nothing is opened before the first message.
 *
 * @param options one server or several, the wishes, the dial function, and how connections are used; `compose` makes
 * the mailer accept drafts
 * @returns the mailer; close it when done, or declare it with `await using`
 * @throws {TypeError | RangeError} for invalid options
 */
export function createMailer<Draft extends object>(
  options: MailerOptions<CoreOptions> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** Like the overload above, for complete messages. */
export function createMailer(options: MailerOptions<CoreOptions>): Mailer;
export function createMailer<Draft extends object>(
  options: MailerOptions<CoreOptions> & Partial<ComposeOption<Draft>>,
): Mailer | ComposingMailer<Draft> {
  const parts = splitMailerOptions<CoreOptions>(options);
  const { failover = {} } = parts;
  checkObject("failover", failover, "{ temporary: true }");
  checkNames(failover, ["temporary"], (name) => `There is no option \`failover.${name}\``);
  checkFunction("sign", parts.sign, "createMailer");
  const sender = new ServersMailer(parts);
  const mailer = parts.sign ? withSigning(sender, parts.sign) : sender;
  if (parts.compose === undefined) return mailer;
  return withCompose(mailer, parts.compose as Compose<Draft>, totalOf(parts.servers));
}

/** Returns the milliseconds that a call may take over all servers: the longest `timeouts.total` of any server. */
function totalOf(servers: MailerParts["servers"]): number | undefined {
  const totals = servers.map(({ timeouts }) => timeouts?.total ?? Number.POSITIVE_INFINITY);
  const total = Math.max(...totals);
  return Number.isFinite(total) ? total : undefined;
}
