/**
 * `pnpm counts`: counts what the runtime does to send a message, and compares the counts with the limits in
 * bench/limits.json. The figures are the same in every run, whatever else the machine does.
 *
 *     pnpm counts                compares
 *     pnpm counts --row core     one row; may be repeated
 *     pnpm counts --lower        compares, and lowers the limits that are well above the figures
 *
 * Limits are raised by hand, so that a reviewer of the change sees it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { judge, LIMITS_FILE, type Limits, lowered, rounded } from "./judge.ts";
import { measureRow, startServer } from "./measure.ts";
import {
  FIGURE_NAMES,
  type Figures,
  isPerMegabyte,
  ROW_NAMES,
  ROWS,
  type RowName,
} from "./rows.ts";

/** The version of Node for the limits; other versions allocate and schedule differently. */
const NODE = 24;

const { values: options } = parseArgs({
  options: {
    row: { type: "string", multiple: true, default: [] },
    lower: { type: "boolean", default: false },
  },
});
const unknown = options.row.filter((name) => !(name in ROWS));
if (unknown.length > 0) {
  throw new TypeError(`There is no row ${unknown.join(", ")}. There are: ${ROW_NAMES.join(", ")}.`);
}

if (Number(process.versions.node.split(".")[0]) === NODE) await main();
else {
  console.log(`> SKIPPED: the limits are for Node ${NODE}, and this is ${process.versions.node}.`);
}

async function main(): Promise<void> {
  const file = join(import.meta.dirname, "..", "..", "..", LIMITS_FILE);
  let limits = JSON.parse(readFileSync(file, "utf8")) as Limits;
  const names = ROW_NAMES.filter((row) => options.row.length === 0 || options.row.includes(row));
  const rows = await measureRows(names);
  if (options.lower) {
    const lower = rows.map(([row, figures]) => [row, lowered(row, figures, limits[row])]);
    limits = { ...limits, ...(Object.fromEntries(lower) as Partial<Limits>) };
    writeFileSync(file, `${JSON.stringify(limits, undefined, 2)}\n`);
  }
  for (const [row, figures] of rows) console.log(lineOf(row, figures));
  const complaints = rows.flatMap(([row, figures]) => judge(row, figures, limits[row]));
  for (const complaint of complaints) console.log(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

type Measured = readonly [RowName, Figures];

/** Measures rows in parallel, which does not change the figures. */
async function measureRows(names: readonly RowName[]): Promise<Measured[]> {
  await using server = await startServer();
  const measured = new Map<RowName, Figures>();
  const left = [...names];
  const worker = async (): Promise<void> => {
    for (let row = left.shift(); row; row = left.shift()) {
      const [figures] = await measureRow(row, server);
      measured.set(row, figures);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return names.flatMap((row) => {
    const figures = measured.get(row);
    return figures ? [[row, figures] as const] : [];
  });
}

/** Returns a line that `check` repeats. */
function lineOf(row: RowName, figures: Figures): string {
  const each = isPerMegabyte(row) ? "MB" : "message";
  const shown = FIGURE_NAMES.map((name) => `${name} ${rounded(figures[name])}`);
  return `> ${row}, each ${each}: ${shown.join(", ")}`;
}
