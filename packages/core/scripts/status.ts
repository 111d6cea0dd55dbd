/**
 * `pnpm status`: plays all transcripts, hunts the mutants of the tables, and
 * writes docs/status.md; with `--check` compares instead. A transcript that does
 * not show what it claims, a way that is acted upon and not shown, and a row that
 * nobody notices without a reason are errors either way.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { readClaims } from "./shown/claims.ts";
import { huntRows } from "./shown/hunt.ts";
import { type Findings, faultsOf, pageOf } from "./shown/page.ts";
import { readSeen } from "./shown/seen.ts";
import { readTranscripts } from "./shown/transcript-files.ts";

const file = new URL("../../../docs/status.md", import.meta.url);

const texts = readTranscripts();
const findings: Findings = {
  transcripts: texts.size,
  claims: readClaims(texts),
  seen: readSeen(),
  rows: huntRows(texts),
};
const page = pageOf(findings);
const faults = faultsOf(findings);

if (!process.argv.includes("--check")) {
  writeFileSync(file, page);
} else if (readFileSync(file, "utf8") !== page) {
  console.error("docs/status.md is out of date.");
  process.exitCode = 1;
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
