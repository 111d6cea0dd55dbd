/** A mailer: messages go to the server that can take them, over connections that are kept. */

import { formatMailbox } from "../protocol/address.ts";
import type { Decision } from "../protocol/decision.ts";
import { SmtpError } from "../protocol/errors.ts";
import type { Feature, Wish } from "../protocol/feature.ts";
import { hasEightBit, headerEnd } from "../protocol/octets.ts";
import type { Receipt, RecipientOutcome } from "../protocol/outcome.ts";
import type { Plan } from "../protocol/plan.ts";
import { orderOf } from "./choose.ts";
import { type Compose, type ComposeOption, type ComposingMailer, composing } from "./composing.ts";
import type { CallOptions, Connection, SendManyOptions, SendManyResult } from "./connection.ts";
import { afterError, errorAfter, failoverDecision, receiptAfter } from "./failover.ts";
import { byCount, type Ledger, type LedgerEntry } from "./ledger.ts";
import { type CheckedMessage, checkMessage, type Message } from "./message.ts";
import type { CoreOptions } from "./options.ts";
import { withPutBack } from "./put-back.ts";
import type { RememberedHint } from "./remembered.ts";
import { sendEach } from "./send-many.ts";
import { type Demand, Server } from "./server.ts";
import { type MailerOptions, type MailerParts, partsOf } from "./servers.ts";
import { memoryStore } from "./store.ts";

/** Sends messages through one server or several. */
export interface Mailer extends AsyncDisposable {
  /**
   * Sends one message.
   *
   * @param message envelope and content
   * @param options `signal` stops it
   * @returns a receipt, if at least one recipient was accepted
   * @throws {SmtpError} when none was; `recipients` tells what became of each
   * @throws {TypeError | RangeError} for a message that cannot be sent, before anything is written
   */
  send(message: Message, options?: CallOptions): Promise<Receipt>;
  /**
   * Sends many, as many at once as there are connections, and never throws for one of them.
   *
   * @param messages any iterable; it is read as fast as messages are sent
   * @param options `signal` stops it; with `maxUnacknowledged` messages overlap on one connection
   *   to one server, without failover
   * @returns for each message its index and its receipt or error, as soon as it is known
   */
  sendMany(
    messages: Iterable<Message> | AsyncIterable<Message>,
    options?: SendManyOptions,
  ): AsyncGenerator<SendManyResult, void, undefined>;
  /**
   * Connects, secures and authenticates, and sends nothing.
   *
   * @returns the plan for the first server that can be had
   * @throws {SmtpError} when none can be had as required
   */
  verify(options?: CallOptions): Promise<Plan>;
  /** What the servers do not support, as they said themselves. */
  readonly ledger: Ledger;
  /** What was learned of the servers and is still believed: what, why, and until when. */
  hints(): Promise<readonly (RememberedHint & { readonly server: string })[]>;
  /** Waits for what is under way, takes leave of all servers and closes. May be called again. */
  close(): Promise<void>;
}

/** Sends over the pools of its servers. */
class ServersMailer implements Mailer {
  readonly #servers: readonly Server[];
  readonly #parts: MailerParts;
  readonly #underWay = new Set<Promise<unknown>>();
  /** Round trips that each failure took. */
  readonly #costs = new WeakMap<SmtpError, number>();
  #closing: Promise<void> | undefined;

  constructor(parts: MailerParts) {
    const { servers, store = memoryStore() } = parts;
    this.#parts = parts;
    this.#servers = servers.map((server) => new Server(server, parts, store, servers.length > 1));
  }

