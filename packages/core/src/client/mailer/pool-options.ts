/** Checks the option `pool`: how many connections a mailer keeps to one server, and for how long. */
import { bare } from "../../protocol/errors/own-properties.ts";
import { checkNames, checkObject } from "../options/check-names.ts";
import type { Rate } from "./rate.ts";

/** How a mailer uses one server. */
export interface PoolOptions {
  /**
   * The most connections at the same time, which is also the most messages at the same time. Default 5; on Cloudflare
   * Workers 1, because a request has six connections there, which it shares with your own `fetch`. Connections open
   * as messages need them. With 1, messages arrive in the order in which they were sent.
   */
  readonly size?: number;
  /** Messages that one connection carries before it is closed. Default 100. */
  readonly messages?: number;
  /** Milliseconds without a message after which a connection is closed. Default 10 000. */
  readonly idle?: number;
  /** Milliseconds after which a connection carries no further message. Default 300 000. */
  readonly age?: number;
  /** The most messages that may begin in a stretch of time. Default: no limit. */
  readonly rate?: Rate;
}

/** The options with their defaults. */
export type PoolSettings = Required<Omit<PoolOptions, "rate">> & Pick<PoolOptions, "rate">;

const POOL_DEFAULTS: PoolSettings = { size: 5, messages: 100, idle: 10_000, age: 300_000 };

/**
 * Returns the defaults with the user's changes.
 *
 * @throws {TypeError} for an option that does not exist
 * @throws {RangeError} for anything that is not a positive number
 */
export function poolOf(options: PoolOptions = {}): PoolSettings {
  checkObject("pool", options, "{ size: 2 }");
  const given = bare<PoolOptions>(options);
  const known = [...Object.keys(POOL_DEFAULTS), "rate"];
  checkNames(given, known, (name) => `There is no option \`pool.${name}\``);
  for (const [name, value] of Object.entries(given)) {
    if (name === "rate") checkRate(value);
    else if (typeof value !== "number" || !(value > 0)) {
      throw new RangeError(`\`pool.${name}\` must be a positive number.`);
    }
  }
  const { size = POOL_DEFAULTS.size, messages = POOL_DEFAULTS.messages } = given;
  for (const [name, value] of Object.entries({ size, messages })) {
    if (value !== Number.POSITIVE_INFINITY && !Number.isInteger(value)) {
      throw new RangeError(`\`pool.${name}\` must be a whole number.`);
    }
  }
  return bare<PoolSettings>(POOL_DEFAULTS, given);
}

function checkRate(rate: unknown): void {
  checkObject("pool.rate", rate, "{ messages: 10, per: 1000 }");
  const known = ["messages", "per"];
  checkNames(rate as Rate, known, (name) => `There is no option \`pool.rate.${name}\``);
  const { messages, per } = bare<Partial<Rate>>(rate as object);
  if (!Number.isInteger(messages) || !((messages ?? 0) > 0) || !((per ?? 0) > 0)) {
    throw new RangeError(
      "`pool.rate` must be such as { messages: 10, per: 1000 }: at most 10 messages in 1000 ms.",
    );
  }
}
