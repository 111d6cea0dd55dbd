/** The type of a decision: the result of one wish. No logic. */
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import type { Feature, Wish } from "./feature.ts";

/** The outcome of one wish. Plain frozen data. */
export interface Decision {
  /** What was wished for. */
  readonly feature: Feature;
  /** The user's wish, or the fallback order's own where there is none. */
  readonly wish: Wish;
  /** `used`: as wished; `fallback`: another way was taken; `unmet`: required, and not available. */
  readonly outcome: "used" | "fallback" | "unmet";
  /** The way that was taken, in the words of the ladder; `nothing` where none was, or none yet when an error struck. */
  readonly method: string;
  /** Why it is not the wished way; absent when it is. */
  readonly reason?: Reason;
  /** The reply that decided, when one did. */
  readonly reply?: Reply;
  /** Where the rule is written. */
  readonly rfc: string;
  /** Round trips that this fallback cost over a session that had known. */
  readonly extraRoundTrips: number;
}
