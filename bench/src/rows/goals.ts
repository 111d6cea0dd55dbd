/** The goals for Parley, its results, and those of another version: one table from one run. */
import {
  AGAINST,
  atMost,
  type Bench,
  CLIENTS,
  firstOf,
  nameOf,
  type Part,
  runnerOf,
} from "../bench.ts";
import { type Contestant, contest, contestOfRunners, pick, type Results } from "../contest.ts";
import { rounded } from "../counts/judge.ts";
import { measureRow, startServer } from "../counts/measure.ts";
import { FIGURES, type FigureName } from "../counts/rows.ts";
import type { ClientName, Sent, Spent, Target } from "../job.ts";
import { numberOf, ratioOf } from "../markdown.ts";
import { type Host, measure, type Runtime } from "../processes.ts";
import { ratiosOf, summaryOf } from "../statistics.ts";
import { measureWorker } from "../workers.ts";
import { requestsOf } from "./workers.ts";

/** A line of the table. */
export interface Goal {
  readonly words: string;
  /** The results of each contestant, by round. */
  readonly results: Results;
  /** The contestant of the ratios; absent if the goal is an absolute figure. */
  readonly against?: string;
  /** The wanted minimum or maximum. */
  readonly wanted: readonly ["least" | "most", number];
  readonly digits?: number;
}

/** Goals that are measured together, and the name by which `--row` selects them. */
type Group = (bench: Bench) => Promise<readonly Goal[]>;

const NOW = CLIENTS.parley;
const BEFORE = "Parley before";
const OVERLAPPING = CLIENTS["parley-overlap"];
const OVERLAPPING_BEFORE = "Parley before, messages pipelined";
const BARE = nameOf("bare-sockets");
const MEGABYTE = 1_000_000;
const MEBIBYTE = 2 ** 20;

const GROUPS: Readonly<Record<string, Group>> = {
  ten,
  one,
  first,
  counts,
  bytes,
  memory,
  workers,
  deno: (bench) => onRuntime(bench, "Deno"),
  bun: (bench) => onRuntime(bench, "Bun"),
};

