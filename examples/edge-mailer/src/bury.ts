import type { MessageBatch } from "@cloudflare/workers-types";
import type { Env, Job } from "./env.ts";

/**
 * The consumer of the dead-letter queue. Somebody has to look at what comes here:
 * this one writes it down where `GET /messages/:id` tells it, and into the log.
 */
export async function bury(batch: MessageBatch<Job>, env: Env): Promise<void> {
  for (const { body } of batch.messages) {
    const why = body.why ?? "It was retried until the queue gave up.";
    console.error(`Message ${body.id} was not delivered to ${body.envelope.to.join(", ")}. ${why}`);
    await env.OUTCOMES.getByName(body.id).bury(why);
  }
}
