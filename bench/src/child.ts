/** A process of its own: does the one job that it is given as JSON, and prints what came of it as JSON. */
import process from "node:process";
import type { Job } from "./job.ts";

const job = JSON.parse(process.argv[2] ?? "") as Job;
console.log(JSON.stringify(await perform(job)));
// A client that leaves something open must not hold up the next measurement.
process.exit(0);

async function perform(given: Job): Promise<unknown> {
  if (given.work === "core") return (await import("./work/core.ts")).core(given);
  const { count, idle, send } = await import("./work/send.ts");
  if (given.work === "idle") return idle();
  return given.work === "send" ? send(given) : count(given);
}
