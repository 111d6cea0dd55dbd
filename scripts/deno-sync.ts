/**
 * Updates each deno.json from the package.json next to it.
 *
 *     node scripts/deno-sync.ts            writes what package.json says into deno.json
 *     node scripts/deno-sync.ts --check    fails where they differ, either way
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { denoJsonFor } from "./deno-json.ts";
import { packages, root } from "./workspace.ts";

const members = packages.filter(({ folder }) => existsSync(join(folder, "deno.json")));
const names = members.map(({ manifest }) => manifest.name);

keep(join(root, "deno.json"), (now) => ({
  ...now,
  workspace: members.map(({ folder }) => `./${relative(root, folder)}`),
}));
for (const { folder, manifest } of members)
  keep(join(folder, "deno.json"), (now) => denoJsonFor(manifest, now, names));

/** Writes the expected content of a file, or with `--check` fails if it differs. */
function keep(file: string, should: (now: object) => object): void {
  const now = readFileSync(file, "utf8");
  const text = `${JSON.stringify(should(JSON.parse(now)), null, 2)}\n`;
  if (JSON.stringify(JSON.parse(now)) === JSON.stringify(JSON.parse(text))) return;
  if (process.argv.includes("--check")) {
    const how = "run `node scripts/deno-sync.ts`";
    console.error(
      `${relative(root, file)} is not in step with package.json: ${how}. As it should be:\n${text}`,
    );
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
