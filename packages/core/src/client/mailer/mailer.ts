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
import { noteClosing } from "../connection/closing.ts";
import type { SendManyOptions } from "../connection/connection.ts";
import { abortedInLine, mailerClosed } from "../connection/not-begun.ts";
import { UnderWay } from "../connection/under-way.ts";
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
import { afterError } from "./failover.ts";
import { FailoverState } from "./failover-state.ts";
import type { Mailer } from "./mailer-api.ts";
import { checkMost, NOT_STARTED } from "./overlapping.ts";
import { sendPipelined } from "./pipelined-send.ts";
import type { SendManyResult } from "./send-many.ts";
import { sendEach } from "./send-many.ts";
import { Server } from "./server.ts";
import { type MailerOptions, type MailerParts, splitMailerOptions } from "./servers.ts";

/** What says nothing against a server. */
const NOT_A_FAILURE = { next: "no", unwell: false } as const;

/** A server that a message leaves, and why. */
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
  readonly #underWay = new UnderWay();
  /** Each lets messages that overlap come to an end, and begins no other. */
  readonly #halts = new Set<() => void>();
  /** Fires when the mailer is closed. */
  readonly #closed = new AbortController();
  #closing: Promise<void> | undefined;

  constructor(parts: MailerParts) {
    noteClosing(this, [this.#closed.signal]);
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
      const call = this.#begin(options);
      try {
        return await this.#byAnyServer(checked, call);
      } finally {
        this.#end(call);
      }
    } finally {
      checked.body.release();
    }
  }

  sendMany(
    messages: Iterable<Message> | AsyncIterable<Message>,
    options: SendManyOptions = {},
  ): AsyncGenerator<SendManyResult, void, undefined> {
    const most = checkMost(options.maxUnacknowledged);
    checkSignal(options.signal);
    if (most > 1) return this.#overlapping(messages, most, options);
    const width = this.#servers.reduce((sum, { pool }) => sum + pool.size, 0);
    const { signal } = options;
    return sendEach(messages, width, (message) => this.send(message, options), signal);
  }

  /** Messages that overlap go over one connection at a time, as long as its server can take them. */
  #overlapping(
    messages: Iterable<Message> | AsyncIterable<Message>,
    most: number,
    { signal }: CallOptions,
  ): AsyncGenerator<SendManyResult, void, undefined> {
    const options = signal ? { signal } : {};
    return sendPipelined(messages, most, {
      ...options,
      best: async (message) => orderServers(this.#servers, await demandOf(message))[0] as Server,
      leaves: (server, outcome) => this.#leaves(server, outcome.error),
      goOn: (journey, server, error, roundTrips) =>
        this.#closing
          ? Promise.reject(error)
          : this.#call(options, (call) =>
              this.#failOver(journey, { server, error, roundTrips }, call),
            ),
      over: (message) =>
        this.#closing
          ? mailerClosed()
          : signal?.aborted
            ? abortedInLine(signal, message)
            : undefined,
      underWay: (halt) => {
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
    const servers = orderServers(this.#servers, { features: [], asked: [] });
    for (const [index, server] of servers.entries()) {
      try {
        return await server.use((connection) => connection.verify(call), call.signal);
      } catch (error) {
        if (afterError(error, {}).next !== "yes" || index === servers.length - 1) throw error;
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
    await this.#underWay.settled();
    await Promise.all(this.#servers.map(({ pool }) => pool.close()));
    await Promise.all(this.#servers.map(({ memory }) => memory.settled()));
  }

  /** Begins a call under its one deadline; `close` waits until it has ended. */
  #begin({ signal }: CallOptions): CallClock {
    if (this.#closing) throw mailerClosed();
    const call = new CallClock(this.#total, signal);
    this.#underWay.begin();
    return call;
  }

  /** Ends a call, of which nothing is left behind. */
  #end(call: CallClock): void {
    call.stop();
    this.#underWay.end();
  }

  async #call<T>(options: CallOptions, work: (call: RunningCall) => Promise<T>): Promise<T> {
    const call = this.#begin(options);
    try {
      return await work(call);
    } finally {
      this.#end(call);
    }
  }

  /** To the best server, and on to the next ones where that is right. */
  #byAnyServer(message: CheckedMessage, call: RunningCall): Promise<Receipt> {
    const [only] = this.#servers;
    if (only && this.#servers.length === 1) {
      return sendBy(only, only.pool.size > 1 ? withReplayableBody(message) : message, call);
    }
    return this.#bySeveralServers(withReplayableBody(message), call);
  }

  async #bySeveralServers(message: CheckedMessage, call: RunningCall): Promise<Receipt> {
    const order = orderServers(this.#servers, await demandOf(message));
    return this.#tryServers(order, new FailoverState(message), call);
  }

  /** From server to server, until one has taken it. */
  async #tryServers(
    order: readonly Server[],
    journey: FailoverState,
    options: RunningCall,
  ): Promise<Receipt> {
    for (const [index, server] of order.entries()) {
      try {
        return journey.completeReceipt(await sendBy(server, journey.message, options));
      } catch (error) {
        if (!SmtpError.is(error)) throw error;
        const roundTrips = server.costOf(error);
        const left = { server, error, roundTrips };
        if (!(await this.#moved(journey, left, order[index + 1]))) throw journey.failed(error);
      }
    }
    throw new TypeError("A mailer has a server.");
  }

  /** Away from a server that has seen it among many. */
  async #failOver(
    journey: FailoverState,
    left: ServerFailure,
    options: RunningCall,
  ): Promise<Receipt> {
    const others = this.#servers.filter((server) => server !== left.server);
    const order = orderServers(others, await demandOf(journey.message));
    if (!(await this.#moved(journey, left, order[0]))) throw left.error;
    return this.#tryServers(order, journey, options);
  }

  /** Moves a message on to the next server, if that server may have it, and reports that. */
  async #moved(
    journey: FailoverState,
    left: ServerFailure,
    next: Server | undefined,
  ): Promise<boolean> {
    const { server, error, roundTrips } = left;
    if (!next) return false;
    const move = await journey.moveToNextServer(error, this.#afterError(error), {
      method: this.#nameOf(next),
      wish: this.#wish(),
      extraRoundTrips: roundTrips,
    });
    if (move) server.tell?.({ type: "decision", decision: move });
    return move !== undefined;
  }

  /** Takes note of the outcome of one among many; true when the others belong to another server. */
  #leaves(server: Server, error: unknown): boolean {
    const { next, unwell } = SmtpError.is(error) ? this.#afterError(error) : NOT_A_FAILURE;
    if (unwell) server.recordFailure();
    else if (error !== NOT_STARTED) server.recordSuccess();
    return this.#servers.length > 1 && this.#wish() !== "avoid" && (unwell || next === "yes");
  }

  #afterError(error: SmtpError): ReturnType<typeof afterError> {
    const after = afterError(error, this.#parts.failover ?? {});
    return this.#wish() === "avoid" ? { ...after, next: "no" } : after;
  }

  #wish(): Wish {
    return this.#parts.servers[0]?.features?.FAILOVER ?? "prefer";
  }

  /** Its host, and the port where another server has the same host. */
  #nameOf({ host, name }: Server): string {
    return this.#servers.filter((server) => server.host === host).length > 1 ? name : host;
  }
}

function sendBy(server: Server, message: CheckedMessage, call: RunningCall): Promise<Receipt> {
  return server.use((connection) => connection.deliver(message, call), call.signal, message);
}

/** The same message; a body that can be read only once keeps what was read, for another connection. */
function withReplayableBody(message: CheckedMessage): CheckedMessage {
  return message.body.replayable ? message : { ...message, body: putBack(message.body) };
}

/**
 * Makes a mailer. Nothing is opened before the first message.
 *
 * @param options one server or several, the wishes, how to dial, and how connections are used;
 *   `compose` makes it take drafts
 * @returns the mailer; close it when done, or declare it with `await using`
 * @throws {TypeError | RangeError} for options that make no sense
 */
export function createMailer<Draft extends object>(
  options: MailerOptions<CoreOptions> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, for messages that are composed already. */
export function createMailer(options: MailerOptions<CoreOptions>): Mailer;
export function createMailer<Draft extends object>(
  options: MailerOptions<CoreOptions> & Partial<ComposeOption<Draft>>,
): Mailer | ComposingMailer<Draft> {
  const parts = splitMailerOptions<CoreOptions>(options);
  const { failover = {} } = parts;
  checkObject("failover", failover, "{ temporary: true }");
  checkNames(failover, ["temporary"], (name) => `There is no option \`failover.${name}\``);
  const mailer = new ServersMailer(parts);
  if (parts.compose === undefined) return mailer;
  return withCompose(mailer, parts.compose as Compose<Draft>, totalOf(parts.servers));
}

/** Milliseconds that a call may take, over all servers: the longest that any of them is given. */
function totalOf(servers: MailerParts["servers"]): number | undefined {
  const totals = servers.map(({ timeouts }) => timeouts?.total ?? Number.POSITIVE_INFINITY);
  const total = Math.max(...totals);
  return Number.isFinite(total) ? total : undefined;
}
