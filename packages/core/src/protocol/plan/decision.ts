/** The type of a decision: the result of one wish. No logic. */
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import type { Feature, Wish } from "./feature.ts";

/** The outcome of one wish. Plain frozen data. */
export interface Decision {
  /** The feature. */
  readonly feature: Feature;
  /** The user's wish, or the default of the fallback order. */
  readonly wish: Wish;
  /** `used`: as wished; `fallback`: another method was used; `unmet`: required, and not available. */
  readonly outcome: "used" | "fallback" | "unmet";
  /**
   * The method's name in the fallback order; `nothing` if no method was used, or none yet at the time of an error.
   */
  readonly method: string;
  /** Why another method than the wished one was used; absent if the wished one was. */
  readonly reason?: Reason;
  /** The reply that decided, if one did. */
  readonly reply?: Reply;
  /** The RFC section of the rule. */
  readonly rfc: string;
  /** Extra round trips of this fallback, compared with a session that had known about it. */
  readonly extraRoundTrips: number;
}
