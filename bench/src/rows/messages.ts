/** Small messages over kept connections. */
import { AGAINST, type Bench, CLIENT_NAMES, CLIENTS, type Part, sendJob } from "../bench.ts";
import { type Contestant, contest, summed } from "../contest.ts";
import type { Sent, Target } from "../job.ts";
import { type Column, tableOf } from "../markdown.ts";
import { measure } from "../processes.ts";
import { sendBySource } from "../source.ts";

const OCTETS = 1_000;

/** Messages a second. */
export const messages: Part = {
  title: "Messages a second",
  budget: 240,
  async measure(bench) {
    const { postfix, node } = bench.sinks;
    const bySink: string[] = [
      "Messages of 1 kB over kept connections. With overlapping messages up to 20 are unanswered on each connection. Bare sockets write fixed octets and count lines: what Node itself takes, before any client does anything.",
    ];
    if ("missing" in postfix) bySink.push(`Postfix's smtp-sink could not run: ${postfix.missing}`);
    else {
      const columns = [];
      for (const connections of [1, 10]) {
        for (const recipients of [1, 10]) {
          const target = { port: postfix.port, connections, recipients, octets: OCTETS };
          columns.push(
            await column(bench, target, [
              {
                name: "bare sockets of Node",
                measure: () => measure(sendJob(bench, "bare-sockets", target)),
              },
              {
                name: "smtp-source (C)",
                measure: () => sendBySource(postfix, target, bench.seconds),
              },
            ]),
          );
        }
      }
      bySink.push("Into Postfix's smtp-sink (C):", tableOf("", columns, AGAINST));
    }
    const columns = [];
    for (const connections of [1, 10]) {
      const target = { port: node.plain, connections, recipients: 1, octets: OCTETS };
      columns.push(await column(bench, target));
    }
    bySink.push("Into npm's smtp-server:", tableOf("", columns, AGAINST));
    return bySink.join("\n\n");
  },
};

type Rated = Pick<Sent, "messages" | "seconds">;

async function column(
  bench: Bench,
  target: Target,
  more: readonly Contestant<Rated>[] = [],
): Promise<Column> {
  const { connections, recipients } = target;
  const runs = await contest<Rated>(bench, [
    ...CLIENT_NAMES.map((client) => ({
      name: CLIENTS[client],
      measure: () => measure(sendJob(bench, client, target)),
    })),
    ...more,
  ]);
  return {
    head: `${many(connections, "connection")}, ${many(recipients, "recipient")}`,
    results: summed(runs, rate),
  };
}

function rate({ messages, seconds }: Rated): number {
  return messages / seconds;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