/** The table. */
export const goals: Part = {
  title: "Goals",
  budget: 900,
  async measure(bench) {
    const unknown = bench.only.filter((name) => !(name in GROUPS));
    if (unknown.length > 0) {
      throw new TypeError(
        `There is no row ${unknown.join(", ")}. There are: ${Object.keys(GROUPS).join(", ")}.`,
      );
    }
    const rows: string[] = [];
    const notes: string[] = [];
    for (const [name, measureGroup] of Object.entries(GROUPS)) {
      if (bench.only.length > 0 && !bench.only.includes(name)) continue;
      const start = performance.now();
      for (const goal of await measureGroup(bench)) {
        rows.push(rowOf(goal));
        notes.push(...failuresOf(goal));
      }
      console.error(`goals, ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    }
    return [
      `Into Postfix's smtp-sink, messages of 1 kB where nothing else is said, steady where nothing else is said. Ratios are to the client that is named, turn by turn: the median, and the least to the most. Bare sockets write fixed bytes and count the lines of the replies: no client that waits for each reply can do less.${bench.base === undefined ? " No other version was measured in this run." : ""}`,
      ["|  | before | now | bare sockets | wanted |  |", "|---|---|---|---|---|---|", ...rows].join(
        "\n",
      ),
      ...(notes.length > 0 ? [[...new Set(notes)].join("\n")] : []),
    ].join("\n\n");
  },
};

/** Returns a goal as a line of the table. */
export function rowOf({
  words,
  results,
  against,
  wanted: [bound, wanted],
  digits = 2,
}: Goal): string {
  const units = against === undefined ? undefined : valuesOf(results, against);
  const shown = (names: readonly string[]): string => {
    const values = names.map((name) => valuesOf(results, name)).find((found) => found.length > 0);
    if (!values || units?.length === 0) return "";
    return units ? ratioOf(values, units) : numberOf(summaryOf(values).median, digits);
  };
  const now = [NOW, OVERLAPPING]
    .map((name) => valuesOf(results, name))
    .find((found) => found.length > 0);
  const reached = !now || units?.length === 0 ? "not measured" : judged(now, units, bound, wanted);
  const sign = against === undefined ? "" : "×";
  const goal = `at ${bound} ${sign}${numberOf(wanted, against === undefined ? digits : 2)}`;
  const before = shown([BEFORE, OVERLAPPING_BEFORE]);
  return `| ${words} | ${before} | **${shown([NOW, OVERLAPPING])}** | ${shown([BARE])} | ${goal} | ${reached} |`;
}

function judged(
  values: readonly number[],
  units: readonly number[] | undefined,
  bound: "least" | "most",
  wanted: number,
): string {
  const { median } = units ? ratiosOf(values, units) : summaryOf(values);
  return (bound === "least" ? median >= wanted : median <= wanted) ? "reached" : "missed";
}

function valuesOf(results: Results, name: string): readonly number[] {
  const found = results.get(name);
  return !found || "failed" in found ? [] : found;
}

function failuresOf({ words, results }: Goal): string[] {
  return [...results].flatMap(([name, result]) =>
    "failed" in result ? `- ${words}, ${name}: failed. ${result.failed}` : [],
  );
}

/** Returns this version and, if there is one, the other version, with their names. */
function versions({ base }: Bench, now: string = NOW, before: string = BEFORE): Named[] {
  return [{ name: now }, ...(base === undefined ? [] : [{ name: before, root: base }])];
}

type Named = Host & { readonly name: string };

function targetOf({ sinks }: Bench, more: Partial<Target> = {}): Target {
  const { postfix, node } = sinks;
  const port = "port" in postfix ? postfix.port : node.plain;
  return { port, connections: 1, recipients: 1, octets: 1_000, ...more };
}

const rate = ({ messages, seconds }: Sent): number => messages / seconds;
const cost = ({ cpu, messages }: Sent): number => cpu / messages;

async function ten(bench: Bench): Promise<Goal[]> {
  const target = targetOf(bench, { connections: 10 });
  const runs = await contestOfRunners(bench, [
    ...versions(bench).map((host) => runnerOf(bench, "parley", target, host)),
    runnerOf(bench, "nodemailer", target),
    runnerOf(bench, "bare-sockets", target),
  ]);
  return [
    {
      words: "messages per second, relative to nodemailer, 10 connections",
      results: pick(runs, rate),
      against: AGAINST,
      wanted: ["least", 2.5],
    },
    {
      words: "processor time of a message, relative to nodemailer, 10 connections",
      results: pick(runs, cost),
      against: AGAINST,
      wanted: ["most", 0.35],
    },
  ];
}

async function one(bench: Bench): Promise<Goal[]> {
  const target = targetOf(bench);
  const runs = await contestOfRunners(bench, [
    ...versions(bench).map((host) => runnerOf(bench, "parley", target, host)),
    ...versions(bench, OVERLAPPING, OVERLAPPING_BEFORE).map((host) =>
      runnerOf(bench, "parley-overlap", target, host),
    ),
    runnerOf(bench, "nodemailer", target),
    runnerOf(bench, "bare-sockets", target),
  ]);
  const rates = pick(runs, rate);
  // Bare sockets wait for each reply here, so they are no limit for pipelined messages.
  const overlapping = new Map(
    [...rates].filter(([name]) => name !== NOW && name !== BEFORE && name !== BARE),
  ) as Results;
  return [
    {
      words: "messages per second, relative to nodemailer, 1 connection, in sequence",
      results: rates,
      against: AGAINST,
      wanted: ["least", 1.8],
    },
    {
      words: "messages per second, relative to nodemailer, 1 connection, pipelined",
      results: overlapping,
      against: AGAINST,
      wanted: ["least", 2.5],
    },
  ];
}

async function first(bench: Bench): Promise<Goal[]> {
  const target = targetOf(bench);
  const runs = await contest({ ...bench, rounds: bench.rounds * bench.casts }, [
    ...versions(bench).map((host) => firstOf(bench, "parley", target, host)),
    firstOf(bench, "nodemailer", target),
  ]);
  return [
    {
      words: "processor milliseconds for each of the first 500 messages of a process",
      results: pick(runs, cost),
      wanted: ["most", 0.7],
    },
  ];
}

/** The sizes that `pnpm counts` checks, for ten connections; the same in every run. */
async function counts(bench: Bench): Promise<Goal[]> {
  const wanted: readonly (readonly [FigureName, number])[] = [
    ["promises", 15],
    ["timers", 0],
    ["kilobytes", 34],
  ];
  await using server = await startServer();
  const runs = await contest(
    atMost(bench, 1),
    versions(bench).map(({ name, root }) => ({
      name,
      measure: async () => (await measureRow("ten", server, [], root))[0],
    })),
  );
  return wanted.map(([figure, most]) => ({
    words: `${FIGURES[figure]} per message, 10 connections`,
    results: pick(runs, (figures) => rounded(figures[figure])),
    wanted: ["most", most],
    digits: 1,
  }));
}

async function bytes(bench: Bench): Promise<Goal[]> {
  const all: Goal[] = [];
  for (const streamed of [false, true]) {
    const octets = 10 * MEGABYTE;
    const target = targetOf(bench, { octets, ...(streamed ? { streamed } : {}) });
    const runs = await contestOfRunners(bench, [
      ...versions(bench).map((host) => runnerOf(bench, "parley", target, host)),
      runnerOf(bench, "nodemailer", target),
      runnerOf(bench, "bare-sockets", target),
    ]);
    const how = streamed ? "10 MB as a stream" : "10 MB in one piece";
    all.push(
      {
        words: `megabytes per second, relative to nodemailer, ${how}`,
        results: pick(runs, rate),
        against: AGAINST,
        wanted: ["least", streamed ? 2.2 : 1.5],
      },
      {
        words: `processor milliseconds per megabyte, ${how}`,
        results: pick(runs, (run) => cost(run) / 10),
        wanted: ["most", 1.5],
      },
    );
  }
  return all;
}

async function memory(bench: Bench): Promise<Goal[]> {
  const [few, many] = bench.quick ? [10, 20] : [100, 1000];
  const clients = (job: (client: ClientName, host: Host) => Promise<number>) => {
    const contestants: Contestant<number>[] = versions(bench).map((host) => ({
      name: host.name,
      measure: () => job("parley", host),
    }));
    return [...contestants, { name: AGAINST, measure: () => job("nodemailer", {}) }];
  };
  const most = async (client: ClientName, target: Target, host: Host): Promise<number> => {
    const messages = target.connections === 1 ? 0 : target.connections;
    const spent: Spent = await measure({ work: "count", client, target, messages }, host);
    return spent.memory;
  };
  const open = await contest(
    atMost(bench, 3),
    clients(async (client, host) => {
      const at = (connections: number): Promise<number> =>
        most(client, targetOf(bench, { connections }), host);
      return ((await at(many)) - (await at(few))) / (many - few);
    }),
  );
  const octets = (bench.quick ? 16 : 1024) * MEBIBYTE;
  const stream = await contest(
    atMost(bench, 3),
    clients((client, host) => most(client, targetOf(bench, { octets, streamed: true }), host)),
  );
  return [
    {
      words: "KiB of memory per open connection",
      results: pick(open, (bytes) => bytes / 1024),
      wanted: ["most", 70],
      digits: 0,
    },
    {
      words: "peak memory while sending a stream of 1 GiB, relative to nodemailer",
      results: stream,
      against: AGAINST,
      wanted: ["most", 1.1],
    },
  ];
}

async function workers(bench: Bench): Promise<Goal[]> {
  const target = targetOf(bench);
  const requests = requestsOf(bench);
  const runs = await contest(atMost(bench, 3), [
    ...versions(bench).map(({ name, root }) => ({
      name,
      measure: () => measureWorker("parley", "plain", target, requests, root),
    })),
    ...(["worker-mailer", "nodemailer"] as const).map((client) => ({
      name: client,
      measure: () => measureWorker(client, "plain", target, requests),
    })),
  ]);
  const results = pick(runs, ({ each }) => each);
  return (
    [
      ["worker-mailer", 0.9],
      ["nodemailer", 0.35],
    ] as const
  ).map(([against, most]) => ({
    words: `processor time of a message inside workerd, relative to ${against}`,
    results,
    against,
    wanted: ["most", most],
  }));
}

async function onRuntime(bench: Bench, runtime: Runtime): Promise<Goal[]> {
  const target = targetOf(bench);
  const runs = await contestOfRunners(bench, [
    ...versions(bench).map((host) => runnerOf(bench, "parley", target, { ...host, runtime })),
    runnerOf(bench, "nodemailer", target, { runtime }),
    runnerOf(bench, "bare-sockets", target, { runtime }),
  ]);
  return [
    {
      words: `processor time of a message, relative to nodemailer, on ${runtime}, 1 connection`,
      results: pick(runs, cost),
      against: AGAINST,
      wanted: ["most", runtime === "Deno" ? 0.5 : 0.7],
    },
  ];
}
