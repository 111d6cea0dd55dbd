/** Processor time on each runtime. */
import { AGAINST, atMost, CLIENTS, FIRST, firstOf, type Part, runnerOf } from "../bench.ts";
import { contest, contestOfRunners, pick } from "../contest.ts";
import type { ClientName, Sent, Spent, Target } from "../job.ts";
import { tableOf } from "../markdown.ts";
import { measure, RUNTIMES, type Runtime } from "../processes.ts";

const ALL: readonly ClientName[] = ["parley", "nodemailer", "emailjs", "upyo"];

/** Clients whose first messages do not take a minute. */
const FIRST_OF: readonly ClientName[] = ["parley", "nodemailer", "upyo"];

/** Milliseconds of the processor. */
export const cpu: Part = {
  title: "Processor time",
  budget: 300,
  async measure(bench) {
    const { postfix, node } = bench.sinks;
    const port = "port" in postfix ? postfix.port : node.plain;
    const target: Target = { port, connections: 1, recipients: 1, octets: 1_000 };
    const rounds = atMost(bench, 3);
    const each = ({ cpu: used, messages }: Sent): number => used / messages;
    const start = [];
    const first = [];
    const steady = [];
    for (const runtime of Object.keys(RUNTIMES) as Runtime[]) {
      const host = { runtime };
      const started = await contest<Spent>(rounds, [
        { name: "nothing", measure: () => measure({ work: "idle" }, host) },
        ...ALL.map((client) => ({
          name: CLIENTS[client],
          measure: () => measure({ work: "count", client, target, messages: 0 }, host),
        })),
      ]);
      const results = pick(started, (run) => run.cpuOfProcess);
      start.push({ head: runtime, results, digits: 1 });
      const firsts = await contest(
        rounds,
        FIRST_OF.map((client) => firstOf(bench, client, target, host)),
      );
      first.push({ head: runtime, results: pick(firsts, each), digits: 3 });
      const kept = await contestOfRunners(
        rounds,
        ALL.map((client) => runnerOf(bench, client, target, host)),
      );
      steady.push({ head: runtime, results: pick(kept, each), digits: 3 });
    }
    return [
      "User and system time of the process, in milliseconds, as process.cpuUsage() reports it. On Deno, Parley runs from its TypeScript, as JSR publishes it.",
      "From the start of the process to the answer to its first message:",
      tableOf("", start, AGAINST),
      `For each of the first ${FIRST} messages of 1 kB of a process, over one connection; what loading the client takes is not in it:`,
      tableOf("", first, AGAINST),
      "For each message of 1 kB over a kept connection, steady:",
      tableOf("", steady, AGAINST),
    ].join("\n\n");
  },
};
