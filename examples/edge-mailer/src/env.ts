import type { KVNamespace, Queue } from "@cloudflare/workers-types";
import type { Outcome } from "./outcome.ts";

/** What wrangler.jsonc binds, and the secrets. */
export interface Env {
  readonly OUTBOX: Queue<Job>;
  readonly DEAD: Queue<Job>;
  readonly OUTCOMES: { getByName(id: string): Pick<Outcome, "begin" | "settle" | "bury" | "tell"> };
  readonly HINTS: KVNamespace;
  readonly RETRY_SECONDS: string;
  readonly SMTP_URL: string;
  readonly SUBMIT_TOKEN: string;
}

/** A message on its way through the queue. */
export interface Job {
  readonly id: string;
  readonly envelope: { readonly from: string | null; readonly to: readonly string[] };
  readonly raw: Uint8Array;
  /** Only in the dead-letter queue: why it is there. */
  readonly why?: string;
}
