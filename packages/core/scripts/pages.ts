/** Writes a folder of generated pages, or compares it with what it should be. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";

/**
 * Writes pages and removes every other file of the folder. With `--check` among the arguments of the process it
 * writes nothing, and the process fails if a file differs.
 *
 * @param folder the folder, from the root of the repository
 * @param pages the text of each file by its name
 */
export function writePages(folder: string, pages: ReadonlyMap<string, string>): void {
  const place = new URL(`../../../${folder}/`, import.meta.url);
  mkdirSync(place, { recursive: true });
  const surplus = readdirSync(place).filter((name) => !pages.has(name));
  if (!process.argv.includes("--check")) {
    for (const name of surplus) rmSync(new URL(name, place));
    for (const [name, text] of pages) writeFileSync(new URL(name, place), text);
    return;
  }
  const stale = [...pages].filter(([name, text]) => stored(new URL(name, place)) !== text);
  for (const name of [...stale.map(([name]) => name), ...surplus]) {
    process.stderr.write(`${folder}/${name} is out of date: run \`pnpm generate\`.\n`);
    process.exitCode = 1;
  }
}

function stored(file: URL): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
