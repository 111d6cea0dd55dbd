/** Small messages over kept connections. */
import {
  AGAINST,
  type Bench,
  CLIENT_NAMES,
  FIRST,
  firstOf,
  type Part,
  runnerOf,
} from "../bench.ts";
import { contest, contestOfRunners, pick, type Runner } from "../contest.ts";
import type { Sent, Target } from "../job.ts";
import { type Column, tableOf } from "../markdown.ts";
import { sendBySource } from "../source.ts";

const OCTETS = 1_000;

/** Messages per second. */
export const messages: Part = {
  title: "Messages per second",
  budget: 480,
  async measure(bench) {
    const { postfix, node } = bench.sinks;
    const paragraphs: string[] = [
      "Messages of 1 kB over kept connections. With pipelined messages, up to 20 are unanswered on each connection. Bare sockets write fixed bytes and count lines, which shows what Node itself takes.",
    ];
    if ("missing" in postfix) {
      paragraphs.push(`Postfix's smtp-sink could not run: ${postfix.missing}`);
    } else {
      for (const recipients of [1, 10]) {
        const both = [];
        for (const connections of [1, 10]) {
          const target = { port: postfix.port, connections, recipients, octets: OCTETS };
          const source: Runner<Rated> = {
            name: "smtp-source (C)",
            start: async () => ({
              measure: () => sendBySource(postfix, target, bench.seconds),
              stop() {},
            }),
          };
          both.push(await columnsOf(bench, target, [source]));
        }
        paragraphs.push(
          `Into Postfix's smtp-sink (C), ${many(recipients, "recipient")}, messages per second:`,
          tableOf(
            "",
            both.flatMap(({ rates }) => rates),
            AGAINST,
          ),
          "Milliseconds of the processor for a message, the same runs:",
          tableOf(
            "",
            both.flatMap(({ costs }) => costs),
            AGAINST,
          ),
        );
      }
    }
    const columns = [];
    for (const connections of [1, 10]) {
      const target = { port: node.plain, connections, recipients: 1, octets: OCTETS };
      columns.push(...(await columnsOf({ ...bench, casts: 1 }, target)).rates);
    }
    paragraphs.push("Into npm's smtp-server, messages per second:", tableOf("", columns, AGAINST));
    return paragraphs.join("\n\n");
  },
};

type Rated = Pick<Sent, "messages" | "seconds" | "cpu">;

/**
 * Returns the columns for the first messages of a process and the later ones: two with rates, and two with their
 * cost.
 */
async function columnsOf(
  bench: Bench,
  target: Target,
  more: readonly Runner<Rated>[] = [],
): Promise<{ readonly rates: Column[]; readonly costs: Column[] }> {
  // For a client that takes 40 ms per message, the first messages are like the later ones and would take a minute.
  const quickOnes = CLIENT_NAMES.filter((client) => client !== "emailjs" && client !== "upyo");
  const first = await contest(
    bench,
    quickOnes.map((client) => firstOf(bench, client, target)),
  );
  const steady = await contestOfRunners<Rated>(bench, [
    ...CLIENT_NAMES.map((client) => runnerOf(bench, client, target)),
    runnerOf(bench, "bare-sockets", target),
    ...more,
  ]);
  const connections = many(target.connections, "connection");
  const heads = [`${connections}, first ${FIRST}`, `${connections}, steady`];
  return {
    rates: [first, steady].map((runs, at) => ({
      head: heads[at] ?? "",
      results: pick(runs, (run) => run.messages / run.seconds),
    })),
    costs: [first, steady].map((runs, at) => ({
      head: heads[at] ?? "",
      results: pick(runs, (run) => run.cpu / run.messages),
      digits: 3,
    })),
  };
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
