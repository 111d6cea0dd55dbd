/** What the processor has to do, on each runtime. */
import { AGAINST, atMost, type Bench, CLIENTS, type Part, sendJob } from "../bench.ts";
import { contest, summed } from "../contest.ts";
import type { ClientName, Spent, Target } from "../job.ts";
import { type Column, tableOf } from "../markdown.ts";
import { measure, RUNTIMES, type Runtime } from "../processes.ts";
import { measureWorker } from "../workers.ts";

const ALL: readonly ClientName[] = ["parley", "nodemailer", "emailjs", "upyo"];

/** Milliseconds of the processor. */
export const cpu: Part = {
  title: "Processor time",
  budget: 80,
  async measure(bench) {
    const { postfix, node } = bench.sinks;
    const port = "port" in postfix ? postfix.port : node.plain;
    const target: Target = { port, connections: 1, recipients: 1, octets: 1_000 };
    const rounds = atMost(bench, 2);
    const cold = [];
    const warm = [];
    for (const runtime of Object.keys(RUNTIMES) as Runtime[]) {
      const first = await contest<Spent>(rounds, [
        { name: "nothing", measure: () => measure({ work: "idle" }, runtime) },
        ...ALL.map((client) => ({
          name: CLIENTS[client],
          measure: () => measure({ work: "count", client, target, messages: 0 }, runtime),
        })),
      ]);
      cold.push({ head: runtime, results: summed(first, (run) => run.cpuOfProcess), digits: 1 });
      const kept = await contest(
        rounds,
        ALL.map((client) => ({
          name: CLIENTS[client],
          measure: () => measure(sendJob(bench, client, target), runtime),
        })),
      );
      const each = summed(kept, ({ cpu: used, messages }) => used / messages);
      warm.push({ head: runtime, results: each, digits: 3 });
    }
    return [
      "User and system time of the process, in milliseconds, as process.cpuUsage() tells it. On Deno, Parley runs from its TypeScript, as JSR gives it.",
      "From the start of the process to the answer to its first message:",
      tableOf("", cold, AGAINST),
      "For each of many messages of 1 kB over a kept connection:",
      tableOf("", warm, AGAINST),
      "Inside workerd, user and system time of its process, as the kernel counts it (by hundredths of a second); worker-mailer composes its message as well, which cannot be had without. A connection carries 200 messages:",
      tableOf("", await inWorkerd(rounds, target), "worker-mailer"),
    ].join("\n\n");
  },
};

async function inWorkerd(rounds: Bench, target: Target): Promise<Column[]> {
  const runs = await contest(rounds, [
    { name: "nothing", measure: () => measureWorker("nothing", target) },
    { name: CLIENTS.parley, measure: () => measureWorker("parley", target) },
    { name: "worker-mailer", measure: () => measureWorker("worker-mailer", target) },
  ]);
  return [
    { head: "to the first answer", results: summed(runs, ({ first }) => first) },
    { head: "each of many", results: summed(runs, ({ each }) => each), digits: 3 },
  ];
}
