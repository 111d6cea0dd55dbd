/** The most memory that a process has resident. */
import { AGAINST, atMost, CLIENTS, type Part } from "../bench.ts";
import { contest, summed } from "../contest.ts";
import type { ClientName, Target } from "../job.ts";
import { tableOf } from "../markdown.ts";
import { measure } from "../processes.ts";

const MEBIBYTE = 2 ** 20;

interface Case {
  readonly head: string;
  readonly clients: readonly ClientName[];
  readonly target: Omit<Target, "port">;
  /** How many messages follow the first. */
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
    const large = (bench.quick ? 16 : 1024) * MEBIBYTE;
    const cases: readonly Case[] = [
      open(1),
      open(100),
      open(bench.quick ? 200 : 1000),
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
    const columns = [];
    for (const { head, clients, target, messages } of cases) {
      const runs = await contest(
        atMost(bench, messages === 0 ? 1 : 2),
        clients.map((client) => ({
          name: CLIENTS[client],
          measure: () => measure({ work: "count", client, target: { ...target, port }, messages }),
        })),
      );
      columns.push({ head, results: summed(runs, (run) => run.memory / MEBIBYTE), digits: 1 });
    }
    return [
      "The most that was seen to be resident at a time, in MiB, on Node, which takes some 50 for itself: with so many connections open at once, each having sent a message of 1 kB; with a message of 10 MiB, three times; with a stream, once.",
      tableOf("", columns, AGAINST),
    ].join("\n\n");
  },
};
