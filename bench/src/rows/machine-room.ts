/** The core alone. */
import type { Part } from "../bench.ts";
import { numberOf } from "../markdown.ts";
import { measure } from "../processes.ts";
import { summaryOf } from "../statistics.ts";

/** What the core does in a second, without any connection. */
export const machineRoom: Part = {
  title: "Machine room",
  budget: 7,
  async measure({ rounds, seconds }) {
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
    ].join("\n\n");
  },
};
