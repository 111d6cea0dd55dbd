/**
 * `pnpm mutations`: removes and turns each row of the three tables, plays every
 * transcript with them, and prints the rows that nobody notices. With `--all`
 * also who notices the others, and which of their mutants nobody does. Writes nothing.
 */
import { type HuntedRow, huntRows } from "./shown/hunt.ts";
import { readTranscripts } from "./shown/transcript-files.ts";

const all = process.argv.includes("--all");
const start = performance.now();
const rows = huntRows(readTranscripts());
for (const table of ["ladders", "legality", "reactions"] as const) {
  const of = rows.filter((row) => row.table === table);
  const fate = (which: HuntedRow["fate"]): number => of.filter((row) => row.fate === which).length;
  console.log(
    `\n${table}: ${of.length} rows; removed or turned, ${fate("lines")} change what the client says, ${fate("outcome")} only the outcome that it reports, ${fate("dead")} nothing`,
  );
  for (const row of of.filter(({ fate, redundant }) => all || fate === "dead" || redundant)) {
    console.log(`  ${wordsOf(row)}`);
  }
}
console.log(`\n${((performance.now() - start) / 1000).toFixed(1)} s`);

function wordsOf({ row, fate, redundant, transcript, unnoticed }: HuntedRow): string {
  if (fate === "dead") return `${row}: dead`;
  const removed = redundant ? "can be removed, but when turned " : "";
  const rest = unnoticed.length > 0 ? `; unnoticed: ${unnoticed.join(", ")}` : "";
  return `${row}: ${removed}changes ${fate === "lines" ? "lines" : "the outcome"} of ${transcript}${all ? rest : ""}`;
}
