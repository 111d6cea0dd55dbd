/**
 * Corrects esbuild's code splitting. The name of a chunk is only a hash, so a stack trace does not show what it
 * contains; here it gets the name of its largest source. An entry also imports chunks that it does not use, for their
 * side effects; these packages declare that they have none, and every bundler warns about such an import.
 */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** How much of an output comes from each source. */
type Inputs = Readonly<Record<string, { readonly bytesInOutput: number }>>;

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Inputs }>>;
}

/** Names the chunks after their sources, and removes unused imports. */
export function correctChunks(folder: string): void {
  const metafile = join(folder, "metafile-esm.json");
  const { outputs } = JSON.parse(readFileSync(metafile, "utf8")) as Metafile;
  rmSync(metafile);
  for (const [path, { inputs }] of Object.entries(outputs)) if (isData(inputs)) dropSourceMap(path);
  const names = new Map<string, string>();
  for (const [path, { inputs }] of Object.entries(outputs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = basename(path);
    if (!/^chunk-\w+\.js$/.test(file)) continue;
    names.set(file, unique(`chunk-${nameOf(inputs)}`, [...names.values()]));
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((path) => /\.js(\.map)?$/.test(path))) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    // An empty line replaces the import, so that the source map stays correct.
    const corrected = file.endsWith(".map")
      ? text
      : text
          .replace(/^import "\.[^"]*\/chunk-\w+\.js";$/gm, "")
          .replace(/\bchunk-\w+\.js\b/g, (chunk) => names.get(chunk) ?? chunk);
    if (corrected !== text) writeFileSync(path, corrected);
    const name = names.get(basename(file, ".map"));
    if (name !== undefined)
      renameSync(path, join(dirname(path), file.endsWith(".map") ? `${name}.map` : name));
  }
}

/**
 * Names the chunks of the types without their hashes. Where two have one name, the shorter text comes first.
 *
 * @param entries the files of the entries below the folder, which keep their names
 */
export function nameTypeChunks(folder: string, entries: readonly string[]): void {
  const chunks = readdirSync(folder)
    .filter((file) => /-[\w-]{8}\.d\.ts$/.test(file))
    .filter((file) => !entries.includes(file.replace(/\.d\.ts$/, ".js")))
    .map((file) => ({ file, length: readFileSync(join(folder, file), "utf8").length }))
    .sort((a, b) => a.length - b.length);
  const names = new Map<string, string>();
  for (const { file } of chunks)
    names.set(
      file,
      unique(`types-${file.slice(0, -"-12345678.d.ts".length)}`, [...names.values()]),
    );
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((path) => path.endsWith(".d.ts"))) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const corrected = text.replace(/[\w-]+(?=\.js['"])/g, (chunk) => {
      const name = names.get(`${chunk}.d.ts`);
      return name === undefined ? chunk : name.replace(/\.js$/, "");
    });
    if (corrected !== text) writeFileSync(path, corrected);
    const name = names.get(file);
    if (name !== undefined) renameSync(path, join(folder, name.replace(/\.js$/, ".d.ts")));
  }
}

/** Whether a file consists of generated data alone, where nobody sets a breakpoint. */
function isData(inputs: Inputs): boolean {
  const sources = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return sources.length > 0 && sources.every(([path]) => path.endsWith(".generated.ts"));
}

function dropSourceMap(path: string): void {
  rmSync(`${path}.map`);
  writeFileSync(path, readFileSync(path, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
}

/** Returns the largest source of a chunk: `client/connection/connection.ts` gives `client-connection`. */
function nameOf(inputs: Inputs): string {
  const [largest = "shared"] = Object.entries(inputs)
    .sort(([a, x], [b, y]) => y.bytesInOutput - x.bytesInOutput || (a < b ? -1 : 1))
    .map(([path]) => path);
  return largest
    .replace(/^(.*\/)?src\//, "")
    .replace(/(\.generated)?\.ts$/, "")
    .replaceAll(/[^\w]+/g, "-");
}

function unique(name: string, taken: readonly string[]): string {
  let file = `${name}.js`;
  for (let n = 2; taken.includes(file); n += 1) file = `${name}-${n}.js`;
  return file;
}
