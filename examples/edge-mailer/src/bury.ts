import type { MessageBatch } from "@cloudflare/workers-types";
import type { Env, Job } from "./env.ts";

/**
 * The consumer of the dead-letter queue. A person has to look at these messages:
 * this one stores it for `GET /messages/:id`, and logs it.
 */
export async function bury(batch: MessageBatch<Job>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const { id, lost } = message.body;
    try {
      // Messages that the platform put here have no mark of ours.
      const buried = await env.OUTCOMES.getByName(id).bury(lost !== true);
      if ("busySeconds" in buried) message.retry({ delaySeconds: buried.busySeconds });
      else {
        console.error(`Message ${id} was not delivered to everybody. ${buried.why}`);
        message.ack();
      }
    } catch (error) {
      console.error(`The dead letter ${id} could not be written down: ${error}`);
      message.retry();
    }
  }
}
