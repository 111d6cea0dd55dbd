import type { KVNamespace, Queue } from "@cloudflare/workers-types";
import type { Outcome } from "./outcome.ts";
import type { Quota } from "./quota.ts";

/** The bindings in wrangler.jsonc, the variables and the secrets. */
export interface Env {
  readonly OUTBOX: Queue<Job>;
  readonly DEAD: Queue<Job>;
  readonly OUTCOMES: {
    getByName(
      id: string,
    ): Pick<Outcome, "submit" | "begin" | "renew" | "settle" | "reported" | "bury" | "tell">;
  };
  readonly QUOTAS: { getByName(owner: string): Pick<Quota, "take"> };
  readonly HINTS: KVNamespace;
  readonly RETRY_SECONDS: string;
  readonly SENDERS: string;
  readonly RECIPIENTS_PER_MINUTE: string;
  readonly SMTP_URL: string;
  /** Absent until it is set. */
  readonly SUBMIT_TOKEN?: string;
}

/** A message in a queue. The message itself is in its Durable Object. */
export interface Job {
  readonly id: string;
  /** In the dead-letter queue: whether the consumer of the outbox put it there; absent if the platform did. */
  readonly lost?: true;
}
