/**
 * Generates docs/runtimes.md from the records in docs/runtimes. Each run on a
 * runtime compares its results with its record.
 *
 *     node runtimes/src/table.ts            writes it
 *     node runtimes/src/table.ts --check    fails if it is not up to date
 */
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { GROUPS } from "./case.ts";
import { type Result, readRecord } from "./record.ts";

const target = new URL("../../docs/runtimes.md", import.meta.url);

const RUNTIMES: readonly { readonly name: string; readonly title: string }[] = [
  { name: "node", title: "Node" },
  { name: "bun", title: "Bun" },
  { name: "deno", title: "Deno" },
  { name: "workers", title: "Workers" },
];
const records = RUNTIMES.map(({ name }) => readRecord(name));

type Row = readonly [name: string, results: readonly (Result | undefined)[]];

/** Lists the cases of a group with their results on every runtime. */
function rowsOf(group: string): Row[] {
  const names = new Set(records.flatMap((record) => Object.keys(record[group] ?? {})));
  return [...names].map((name) => [name, records.map((record) => record[group]?.[name])]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function head(title: string): string[] {
  const titles = [title, ...RUNTIMES.map(({ title }) => title)];
  return [line(titles), line(titles.map((_, at) => (at === 0 ? "---" : ":-:")))];
}

function isGap(result: Result | undefined): result is Exclude<Result, "pass"> {
  return typeof result === "object";
}

function counted(rows: readonly Row[]): string[] {
  return RUNTIMES.map((_, at) => {
    const passed = rows.filter(([, results]) => results[at] === "pass").length;
    return passed === rows.length ? "all" : `${passed} of ${rows.length}`;
  });
}

/** Lists what each runtime cannot do, and the cases that are skipped there for this reason. */
function gaps(): string[] {
  return RUNTIMES.flatMap(({ title }, at) => {
    const byReason = new Map<string, string[]>();
    for (const [name, results] of GROUPS.flatMap(rowsOf)) {
      const result = results[at];
      if (isGap(result)) byReason.set(result.gap, [...(byReason.get(result.gap) ?? []), name]);
    }
    const lines = [...byReason].map(([why, names]) => `- ${why} Not run: ${names.join("; ")}.`);
    return lines.length > 0 ? [`**${title}**`, "", ...lines, ""] : [];
  });
}

function cases(group: string): string[] {
  const mark = (result: Result | undefined): string =>
    result === "pass" ? "yes" : isGap(result) ? "gap" : "";
  const rows = rowsOf(group).map(([name, results]) => line([name, ...results.map(mark)]));
  return [`## ${group}`, "", ...head("Case"), ...rows, ""];
}

const text = `# Test results on every runtime

The same cases run inside each runtime, with servers in another process, over real TCP and real TLS. Node and Bun use
\`@parley-smtp/node-socket\`, Deno uses \`@parley-smtp/deno\`, and Workers (workerd) use \`@parley-smtp/cloudflare-workers\`.
\`pnpm generate\` generates this page from the records in [runtimes/](runtimes). A run whose results differ from its record fails.

${[...head("Group"), ...GROUPS.map((group) => line([group, ...counted(rowsOf(group))]))].join("\n")}

## Gaps

Each gap names something that a runtime cannot do, and the cases that do not run there for this reason.

${gaps().join("\n")}
${GROUPS.map((group) => cases(group).join("\n")).join("\n")}`.replace(/\n+$/, "\n");

if (!process.argv.includes("--check")) writeFileSync(target, text);
else if (readFileSync(target, "utf8") !== text) {
  process.stderr.write("docs/runtimes.md is out of date. Run: node runtimes/src/table.ts\n");
  process.exitCode = 1;
}
