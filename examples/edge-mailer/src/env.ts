import type { KVNamespace, Queue } from "@cloudflare/workers-types";
import type { Outcome } from "./outcome.ts";
import type { Quota } from "./quota.ts";

/** What wrangler.jsonc binds, the variables and the secrets. */
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
  /** Absent until somebody sets it. */
  readonly SUBMIT_TOKEN?: string;
}

/** A message on its way through a queue. The message itself lives in its Durable Object. */
export interface Job {
  readonly id: string;
  /** In the dead-letter queue: the consumer of the outbox put it there; absent where the platform did. */
  readonly lost?: true;
}
