/** How the rate goes as connections and recipients become more. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { atMost, type Bench, CLIENT_NAMES, CLIENTS, type Part, sendJob } from "../bench.ts";
import { contest, summed } from "../contest.ts";
import type { Sent, Target } from "../job.ts";
import { type Line, plot } from "../plot.ts";
import { measure } from "../processes.ts";
import { sendBySource } from "../source.ts";

interface Axis {
  readonly file: string;
  readonly title: string;
  readonly across: string;
  readonly values: readonly number[];
  target(value: number): Omit<Target, "port">;
  /** How many a second. */
  rate(run: Pick<Sent, "messages" | "seconds">, value: number): number;
}

const AXES: readonly Axis[] = [
  {
    file: "benchmarks-connections.svg",
    title: "Messages a second, by connections",
    across: "connections",
    values: [1, 2, 5, 10, 50, 200],
    target: (connections) => ({ connections, recipients: 1, octets: 1_000 }),
    rate: ({ messages, seconds }) => messages / seconds,
  },
  {
    file: "benchmarks-recipients.svg",
    title: "Recipients a second, by recipients of a message",
    across: "recipients of a message, over one connection",
    values: [1, 10, 100, 1000],
    target: (recipients) => ({ connections: 1, recipients, octets: 1_000 }),
    rate: ({ messages, seconds }, recipients) => (messages * recipients) / seconds,
  },
];

/** Two plots beside the page. */
export const growth: Part = {
  title: "Growth",
  budget: 120,
  async measure(bench) {
    const said: string[] = [];
    for (const axis of AXES) {
      const { lines, notes } = await measured(bench, axis);
      if (!bench.quick) {
        const file = join(import.meta.dirname, "..", "..", "..", "docs", axis.file);
        writeFileSync(file, plot(axis.title, axis.across, lines));
      }
      said.push(`![${axis.title}](${axis.file})`, valuesOf(axis, lines));
      if (notes.length > 0) said.push(notes.join("\n"));
    }
    return said.join("\n\n");
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
    const runs = await contest<Pick<Sent, "messages" | "seconds">>(atMost(bench, 2), [
      ...CLIENT_NAMES.map((client) => ({
        name: CLIENTS[client],
        measure: () => measure(sendJob(bench, client, to)),
      })),
      ...("port" in postfix
        ? [{ name: "smtp-source (C)", measure: () => sendBySource(postfix, to, bench.seconds) }]
        : []),
    ]);
    for (const [name, result] of summed(runs, (run) => rate(run, value))) {
      if ("failed" in result) notes.push(`- ${name}, ${value}: failed. ${result.failed}`);
      else points.set(name, [...(points.get(name) ?? []), [value, result.median]]);
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
