/**
 * One server of a mailer: its pool, its memory, the knowledge of its last session, and whether it failed recently.
 * `mailer.ts` chooses between servers.
 */

import { SmtpError } from "../../protocol/errors/errors.ts";
import { describeError } from "../../protocol/errors/safe-cause.ts";
import type { Feature, Wishes } from "../../protocol/plan/feature.ts";
import { type Evidence, plan } from "../../protocol/plan/plan.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import { createSession, hideSecrets } from "../../protocol/session/session.ts";
import { Connection } from "../connection/connection.ts";
import { createEventSender } from "../connection/events.ts";
import { abortedInLine } from "../connection/not-begun.ts";
import { Memory } from "../memory/memory.ts";
import type { Store } from "../memory/store.ts";
import type { CheckedMessage } from "../message/message.ts";
import { type CoreOptions, toSessionConfig } from "../options/options.ts";
import { SurplusConnection } from "./connection-limit.ts";
import type { MessageRequirements } from "./demand.ts";
import { decideAfterError } from "./failover.ts";
import { Pool } from "./pool.ts";
import { poolOf } from "./pool-options.ts";
import { type MailerSettings, type ServerOptions, splitServerOptions } from "./servers.ts";

/** Milliseconds for which the other servers are tried before a failed one: at first, and at most. */
const FIRST_REST = 30_000;
const LONGEST_REST = 10 * 60_000;

/** A server with its pool. */
export class Server {
  readonly name: string;
  readonly host: string;
  readonly priority: number;
  readonly weight: number;
  readonly memory: Memory;
  readonly pool: Pool;
  readonly emit: ((event: ClientEvent) => void) | undefined;
  /** The knowledge of the last session, if there was one. */
  #known: { readonly evidence: Evidence; readonly wishes: Wishes } | undefined;
  #failures = 0;
  #unusedUntil = 0;
  /** Round trips that each failure took. */
  readonly #costs = new WeakMap<SmtpError, number>();

  /** @throws {TypeError | RangeError} for invalid options */
  constructor(
    given: ServerOptions,
    settings: MailerSettings,
    store: Store,
    hasOtherServers: boolean,
  ) {
    const { options, priority, weight, pool } = splitServerOptions<CoreOptions>(given);
    const checked = toSessionConfig(options);
    const { config } = checked;
    const { idle, age, messages, ...rest } = poolOf(pool ?? settings.pool);
    const port = config.port ?? (config.tls === "implicit" ? 465 : 587);
    this.host = config.host;
    this.name = `${config.host}:${port}`;
    this.priority = priority;
    this.weight = weight;
    this.emit = createEventSender(options.onEvent);
    this.memory = new Memory(store, { host: config.host, port }, (error) => {
      const secrets = createSession(config);
      // The error of a user's store can contain credentials or be unreadable.
      const why = describeError(error, (line) => hideSecrets(secrets, line));
      this.emit?.({ type: "store-failed", why });
    });
    const limits = { idle, age, messages };
    const giveUp = (connection: Connection, error: SmtpError) =>
      this.pool.giveUp(connection, error);
    const othersWork = (connection: Connection) => this.pool.othersWork(connection);
    const more = { limits, memory: this.memory, hasOtherServers, giveUp, othersWork };
    const make = () => new Connection(checked, more);
    this.pool = new Pool(make, { idle, age, messages, ...rest });
  }

  /**
   * Runs work on a connection as soon as one is free and the rate limit allows it, and records the result. If the
   * server refuses the connection while others work, the work begins again on another connection.
   *
   * @param message the message of the work; it is read again for another connection
   * @throws {SmtpError} the error of the work, or code `ABORTED` or `TIMEOUT` if the signal fires before it begins
   */
  async use<T>(
    work: (connection: Connection) => Promise<T>,
    signal: AbortSignal | undefined,
    message?: CheckedMessage,
  ): Promise<T> {
    const { pool } = this;
    for (let again = false; ; again = true) {
      let connection: Connection | undefined;
      try {
        const lent = pool.acquire(signal, again);
        connection = lent instanceof Connection ? lent : await lent;
        if (pool.waitForRate && !again) await pool.waitForRate(signal);
        const result = await work(connection);
        this.recordSuccess();
        return result;
      } catch (error) {
        const isSurplus = error instanceof SurplusConnection;
        if (isSurplus && (await message?.body.rewind()) !== false) continue;
        if (connection && SmtpError.is(error)) this.#costs.set(error, connection.lastRoundTrips);
        throw this.#judge(isSurplus ? error.error : error, signal, message);
      } finally {
        if (connection) {
          this.recordCost(connection);
          pool.release(connection);
        }
      }
    }
  }

  /** Returns the round trips that a failure took on this server. */
  costOf(error: SmtpError): number {
    return this.#costs.get(error) ?? 0;
  }

  /** Records a failure, and returns the error of the call. */
  #judge(
    error: unknown,
    signal: AbortSignal | undefined,
    message: CheckedMessage | undefined,
  ): unknown {
    if (!SmtpError.is(error)) return signal?.aborted ? abortedInLine(signal, message) : error;
    if (decideAfterError(error, {}).unwell) this.recordFailure();
    else this.recordSuccess();
    return error;
  }

  /** Whether the server failed recently. */
  get isBackingOff(): boolean {
    return this.#unusedUntil > Date.now();
  }

  /** Records a failure: the other servers are tried first, each time for twice as long. */
  recordFailure(): void {
    this.#unusedUntil = Date.now() + Math.min(FIRST_REST * 2 ** this.#failures, LONGEST_REST);
    this.#failures += 1;
  }

  /** Records that the server did its work, or had a reason not to. */
  recordSuccess(): void {
    this.#failures = 0;
    this.#unusedUntil = 0;
  }

  /** Keeps what a connection learned of the server. */
  recordCost(connection: Connection): void {
    this.#known = connection.known ?? this.#known;
  }

  /** Returns whether the server is known to be unable to take the message. An unknown server is tried. */
  isKnownUnable({ features, requested, size }: MessageRequirements): boolean {
    if (!this.#known) return false;
    const { evidence, wishes } = this.#known;
    const required = (names: readonly Feature[]) =>
      Object.fromEntries(names.map((feature) => [feature, "require"] as const));
    const limit = evidence.capabilities.size;
    if (size !== undefined && limit !== undefined && size > limit) return true;
    return (
      plan(evidence, { ...required(requested), ...wishes, ...required(features) }).unmet.length > 0
    );
  }
}
