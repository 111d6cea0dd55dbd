/** The core alone. */
import { type Bench, type Part, warmUpFor } from "../bench.ts";
import type { SendJob } from "../job.ts";
import { numberOf } from "../markdown.ts";
import { measure } from "../processes.ts";
import { profile } from "../profile.ts";
import { summaryOf } from "../statistics.ts";

/** How much the core does per second, without any connection. */
export const machineRoom: Part = {
  title: "The core alone",
  budget: 7,
  async measure(bench) {
    const { rounds, seconds } = bench;
    const runs: Readonly<Record<string, number>>[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      runs.push(await measure({ work: "core", seconds: seconds / 2 }));
    }
    const rows = Object.keys(runs[0] ?? {}).map((name) => {
      const { median, least, most } = summaryOf(runs.map((run) => run[name] ?? 0));
      const each = numberOf(1_000_000 / median, 2);
      return `| ${name} | **${numberOf(median)}** (${numberOf(least)} to ${numberOf(most)}) | ${each} |`;
    });
    return [
      "The core without socket, promise or other process, on Node. The session is complete, from the greeting to QUIT, with the virtual server's own work in it.",
      ["|  | a second | µs each |", "|---|---|---|", ...rows].join("\n"),
      "Where the processor time of messages of 1 kB over one kept connection goes, by samples. Writes to the socket are left out, because the kernel may run the server before it returns from them:",
      sharesOf(await profile(jobOf(bench))),
    ].join("\n\n");
  },
};

function jobOf(bench: Bench): SendJob {
  const { postfix, node } = bench.sinks;
  const port = "port" in postfix ? postfix.port : node.plain;
  const target = { port, connections: 1, recipients: 1, octets: 1_000 };
  const warm = warmUpFor(bench, target);
  return { work: "send", client: "parley", target, warm, seconds: 5 * bench.seconds };
}

function sharesOf(shares: ReadonlyMap<string, number>): string {
  const rows = [...shares]
    .sort(([, one], [, other]) => other - one)
    .map(([part, share]) => `| ${part} | ${(100 * share).toFixed(1)} % |`);
  return ["| part | share |", "|---|---|", ...rows].join("\n");
}
