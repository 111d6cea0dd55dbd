/**
 * Puts the transcripts into a module, for runtimes without a file system.
 *
 *     node scripts/generate-transcripts.ts            writes src/testing/transcripts.generated.ts
 *     node scripts/generate-transcripts.ts --check    fails if it is not up to date
 */
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { readTranscripts } from "./shown/transcript-files.ts";

const target = new URL("../src/testing/transcripts.generated.ts", import.meta.url);

/** The text as a template literal. */
function literal(text: string): string {
  return `\`${text.replace(/[\\`]|\$(?=\{)/g, "\\$&")}\``;
}

function generate(): string {
  const entries = [...readTranscripts()].map(
    ([name, text]) => `  ${JSON.stringify(name)}: ${literal(text)},\n`,
  );
  return `/** Every transcript by its name. Generated from the .smtp files; do not edit. */
export const transcripts: Readonly<Record<string, string>> = {
${entries.join("")}};
`;
}

const generated = generate();
if (!process.argv.includes("--check")) {
  writeFileSync(target, generated);
} else if (readFileSync(target, "utf8") !== generated) {
  process.stderr.write(
    "transcripts.generated.ts is out of date. Run: node packages/core/scripts/generate-transcripts.ts\n",
  );
  process.exitCode = 1;
}
