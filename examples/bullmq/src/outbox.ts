/** The types and settings shared by the programs that submit and send. */
import { Queue } from "bullmq";
import { Redis } from "ioredis";

/** A message in the queue. */
export interface Job {
  readonly id: string;
  readonly envelope: { readonly from: string | null; readonly to: readonly string[] };
  /** The composed message in base64, because jobs are JSON. */
  readonly raw: string;
}

export const OUTBOX = "parley-outbox";

/** The Redis server from the environment. */
export const REDIS_URL: string = process.env["REDIS_URL"] ?? "redis://127.0.0.1:6379";

/** Opens a connection to the Redis server. */
export function redis(): Redis {
  // BullMQ requires that a worker waits for Redis without a limit.
  return new Redis(REDIS_URL, { maxRetriesPerRequest: null });
}

/** The queue of messages to send. */
export function outbox(connection: Redis): Queue<Job> {
  return new Queue<Job>(OUTBOX, {
    connection,
    defaultJobOptions: {
      // Minutes at first, for greylisting, then twice as long each time: about three days in total.
      attempts: 12,
      backoff: {
        type: "exponential",
        delay: Number(process.env["RETRY_MS"] ?? 120_000),
        jitter: 0.2,
      },
      removeOnComplete: { age: 7 * 86_400 },
    },
  });
}
