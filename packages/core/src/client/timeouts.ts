import type { Wait } from "../protocol/effects.ts";

/**
 * Deadlines in milliseconds, each for one wait: connecting, one reply, or room
 * for more content. `total` bounds a whole call; absent, nothing does.
 */
export type Timeouts = Readonly<Record<Wait, number>> & { readonly total?: number };

const minute = 60_000;

/** RFC 5321 4.5.3.2, where it names one. */
const DEFAULT_TIMEOUTS: Timeouts = {
  connect: minute / 2,
  greeting: 5 * minute,
  ehlo: 5 * minute,
  tls: minute,
  auth: 2 * minute,
  mail: 5 * minute,
  rcpt: 5 * minute,
  data: 2 * minute,
  content: 3 * minute,
  final: 10 * minute,
  command: 5 * minute,
  quit: 5_000,
};

/**
 * The defaults with what the user changed.
 *
 * @throws {RangeError} for anything that is not a positive number of milliseconds
 */
export function timeoutsOf(given: Partial<Timeouts> = {}): Timeouts {
  for (const [name, value] of Object.entries(given)) {
    if (name !== "total" && !(name in DEFAULT_TIMEOUTS)) {
      throw new TypeError(
        `There is no timeout "${name}". There are: ${Object.keys(DEFAULT_TIMEOUTS).join(", ")}, total.`,
      );
    }
    if (typeof value !== "number" || !(value > 0)) {
      throw new RangeError(`The timeout "${name}" must be a positive number of milliseconds.`);
    }
  }
  return { ...DEFAULT_TIMEOUTS, ...given };
}
