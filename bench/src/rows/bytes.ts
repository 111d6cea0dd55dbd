/** Large messages over one kept connection. */
import { AGAINST, atMost, type Bench, type Part, runnerOf } from "../bench.ts";
import { contestOfRunners, pick, type Runner, type Runs } from "../contest.ts";
import type { ClientName, Sent, Target } from "../job.ts";
import { type Column, tableOf } from "../markdown.ts";
import { sendBySource } from "../source.ts";

const MEGABYTE = 1_000_000;

type Measured = Pick<Sent, "messages" | "seconds" | "cpu">;

/** The clients that accept streams. */
const STREAMING: readonly ClientName[] = ["parley", "nodemailer"];
const ALL: readonly ClientName[] = ["parley", "nodemailer", "emailjs", "upyo"];

/** Megabytes per second, and their cost. */
export const bytes: Part = {
  title: "Bytes per second",
  budget: 300,
  async measure(bench) {
    const { postfix, node } = bench.sinks;
    const clear = "port" in postfix ? postfix.port : node.plain;
    const cells = [];
    for (const megabytes of [1, 10]) {
      for (const streamed of [false, true]) {
        const target: Target = {
          port: clear,
          connections: 1,
          recipients: 1,
          octets: megabytes * MEGABYTE,
          ...(streamed ? { streamed } : {}),
        };
        const source: Runner<Measured> = {
          name: "smtp-source (C)",
          start: async () => ({
            measure: () => {
              if ("missing" in postfix) throw new Error(postfix.missing);
              return sendBySource(postfix, target, bench.seconds);
            },
            stop() {},
          }),
        };
        cells.push(await cell(bench, target, streamed ? [] : [source]));
      }
    }
    const secured = [];
    for (const megabytes of [1, 10]) {
      const { tls: port, ca } = node;
      const target = { port, ca, connections: 1, recipients: 1, octets: megabytes * MEGABYTE };
      secured.push(await cell(bench, target));
    }
    return [
      "One connection, kept. A stream gives the message in pieces of 64 KiB; smtp-source, emailjs and upyo take none. Lines have 72 bytes.",
      `Megabytes per second, to ${"port" in postfix ? "Postfix's smtp-sink" : "npm's smtp-server"}, in clear:`,
      tableOf("", cells.map(rates), AGAINST),
      "Milliseconds of the processor for a megabyte, the same runs:",
      tableOf("", cells.map(costs), AGAINST),
      "Megabytes a second under TLS, into npm's smtp-server:",
      tableOf("", secured.map(rates), AGAINST),
    ].join("\n\n");
  },
};

interface Cell {
  readonly head: string;
  readonly octets: number;
  readonly runs: Runs<Measured>;
}

async function cell(
  bench: Bench,
  target: Target,
  more: readonly Runner<Measured>[] = [],
): Promise<Cell> {
  const runs = await contestOfRunners<Measured>(atMost(bench, 4), [
    ...(target.streamed ? STREAMING : ALL).map((client) => runnerOf(bench, client, target)),
    ...more,
  ]);
  const head = `${target.octets / MEGABYTE} MB${target.streamed ? " as a stream" : ""}`;
  return { head, octets: target.octets, runs };
}

function rates({ head, octets, runs }: Cell): Column {
  const results = pick(runs, (run) => (run.messages * octets) / MEGABYTE / run.seconds);
  return { head, results, digits: 1 };
}

function costs({ head, octets, runs }: Cell): Column {
  const results = pick(runs, (run) => run.cpu / ((run.messages * octets) / MEGABYTE));
  return { head, results, digits: 2 };
}
