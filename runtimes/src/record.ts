/**
 * Reads and writes the results of a runtime: docs/runtimes/NAME.json. A run compares its results with the file, and
 * writes it with PARLEY_UPDATE=1.
 *
 *     { "Transport": { "sends and receives 1 MiB in order (in clear text)": "pass",
 *                      "gives the channel binding ...": { "gap": "Deno tells no channel binding." } },
 *       "Transcripts": { ... }, "End to end": { ... }, "Real servers": { ... } }
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { GROUPS, type Group } from "./case.ts";

/** The result of a case: it passed, or why this runtime cannot run it. */
export type Result = "pass" | { readonly gap: string };

/** The results of a runtime, by group and case. */
export type Results = Readonly<Record<string, Readonly<Record<string, Result>>>>;

/** Returns the path of a runtime's record. */
export function recordFile(runtime: string): string {
  return fileURLToPath(new URL(`../../docs/runtimes/${runtime}.json`, import.meta.url));
}

/** Reads the record of a runtime. */
export function readRecord(runtime: string): Results {
  const file = recordFile(runtime);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Returns the record of a group in which all cases passed or are gaps. */
function resultsOf({ name, cases, inShort }: Group): Results {
  const rows = inShort
    ? [[inShort, "pass"]]
    : cases.map(({ name, gap }) => [name, gap === undefined ? "pass" : { gap }]);
  return { [name]: Object.fromEntries(rows) };
}

/**
 * Compares a group with the record, or writes it.
 *
 * @throws {Error} if the record differs
 */
export function record(runtime: string, group: Group): void {
  const recorded = readRecord(runtime);
  const now = { ...recorded, ...resultsOf(group) };
  const [before, after] = [recorded, now].map(textOf);
  if (before === after) return;
  if (process.env["PARLEY_UPDATE"] !== "1") {
    throw new Error(
      `docs/runtimes/${runtime}.json says otherwise of "${group.name}". If that is meant, run it again with PARLEY_UPDATE=1.`,
    );
  }
  writeFileSync(recordFile(runtime), after ?? "");
}

/** The groups in the order of the table, as the file has them. */
function textOf(results: Results): string {
  const ordered = Object.fromEntries(
    GROUPS.filter((name) => name in results).map((name) => [name, results[name]]),
  );
  return `${JSON.stringify(ordered, null, 2)}\n`;
}