  readonly ledger: Ledger = {
    report: async () => {
      const all = await Promise.all(this.#servers.map(({ memory }) => memory.ledger()));
      return Object.freeze(all.flat().sort(byCount) satisfies LedgerEntry[]);
    },
  };

  async send(message: Message, options: CallOptions = {}): Promise<Receipt> {
    const checked = checkMessage(message);
    return this.#during(async () => {
      try {
        return await this.#byAnyServer(checked, options);
      } finally {
        await checked.body.release();
      }
    });
  }

  sendMany(
    messages: Iterable<Message> | AsyncIterable<Message>,
    options: SendManyOptions = {},
  ): AsyncGenerator<SendManyResult, void, undefined> {
    if ((options.maxUnacknowledged ?? 1) !== 1) return this.#overlapping(messages, options);
    const width = this.#servers.reduce((sum, { pool }) => sum + pool.size, 0);
    return sendEach(messages, width, (message) => this.send(message, options));
  }

  /** Messages that overlap belong to one connection: they go to the best server, over one of its pool. */
  async *#overlapping(
    messages: Iterable<Message> | AsyncIterable<Message>,
    options: SendManyOptions,
  ): AsyncGenerator<SendManyResult, void, undefined> {
    if (this.#closing) throw closed();
    const [server] = orderOf(this.#servers, { features: [], asked: [] });
    if (!server) throw new TypeError("A mailer has a server.");
    let done = (): void => {};
    const underWay = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#underWay.add(underWay);
    try {
      const connection = await server.pool.take(options.signal);
      try {
        yield* connection.sendMany(messages, options);
      } finally {
        server.pool.give(connection);
        server.note(connection);
      }
    } finally {
      done();
      this.#underWay.delete(underWay);
    }
  }

  verify(options: CallOptions = {}): Promise<Plan> {
    return this.#during(async () => {
      const servers = orderOf(this.#servers, { features: [], asked: [] });
      for (const [index, server] of servers.entries()) {
        try {
          return await this.#use(server, (connection) => connection.verify(options), options);
        } catch (error) {
          if (afterError(error, {}).next !== "yes" || index === servers.length - 1) throw error;
        }
      }
      throw new TypeError("A mailer has a server.");
    });
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
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #drain(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await Promise.all(this.#servers.map(({ pool }) => pool.close()));
    await Promise.all(this.#servers.map(({ memory }) => memory.settled()));
  }

  /** Work that `close` waits for. */
  async #during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing) throw closed();
    const running = work();
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  /** To the best server, and on to the next ones where that is right. */
  async #byAnyServer(message: CheckedMessage, options: CallOptions): Promise<Receipt> {
    const [only, ...others] = this.#servers;
    if (only && others.length === 0) return this.#sendBy(only, message, options);
    const checked = { ...message, body: withPutBack(message.body) };
    const order = orderOf(this.#servers, await demandOf(checked));
    const moves: Decision[] = [];
    const refused: RecipientOutcome[] = [];
    let { outgoing } = checked;
    for (const [index, server] of order.entries()) {
      try {
        const receipt = await this.#sendBy(server, { ...checked, outgoing }, options);
        return receiptAfter(receipt, moves, refused);
      } catch (error) {
        if (!SmtpError.is(error)) throw error;
        const next = order[index + 1];
        const { next: wanted, because } = this.#afterError(error);
        const again = next && wanted === "yes" && (await checked.body.rewind());
        const whole = outgoing.partial === "refuse";
        const rest = whole ? outgoing.to : outgoing.to.filter(pendingAfter(error));
        if (!again || rest.length === 0) throw errorAfter(error, moves, refused);
        refused.push(...error.recipients.filter((each) => !whole && isFinal(each)));
        outgoing = { ...outgoing, to: rest };
        const move = failoverDecision(
          this.#wish(),
          this.#nameOf(next),
          because,
          error,
          this.#costs.get(error) ?? 0,
        );
        moves.push(move);
        server.tell({ type: "decision", decision: move });
      }
    }
    throw new TypeError("A mailer has a server.");
  }

  #sendBy(server: Server, message: CheckedMessage, options: CallOptions): Promise<Receipt> {
    return this.#use(
      server,
      (connection) => connection.deliver(message, options),
      options,
      message,
    );
  }

  /** Works with a connection of the server, and takes note of how it went. */
  async #use<T>(
    server: Server,
    work: (connection: Connection) => Promise<T>,
    { signal }: CallOptions,
    message?: CheckedMessage,
  ): Promise<T> {
    try {
      const done = await server.pool.use(async (connection) => {
        try {
          return await work(connection);
        } catch (error) {
          if (SmtpError.is(error)) this.#costs.set(error, connection.lastRoundTrips);
          throw error;
        } finally {
          server.note(connection);
        }
      }, signal);
      server.works();
      return done;
    } catch (error) {
      if (!SmtpError.is(error)) throw signal?.aborted ? aborted(signal, message) : error;
      if (afterError(error, {}).unwell) server.failed();
      else server.works();
      throw error;
    }
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

/** What a message requires, as far as that can be seen without reading a stream. */
async function demandOf({ outgoing, body }: CheckedMessage): Promise<Demand> {
  const addresses = [outgoing.from, ...outgoing.to].filter((mailbox) => mailbox !== null);
  const features: Feature[] = [];
  let utf8 = addresses.some(({ ascii, asciiDomain }) => !ascii || !asciiDomain);
  if (outgoing.size !== undefined) {
    const bytes = (await body.pull()) ?? new Uint8Array(0);
    await body.rewind();
    const end = headerEnd(bytes);
    utf8 ||= hasEightBit(end === -1 ? bytes : bytes.subarray(0, end));
  }
  if (utf8) features.push("SMTPUTF8");
  if (outgoing.eightBit) features.push("8BITMIME");
  const asked = [outgoing, ...outgoing.to].flatMap(({ parameters = [] }) =>
    parameters.map(({ extension }) => extension as Feature),
  );
  return { features, asked, ...(outgoing.size === undefined ? {} : { size: outgoing.size }) };
}

function isFinal({ outcome, temporary }: RecipientOutcome): boolean {
  return outcome === "rejected" && temporary !== true;
}

/** Recipients that nobody has refused for good. */
function pendingAfter({ recipients }: SmtpError) {
  const final = new Set(recipients.filter(isFinal).map(({ address }) => address));
  return (mailbox: Parameters<typeof formatMailbox>[0]) => !final.has(formatMailbox(mailbox));
}

function closed(): SmtpError {
  return new SmtpError("This mailer was closed by its own side; make another one.", {
    code: "CLOSED",
    phase: "ready",
    retry: "never",
  });
}

function aborted(signal: AbortSignal, message: CheckedMessage | undefined): SmtpError {
  return new SmtpError("The caller aborted it while it waited for its turn. Nothing was sent.", {
    code: "ABORTED",
    phase: "ready",
    retry: "now",
    recipients: (message?.outgoing.to ?? []).map((mailbox) => ({
      address: formatMailbox(mailbox),
      outcome: "not-sent",
      temporary: true,
    })),
    cause: signal.reason,
  });
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
  const parts = partsOf<CoreOptions>(options);
  const mailer = new ServersMailer(parts);
  return parts.compose === undefined ? mailer : composing(mailer, parts.compose as Compose<Draft>);
}
