/** What a driver did for a script, for its observers: a page that draws it, a test that counts. */

import type { TransportError } from "../protocol/errors/transport-error.ts";
import type { Effect } from "../protocol/session/effects.ts";

/** One effect with what came of it, on the driver's own clock. */
export interface Performed {
  /** What the script asked for. */
  readonly effect: Effect;
  /** What the script was resumed with: octets of a read, `null` where the server had closed. A token is left out. */
  readonly result?: unknown;
  /** What was thrown into the script instead. */
  readonly failure?: TransportError;
  /** When it began, in the unit of `delay`; from then on the script waited. */
  readonly began: number;
  /** When it ended. */
  readonly ended: number;
  /** Round trips so far, with this one. */
  readonly roundTrips: number;
}
