/** The peak of a process's resident memory. */
import { AGAINST, atMost, CLIENTS, type Part } from "../bench.ts";
import { contest, pick, type Runs } from "../contest.ts";
import type { ClientName, Spent, Target } from "../job.ts";
import { type Column, tableOf } from "../markdown.ts";
import { measure } from "../processes.ts";

const MEBIBYTE = 2 ** 20;

interface Case {
  readonly head: string;
  readonly clients: readonly ClientName[];
  readonly target: Omit<Target, "port">;
  /** Number of messages after the first. */
  readonly messages: number;
}

const ALL: readonly ClientName[] = ["parley", "nodemailer", "emailjs", "upyo"];
const STREAMING: readonly ClientName[] = ["parley", "nodemailer"];

const open = (connections: number): Case => ({
  head: `${connections} open`,
  clients: ALL,
  target: { connections, recipients: 1, octets: 1_000 },
  messages: connections,
});

const one = { connections: 1, recipients: 1 };

/** Peak memory. */
export const memory: Part = {
  title: "Memory",
  budget: 50,
  async measure(bench) {
    const { postfix, node } = bench.sinks;
    const port = "port" in postfix ? postfix.port : node.plain;
    const [few, many] = [100, bench.quick ? 200 : 1000];
    const large = (bench.quick ? 16 : 1024) * MEBIBYTE;
    const cases: readonly Case[] = [
      open(1),
      open(few),
      open(many),
      {
        head: "10 MiB, bytes",
        clients: ALL,
        target: { ...one, octets: 10 * MEBIBYTE },
        messages: 2,
      },
      {
        head: `${large / MEBIBYTE} MiB, stream`,
        clients: STREAMING,
        target: { ...one, octets: large, streamed: true },
        messages: 0,
      },
    ];
    const columns: Column[] = [];
    let atFew: Runs<Spent> = new Map();
    for (const { head, clients, target, messages } of cases) {
      const runs = await contest(
        atMost(bench, messages === 0 ? 1 : 2),
        clients.map((client) => ({
          name: CLIENTS[client],
          measure: () => measure({ work: "count", client, target: { ...target, port }, messages }),
        })),
      );
      columns.push({ head, results: pick(runs, (run) => run.memory / MEBIBYTE), digits: 1 });
      if (target.connections === few) atFew = runs;
      if (target.connections === many) columns.push(eachOf(many - few, atFew, runs));
    }
    return [
      "The most memory that was resident at a time, in MiB, on Node, which takes about 50 MiB itself: with many connections open, of which each has sent a message of 1 kB, and the KiB of each further connection; with a message of 10 MiB, sent three times; with a stream, sent once.",
      tableOf("", columns, AGAINST),
    ].join("\n\n");
  },
};

/** Returns the memory of each further connection, round by round. */
function eachOf(more: number, few: Runs<Spent>, many: Runs<Spent>): Column {
  const results = new Map<string, number[]>();
  for (const [name, runs] of many) {
    const before = few.get(name);
    if (!before || "failed" in before || "failed" in runs) continue;
    const each = runs.flatMap(({ memory: most }, round) => {
      const least = before[round];
      return least ? (most - least.memory) / more / 1024 : [];
    });
    results.set(name, each);
  }
  return { head: `each of ${more} more, KiB`, results, digits: 1 };
}
