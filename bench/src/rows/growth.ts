/** The rate by the number of connections and of recipients. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { atMost, type Bench, CLIENT_NAMES, type Part, runnerOf } from "../bench.ts";
import { contestOfRunners, pick, type Runner } from "../contest.ts";
import type { Sent, Target } from "../job.ts";
import { type Line, plot } from "../plot.ts";
import { sendBySource } from "../source.ts";
import { summaryOf } from "../statistics.ts";

interface Axis {
  readonly file: string;
  readonly title: string;
  readonly across: string;
  readonly values: readonly number[];
  target(value: number): Omit<Target, "port">;
  /** Returns the number per second. */
  rate(run: Rated, value: number): number;
}

type Rated = Pick<Sent, "messages" | "seconds">;

const AXES: readonly Axis[] = [
  {
    file: "benchmarks-connections.svg",
    title: "Messages per second, by connections",
    across: "connections",
    values: [1, 2, 5, 10, 50, 200],
    target: (connections) => ({ connections, recipients: 1, octets: 1_000 }),
    rate: ({ messages, seconds }) => messages / seconds,
  },
  {
    file: "benchmarks-recipients.svg",
    title: "Recipients per second, by recipients of a message",
    across: "recipients of a message, over one connection",
    values: [1, 10, 100, 1000],
    target: (recipients) => ({ connections: 1, recipients, octets: 1_000 }),
    rate: ({ messages, seconds }, recipients) => (messages * recipients) / seconds,
  },
];

/** Two plots next to the page. */
export const growth: Part = {
  title: "Growth",
  budget: 300,
  async measure(bench) {
    const paragraphs: string[] = [];
    for (const axis of AXES) {
      const { lines, notes } = await measured(bench, axis);
      if (!bench.quick) {
        const file = join(import.meta.dirname, "..", "..", "..", "docs", axis.file);
        writeFileSync(file, plot(axis.title, axis.across, lines));
      }
      paragraphs.push(`![${axis.title}](${axis.file})`, valuesOf(axis, lines));
      if (notes.length > 0) paragraphs.push(notes.join("\n"));
    }
    return paragraphs.join("\n\n");
  },
};

async function measured(
  bench: Bench,
  { values, target, rate }: Axis,
): Promise<{ lines: Line[]; notes: string[] }> {
  const { postfix, node } = bench.sinks;
  const points = new Map<string, [number, number][]>();
  const notes: string[] = [];
  for (const value of values) {
    const to = { ...target(value), port: "port" in postfix ? postfix.port : node.plain };
    const source: Runner<Rated>[] = [];
    if ("port" in postfix) {
      const sendAll = (): Promise<Rated> => sendBySource(postfix, to, bench.seconds);
      source.push({
        name: "smtp-source (C)",
        start: async () => ({ measure: sendAll, stop() {} }),
      });
    }
    // A curve needs fewer messages than a figure.
    const brief = { ...atMost(bench, 2), casts: 1, warm: Math.min(bench.warm, 5_000) };
    const runs = await contestOfRunners<Rated>(brief, [
      ...CLIENT_NAMES.map((client) => runnerOf(brief, client, to)),
      ...source,
    ]);
    for (const [name, result] of pick(runs, (run) => rate(run, value))) {
      if ("failed" in result) notes.push(`- ${name}, ${value}: failed. ${result.failed}`);
      else points.set(name, [...(points.get(name) ?? []), [value, summaryOf(result).median]]);
    }
  }
  return { lines: [...points].map(([name, of]) => ({ name, points: of })), notes };
}

function valuesOf({ values, across }: Axis, lines: readonly Line[]): string {
  const rows = lines.map(({ name, points }) => {
    const found = new Map(points);
    const cells = values.map((value) => Math.round(found.get(value) ?? Number.NaN));
    return `| ${[name, ...cells.map((cell) => (Number.isNaN(cell) ? "" : cell.toLocaleString("en-US")))].join(" | ")} |`;
  });
  return [
    `| ${across} | ${values.join(" | ")} |`,
    `|${"---|".repeat(values.length + 1)}`,
    ...rows,
  ].join("\n");
}
