/** A separate process: does one job, given as JSON, and prints the result as JSON. */
import process from "node:process";
import type { Job, SessionJob } from "./job.ts";

const job = JSON.parse(process.argv[2] ?? "") as Job | SessionJob;
if (job.work === "session") await (await import("./work/send.ts")).session(job);
else console.log(JSON.stringify(await perform(job)));
// A client that leaves something open must not delay the next measurement.
process.exit(0);

async function perform(given: Job): Promise<unknown> {
  if (given.work === "core") return (await import("./work/core.ts")).core(given);
  const { count, first, idle, send } = await import("./work/send.ts");
  switch (given.work) {
    case "idle":
      return idle();
    case "send":
      return send(given);
    case "first":
      return first(given);
    case "count":
      return count(given);
  }
}
