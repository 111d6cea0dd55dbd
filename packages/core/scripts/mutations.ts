/**
 * `pnpm mutations`: removes and turns each row of the three tables, plays every
 * transcript with them, and prints what nobody noticed. Writes nothing.
 */
import { huntRows } from "./coverage/hunt.ts";
import { readTranscripts } from "./coverage/transcript-files.ts";

const start = performance.now();
const rows = huntRows(readTranscripts());
for (const table of ["ladders", "legality", "reactions"] as const) {
  const of = rows.filter((row) => row.table === table);
  const fate = (which: string): number => of.filter((row) => row.fate === which).length;
  console.log(
    `\n${table}: ${of.length} rows, ${fate("lines")} change what the client says, ${fate("outcome")} only what is told of it, ${fate("dead")} are dead`,
  );
  for (const { row, fate: which, redundant, unnoticed } of of) {
    if (which === "dead") console.log(`  dead       ${row}`);
    else if (redundant) console.log(`  redundant  ${row}`);
    if (which !== "dead" && unnoticed.length > 0 && process.argv.includes("--all")) console.log(`  unnoticed  ${row}: ${unnoticed.join("; ")}`);
  }
}
console.log(`\n${((performance.now() - start) / 1000).toFixed(1)} s`);
