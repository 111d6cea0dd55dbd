/** Sends the messages in the queue until it is stopped. */
import { createMailer } from "@parley-smtp/node-socket";
import { unstorageStore } from "@parley-smtp/node-socket/unstorage";
import { Worker } from "bullmq";
import { createStorage } from "unstorage";
import redisDriver from "unstorage/drivers/redis";
import { deliver } from "./deliver.ts";
import { type Job, OUTBOX, REDIS_URL, redis } from "./outbox.ts";
import { Outcomes } from "./outcomes.ts";

const connection = redis();
const outcomes = new Outcomes(connection);
// What servers refused: neither this worker nor another one tries it again for an hour.
const hints = createStorage({ driver: redisDriver({ url: REDIS_URL }) });
const mailer = createMailer(process.env["SMTP_URL"] ?? "smtp://127.0.0.1:1025", {
  store: unstorageStore(hints),
});
const lockDuration = Number(process.env["LOCK_MS"] ?? 30_000);

const worker = new Worker<Job>(OUTBOX, ({ data }) => deliver(mailer, outcomes, data), {
  connection,
  // After this time, the job of a dead worker is given to another one, but only once.
  lockDuration,
  stalledInterval: lockDuration,
  maxStalledCount: 1,
});
worker.on("completed", (job) => console.log(`${job.id} was accepted for everybody.`));
worker.on("failed", (job, error) => console.log(`${job?.id}: ${error.message}`));
worker.on("error", (error) => console.error(error.message));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await worker.close(); // waits for the message that is under way
    await mailer.close();
    await hints.dispose();
    connection.disconnect();
  });
}
