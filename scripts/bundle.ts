/**
 * `pnpm bundle`: measures the size of users' bundles, and checks that a bundle without `explain` contains no
 * sentences and no table of meanings. With `--breakdown`, also lists the sizes of parts and modules.
 *
 * The built files are minified by esbuild and compressed by gzip, like size-limit with the same esbuild; but
 * size-limit cannot check what a bundle contains. The sentences come from the explain module itself: a string of more
 * than 40 characters there must not occur in a bundle that only sends.
 */
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, transform } from "esbuild";
import ts from "typescript";
import { root } from "./workspace.ts";

interface Row {
  readonly name: string;
  readonly from: string;
  readonly uses: string;
  readonly conditions: readonly string[];
  readonly platform: "neutral" | "node";
  readonly prose: boolean;
  /** The largest size with gzip; raised only by a commit with a reason. */
  readonly limitKiB: number;
}

const workers = {
  from: "@parley-smtp/cloudflare-workers",
  conditions: ["workerd"],
  platform: "neutral",
} as const;
const node = { from: "@parley-smtp/node-socket", conditions: [], platform: "node" } as const;

/** The bundles to measure. docs/decisions/bundle-size.md explains the limits. */
const rows: readonly Row[] = [
  { ...workers, name: "connect, on Workers", uses: "connect", prose: false, limitKiB: 92 },
  { ...node, name: "the mailer", uses: "createMailer", prose: false, limitKiB: 97 },
  {
    ...node,
    name: "the mailer and explain",
    uses: "createMailer, explain",
    prose: true,
    limitKiB: 201,
  },
  // Built for a neutral platform, so that a module of Node would be an error.
  {
    ...workers,
    from: "@parley-smtp/mime",
    name: "compose",
    uses: "compose",
    prose: false,
    limitKiB: 16,
  },
];

/** A bundle as a user would build it. */
function bundleOf({ from, uses, conditions, platform }: Row, more: BuildOptions = {}) {
  return build({
    ...more,
    stdin: {
      contents: `import { ${uses} } from "${from}"; console.log(${uses});`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    external: ["cloudflare:*"],
    conditions: [...conditions, ...(more.conditions ?? [])],
    metafile: true,
    write: false,
    logLevel: "silent",
  });
}

/** Returns the text of every string and template in a file. */
function strings(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest));
  return found;
}

/** Returns the long strings of a folder, which show whether a bundle contains any of it. */
function longStrings(folder: string): readonly string[] {
  const found = globSync(`packages/core/src/${folder}/**/*.ts`, { cwd: root })
    .filter((path) => !path.endsWith(".test.ts"))
    .flatMap((path) => strings(readFileSync(join(root, path), "utf8")))
    .filter((text) => text.length > 40);
  if (found.length === 0) throw new Error(`There is no long string in ${folder} to look for.`);
  return found;
}

const sentences = longStrings("explain");
const meanings = longStrings("meaning");
const failures = longStrings("find-replies");

for (const row of rows) {
  const { name, prose, limitKiB } = row;
  const { outputFiles, warnings } = await bundleOf(row);
  const bundle = outputFiles[0]?.text ?? "";
  const carried = strings(bundle).join("\n");
  const found = sentences.filter((sentence) => carried.includes(sentence));
  console.log(
    `> ${name}: ${kib(bundle.length)} KiB minified, ${kib(gzip(bundle))} of at most ${limitKiB} KiB with gzip, ${found.length} of ${sentences.length} sentences`,
  );
  if (gzip(bundle) > limitKiB * 1024) fail(`${name} may weigh at most ${limitKiB} KiB with gzip.`);
  // Every user who bundles would see the warning, and could do nothing about it.
  for (const { text, location } of warnings)
    fail(`esbuild warns when it bundles ${name}: ${text} (${location?.file ?? "no file"})`);
  if (!prose && found.length > 0) fail(`${name} carries prose, such as: ${found[0]}`);
  const meaning = meanings.find((text) => carried.includes(text));
  if (!prose && meaning) fail(`${name} carries the tables of meanings, such as: ${meaning}`);
  const failure = failures.find((text) => carried.includes(text));
  if (!prose && failure) fail(`${name} carries what reads pasted texts, such as: ${failure}`);
  // Otherwise a check for the wrong strings would always pass.
  if (prose && found.length === 0) fail(`${name} carries none of the sentences looked for.`);
  if (process.argv.includes("--breakdown")) await breakDown(row);
}

/**
 * Prints the sizes of a bundle's parts, and its twenty largest modules. The sizes are by source file; each part is
 * compressed alone, so the sum is more than the whole.
 */
async function breakDown(row: Row): Promise<void> {
  const { metafile } = await bundleOf(row, { conditions: ["@parley-smtp/source"] });
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => ({ path: relative(root, path), bytes: bytesInOutput }))
    .filter(({ path, bytes }) => bytes > 0 && path.endsWith(".ts"))
    .sort((a, b) => b.bytes - a.bytes);
  const parts = Object.groupBy(modules, ({ path }) => partOf(path));
  for (const [part, of = []] of Object.entries(parts)) {
    const texts = await Promise.all(of.map(({ path }) => minified(join(root, path))));
    const bytes = of.reduce((sum, module) => sum + module.bytes, 0);
    console.log(`    ${kib(bytes).padStart(6)}  ${kib(gzip(texts.join("")))} with gzip  ${part}`);
  }
  for (const { path, bytes } of modules.slice(0, 20))
    console.log(`      ${kib(bytes).padStart(6)}  ${path}`);
}

/** Returns the part of the project that contains a module: its folder. */
function partOf(path: string): string {
  return path.replace(/\/[^/]*$/, "");
}

async function minified(path: string): Promise<string> {
  const source = readFileSync(path, "utf8");
  return (await transform(source, { loader: "ts", minify: true, format: "esm" })).code;
}

function gzip(text: string): number {
  return gzipSync(text).length;
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
