/** The defaults of the timeouts (RFC 5321 4.5.3.2), and the check of the option `timeouts`. */
import { bare } from "../../protocol/errors/own-properties.ts";
import type { TimeoutName } from "../../protocol/session/effects.ts";
import { checkNames, checkObject } from "./check-names.ts";

/**
 * Deadlines in milliseconds, each for one wait: connecting, one reply, or room for more content. `silence` is the
 * time for the first byte of the greeting before the client tries implicit TLS on a second connection. `total` limits
 * a whole call; absent: no limit.
 */
export type Timeouts = Readonly<Record<TimeoutName, number>> & { readonly total?: number };

const minute = 60_000;

/**
 * The values of RFC 5321 4.5.3.2, where it has one, except for the greeting: submission servers send it at once, and
 * a port that begins with TLS never does.
 */
const DEFAULT_TIMEOUTS: Timeouts = {
  connect: minute / 2,
  silence: minute / 6,
  greeting: minute / 2,
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

/** On port 25, servers may delay their greeting to detect clients that write too early. */
const GREETING_ON_25 = 5 * minute;

/**
 * Returns the defaults with the user's changes.
 *
 * @param port the port of the connection; absent: a submission port
 * @throws {TypeError} for an option that does not exist
 * @throws {RangeError} for a value that is not a positive number of milliseconds
 */
export function timeoutsOf(given: Partial<Timeouts> = {}, port?: number): Timeouts {
  checkObject("timeouts", given, "{ connect: 5000 }");
  const known = [...Object.keys(DEFAULT_TIMEOUTS), "total"];
  checkNames(given, known, (name) => `There is no timeout "${name}"`);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== "number" || !(value > 0)) {
      throw new RangeError(`The timeout "${name}" must be a positive number of milliseconds.`);
    }
  }
  return bare<Timeouts>(DEFAULT_TIMEOUTS, port === 25 ? { greeting: GREETING_ON_25 } : {}, given);
}
