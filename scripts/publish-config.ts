/**
 * Updates `publishConfig` of each package.json from its `exports`.
 *
 *     node scripts/publish-config.ts            writes `publishConfig`
 *     node scripts/publish-config.ts --check    fails where a package.json says something else
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { publishConfigFor } from "./published.ts";
import { packages, root } from "./workspace.ts";

for (const { folder, manifest } of packages) {
  const path = join(folder, "package.json");
  const before = readFileSync(path, "utf8");
  const publishConfig = publishConfigFor(manifest);
  const after = `${JSON.stringify({ ...JSON.parse(before), publishConfig }, null, 2)}\n`;
  if (after === before) continue;
  if (!process.argv.includes("--check")) writeFileSync(path, after);
  else {
    console.error(
      `publishConfig of ${relative(root, path)} does not follow from exports: run \`node scripts/publish-config.ts\`.`,
    );
    process.exitCode = 1;
  }
}
