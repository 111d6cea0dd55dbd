/** One server of a mailer: its connections, what is known of it, and how it fares. */
import type { SmtpError } from "../protocol/errors.ts";
import type { ClientEvent } from "../protocol/events.ts";
import type { Feature, Wishes } from "../protocol/feature.ts";
import { type Evidence, plan } from "../protocol/plan.ts";
import { Connection } from "./connection.ts";
import type { Demand } from "./demand.ts";
import { stamper } from "./events.ts";
import { Memory } from "./memory.ts";
import { type CoreOptions, configOf } from "./options.ts";
import { Pool } from "./pool.ts";
import { poolOf } from "./pool-options.ts";
import { type MailerSettings, placeOf, type ServerOptions } from "./servers.ts";
import type { Store } from "./store.ts";

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
  readonly tell: (event: ClientEvent) => void;
  /** What the last session with it knew, once there was one. */
  #known: { readonly evidence: Evidence; readonly wishes: Wishes } | undefined;
  #failures = 0;
  #restsUntil = 0;

  /** @throws {TypeError | RangeError} for options that make no sense */
  constructor(given: ServerOptions, settings: MailerSettings, store: Store, elsewhere: boolean) {
    const { options, priority, weight, pool } = placeOf<CoreOptions>(given);
    const { config } = configOf(options);
    const { idle, age, messages, ...rest } = poolOf(pool ?? settings.pool);
    const port = config.port ?? (config.tls === "implicit" ? 465 : 587);
    this.host = config.host;
    this.name = `${config.host}:${port}`;
    this.priority = priority;
    this.weight = weight;
    this.tell = stamper(options.onEvent);
    this.memory = new Memory(store, { host: config.host, port }, (error) =>
      this.tell({ type: "store-failed", why: error instanceof Error ? error.message : "unknown" }),
    );
    const limits = { idle, age, messages };
    const giveUp = (connection: Connection, error: SmtpError) =>
      this.pool.giveUp(connection, error);
    const othersWork = (connection: Connection) => this.pool.othersWork(connection);
    const more = { limits, memory: this.memory, elsewhere, giveUp, othersWork };
    const make = () => new Connection(options, more);
    this.pool = new Pool(make, { idle, age, messages, ...rest });
  }

  /** It failed not long ago. */
  get resting(): boolean {
    return this.#restsUntil > Date.now();
  }

  /** It failed: it is asked after the others, each time twice as long. */
  failed(): void {
    this.#restsUntil = Date.now() + Math.min(FIRST_REST * 2 ** this.#failures, LONGEST_REST);
    this.#failures += 1;
  }

  /** It did what it was asked for, or had a reason not to. */
  works(): void {
    this.#failures = 0;
    this.#restsUntil = 0;
  }

  /** Takes in what a connection has seen of the server. */
  note(connection: Connection): void {
    this.#known = connection.known ?? this.#known;
  }

  /** What is known of it says that it cannot take the message. A server not known yet is asked. */
  lacks({ features, asked, size }: Demand): boolean {
    if (!this.#known) return false;
    const { evidence, wishes } = this.#known;
    const required = (names: readonly Feature[]) =>
      Object.fromEntries(names.map((feature) => [feature, "require"] as const));
    const limit = evidence.capabilities.size;
    if (size !== undefined && limit !== undefined && size > limit) return true;
    return (
      plan(evidence, { ...required(asked), ...wishes, ...required(features) }).unmet.length > 0
    );
  }
}
