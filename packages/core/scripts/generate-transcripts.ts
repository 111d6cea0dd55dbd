/**
 * Writes the transcripts into a module, for runtimes without a file system. The module is
 * not in the repository: it is written after each install, and before each build, type
 * check and run of vitest.
 *
 *     node scripts/generate-transcripts.ts    writes src/testing/transcripts.generated.ts
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { readTranscripts } from "./shown/transcript-files.ts";

const target = fileURLToPath(new URL("../src/testing/transcripts.generated.ts", import.meta.url));

/** Writes the module if a transcript has changed. vitest calls this function before the tests. */
export function setup(): void {
  const text = moduleText();
  if (existsSync(target) && readFileSync(target, "utf8") === text) return;
  // A process that reads the module at the same time must never see half of it.
  const partial = `${target}.${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, target);
}

function moduleText(): string {
  const entries = [...readTranscripts()].map(
    ([name, text]) => `  ${JSON.stringify(name)}: ${literal(text)},\n`,
  );
  return `/** Every transcript by its name. Generated from the .smtp files; do not edit. */
export const transcripts: Readonly<Record<string, string>> = {
${entries.join("")}};
`;
}

/** The text as a template literal. */
function literal(text: string): string {
  return `\`${text.replace(/[\\`]|\$(?=\{)/g, "\\$&")}\``;
}

// Node 22 cannot say whether this module is the main one. To call the function twice does no harm.
if (import.meta.main !== false) setup();
