/**
 * `pnpm generate`: writes every generated file that is kept in the repository.
 * With `--check` nothing is written, and a file that is out of date is an error.
 */
import { spawnSync } from "node:child_process";
import { root } from "./workspace.ts";

/** Each generator writes its file, or with `--check` compares it and fails. */
const generators: readonly { readonly file: string; readonly script: string }[] = [
  { file: "docs/errors", script: "packages/core/scripts/generate-errors.ts" },
  { file: "docs/meanings.md", script: "packages/core/scripts/generate-meanings.ts" },
  { file: "docs/providers", script: "packages/core/scripts/generate-providers.ts" },
  { file: "docs/architecture.md", script: "packages/core/scripts/architecture.ts" },
  { file: "docs/flights.md", script: "packages/core/scripts/flights.ts" },
  { file: "docs/pasted-text.md", script: "packages/core/scripts/pastes.ts" },
  { file: "docs/status.md", script: "packages/core/scripts/status.ts" },
  { file: "recorded.generated.ts", script: "lab/src/record/generate.ts" },
  { file: "docs/compatibility.md", script: "lab/src/compatibility.ts" },
  { file: "docs/runtimes.md", script: "runtimes/src/table.ts" },
];

for (const { file, script } of generators) {
  const { status } = spawnSync(
    process.execPath,
    ["--conditions=@parley-smtp/source", script, ...process.argv.slice(2)],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status === 0) continue;
  console.error(`${file} could not be made or is out of date: run \`pnpm generate\`.`);
  process.exitCode = 1;
}
