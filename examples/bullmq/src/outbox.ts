/** What the program that submits and the one that sends have in common. */
import { Queue } from "bullmq";
import { Redis } from "ioredis";

/** A message on its way through the queue. */
export interface Job {
  readonly id: string;
  readonly envelope: { readonly from: string | null; readonly to: readonly string[] };
  /** The composed message in base64, since jobs are JSON. */
  readonly raw: string;
}

export const OUTBOX = "parley-outbox";

/** The Redis server that the environment names. */
export const REDIS_URL: string = process.env["REDIS_URL"] ?? "redis://127.0.0.1:6379";

/** A connection to it. */
export function redis(): Redis {
  // A worker waits for Redis as long as it takes, so BullMQ wants no limit here.
  return new Redis(REDIS_URL, { maxRetriesPerRequest: null });
}

/** The queue of messages to be sent. */
export function outbox(connection: Redis): Queue<Job> {
  return new Queue<Job>(OUTBOX, {
    connection,
    defaultJobOptions: {
      // Minutes at first, for greylisting, then twice as long each time: about three days in all.
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
