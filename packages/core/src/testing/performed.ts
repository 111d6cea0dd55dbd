/** The type of a performed effect, for observers of a driver: a page that draws it, or a test that counts. */

import type { TransportError } from "../protocol/errors/transport-error.ts";
import type { Effect } from "../protocol/session/effects.ts";

/** One effect and its result, with times of the driver's clock. */
export interface Performed {
  /** The effect of the script. */
  readonly effect: Effect;
  /**
   * The result that the script was resumed with: octets of a read, `null` if the server had closed. A token is
   * omitted.
   */
  readonly result?: unknown;
  /** The error that was thrown into the script instead. */
  readonly failure?: TransportError;
  /** When the effect began, in the unit of `delay`; the script waited from then on. */
  readonly began: number;
  /** When the effect ended. */
  readonly ended: number;
  /** Round trips so far, including this effect. */
  readonly roundTrips: number;
}
