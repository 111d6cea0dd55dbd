/** Measures one row in a separate process, and prints the figures as JSON. */
import process from "node:process";
import { allocatedDuring, countDuring, install } from "./meter.ts";
import type { FigureName, Figures, RowName } from "./rows.ts";

/** What to measure. */
export interface Order {
  readonly row: RowName;
  /** The port of the server. */
  readonly port: number;
  /** The wastes to measure one after the other, after a measurement without waste. */
  readonly wastes: readonly FigureName[];
}

/** Measurements of the memory; the figure is their median. */
const ROUNDS = 3;

install();
// Imported only now, because these modules must not keep uncounted functions.
const { createWork } = await import("./work.ts");
const { WASTES } = await import("./wastes.ts");

const { row, port, wastes } = JSON.parse(process.argv[2] ?? "") as Order;
const { send, warm, messages, units } = createWork(row, port);

await send(warm, () => {});
const results = [await measure(() => {}, messages)];
// A waste is so large that few messages are enough.
for (const waste of wastes) results.push(await measure(WASTES[waste], Math.ceil(messages / 5)));
console.log(JSON.stringify(results));
process.exit(0);

async function measure(before: () => void, count: number): Promise<Figures> {
  const allocated: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    allocated.push(await allocatedDuring(() => send(count, before)));
  }
  allocated.sort((a, b) => a - b);
  const median = allocated[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  const counts = await countDuring(() => send(count, before));
  const totals = { ...counts, kilobytes: median / 1000 };
  const each = Object.entries(totals).map(([name, total]) => [name, total / count / units]);
  return Object.fromEntries(each) as Figures;
}
