/**
 * One server of a mailer: its pool, its memory, what the last session knew, and whether the server failed
 * recently.
 */

import { SmtpError } from "../../protocol/errors/errors.ts";
import { hideCredentials } from "../../protocol/errors/safe-cause.ts";
import type { Feature, Wishes } from "../../protocol/plan/feature.ts";
import { type Evidence, plan } from "../../protocol/plan/plan.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
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

/** Milliseconds for which a server that failed is asked after the others: at first, and at most. */
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
  /** What the last session with it knew, once there was one. */
  #known: { readonly evidence: Evidence; readonly wishes: Wishes } | undefined;
  #failures = 0;
  #unusedUntil = 0;
  /** Round trips that each failure took. */
  readonly #costs = new WeakMap<SmtpError, number>();

  /** @throws {TypeError | RangeError} for options that make no sense */
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
    this.memory = new Memory(store, { host: config.host, port }, (error) =>
      this.emit?.({ type: "store-failed", why: describeStoreError(error) }),
    );
    const limits = { idle, age, messages };
    const giveUp = (connection: Connection, error: SmtpError) =>
      this.pool.giveUp(connection, error);
    const othersWork = (connection: Connection) => this.pool.othersWork(connection);
    const more = { limits, memory: this.memory, hasOtherServers, giveUp, othersWork };
    const make = () => new Connection(checked, more);
    this.pool = new Pool(make, { idle, age, messages, ...rest });
  }

  /**
   * Works with a connection, as soon as one is free and the rate allows, and takes note of how that went. When the
   * server refuses the connection while others work, the work begins again on one of the others.
   *
   * @param message what the work is about; it is started over for another connection
   * @throws {SmtpError} what the work failed with, or code `ABORTED` or `TIMEOUT` when the signal fires before it begins
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

  /** Round trips that a failure took here. */
  costOf(error: SmtpError): number {
    return this.#costs.get(error) ?? 0;
  }

  /** Takes note of a failure, and returns what the call fails with. */
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

  /** It failed not long ago. */
  get isBackingOff(): boolean {
    return this.#unusedUntil > Date.now();
  }

  /** It failed: it is asked after the others, each time twice as long. */
  recordFailure(): void {
    this.#unusedUntil = Date.now() + Math.min(FIRST_REST * 2 ** this.#failures, LONGEST_REST);
    this.#failures += 1;
  }

  /** It did what it was asked for, or had a reason not to. */
  recordSuccess(): void {
    this.#failures = 0;
    this.#unusedUntil = 0;
  }

  /** Takes in what a connection has seen of the server. */
  recordCost(connection: Connection): void {
    this.#known = connection.known ?? this.#known;
  }

  /** What is known of it says that it cannot take the message. A server not known yet is asked. */
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

/** A store of the user's can fail with anything: with credentials in its words, or with what cannot be read. */
function describeStoreError(error: unknown): string {
  try {
    return error instanceof Error ? hideCredentials(`${error.message}`) : "unknown";
  } catch {
    return "an error that cannot be read";
  }
}
